"""Watchers: what can touch a machine while a reply is timed, a file each, with a `WATCHER`.

Each is named as the flag that it gives (`prony.gateway.flags`). A time of an exchange that was touched is no model's,
and is struck out of every speed (`prony.journal.speeds`).
"""

from __future__ import annotations

from typing import Any

from prony.gateway.watchers.watcher import Watcher
from prony.registry import Registry

WATCHERS: Registry[Watcher] = Registry("watcher", __name__, "WATCHER", besides=("watcher",))
"""Watchers by the flag that they give."""


class TouchWatch:
    """All watchers, over one exchange. here: the engine computes on this machine."""

    __slots__ = ("_before",)

    def __init__(self, *, here: bool) -> None:
        known = [(name, one) for name, one in WATCHERS.items() if here or not one.of_engine]
        self._before: list[tuple[str, Watcher, Any]] = [(name, one, one.look()) for name, one in known]

    def flags(self) -> set[str]:
        """What touched the machine since; what could not be looked at says nothing."""
        looks = [(name, one, before, one.look()) for name, one, before in self._before]
        return {
            name
            for name, one, before, after in looks
            if before is not None and after is not None and one.touched(before, after)
        }
