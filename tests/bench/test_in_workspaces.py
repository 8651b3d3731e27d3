"""Tasks with files can be done by an agent too: the reference, laid into the workspace, gets full marks."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from prony.bench.remaining import Done
from prony.config import cache_dir
from prony.journal import read_events
from prony.nouns import Outcome
from prony.references.models import reference_models
from prony.suites import load_suite, materials_of

pytestmark = [pytest.mark.real_engine, pytest.mark.slow]

CACHE = cache_dir().parent
"""Where the user's kits are: tasks whose toolchain is not there are missing, and say nothing."""


@pytest.mark.parametrize("name", ["six"])
def test_the_reference_of_each_task_with_files_gets_full_marks_as_an_agent(
    name: str, prony: tuple[str, ...], tmp_path: Path
) -> None:
    suite = load_suite(name)
    tasks = [task for task in suite.tasks if materials_of(task).workspace]
    model = reference_models(suite, tmp_path / "cache", harness="loop")[0]
    source = f'gguf = "{model.gguf}"' if model.gguf else 'engine = "replay"\nmodel = "all-correct"'
    options = f'options = {{ replies = "{model.replies}" }}\n' if model.replies else ""
    (tmp_path / "prony.toml").write_text(f'[[contestants]]\nharness = "loop"\n{source}\n{options}')
    chosen = [word for task in tasks for word in ("--task", task.name)]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_CACHE_HOME": str(CACHE)}
    done = subprocess.run(
        [*prony, "run", name, *chosen, "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    record = Done(read_events(tmp_path / "runs" / json.loads(done.stdout)["plan"]["id"]))
    outcomes = {record.attempts[end].task: record.outcome(end) for end in record.ends}
    assert set(outcomes) == {task.id for task in tasks}
    assert set(outcomes.values()) <= {Outcome.SOLVED, Outcome.MISSING}
    scores = {record.attempts[end].task: grade.score for end, grade in record.grades.items()}
    assert scores == {task.id: task.scale for task in tasks if outcomes[task.id] is Outcome.SOLVED}
