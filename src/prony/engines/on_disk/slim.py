"""The part of a file's header that a list of models needs: small enough to keep for every file."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import msgspec

from prony.engines.gguf_header import GgufHeader, LongArray, TensorInfo
from prony.nouns import Noun

_KEPT = ("general.name", "general.license", "general.type", "tokenizer.chat_template")
_MOST_CHARS = 400


class SlimHeader(Noun, frozen=True, kw_only=True):
    """What is kept of a header. `tensors` are sums: matrices by type, then everything else by type."""

    header: GgufHeader
    chat_template_sha256: str | None = None
    has_chat_template: bool = False


def slim(header: GgufHeader) -> SlimHeader:
    """The header without its texts and with its tensors summed up, so that what is reckoned of them is the same."""
    template = header.chat_template
    family = f"{header.architecture}."
    metadata: dict[str, Any] = {"general.architecture": header.architecture} if header.architecture else {}
    for key, value in header.metadata.items():
        of_family = key.startswith((family, "split.", "general.file_type"))
        if (of_family or key in _KEPT) and key != "tokenizer.chat_template" and not _long(value):
            metadata[key] = value
    small = msgspec.structs.replace(header, metadata=metadata, tensors=_summed(header))
    digest = hashlib.sha256(template.encode()).hexdigest() if template else None
    return SlimHeader(header=small, chat_template_sha256=digest, has_chat_template=template is not None)


def _long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _MOST_CHARS


def _summed(header: GgufHeader) -> tuple[TensorInfo, ...]:
    elements: Counter[tuple[bool, int]] = Counter()
    sizes: Counter[tuple[bool, int]] = Counter()
    unknown = set()
    for tensor in header.tensors:
        key = (len(tensor.shape) > 1, tensor.type)
        elements[key] += tensor.elements
        sizes[key] += tensor.size_bytes or 0
        if tensor.size_bytes is None:
            unknown.add(key)
    return tuple(
        TensorInfo(
            name="",
            shape=(count, 1) if key[0] else (count,),
            type=key[1],
            offset=0,
            elements=count,
            size_bytes=None if key in unknown else sizes[key],
        )
        for key, count in elements.items()
    )


def mended(header: GgufHeader) -> GgufHeader:
    """A header that was read from JSON, with its long arrays as such again."""
    arrays = {
        key: msgspec.convert(value, LongArray) for key, value in header.metadata.items() if isinstance(value, dict)
    }
    return msgspec.structs.replace(header, metadata=header.metadata | arrays) if arrays else header
