"""LM Studio's folder: `OWNER/REPOSITORY/FILE`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore
from prony.plain_files import read_plain

MOST_BYTES = 1 << 20


class LmStudioStore(WeightsStore):
    """Where LM Studio keeps its models: beside its home folder's settings, or where those say."""

    name = "lm-studio"
    title = "LM Studio"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """`models` of its home folder, the folder that its settings name, and that of older releases."""
        homes = [*_pointed(around), *around.below_home(".lmstudio")]
        chosen = [path for home in homes for path in _downloads(home)]
        return (*chosen, *(home / "models" for home in homes), *around.below_home(".cache/lm-studio/models"))

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """Each by its file, and as LM Studio calls it, with its folders."""
        for model in walk.models(place):
            folders = model.path.relative_to(place).parts[:-1]
            whole = "/".join((*folders, model.path.name))
            yield model._replace(aliases=tuple(dict.fromkeys(("/".join(folders), whole))) if folders else ())


def _pointed(around: StoreContext) -> list[Path]:
    """Its home folder where a file of the user's home points to another one."""
    for pointer in around.below_home(".lmstudio-home-pointer"):
        try:
            home = Path(read_plain(pointer, MOST_BYTES).decode().strip())
        except (OSError, ValueError):
            continue
        if home.is_absolute():
            return [home]
    return []


def _downloads(home: Path) -> list[Path]:
    """The folder for models that the settings in a home folder name."""
    try:
        settings = json.loads(read_plain(home / "settings.json", MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    folder = settings.get("downloadsFolder") if isinstance(settings, dict) else None
    return [Path(folder)] if isinstance(folder, str) and Path(folder).is_absolute() else []


STORE = LmStudioStore()
