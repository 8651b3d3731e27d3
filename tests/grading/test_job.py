"""A grading job is plain data: it travels, and whoever does it comes to the same grade."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from prony.grading import GradeJob, grade, grade_job
from prony.nouns import Grade, Task
from prony.suites import MaterialsCache, load_suite

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORKER = """
import asyncio, sys, msgspec
from prony.grading import GradeJob, grade_job
from prony.sandbox import open_sandbox

async def main():
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=GradeJob)
    async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:
        sys.stdout.buffer.write(msgspec.msgpack.encode(await grade_job(job, sandbox)))

asyncio.run(main())
"""


@pytest.fixture
def task(mini_suite: Path) -> Task:
    return next(task for task in load_suite(mini_suite).tasks if task.name == "double")


def result_of(graded: Grade) -> Grade:
    """The grade without what differs from one grading to the next."""
    tests = tuple(msgspec.structs.replace(test, cpu_s=None, wall_s=None) for test in graded.tests)
    return msgspec.structs.replace(graded, graded_at="", wall_s=0.0, tests=tests, judged_by={})


async def test_a_job_done_by_another_process_earns_the_same_grade(sandbox, task: Task) -> None:
    job = GradeJob(task=task, files=MaterialsCache().of(task).solution, attempt="a")
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    written, _ = await worker.communicate(msgspec.msgpack.encode(job))
    graded = msgspec.msgpack.decode(written, type=Grade)
    assert graded.solved
    assert result_of(graded) == result_of(await grade_job(job, sandbox))


async def test_a_job_earns_what_the_function_of_its_parts_does(sandbox, task: Task) -> None:
    files = {"answer.py": b"def double(x):\n    return x\n"}
    parts = await grade(task, files, sandbox, attempt="a", removed=("x",))
    job = await grade_job(GradeJob(task=task, files=files, removed=("x",), attempt="a"), sandbox)
    assert not job.solved
    assert result_of(job) == result_of(parts)
