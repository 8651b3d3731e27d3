"""A system message stands in the prompt, where the contestant's requests have one."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import SYSTEM, TOLD, WORDS
from prony.engines.preflight.seen import TemplateSeen


class SystemKept:
    """A template that refuses one is asked in another way (the shim `system-as-user`); one that drops it says
    nothing."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """That it is not there."""
        if not seen.system_asked:
            return None
        if seen.facts.places is not None:
            return HOLDS if "system" in seen.facts.places else "has no place for a system message"
        if not isinstance(seen.system, str) or not all(WORDS[text] in seen.system for text in TOLD):
            return None  # it drops more than that, which another check tells
        return HOLDS if WORDS[SYSTEM] in seen.system else "drops the system message without a word"


CHECK = SystemKept()
