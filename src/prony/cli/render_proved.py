"""What `prony prove` says at its end: how many tasks hold, and in suites with members the time of each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal

if TYPE_CHECKING:
    from prony.grading import TaskProof
    from prony.nouns import Suite, Task


def show_proved(terminal: Terminal, asked: Iterable[tuple[Suite, Sequence[Task]]], proofs: Sequence[TaskProof]) -> None:
    """Say how many tasks hold; before it, for suites with members, each member's count and time."""
    members = {task.id: task.member for _, tasks in asked for task in tasks if task.member}
    by_member: dict[str, list[TaskProof]] = {}
    for proof in proofs:
        if proof.task in members:
            by_member.setdefault(members[proof.task], []).append(proof)
    if by_member:
        for line in lines(_columns(by_member), terminal, terminal.width):
            terminal.data(line)
    terminal.data(f"{_held(proofs)} of {len(proofs)} tasks hold")


def _columns(by_member: Mapping[str, Sequence[TaskProof]]) -> list[Column]:
    groups = list(by_member.values())
    return [
        Column("language", list(by_member), left=True),
        Column("hold", [f"{_held(group)} of {len(group)}" for group in groups]),
        Column("time in slots", [f"{sum(proof.slot_s for proof in group):.0f} s" for group in groups]),
        Column("longest", [f"{max(proof.slot_s for proof in group):.1f} s" for group in groups]),
    ]


def _held(proofs: Iterable[TaskProof]) -> int:
    return sum(proof.holds for proof in proofs)
