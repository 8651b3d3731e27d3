"""Forgeries that need no knowledge of Prony: what somebody would try who knows unittest, node:test and Go's testing.

Each does the easy part of its task, and goes for whatever judges it where it is stuck. None is solved.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import pytest_asyncio
from hostile_programs.forgeries import EMITTER, EMITTERS, GO, LRU, NAMES, PYTHON, RING

from prony.grading import grade
from prony.nouns import TestStatus, Verdict
from prony.sandbox import open_sandbox
from prony.suites import load_suite

pytestmark = pytest.mark.asyncio(loop_scope="module")
SUITES = Path(__file__).parents[2] / "suites"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("python", "node", "go")) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks():
    return {task.id: task for suite in ("quick", "six") for task in load_suite(SUITES / suite).tasks}


def some(names):
    """A parameter for each; all but every fifth is slow."""
    return [pytest.param(name, marks=() if place % 5 == 0 else pytest.mark.slow) for place, name in enumerate(names)]


def indented(code: str, by: str) -> str:
    return code.strip("\n").replace("\n", f"\n{by}")


async def assert_unsolved(task, source: str, sandbox, *, lost: str) -> None:
    """Grade a forgery: it is not solved, what it is stuck in is not passed, and it is charged."""
    graded = await grade(task, {task.answer[0]: source.encode()}, sandbox, attempt="a")
    told = [(test.id, str(test.verdict), test.message) for test in graded.tests]
    assert not graded.solved, told
    assert graded.verdict not in (Verdict.PASS, Verdict.GRADER_ERROR, Verdict.STARVED), told
    assert graded.verdict is not Verdict.COMPILE_ERROR, told
    if graded.verdict is not Verdict.TAMPERED:
        assert [test for test in graded.tests if lost in test.id and test.status is not TestStatus.PASS], told


# --- Python: quick/py-lru, which never evicts ----------------------------------------------------------------------


@pytest.mark.parametrize("stuck", some(PYTHON))
async def test_a_python_answer_that_goes_for_what_judges_it_is_charged(sandbox, tasks, stuck):
    source = LRU.format(stuck=indented(PYTHON[stuck], " " * 12))
    await assert_unsolved(tasks["quick/py-lru"], source, sandbox, lost="test")


# --- JavaScript: quick/js-emitter, which does nothing ---------------------------------------------------------------


@pytest.mark.parametrize("stuck", some(EMITTERS))
@pytest.mark.parametrize("place", ["at once", "when it is called"])
async def test_a_javascript_answer_that_goes_for_what_judges_it_is_charged(sandbox, tasks, stuck, place):
    before, then = EMITTERS[stuck]
    late = place != "at once"
    if late and not before:
        pytest.skip("it is late anyway")
    source = EMITTER.format(
        before="let done = false;" if late else before,
        stuck=then,
        emits=f"if (!done) {{ done = true; {before} }}" if late else "",
    )
    await assert_unsolved(tasks["quick/js-emitter"], source, sandbox, lost="emitter")


# --- Go: quick/go-ring, which stores nothing ------------------------------------------------------------------------


@pytest.mark.parametrize("stuck", some(GO))
@pytest.mark.parametrize("place", ["when it is stuck", "at first"])
async def test_a_go_answer_that_goes_for_what_judges_it_is_charged(sandbox, tasks, stuck, place):
    first = place == "at first"
    beside = f"func init() {{ {GO[stuck]} }}" if first else ""
    if first and stuck == "a panic that looks like an end":
        pytest.skip("it cannot start then")
    text = RING.format(imports="{imports}", beside=beside, stuck="" if first else GO[stuck])
    used = [name for name in NAMES if re.search(rf"\b{name.rpartition('/')[2]}\.[A-Z]", text)]
    source = text.replace("{imports}", "\n".join(f'\t"{name}"' for name in used))
    await assert_unsolved(tasks["quick/go-ring"], source, sandbox, lost="Test")
