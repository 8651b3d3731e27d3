"""The header of a GGUF file, read without trusting it: bounded in size, counts, nesting and time; weights are not read.

Layout (little endian): magic, version, number of tensors, number of key-value pairs; the pairs; the tensor infos
(name, shape, type, offset); padding; the weights. See the GGUF specification in the ggml repository.
"""

from __future__ import annotations

import hashlib
import math
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from prony.engines.ggml_types import TENSOR_TYPES
from prony.errors import WeightsError
from prony.nouns import Noun
from prony.plain_files import open_plain

MAGIC = b"GGUF"
VERSIONS = (2, 3)
MAX_HEADER_BYTES = 256 << 20
MAX_PAIRS = 1 << 16
MAX_TENSORS = 1 << 18
MAX_ARRAY_ITEMS = 1 << 22
MAX_KEY_BYTES = 1 << 16
MAX_TEXT_BYTES = 16 << 20
MAX_NESTING = 2
MAX_READS = 1 << 21
"""Numbers and texts in one header; real ones stay below a million."""
KEPT_ITEMS = 256
"""Arrays up to this many items are kept, such as a number for each layer; longer ones (vocabularies) are kept as
`LongArray`."""

_PIECE_BYTES = 1 << 18

_SCALARS: dict[int, struct.Struct] = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_STRING, _ARRAY = 8, 9
_U32, _U64 = _SCALARS[4], _SCALARS[10]


class LongArray(Noun, frozen=True, kw_only=True):
    """An array that is too long to keep: how many items, and the sha256 of their bytes as they stand in the file."""

    items: int
    sha256: str


class TensorInfo(Noun, frozen=True, kw_only=True):
    """One tensor. `size_bytes` is None where the type's number is unknown. `offset` counts from `data_offset`."""

    name: str
    shape: tuple[int, ...]
    type: int
    offset: int
    elements: int
    size_bytes: int | None


class GgufHeader(Noun, frozen=True, kw_only=True):
    """What one file says of itself. `metadata` holds scalars, texts, short lists and `LongArray`s, by key.

    header_sha256 covers every byte before the weights; tokenizer_sha256 every tokenizer entry but chat templates
    (key, type, bytes, sorted by key).
    """

    path: str
    size_bytes: int
    version: int
    metadata: dict[str, Any]
    tensors: tuple[TensorInfo, ...]
    data_offset: int
    header_sha256: str
    tokenizer_sha256: str | None

    def text(self, key: str) -> str | None:
        """The entry `key` when it is a text that is not empty."""
        value = self.metadata.get(key)
        return value if isinstance(value, str) and value else None

    def whole(self, key: str) -> int | None:
        """The entry `key` when it is a whole number."""
        value = self.metadata.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def architecture(self) -> str | None:
        """`general.architecture`."""
        return self.text("general.architecture")

    @property
    def context_length(self) -> int | None:
        """The longest context that the model was made for, in tokens."""
        length = self.whole(f"{self.architecture}.context_length")
        return length if length and length > 0 else None

    @property
    def chat_template(self) -> str | None:
        """The default chat template; None for a base model."""
        return self.text("tokenizer.chat_template")

    @property
    def shards(self) -> int:
        """How many files the model is split over."""
        return max(1, self.whole("split.count") or 1)


def read_gguf(path: Path | str) -> GgufHeader:
    """The header of the file at `path`. Raises WeightsError E701 (unreadable), E702 (not GGUF), E703 (damaged)."""
    file = Path(path)
    if not file.is_file():
        raise WeightsError(
            "E701", f"there is no file {file.name}", where=str(file), hint="is the path right, and is it a plain file?"
        )
    try:
        with open_plain(file, follow=True) as stream:
            return _Parser(stream, file).header()
    except OSError as error:
        raise WeightsError(
            "E701", f"cannot read {file.name}: {error.strerror or error}", where=str(file), hint="is the path right?"
        ) from None


