"""A form whose calls begin with a name between marks, and go on with their arguments as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall


class MarkedForm:
    """A `Form` in patterns.

    call: what stands before the arguments, with the group `name`. end: what may stand behind them. sign: as of `Form`.
    """

    bare = False

    def __init__(self, *, sign: re.Pattern[str], call: re.Pattern[str], end: re.Pattern[str] | None = None) -> None:
        self.sign: re.Pattern[str] | None = sign
        self._call = call
        self._end = end

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in self._call.finditer(text):
            if found := json_at(text, match.end()):
                arguments, stop = found
                end = self._end.match(text, stop) if self._end is not None else None
                call = (plain_name(match["name"]), arguments)
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end() if end else stop)
