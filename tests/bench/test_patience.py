"""Engines that go away, load, or are busy in mid-run: what is waited for, what is tried again, what is given up."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_engine import HANG_UP, RESET, ROLE, FakeEngine, Script, answer, sse, text, whole
from habits.habit import error, listed

from prony.bench import patience as patience_of_the_bench
from prony.bench.contestants import Request
from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.schedule import RunResult
from prony.bench.stop import Stop
from prony.config import Config, ContestantConfig
from prony.journal import Ended, Event, Finished, Noted, Started, read_events
from prony.nouns import FaultCode, Outcome, RunPlan, RunSettings

RIGHT = answer("```python\ndef double(x):\n    return 2 * x\n```\n")
CUT = sse(ROLE, text("```python\ndef dou"), RESET)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks and tries follow each other closely."""
    monkeypatch.setattr(patience_of_the_bench, "FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr(patience_of_the_bench, "LONGEST_LOOK_S", 0.05)
    monkeypatch.setattr(patience_of_the_bench, "LONGEST_PAUSE_S", 0.05)
    monkeypatch.setattr("prony.bench.contest.BACKOFF_S", 0.01)


class Restartable(FakeEngine):
    """An engine that can be killed, and comes back at its port."""

    async def __aenter__(self) -> FakeEngine:
        await super().__aenter__()
        self.again: set[asyncio.Task[None]] = set()
        return self

    def kill(self, back_after_s: float | None = None, **changes: Any) -> None:
        """Close the port and every connection now; come back later, with `changes` to its attributes."""
        self._server.close()
        for handler in tuple(self._handlers):
            handler.cancel()
        if back_after_s is not None:
            self.again.add(asyncio.ensure_future(self._come_back(back_after_s, changes)))

    async def _come_back(self, after_s: float, changes: dict[str, Any]) -> None:
        await asyncio.sleep(after_s)
        for name, value in changes.items():
            setattr(self, name, value)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)


@pytest.fixture
async def server():
    async with Restartable() as engine:
        engine.default = RIGHT
        yield engine


class Run:
    """A finished run, and what was said during it."""

    def __init__(self, home: Path, plan: RunPlan, result: RunResult, said: list[str]) -> None:
        self.home, self.plan, self.result, self.said = home, plan, result, said
        self.events = list(read_events(home / "runs" / plan.id))
        self.done = Done(self.events)

    @property
    def outcomes(self) -> Counter[Outcome | None]:
        return Counter(self.done.state(cell) for spec in self.plan.contestants for cell in cells(self.plan, spec))

    @property
    def faults(self) -> list[FaultCode]:
        return [end.fault.code for end in self.done.ends.values() if end.fault]

    @property
    def notes(self) -> str:
        return "\n".join(event.text for event in self.events if isinstance(event, Noted))


async def run(
    home: Path,
    suite: Path,
    *urls: str,
    emit: Callable[[Event], None] = lambda event: None,
    stop: Stop | None = None,
    tasks: tuple[str, ...] = ("double",),
    shares_cpu: bool = False,
    patience_s: float = 20.0,
    **settings: Any,
) -> Run:
    """A run of the model `m` of each server."""
    said: list[str] = []
    tables = tuple(ContestantConfig(label=f"m{n}", base_url=url, model="m") for n, url in enumerate(urls))
    wanted = Wanted(
        suites=(str(suite),),
        tasks=tasks,
        contestants=Request(shares_cpu=shares_cpu),
        settings=RunSettings(slots=1, patience_s=patience_s, **settings),
    )
    observer = RunObserver(emit=emit, say=said.append)
    plan, result = await start(home, wanted, Config(contestants=tables), observer, stop or Stop())
    return Run(home, plan, result, said)


def at_start(number: int, act: Callable[[], Any]) -> Callable[[Event], None]:
    """An ear that acts when the attempt `number` (from 0) begins."""
    begun = iter(range(10_000))

    def hear(event: Event) -> None:
        if isinstance(event, Started) and next(begun) == number:
            act()

    return hear


