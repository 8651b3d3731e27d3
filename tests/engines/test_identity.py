"""Who a model file is: digests, quantization as it really is, splits, thinking."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import gguf
import numpy as np
import pytest

from prony.engines.identity import artifact, artifact_async, quantization, read_gguf, shard_paths, thinking_of
from prony.errors import WeightsError
from prony.fetch import file_digests
from prony.fetch.file_digests import file_sha256, remembered_sha256
from prony.nouns import Thinking

TYPES = gguf.GGMLQuantizationType


def write(path: Path, weights: dict[str, tuple[tuple[int, int], TYPES]], /, **meta: int) -> Path:
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Some Model")
    writer.add_license("mit")
    writer.add_context_length(2048)
    if "file_type" in meta:
        writer.add_file_type(meta["file_type"])
    if "shards" in meta:
        writer.add_uint16("split.count", meta["shards"])
    if "shard" in meta:
        writer.add_uint16("split.no", meta["shard"])
        writer.add_int32("split.tensors.count", meta["tensors"])
    for name, (shape, kind) in weights.items():
        values = gguf.quants.quantize(np.ones(shape, np.float32), kind)
        writer.add_tensor(name, values, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_the_artifact_holds_the_digest_of_the_bytes_and_what_the_header_says(tape: Path) -> None:
    found = artifact(tape)
    assert found.sha256 == hashlib.sha256(tape.read_bytes()).hexdigest()
    assert found.size_bytes == tape.stat().st_size
    assert (found.architecture, found.name, found.licence) == ("llama", "prony-tape", "Apache-2.0")
    reader = gguf.GGUFReader(tape)
    assert found.parameters == sum(int(t.n_elements) for t in reader.tensors)
    template = reader.fields["tokenizer.chat_template"].contents()
    assert found.chat_template_sha256 == hashlib.sha256(template.encode()).hexdigest()
    assert found.bits_per_weight == round(
        8 * sum(int(t.n_bytes) for t in reader.tensors) / sum(int(t.n_elements) for t in reader.tensors), 3
    )


def test_a_base_model_has_no_template_digest_and_no_thinking(base_model: Path) -> None:
    assert artifact(base_model, sha256=False).chat_template_sha256 is None
    assert thinking_of(read_gguf(base_model).chat_template) is None


def test_a_file_of_one_type_is_called_by_it_whatever_it_calls_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf", {"w": ((64, 256), TYPES.Q8_0)}, file_type=15)
    assert quantization([read_gguf(path)]) == "Q8_0"


def test_a_mixed_file_tells_its_own_name_and_what_it_holds(tmp_path: Path) -> None:
    tensors = {"a": ((96, 256), TYPES.Q5_0), "b": ((32, 256), TYPES.Q8_0)}
    path = write(tmp_path / "a.gguf", tensors, file_type=15)
    assert quantization([read_gguf(path)]) == "Q4_K_M (Q5_0 + Q8_0)"
    assert artifact(path).bits_per_weight == round((96 * 5.5 + 32 * 8.5) / 128, 3)


def test_a_split_model_is_one_artifact_over_all_its_shards(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / f"m-0000{n}-of-00002.gguf", {f"w{n}": ((32, 256), TYPES.F16)}, shards=2, file_type=1)
        for n in (1, 2)
    ]
    for path in paths:
        found = artifact(path)
        assert found.parameters == 2 * 32 * 256
        assert found.size_bytes == sum(one.stat().st_size for one in paths)
        digests = "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}\n" for one in paths)
        assert found.sha256 == hashlib.sha256(digests.encode()).hexdigest()
    paths[1].unlink()
    with pytest.raises(WeightsError) as raised:
        artifact(paths[0])
    assert raised.value.code == "E705"
    assert paths[1].name in raised.value.what


def write_shards(folder: Path, count: int = 3) -> list[Path]:
    folder.mkdir(parents=True)
    return [
        write(
            folder / f"m-{n:05d}-of-{count:05d}.gguf", {f"w{n}": ((32 * n, 256), TYPES.F16)}, shards=count, shard=n - 1,
            tensors=count,
        )
        for n in range(1, count + 1)
    ]  # fmt: skip


def test_a_split_model_in_the_hubs_cache_is_found_by_its_links_and_by_its_blobs(tmp_path: Path) -> None:
    shards = write_shards(tmp_path / "plain")
    blobs, snapshot = tmp_path / "models--a--b" / "blobs", tmp_path / "models--a--b" / "snapshots" / "c0ffee" / "Q4"
    blobs.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for at, shard in enumerate(shards):
        shard.rename(blobs / f"{9 - at:064d}")
        (snapshot / shard.name).symlink_to(f"../../../blobs/{9 - at:064d}")
    links = tuple(snapshot / shard.name for shard in shards)
    for path in (*links, blobs / f"{8:064d}"):
        assert shard_paths(path) == links
    assert artifact(links[0]).file == "m-00001-of-00003.gguf"
    assert artifact(links[2]).sha256 == artifact(links[0]).sha256
    assert artifact(links[0]).parameters == (32 + 64 + 96) * 256


@pytest.mark.parametrize("spoil", ["renamed", "two swapped", "one of another model", "one of another split"])
def test_shards_that_do_not_belong_together_are_refused(spoil: str, tmp_path: Path) -> None:
    shards = write_shards(tmp_path / "m")
    path = shards[0]
    if spoil == "renamed":
        path = path.rename(tmp_path / "m" / "model.gguf")
    elif spoil == "two swapped":
        shards[1].rename(tmp_path / "kept")
        shards[2].rename(shards[1])
        (tmp_path / "kept").rename(shards[2])
    else:
        count = 3 if spoil == "one of another model" else 4
        tensors = {"w": ((32, 256), TYPES.F16)}
        write(shards[1], tensors, shards=count, shard=1, tensors=9)
    with pytest.raises(WeightsError) as raised:
        artifact(path)
    assert raised.value.code == "E705"


def test_a_file_that_is_only_named_like_a_shard_stands_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "m-00001-of-00002.gguf", {"w": ((32, 256), TYPES.F16)})
    assert shard_paths(path) == (path,)


def test_a_digest_is_taken_once_and_again_only_after_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.bin"
    path.write_bytes(b"one")
    reads = []
    real = hashlib.file_digest
    monkeypatch.setattr(file_digests.hashlib, "file_digest", lambda *a: (reads.append(a), real(*a))[1])
    assert file_sha256(path) == file_sha256(path) == hashlib.sha256(b"one").hexdigest()
    assert len(reads) == 1
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert file_sha256(path) == hashlib.sha256(b"two").hexdigest()
    assert len(reads) == 2


def test_a_damaged_digest_cache_costs_time_and_nothing_else(tmp_path: Path, own_cache: Path) -> None:
    path = tmp_path / "w.bin"
    path.write_bytes(b"one")
    digest = file_sha256(path)
    (entry,) = (own_cache / "digests").iterdir()
    for junk in (b"", b"[]", b'{"stamp": 1}', b'{"stamp": null, "sha256": 5}'):
        entry.write_bytes(junk)
        assert remembered_sha256(path) is None
        assert file_sha256(path) == digest


def test_a_cache_folder_that_cannot_be_made_costs_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    path = tmp_path / "w.bin"
    path.write_bytes(b"one")
    assert file_sha256(path) == hashlib.sha256(b"one").hexdigest()


async def test_hashing_leaves_the_event_loop_free(tape: Path) -> None:
    assert await artifact_async(tape) == artifact(tape)


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{% if enable_thinking %}", Thinking.ON),
        ("{{ content.split('</think>')[-1] }}", Thinking.ON),
        ("<|start|>{{ reasoning_effort }}", Thinking.ON),
        ("{% for m in messages %}<|im_start|>{{ m.content }}{% endfor %}", Thinking.NONE),
        (None, None),
    ],
)
def test_thinking_is_what_the_template_offers(template: str | None, says: Thinking | None) -> None:
    assert thinking_of(template) is says
