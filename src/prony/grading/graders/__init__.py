"""The graders: each is a file with one function `grade`, which makes findings of a subject.

    cases.py          level A as data: cases that the host compares
    oracle.py         level A with code: a grader that asks from another sandbox
    cli.py            level A on a program that is run again and again in one folder
    typecheck.py      level A on types: the compiler's own word
    source.py         level A on how it is written: a program reads the source, and nothing of it runs
    service.py        level A over HTTP: a server that is asked from outside
    probe.py          level A over HTTP with code: what a server is asked, and when, says a program in another sandbox
    page.py           a page in a browser, used and looked at: level A, or B where its own code is asked
    suite.py          level B: the suite's own tests, in the answer's process
    command.py        level C: an exit status

What may be said to a kind, and which files of a task mean it, is declared in the file of the same name in
`prony.suites.graders`. Another package brings both in one module, by the entry point group `prony.graders`.
"""

from __future__ import annotations

from prony.grading.subject import Grader
from prony.registry import Registry
from prony.suites.graders import GROUP

GRADERS: Registry[Grader] = Registry(
    "grader",
    "prony.grading.graders",
    "grade",
    group=GROUP,
    check=lambda resident: None if callable(resident) else "`grade` is no function",
)
"""By the name that `[prony.grader] kind` gives them."""

__all__ = ["GRADERS"]
