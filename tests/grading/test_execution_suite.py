"""The suite of one task for each language, runner, database, service and page: each proves itself where it can run."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.grading import prove
from prony.grading.toolchains import missing_toolchains, sandbox_for
from prony.nouns import RunSettings, Task
from prony.suites import load_suite

SUITE = load_suite(Path(__file__).parents[1] / "data" / "execution")
IN_EVERY_RUN = frozenset({"py-io"})
"""Tasks that `make test` proves; the others are proved by `make test-slow`."""


def _task(task: Task) -> object:
    name = task.id.rpartition("/")[2]
    return pytest.param(task, id=name, marks=[] if name in IN_EVERY_RUN else pytest.mark.slow)


@pytest.mark.parametrize("task", [_task(task) for task in SUITE.tasks])
async def test_a_task_of_each_kind_proves_itself(task: Task) -> None:
    absent = missing_toolchains([task])
    if absent:
        pytest.skip(f"{absent[task.id]}: prony toolchains get {task.toolchain[0]}")
    async with sandbox_for([task], RunSettings(slots=2)) as sandbox:
        (proof,) = await prove(SUITE, sandbox, tasks=[task.id])
    assert proof.holds, [claim for claim in proof.claims if not claim.held]
