"""A sample that is made larger keeps what was done: tape models in the real engine, through the real sandbox."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from prony.bench.plan import PLAN_NAME, read_plan
from prony.journal import Extended, Started, read_events
from prony.journal.index import Index

pytestmark = pytest.mark.real_engine


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def documents(prony: tuple[str, ...], mini_suite: Path, cache_home: Path, home: Path) -> list[dict[str, Any]]:
    """A run of two of four problems, and the same run with three."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(cache_home)}

    def told(*words: str) -> dict[str, Any]:
        done = subprocess.run(
            [*prony, "run", *words, "--json"], cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    first = told(str(mini_suite), "--only-reference", "--sample", "2", "--draw-seed", "1")
    return [first, told("--resume", "last", "--sample", "3")]


def test_the_larger_sample_is_in_plan_journal_and_index(documents: list[dict[str, Any]], home: Path):
    run = home / "runs" / documents[0]["plan"]["id"]
    plan = read_plan(run)
    (pin,) = plan.suites
    assert pin.sample is not None
    assert (pin.sample.problems, pin.sample.of, pin.sample.seed, len(pin.tasks)) == (3, 4, 1, 3)
    (run / PLAN_NAME).rename(run / "aside.toml")
    try:
        assert read_plan(run).suites == plan.suites
    finally:
        (run / "aside.toml").rename(run / PLAN_NAME)
    with Index(home) as index:
        index.update()
        rows = index.query("SELECT task FROM run_task WHERE run = ?", (run.name,))
        assert {row["task"] for row in rows} == set(pin.tasks)
        entries = index.query("SELECT contestant FROM entry WHERE run = ?", (run.name,))
        assert not any(row["contestant"].startswith("?") for row in entries)
        before = index.dump()
        index.rebuild()
        assert index.dump() == before


def test_what_was_done_is_not_done_again(documents: list[dict[str, Any]], home: Path):
    run = home / "runs" / documents[0]["plan"]["id"]
    events = list(read_events(run))
    at = next(place for place, event in enumerate(events) if isinstance(event, Extended))
    earlier, later = (
        {event.attempt.task for event in part if isinstance(event, Started)} for part in (events[:at], events[at:])
    )
    assert earlier == set(documents[0]["plan"]["suites"][0]["tasks"])
    assert earlier | later == set(documents[1]["plan"]["suites"][0]["tasks"])
    assert not earlier & later


def test_the_board_is_of_all_of_it(documents: list[dict[str, Any]]):
    assert documents[1]["plan"]["id"] == documents[0]["plan"]["id"]
    correct = next(row for row in documents[1]["board"]["references"] if row["label"] == "all-correct")
    assert (correct["outcomes"]["solved"], correct["outcomes"]["planned"]) == (3, 3)
