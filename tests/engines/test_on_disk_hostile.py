"""Trees that somebody else made: a row with a reason or a remark, never a hang, never a traceback."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
from pathlib import Path

import pytest
from tests.support.model_files import gguf_bytes, put_in_hub, put_in_ollama, write_gguf, write_safetensors, write_split

from prony.engines.on_disk import DiskLook, DiskModels, StoreContext, commands, look_on_disk, quoted
from prony.engines.on_disk.walk import BoundedWalk
from prony.plain import UNSAFE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = tmp_path / "models"
    one.mkdir()
    return one


@pytest.fixture
def look(tmp_path: Path, folder: Path):
    """A function that looks at `folder`, beside an empty home."""
    (tmp_path / "home").mkdir()
    return lambda: look_on_disk(StoreContext({}, tmp_path / "home", (folder,)))


def problems(found: DiskLook) -> dict[str, str]:
    return {one.name: one.problem for one in found.models}


def test_what_is_no_plain_file_is_never_opened(folder: Path, look) -> None:
    os.mkfifo(folder / "pipe.gguf")
    (folder / "null.gguf").symlink_to("/dev/zero")
    (folder / "gone.gguf").symlink_to("nowhere.gguf")
    (folder / "loop.gguf").symlink_to("loop.gguf")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "socket.gguf"))
    found = problems(look())
    listening.close()
    assert found["pipe"] == found["null"] == found["socket"] == "it is no plain file"
    assert found["gone"] == "it is a link to nothing"
    assert "cannot be looked at" in found["loop"]


def test_links_between_folders_end(folder: Path, look) -> None:
    write_gguf(folder / "a" / "m.gguf")
    (folder / "a" / "up").symlink_to(folder)
    (folder / "b").symlink_to(folder / "a")
    (folder / "c").symlink_to(folder / "c")
    assert [one.name for one in look().models] == ["m"]


@pytest.mark.parametrize("of", [0, 3, 4, 20, 100, 900])
def test_a_file_that_is_cut_says_so(folder: Path, look, of: int) -> None:
    (folder / "cut.gguf").write_bytes(gguf_bytes()[0][:of])
    problem = problems(look())["cut"]
    assert any(word in problem for word in ("not a GGUF", "damaged"))


def test_weights_that_are_cut_are_found_without_reading_them(folder: Path, look) -> None:
    path = write_gguf(folder / "cut.gguf")
    os.truncate(path, path.stat().st_size - 1)
    row = look().models[0]
    assert "cut off" in row.problem
    assert row.size_bytes == path.stat().st_size


def test_a_header_that_claims_too_much_is_refused_in_bounded_time(folder: Path, look) -> None:
    import struct

    texts = struct.pack("<Q", 1) + b"k" + struct.pack("<IIQ", 9, 8, 1 << 22)
    (folder / "many.gguf").write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + texts)
    os.truncate(folder / "many.gguf", 200 << 20)
    (folder / "long.gguf").write_bytes(
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1) + b"k" + struct.pack("<IIQQ", 9, 8, 300, 1 << 40)
    )
    os.truncate(folder / "long.gguf", 200 << 20)
    found = problems(look())
    assert "damaged" in found["many"]
    assert "claims" in found["long"]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x01",
        (1 << 40).to_bytes(8, "little") + b"{}",
        (2).to_bytes(8, "little") + b"[]",
        (9).to_bytes(8, "little") + b'{"w": 12}',
        (200_000).to_bytes(8, "little") + b"[" * 200_000,
        (80).to_bytes(8, "little") + b'{"w":{"dtype":"BF16","shape":[9,9],"data_offsets":[0,162]}}'.ljust(80),
        (80).to_bytes(8, "little") + b'{"w":{"dtype":"BF16","shape":[-9,9],"data_offsets":[0,0]}}'.ljust(80),
    ],
)
def test_safetensors_that_are_none_say_so(folder: Path, look, head: bytes) -> None:
    write_safetensors(folder / "m")
    (folder / "m" / "model-0.safetensors").write_bytes(head)
    problem = problems(look())["m"]
    assert "damaged" in problem or "cut off" in problem


@pytest.mark.parametrize("config", [b"{", b"5", b"[" * 100_000, b"\xff\xfe"])
def test_a_config_that_cannot_be_read_is_the_row_s_problem_or_tells_nothing(folder: Path, look, config: bytes) -> None:
    write_safetensors(folder / "m")
    (folder / "m" / "config.json").write_bytes(config)
    row = look().models[0]
    assert row.problem
    assert row.architecture is None


def test_a_pipe_for_a_config_is_not_waited_for(folder: Path, look) -> None:
    write_safetensors(folder / "m")
    (folder / "m" / "config.json").unlink()
    os.mkfifo(folder / "m" / "config.json")
    assert look().models[0].problem


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_and_a_file_that_may_not_be_read_are_told(folder: Path, look) -> None:
    write_gguf(folder / "closed" / "m.gguf")
    write_gguf(folder / "mine.gguf").chmod(0)
    (folder / "closed").chmod(0)
    found = look()
    (folder / "closed").chmod(0o700)
    assert "cannot read" in problems(found)["mine"]
    assert any("cannot be looked at" in remark for place in found.places for remark in place.remarks)


def test_a_folder_that_may_only_be_read_is_as_good_as_any(folder: Path, look) -> None:
    write_gguf(folder / "m.gguf")
    folder.chmod(0o500)
    found = problems(look())
    folder.chmod(0o700)
    assert found == {"m": ""}


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[31mred\x1b[0m", "\u202eevil", "tab\there", "it's $HOME `id`"])
def test_names_cannot_steer_a_terminal_and_their_command_still_works(folder: Path, look, name: str) -> None:
    path = write_gguf(folder / f"{name}.gguf")
    found = look()
    (row,) = found.models
    assert not UNSAFE.search(row.name)
    assert "\n" not in row.name
    (command,) = commands(found.models)
    assert command is not None
    assert not UNSAFE.search(command)
    assert "\n" not in command
    said = subprocess.run(["bash", "-c", f"printf %s {quoted(row.path)}"], capture_output=True, check=True).stdout
    assert said == os.fsencode(path)
    if "--model" in command:
        assert shlex.split(command)[-1] == row.name


def test_a_name_that_is_no_text_is_a_row_that_says_so(folder: Path, look) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/b\xff.gguf"))).write_bytes(b"GGUF")
    row = look().models[0]
    assert "rename it" in row.problem
    assert row.path.encode()


def test_a_huge_folder_a_deep_one_and_a_slow_one_are_bounded_and_said(folder: Path) -> None:
    for at in range(60):
        (folder / f"{at}.gguf").write_bytes(b"")
    walk = BoundedWalk(most_entries=10)
    assert len(list(walk.models(folder))) == 10
    assert walk.remarks == ["it has more than 10 entries: the others were not looked at"]
    write_gguf(folder.joinpath(*"abcdef") / "m.gguf")
    walk = BoundedWalk(most_depth=3)
    assert "m" not in {one.name for one in walk.models(folder)}
    assert "deep" in walk.remarks[0]
    walk = BoundedWalk(most_seconds=-1)
    assert list(walk.models(folder)) == []
    assert "the rest was left out" in walk.remarks[0]


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"layers": 5}',
        b"[" * 100_000,
        b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../../etc/passwd"}]}',
        b'{"layers": [{"mediaType": 7, "digest": []}, 5, null]}',
    ],
)
def test_manifests_of_ollama_lead_nowhere_else(tmp_path: Path, manifest: bytes) -> None:
    store = tmp_path / "ollama"
    put_in_ollama(store, ("registry.ollama.ai", "library", "good", "1"), write_gguf(tmp_path / "m.gguf"))
    bad = store / "manifests/registry.ollama.ai/library/bad/1"
    bad.parent.mkdir()
    bad.write_bytes(manifest)
    os.mkfifo(store / "manifests/registry.ollama.ai/library/bad/pipe")
    found = look_on_disk(StoreContext({"OLLAMA_MODELS": str(store)}, None))
    assert [one.name for one in found.models] == ["good:1"]
    assert any("bad:pipe" in remark for place in found.places for remark in place.remarks)


def test_a_pull_that_was_broken_off_says_how_to_go_on(tmp_path: Path) -> None:
    store = tmp_path / "ollama"
    blob = put_in_ollama(store, ("registry.ollama.ai", "library", "part", "1"), write_gguf(tmp_path / "m.gguf"))
    blob.rename(f"{blob}-partial")
    (row,) = look_on_disk(StoreContext({"OLLAMA_MODELS": str(store)}, None)).models
    assert "ollama pull part:1" in row.problem


def test_snapshots_whose_links_lead_out_or_nowhere_are_rows_with_reasons(tmp_path: Path) -> None:
    cache = tmp_path / "hub"
    snapshot = put_in_hub(cache, "maker/m", {"m.gguf": write_gguf(tmp_path / "m.gguf")})
    (snapshot / "etc.gguf").symlink_to("/etc/passwd")
    (snapshot / "gone.gguf").symlink_to("../../blobs/nothing")
    (cache / "models--broken").mkdir()
    (cache / "models--file").write_text("")
    found = look_on_disk(StoreContext({"HF_HUB_CACHE": str(cache)}, None))
    told = problems(found)
    assert told["m"] == ""
    assert "not a GGUF" in told["etc"]
    assert told["gone"] == "it is a link to nothing"


def test_shards_of_two_models_do_not_pass_as_one(folder: Path, look) -> None:
    write_split(folder, "big", 2)
    write_gguf(folder / "big-00002-of-00002.gguf", extra={"split.count": 2, "split.no": 0, "split.tensors.count": 6})
    assert "does not belong" in problems(look())["big"]


def test_settings_of_lm_studio_that_are_none_are_passed_over(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".lmstudio").mkdir(parents=True)
    (home / ".lmstudio-home-pointer").symlink_to("/dev/zero")
    for text in ("", "[]", json.dumps({"downloadsFolder": 5}), json.dumps({"downloadsFolder": "relative"}), "[" * 9999):
        (home / ".lmstudio/settings.json").write_text(text)
        assert look_on_disk(StoreContext({}, home)).models == ()


def test_a_machine_without_a_home_and_with_odd_variables_is_looked_at_all_the_same() -> None:
    odd = {"HF_HOME": "relative", "LLAMA_CACHE": "", "OLLAMA_MODELS": "/nowhere/at all", "XDG_CACHE_HOME": "\0"}
    assert DiskModels(StoreContext(odd, None)).called("x") == ()
