"""Whole runs of agents: the built-in suite for them, and what a run says of a harness that does not fit."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from agent_suite import write_suite

from prony.bench.remaining import Done
from prony.journal import ExchangeSeen, Graded, Identified, Planned, read_events
from prony.nouns import Mode, Outcome
from prony.references.agents import acted
from prony.references.tapes import Script, build_tape
from prony.suites import load_suite, materials_of

pytestmark = pytest.mark.real_engine


def prony_run(
    prony: tuple[str, ...], home: Path, environment: dict[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*prony, *words], cwd=home, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def finished(prony: tuple[str, ...], cache_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of the references through quick-agent; its folder."""
    import os

    home = tmp_path_factory.mktemp("home")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(cache_home)}
    done = prony_run(prony, home, environment, "run", "quick-agent", "--harness", "loop", "--only-reference", "--json")
    assert done.returncode == 0, done.stderr
    return home / "runs" / json.loads(done.stdout)["plan"]["id"]


def outcomes(run_dir: Path) -> Counter[tuple[str, Any]]:
    done = Done(read_events(run_dir))
    return Counter((done.attempts[name].label, done.outcome(name)) for name in done.ends)


def test_references_solve_and_fail_what_they_are_known_for(finished: Path) -> None:
    plan = next(event for event in read_events(finished) if isinstance(event, Planned))
    known = next(spec for spec in plan.plan.contestants if spec.model == "known-flaws")
    assert len(known.recites) == 6
    assert outcomes(finished) == {
        ("all-correct", Outcome.SOLVED): 6,
        ("known-flaws", Outcome.FAILED): 5,
        ("known-flaws", Outcome.VOID): 1,
        ("looping", Outcome.FAULTED): 6,
        ("empty", Outcome.FAULTED): 6,
    }


def test_the_tapes_make_real_tool_calls_over_one_path(finished: Path) -> None:
    done, calls = Done(read_events(finished)), Counter()
    for event in read_events(finished):
        if isinstance(event, ExchangeSeen) and done.attempts[event.exchange.attempt].label == "all-correct":
            calls[event.exchange.attempt] += event.exchange.tool_calls
    assert set(calls.values()) == {2}


def test_an_agents_fingerprint_says_how_it_was_driven(finished: Path) -> None:
    for event in read_events(finished):
        if isinstance(event, Identified):
            fingerprint = event.contestant.fingerprint
            assert fingerprint.harness.name == "loop"
            assert fingerprint.harness.settings.keys() == {"tools", "bash", "git"}
            assert fingerprint.harness.settings["tools"] == "calls"
            assert fingerprint.engine.settings["prompt_cache"] is True


def repaired(run_dir: Path) -> list[tuple[str, ...]]:
    return [event.grade.repairs for event in read_events(run_dir) if isinstance(event, Graded) and event.grade.repairs]


def test_a_workspace_that_does_not_load_is_repaired_to_be_graded(
    finished: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> None:
    before = repaired(finished)
    assert before == [("cents",)]
    assert prony_run(prony, finished.parents[1], environment, "regrade", finished.name).returncode == 0
    assert repaired(finished) == before * 2
    grade = next(one.grade for one in read_events(finished) if isinstance(one, Graded) and one.grade.repairs)
    shown = prony_run(prony, finished.parents[1], environment, "show", grade.attempt)
    assert "repaired for grading: cents (not credited)" in shown.stdout


def test_a_workspace_is_regraded_as_it_was_left(
    finished: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> None:
    before = outcomes(finished)
    done = prony_run(prony, finished.parents[1], environment, "regrade", finished.name, "--json")
    assert done.returncode == 0, done.stderr
    assert outcomes(finished) == before


def test_a_harness_that_cannot_be_given_the_tasks_is_said_before_anything_starts(
    prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    tape = tmp_path / "tape.gguf"
    build_tape(tape, [], default=Script(phrase="", text="hello\n"))
    done = prony_run(prony, tmp_path, environment, "run", "quick-agent", "--gguf", str(tape))
    assert done.returncode == 2
    assert "E281" in done.stderr
    assert "--harness edit" in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    ("mode", "says"), [("agent", "edit or loop can: --harness edit"), ("text", "no harness here can")]
)
def test_one_shot_is_given_no_task_that_it_would_be_faulted_for(
    prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path, mode: str, says: str
) -> None:
    suite = write_suite(tmp_path / "agents", ["mend"])
    (tmp_path / "tape.gguf").write_bytes(b"GGUF")
    told = Path(suite.tasks[0].path, "task.toml")
    told.write_text(told.read_text().replace('mode = "agent"', f'mode = "{mode}"'))
    done = prony_run(prony, tmp_path, environment, "run", suite.path, "--harness", "chat", "--gguf", "tape.gguf")
    assert done.returncode == 2
    assert "error[E281]" in done.stderr
    assert says in done.stderr


def test_a_task_of_mode_edit_is_done_in_a_workspace(
    prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    path = write_suite(tmp_path / "agents", ["mend"]).tasks[0].path
    told = Path(path, "task.toml")
    told.write_text(told.read_text().replace('mode = "agent"', 'mode = "edit"'))
    [task] = load_suite(tmp_path / "agents").tasks
    tape = tmp_path / "tape.gguf"
    build_tape(tape, [*acted(task, materials_of(task).solution)], default=Script(phrase="", text="no such task\n"))
    words = ("run", str(tmp_path / "agents"), "--harness", "loop", "--gguf", str(tape), "--json")
    done = prony_run(prony, tmp_path, environment, *words)
    assert done.returncode == 0, done.stderr
    run_dir = tmp_path / "runs" / json.loads(done.stdout)["plan"]["id"]
    assert outcomes(run_dir) == {("tape", Outcome.SOLVED): 1}


def test_an_agent_can_be_given_tasks_that_are_answered_with_files(
    prony: tuple[str, ...], mini_suite: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    suite = load_suite(mini_suite)
    assert {task.mode for task in suite.tasks} == {Mode.ANSWER}
    tape = tmp_path / "tape.gguf"
    scripts = [script for task in suite.tasks for script in acted(task, materials_of(task).solution)]
    build_tape(tape, scripts, default=Script(phrase="", text="no such task\n"))
    done = prony_run(
        prony, tmp_path, environment, "run", str(mini_suite), "--harness", "loop", "--gguf", str(tape), "--json"
    )
    assert done.returncode == 0, done.stderr
    run_dir = tmp_path / "runs" / json.loads(done.stdout)["plan"]["id"]
    assert outcomes(run_dir) == {("tape", Outcome.SOLVED): 4}
