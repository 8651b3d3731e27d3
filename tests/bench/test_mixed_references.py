"""Whole runs of contestants that a suite mixes from its flaws: on tapes where these fit, else replayed from files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from mini_suite import write_suite

from prony.bench.plan import read_plan
from prony.bench.remaining import Done
from prony.bench.surprises import surprises
from prony.journal import read_events
from prony.suites import load_suite

pytestmark = pytest.mark.real_engine

MIXED = '[mixed.halves]\nadd-one = "wrong"\nsquare = "wrong"\n[mixed.one-slip]\nnegate = "wrong"\n'
POINTS = {
    "all-correct": {"add-one": 20, "double": 20, "negate": 20, "square": 20},
    "halves": {"add-one": 0, "double": 20, "negate": 20, "square": 0},
    "one-slip": {"add-one": 20, "double": 20, "negate": 0, "square": 20},
}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini suite with two mixed contestants, and a brief with a file that is too long for a tape."""
    root = write_suite(tmp_path_factory.mktemp("suites") / "mini")
    toml = root / "suite.toml"
    toml.write_text(toml.read_text() + MIXED)
    (root / "double" / "workspace").mkdir()
    (root / "double" / "workspace" / "notes.txt").write_text("Nothing of this matters.\n" * 3000)
    return root


def run(prony: tuple[str, ...], home: Path, environment: dict[str, str], *arguments: str) -> Path:
    done = subprocess.run(
        [*prony, "run", *arguments, "--json"], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return home / "runs" / json.loads(done.stdout)["plan"]["id"]


def points(run_dir: Path) -> dict[str, dict[str, float]]:
    done = Done(read_events(run_dir))
    scores: dict[str, dict[str, float]] = {}
    for name, grade in done.grades.items():
        attempt = done.attempts[name]
        scores.setdefault(attempt.label, {})[attempt.task.partition("/")[2]] = grade.score
    return {label: dict(sorted(tasks.items())) for label, tasks in scores.items()}


@pytest.mark.parametrize("harness", ["chat", pytest.param("loop", marks=pytest.mark.slow)])
def test_each_mixed_contestant_gets_the_points_that_its_solutions_declare(
    prony: tuple[str, ...], suite: Path, environment: dict[str, str], tmp_path: Path, harness: str
) -> None:
    run_dir = run(prony, tmp_path, environment, str(suite), "--only-reference", "--harness", harness)
    got = points(run_dir)
    assert {label: got[label] for label in POINTS} == POINTS
    specs = {spec.label: spec for spec in read_plan(run_dir).contestants}
    assert {spec.harness for spec in specs.values()} == {harness}
    assert specs["halves"].recites == {"mini/add-one": "wrong", "mini/square": "wrong"}
    assert {spec.engine for spec in specs.values()} == {"replay"}


def test_points_beside_those_that_a_solution_declares_are_a_surprise(
    prony: tuple[str, ...], suite: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    task = suite / "add-one" / "task.toml"
    text = task.read_text()
    task.write_text(text.replace("score = [0, 0]", "score = [5, 5]"))
    try:
        done = subprocess.run(
            [*prony, "run", str(suite), "--only-reference", "--task", "add-one", "--json"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        (run_dir,) = (tmp_path / "runs").iterdir()
        loaded, plan = load_suite(suite), read_plan(run_dir)
    finally:
        task.write_text(text)
    (spec,) = (one for one in plan.contestants if one.label == "halves")
    tasks: dict[str, Any] = {one.id: one for one in loaded.tasks}
    (line,) = surprises(plan, spec, tasks, Done(read_events(run_dir)))
    assert "known for failed, losing right with 5 to 5 points, came out as failed, losing right with 0" in line
