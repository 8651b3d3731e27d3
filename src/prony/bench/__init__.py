"""The bench: from suites and contestants to a finished run.

Residents: `plan` (freeze what will be run), `contestants` (from what was asked to what is measured), `lease` (an engine
made ready for one contestant), `attempt` (one contestant, one task, once), `phases` (who may use the CPU), `schedule`
(the run itself), `remaining` (what a run has left, for resume), `regrade`, `references`, `tapes` and
`tape_agents` (models of known score), `known` (whether those came out as they must), `toolchains`, `budget`, `stop`,
`doctor` (what this machine can do), `starter` (a first prony.toml), and the package `forecast` (what a run will take).
"""
