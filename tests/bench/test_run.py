"""Whole runs of tape models in the real engine, through the real gateway, into the real sandbox."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from prony.bench.remaining import Done
from prony.journal import Started, read_events
from prony.nouns import Outcome
from prony.outcomes import fault_class

pytestmark = pytest.mark.real_engine

LABELS = ("all-correct", "known-flaws", "looping", "empty")


def run(prony: tuple[str, ...], home: Path, environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [*prony, "run", *arguments, "--json"], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def folded(run_dir: Path) -> Done:
    return Done(read_events(run_dir))


def facts(run_dir: Path) -> dict[tuple[str, str, int], tuple[Any, ...]]:
    """What boards are made of, for each cell: outcome, class, score, and the tests."""
    done = folded(run_dir)
    out = {}
    for name, end in done.ends.items():
        attempt, grade = done.attempts[name], done.grades.get(name)
        cell = (attempt.label, attempt.task, attempt.repeat)
        tests = tuple((test.id, test.status, test.verdict) for test in grade.tests) if grade else ()
        out[cell] = (done.outcome(name), fault_class(end), grade.score if grade else None, tests)
    return out


@pytest.fixture(scope="module")
def undisturbed(
    prony: tuple[str, ...], mini_suite: Path, cache_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A finished run of the four references, twice over each task; its folder."""
    import os

    home = tmp_path_factory.mktemp("home")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(cache_home)}
    document = run(prony, home, environment, str(mini_suite), "--only-reference", "-k", "2")
    return home / "runs" / document["plan"]["id"]


def test_references_get_what_they_are_known_for(undisturbed: Path):
    outcomes = Counter((cell[0], fact[0], fact[1]) for cell, fact in facts(undisturbed).items())
    assert outcomes == {
        ("all-correct", Outcome.SOLVED, None): 8,
        ("known-flaws", Outcome.FAILED, None): 8,
        ("looping", Outcome.FAULTED, "loop"): 8,
        ("empty", Outcome.FAULTED, "empty"): 8,
    }


def test_every_attempt_has_its_exchange_with_the_engines_own_counts(undisturbed: Path):
    from prony.journal import ExchangeSeen

    seen = [event.exchange for event in read_events(undisturbed) if isinstance(event, ExchangeSeen)]
    assert len(seen) == 4 * 4 * 2
    assert all(one.tokens.prompt and one.tokens.source == "usage" for one in seen)
    assert all(one.times.first_event_s is not None and one.request_blob and one.reply_blob for one in seen)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_run_killed_at_random_points_ends_as_if_nothing_had_happened(
    seed: int,
    prony: tuple[str, ...],
    undisturbed: Path,
    mini_suite: Path,
    environment: dict[str, str],
    tmp_path: Path,
):
    """kill -9, ten times each: no acknowledged event is lost, no finished attempt repeated, the facts are the same."""
    rng = random.Random(seed)
    command = [*prony, "run", str(mini_suite), "--only-reference", "-k", "2"]
    kept: list[bytes] = []
    while True:
        before = _lines(tmp_path)
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        wanted = before + rng.randint(2, 14)
        while process.poll() is None and (len(kept) == 10 or _lines(tmp_path) < wanted):
            time.sleep(0.005)
        if process.poll() is not None:
            assert process.returncode == 0
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept.append(_complete(tmp_path))
        (run_dir,) = (tmp_path / "runs").iterdir()
        command = [*prony, "run", "--resume", run_dir.name]
    assert len(kept) >= 5
    text = (run_dir / "events.jsonl").read_bytes()
    assert all(text.startswith(one) for one in kept), "an acknowledged event is gone"
    assert facts(run_dir) == facts(undisturbed)
    ends = Counter((a.label, a.task, a.repeat) for a in (folded(run_dir).attempts[e] for e in folded(run_dir).ends))
    assert set(ends.values()) == {1}, "a finished attempt was repeated"
    starts = sum(isinstance(event, Started) for event in read_events(run_dir))
    assert starts >= len(ends)


def _journal(home: Path) -> bytes:
    found = list(home.glob("runs/*/events.jsonl"))
    return found[0].read_bytes() if found else b""


def _lines(home: Path) -> int:
    return _journal(home).count(b"\n")


def _complete(home: Path) -> bytes:
    data = _journal(home)
    return data[: data.rfind(b"\n") + 1]


def test_a_token_budget_leaves_the_rest_missing_and_resume_takes_it_up(
    prony: tuple[str, ...], mini_suite: Path, environment: dict[str, str], tmp_path: Path
):
    document = run(prony, tmp_path, environment, str(mini_suite), "--only-reference", "--max-total-tokens", "400")
    run_dir = tmp_path / "runs" / document["plan"]["id"]
    outcomes = Counter(fact[0] for fact in facts(run_dir).values())
    assert outcomes[Outcome.MISSING] > 0
    assert sum(outcomes.values()) == 16
    run(prony, tmp_path, environment, "--resume", run_dir.name)
    assert Counter(fact[0] for fact in facts(run_dir).values())[Outcome.MISSING] == 0


def test_a_broken_model_file_is_a_coded_error_for_that_contestant_alone(
    prony: tuple[str, ...], mini_suite: Path, environment: dict[str, str], tmp_path: Path
):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF\x03\x00\x00\x00" + b"\xff" * 64)
    done = subprocess.run(
        [*prony, "run", str(mini_suite), "--gguf", str(broken), "--reference", "--task", "double", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4
    assert "error[E7" in done.stderr
    assert "Traceback" not in done.stderr
    run_dir = tmp_path / "runs" / json.loads(done.stdout)["plan"]["id"]
    by_label = {cell[0]: fact[0] for cell, fact in facts(run_dir).items()}
    assert by_label["broken"] is Outcome.MISSING
    assert by_label["all-correct"] is Outcome.SOLVED
