"""The processor was throttled for heat: the kernel counts how often."""

from __future__ import annotations

from pathlib import Path

CPUS = Path("/sys/devices/system/cpu")
MOST_CPUS = 1024
_COUNTERS = ("core_throttle_count", "package_throttle_count")


class Throttled:
    """Counters of Linux on x86 (`thermal_throttle`); others have none."""

    of_engine = True

    def __init__(self, cpus: Path = CPUS) -> None:
        self._cpus = cpus
        self._files: tuple[Path, ...] | None = None

    def look(self) -> tuple[int, ...] | None:
        """Each counter; None where there is none, or one cannot be read."""
        if self._files is None:
            folders = sorted(self._cpus.glob("cpu[0-9]*/thermal_throttle"))[:MOST_CPUS]
            self._files = tuple(file for folder in folders for name in _COUNTERS if (file := folder / name).is_file())
        counts = tuple(map(_count, self._files))
        return counts if counts and None not in counts else None  # type: ignore[return-value]

    def touched(self, before: tuple[int, ...], after: tuple[int, ...]) -> bool:
        """Whether one of them went up."""
        return len(before) == len(after) and any(now > then for then, now in zip(before, after, strict=True))


def _count(file: Path) -> int | None:
    try:
        with file.open("rb") as opened:
            return int(opened.read(32))
    except (OSError, ValueError):
        return None


WATCHER = Throttled()
