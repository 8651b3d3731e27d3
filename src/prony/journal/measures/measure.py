"""The measure: its value of an attempt, how many values become one, and how that is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from prony import readable
from prony.journal.measures.over import add_parts, median
from prony.nouns import AttemptEnd, Exchange, Grade, Noun

Number = int | float


def as_it_is(value: Any) -> Any:
    """The value itself."""
    return value


class Measure(Noun, frozen=True, kw_only=True):
    """A number of a contestant. One of the `of_*` gives its value of an attempt; None is *not captured*, and left out.

    What judges asked reaches no measure. A measure without a header has no column.
    """

    of_row: Callable[[Mapping[str, Any]], Any] | None = None
    """Of the attempt's row in the index (`prony.journal.schema`)."""
    of_end: Callable[[AttemptEnd], Any] | None = None
    """Of how the attempt ended."""
    of_grade: Callable[[Grade], Any] | None = None
    """Of the newest grade of its last step."""
    of_exchange: Callable[[Exchange], Any] | None = None
    """Of each exchange: a number, or a tuple of parts; `join` makes one of those of an attempt."""
    join: Callable[[Any, Any], Any] = add_parts
    finish: Callable[[Any], Any] = as_it_is
    """What was joined into the attempt's value."""
    over: Callable[[Sequence[Any]], Number | None] = median
    """The known values of a contestant's attempts, at least one, into its number."""
    scored_only: bool = True
    """Whether only attempts that are in a rate count; else all that count on a board."""

    header: str = ""
    help: str = ""
    """What the number is, in one sentence."""
    text: Callable[[Any], str] = readable.fixed
    """The number as people read it; None as `prony.readable.UNKNOWN`."""
    place: int = 500
    """Where its column stands, from left to right (`prony.boards.columns`)."""
    priority: int = 20
    """Columns of a high number fall away first where a terminal is narrow."""
    page: str | None = "w2"
    """From which width on the column stands on a page: `always`, `w2`, `w1` (the widest); None: not at all."""
    rare: bool = False
    """Whether boards have its column only where somebody's number is neither unknown nor 0."""
    phrase: str = ""
    """The number in a line of text, `{}` for it; by default after its header."""

    def number(self, rows: Iterable[Mapping[str, Any]], name: str) -> Number | None:
        """Its number of the attempts with these rows; None where none of them tells."""
        values = self.values(rows, name)
        return self.over(values) if values else None

    def values(self, rows: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
        """Its known values of the attempts with these rows, which keep it as `name` where it is no column of theirs."""
        read = self.of_row or (lambda row: json.loads(row["measures"] or "{}").get(name))
        known = [value for value in map(read, rows) if value is not None]
        if self.finish is not as_it_is:
            known = [value for value in map(self.finish, known) if value is not None]
        return known


def is_measure(resident: object) -> str | None:
    """Say why `resident` is no measure; None where it is one."""
    if not isinstance(resident, Measure):
        return "it is no prony.journal.measures.Measure"
    sources = (resident.of_row, resident.of_end, resident.of_grade, resident.of_exchange)
    return None if sum(one is not None for one in sources) == 1 else "it needs exactly one of its of_* functions"
