"""Ollama's store: manifests that name layers, and blobs named by their sha256."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore
from prony.plain_files import read_plain

_DIGEST = re.compile(r"sha256[:-](?P<hex>[0-9a-f]{64})", re.ASCII)
_LAYER = "application/vnd.ollama.image."
_OWN = ("registry.ollama.ai", "library")
_MOST_PARTS = 5
_MOST_MANIFEST = 1 << 20
_MOST_SETTINGS = 1 << 16
_SYSTEM = ("/usr/share/ollama/.ollama/models", "/var/lib/ollama/models", "/var/snap/ollama/common/models")
TOLD_BY = "Ollama (the blob's name)"


class OllamaStore(WeightsStore):
    """The models that Ollama has, whether it runs or not."""

    name = "ollama"
    title = "Ollama"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """`OLLAMA_MODELS`, else the user's and those of a service."""
        named = around.named("OLLAMA_MODELS")
        return (named,) if named else (*around.below_home(".ollama/models"), *map(Path, _SYSTEM))

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """What its manifests name; models of its cloud have no weights here, and are left out."""
        for manifest in _manifests(place / "manifests", walk):
            found = _model(place, manifest, walk)
            if found is not None:
                yield found


def _manifests(folder: Path, walk: Walk) -> Iterator[tuple[str, ...]]:
    """Host, namespaces, name and tag of every manifest."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        here = waiting.pop()
        for entry in walk.entries(folder.joinpath(*here)):
            if entry.is_dir(follow_symlinks=False) and len(here) < _MOST_PARTS:
                waiting.append((*here, entry.name))
            elif len(here) >= 2 and not entry.name.startswith("."):
                yield (*here, entry.name)


def _model(place: Path, parts: tuple[str, ...], walk: Walk) -> FoundModel | None:
    name = _called(parts)
    try:
        layers = _layers(read_plain(place.joinpath("manifests", *parts), _MOST_MANIFEST))
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no manifest"
        walk.remark(f"the manifest of {name} cannot be read: {why}")
        return None
    weights = [digest for kind, digest in layers if kind == "model"]
    if not weights:
        if any(kind == "tensor" for kind, _ in layers):
            walk.remark(f"{name} is made of single tensors, which only Ollama reads")
        return None
    blob = _blob(place, weights[0])
    problem = ""
    if len(weights) > 1:
        problem = "its weights are several blobs, which have no names of shards: measure it as Ollama serves it"
    elif not os.path.isfile(blob):
        problem = f"its weights are not there, as after a download that was broken off: ollama pull {name}"
    adapted = any(kind == "adapter" for kind, _ in layers)
    return FoundModel(
        name,
        blob,
        told_sha256=weights[0],
        told_by=TOLD_BY,
        aliases=tuple({"/".join(parts[:-1]) + ":" + parts[-1]} - {name}),
        settings=_settings(place, layers),
        remarks=("Ollama lays an adapter over it, which the file alone does not have",) if adapted else (),
        problem=problem,
    )


def _called(parts: tuple[str, ...]) -> str:
    """A model's name as Ollama lists it."""
    *where, tag = parts
    if where[:1] == [_OWN[0]]:
        where = where[1:]
        if where[:1] == [_OWN[1]] and len(where) > 1:
            where = where[1:]
    return f"{'/'.join(where)}:{tag}"


def _layers(manifest: bytes) -> list[tuple[str, str]]:
    """Kind and sha256 of each layer. Raises ValueError for what is no manifest."""
    told = json.loads(manifest)
    rows = told.get("layers") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no layers")
    found = []
    for row in rows:
        kind, digest = (row.get("mediaType"), row.get("digest")) if isinstance(row, dict) else (None, None)
        match = _DIGEST.fullmatch(digest) if isinstance(digest, str) else None
        if isinstance(kind, str) and kind.startswith(_LAYER) and match:
            found.append((kind.removeprefix(_LAYER), match["hex"]))
    return found


def _blob(place: Path, digest: str) -> Path:
    """The file of a layer; older releases wrote a colon."""
    newer, older = (place / "blobs" / f"sha256{sign}{digest}" for sign in "-:")
    return older if not os.path.exists(newer) and os.path.exists(older) else newer


def _settings(place: Path, layers: list[tuple[str, str]]) -> dict[str, Any]:
    """The parameters of a Modelfile."""
    for kind, digest in layers:
        if kind != "params":
            continue
        try:
            told = json.loads(read_plain(_blob(place, digest), _MOST_SETTINGS))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(told, dict):
            return {key: value for key, value in told.items() if isinstance(value, str | int | float | bool | list)}
    return {}


STORE = OllamaStore()
