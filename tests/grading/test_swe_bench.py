"""Rows as SWE-bench's are graded here: the patch passes, the untouched tree does not, and tests are out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio
from tests.support.swe_rows import imported, lay_clones, row

from prony.grading import grade, prove
from prony.grading.claims import lost
from prony.nouns import Suite
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        find_toolchain("pytest") is None, reason="pytest for tests is not here: prony toolchains get pytest"
    ),
]


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    clones = lay_clones(tmp_path)
    imported(clones, row(clones))
    return load_suite(tmp_path / "own")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workshop():
    async with open_sandbox(slots=2, toolchains=("python", "pytest")) as opened:
        yield opened


@pytest.mark.slow
async def test_the_patch_passes_and_the_untouched_tree_does_not(suite, workshop) -> None:
    (proof,) = await prove(suite, workshop)
    assert proof.problems == ()


@pytest.mark.slow
async def test_each_list_of_tests_is_a_criterion(suite, workshop) -> None:
    (task,) = suite.tasks
    assert lost(await grade(task, {}, workshop, attempt="")) == {"fixed"}
    broken = {"src/sums/adding.py": b"def total(numbers):\n    return sum(numbers) if numbers else None\n"}
    assert lost(await grade(task, broken, workshop, attempt="")) == {"kept"}


async def test_tests_that_a_contestant_leaves_are_not_those_that_count(suite, workshop) -> None:
    (task,) = suite.tasks
    green = b"def test_two(): pass\ndef test_empty(): pass\n"
    numbers = b"class All(int):\n    __eq__ = lambda self, other: True\n    __hash__ = int.__hash__\n\n\nZERO = All()\n"
    forged = {
        "src/sums/tests/test_adding.py": green,
        "src/sums/tests/numbers.py": numbers,
        "src/sums/tests/__init__.py": b"raise SystemExit(0)\n",
        "conftest.py": b"import os\nos._exit(0)\n",
        "pytest.ini": b"[pytest]\naddopts = --collect-only\n",
    }
    assert not (await grade(task, forged, workshop, attempt="")).solved
    right = materials_of(task).solution
    assert (await grade(task, {**forged, **right}, workshop, attempt="")).solved
