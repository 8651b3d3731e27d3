"""The bench: from suites and contestants to a finished run.

Residents: `plan` (freeze what will be run) with `selection` (which tasks of its suites), `contestants` (from what was
asked to what is measured) with `config_engines` (those that prony.toml names), `contestant_labels` (what they are
called), `servers` (what an address and a name mean) and `disk_models` (what a file and its name mean), `consent` (what
may run with the user's rights), `run` (start and resume), `schedule` (one contestant after the other) with its parts:
`load_keys` (who shares a load, and in which order they come), `hold` (one run at a time has a server), `provider`
(engines, one after the other), `lease` (an engine made ready for one contestant), `identification` (who that is),
`changes` (what changed of it), `pins` (what its requests hold), `ignored` (what it does not follow), `rehearsal` (what
its engine demands of them), `warm_up` (where a file was just loaded), `contest` (its attempts), `foreign` (who else
uses its server), `graders` (of all of them), `phases` (who may use the CPU), `patience` (with an engine that is away or
busy), `record` (where every event goes), `activity` (what takes the time meanwhile), `task_errors` (of several errors,
the one to tell), `stop`, `result`, `surprises` (references that did not come out as they must), `cut_thinking` (replies
that ended in it). `executor` (who makes attempts and grades) and `local` (this machine), `attempt` (one contestant, one
task, once), `steps` (how it goes on when what it handed in is graded), `spending` (the energy and money that it takes).
`remaining` (what a run has left), `regrade`. `template_gate` (what the chat template makes of messages).
"""
