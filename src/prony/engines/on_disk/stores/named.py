"""Files and folders that prony.toml names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore
from prony.engines.on_disk.walk import gguf_name


class NamedPaths(WeightsStore):
    """`[models] paths` of prony.toml."""

    name = "named"
    title = "prony.toml"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """What it names, in its order."""
        return around.paths

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """A folder's models, or the one file."""
        if os.path.isdir(place):
            yield from walk.models(place)
        elif os.path.isfile(place):
            yield FoundModel(gguf_name(place), place)
        else:
            walk.remark("there is no such file or folder")


STORE = NamedPaths()
