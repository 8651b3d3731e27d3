"""`prony models` and models on this machine's disks: the list, its words, and their digests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.model_files import put_in_ollama, write_gguf

from prony.plain import UNSAFE


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without models, and no engine on the machine."""

    async def nobody(*arguments: object, **options: object) -> list[object]:
        return []

    for variable in ("HF_HOME", "HF_HUB_CACHE", "LLAMA_CACHE", "OLLAMA_MODELS", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("prony.engines.discover", nobody)
    return tmp_path / "home"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder that prony.toml names, relative to itself."""
    (tmp_path / "prony.toml").write_text('[models]\npaths = ["models", "absent"]\n')
    return tmp_path / "models"


def test_the_list_names_each_model_and_the_one_command_that_measures_it(prony, models: Path) -> None:
    write_gguf(models / "coder-7b.gguf")
    write_gguf(models / "base.gguf", name="base", template=None)
    said = prony("models", width=220)
    assert said.code == 0
    row = next(line for line in said.out.splitlines() if line.startswith("coder-7b"))
    assert "(header)" in row
    assert " yes " in row
    assert "! base: no task can be put to it in chat" in said.out
    assert "absent: there is no such file or folder" in said.out
    assert said.err.splitlines()[0] == "reading the headers of 2 model files that are new"
    assert said.err.splitlines()[-1] == "next: prony run quick --model coder-7b"
    assert "reading" not in prony("models").err, "they are known now"


def test_the_document_holds_what_the_list_says_and_more(prony, models: Path) -> None:
    path = write_gguf(models / "coder-7b.gguf")
    found = json.loads(prony("models", "--json", "--context", "4096", "--cache-type", "q8_0").out)
    (row,) = found["on_disk"]
    assert row["command"] == "prony run quick --model coder-7b"
    assert row["path"] == str(path)
    assert row["memory"]["keys_bytes"] < row["memory_by_cache"]["f16"]
    assert found["context"] == 4096
    assert {place["store"] for place in found["places"]} == {"named"}


def test_a_server_that_is_named_is_asked_alone(prony, models: Path) -> None:
    write_gguf(models / "coder-7b.gguf")
    said = prony("models", "--url", "http://127.0.0.1:9/v1", "--json")
    assert json.loads(said.out)["on_disk"] == []


def test_no_name_of_a_file_reaches_the_terminal_as_it_is(prony, models: Path) -> None:
    write_gguf(models / "\x1b]0;title\x07\nsecond \u202eline.gguf")
    write_gguf(models / "\x1b[2J" / "x.gguf", name="\x1b[2Jname", architecture="\x1b[31march")
    for words in (("models",), ("models", "--json"), ("models", "hash", "--all")):
        said = prony(*words, width=300)
        assert not UNSAFE.search(said.out.replace("\n", ""))
        assert not UNSAFE.search(said.err.replace("\n", ""))


def test_hash_reads_the_bytes_once_and_compares_them_with_what_was_told(prony, own_home: Path, tmp_path: Path) -> None:
    store = own_home / ".ollama/models"
    good = write_gguf(tmp_path / "a.gguf")
    put_in_ollama(store, ("registry.ollama.ai", "library", "good", "7b"), good)
    bad = put_in_ollama(
        store, ("registry.ollama.ai", "library", "bad", "7b"), write_gguf(tmp_path / "b.gguf", name="b")
    )
    with bad.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"x")
    assert " (told)" in prony("models", width=200).out
    said = prony("models", "hash", "good:7b")
    assert said.code == 0
    assert "as Ollama (the blob's name) tells" in said.out
    said = prony("models", "hash", "--all")
    assert said.code == 1
    assert "bad:7b: NOT what Ollama (the blob's name) tells" in said.out
    assert "good" not in said.out, "its bytes were read before"
    rows = {row["name"]: row for row in json.loads(prony("models", "--json").out)["on_disk"]}
    assert rows["good:7b"]["sha256"] == rows["good:7b"]["told_sha256"]
    assert rows["bad:7b"]["problem"].startswith("its bytes are not what Ollama (the blob's name) tells")
    assert rows["bad:7b"]["command"] is None


@pytest.mark.parametrize(
    ("words", "code"), [(("hash",), "E102"), (("hash", "--all", "x"), "E102"), (("hash", "x"), "E101")]
)
def test_hash_says_what_to_name(prony, words: tuple[str, ...], code: str) -> None:
    said = prony("models", *words)
    assert said.code == 2
    assert code in said.err
