"""The models of this machine's disks that somebody may mean who says a name. Only those are read."""

from __future__ import annotations

from prony.engines.engine import ServedModel
from prony.engines.machine import memory_limit, usable_memory
from prony.engines.model_names import called
from prony.engines.on_disk.describe import Room
from prony.engines.on_disk.found import StoreContext
from prony.engines.on_disk.known_headers import KnownHeaders
from prony.engines.on_disk.look import Sighting, described, sweep
from prony.engines.on_disk.model import DEFAULT_CONTEXT, ModelOnDisk
from prony.plain import clean_line


class DiskModels:
    """The models of this machine's disks by name: looked for once, when the first name is asked for."""

    def __init__(self, around: StoreContext) -> None:
        self._around = around
        self._found: list[Sighting] | None = None

    @property
    def names(self) -> list[str]:
        """What `--model` takes them by."""
        return [clean_line(one.found.name) for one in self._sightings()]

    def called(self, name: str) -> tuple[ModelOnDisk, ...]:
        """The models that `name` may mean: none, one, or several that are not known to be of the same bytes.

        By their names or longer ones, else in other case or by the last part of a path; one of Ollama's without a tag
        means `:latest`. Files whose digests are the same are one model. Blocks while headers are read.
        """
        fitting = self._fitting(name)
        if not fitting and ":" not in name.rpartition("/")[2]:
            fitting = self._fitting(f"{name}:latest")
        if not fitting:
            return ()
        known = KnownHeaders()
        room = Room(memory_limit(), usable_memory(), DEFAULT_CONTEXT)
        rows = [described(one, known, room) for one in fitting]
        known.keep()
        return _told_apart(rows)

    def _sightings(self) -> list[Sighting]:
        if self._found is None:
            self._found = sweep(self._around).sightings
        return self._found

    def _fitting(self, name: str) -> list[Sighting]:
        found = self._sightings()
        rows = [
            ServedModel(id=clean_line(one.found.name), path=str(at), aliases=tuple(map(clean_line, one.found.aliases)))
            for at, one in enumerate(found)
        ]
        return [found[int(row.path or 0)] for row in called(rows, name)]


def _told_apart(rows: list[ModelOnDisk]) -> tuple[ModelOnDisk, ...]:
    """One of each: sound ones before others where there are any, and of the same digest the first."""
    sound = [row for row in rows if row.size_bytes is not None and (row.form == "gguf" and row.header_sha256)]
    seen: set[str] = set()
    kept = []
    for row in sound or rows:
        if row.digest is None or row.digest not in seen:
            kept.append(row)
        seen |= {row.digest} if row.digest else set()
    return tuple(kept)
