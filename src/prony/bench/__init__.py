"""The bench: from suites and contestants to a finished run.

Residents: `plan` (freeze what will be run), `contestants` (from what was asked to what is measured), `lease` (an engine
made ready for one contestant), `attempt` (one contestant, one task, once), `phases` (who may use the CPU), `schedule`
(the run itself), `starting` (engines that prony.toml names), `remaining` (what a run has left, for resume), `regrade`,
`known` (whether references came out as they must), `consent` (what may run with the user's rights), `toolchains`,
`budget`, `context`, `capped` (whether replies were cut in thinking), `run` (start and resume), `stop`.
"""
