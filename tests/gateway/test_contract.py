"""What holds of an engine holds of the fake one and of the real one alike, so that the fake cannot drift.

The real one is llama.cpp in a child process, with a model that is built here and recites what it is told to.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from capture_wires import ANSWER, SCRIPTS, THINKS
from fake_engine import DONE, ROLE, FakeEngine, Script, completion, delta, event, finish, sse, text, whole
from gateway_bench import Bench, ask, get, post, raw

from prony.engines import Embedded
from prony.gateway import Gateway, Timeouts, chat
from prony.nouns import FaultCode
from prony.references.tapes import TEMPLATE, build_tape
from prony.references.tapes import Script as TapeScript

pytestmark = pytest.mark.asyncio(loop_scope="module")

REASONING = "Two numbers,\none sum.\n"
SUM = "The sum, naïvely:\na + b = 世界\n"


@dataclass
class Engine:
    """An engine that answers the phrases of `capture_wires.SCRIPTS` with their texts; the other with a template that
    thinks."""

    base_url: str
    thinking_url: str


def _usage(tokens: int) -> bytes:
    timings = {"cache_n": 0, "prompt_n": 9, "prompt_ms": 0.5, "predicted_n": tokens, "predicted_ms": 0.1}
    usage = {"prompt_tokens": 9, "completion_tokens": tokens, "prompt_tokens_details": {"cached_tokens": 0}}
    return event({"model": "m", "choices": [], "usage": usage, "timings": timings})


CONTEXT = whole(400, b'{"error":{"code":400,"message":"exceeds","type":"exceed_context_size_error","n_ctx":4096}}')


class _AsTold(FakeEngine):
    """The fake one: chooses by the phrase in the conversation and by whether a stream is asked for."""

    async def _play(self, script: Script, writer: asyncio.StreamWriter, call: Any) -> None:
        if call.method == "POST":
            script = self._chosen(call.body)
        await super()._play(script, writer, call)

    def _chosen(self, body: dict[str, Any]) -> Script:
        said = body["messages"][0]["content"]
        if len(said) > 10_000:
            return CONTEXT
        if not body.get("stream"):
            return completion(ANSWER)
        short = body["max_tokens"]
        scripts = {
            "tape:answer": [*map(text, ANSWER.splitlines(keepends=True)), finish("stop"), _usage(6)],
            "tape:thought": [delta({"reasoning_content": REASONING}), text(SUM), finish("stop"), _usage(6)],
            "tape:loop": [*[text("round and round it goes, ")] * short, finish("length"), _usage(short)],
            "tape:blank": [text("   \n"), finish("stop"), _usage(2)],
        }
        if said == "tape:thought" and short == 2:
            return sse(ROLE, delta({"reasoning_content": REASONING}), finish("length"), _usage(2), DONE)
        if said == "tape:answer" and short == 3:
            return sse(ROLE, *scripts["tape:answer"][:3], finish("length"), _usage(3), DONE)
        return sse(ROLE, *scripts[said], DONE)


@pytest.fixture(scope="session")
def tapes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two models that recite alike; the template of the second thinks."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    folder = tmp_path_factory.mktemp("tapes")
    plain, thinks = folder / "plain.gguf", folder / "thinks.gguf"
    for path, template in ((plain, TEMPLATE), (thinks, THINKS)):
        build_tape(path, SCRIPTS, default=TapeScript(phrase="", text="hello\n"), template=template)
    return plain, thinks


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=["fake", pytest.param("real", marks=pytest.mark.real_engine)]
)
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[Engine]:
    """Each kind of engine in turn."""
    if request.param == "fake":
        async with _AsTold() as fake:
            yield Engine(fake.base_url, fake.base_url)
        return
    plain, thinks = request.getfixturevalue("tapes")
    async with (
        Embedded(plain, threads=1, alias="m", key="") as one,
        Embedded(thinks, alias="m", threads=1, key="") as other,
    ):
        yield Engine(one.base_url, other.base_url)


@pytest_asyncio.fixture(loop_scope="module")
async def bench(engine: Engine) -> AsyncIterator[Bench]:
    """A gateway; each path names the engine that it leads to."""
    made: list[Bench] = []
    async with Gateway(record=lambda e: made[0].exchanges.append(e), put_blob=lambda d: made[0].put_blob(d)) as gateway:
        made.append(Bench(gateway, FakeEngine()))
        yield made[0]


def said(phrase: str, **more: Any) -> dict[str, Any]:
    return {**ask(), "messages": [{"role": "user", "content": phrase}], "temperature": 0, **more}


async def test_an_answer_is_whole_counted_and_timed(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    reply = await chat(path.base_url, said("tape:answer"))
    exchange, times = bench.last, bench.last.times
    assert (reply.text, reply.fault, reply.finish_reason) == (ANSWER, None, "stop")
    assert exchange.tokens == reply.tokens
    assert exchange.tokens.source == "usage"
    assert exchange.tokens.completion == exchange.timings.predicted_n == 6
    assert exchange.flags == ()
    assert exchange.chunks >= 6
    order = [times.headers_s, times.first_event_s, times.first_answer_s, times.last_s, times.end_s]
    assert None not in order
    assert order == sorted(order, key=float)
    assert exchange.timings.predicted_ms is not None
    assert exchange.timings.predicted_ms / 1e3 <= times.end_s + 0.001  # type: ignore[operator]


async def test_bytes_are_those_that_the_engine_sends_without_a_gateway(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    bodies = []
    for url in (engine.base_url, path.base_url):
        reply = await raw(url, post(url, said("tape:answer", stream=True)))
        pieces = reply.partition(b"\r\n\r\n")[2].count(b"data: ")
        bodies.append((reply.startswith(b"HTTP/1.1 200"), pieces, b'"content":"Here it is:\\n"' in reply))
    assert bodies[0] == bodies[1]


async def test_an_answer_that_is_not_streamed_says_the_same(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    await raw(path.base_url, post(path.base_url, said("tape:answer", stream=False)))
    exchange = bench.last
    assert not exchange.streamed
    assert exchange.content_chars == len(ANSWER)
    assert exchange.finish_reason == "stop"
    assert exchange.tokens.source == "usage"
    assert exchange.fault is None


async def test_reasoning_is_apart(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.thinking_url)
    reply = await chat(path.base_url, said("tape:thought"))
    assert (reply.reasoning, reply.text) == (REASONING, SUM)
    times = bench.last.times
    assert times.first_reasoning_s is not None
    assert times.first_answer_s is not None
    assert times.first_reasoning_s <= times.first_answer_s


async def test_what_the_model_does_wrong_has_its_name(bench: Bench, engine: Engine) -> None:
    wrongs: list[tuple[str, str, int, FaultCode]] = [
        (engine.base_url, "tape:answer", 3, FaultCode.TRUNCATED),
        (engine.base_url, "tape:loop", 64, FaultCode.LOOP),
        (engine.base_url, "tape:blank", 100, FaultCode.EMPTY),
        (engine.thinking_url, "tape:thought", 2, FaultCode.EMPTY_BUDGET),
        (engine.base_url, "x " * 6000, 100, FaultCode.CONTEXT_EXCEEDED),
    ]
    for url, phrase, most, code in wrongs:
        reply = await chat(bench.open(base_url=url).base_url, said(phrase, max_tokens=most))
        assert reply.fault is not None
        assert bench.last.fault is not None
        assert reply.fault.code is bench.last.fault.code is code


async def test_hanging_up_frees_it_for_the_next(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    endless = said("tape:loop", max_tokens=100_000)
    cut = await chat(path.base_url, endless, timeouts=Timeouts(total_s=0.05))
    assert cut.fault is not None
    assert cut.fault.code is FaultCode.TIMEOUT_TOTAL
    after = await chat(path.base_url, said("tape:answer"), timeouts=Timeouts(total_s=20))
    assert after.text == ANSWER


async def test_streams_one_after_the_other_never_meet_a_closed_connection(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    replies = [await chat(path.base_url, said("tape:answer")) for _ in range(30)]
    assert [reply.fault for reply in replies] == [None] * 30


async def test_many_at_once_all_come_whole(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    replies = await asyncio.gather(*(chat(path.base_url, said("tape:answer")) for _ in range(16)))
    assert {reply.text for reply in replies} == {ANSWER}
    assert path.exchanges == 16


async def test_it_lists_its_models(bench: Bench, engine: Engine) -> None:
    path = bench.open(base_url=engine.base_url)
    reply = await raw(path.base_url, get(path.base_url, "/models"))
    assert reply.startswith(b"HTTP/1.1 200")
    assert b'"data"' in reply
