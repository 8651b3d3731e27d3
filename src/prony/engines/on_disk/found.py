"""A model file that a store holds, before anything of it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from prony.config import expanded, user_home


class StoreContext(NamedTuple):
    """What says where stores are: the environment, the user's home, and the paths that prony.toml names."""

    environ: Mapping[str, str]
    home: Path | None
    paths: tuple[Path, ...] = ()

    @classmethod
    def here(cls, paths: tuple[Path, ...] = ()) -> StoreContext:
        """Those of this process."""
        return cls(os.environ, user_home(), paths)

    def named(self, variable: str) -> Path | None:
        """The folder that an environment variable names; None where it names none by a whole path."""
        value = self.environ.get(variable, "").strip()
        path = expanded(value) if value else None
        return path if path is not None and path.is_absolute() else None

    def below_home(self, *parts: str) -> tuple[Path, ...]:
        """Folders of the user's home, each as a path from there; none where there is no home."""
        return tuple(self.home / part for part in parts) if self.home else ()

    def data_home(self) -> tuple[Path, ...]:
        """Where programs keep a user's data."""
        own = self.named("XDG_DATA_HOME")
        return (own,) if own else self.below_home(".local/share")

    def cache_home(self) -> tuple[Path, ...]:
        """Where programs keep what can be fetched again."""
        own = self.named("XDG_CACHE_HOME")
        return (own,) if own else self.below_home(".cache")


class FoundModel(NamedTuple):
    """A model file, a split model's first shard, or a folder of safetensors. `path` may be a link."""

    name: str
    path: Path
    form: str = "gguf"
    told_sha256: str | None = None
    """Of the file, as the store tells it; of a split model's shards, `told` says it file by file."""
    told_by: str = ""
    aliases: tuple[str, ...] = ()
    revision: str | None = None
    settings: Mapping[str, Any] = {}
    remarks: tuple[str, ...] = ()
    problem: str = ""
    """Why it is no model to measure, where that is known already."""


class Walk(Protocol):
    """What a store looks through folders with: bounded, and never into one folder twice."""

    def models(self, folder: Path) -> Iterator[FoundModel]:
        """Every model file below `folder`, split models once, and folders of safetensors."""
        ...

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What stands in a folder, by name; nothing where it cannot be read."""
        ...

    def remark(self, text: str) -> None:
        """Tell what could not be looked at."""
        ...


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one; no where that cannot be seen."""
    try:
        return entry.is_dir()
    except OSError:
        return False


class WeightsStore:
    """Where a program keeps models on this machine.

    A resident is one module of `prony.engines.on_disk.stores` with `STORE`, an object of this class.
    """

    name: str = ""
    """The module's name, with `-` for `_`."""
    title: str = ""
    """What people call it."""

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """The folders that it may use here; those that are not there are passed over."""
        raise NotImplementedError

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """The models in one of them."""
        return walk.models(place)
