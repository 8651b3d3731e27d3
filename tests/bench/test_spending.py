"""Energy and money of whole runs: a plug's file that counts exactly, prices of every kind, and a machine without."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_engine import DONE, ROLE, USAGE, Call, Script, Sleep, answer, finish, sse, text

from prony.bench.contestants import Request
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.boards.attempts.attempt import attempt_view
from prony.boards.leaderboard import leaderboards
from prony.config import Config, ContestantConfig, CostsConfig, EnergyConfig, EnergyPlug
from prony.journal import Ended, read_events
from prony.journal.index import Index
from prony.nouns import AttemptEnd, RunSettings

RIGHT = answer("```python\ndef double(x):\n    return 2 * x\n```\n")
JOULES = 7.2
"""That the plug counts for each request."""


class CountingPlug:
    """The user's script, and the plug behind it: it counts exactly `JOULES` for each request, and `idle_w` besides."""

    def __init__(self, path: Path, engine: Any, idle_w: float = 0.0) -> None:
        self.path, self.engine, self.idle_w = path, engine, idle_w
        self.script: Script = engine.default
        self.began, self.asked = time.time(), 0
        self.turn, self.over = threading.Lock(), threading.Event()
        self.thread = threading.Thread(target=self.keep_up_to_date)

    def write(self, requests: int = 0) -> None:
        with self.turn:
            self.asked += requests
            joules = 1000.0 + JOULES * self.asked + self.idle_w * (time.time() - self.began)
            new = self.path.with_suffix(".tmp")
            new.write_text(json.dumps({"at": time.time(), "joules": joules}))
            os.replace(new, self.path)

    def answering(self, script: Script) -> Callable[[Call], Script]:
        """The script, for an engine whose work the plug counts before it answers."""

        def answered(call: Call) -> Script:
            self.write(1)
            return script

        return answered

    def keep_up_to_date(self) -> None:
        while not self.over.wait(0.005):
            self.write()

    def __enter__(self) -> CountingPlug:
        self.write()
        self.engine.default = self.answering(self.script)
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.thread.join()


async def run(
    home: Path, suite: Path, engine: Any, config: Config, **more: Any
) -> tuple[str, list[AttemptEnd], list[str]]:
    said: list[str] = []
    settings = RunSettings(slots=1, **{"repeats": 3} | more.pop("settings", {}))
    wanted = Wanted(
        suites=(str(suite),),
        tasks=("double",),
        contestants=Request(models=("m",), base_url=engine.base_url, shares_cpu=more.pop("shares_cpu", True)),
        settings=settings,
    )
    plan, _ = await start(home, wanted, config, RunObserver(say=said.append), Stop())
    ends = [event.end for event in read_events(home / "runs" / plan.id) if isinstance(event, Ended)]
    return plan.id, ends, said


def by_plug(path: Path, baseline_s: float = 0.0, costs: CostsConfig | None = None) -> Config:
    plug = EnergyPlug(name="desk", file=str(path))
    energy = EnergyConfig(sources=("plug",), baseline_s=baseline_s, plugs=(plug,))
    return Config(energy=energy, costs=costs or CostsConfig())


