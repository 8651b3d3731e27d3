"""A model of this machine's disks by its name: which file that means, and when it means none for certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.model_files import put_in_ollama, write_gguf, write_safetensors

from prony.bench.contestants import Request, choose
from prony.config import Config, ModelsConfig
from prony.engines import Endpoint, ServedModel
from prony.errors import UsageError


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Endpoint]:
    """The engines of this machine: those that a test puts in."""
    here: list[Endpoint] = []

    async def found(*arguments: object, **options: object) -> list[Endpoint]:
        return here

    monkeypatch.setattr("prony.bench.contestants.discover", found)
    return here


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served) -> Config:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    for variable in ("HF_HOME", "HF_HUB_CACHE", "LLAMA_CACHE", "OLLAMA_MODELS", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    return Config(models=ModelsConfig(paths=(str(tmp_path / "models"),)))


async def named(name: str, config: Config):
    told: list[str] = []
    (spec,) = await choose(Request(models=(name,)), config, told.append)
    return spec, told


@pytest.mark.parametrize("name", ["coder-7b", "Coder-7B", "coder-7b.gguf"])
async def test_a_file_is_measured_by_its_name(config: Config, tmp_path: Path, name: str) -> None:
    path = write_gguf(tmp_path / "models" / "coder-7b.gguf")
    spec, told = await named(name, config)
    assert (spec.gguf, spec.engine, spec.label) == (str(path), "embedded", "coder-7b")
    assert str(path) in told[0]


async def test_a_model_of_ollama_runs_without_ollama(config: Config, tmp_path: Path) -> None:
    store = tmp_path / "home/.ollama/models"
    blob = put_in_ollama(store, ("registry.ollama.ai", "library", "coder", "latest"), write_gguf(tmp_path / "x.gguf"))
    spec, _ = await named("coder", config)
    assert (spec.gguf, spec.label) == (str(blob), "coder:latest")


async def test_two_files_of_one_name_are_refused_with_both(config: Config, tmp_path: Path) -> None:
    one = write_gguf(tmp_path / "models" / "a" / "same.gguf")
    two = write_gguf(tmp_path / "models" / "b" / "same.gguf", layers=3)
    with pytest.raises(UsageError) as raised:
        await named("same", config)
    assert raised.value.code == "E116"
    assert str(one) in str(raised.value)
    assert str(two) in str(raised.value)
    assert f"--gguf {one}" in str(raised.value)


async def test_what_an_engine_serves_comes_before_the_file_it_may_be(config: Config, served, tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "models" / "m.gguf")
    model = ServedModel(id="m", path=str(path), state="loaded")
    served.append(Endpoint(kind="llama-server", base_url="http://127.0.0.1:1/v1", models=(model,)))
    spec, _ = await named("m", config)
    assert spec.base_url == "http://127.0.0.1:1/v1"


@pytest.mark.parametrize("by", ["digest", "path"])
async def test_a_served_model_and_a_file_that_is_known_to_be_another_are_refused_with_both(
    config: Config, served, tmp_path: Path, by: str
) -> None:
    path = write_gguf(tmp_path / "models" / "m.gguf")
    other = write_gguf(tmp_path / "elsewhere" / "m.gguf", layers=5)
    if by == "digest":
        put_in_ollama(tmp_path / "home/.ollama/models", ("registry.ollama.ai", "library", "m", "latest"), path)
        path.unlink()
        model = ServedModel(id="m", digest="f" * 64)
    else:
        model = ServedModel(id="m", path=str(other))
    served.append(Endpoint(kind="llama-server", base_url="http://127.0.0.1:1/v1", models=(model,)))
    with pytest.raises(UsageError) as raised:
        await named("m", config)
    assert raised.value.code == "E116"
    assert "--base-url http://127.0.0.1:1/v1" in str(raised.value)
    assert "--gguf" in str(raised.value)


async def test_what_cannot_be_measured_says_why(config: Config, tmp_path: Path) -> None:
    write_safetensors(tmp_path / "models" / "folder")
    (tmp_path / "models" / "cut.gguf").write_bytes(b"GGUF")
    write_gguf(tmp_path / "models" / "base.gguf", template=None)
    for name, why in (("folder", "vllm serve"), ("cut", "damaged"), ("base", "no chat template")):
        with pytest.raises(UsageError, match="cannot be measured as it lies here") as raised:
            await named(name, config)
        assert raised.value.code == "E107"
        assert why in str(raised.value)


async def test_a_name_that_nothing_has_is_answered_with_files_that_come_near(config: Config, tmp_path: Path) -> None:
    write_gguf(tmp_path / "models" / "qwen-coder-7b.gguf")
    with pytest.raises(UsageError, match="nothing here is called") as raised:
        await named("qwen-coder-8b", config)
    assert "did you mean qwen-coder-7b" in str(raised.value)
