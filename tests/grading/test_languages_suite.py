"""The problems of `languages` prove themselves in each language that has a reference, and so do their variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.grading import prove
from prony.grading.toolchains import missing_toolchains, sandbox_for
from prony.grading.variants import make_variant
from prony.nouns import RunSettings, Suite, Task
from prony.suites import load_suite

SUITE = load_suite("languages")
IN_EVERY_RUN = frozenset({"shelf-labels-python", "shelf-labels-go"})
"""Tasks that `make test` proves; the others are proved by `make test-slow`."""


def _task(task: Task) -> object:
    return pytest.param(task, id=task.name, marks=[] if task.name in IN_EVERY_RUN else pytest.mark.slow)


async def _prove(suite: Suite, task: Task) -> None:
    absent = missing_toolchains([task])
    if absent:
        pytest.skip(f"{absent[task.id]}: prony toolchains get {task.toolchain[0]}")
    async with sandbox_for([task], RunSettings(slots=2)) as sandbox:
        (proof,) = await prove(suite, sandbox, tasks=[task.id])
    assert proof.holds, [claim for claim in proof.claims if not claim.held]


@pytest.mark.parametrize("task", [_task(task) for task in SUITE.tasks if task.has_reference])
async def test_a_problem_proves_itself_in_a_language(task: Task) -> None:
    await _prove(SUITE, task)


@pytest.fixture(scope="module")
def variants() -> dict[int, Suite]:
    """Variants that were made, by seed."""
    return {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 20])
@pytest.mark.parametrize("name", [task.name for task in SUITE.tasks if task.has_reference])
async def test_a_variant_of_a_problem_proves_itself_in_a_language(
    name: str, seed: int, variants: dict[int, Suite], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if seed not in variants:
        folder: Path = tmp_path_factory.mktemp("variants") / f"languages-{seed}"
        async with sandbox_for([], RunSettings(slots=2)) as sandbox:
            variants[seed] = await make_variant(SUITE, seed, folder, sandbox)
    (task,) = (task for task in variants[seed].tasks if task.name == name)
    await _prove(variants[seed], task)
