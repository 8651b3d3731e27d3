"""The cache of the Hugging Face hub: `models--OWNER--NAME`, with snapshots of links to blobs named by their digest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore, is_folder
from prony.plain_files import read_plain

_REPOSITORY = "models--"
_REVISION = re.compile(r"[0-9a-f]{40}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
TOLD_BY = "the hub (LFS)"
_MOST_BYTES = 4096


class HubStore(WeightsStore):
    """The cache that every program shares which fetches by that library."""

    name = "hub"
    title = "the hub's cache"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """`HF_HUB_CACHE`, else `hub` in `HF_HOME`, else in the user's cache folder."""
        named = around.named("HF_HUB_CACHE") or around.named("HUGGINGFACE_HUB_CACHE")
        home = around.named("HF_HOME")
        if named:
            return (named,)
        return (home / "hub",) if home else tuple(one / "huggingface" / "hub" for one in around.cache_home())

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """Of every repository the models of its snapshots, that of `main` first; a file in several is one model."""
        for repository in walk.entries(place):
            if repository.name.startswith(_REPOSITORY) and is_folder(repository):
                yield from repository_models(Path(repository.path), walk)


def repository_models(repository: Path, walk: Walk) -> Iterator[FoundModel]:
    """The models of one repository's folder."""
    called = repository.name.removeprefix(_REPOSITORY).replace("--", "/")
    main = _main(repository)
    snapshots = [one for one in walk.entries(repository / "snapshots") if is_folder(one)]
    for snapshot in sorted(snapshots, key=lambda one: one.name != main):
        root = Path(snapshot.path)
        for model in walk.models(root):
            inside = model.path.relative_to(root).as_posix()
            whole = called if inside == "." else f"{called}/{inside}"
            digest = _blob(model.path) if model.form == "gguf" else None
            yield model._replace(
                name=called if model.form == "safetensors" else model.name,
                aliases=(whole,),
                told_sha256=digest,
                told_by=TOLD_BY if digest else "",
                revision=snapshot.name if _REVISION.fullmatch(snapshot.name) else None,
            )


def _main(repository: Path) -> str:
    try:
        return read_plain(repository / "refs" / "main", _MOST_BYTES).decode("ascii", "replace").strip()
    except (OSError, ValueError):
        return ""


def _blob(link: Path) -> str | None:
    """The sha256 that a file's blob is named by; None for a file that no blob stands behind."""
    try:
        target = Path(os.path.realpath(link))
    except OSError:
        return None
    return target.name if target.parent.name == "blobs" and _SHA256.fullmatch(target.name) else None


STORE = HubStore()
