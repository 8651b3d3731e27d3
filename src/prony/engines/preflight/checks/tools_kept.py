"""A tool's schema, a call of it and its result stand in the prompt, where the contestant is offered tools."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import ABOUT, ARGUMENT, PARAMETER, RESULT, TOOL
from prony.engines.preflight.seen import TemplateSeen

_PARTS = {
    TOOL: "a tool's name",
    PARAMETER: "a tool's parameters",
    ABOUT: "what a tool is for",
    ARGUMENT: "the arguments of a call",
    RESULT: "the result of a call",
}


class ToolsKept:
    """What a template refuses is found by the rehearsal; what it drops is found by nobody else."""

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """What is not there."""
        if not seen.tools_asked or not isinstance(seen.tools, str):
            return None
        lost = [name for word, name in _PARTS.items() if word not in seen.tools]
        return f"leaves out {', '.join(lost)}" if lost else HOLDS


CHECK = ToolsKept()
