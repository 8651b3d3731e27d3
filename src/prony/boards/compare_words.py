"""A comparison in words: what every face says of it."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.compare import Compare
from prony.boards.differences import FieldDifference
from prony.boards.disagreements import Matrix
from prony.boards.slices import SliceDifference
from prony.boards.words import as_sentence
from prony.plain import clean_line


def title(compare: Compare) -> str:
    """Who is compared, on what."""
    where = f"run {compare.run}" if compare.run else "all runs"
    judged = f" · grader {compare.grader}" if compare.grader else ""
    version = f"{compare.suite} {compare.suite_version}@{compare.suite_digest[:8]}"
    return clean_line(f"{compare.versus.a} against {compare.versus.b} · {version} · {where}{judged}")


def conclusions(compare: Compare) -> list[str]:
    """What may be concluded from a comparison, each as a sentence with a full stop; the verdict first."""
    return [as_sentence(told, [compare.versus.a, compare.versus.b]) for told in compare.sentences]


def verdict(compare: Compare) -> str:
    """The first of its conclusions."""
    return conclusions(compare)[0]


def outcomes(matrix: Matrix) -> str:
    """Common tasks by who solved more there."""
    if not matrix.repeated:
        return (
            f"tasks solved  both {matrix.both} · only A {matrix.only_a} · only B {matrix.only_b} · "
            f"neither {matrix.neither}"
        )
    alike = f"alike {matrix.alike} (every time {matrix.both}, at times {matrix.halfway}, never {matrix.neither})"
    return f"tasks by who solved more  A {matrix.only_a} · B {matrix.only_b} · {alike}"


def what_differs(compare: Compare) -> str:
    """In how many things the two differ, in a line."""
    known = [concern.name for concern in compare.concerns]
    if not known:
        return "nothing is known to differ between them"
    meant = " as was meant" if compare.axis and not compare.flag else ""
    return f"they differ in {', '.join(known)}{meant}"


def slice_name(one: SliceDifference, several: bool) -> str:
    """What a slice is called; by its dimension too, where there are `several`."""
    if not one.name:
        return "all tasks"
    return clean_line(f"{one.dimension} {one.name}" if several else one.name)


def slice_names(slices: Sequence[SliceDifference]) -> list[str]:
    """What each is called."""
    several = len({one.dimension for one in slices if one.name}) > 1
    return [slice_name(one, several) for one in slices]


def one_sided(fields: Sequence[FieldDifference]) -> str:
    """How many fields only one of the two tells, and which: no difference, but none that could be ruled out."""
    of_a = sum(field.b.value is None for field in fields)
    told = [f"{count} of {side} only" for side, count in (("A", of_a), ("B", len(fields) - of_a)) if count]
    return f"captured on one side only: {', '.join(told)}"
