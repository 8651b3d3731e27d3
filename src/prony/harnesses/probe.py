"""A task without files: the prompt made of it shows the form that a harness gives to every brief, and nothing else."""

from __future__ import annotations

from prony.nouns import Mode, Task

PROBE = Task(
    id="suite/task",
    suite="suite",
    name="task",
    title="",
    path="/prony-has-no-such-folder",
    digest="",
    mode=Mode.ANSWER,
    instruction="The brief.",
    answer=("one.py", "two.js"),
)
