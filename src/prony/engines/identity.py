"""Who a model file is: the artifact noun, from its header and its bytes."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from prony.engines.ggml_types import FILE_TYPES, TENSOR_TYPES
from prony.engines.gguf_header import GgufHeader, LongArray, read_gguf
from prony.errors import WeightsError
from prony.fetch.file_digests import file_sha256
from prony.nouns import Artifact, Thinking

__all__ = [
    "GgufHeader",
    "LongArray",
    "artifact",
    "artifact_async",
    "bits_per_weight",
    "joined",
    "quantization",
    "read_gguf",
    "shard_paths",
    "thinking_of",
    "type_shares",
]

Reading = Callable[[Path | str], GgufHeader]

_PURE = 0.97
"""A file whose weight matrices are of one type to this share is called by that type alone."""

_SHARD_NAME = re.compile(r"^(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf$", re.ASCII)

_THINKING_SIGNS = ("enable_thinking", "<think>", "</think>", "reasoning_effort", "thinking_budget", "<|channel|>")


def artifact(path: Path | str, sha256: bool = True, read: Reading = read_gguf) -> Artifact:
    """The artifact at `path`, all shards of a split model together. Blocks while it hashes: see `artifact_async`.

    read: what reads a header; one that is kept in parts tells no chat template.
    A split's `sha256` is the sha256 of its shards' digests, one a line, in order; `header_sha256` likewise.
    Raises WeightsError E701-E705.
    """
    headers = [read(one) for one in shard_paths(Path(path), read)]
    first = headers[0]
    template = first.chat_template
    return Artifact(
        sha256=joined([file_sha256(Path(h.path)) for h in headers]) if sha256 else None,
        header_sha256=joined([h.header_sha256 for h in headers]),
        file=Path(path).name,
        size_bytes=sum(h.size_bytes for h in headers),
        architecture=first.architecture,
        name=first.text("general.name"),
        parameters=sum(t.elements for h in headers for t in h.tensors),
        quantization=quantization(headers),
        bits_per_weight=bits_per_weight(headers),
        context_length=first.context_length,
        chat_template_sha256=hashlib.sha256(template.encode()).hexdigest() if template else None,
        tokenizer_sha256=first.tokenizer_sha256,
        licence=first.text("general.license"),
    )


async def artifact_async(path: Path | str, sha256: bool = True) -> Artifact:
    """`artifact` in a thread of its own, so that gigabytes are hashed while the event loop goes on."""
    return await asyncio.to_thread(artifact, path, sha256)


def shard_paths(path: Path, read: Reading = read_gguf) -> tuple[Path, ...]:
    """All files of the model that `path` is a shard of, in order; `path` alone when it is not split.

    Links keep their names: in the hub's cache only the link is named like a shard, and the file by its digest.
    Raises WeightsError E705 when a shard is missing, has no shard's name, or belongs to another model.
    """
    header = read(path)
    if header.shards == 1:
        return (path,)
    named = _named_like_a_shard(path)
    match = _SHARD_NAME.match(named.name) if named else None
    if named is None or match is None:
        raise WeightsError(
            "E705",
            f"{path.name} is one of {header.shards} shards, and its name does not say which",
            where=str(path),
            hint=f"a split model's files are called NAME-00001-of-{header.shards:05d}.gguf, all in one folder",
        )
    count = int(match["count"])
    shards = [named.with_name(f"{match['stem']}-{n:05d}-of-{match['count']}.gguf") for n in range(1, count + 1)]
    missing = [shard.name for shard in shards if not shard.is_file()]
    if missing:
        raise WeightsError(
            "E705",
            f"{len(missing)} of {count} shards of {match['stem']} are missing: {', '.join(missing[:4])}",
            where=str(named.parent),
            hint="a split model needs all its files in one folder",
        )
    _check_shards(shards, read)
    return tuple(shards)


def _named_like_a_shard(path: Path) -> Path | None:
    """`path`, or a link to it that is named like a shard: files of the hub's cache are named by their digests."""
    if _SHARD_NAME.match(path.name):
        return path
    links = path.parent.parent.glob("snapshots/*/**/*-of-*.gguf") if path.parent.name == "blobs" else ()
    return next(
        (link for link in sorted(links) if _SHARD_NAME.match(link.name) and link.resolve() == path.resolve()), None
    )


def _check_shards(shards: list[Path], read: Reading) -> None:
    """See that each shard says it is the one that its name says, and all that they are shards of one model."""
    headers = [read(shard) for shard in shards]
    tensors = {header.whole("split.tensors.count") for header in headers}
    for at, (shard, header) in enumerate(zip(shards, headers, strict=True)):
        number = header.whole("split.no")
        if header.shards != len(shards) or (number is not None and number != at) or len(tensors) > 1:
            says = f"it says it is {(number or 0) + 1} of {header.shards}" if len(tensors) == 1 else "of another model"
            raise WeightsError(
                "E705",
                f"{shard.name} does not belong to the other shards: {says}",
                where=str(shard),
                hint="fetch the files of one repository and revision again, into one folder",
            )


def type_shares(headers: list[GgufHeader]) -> dict[str, float]:
    """Tensor type -> its share of the elements in weight matrices (2 dimensions and more), the largest first."""
    counts: Counter[str] = Counter()
    for tensor in (t for h in headers for t in h.tensors if len(t.shape) > 1):
        counts[TENSOR_TYPES.get(tensor.type, (f"type {tensor.type}", 0, 0))[0]] += tensor.elements
    return {name: count / counts.total() for name, count in counts.most_common()}


def quantization(headers: list[GgufHeader]) -> str | None:
    """What the tensors are: `Q4_1`, or `Q4_K_M (Q5_0 + Q8_0 ...)`, the name in the file before what it really holds.

    `general.file_type` is what its maker called the recipe; types with 1 % of the weights and more are told after it.
    """
    shares = type_shares(headers)
    if not shares:
        return None
    largest = next(iter(shares))
    if shares[largest] >= _PURE:
        return largest
    mix = " + ".join(name for name, share in shares.items() if share >= 0.01)
    nominal = (
        FILE_TYPES.get(headers[0].whole("general.file_type") or 0)
        if "general.file_type" in headers[0].metadata
        else None
    )
    return f"{nominal} ({mix})" if nominal else mix


def bits_per_weight(headers: list[GgufHeader]) -> float | None:
    """8 x tensor bytes / elements over all tensors, to 3 digits; None where a tensor's type is unknown."""
    tensors = [t for h in headers for t in h.tensors]
    if not tensors or any(t.size_bytes is None for t in tensors):
        return None
    return round(8 * sum(t.size_bytes or 0 for t in tensors) / sum(t.elements for t in tensors), 3)


def thinking_of(template: str | None) -> Thinking | None:
    """Whether a chat template offers reasoning: ON (it does, and that is its default), NONE, or None without one."""
    if template is None:
        return None
    return Thinking.ON if any(sign in template for sign in _THINKING_SIGNS) else Thinking.NONE


def offers_tools(template: str | None) -> bool | None:
    """Whether a chat template has a place for tools; None without one."""
    return None if template is None else re.search(r"\btools\b", template) is not None


def joined(digests: list[str]) -> str:
    """The digest of one file as it is; of several files, the sha256 of their digests, one a line."""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(f"{one}\n" for one in digests).encode()).hexdigest()
