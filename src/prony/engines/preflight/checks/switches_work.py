"""What the template is told, such as whether to think, changes the prompt."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.seen import TemplateSeen
from prony.plain import clean_line


class SwitchesWork:
    """A contestant that was asked not to think, and whose template has no such switch, is another one than it is
    called."""

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """The switches that do nothing."""
        told = [switch for switch in seen.switches if isinstance(switch.asked, str)]
        if not told:
            return None
        idle = [
            f"{clean_line(switch.name)}={clean_line(str(switch.value))[:40]}"
            for switch in told
            if all(switch.asked == other for other in switch.otherwise)
        ]
        return f"makes the same prompt with and without {', '.join(idle)}" if idle else HOLDS


CHECK = SwitchesWork()