class _Parser:
    """One pass over one header. Every read is checked against what is left of the file and of `MAX_HEADER_BYTES`."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self.stream = stream
        self.path = path
        self.size = os.fstat(stream.fileno()).st_size
        self.end = min(self.size, MAX_HEADER_BYTES)
        self.at = 0
        self.reads = 0

    def header(self) -> GgufHeader:
        version, tensor_count, pair_count = self._opening()
        metadata: dict[str, Any] = {}
        spans: dict[str, tuple[int, int]] = {}
        for _ in range(pair_count):
            key = self._string(MAX_KEY_BYTES, "a key")
            start = self.at
            if key in metadata:
                raise self._damaged(f"the key {key!r} stands twice")
            metadata[key] = self._value(self._number(_U32), 0)
            spans[key] = (start, self.at)
        tensors = tuple(self._tensor() for _ in range(tensor_count))
        end_of_header = self.at
        data_offset = self._data_offset(metadata)
        self._check_extent(tensors, data_offset)
        digest, tokenizer = self._digests(end_of_header, spans)
        return GgufHeader(
            path=str(self.path),
            size_bytes=self.size,
            version=version,
            metadata=metadata,
            tensors=tensors,
            data_offset=data_offset,
            header_sha256=digest,
            tokenizer_sha256=tokenizer,
        )

    def _opening(self) -> tuple[int, int, int]:
        magic = self.stream.read(4)
        self.at = len(magic)
        if magic != MAGIC:
            raise WeightsError(
                "E702",
                f"{self.path.name} is not a GGUF file",
                where=str(self.path),
                cause=f"it starts with {magic!r}, a GGUF file with {MAGIC!r}" if magic else "the file is empty",
                hint="Prony's embedded engine takes llama.cpp's GGUF files; safetensors need converting first",
            )
        version = self._number(_U32)
        if version not in VERSIONS:
            big_endian = int.from_bytes(version.to_bytes(4, "little"), "big") in VERSIONS
            raise self._damaged("it is big-endian" if big_endian else f"GGUF version {version} is not 2 or 3")
        tensors, pairs = self._number(_U64), self._number(_U64)
        # The shortest pair takes 13 bytes, the shortest tensor info 24: more of them than that cannot be true.
        for count, least, most, what in ((pairs, 13, MAX_PAIRS, "entries"), (tensors, 24, MAX_TENSORS, "tensors")):
            if count > most or count * least > self.end - self.at:
                raise self._damaged(f"it claims {count} {what}, more than it can hold")
        return version, tensors, pairs

    def _value(self, kind: int, depth: int) -> Any:
        if kind == _STRING:
            return self._string(MAX_TEXT_BYTES, "a text")
        if kind == _ARRAY:
            return self._array(depth)
        if kind not in _SCALARS:
            raise self._damaged(f"value type {kind} does not exist")
        return self._number(_SCALARS[kind])

    def _array(self, depth: int) -> Any:
        if depth >= MAX_NESTING:
            raise self._damaged(f"arrays are nested more than {MAX_NESTING} deep")
        kind, count = self._number(_U32), self._number(_U64)
        least = _SCALARS[kind].size if kind in _SCALARS else {_STRING: 8, _ARRAY: 12}.get(kind)
        if least is None:
            raise self._damaged(f"value type {kind} does not exist")
        if count > MAX_ARRAY_ITEMS or count * least > self.end - self.at:
            raise self._damaged(f"an array claims {count} items, more than it can hold")
        if count <= KEPT_ITEMS:
            return [self._value(kind, depth + 1) for _ in range(count)]
        start = self.at
        if kind in _SCALARS:
            self._skip(count * least)
        elif kind == _STRING:
            self._skip_texts(count)
        else:
            for _ in range(count):
                self._array(depth + 1)
        return LongArray(items=count, sha256=self._sha256((start, self.at)))

    def _tensor(self) -> TensorInfo:
        name = self._string(MAX_KEY_BYTES, "a tensor's name")
        dimensions = self._number(_U32)
        if not 1 <= dimensions <= 4:
            raise self._damaged(f"the tensor {name!r} has {dimensions} dimensions")
        shape = tuple(self._number(_U64) for _ in range(dimensions))
        kind, offset = self._number(_U32), self._number(_U64)
        elements = math.prod(shape)
        if not 0 < elements < 1 << 62:
            raise self._damaged(f"the tensor {name!r} has the shape {list(shape)}")
        size = None
        if kind in TENSOR_TYPES:
            type_name, block, block_bytes = TENSOR_TYPES[kind]
            if shape[0] % block:
                raise self._damaged(f"rows of {shape[0]} in the tensor {name!r} are no whole blocks of {type_name}")
            size = elements // block * block_bytes
        return TensorInfo(name=name, shape=shape, type=kind, offset=offset, elements=elements, size_bytes=size)

    def _data_offset(self, metadata: dict[str, Any]) -> int:
        alignment = metadata.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 1 <= alignment <= 1 << 20:
            raise self._damaged(f"an alignment of {alignment!r} cannot be")
        return -(-self.at // alignment) * alignment

    def _check_extent(self, tensors: tuple[TensorInfo, ...], data_offset: int) -> None:
        """The last tensor must end within the file: a download that was cut off is found here, not by the engine."""
        needed = max((t.offset + (t.size_bytes or 0) for t in tensors), default=0)
        if tensors and data_offset + needed > self.size:
            raise WeightsError(
                "E704",
                f"{self.path.name} is cut off: {self.size} of at least {data_offset + needed} bytes are there",
                where=str(self.path),
                cause="a download or copy that did not finish",
                hint="fetch the file again",
            )

    def _digests(self, end_of_header: int, spans: dict[str, tuple[int, int]]) -> tuple[str, str | None]:
        tokenizer = hashlib.sha256()
        keys = sorted(k for k in spans if k.startswith("tokenizer.") and ".chat_template" not in k)
        for key in keys:
            tokenizer.update(key.encode() + b"\0")
            self._feed(spans[key], tokenizer.update)
        return self._sha256((0, end_of_header)), tokenizer.hexdigest() if keys else None

    def _sha256(self, span: tuple[int, int]) -> str:
        digest = hashlib.sha256()
        self._feed(span, digest.update)
        return digest.hexdigest()

    def _feed(self, span: tuple[int, int], update: Callable[[bytes], None]) -> None:
        here = self.stream.tell()
        self.stream.seek(span[0])
        left = span[1] - span[0]
        while left:
            piece = self.stream.read(min(left, 1 << 20))
            if not piece:
                raise self._damaged("it became shorter while it was read")
            update(piece)
            left -= len(piece)
        self.stream.seek(here)

    def _count(self, reads: int) -> None:
        self.reads += reads
        if self.reads > MAX_READS:
            raise self._damaged(f"its header holds more than {MAX_READS} values")

    def _number(self, form: struct.Struct) -> Any:
        self._count(1)
        return form.unpack(self._bytes(form.size))[0]

    def _length(self, most: int, what: str) -> int:
        length: int = self._number(_U64)
        if length > most or length > self.end - self.at:
            raise self._damaged(f"{what} claims {length} bytes")
        return length

    def _string(self, most: int, what: str) -> str:
        return self._bytes(self._length(most, what)).decode("utf-8", "replace")

    def _bytes(self, count: int) -> bytes:
        data = self.stream.read(count) if count <= self.end - self.at else b""
        if len(data) != count:
            raise self._damaged("it ends in the middle of its header")
        self.at += count
        return data

    def _skip(self, count: int) -> None:
        if count > self.end - self.at:
            raise self._damaged("it ends in the middle of its header")
        self.stream.seek(count, os.SEEK_CUR)
        self.at += count

    def _skip_texts(self, count: int) -> None:
        """Pass over `count` texts, by pieces of the file: a vocabulary and its merges are 300,000 of them."""
        self._count(count)
        length_at = _U64.unpack_from
        while count:
            piece = self.stream.read(min(_PIECE_BYTES, self.end - self.at))
            last, here = len(piece) - _U64.size, 0
            if last < 0:
                raise self._damaged("it ends in the middle of its header")
            while count and here <= last:
                length: int = length_at(piece, here)[0]
                if length > MAX_TEXT_BYTES:
                    raise self._damaged(f"a text claims {length} bytes")
                here += _U64.size + length
                count -= 1
            if here > self.end - self.at:
                raise self._damaged(f"a text claims {length} bytes")
            self.at += here
            self.stream.seek(self.at)

    def _damaged(self, how: str) -> WeightsError:
        over = self.size > MAX_HEADER_BYTES and self.at + MAX_ARRAY_ITEMS > MAX_HEADER_BYTES
        return WeightsError(
            "E703",
            f"{self.path.name} is damaged: {how}",
            where=f"{self.path}, byte {self.at}",
            cause=f"no header may pass {MAX_HEADER_BYTES >> 20} MiB" if over else None,
            hint="fetch the file again, or check who made it",
        )
