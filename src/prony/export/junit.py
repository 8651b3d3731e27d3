"""JUnit XML, which CI systems show: a suite of the gate's claims, and one of tasks.

A file has failures exactly where the gate fails, and errors where a claim could not be judged. A task is no claim: one
on which the candidate did worse is told as skipped, with what it lacks, so that no single task turns a build red.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from prony.boards.board import Board
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.disagreements import TaskDuel
from prony.boards.comparison.gate import Gate, GateClaim, Standing
from prony.plain import clean_line, homeless


class TestCase(NamedTuple):
    """One case of a file. kind: what its inner element is called; none where it passes."""

    group: str
    name: str
    kind: str = ""
    label: str = ""
    text: str = ""


def of_compare(compare: Compare, gate: Gate) -> str:
    """The claims, and every common task by whether A solved less than B there."""
    duels = {duel.task: duel for duel in compare.tasks}
    group = f"{compare.versus.a} against {compare.versus.b}"
    tasks = [_duel(group, task, duels.get(task)) for task in compare.common_tasks]
    return _document([("claims", _claims(gate)), (f"tasks of {compare.suite}", tasks)])


def of_boards(boards: Sequence[Board], gate: Gate) -> str:
    """The claims, and every model by suite."""
    rows = [
        TestCase(board.suite, row.label, text=f"{row.outcomes.solved} of {row.outcomes.scored} scored attempts solved")
        for board in boards
        for row in (*board.models, *board.incomplete)
    ]
    return _document([("claims", _claims(gate)), ("models", rows)])


def _claims(gate: Gate) -> list[TestCase]:
    return [TestCase("gate", one.claim, _kind(one), one.standing.value, one.why) for one in gate.claims]


def _kind(claim: GateClaim) -> str:
    if claim.standing is Standing.HELD:
        return ""
    if claim.accepted:
        return "skipped"
    return "error" if claim.standing is Standing.NOT_JUDGED else "failure"


def _duel(group: str, task: str, duel: TaskDuel | None) -> TestCase:
    if duel is None or duel.loser is not duel.a:
        return TestCase(group, task)
    standing = f"A {duel.a.solved}/{duel.a.scored}, B {duel.b.solved}/{duel.b.scored}"
    return TestCase(group, task, "skipped", "worse", f"{standing}: {duel.a.why or 'a lower score'}; {duel.a.attempt}")


def _document(suites: Sequence[tuple[str, Sequence[TestCase]]]) -> str:
    root = ElementTree.Element("testsuites", _counts("prony", [case for _, cases in suites for case in cases]))
    for name, cases in suites:
        suite = ElementTree.SubElement(root, "testsuite", _counts(name, cases) | {"skipped": _count(cases, "skipped")})
        for case in cases:
            names = {"classname": _plain(case.group), "name": _plain(case.name), "time": "0"}
            _told(ElementTree.SubElement(suite, "testcase", names), case)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _told(node: ElementTree.Element, case: TestCase) -> None:
    """Put into a case's element what became of it."""
    text = _plain(case.text)
    if case.kind == "skipped":
        ElementTree.SubElement(node, "skipped", {"message": text})
    elif case.kind:
        ElementTree.SubElement(node, case.kind, {"message": text, "type": case.label}).text = text
    elif text:
        ElementTree.SubElement(node, "system-out").text = text


def _counts(name: str, cases: Sequence[TestCase]) -> dict[str, str]:
    return {
        "name": _plain(name),
        "tests": str(len(cases)),
        "failures": _count(cases, "failure"),
        "errors": _count(cases, "error"),
        "time": "0",
    }


def _count(cases: Sequence[TestCase], kind: str) -> str:
    return str(sum(case.kind == kind for case in cases))


def _plain(text: str) -> str:
    """Text of characters that XML 1.0 has, on one line."""
    line = homeless(clean_line(text))
    return "".join(c if c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000" else "\ufffd" for c in line)