async def test_a_server_that_restarts_costs_one_try_and_no_task(server: Restartable, mini_suite: Path, tmp_path: Path):
    server.default = lambda call: RIGHT
    made = await run(
        tmp_path,
        mini_suite,
        server.base_url,
        tasks=(),
        emit=at_start(1, lambda: server.kill(back_after_s=0.4)),
    )
    assert made.outcomes[Outcome.INFRA] + made.outcomes[Outcome.MISSING] == 0
    assert len(made.done.ends) == 4 + 1, "the try that was cut stays a record of its own"
    assert (made.result.reason, made.result.could_not_run) == ("complete", {})
    assert "no engine answers" in "\n".join(made.said)
    assert "--patience; Ctrl-C leaves" in "\n".join(made.said)
    assert "waited for it" in made.notes


@pytest.mark.parametrize("script", [CUT, sse(ROLE, text("a"), HANG_UP), Script((HANG_UP,), framing="raw")])
async def test_however_it_went_away_the_next_try_waits_until_it_is_back(
    server: Restartable, mini_suite: Path, tmp_path: Path, script: Script
):
    ended = iter([True])

    def hear(event: Event) -> None:
        if isinstance(event, Ended) and next(ended, False):
            server.kill(back_after_s=0.3, default=RIGHT)

    server.default = lambda call: script if b"double" in call.raw else RIGHT
    made = await run(tmp_path, mini_suite, server.base_url, emit=hear)
    assert made.outcomes == {Outcome.SOLVED: 1}
    assert len(made.done.ends) == 2


