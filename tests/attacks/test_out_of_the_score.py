"""Answers that would be nobody's score if what they break were taken for our own trouble."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Limits, Verdict
from prony.sandbox import Program, cgroups, open_sandbox
from prony.suites import load_suite

pytestmark = pytest.mark.asyncio(loop_scope="module")
SUITES = Path(__file__).parents[2] / "suites"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=1, toolchains=("python", "node", "go")) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks():
    return {task.id: task for suite in ("quick", "quick-agent", "six") for task in load_suite(SUITES / suite).tasks}


def solution(task) -> dict[str, bytes]:
    folder = Path(task.path) / "solution"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


BLOB = "\nvar blob = [{mb} << 20]byte{{0: 1}}\n\nfunc init() {{ blob[1]++ }}\n"


@pytest.mark.parametrize("mb", [64, 100])
@pytest.mark.parametrize("name", ["quick/go-totals", "quick/go-ring"])
async def test_a_go_binary_larger_than_the_room_is_graded_like_any_other(sandbox, tasks, name, mb):
    task = tasks[name]
    right = {path: data + BLOB.format(mb=mb).encode() for path, data in solution(task).items()}
    wrong = {path: data.replace(b"return", b"return;return;", 1).replace(b"+", b"-") for path, data in right.items()}
    assert (await grade(task, right, sandbox, attempt="a")).solved
    graded = await grade(task, wrong, sandbox, attempt="a")
    assert not graded.solved
    assert graded.verdict is not Verdict.GRADER_ERROR, graded.notes


TREES = {
    "more files than a room has inodes": {f"node_modules/x{number}/y": b"" for number in range(4090)},
    "as many bytes as a room has": {"big.bin": b"x" * (64 << 20)},
    "files that each take a page": {f"x{number}": b"x" for number in range(4090)},
}


@pytest.mark.parametrize("tree", TREES)
async def test_a_tree_larger_than_the_room_is_graded_like_any_other(sandbox, tree):
    program = Program(
        argv=("python3", "main.py"),
        files={**TREES[tree], "main.py": b"import os; open('made', 'w').write('x' * 5000000); os._exit(3)"},
        tests={"test_a.py": b""},
        limits=Limits(disk_mb=8),
    )
    ended = await sandbox.run(program)
    assert (ended.verdict, ended.exit_code) == (Verdict.FAIL, 3), ended.detail


async def test_a_large_tree_leaves_a_program_the_disk_that_it_has_without_one(sandbox):
    fills = b"open('made', 'w').write('x' * (7 << 20)); open('more', 'w').write('x' * (2 << 20))"
    for beside in ({}, {"big.bin": b"x" * (20 << 20)}):
        files = {**beside, "main.py": fills}
        ended = await sandbox.run(Program(argv=("python3", "main.py"), files=files, limits=Limits(disk_mb=8)))
        assert ended.verdict is Verdict.LIMIT


def counts_memory_of_files() -> bool:
    """Whether this machine gives slots a cgroup: pages of a tmpfs belong to no process that a watch could look at."""
    with subprocess.Popen(["/bin/sleep", "30"]) as process:
        try:
            cgroup = cgroups.open_cgroup(process.pid)
        finally:
            process.kill()
    if cgroup is not None:
        cgroup.close()
    return cgroup is not None


async def test_a_tree_larger_than_the_memory_is_out_of_memory(sandbox):
    if not counts_memory_of_files():
        pytest.skip("this machine gives us no cgroup")
    files = {"big.bin": b"x" * (200 << 20), "main.py": b"pass"}
    ended = await sandbox.run(Program(argv=("python3", "main.py"), files=files, limits=Limits(memory_mb=64)))
    assert ended.verdict is Verdict.OOM, ended.detail
