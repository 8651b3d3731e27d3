"""Engines that prony.toml names: refused with what would do, before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from prony.bench.contestants import Request, choose
from prony.config import Config, parse_config
from prony.engines import ENGINES, EngineKind
from prony.errors import UsageError
from prony.nouns import ContestantSpec, Noun


class DynoOptions(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    binary: str = "dyno"
    gpu_layers: int = 0


class DynoKind(EngineKind):
    name = "dyno"
    starts = True
    options = DynoOptions


class FanKind(EngineKind):
    name = "fan"
    starts = True
    needs_gguf = False


@pytest.fixture(autouse=True)
def dyno() -> Iterator[None]:
    """Kinds that Prony starts: one with a GGUF file and options, one with a name alone."""
    with ENGINES.adding("dyno", DynoKind()), ENGINES.adding("fan", FanKind()):
        yield


def config(lines: str) -> Config:
    return parse_config(f"[[contestants]]\n{lines}", Path("prony.toml"))


async def chosen(lines: str) -> ContestantSpec:
    (spec,) = await choose(Request(engines="none"), config(lines), print)
    return spec


async def test_an_engine_that_prony_starts_is_named_with_its_file_and_options() -> None:
    spec = await chosen('engine = "dyno"\ngguf = "/m/a.gguf"\noptions = { gpu_layers = 99 }\n')
    assert (spec.engine, spec.gguf, spec.engine_options) == ("dyno", "/m/a.gguf", {"gpu_layers": 99})
    assert spec.started


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ('engine = "dino"\ngguf = "/m/a.gguf"\n', "did you mean dyno"),
        ('engine = "ollma"\nbase_url = "http://127.0.0.1:1/v1"\nmodel = "m"\n', "did you mean ollama"),
        ('engine = "quux"\ngguf = "/m/a.gguf"\n', "there are"),
        ('engine = "vllm"\ngguf = "/m/a.gguf"\n', "starts: embedded, llama-server, replay, dyno"),
        ('engine = "dyno"\nmodel = "a"\n', "give it `gguf`"),
        ('engine = "vllm"\nmodel = "a"\n', "the `base_url` of a vllm that runs"),
        ('engine = "fan"\n', "fan is started with a `model`"),
        ('engine = "dyno"\ngguf = "/m/a.gguf"\noptions = { gpu_layer = 1 }\n', "did you mean gpu_layers"),
        ('engine = "dyno"\ngguf = "/m/a.gguf"\noptions = { gpu_layers = "all" }\n', "$.gpu_layers"),
        ('gguf = "/m/a.gguf"\noptions = { gpu_layers = 1 }\n', "embedded has no option 'gpu_layers'"),
        ('base_url = "http://127.0.0.1:1/v1"\nmodel = "m"\noptions = { gpu_layers = 1 }\n', "start the server"),
    ],
)
async def test_what_cannot_be_started_is_refused_with_what_would_do(lines: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        await chosen(lines)
    assert caught.value.code == "E111"
    assert hint in (caught.value.hint or "")


async def test_a_recorded_plan_without_options_is_written_as_before() -> None:
    assert "engine_options" not in msgspec.to_builtins(await chosen('gguf = "/m/a.gguf"\n'))
