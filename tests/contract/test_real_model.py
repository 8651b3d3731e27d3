"""The contract with a model that was trained: what it says is its own, how it is told is not.

And with a vLLM that runs somewhere: PRONY_VLLM names its base URL (`vllm serve MODEL`).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gateway_bench import Bench

from prony.engines import Embedded, adapter, artifact, cached, discover
from prony.gateway import chat
from prony.nouns import FaultCode

pytestmark = pytest.mark.asyncio(loop_scope="session")

BRIEF = "Write a Python function that adds two numbers. Answer with code alone."


@pytest.fixture
def weights() -> Path:
    """A small model out of the user's own cache."""
    path = cached("smollm2-135m")
    if path is None:
        pytest.skip("`prony models get smollm2-135m` has not been run here")
    return path


async def held_to_the_contract(bench: Bench, base_url: str, model: str, *, clocks: bool) -> None:
    """Whole and cut, streamed, counted, timed."""
    path = bench.open(base_url=base_url, model=model)
    body = {"model": model, "messages": [{"role": "user", "content": BRIEF}], "max_tokens": 16, "temperature": 0}
    reply = await chat(path.base_url, body)
    exchange = bench.last
    assert reply.text.strip()
    assert exchange.tokens.prompt
    assert exchange.tokens.completion
    assert exchange.tokens.completion <= 16
    assert exchange.fault is None or exchange.fault.code in (FaultCode.TRUNCATED, FaultCode.LOOP)
    assert exchange.times.end_s is not None
    if clocks:
        assert exchange.timings.predicted_n == exchange.tokens.completion
        assert (exchange.timings.predicted_ms or 0) + (
            exchange.timings.prompt_ms or 0
        ) <= exchange.times.end_s * 1e3 + 5
    again = await chat(path.base_url, body)
    assert again.text == reply.text, "at temperature 0, on one machine"
    long = {**body, "messages": [{"role": "user", "content": "word " * 40_000}]}
    refused = await chat(path.base_url, long)
    assert refused.fault is not None
    assert refused.fault.code is FaultCode.CONTEXT_EXCEEDED


@pytest.mark.real_model
@pytest.mark.real_engine
async def test_a_small_model_in_the_embedded_engine(bench: Bench, weights: Path) -> None:
    async with Embedded(weights, alias="m", key="", threads=1) as engine:
        said = await engine.describe("m")
        assert said.artifact == artifact(weights)
        (found,) = await discover([engine.base_url])
        assert [one.state for one in found.models] == ["loaded"]
        await held_to_the_contract(bench, engine.base_url, "m", clocks=True)


@pytest.fixture
def vllm() -> str:
    """The base URL of a vLLM."""
    url = os.environ.get("PRONY_VLLM")
    if not url:
        pytest.skip("PRONY_VLLM names no base URL of a vLLM")
    return url


@pytest.mark.vllm
async def test_a_vllm_that_runs(bench: Bench, vllm: str) -> None:
    (found,) = await discover([vllm])
    assert (found.kind, bool(found.version)) == ("vllm", True)
    model = found.models[0].id
    engine = adapter("vllm", vllm)
    said = await engine.describe(model)
    assert said.engine.served_context
    assert "cache_dtype" in said.engine.settings
    assert await engine.busy() is not None  # type: ignore[attr-defined]
    await held_to_the_contract(bench, vllm, model, clocks=False)
