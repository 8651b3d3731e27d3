"""The bench: from suites and contestants to a finished run.

Residents: `plan` (freeze what will be run), `contestants` (from what was asked to what is measured), `consent` (what
may run with the user's rights), `run` (start and resume), `schedule` (one contestant after the other) with its parts:
`lease` (an engine made ready for one contestant), `contest` (one contestant's attempts), `graders` (of all of them),
`phases` (who may use the CPU), `record` (where every event goes), `activity` (what takes the time meanwhile),
`groups`, `stop`, `result`. `executor` (who makes attempts and grades) and `local` (this machine), `attempt` (one
contestant, one task, once). `remaining` (what a run has left), `regrade`, `known` (whether references came out as they
must), `capped`, `starting` (engines that prony.toml names), `pins` (what the requests of a contestant hold).
"""
