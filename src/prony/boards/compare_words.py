"""A comparison in words: what every face says of it."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.compare import Compare
from prony.boards.differences import FieldDifference
from prony.boards.words import as_sentence
from prony.plain import clean_line


def title(compare: Compare) -> str:
    """Who is compared, on what."""
    where = f"run {compare.run}" if compare.run else "all runs"
    judged = f" · grader {compare.grader}" if compare.grader else ""
    version = f"{compare.suite} {compare.suite_version}@{compare.suite_digest[:8]}"
    return clean_line(f"{compare.versus.a} against {compare.versus.b} · {version} · {where}{judged}")


def verdict(compare: Compare) -> str:
    """What may be concluded from a comparison, as a sentence with a full stop."""
    return as_sentence(compare.versus.sentence, [compare.versus.a, compare.versus.b])


def one_sided(fields: Sequence[FieldDifference]) -> str:
    """How many fields only one of the two tells, and which: no difference, but none that could be ruled out."""
    of_a = sum(field.b.value is None for field in fields)
    told = [f"{count} of {side} only" for side, count in (("A", of_a), ("B", len(fields) - of_a)) if count]
    return f"captured on one side only: {', '.join(told)}"
