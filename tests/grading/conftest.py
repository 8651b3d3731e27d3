"""Shared pieces of the grading tests: tasks built in memory, tasks built on disk, one sandbox for a module."""

import pytest
import pytest_asyncio

from prony.nouns import Assurance, Criterion, Mode, Task, TestResult, TestStatus, Verdict
from prony.sandbox import open_sandbox


@pytest.fixture
def make_task():
    """A task in memory: `make_task(criteria, ...)`."""

    def build(*criteria: Criterion, **fields) -> Task:
        return Task(
            **{
                "id": "suite/task",
                "suite": "suite",
                "name": "task",
                "title": "Task",
                "path": "",
                "digest": "0" * 64,
                "mode": Mode.ANSWER,
                "instruction": "",
                "criteria": criteria,
                **fields,
            }
        )

    return build


@pytest.fixture
def result():
    """A test result: `result(id, verdict)`."""

    def build(test_id: str, verdict: Verdict = Verdict.PASS, assurance: Assurance = Assurance.A) -> TestResult:
        status = TestStatus.PASS if verdict is Verdict.PASS else TestStatus.FAIL
        return TestResult(id=test_id, status=status, verdict=verdict, assurance=assurance)

    return build


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox():
    """The real sandbox, with Python and Node, one for all tests here: they say `loop_scope="session"`."""
    async with open_sandbox(slots=2, toolchains=("python", "node")) as opened:
        yield opened
