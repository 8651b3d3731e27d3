"""What touches a machine while a reply is timed is seen by counters of the system, and its times are struck out."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import msgspec
import pytest

from prony.boards.row_notes import NOTED
from prony.gateway.flags import FLAGS
from prony.gateway.watchers import WATCHERS, TouchWatch
from prony.gateway.watchers.slept import Slept
from prony.gateway.watchers.stolen import Stolen
from prony.gateway.watchers.throttled import Throttled
from prony.journal.speeds import TOUCHED, sums_of, ttft_s
from prony.nouns import Exchange, ExchangeTimes, ServerTimings, Tokens


def tree(root: Path, counts: dict[str, dict[str, str]]) -> Path:
    """The part of sysfs that holds throttling, as an x86 machine of some cores has it."""
    for cpu, files in counts.items():
        folder = root / cpu / "thermal_throttle"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text)
    (root / "cpufreq").mkdir(exist_ok=True)
    return root


COOL = {
    "cpu0": {"core_throttle_count": "12\n", "package_throttle_count": "40\n", "core_throttle_total_time_ms": "9\n"},
    "cpu1": {"core_throttle_count": "0\n", "package_throttle_count": "40\n"},
}


@pytest.mark.parametrize(
    ("hot", "touched"),
    [
        ({}, False),
        ({"cpu1": {"core_throttle_count": "1\n"}}, True),
        ({"cpu0": {"package_throttle_count": "41\n"}, "cpu1": {"package_throttle_count": "41\n"}}, True),
        ({"cpu0": {"core_throttle_total_time_ms": "900\n"}}, False),
        ({"cpu0": {"core_throttle_count": "0\n"}}, False),
    ],
)
def test_a_processor_that_throttles_is_seen(tmp_path: Path, hot: dict[str, dict[str, str]], touched: bool) -> None:
    watcher = Throttled(tree(tmp_path, COOL))
    before = watcher.look()
    tree(tmp_path, hot)
    after = watcher.look()
    assert before is not None
    assert after is not None
    assert watcher.touched(before, after) is touched


@pytest.mark.parametrize("said", ["", "many\n", "-\n", "\0"])
def test_counters_of_heat_that_cannot_be_read_say_nothing(tmp_path: Path, said: str) -> None:
    assert Throttled(tmp_path).look() is None
    assert Throttled(tree(tmp_path, {**COOL, "cpu0": {"core_throttle_count": said}})).look() is None


def test_counters_that_go_away_say_nothing(tmp_path: Path) -> None:
    watcher = Throttled(tree(tmp_path, COOL))
    assert watcher.look() is not None
    shutil.rmtree(tmp_path / "cpu1")
    assert watcher.look() is None


@pytest.mark.parametrize(
    ("idle", "steal", "touched"), [(1000, 0, False), (900, 60, False), (500, 100, True), (0, 30, False), (0, 300, True)]
)
def test_a_processor_that_another_guest_had_is_seen(tmp_path: Path, idle: int, steal: int, touched: bool) -> None:
    stat = tmp_path / "stat"
    watcher = Stolen(stat)
    stat.write_text("cpu  1000 10 100 5000 5 1 2 7 0 0\ncpu0 1 2 3\n")
    before = watcher.look()
    stat.write_text(f"cpu  1000 10 100 {5000 + idle} 5 1 2 {7 + steal} 0 0\ncpu0 1 2 3\n")
    after = watcher.look()
    assert before is not None
    assert after is not None
    assert watcher.touched(before, after) is touched


@pytest.mark.parametrize(
    "said", ["", "cpu\n", "cpu 1 2 3 4 5 6 7\n", "cpu a b c d e f g h\n", "intr 1 2 3 4 5 6 7 8\n"]
)
def test_a_system_that_does_not_count_steal_says_nothing(tmp_path: Path, said: str) -> None:
    (tmp_path / "stat").write_text(said)
    assert Stolen(tmp_path / "stat").look() is None
    assert Stolen(tmp_path / "none").look() is None


def test_sleep_is_what_one_clock_counts_and_the_other_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = {time.CLOCK_BOOTTIME: 900.0, time.CLOCK_MONOTONIC: 500.0}
    monkeypatch.setattr(time, "clock_gettime", clocks.__getitem__)
    watcher = Slept()
    before = watcher.look()
    clocks.update({time.CLOCK_BOOTTIME: 930.0, time.CLOCK_MONOTONIC: 530.0})
    awake = watcher.look()
    clocks.update({time.CLOCK_BOOTTIME: 4530.0, time.CLOCK_MONOTONIC: 531.0})
    after = watcher.look()
    assert before is not None
    assert awake is not None
    assert after is not None
    assert not watcher.touched(before, awake)
    assert watcher.touched(awake, after)


def test_a_system_with_one_clock_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert Slept().look() is None


class Always:
    def __init__(self, *, of_engine: bool) -> None:
        self.of_engine = of_engine

    def look(self) -> int:
        return 1

    def touched(self, before: int, after: int) -> bool:
        return True


def test_what_concerns_the_engine_is_looked_at_where_it_is() -> None:
    with WATCHERS.adding("hot", Always(of_engine=True)), WATCHERS.adding("mine", Always(of_engine=False)):
        assert {"hot", "mine"} <= TouchWatch(here=True).flags()
        away = TouchWatch(here=False).flags()
        assert "mine" in away
        assert "hot" not in away


EXCHANGE = Exchange(
    id="a.1",
    attempt="a",
    number=1,
    dialect="chat",
    started_at="2026-01-01T00:00:00Z",
    streamed=True,
    times=ExchangeTimes(first_answer_s=0.5, last_s=2.4, finish_s=2.5, end_s=2.5),
    tokens=Tokens(prompt=10, completion=21, cached=0, source="usage"),
    timings=ServerTimings(prompt_n=10, prompt_ms=400.0, predicted_n=21, predicted_ms=2000.0),
)


@pytest.mark.parametrize("flag", WATCHERS.names())
def test_no_time_of_a_touched_exchange_becomes_a_speed(flag: str) -> None:
    assert ttft_s(EXCHANGE) == 0.5
    assert sums_of(EXCHANGE)["decode_s"] == 2.0
    touched = msgspec.structs.replace(EXCHANGE, flags=(flag,))
    assert ttft_s(touched) is None
    sums = sums_of(touched)
    assert {name for name, value in sums.items() if value is None} >= {
        "decode_s",
        "decode_tokens",
        "server_decode_s",
        "server_decode_tokens",
    }
    assert sums["completion_tokens"] == 21  # what was said is counted all the same


def test_every_watcher_has_its_flag_and_its_note() -> None:
    assert set(WATCHERS) == TOUCHED
    assert set(WATCHERS) <= FLAGS.keys()
    assert set(WATCHERS) <= set(NOTED)
