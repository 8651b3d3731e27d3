"""Others who use a server while it is measured: seen, said once, and kept out of speeds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fake_engine import Call, FakeEngine, Script, Sleep, answer, sse, whole

from prony.bench import foreign
from prony.bench.contestants import Request
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.engines.traffic import Traffic
from prony.journal import Event, ExchangeSeen, Noted, read_events
from prony.journal.speeds import sums_of, ttft_s
from prony.nouns import ContestantSpec, RunSettings

TIMED = ("decode_tokens", "decode_s", "server_decode_tokens", "server_decode_s")


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(foreign, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(foreign, "SETTLES_S", 0.0)


class Server:
    """A llama-server of four slots on the scripted engine: what it works on is what was asked of it, and `others`."""

    def __init__(self, engine: FakeEngine) -> None:
        self.engine = engine
        self.others = 0
        engine.models = self._get
        engine.default = sse(Sleep(0.6), *answer("```python\ndef double(x):\n    return 2 * x\n```\n").steps)

    def _get(self, call: Call) -> Script:
        if call.target == "/v1/models":
            rows = [{"id": "m", "object": "model", "owned_by": "llamacpp"}]
            return whole(200, json.dumps({"object": "list", "data": rows}).encode())
        if call.target.startswith("/props"):
            told = {"build_info": "b1", "total_slots": 4, "default_generation_settings": {"n_ctx": 32768}}
            return whole(200, json.dumps(told).encode())
        if call.target == "/slots":
            ours = sum(one.method == "POST" and not one.over.is_set() for one in self.engine.calls)
            busy = min(4, ours + self.others)
            return whole(200, json.dumps([{"id": n, "is_processing": n < busy} for n in range(4)]).encode())
        return whole(200 if call.target == "/health" else 404, b"{}")


async def bench(
    home: Path,
    suite: Path,
    server: Server,
    emit: Callable[[Event], Any] = lambda event: None,
    **settings: Any,
) -> list[Event]:
    request = Request(models=("m",), base_url=server.engine.base_url, shares_cpu=False)
    wanted = Wanted(suites=(str(suite),), contestants=request, settings=RunSettings(slots=1, grade=False, **settings))
    plan, result = await start(home, wanted, Config(), RunObserver(emit=emit), Stop())
    assert result.reason == "complete"
    return list(read_events(home / "runs" / plan.id))


def exchanges(events: list[Event]) -> list[Any]:
    return [event.exchange for event in events if isinstance(event, ExchangeSeen)]


def warnings(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Noted) and "somebody else" in event.text]


@pytest.mark.parametrize("parallel", [1, 3])
async def test_our_own_requests_are_nobody_elses(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, parallel: int
):
    events = await bench(tmp_path, mini_suite, Server(fake_engine), parallel=parallel, repeats=2)
    assert any(call.target == "/slots" for call in fake_engine.calls)
    assert warnings(events) == []
    assert not [one for one in exchanges(events) if foreign.FLAG in one.flags]


async def test_an_exchange_that_others_touch_is_flagged_and_the_rest_is_not(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    server = Server(fake_engine)
    met = 0

    def come_and_go(event: Event) -> None:
        nonlocal met
        if isinstance(event, ExchangeSeen):
            met += 1
            server.others = 1 if met == 2 else 0

    events = await bench(tmp_path, mini_suite, server, come_and_go, repeats=2)
    flagged = [foreign.FLAG in one.flags for one in exchanges(events)]
    assert flagged[:3] == [False, False, True]
    assert not any(flagged[4:]), "the fourth began just after they were seen, and may be touched by them, too"
    assert len(warnings(events)) == 1, "it is said once"
    assert "works on 2 requests, of which 1 of ours" in warnings(events)[0]


async def test_times_of_a_flagged_exchange_count_nowhere_and_its_tokens_do(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    server = Server(fake_engine)
    server.others = 2
    events = await bench(tmp_path, mini_suite, server)
    assert [one.flags.count(foreign.FLAG) for one in exchanges(events)] == [1] * 4
    for one in exchanges(events):
        assert ttft_s(one) is None
        assert [sums_of(one)[name] for name in TIMED] == [None] * len(TIMED)
        assert sums_of(one)["completion_tokens"] == one.tokens.completion


async def test_a_server_that_does_not_tell_is_measured_all_the_same(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    server = Server(fake_engine)
    fake_engine.by_path["/slots"] = whole(501, b'{"error":{"message":"This server does not support slots endpoint."}}')
    events = await bench(tmp_path, mini_suite, server)
    assert len(exchanges(events)) == 4
    assert warnings(events) == []


async def test_what_the_bench_asks_between_attempts_is_nobody_elses(fake_engine: FakeEngine):
    watch = foreign.ForeignWatch(lambda: 0)
    with watch.aside():
        assert watch._ours() == 1
        await asyncio.sleep(0)
    assert watch._ours() == 0


class Told:
    """A server of which each look shows what `now` is; `lease` stands for a contestant there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: Traffic) -> None:
        self.now = now
        self.ours = 0
        self.warned: list[str] = []
        self.lease: Any = SimpleNamespace(
            spec=ContestantSpec(label="m", engine="ollama", model="m", base_url="http://127.0.0.1:1/v1"),
            target=SimpleNamespace(base_url="http://127.0.0.1:1/v1", model="m"),
        )
        self._looked = asyncio.Event()

        async def traffic(*_: object) -> Traffic:
            self._looked.set()
            return self.now

        monkeypatch.setattr(foreign, "traffic", traffic)

    async def looks(self, times: int = 2) -> None:
        """Return when the server was looked at so often."""
        for _ in range(times):
            self._looked.clear()
            await self._looked.wait()


async def test_another_model_that_is_loaded_in_between_is_traffic_and_one_that_was_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
):
    server = Told(monkeypatch, Traffic(held=frozenset({"m", "embedder"})))
    watch = foreign.ForeignWatch(lambda: server.ours)
    async with watch.over(server.lease, server.warned.append):
        await server.looks()
        assert server.warned == []
        server.now = Traffic(held=frozenset({"embedder", "other\x1b[2J"}))
        await server.looks()
    assert len(server.warned) == 1
    assert "it loaded other" in server.warned[0]
    assert "\x1b" not in server.warned[0]


@pytest.mark.parametrize(("ours", "seen"), [(0, 1), (1, 0)])
async def test_a_model_that_is_asked_while_we_ask_for_nothing_is_asked_by_others(
    monkeypatch: pytest.MonkeyPatch, ours: int, seen: int
):
    server = Told(monkeypatch, Traffic(touched="12:05"))
    server.ours = ours
    async with foreign.ForeignWatch(lambda: server.ours).over(server.lease, server.warned.append):
        await server.looks()
        server.now = Traffic(touched="12:06")
        await server.looks()
    assert len(server.warned) == seen
