"""A summary for a CI job in Markdown: what the gate says, what follows, and the numbers.

Nothing from outside is markup in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards import words
from prony.boards.board import Board
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.gate import Gate
from prony.export.formats.markdown import boards_as_markdown, escaped


def of_compare(compare: Compare, gate: Gate | None) -> str:
    """A comparison: claims, conclusions, differences, where they differ, notes."""
    slices = [compare.whole, *compare.slices]
    return "\n".join(
        [
            f"## {escaped(compare_words.title(compare))}",
            "",
            *_gate(gate),
            *(f"- {escaped(told)}" for told in compare_words.conclusions(compare)),
            *([f"- **!** {escaped(compare.flag)}"] if compare.flag else []),
            "",
            "| A - B | tasks | difference | 95 % interval | |",
            "| --- | ---: | ---: | ---: | --- |",
            *(
                f"| {escaped(name)} | {one.tasks} | {words.points(one.difference)} | {words.span(one.lo, one.hi)} | "
                f"{escaped(one.why)} |"
                for name, one in zip(compare_words.slice_names(slices), slices, strict=True)
            ),
            "",
            *_tasks(compare),
            *(f"- {escaped(note)}" for note in compare.notes),
            "",
        ]
    )


def of_boards(boards: Sequence[Board], gate: Gate | None) -> str:
    """Boards under what the gate says."""
    return "\n".join([*_gate(gate), boards_as_markdown(boards), ""])


def _gate(gate: Gate | None) -> list[str]:
    if gate is None:
        return []
    head = {0: "passes", 1: "fails"}.get(gate.exit_code, "could not judge")
    return [f"**The gate {head}.**", "", *(f"- {escaped(claim.line)}" for claim in gate.claims), ""]


def _tasks(compare: Compare, most: int = 30) -> list[str]:
    worse = [duel for duel in compare.tasks if duel.loser is duel.a]
    if not worse:
        return []
    more = [f"| … {len(worse) - most} more | | | |"] if len(worse) > most else []
    rows = [
        f"| {escaped(duel.task)} | {duel.a.solved}/{duel.a.scored} | {duel.b.solved}/{duel.b.scored} | "
        f"{escaped(duel.a.why)} |"
        for duel in worse[:most]
    ]
    return ["| where A did worse | A | B | what it lacks |", "| --- | ---: | ---: | --- |", *rows, *more, ""]
