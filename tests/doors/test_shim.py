"""The door for shims: one file, and refusals in its words are answered by asking again."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fake_engine import Call, FakeEngine, Script, answer, whole
from gateway_bench import Bench, ask
from worked_example import example_files

from prony.gateway import Gateway, chat
from prony.gateway.shims import SHIMS, Shim, words_of


@pytest.fixture
def full_stop(tmp_path: Path) -> Shim:
    [(name, text)] = example_files("shim.md").items()
    (tmp_path / name).write_text(text)
    spec = importlib.util.spec_from_file_location(name.removesuffix(".py"), tmp_path / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Shim = module.SHIM
    return made


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with FakeEngine() as engine:
        made: list[Bench] = []
        gateway = Gateway(
            record=lambda exchange: made[0].exchanges.append(exchange), put_blob=lambda data: made[0].put_blob(data)
        )
        made.append(Bench(gateway, engine))
        async with gateway:
            yield made[0]


def particular(call: Call) -> Script:
    if all(message["content"].endswith(".") for message in call.body["messages"]):
        return answer("Thank you.")
    return whole(400, json.dumps({"error": {"message": "a full stop is missing"}}).encode())


async def test_a_shim_of_another_package_answers_its_refusal(bench: Bench, full_stop: Shim) -> None:
    bench.engine.default = particular
    with SHIMS.adding("full-stop", full_stop):
        path = bench.open()
        reply = await chat(path.base_url, ask())
        assert words_of("full-stop") == "a text that ends without a full stop gets one"
    assert reply.text == "Thank you."
    assert path.late_shims == ("full-stop",)


async def test_without_it_the_refusal_stands(bench: Bench) -> None:
    bench.engine.default = particular
    path = bench.open()
    assert (await chat(path.base_url, ask())).fault is not None
    assert path.late_shims == ()
