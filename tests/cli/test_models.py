"""`prony models`: what several engines and the catalog say, side by side, and what none says is not captured."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_engine import FakeEngine
from ollama_server import FakeOllama, build

from prony.engines import Endpoint, ServedModel
from prony.references.tapes import Script, build_tape


class Engines:
    """A generic server and an Ollama in a thread of their own, since the command runs its own loop."""

    def __init__(self, folder: Path, tape: Path) -> None:
        self._folder, self._tape = folder, tape
        self._up, self._stop = threading.Event(), asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self.urls: list[str] = []
        self.methods: list[tuple[str, str]] = []
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()))
        self._thread.start()
        assert self._up.wait(20)

    async def _serve(self) -> None:
        async with FakeEngine() as generic, FakeOllama(self._tape, self._folder) as ollama:
            ollama.loaded["tape:latest"] = 8192
            self.urls = [generic.base_url, ollama.base_url]
            self._up.set()
            await self._stop.wait()
            self.methods = [(call.method, call.target) for call in (*generic.calls, *ollama.calls)]

    def close(self) -> None:
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[Engines]:
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    one = Engines(tmp_path, build(tmp_path))
    yield one
    one.close()


def test_engines_of_several_kinds_stand_side_by_side_and_nothing_is_guessed(prony, engines) -> None:
    words = [word for url in engines.urls for word in ("--url", url)]
    said = prony("models", *words, width=200)
    assert said.code == 0
    rows = {line.split("  ")[0].strip(): line for line in said.out.splitlines()}
    assert rows["m"].count("not captured") >= 5, "a generic engine tells no more than a name"
    tape = rows["tape:latest"]
    assert "8192" in tape
    assert "F16" in tape
    assert "loaded" in tape
    assert "not captured" in rows["bare:latest"], "what is not loaded has no context"
    assert "Q4_1" in rows["smollm2-135m"]
    assert "asks it for what a plan needs" in said.out
    engines.close()
    posted = {target for method, target in engines.methods if method == "POST"}
    assert posted == {"/api/show"}


def test_the_next_step_names_the_server_where_several_have_a_model_of_that_name(monkeypatch, prony) -> None:
    def box(url: str, *names: str) -> Endpoint:
        models = tuple(ServedModel(id=name, state="loaded") for name in names)
        return Endpoint(base_url=url, kind="openai-compatible", models=models)

    async def both(*arguments: object, **options: object) -> list[Endpoint]:
        return [box("http://127.0.0.1:1/v1", "m"), box("http://127.0.0.1:2/v1", "m", "n")]

    async def alone(*arguments: object, **options: object) -> list[Endpoint]:
        return [box("http://127.0.0.1:1/v1", "m"), box("http://127.0.0.1:2/v1", "n")]

    monkeypatch.setattr("prony.engines.discover", both)
    assert prony("models").err == "next: prony run quick --base-url http://127.0.0.1:1/v1 --model m\n"
    monkeypatch.setattr("prony.engines.discover", alone)
    assert prony("models").err == "next: prony run quick --model m\n"


def test_a_named_address_where_nobody_answers_leads_to_those_that_do(prony) -> None:
    said = prony("models", "--url", "http://127.0.0.1:9/v1")
    assert said.err == "next: prony models looks around on this machine\n"


def test_warnings_fit_the_width(prony, engines) -> None:
    said = prony("models", "--url", engines.urls[1], width=100)
    assert "asks it for what" in said.out
    assert max(map(len, said.out.splitlines())) <= 100


def test_the_digest_of_a_model_is_that_of_its_weights(prony, engines, tmp_path: Path) -> None:
    import hashlib

    found = json.loads(prony("models", "--json", "--url", engines.urls[1]).out)
    digest = hashlib.sha256((tmp_path / "tape.gguf").read_bytes()).hexdigest()
    assert {model["digest"] for model in found["engines"][0]["models"]} == {digest}


def test_a_model_that_no_task_can_be_put_to_is_said_to_be_so_beforehand(prony, engines, tmp_path: Path) -> None:
    said = prony("models", "--url", engines.urls[1], width=200)
    assert "! bare:latest: Ollama knows no chat template for bare:latest" in said.out
    assert "a Modelfile with a TEMPLATE gives it one" in said.out
    made = json.loads(prony("init", "--url", engines.urls[1], "--print", "--json").out)
    assert "tape:latest" in made["active"]
    assert "bare:latest" in made["offered"], "a contestant that could not run is none by itself"
    assert "cannot be asked" in made["text"]


def test_a_base_model_is_no_contestant_by_itself(prony, tmp_path: Path) -> None:
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    build_tape(tmp_path / "base.gguf", [], default=Script(phrase="", text="and so on"), template=None)
    made = json.loads(prony("init", "--gguf", "base.gguf", "--url", "http://127.0.0.1:9/v1", "--print", "--json").out)
    assert "base" in made["offered"]
    assert "no chat template" in made["text"]