async def test_an_engine_that_stays_away_is_given_up_with_the_reason_and_the_others_go_on(
    server: Restartable, fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = RIGHT
    made = await run(
        tmp_path,
        mini_suite,
        server.base_url,
        fake_engine.base_url,
        tasks=(),
        emit=at_start(0, server.kill),
        patience_s=0.3,
    )
    assert made.result.could_not_run.keys() == {"m0"}
    assert "no engine answers at" in made.result.could_not_run["m0"]
    assert "--patience SECONDS waits longer" in made.result.could_not_run["m0"]
    assert "lost to its setup" not in made.result.could_not_run["m0"]
    assert made.outcomes[Outcome.MISSING] == 3
    assert made.outcomes[Outcome.INFRA] == 1
    assert made.outcomes[Outcome.SOLVED] + made.outcomes[Outcome.FAILED] == 4
    assert made.result.reason == "partial"
    assert [event.reason for event in made.events if isinstance(event, Finished)] == ["partial"]


async def test_a_run_whose_engine_was_gone_goes_on_where_it_was(server: Restartable, mini_suite: Path, tmp_path: Path):
    made = await run(tmp_path, mini_suite, server.base_url, tasks=(), emit=at_start(1, server.kill), patience_s=0.2)
    assert made.outcomes[Outcome.INFRA] == 1
    await server._come_back(0, {})
    plan, result = await resume(tmp_path, made.plan.id, lambda settings: settings, RunObserver(), Stop())
    again = Run(tmp_path, plan, result, [])
    assert again.outcomes[Outcome.INFRA] + again.outcomes[Outcome.MISSING] == 0, "no try was spent while it was gone"
    assert result.reason == "complete"


@pytest.mark.parametrize(
    "models",
    [
        listed("m", max_model_len=777),
        listed("another"),
    ],
)
async def test_a_server_that_comes_back_as_another_ends_its_contestant(
    server: Restartable, mini_suite: Path, tmp_path: Path, models: Script
):
    server.models = listed("m", max_model_len=4096)
    made = await run(
        tmp_path,
        mini_suite,
        server.base_url,
        tasks=(),
        emit=at_start(1, lambda: server.kill(back_after_s=0.2, models=models)),
    )
    reason = made.result.could_not_run["m0"]
    assert "4096 -> 777" in reason or "does not serve 'm'; it serves another" in reason
    assert made.outcomes[Outcome.MISSING] == 2


async def test_what_it_does_not_tell_at_once_is_no_change(server: Restartable, mini_suite: Path, tmp_path: Path):
    server.models = listed("m", max_model_len=4096)

    def back() -> None:
        server.kill(back_after_s=0.1, models=(listed("m"), listed("m"), listed("m", max_model_len=4096)))
        server.calls.clear()

    made = await run(tmp_path, mini_suite, server.base_url, tasks=(), emit=at_start(1, back))
    assert made.result.could_not_run == {}
    assert made.outcomes[Outcome.MISSING] == 0


async def test_ctrl_c_leaves_the_wait_at_once(server: Restartable, mini_suite: Path, tmp_path: Path):
    stop = Stop()
    waits = asyncio.Event()

    def hear(line: str) -> None:
        if "waits up to" in line:
            waits.set()

    async def press() -> None:
        await waits.wait()
        stop.ask()

    pressing = asyncio.ensure_future(press())
    wanted = Wanted(
        suites=(str(mini_suite),),
        contestants=Request(models=("m",), base_url=server.base_url, shares_cpu=False),
        settings=RunSettings(slots=1, patience_s=3600.0),
    )
    observer = RunObserver(emit=at_start(1, server.kill), say=hear)
    async with asyncio.timeout(30):
        _, result = await start(tmp_path, wanted, Config(), observer, stop)
        await pressing
    assert result.reason == "stopped"


@pytest.mark.parametrize(
    "refusal",
    [
        error(503, "Loading model", type="unavailable_error"),
        whole(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html"),
        whole(504, b"<html><h1>504 Gateway Time-out</h1></html>", "text/html"),
        error(529, "Overloaded"),
        whole(503, b"", "text/plain"),
    ],
    ids=lambda script: str(script.status),
)
async def test_a_model_that_loads_is_waited_for_before_and_in_mid_run(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, refusal: Script
):
    loading = {"left": 5}

    def reply(call: Any) -> Script:
        loading["left"] -= 1
        return refusal if loading["left"] >= 0 else RIGHT

    def load_again() -> None:
        loading["left"] = 5

    fake_engine.default = reply
    made = await run(tmp_path, mini_suite, fake_engine.base_url, repeats=2, emit=at_start(1, load_again))
    assert made.outcomes == {Outcome.SOLVED: 2}, (made.faults, made.result.could_not_run)
    assert set(made.faults) <= {FaultCode.OVERLOADED, FaultCode.UNREACHABLE, FaultCode.ENGINE_ERROR}
    assert made.result.infra == 0


async def test_an_engine_that_loads_for_ever_is_given_up_with_its_own_words(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = error(503, "Loading model")
    made = await run(tmp_path, mini_suite, fake_engine.base_url, patience_s=0.2)
    assert made.outcomes == {Outcome.MISSING: 1}
    [end] = made.done.ends.values()
    assert end.fault is not None
    assert end.fault.detail.startswith("HTTP 503: Loading model")


class Clock:
    """Sleeps that take no time, and are remembered."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._sleep = asyncio.sleep

    async def __call__(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        await self._sleep(0)


@pytest.mark.parametrize(
    ("headers", "body", "waited_s"),
    [
        ((("Retry-After", "4"),), "slow down", 4.0),
        ((("Retry-After", "Wed, 21 Oct 2026 07:28:09 GMT"), ("Date", "Wed, 21 Oct 2026 07:28:00 GMT")), "slow", 9.0),
        ((("Retry-After", "99999999999999999999"),), "slow", 20.0),
        ((("Retry-After", "-7"),), "slow", 0.02),
        ((("Retry-After", "when it suits you"),), "slow", 0.02),
        ((("retry-after-ms", "2500"),), "slow", 2.5),
        ((), "Rate limit reached. Please try again in 7.66s.", 7.66),
        ((), "slow", 0.02),
    ],
    ids=["seconds", "date", "huge", "negative", "garbage", "milliseconds", "words", "none"],
)
async def test_a_busy_engine_is_left_alone_as_long_as_it_asks_within_the_patience(
    fake_engine: FakeEngine,
    mini_suite: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    headers: tuple[tuple[str, str], ...],
    body: str,
    waited_s: float,
):
    clock = Clock()

    class Quick:
        """asyncio, as the patience of the bench sees it."""

        def __getattr__(self, name: str) -> Any:
            return clock if name == "sleep" else getattr(asyncio, name)

    monkeypatch.setattr(patience_of_the_bench, "asyncio", Quick())
    busy = error(429, body, headers=headers)
    fake_engine.default = lambda call: busy if b"double" in call.raw and call.nth == 2 else RIGHT
    made = await run(tmp_path, mini_suite, fake_engine.base_url, patience_s=20.0)
    assert made.outcomes == {Outcome.SOLVED: 1}
    assert made.faults == [FaultCode.OVERLOADED]
    assert [s for s in clock.slept if abs(s - waited_s) < 0.01], clock.slept


async def test_an_engine_that_takes_nothing_up_any_more_is_given_up_after_three_tasks(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
):
    busy = error(429, "Rate limit reached for m")
    fake_engine.default = lambda call: busy if b"Write" in call.raw else RIGHT
    made = await run(tmp_path, mini_suite, fake_engine.base_url, tasks=(), patience_s=0.4)
    assert made.outcomes == {Outcome.INFRA: 3, Outcome.MISSING: 1}
    assert "Rate limit reached for m" in made.result.could_not_run["m0"]


@pytest.mark.parametrize(
    "odd",
    [
        CUT,
        error(500, "something went wrong"),
        error(400, "no such thing"),
        whole(200, b"<html>hello</html>", "text/html"),
        sse(b"data: {broken\n\n"),
    ],
    ids=["cut", "500", "400", "page", "broken"],
)
async def test_what_an_engine_spoils_is_infra_and_the_rest_is_measured(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, odd: Script
):
    """Every second task meets an engine that misbehaves, whatever it does."""
    spoilt = (b"double", b"negate")
    fake_engine.default = lambda call: odd if any(word in call.raw for word in spoilt) else RIGHT
    made = await run(tmp_path, mini_suite, fake_engine.base_url, tasks=(), repeats=3)
    assert made.outcomes[Outcome.INFRA] == 6
    assert made.outcomes[Outcome.FAILED] == 6
    assert made.outcomes.total() == 12, "nothing is lost"
    assert made.result.infra == 6
    assert made.result.could_not_run == {}
    assert all(end.fault.detail for end in made.done.ends.values() if end.fault), "each says why"


async def test_where_the_engine_shares_the_cpu_graders_work_while_it_is_waited_for(
    server: Restartable, mini_suite: Path, tmp_path: Path
):
    made = await run(
        tmp_path,
        mini_suite,
        server.base_url,
        tasks=(),
        shares_cpu=True,
        parallel=2,
        emit=at_start(2, lambda: server.kill(back_after_s=0.3)),
    )
    assert made.outcomes[None] == 0
    assert made.outcomes[Outcome.INFRA] == 0


async def test_an_attempt_is_over_before_the_wait_begins_and_the_next_begins_after_it(
    server: Restartable, mini_suite: Path, tmp_path: Path
):
    order: list[str] = []
    kill = at_start(0, lambda: server.kill(back_after_s=0.3))

    def hear(event: Event) -> None:
        kill(event)
        if isinstance(event, Started | Ended):
            order.append(type(event).__name__)

    wanted = Wanted(
        suites=(str(mini_suite),),
        tasks=("double",),
        contestants=Request(models=("m",), base_url=server.base_url, shares_cpu=False),
        settings=RunSettings(slots=1),
    )

    def say(line: str) -> None:
        if "waits up to" in line:
            order.append("waits")

    await start(tmp_path, wanted, Config(), RunObserver(emit=hear, say=say), Stop())
    assert order == ["Started", "Ended", "waits", "Started", "Ended"]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(
    "odd",
    [
        CUT,
        error(500, "something went wrong"),
        error(400, "no such thing"),
        error(429, "slow down"),
        error(503, "Loading model"),
        whole(502, b"<html></html>", "text/html"),
        whole(200, b"<html>hello</html>", "text/html"),
        Script((HANG_UP,), framing="raw"),
    ],
    ids=["cut", "500", "400", "429", "503", "502", "page", "hang-up"],
)
async def test_an_engine_that_spoils_every_second_request_loses_nothing(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, odd: Script, first: int
):
    """What the bench asks between attempts must not fall into step with such an engine."""
    asked = iter(range(first, 10_000))
    fake_engine.default = lambda call: odd if next(asked) % 2 else RIGHT
    made = await run(tmp_path, mini_suite, fake_engine.base_url, tasks=(), repeats=2)
    assert made.outcomes == {Outcome.SOLVED: 2, Outcome.FAILED: 6}
