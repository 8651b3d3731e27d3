"""Whole runs through an Ollama: the real one that PRONY_OLLAMA names, and one that plays what such a one said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from ollama_server import BINARY, MODELFILES, an_ollama, build, real_ollama

from prony.bench.remaining import Done
from prony.engines import adapter
from prony.journal import ExchangeSeen, Identified, Loaded, Noted, read_events
from prony.nouns import Outcome
from prony.outcomes import fault_class
from prony.references.agents import acted
from prony.references.tapes import Script, build_tape
from prony.suites import load_suite, materials_of


async def prony_run(
    prony: tuple[str, ...], home: Path, environment: dict[str, str], *words: str, ends: int = 0
) -> Path:
    """Run it beside the test's own server until it ends with that code; the folder of the run."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *prony, "run", *words, "--json", cwd=home, env=environment, stdout=pipe, stderr=pipe
    )
    out, err = await child.communicate()
    assert child.returncode == ends, err.decode()
    return home / "runs" / json.loads(out)["plan"]["id"]


def events(run_dir: Path, kind: type) -> list[Any]:
    return [event for event in read_events(run_dir) if isinstance(event, kind)]


@pytest.fixture(params=["fake", "real"])
async def base_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    async with an_ollama(request.param, build(tmp_path), tmp_path) as url:
        yield url


async def test_a_run_speaks_its_own_dialect_with_the_context_it_needs_and_leaves_it_as_it_was(
    base_url: str, prony: tuple[str, ...], environment: dict[str, str], mini_suite: Path, tmp_path: Path
) -> None:
    words = (str(mini_suite), "--task", "double", "--base-url", base_url, "--model", "tape")
    run_dir = await prony_run(prony, tmp_path, environment, *words)
    (identified,) = events(run_dir, Identified)
    fingerprint = identified.contestant.fingerprint
    context = fingerprint.engine.settings["num_ctx"]
    assert fingerprint.engine.kind == "ollama"
    assert fingerprint.engine.served_context == context >= 4096
    assert fingerprint.artifact.sha256
    assert fingerprint.effective_sampling == {"temperature": 0.25}
    assert events(run_dir, Loaded)[0].cold is True
    exchanges = [event.exchange for event in events(run_dir, ExchangeSeen)]
    assert {one.dialect for one in exchanges} == {"ollama"}
    for one in exchanges:
        assert one.parameters["options"] == {"num_predict": 200, "num_ctx": context}
        assert one.timings.predicted_n == one.tokens.completion
        assert one.timings.load_ms is not None
    done = Done(read_events(run_dir))
    assert {(done.outcome(name), fault_class(end)) for name, end in done.ends.items()} == {
        (Outcome.FAULTED, "malformed")
    }
    assert {model.state for model in await adapter("ollama", base_url).models()} == {"unloaded"}


async def test_a_model_that_was_loaded_so_stays_loaded(
    base_url: str, prony: tuple[str, ...], environment: dict[str, str], mini_suite: Path, tmp_path: Path
) -> None:
    await adapter("ollama", base_url, context=8192).load("tape")
    words = (str(mini_suite), "--task", "double", "--base-url", base_url, "--model", "tape", "--context", "8192")
    run_dir = await prony_run(prony, tmp_path, environment, *words)
    assert events(run_dir, Loaded)[0].cold is False
    states = {model.id: model.state for model in await adapter("ollama", base_url).models()}
    assert states["tape:latest"] == "loaded"


async def test_a_context_that_is_too_small_is_said_before_the_first_attempt(
    base_url: str, prony: tuple[str, ...], environment: dict[str, str], mini_suite: Path, tmp_path: Path
) -> None:
    words = (str(mini_suite), "--task", "double", "--base-url", base_url, "--model", "tape", "--context", "256")
    run_dir = await prony_run(prony, tmp_path, environment, *words)
    kinds = [type(event).__name__ for event in read_events(run_dir)]
    assert kinds.index("Noted") < kinds.index("Started")
    assert "256 tokens may be too small for 1 of 1 tasks" in events(run_dir, Noted)[0].text


async def test_a_model_without_a_template_is_warned_of_and_not_asked(
    base_url: str, prony: tuple[str, ...], environment: dict[str, str], mini_suite: Path, tmp_path: Path
) -> None:
    words = (str(mini_suite), "--task", "double", "--base-url", base_url, "--model", "bare")
    run_dir = await prony_run(prony, tmp_path, environment, *words, ends=4)
    assert "knows no chat template" in events(run_dir, Noted)[0].text
    assert events(run_dir, ExchangeSeen) == []
    done = Done(read_events(run_dir))
    assert {done.outcome(name) for name in done.ends} == {Outcome.MISSING}, "a fault of the set-up is no score"


@pytest.mark.skipif(not BINARY, reason="PRONY_OLLAMA names no binary")
async def test_an_agent_works_through_the_tool_calls_of_a_real_one(
    prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    task = next(one for one in load_suite("quick-agent").tasks if one.name == "py-failing-test")
    tape = tmp_path / "agent.gguf"
    build_tape(tape, acted(task, materials_of(task).solution), default=Script(phrase="", text="hello\n"))
    assert BINARY is not None
    async with real_ollama(BINARY, tape, tmp_path, {"agent": MODELFILES["tape"]}) as url:
        words = ("quick-agent", "--harness", "loop", "--task", task.name, "--base-url", url, "--model", "agent")
        run_dir = await prony_run(prony, tmp_path, environment, *words)
    done = Done(read_events(run_dir))
    assert {done.outcome(name) for name in done.ends} == {Outcome.SOLVED}
    assert [event.exchange.tool_calls for event in events(run_dir, ExchangeSeen)] == [1, 1, 0]
    assert events(run_dir, Identified)[0].contestant.fingerprint.harness.settings["tools"] == "calls"
