"""Models on this machine's disks: the folders of each program, what a row tells, and what is known a second time."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tests.support.model_files import (
    put_in_hub,
    put_in_ollama,
    write_gguf,
    write_safetensors,
    write_split,
)

from prony.engines import memory_needed, read_gguf
from prony.engines.identity import artifact
from prony.engines.on_disk import (
    STORES,
    DiskLook,
    DiskModels,
    FoundModel,
    ModelOnDisk,
    RoomHere,
    StoreContext,
    WeightsStore,
    bytes_sha256,
    commands,
    look_on_disk,
)
from prony.engines.on_disk.known_headers import KnownHeaders


@pytest.fixture
def around(tmp_path: Path) -> StoreContext:
    """A machine with a home of its own and nothing in the environment."""
    home = tmp_path / "home"
    home.mkdir()
    return StoreContext({}, home)


def rows(look: DiskLook) -> dict[str, ModelOnDisk]:
    return {one.name: one for one in look.models}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("store", "below", "called"),
    [
        ("lm-studio", ".lmstudio/models/maker/some-GGUF/some-7b-Q4_K_M.gguf", "some-7b-Q4_K_M"),
        ("lm-studio", ".cache/lm-studio/models/maker/some-GGUF/old.gguf", "old"),
        ("jan", ".local/share/Jan/data/llamacpp/models/qwen-x/model.gguf", "qwen-x"),
        ("jan", "jan/models/other/weights.gguf", "weights"),
        ("gpt4all", ".local/share/nomic.ai/GPT4All/mistral.Q4_0.gguf", "mistral.Q4_0"),
        ("llama-cpp", ".cache/llama.cpp/maker_some_x-Q8_0.gguf", "maker_some_x-Q8_0"),
    ],
)
def test_every_program_s_folder_is_looked_through(around, store: str, below: str, called: str) -> None:
    write_gguf(around.home / below)
    found = rows(look_on_disk(around))
    assert found[called].store == store
    assert found[called].problem == ""


def test_places_follow_the_environment(around, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "some.gguf")
    put_in_hub(tmp_path / "hf" / "hub", "maker/one", {"one.gguf": file})
    put_in_hub(tmp_path / "cache", "maker/two", {"two.gguf": write_gguf(tmp_path / "b.gguf", name="b")})
    write_gguf(tmp_path / "llama" / "three.gguf")
    put_in_ollama(tmp_path / "ollama", ("registry.ollama.ai", "library", "four", "7b"), write_gguf(tmp_path / "d.gguf"))
    by_home = around._replace(environ={"HF_HOME": str(tmp_path / "hf"), "LLAMA_CACHE": str(tmp_path / "llama")})
    assert set(rows(look_on_disk(by_home))) == {"one", "three"}
    named = {
        "HF_HOME": str(tmp_path / "hf"),
        "HF_HUB_CACHE": str(tmp_path / "cache"),
        "OLLAMA_MODELS": str(tmp_path / "ollama"),
    }
    assert set(rows(look_on_disk(around._replace(environ=named)))) == {"two", "four:7b"}


def test_a_row_tells_what_the_whole_header_tells(around, tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "models" / "some.gguf", layers=7)
    row = look_on_disk(around._replace(paths=(path.parent,)), context=4096, key_type="q8_0", value_type="q8_0").models[
        0
    ]
    whole = artifact(path)
    for field in ("size_bytes", "architecture", "parameters", "quantization", "bits_per_weight", "context_length"):
        assert getattr(row, field) == getattr(whole, field), field
    assert row.header_sha256 == whole.header_sha256
    assert row.memory == memory_needed(read_gguf(path), 4096, key_type="q8_0", value_type="q8_0")
    assert row.memory_by_cache["f16"] == memory_needed(read_gguf(path), 4096).total_bytes
    assert row.fits == RoomHere.YES
    assert row.sha256 is None, "its bytes were not read"


def test_what_the_store_tells_of_a_digest_is_said_to_be_told_until_the_bytes_are_read(around, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "x.gguf")
    blob = put_in_ollama(
        around.home / ".ollama/models", ("registry.ollama.ai", "library", "coder", "7b"), file, {"num_ctx": 8192}
    )
    row = look_on_disk(around).models[0]
    assert (row.name, row.path) == ("coder:7b", str(blob))
    assert (row.sha256, row.told_sha256) == (None, sha256(file))
    assert "Ollama" in row.told_by
    assert row.settings == {"num_ctx": 8192}
    assert bytes_sha256(row) == sha256(file)
    assert look_on_disk(around).models[0].sha256 == sha256(file)


def test_names_of_ollama_are_those_of_its_own_lists(around, tmp_path: Path) -> None:
    store = around.home / ".ollama/models"
    for at, name in enumerate(
        [
            ("registry.ollama.ai", "library", "a", "latest"),
            ("registry.ollama.ai", "somebody", "b", "3b"),
            ("hf.co", "maker", "c-GGUF", "Q4_K_M"),
        ]
    ):
        put_in_ollama(store, name, write_gguf(tmp_path / f"{at}.gguf", name=str(at)))
    assert set(rows(look_on_disk(around))) == {"a:latest", "somebody/b:3b", "hf.co/maker/c-GGUF:Q4_K_M"}
    assert [one.name for one in DiskModels(around).called("a")] == ["a:latest"]


def test_a_split_model_is_one_row_through_the_links_of_the_hub_too(around, tmp_path: Path) -> None:
    shards = write_split(tmp_path / "split", "big", 3)
    put_in_hub(around.home / ".cache/huggingface/hub", "maker/big-GGUF", {f"Q8/{one.name}": one for one in shards})
    row = rows(look_on_disk(around))["big"]
    assert (row.files, row.problem) == (3, "")
    assert row.size_bytes == sum(one.stat().st_size for one in shards)
    lines = "".join(f"{sha256(one)}\n" for one in shards)
    assert row.told_sha256 == hashlib.sha256(lines.encode()).hexdigest()
    assert row.revision == "a" * 40
    assert bytes_sha256(row) == row.told_sha256


def test_a_missing_shard_is_the_row_s_problem(around, tmp_path: Path) -> None:
    shards = write_split(tmp_path / "models", "big", 3)
    shards[0].unlink()
    row = look_on_disk(around._replace(paths=(tmp_path / "models",))).models[0]
    assert "1 of 3 shards of big are missing" in row.problem
    assert commands([row]) == [None]


def test_a_folder_of_safetensors_tells_its_types_and_not_what_it_cannot_know(around, tmp_path: Path) -> None:
    write_safetensors(tmp_path / "models" / "plain", files=2)
    packed = {"quantization_config": {"quant_method": "awq", "bits": 4}}
    write_safetensors(tmp_path / "models" / "packed", config=packed)
    found = rows(look_on_disk(around._replace(paths=(tmp_path / "models",))))
    plain, awq = found["plain"], found["packed"]
    assert (plain.files, plain.parameters, plain.bits_per_weight, plain.quantization) == (2, 8192, 16.0, "BF16")
    assert plain.context_length == 4096
    assert (awq.parameters, awq.bits_per_weight, awq.quantization) == (None, None, "awq 4-bit")
    assert plain.memory is None
    assert "vllm serve" in plain.problem


def test_one_file_in_several_places_is_one_row(around, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "models" / "same.gguf")
    studio = around.home / ".lmstudio/models/maker/same-GGUF"
    studio.mkdir(parents=True)
    os.link(file, studio / "same.gguf")
    (tmp_path / "models" / "alias.gguf").symlink_to(file)
    look = look_on_disk(around._replace(paths=(tmp_path / "models",)))
    (row,) = look.models
    assert len({row.path, *row.also_at}) == 3


def test_known_files_are_not_read_again_and_changed_ones_are(around, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    files = [write_gguf(folder / f"m{at}.gguf", name=f"m{at}") for at in range(5)]
    (folder / "bad.gguf").write_bytes(b"GGUFnonsense")
    here = around._replace(paths=(folder,))
    told = []
    first = look_on_disk(here, say=lambda done, of: told.append((done, of)))
    assert told == [(at, 6) for at in range(1, 7)]
    assert first.read == 6
    again = look_on_disk(here)
    assert (again.read, again.models) == (0, first.models)
    write_gguf(files[0], name="another", layers=9)
    changed = look_on_disk(here)
    assert changed.read == 1
    assert rows(changed)["m0"].parameters != rows(first)["m0"].parameters


def test_a_cache_that_somebody_broke_is_read_as_none(around, tmp_path: Path) -> None:
    write_gguf(tmp_path / "models" / "m.gguf")
    here = around._replace(paths=(tmp_path / "models",))
    kept = tmp_path / "kept.json"
    for broken in (b"", b"{", b'{"version":1,"files":{"x":5}}', b"[" * 100_000, b'{"version":99,"files":{}}'):
        kept.write_bytes(broken)
        look = look_on_disk(here, known=KnownHeaders(kept))
        assert look.read == 1
        assert look.models[0].problem == ""


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({"architecture": "clip"}, "projects images"),
        ({"extra": {"general.type": "adapter"}}, "adapter"),
        ({"tensors": False}, "no weights"),
        ({"template": None}, "no chat template"),
    ],
)
def test_what_no_task_can_be_put_to_says_why(around, tmp_path: Path, what: dict, why: str) -> None:
    path = write_gguf(tmp_path / "m.gguf", **what)
    row = look_on_disk(around._replace(paths=(path,))).models[0]
    assert why in row.problem
    assert row.header_sha256, "and is described all the same"


def test_what_cannot_fit_is_told_from_what_is_not_known(around, tmp_path: Path) -> None:
    huge = write_gguf(tmp_path / "huge.gguf", layers=2000)
    strange = write_gguf(tmp_path / "strange.gguf", architecture="nobody-knows", layers=4)
    found = rows(look_on_disk(around._replace(paths=(huge, strange)), context=1 << 24))
    assert found["huge"].fits == RoomHere.NO
    assert found["strange"].fits is None, "an upper bound that does not fit says nothing"


def test_a_name_that_means_two_files_has_a_command_for_each_path(around, tmp_path: Path) -> None:
    one = write_gguf(tmp_path / "a" / "same.gguf")
    two = write_gguf(tmp_path / "b" / "same.gguf", name="two")
    alone = write_gguf(tmp_path / "b" / "alone.gguf", name="alone")
    look = look_on_disk(around._replace(paths=(tmp_path / "a", tmp_path / "b")))
    by_path = dict(zip([row.path for row in look.models], commands(look.models), strict=True))
    assert by_path[str(one)] == f"prony run quick --gguf {one}"
    assert by_path[str(two)] == f"prony run quick --gguf {two}"
    assert by_path[str(alone)] == "prony run quick --model alone"
    assert commands(look.models, taken=["Alone"])[0] == f"prony run quick --gguf {alone}"


def test_lm_studio_s_folder_is_where_its_settings_say(around, tmp_path: Path) -> None:
    (around.home / ".lmstudio").mkdir()
    (around.home / ".lmstudio/settings.json").write_text(f'{{"downloadsFolder": "{tmp_path / "ssd"}"}}')
    write_gguf(tmp_path / "ssd" / "maker" / "repo" / "m.gguf")
    row = look_on_disk(around).models[0]
    assert row.store == "lm-studio"
    assert "maker/repo" in row.aliases


def test_a_store_is_one_resident_and_a_broken_one_costs_only_itself(around, tmp_path: Path) -> None:
    class Shelf(WeightsStore):
        name = "shelf"

        def places(self, around: StoreContext) -> tuple[Path, ...]:
            return (tmp_path,)

        def models(self, place: Path, walk):
            yield FoundModel("on a shelf", write_gguf(place / "odd-name"))

    class Broken(Shelf):
        name = "broken"

        def places(self, around: StoreContext) -> tuple[Path, ...]:
            raise ZeroDivisionError

    with STORES.adding("shelf", Shelf()), STORES.adding("broken", Broken()):
        assert set(rows(look_on_disk(around))) == {"on a shelf"}
