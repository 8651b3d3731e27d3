"""A first prony.toml: it loads, it runs what was found, and no name that a server bears can break it."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
from fake_engine import answer

from prony.bench.contestants import DEFAULT_MODELS, Request, choose
from prony.config import Config, parse_config
from prony.engines import Endpoint, ServedModel, catalog
from prony.nouns import Artifact
from prony.references.tapes import Script, build_tape
from prony.setup.starter import HOSTED, MOST_OFFERED, Found, Starter, starter

WEIGHTS = tuple((entry, False) for entry in catalog())
HOSTILE = 'm"\n[run]\nsuites = ["evil"]\n# \x1b[31m\u202e]] \\ \t\x00 """ \'\'\''


def read(made: Starter) -> Config:
    return parse_config(made.text, Path("prony.toml"))


def labels(made: Starter) -> list[str]:
    return [one.name for one in read(made).contestants]


def engine(*models: ServedModel, port: int = 8080, kind: str = "llama-server", **more: object) -> Endpoint:
    return Endpoint(kind=kind, base_url=f"http://127.0.0.1:{port}/v1", models=models, **more)


async def test_with_nothing_found_the_catalog_runs_as_it_would_without_a_file():
    made = starter(Found(weights=WEIGHTS))
    assert labels(made) == list(DEFAULT_MODELS) == list(made.active)
    specs = await choose(Request(engines="none"), read(made), lambda line: None)
    without = await choose(Request(engines="none"), Config(), lambda line: None)
    assert [(s.catalog, s.sampling, s.artifact_sha256) for s in specs] == [
        (s.catalog, s.sampling, s.artifact_sha256) for s in without
    ]
    assert "No engine answered" in made.text


def test_loaded_models_run_and_the_others_are_commented_out():
    found = engine(ServedModel(id="asleep", state="unloaded"), ServedModel(id="awake", state="loaded"))
    made = starter(Found(endpoints=(found,), weights=WEIGHTS))
    assert labels(made) == ["awake"]
    assert set(made.offered) == {"asleep", *DEFAULT_MODELS}


def test_with_none_loaded_the_two_smallest_run():
    sizes = {"big": 30, "small": 1, "middle": 7}
    found = engine(*(ServedModel(id=name, state="unloaded", size_bytes=size * 10**9) for name, size in sizes.items()))
    assert labels(starter(Found(endpoints=(found,)))) == ["small", "middle"]


def test_of_a_server_that_lists_thousands_a_few_are_offered_and_those_that_run_come_first():
    models = [ServedModel(id=f"m{number}", state="unloaded") for number in range(5000)]
    made = starter(Found(endpoints=(engine(*models, ServedModel(id="awake", state="loaded")),)))
    assert labels(made) == ["awake"]
    assert len(made.offered) == MOST_OFFERED - 1
    assert f"# and {5001 - MOST_OFFERED} more" in made.text


def test_a_model_that_may_be_elsewhere_is_only_offered():
    found = engine(ServedModel(id="cloud", state="loaded", cloud=True), ServedModel(id="here", state="unloaded"))
    made = starter(Found(endpoints=(found,)))
    assert (labels(made), made.offered) == (["here"], ("cloud",))
    assert "may leave this machine" in made.text


def test_two_engines_that_serve_one_name_get_two_labels():
    both = [engine(ServedModel(id="m", state="loaded"), port=port) for port in (8080, 8081)]
    found = Found(endpoints=tuple(both), files={"/a/m.gguf": Artifact(), "/b/m.gguf": Artifact()})
    names = labels(starter(found))
    assert len(set(names)) == len(names) == 4


def test_a_hostile_name_is_a_value_and_nothing_else():
    hostile = ServedModel(id=HOSTILE, state="loaded", quantization=HOSTILE)
    found = engine(hostile, kind="llama-server", version=HOSTILE, warnings=(HOSTILE,))
    made = starter(Found(endpoints=(found, engine(kind=HOSTILE, port=1)), files={f"/x/{HOSTILE}.gguf": Artifact()}))
    config = read(made)
    assert config.run.suites == ("quick",)
    assert HOSTILE in [one.model for one in config.contestants]
    assert len(config.contestants) == 2
    assert all(char.isprintable() or char == "\n" for char in made.text)


def test_everything_that_is_commented_out_is_valid_too():
    found = Found(
        endpoints=(engine(ServedModel(id="m", state="unloaded", cloud=True)), engine(port=1)),
        weights=WEIGHTS,
        key_names=tuple(HOSTED),
    )
    text = re.sub(r"(?m)^# (\[\[contestants\]\]|\w+ = )", r"\1", starter(found).text)
    config = parse_config(text, Path("prony.toml"))
    assert config.run.max_minutes
    assert config.sampling.temperature is not None
    assert config.costs.watts
    hosted = [one for one in config.contestants if one.api_key_env in HOSTED]
    assert {one.api_key_env for one in hosted} == HOSTED.keys()
    assert len({one.label for one in hosted}) == len(HOSTED), "two contestants of one label are refused"
    assert not re.search(r"(?m)^\[costs\][^\[]*price_in", text), "prices of tokens are no keys of [costs]"


@pytest.mark.parametrize(("size", "said"), [(3_000, "1 MB"), (98_000_000, "98 MB"), (4_680_000_000, "4.68 GB")])
def test_no_model_is_said_to_take_nothing(size: int, said: str):
    found = engine(ServedModel(id="m", state="loaded", size_bytes=size))
    assert f'model = "m"  # {said},' in starter(Found(endpoints=(found,))).text


def test_keys_are_named_and_never_written(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    made = starter(Found(key_names=("OPENAI_API_KEY",)))
    assert '# api_key_env = "OPENAI_API_KEY"' in made.text
    assert "sk-secret" not in made.text


@pytest.mark.real_engine
async def test_what_init_writes_is_what_run_measures(
    prony: tuple[str, ...], mini_suite: Path, environment: dict[str, str], tmp_path: Path, fake_engine
):
    """A file and a server, written by `prony init`, and measured by `prony run` without another word."""
    tape = tmp_path / "tape.gguf"
    build_tape(tape, [], default=Script(phrase="", text="```python\ndef square(x):\n    return x * x\n```\n"))
    home = tmp_path / "home"
    home.mkdir()
    fake_engine.default = answer("I cannot.")

    async def call(*arguments: str) -> tuple[bytes, bytes]:
        process = await asyncio.create_subprocess_exec(
            *prony, *arguments, cwd=home, env=environment, stdout=-1, stderr=-1
        )
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        return out, err

    await call("init", "--gguf", str(tape), "--url", fake_engine.base_url)
    written = home / "prony.toml"
    written.write_text(written.read_text().replace('"quick"]', f'"{mini_suite}"]\nparallel = 2\ntasks = ["square"]'))
    document = json.loads((await call("run", "--json"))[0])
    plan = document["plan"]
    assert [(one["label"], one.get("base_url")) for one in plan["contestants"]] == [
        ("tape", None),
        ("m", fake_engine.base_url),
    ]
    assert (plan["settings"]["parallel"], plan["suites"][0]["tasks"]) == (2, ["mini/square"])
    assert {one["label"]: one["outcome"] for one in document["attempts"]} == {"tape": "solved", "m": "faulted"}
