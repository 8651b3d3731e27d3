"""The header parser: equal to the reference reader on sound files, quick and coded on every other."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import struct
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest

from prony.engines.ggml_types import FILE_TYPES, TENSOR_TYPES
from prony.engines.gguf_header import LongArray, read_gguf
from prony.errors import WeightsError


def u32(value: int) -> bytes:
    return struct.pack("<I", value)


def u64(value: int) -> bytes:
    return struct.pack("<Q", value)


def text(value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return u64(len(raw)) + raw


def opening(tensors: int = 0, pairs: int = 0, version: int = 3) -> bytes:
    return b"GGUF" + u32(version) + u64(tensors) + u64(pairs)


def tensor(name: str = "t", shape: tuple[int, ...] = (32,), kind: int = 0, offset: int = 0) -> bytes:
    return text(name) + u32(len(shape)) + b"".join(map(u64, shape)) + u32(kind) + u64(offset)


def code_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(WeightsError) as raised:
        read_gguf(path)
    return raised.value.code


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file by the gguf package, with every kind of value."""
    path = tmp_path / "written.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Grüße")
    writer.add_context_length(4096)
    writer.add_uint8("k.u8", 200)
    writer.add_int8("k.i8", -7)
    writer.add_uint16("k.u16", 60000)
    writer.add_int16("k.i16", -3000)
    writer.add_int32("k.i32", -(2**31))
    writer.add_uint64("k.u64", 2**63)
    writer.add_int64("k.i64", -(2**62))
    writer.add_float32("k.f32", 0.5)
    writer.add_float64("k.f64", 1 / 3)
    writer.add_bool("k.bool", True)
    writer.add_array("k.short", [1, 2, 3])
    writer.add_array("k.words", ["a", "bc"])
    writer.add_token_list([f"token{n}" for n in range(1000)])
    writer.add_token_scores([0.5] * 1000)
    writer.add_chat_template("{{ messages }}")
    writer.add_tensor("a.weight", np.ones((8, 64), np.float32))
    writer.add_tensor("b.weight", np.ones((4, 256), np.float16))
    quantized = gguf.quants.quantize(np.ones((16, 64), np.float32), gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor("c.weight", quantized, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_every_scalar_and_text_equals_what_the_reference_reader_reads(written: Path) -> None:
    ours = read_gguf(written).metadata
    theirs = gguf.GGUFReader(written).fields
    keys = {key for key in theirs if not key.startswith("GGUF.")}
    assert keys == set(ours)
    for key in keys - {"tokenizer.ggml.tokens", "tokenizer.ggml.scores"}:
        assert ours[key] == theirs[key].contents(), key


def test_tensor_shapes_types_sizes_and_places_equal_the_reference_readers(written: Path) -> None:
    ours = read_gguf(written)
    theirs = gguf.GGUFReader(written)
    assert [(t.name, t.shape, t.type, t.elements, t.size_bytes, ours.data_offset + t.offset) for t in ours.tensors] == [
        (t.name, tuple(map(int, t.shape)), int(t.tensor_type), int(t.n_elements), int(t.n_bytes), int(t.data_offset))
        for t in theirs.tensors
    ]


def test_a_long_array_is_kept_as_its_length_and_the_digest_of_its_bytes(written: Path) -> None:
    tokens = read_gguf(written).metadata["tokenizer.ggml.tokens"]
    body = u32(8) + u64(1000) + b"".join(text(f"token{n}") for n in range(1000))
    assert tokens == LongArray(items=1000, sha256=hashlib.sha256(body[12:]).hexdigest())


def test_the_header_digest_covers_everything_before_the_weights_and_nothing_after(written: Path) -> None:
    before = read_gguf(written)
    data = bytearray(written.read_bytes())
    data[-1] ^= 1
    written.write_bytes(data)
    assert read_gguf(written).header_sha256 == before.header_sha256
    data[data.index(b"Gr")] ^= 1
    written.write_bytes(data)
    assert read_gguf(written).header_sha256 != before.header_sha256


def test_the_tokenizer_digest_ignores_the_chat_template_and_sees_every_token(written: Path) -> None:
    before = read_gguf(written).tokenizer_sha256
    data = written.read_bytes()
    written.write_bytes(data.replace(b"{{ messages }}", b"{{ massages }}"))
    assert read_gguf(written).tokenizer_sha256 == before
    written.write_bytes(data.replace(b"token999", b"token99X"))
    assert read_gguf(written).tokenizer_sha256 != before


def test_the_type_tables_equal_the_gguf_packages() -> None:
    theirs = {int(kind): (kind.name, *gguf.GGML_QUANT_SIZES[kind]) for kind in gguf.GGMLQuantizationType}
    assert {number: TENSOR_TYPES[number] for number in theirs} == theirs
    names = {int(kind): kind.name.removeprefix("MOSTLY_").removeprefix("ALL_") for kind in gguf.LlamaFileType}
    assert {number: name for number, name in names.items() if name != "GUESSED"} == FILE_TYPES


@pytest.mark.parametrize("cut", [0, 1, 3, 4, 7, 8, 15, 23, 24, 60, 200, 1000, 20_000])
def test_a_file_that_is_cut_off_anywhere_is_refused_with_a_code(written: Path, tmp_path: Path, cut: int) -> None:
    content = written.read_bytes()
    assert code_of(tmp_path / "cut.gguf", content[: min(cut, len(content) - 1)]) in ("E702", "E703", "E704")


def test_a_file_whose_weights_are_cut_off_says_how_much_is_missing(written: Path, tmp_path: Path) -> None:
    content = written.read_bytes()
    assert code_of(tmp_path / "cut.gguf", content[:-100]) == "E704"


def test_no_random_change_of_a_sound_header_raises_anything_but_a_coded_error(written: Path, tmp_path: Path) -> None:
    content = written.read_bytes()
    header = read_gguf(written).data_offset
    randomly = random.Random(7)
    path = tmp_path / "changed.gguf"
    for _ in range(400):
        changed = bytearray(content)
        for _ in range(randomly.randint(1, 8)):
            changed[randomly.randrange(header)] = randomly.randrange(256)
        path.write_bytes(changed)
        with contextlib.suppress(WeightsError):
            read_gguf(path)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", "E702"),
    "another format": (b"PK\x03\x04" + bytes(100), "E702"),
    "random bytes": (random.Random(1).randbytes(10_000), "E702"),
    "a big-endian file": (b"GGUF" + struct.pack(">I", 3) + bytes(100), "E703"),
    "version 1": (opening(version=1) + bytes(100), "E703"),
    "more entries than bytes": (opening(pairs=2**63) + bytes(100), "E703"),
    "more tensors than bytes": (opening(tensors=2**63) + bytes(100), "E703"),
    "a key longer than the file": (opening(pairs=1) + u64(2**62) + bytes(100), "E703"),
    "a text longer than the file": (opening(pairs=1) + text("k") + u32(8) + u64(2**62) + bytes(100), "E703"),
    "an unknown value type": (opening(pairs=1) + text("k") + u32(77) + bytes(100), "E703"),
    "an array of an unknown type": (opening(pairs=1) + text("k") + u32(9) + u32(77) + u64(1) + bytes(100), "E703"),
    "an array of 2^60 numbers": (opening(pairs=1) + text("k") + u32(9) + u32(0) + u64(2**60) + bytes(100), "E703"),
    "arrays in arrays in arrays": (opening(pairs=1) + text("k") + u32(9) + (u32(9) + u64(1)) * 50 + bytes(100), "E703"),
    "the same key twice": (opening(pairs=2) + (text("k") + u32(0) + b"\1") * 2 + bytes(100), "E703"),
    "a tensor of no dimensions": (opening(tensors=1) + tensor(shape=()) + bytes(100), "E703"),
    "a tensor of 2^30 dimensions": (opening(tensors=1) + text("t") + u32(2**30) + bytes(100), "E703"),
    "a tensor of nothing": (opening(tensors=1) + tensor(shape=(0, 5)) + bytes(100), "E703"),
    "a tensor of 2^200 elements": (opening(tensors=1) + tensor(shape=(2**50,) * 4) + bytes(100), "E703"),
    "a tensor that is not there": (opening(tensors=1) + tensor(shape=(2**20, 2**10)) + bytes(100), "E704"),
    "a tensor far behind the end": (opening(tensors=1) + tensor(offset=2**63) + bytes(1000), "E704"),
    "half a block": (opening(tensors=1) + tensor(shape=(33, 2), kind=8) + bytes(1000), "E703"),
    "an alignment of nothing": (opening(pairs=1) + text("general.alignment") + u32(4) + u32(0) + bytes(99), "E703"),
    "an alignment of words": (opening(pairs=1) + text("general.alignment") + u32(8) + text("x") + bytes(99), "E703"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_header_is_refused_with_a_code(tmp_path: Path, name: str) -> None:
    content, code = HOSTILE[name]
    assert code_of(tmp_path / "hostile.gguf", content) == code


def test_a_header_of_millions_of_tiny_values_is_refused_instead_of_read(tmp_path: Path) -> None:
    inner = u32(0) + u64(1) + b"\0"
    arrays = 100_000
    nested = opening(pairs=14) + b"".join(
        text(f"k{n}") + u32(9) + u32(9) + u64(arrays) + inner * arrays for n in range(14)
    )
    assert code_of(tmp_path / "many.gguf", nested + bytes(100)) == "E703"


def test_an_unknown_tensor_type_is_no_error_but_has_no_size(tmp_path: Path) -> None:
    path = tmp_path / "future.gguf"
    path.write_bytes(opening(tensors=1) + tensor(kind=250) + bytes(1000))
    assert read_gguf(path).tensors[0].size_bytes is None


def test_what_is_no_plain_file_is_refused_without_opening_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gguf"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "absent.gguf"):
        with pytest.raises(WeightsError) as raised:
            read_gguf(path)
        assert raised.value.code == "E701"


def test_bytes_that_are_no_utf8_do_not_break_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "odd.gguf"
    path.write_bytes(opening(pairs=1) + text("general.name") + u32(8) + text(b"\xff\xfe") + bytes(100))
    value: Any = read_gguf(path).metadata["general.name"]
    assert value == "\ufffd\ufffd"
