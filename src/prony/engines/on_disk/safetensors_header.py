"""The header of a safetensors file, read without trusting it: 8 bytes of length, then JSON; weights are not read."""

from __future__ import annotations

import hashlib
import math
import os
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from prony.errors import WeightsError
from prony.nouns import Noun
from prony.plain_files import open_plain

MOST_HEADER_BYTES = 100 << 20
"""What the format's own library allows."""
_LENGTH = 8


class SafetensorsHeader(Noun, frozen=True, kw_only=True):
    """What one file says of itself. elements, sizes: by type of number, as `BF16`."""

    size_bytes: int
    header_sha256: str
    elements: dict[str, int]
    sizes: dict[str, int]


def read_safetensors(path: Path) -> SafetensorsHeader:
    """The header of the file at `path`. Raises WeightsError E701 (unreadable), E703 (damaged), E704 (cut off)."""
    try:
        with open_plain(path, follow=True) as file:
            size = os.fstat(file.fileno()).st_size
            opening = file.read(_LENGTH)
            length = int.from_bytes(opening, "little")
            if len(opening) < _LENGTH or not 2 <= length <= min(MOST_HEADER_BYTES, size - _LENGTH):
                raise _damaged(path, f"its header claims {length} bytes of {size}")
            head = file.read(length)
    except OSError as error:
        raise WeightsError(
            "E701", f"cannot read {path.name}: {error.strerror or error}", where=str(path), hint="whose is it? ls -l"
        ) from None
    elements, sizes, end = _summed(path, head)
    if _LENGTH + length + end > size:
        raise WeightsError(
            "E704",
            f"{path.name} is cut off: {size} of {_LENGTH + length + end} bytes are there",
            where=str(path),
            cause="a download or copy that did not finish",
            hint="fetch the file again",
        )
    return SafetensorsHeader(
        size_bytes=size,
        header_sha256=hashlib.sha256(opening + head).hexdigest(),
        elements=dict(elements),
        sizes=dict(sizes),
    )


class _Tensor(msgspec.Struct):
    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


def _summed(path: Path, head: bytes) -> tuple[Counter[str], Counter[str], int]:
    """Elements and bytes by type, and where the last tensor ends."""
    try:
        rows: dict[str, Any] = msgspec.json.decode(head, type=dict[str, Any])
        rows.pop("__metadata__", None)
        tensors = msgspec.convert(rows, dict[str, _Tensor])
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"its header cannot be read: {error}") from None
    elements: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    end = 0
    for name, tensor in tensors.items():
        first, last = tensor.data_offsets
        count = math.prod(tensor.shape)
        if not 0 <= first <= last < 1 << 62 or not 0 <= count < 1 << 62 or any(side < 0 for side in tensor.shape):
            raise _damaged(path, f"the tensor {name!r} has impossible sizes")
        elements[tensor.dtype] += count
        sizes[tensor.dtype] += last - first
        end = max(end, last)
    return elements, sizes, end


def _damaged(path: Path, how: str) -> WeightsError:
    return WeightsError(
        "E703", f"{path.name} is damaged: {how}", where=str(path), hint="fetch the file again, or check who made it"
    )
