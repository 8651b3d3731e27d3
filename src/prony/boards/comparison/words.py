"""A comparison in words: what every face says of it."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards import words
from prony.boards.columns import own_columns
from prony.boards.comparison.bug_by_bug import BugByBug
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.disagreements import Matrix
from prony.boards.comparison.slices import SliceDifference
from prony.boards.differences import FieldDifference
from prony.boards.fields import Field
from prony.boards.words import as_sentence
from prony.phrases import quantities, quantity
from prony.plain import clean_line
from prony.readable import UNKNOWN, count, counted, fixed, gigabytes, percent, seconds


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


def facts(compare: Compare, side: str) -> dict[str, str]:
    """What one side (`a`, `b`) did on common tasks, in words by what it is; what is of all its tasks says so."""
    row, told = (compare.a, compare.a_facts) if side == "a" else (compare.b, compare.b_facts)
    share, numbers = percent(told.solved_share), told.measures
    return {
        "solved": f"{count(told.solved)}/{count(told.attempts)}  {share} %",
        "of all its tasks": (
            f"{words.count_of(row.solved)}  {words.percent_of(row.solved)} % ({words.interval_of(row.solved)})"
        ),
        "score %": percent(told.score_share),
        "wall p50 / p90": f"{seconds(numbers.get('wall_p50_s'))} / {seconds(numbers.get('wall_p90_s'))}",
        "tok/s": fixed(numbers.get("decode_tokens_per_s")),
        "engine tok/s": fixed(numbers.get("server_decode_tokens_per_s")),
        "tokens out an attempt": amount(numbers.get("completion_tokens")),
        "prompt tokens an attempt": amount(numbers.get("prompt_tokens")),
        "GB": gigabytes(row.size_bytes),
        "not solved, all its tasks": words.not_solved(row.outcomes),
        **{column.header: column.cell(row) for column in own_columns()},
    }


def criteria(bugs: BugByBug) -> str:
    """How many criteria who earned, where somebody fell short."""
    told = bugs.matrix
    at_times = f" · both at times {told.halfway}" if told.halfway else ""
    return (
        f"{count(bugs.criteria)} criteria of {counted(bugs.tasks, 'task')} without full marks: both "
        f"earned {told.both} · A more {told.only_a} · B more {told.only_b}{at_times} · neither {told.neither}"
    )


def amount(value: float | None) -> str:
    """A cost in a cell."""
    return UNKNOWN if value is None else quantity(value)


def spent(value: float | None, lo: float | None, hi: float | None) -> str:
    """A cost, or a ratio of two, with its interval."""
    if value is None:
        return words.NOTHING
    return amount(value) if lo is None or hi is None else f"{amount(value)} ({quantities(lo, hi)})"


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


def told_value(field: Field) -> str:
    """The value of a field, and how it came about where that is worth a word; or why there is none."""
    if field.value is None:
        return field.note
    return clean_line(f"{field.value} ({field.note})" if field.note else str(field.value))


def one_sided(fields: Sequence[FieldDifference]) -> str:
    """How many fields only one of the two tells, and which: no difference, but none that could be ruled out."""
    of_a = sum(field.b.value is None for field in fields)
    told = [f"{count} of {side} only" for side, count in (("A", of_a), ("B", len(fields) - of_a)) if count]
    return f"captured on one side only: {', '.join(told)}"
