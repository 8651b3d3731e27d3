"""The same conversation makes the same prompt, whenever it is rendered."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.seen import TIME_OF_DAY, TemplateSeen


class Steady:
    """Two attempts at one task would not be asked the same."""

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """What differs, and whether that is a time."""
        if not isinstance(seen.one, str) or not isinstance(seen.again, str):
            return None
        if seen.one == seen.again:
            return HOLDS
        at = next((n for n, (a, b) in enumerate(zip(seen.one, seen.again, strict=False)) if a != b), 0)
        piece = " ".join(seen.one[max(0, at - 20) : at + 20].split())
        what = "writes the time into each prompt" if TIME_OF_DAY.search(piece) else "makes another prompt each time"
        return f"{what}: `{piece}`"


CHECK = Steady()
