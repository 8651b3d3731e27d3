"""A file that was found as a row of the list: what its header tells, what it takes here, what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from prony.engines.identity import artifact, joined, shard_paths
from prony.engines.memory import MemoryNeed, memory_needed
from prony.engines.on_disk.found import FoundModel
from prony.engines.on_disk.known_headers import KnownHeaders
from prony.engines.on_disk.model import CACHE_TYPES, ModelOnDisk, RoomHere
from prony.engines.on_disk.safetensors_folder import describe_folder
from prony.engines.on_disk.slim import SlimHeader
from prony.errors import WeightsError
from prony.fetch.file_digests import remembered_sha256
from prony.plain import clean_line, encodable

_NO_LANGUAGE = {
    "mmproj": "it projects images for another model",
    "adapter": "it is an adapter, to be laid over a model",
    "imatrix": "it is a matrix of importances, to quantize a model with",
    "vocab": "it holds a vocabulary and no weights",
}
_KINDS = {"clip": "mmproj"}
_MEASURED_ELSEWHERE = "no task can be put to it in chat: it has no chat template"


class Room(NamedTuple):
    """The memory of this machine, and what a row is reckoned for."""

    limit_bytes: int
    free_bytes: int
    context: int
    key_type: str = "f16"
    value_type: str = "f16"


def describe(found: FoundModel, store: str, known: KnownHeaders, room: Room) -> ModelOnDisk:
    """The row of one model. What is wrong with its file is the row's `problem`; raises nothing."""
    row = ModelOnDisk(
        name=clean_line(found.name) or "(a name that cannot be shown)",
        store=store,
        path=encodable(str(found.path)),
        form=found.form,
        told_sha256=found.told_sha256,
        told_by=found.told_by,
        revision=found.revision,
        settings=dict(found.settings),
        remarks=found.remarks,
        aliases=tuple(map(clean_line, found.aliases)),
        problem=found.problem,
    )
    if row.path != str(found.path):
        row = msgspec.structs.replace(row, problem="its name is no text that can be written (UTF-8): rename it")
    if row.problem:
        return row
    try:
        if found.form == "safetensors":
            return describe_folder(row, found.path, known)
        return _gguf(row, found.path, known, room)
    except WeightsError as error:
        return msgspec.structs.replace(row, size_bytes=_size(found.path), problem=clean_line(error.what))


def _size(path: Path) -> int | None:
    try:
        return os.stat(path).st_size
    except OSError:
        return None


def _gguf(row: ModelOnDisk, path: Path, known: KnownHeaders, room: Room) -> ModelOnDisk:
    shards = shard_paths(path, known.gguf)
    about = artifact(path, sha256=False, read=known.gguf)
    first = known.slim(shards[0])
    header = first.header
    weights = sum(tensor.size_bytes or 0 for shard in shards for tensor in known.gguf(shard).tensors)

    def needed(key_type: str, value_type: str) -> MemoryNeed:
        return memory_needed(header, room.context, weights_bytes=weights, key_type=key_type, value_type=value_type)

    digest = _read_here(shards)
    told = row.told_sha256 if len(shards) == 1 else _told(shards, row.told_by)
    need, needs = needed(room.key_type, room.value_type), {kind: needed(kind, kind) for kind in CACHE_TYPES}
    beyond = about.context_length is not None and room.context > about.context_length
    remarks = (f"it was made for {about.context_length:,} tokens of context at most",) if beyond else ()
    return msgspec.structs.replace(
        row,
        files=len(shards),
        size_bytes=about.size_bytes,
        architecture=_shown(about.architecture),
        parameters=about.parameters,
        quantization=about.quantization,
        bits_per_weight=about.bits_per_weight,
        context_length=about.context_length,
        sha256=digest,
        told_sha256=told,
        header_sha256=about.header_sha256,
        memory=need if need.known else None,
        memory_by_cache={kind: one.total_bytes for kind, one in needs.items() if one.known},
        fits=_fit(need, room),
        has_chat_template=first.has_chat_template,
        problem=_another(digest, told, row.told_by) or _problem(first),
        remarks=(*row.remarks, *remarks),
    )


def _fit(need: MemoryNeed, room: Room) -> RoomHere | None:
    """Whether it has room. An upper bound that does not fit says nothing, unless the weights alone do not."""
    if need.weights_bytes > room.limit_bytes or (need.exact and need.total_bytes > room.limit_bytes):
        return RoomHere.NO
    if not need.known or need.total_bytes > room.limit_bytes:
        return None
    return RoomHere.YES if need.total_bytes <= room.free_bytes else RoomHere.NOT_NOW


def _read_here(shards: Sequence[Path]) -> str | None:
    digests = [remembered_sha256(shard) for shard in shards]
    whole = [one for one in digests if one]
    return joined(whole) if len(whole) == len(shards) else None


def _told(shards: Sequence[Path], by: str) -> str | None:
    """Of a split model: of the digests of its shards, where each is the name of a blob."""
    names = [Path(os.path.realpath(shard)).name for shard in shards]
    return joined(names) if by and all(len(name) == 64 and name.isalnum() for name in names) else None


def _another(digest: str | None, told: str | None, told_by: str) -> str:
    return f"its bytes are not what {told_by} tells: fetch it again" if digest and told and digest != told else ""


def _problem(slim: SlimHeader) -> str:
    header = slim.header
    kind = header.text("general.type") or _KINDS.get(header.architecture or "") or ""
    if not header.tensors:
        kind = "vocab"
    return _NO_LANGUAGE.get(kind, "" if slim.has_chat_template else _MEASURED_ELSEWHERE)


def _shown(text: str | None) -> str | None:
    return clean_line(text)[:80] or None if text else None