async def test_the_joules_of_each_attempt_are_those_that_the_plug_counted(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    with CountingPlug(tmp_path / "plug.json", fake_engine):
        run_id, ends, _ = await run(tmp_path, mini_suite, fake_engine, by_plug(tmp_path / "plug.json"))
    assert [[one.joules for one in end.energy] for end in ends] == [[pytest.approx(JOULES)]] * 3
    (one,) = ends[0].energy
    assert (one.source, one.covers, one.counted, one.baseline_w) == (
        "plug desk",
        "whole machine at the plug",
        True,
        None,
    )
    with Index(tmp_path) as index:
        index.update()
        rows = index.query("SELECT energy_wh, energy_unit FROM attempt")
        assert [tuple(row) for row in rows] == [
            (pytest.approx(JOULES / 3600), "whole machine at the plug, idle included")
        ] * 3
        (board,) = leaderboards(index, run_id)
    amount = board.rows[0].amounts["energy_wh_per_solved"]
    assert amount.value == pytest.approx(JOULES / 3600)
    assert amount.unit == "whole machine at the plug, idle included"
    view = attempt_view(tmp_path, ends[0].attempt)
    assert view.energy_wh == pytest.approx(JOULES / 3600)


def slow(seconds: float):

    return sse(
        ROLE,
        text("```python\ndef double(x):\n"),
        Sleep(seconds),
        text("    return 2 * x\n```\n"),
        finish(),
        USAGE,
        DONE,
    )


async def test_the_idle_power_is_measured_and_subtracted(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = slow(0.3)
    with CountingPlug(tmp_path / "plug.json", fake_engine, idle_w=50.0):
        _, ends, _ = await run(tmp_path, mini_suite, fake_engine, by_plug(tmp_path / "plug.json", baseline_s=0.6))
    for end in ends:
        (one,) = end.energy
        assert one.baseline_w == pytest.approx(50.0, rel=0.2)
        assert one.baseline_sd_w is not None
        assert one.baseline_s == 0.6
        assert one.joules is not None
        assert one.seconds is not None
        assert one.joules == pytest.approx(JOULES + 50.0 * one.seconds, rel=0.2)
    with Index(tmp_path) as index:
        index.update()
        for (wh, unit), end in zip(
            index.query("SELECT energy_wh, energy_unit FROM attempt ORDER BY seq"), ends, strict=True
        ):
            (one,) = end.energy
            assert wh * 3600 == pytest.approx(one.joules - one.baseline_w * one.seconds)
            assert unit == "whole machine at the plug, idle subtracted"


async def test_attempts_side_by_side_share_what_was_counted_and_nothing_is_lost(
    fake_engine, mini_suite, tmp_path: Path
):
    fake_engine.default = slow(0.3)
    with CountingPlug(tmp_path / "plug.json", fake_engine):
        _, ends, _ = await run(
            tmp_path, mini_suite, fake_engine, by_plug(tmp_path / "plug.json"), settings={"parallel": 3}
        )
    shares = [end.energy[0].joules or 0.0 for end in ends]
    assert sum(shares) == pytest.approx(3 * JOULES)
    assert max(end.energy[0].at_once for end in ends) > 1


async def test_a_plug_that_falls_silent_costs_the_count_and_not_the_attempt(fake_engine, mini_suite, tmp_path: Path):
    path = tmp_path / "plug.json"
    path.write_text(json.dumps({"at": time.time(), "joules": 5.0}))
    fake_engine.default = lambda call: (path.unlink(missing_ok=True), RIGHT)[1]
    run_id, ends, _ = await run(tmp_path, mini_suite, fake_engine, by_plug(path))
    assert [end.fault for end in ends] == [None] * 3
    assert {end.energy[0].why for end in ends} == {"there is no such file"}
    assert {end.energy[0].joules for end in ends} == {None}
    with Index(tmp_path) as index:
        index.update()
        (board,) = leaderboards(index, run_id)
    assert board.rows[0].amounts["energy_wh_per_solved"].value is None


async def test_a_plug_that_is_named_and_stale_is_told_as_the_run_begins(fake_engine, mini_suite, tmp_path: Path):
    path = tmp_path / "plug.json"
    path.write_text(json.dumps({"at": time.time() - 3600, "watts": 5.0}))
    fake_engine.default = RIGHT
    _, ends, said = await run(tmp_path, mini_suite, fake_engine, by_plug(path))
    assert [end.energy for end in ends] == [()] * 3
    assert any("energy not captured by plug desk: it is 36" in line for line in said)


async def test_where_nothing_counts_or_has_a_price_nothing_is_recorded(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    run_id, ends, said = await run(tmp_path, mini_suite, fake_engine, Config(energy=EnergyConfig(sources=())))
    assert [(end.energy, end.money) for end in ends] == [((), None)] * 3
    assert not [line for line in said if "energy" in line]
    with Index(tmp_path) as index:
        index.update()
        assert {tuple(row) for row in index.query("SELECT energy_wh, money FROM attempt")} == {(None, None)}
        (board,) = leaderboards(index, run_id)
    assert {board.rows[0].amounts[name].value for name in ("energy_wh_per_solved", "money_per_solved")} == {None}


async def test_electricity_is_of_the_joules_that_were_counted(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    costs = CostsConfig(currency="EUR", price_per_kwh=1000.0, watts=1e6)
    with CountingPlug(tmp_path / "plug.json", fake_engine):
        config = by_plug(tmp_path / "plug.json", costs=costs)
        run_id, ends, _ = await run(tmp_path, mini_suite, fake_engine, config)
    money = [end.money for end in ends]
    assert [one and one.amount for one in money] == [pytest.approx(JOULES / 3.6e6 * 1000.0)] * 3
    assert {one and one.basis for one in money} == {"electricity at 1000 per kWh, joules counted by plug desk"}
    with Index(tmp_path) as index:
        index.update()
        (board,) = leaderboards(index, run_id)
    amount = board.rows[0].amounts["money_per_solved"]
    assert (amount.value, amount.unit) == (pytest.approx(0.002), "EUR")


NOTHING = EnergyConfig(sources=())


def priced(engine: Any, **prices: float) -> Config:
    table = ContestantConfig(label="m", base_url=engine.base_url, model="m", **prices)
    return Config(energy=NOTHING, costs=CostsConfig(currency="EUR"), contestants=(table,))


async def test_a_price_of_the_contestants_own_wins(fake_engine, mini_suite, tmp_path: Path):
    """The engine tells of 5 tokens in and 3 out."""
    fake_engine.default = RIGHT
    rate_card(tmp_path)
    _, ends, _ = await run(tmp_path, mini_suite, fake_engine, priced(fake_engine, price_in=1e6, price_out=2e6))
    money = ends[0].money
    assert money is not None
    assert (money.amount, money.currency, money.basis, money.card) == (11.0, "EUR", "prices of prony.toml", "")
    assert money.parts == {"prompt": 5.0, "completion": 6.0}


def rate_card(home: Path, day: str = "2026-10-01", host: str = "127.0.0.1") -> None:
    (home / "prices").mkdir(exist_ok=True)
    (home / "prices" / "mine.toml").write_text(
        f'source = "https://example.com"\ndate = {day}\ncurrency = "USD"\nhosts = ["{host}"]\n'
        '[[models]]\nmatch = ["m*"]\nprompt = 1e6\ncompletion = 3e6\n'
    )


async def test_a_rate_card_of_host_and_model_prices_an_attempt_and_is_recorded(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    rate_card(tmp_path)
    _, ends, _ = await run(tmp_path, mini_suite, fake_engine, Config(energy=NOTHING))
    money = ends[0].money
    assert money is not None
    assert (money.amount, money.currency) == (14.0, "USD")
    assert money.card.startswith("mine@")
    assert money.basis == "rate card mine of 2026-10-01: https://example.com"


async def test_a_card_that_is_old_is_told(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    rate_card(tmp_path, day="2020-01-01")
    _, _, said = await run(tmp_path, mini_suite, fake_engine, Config(energy=NOTHING))
    assert any(line.startswith("rate card mine is of 2020-01-01, ") for line in said)


async def test_a_card_of_another_host_prices_nothing(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    rate_card(tmp_path, host="api.example.com")
    _, ends, _ = await run(tmp_path, mini_suite, fake_engine, Config(energy=NOTHING))
    money = ends[0].money
    assert money is not None
    assert money.amount is None
    assert "price_per_kwh" in money.why


async def test_attempts_in_two_currencies_have_no_money_on_a_board(fake_engine, mini_suite, tmp_path: Path):
    fake_engine.default = RIGHT
    rate_card(tmp_path)
    await run(tmp_path, mini_suite, fake_engine, Config(energy=NOTHING), settings={"repeats": 2})
    config = priced(fake_engine, price_in=1.0, price_out=1.0)
    await run(tmp_path, mini_suite, fake_engine, config, settings={"repeats": 1})
    with Index(tmp_path) as index:
        index.update()
        (board,) = leaderboards(index)
    amount = board.rows[0].amounts["money_per_solved"]
    assert (amount.value, amount.state) == (None, "several_units")
