"""`prony prove` of a suite with members ends with how many tasks hold in each language, and how long they took."""

from __future__ import annotations

import io

from prony.cli.render_proved import show_proved
from prony.cli.terminal import Terminal
from prony.grading import TaskProof
from prony.suites import load_suite


def proof(task: str, slot_s: float, *, holds: bool = True) -> TaskProof:
    return TaskProof(task=task, digest="", holds=holds, claims=(), slot_s=slot_s, wall_s=999)


def said(suite_id: str, *proofs: TaskProof) -> list[str]:
    out = io.StringIO()
    suite = load_suite(suite_id)
    show_proved(Terminal(out, io.StringIO()), [(suite, suite.tasks)], proofs)
    return out.getvalue().splitlines()


def test_each_language_has_its_count_its_time_and_its_longest_task():
    lines = said(
        "languages",
        proof("languages/shelf-labels-python", 2.25),
        proof("languages/shelf-labels-go", 8.5, holds=False),
        proof("languages/work-days-python", 4),
    )
    assert [line.split() for line in lines[1:]] == [
        ["python", "2", "of", "2", "6", "s", "4.0", "s"],
        ["go", "0", "of", "1", "8", "s", "8.5", "s"],
        ["2", "of", "3", "tasks", "hold"],
    ]


def test_a_suite_without_members_has_no_languages():
    assert said("quick", proof("quick/py-even", 3)) == ["1 of 1 tasks hold"]
