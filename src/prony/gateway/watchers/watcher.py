"""What a watcher is."""

from __future__ import annotations

from typing import Any, Protocol


class Watcher(Protocol):
    """One thing that touches times, seen by two looks at counters of the system."""

    of_engine: bool
    """Whether it matters only where the engine computes on this machine."""

    def look(self) -> Any:
        """The counters now; None where this system has none. Never raises."""
        ...

    def touched(self, before: Any, after: Any) -> bool:
        """Whether it happened between two looks."""
        ...
