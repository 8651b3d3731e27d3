"""A single user message is rendered."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.door import Refused
from prony.engines.preflight.seen import TemplateSeen


class TakesAQuestion:
    """Nothing can be asked of a template that refuses that."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """The engine's own words."""
        if isinstance(seen.one, Refused):
            return f"takes no user message: {seen.one.words}"
        if seen.facts.places is not None and "user" not in seen.facts.places:
            return "has no place for a user message"
        return HOLDS if seen.rendered or seen.facts.places is not None else None


CHECK = TakesAQuestion()
