"""A thousand hostile programs made by combination: none is nobody's score, and none is solved."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from pathlib import Path

import pytest
import pytest_asyncio
from hostile_programs import HostileProgram, hostile_programs

from prony.errors import PronyError
from prony.grading import grade
from prony.nouns import Limits, Verdict
from prony.sandbox import Workspaces, open_sandbox
from prony.sandbox import running as runnings
from prony.suites import load_suite

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT, PARTS, SAMPLE = 1000, 20, 20
SIDE_BY_SIDE = 3
PROGRAMS = hostile_programs(COUNT)
LIMITS = "cpu_s = 1\nwall_s = 0.8\nmemory_mb = 96\nprocesses = 32\noutput_bytes = 65536\ndisk_mb = 4"
ORACLE = (
    'from prony_grader import call, check, test\n@test("double")\n'
    'def double():\n    check(call("double", 3) == 6, "x")\n'
)
CASE = {"id": "double", "call": "double", "args": [3], "expect": 6}
PROGRAM_CASE = {"id": "double", "argv": ["3"], "expect": "6"}
JS_TEST = (
    'import assert from "node:assert/strict";\nimport test from "node:test";\nimport { double } from "./double.mjs";\n'
    'test("double", () => assert.equal(double(3), 6));\n'
)
PY_TEST = (
    "import unittest\nimport double\nclass Double(unittest.TestCase):\n"
    "    def test_double(self): self.assertEqual(double.double(3), 6)\n"
)
GO_TEST = (
    'package double\n\nimport "testing"\n\n'
    'func TestDouble(t *testing.T) {\n\tif Double(3) != 6 {\n\t\tt.Fatal("x")\n\t}\n}\n'
)
RIGHT = {
    "python": "def double(x): return 2 * x\nprint(6)\n",
    "javascript": "export function double(x) { return 2 * x }\nconsole.log(6)\n",
    "go-program": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(6) }\n',
    "go-suite": "package double\n\nfunc Double(x float64) float64 { return 2 * x }\n",
}
FILES = {"python": "double.py", "javascript": "double.mjs", "go": "double.go"}
TESTS = {
    "calls": {"cases.jsonl": json.dumps(CASE)},
    "program": {"cases.jsonl": json.dumps(PROGRAM_CASE)},
    "oracle": {"grade.py": ORACLE},
    "python-suite": {"test_double.py": PY_TEST},
    "javascript-suite": {"double.test.mjs": JS_TEST},
    "go-suite": {"double_test.go": GO_TEST},
}
IDS = {
    "oracle": "double",
    "python-suite": "test_double.Double.test_double",
    "javascript-suite": "double.test.mjs > double",
    "go-suite": "TestDouble",
}
SHAPES = sorted({program.shape for program in PROGRAMS})


def write_task(folder: Path, shape: str) -> None:
    """The task of one shape: to double a number."""
    language, _, way = shape.partition("-")
    kind = {"calls": "cases", "program": "cases"}.get(way, way)
    (folder / "tests").mkdir(parents=True)
    (folder / "solution").mkdir()
    (folder / "instruction.md").write_text("Write `double`.\n")
    level = 'assurance = "B"\n' if way == "suite" else ""
    (folder / "task.toml").write_text(
        f'[prony]\nanswer = "{FILES[language]}"\n{level}\n[prony.grader]\nkind = "{kind}"\n\n'
        f'[prony.limits]\n{LIMITS}\n\n[[prony.criteria]]\nid = "double"\npoints = 20\ntests = ["*"]\n'
    )
    (folder / "solution" / FILES[language]).write_text(RIGHT.get(language) or RIGHT[shape])
    for name, text in (TESTS.get(shape) or TESTS[way]).items():
        (folder / "tests" / name).write_text(text)
    if found := IDS.get(shape) or IDS.get(way):
        (folder / "tests" / "expected.json").write_text(json.dumps({"tests": [found], "graders": {kind: [found]}}))


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    root = tmp_path_factory.mktemp("combinations")
    (root / "suite.toml").write_text('id = "combinations"\ntitle = "C"\nversion = "1"\nlicence = "Apache-2.0"\n')
    for shape in SHAPES:
        if not shape.startswith("shell"):
            write_task(root / shape, shape)
    return {task.name: task for task in load_suite(root).tasks}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=SIDE_BY_SIDE, toolchains=("python", "node", "go")) as opened:
        yield opened


@pytest.fixture
def broken(monkeypatch):
    """What broke in a slot, also where another try then did not."""
    seen = []
    real = runnings.Running.ended

    async def ended(running):
        execution = await real(running)
        if execution is None or execution.verdict is Verdict.GRADER_ERROR:
            seen.append("the slot broke" if execution is None else execution.detail)
        return execution

    monkeypatch.setattr(runnings.Running, "ended", ended)
    return seen


async def verdict_on(program: HostileProgram, tasks, sandbox) -> str:
    """The verdict on a program; what is wrong with it begins with `!`."""
    if program.shape.startswith("shell"):
        return await verdict_on_commands(program)
    task = tasks[program.shape]
    source = program.source.encode("utf-8", "surrogateescape")
    graded = await grade(task, {task.answer[0]: source}, sandbox, attempt=str(program.number))
    told = graded.verdict not in (Verdict.GRADER_ERROR, Verdict.STARVED)
    wrong = graded.solved or not told or any("broke" in note for note in graded.notes)
    return f"{'!' if wrong else ''}{graded.verdict} {' '.join(graded.notes) if wrong else ''}".strip()


async def verdict_on_commands(program: HostileProgram) -> str:
    limits = Limits(cpu_s=1, wall_s=0.8, memory_mb=96, processes=32, output_bytes=65536, disk_mb=16)
    try:
        async with Workspaces().open({"double.py": b"", "src/a.py": b""}, ["python"], limits=limits) as workspace:
            for command in program.source.split("\n"):
                ended = await workspace.run(command.replace("\x1e", "\n"))
            await workspace.take(["double.py"], ["src/**"])
            return str(ended.verdict)
    except PronyError as error:
        return f"!{error}"


async def judge(programs, tasks, sandbox, broken) -> dict[str, str]:
    places = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(program):
        async with places:
            return await verdict_on(program, tasks, sandbox)

    verdicts = await asyncio.gather(*map(one, programs))
    wrong = {f"{p.number} {p.shape}: {p.what}": v for p, v in zip(programs, verdicts, strict=True) if v[:1] == "!"}
    assert (wrong, broken) == ({}, [])
    return {program.shape: verdict for program, verdict in zip(programs, verdicts, strict=True)}


def sample() -> list[HostileProgram]:
    """Programs of every shape, in turns."""
    by_shape = defaultdict(list)
    for program in PROGRAMS:
        by_shape[program.shape].append(program)
    turns = [programs[turn] for turn in range(2) for programs in by_shape.values()]
    return turns[:SAMPLE]


async def test_every_shape_can_be_solved(tasks, sandbox):
    for task in tasks.values():
        text = RIGHT.get(task.name.partition("-")[0]) or RIGHT[task.name]
        assert (await grade(task, {task.answer[0]: text.encode()}, sandbox, attempt="right")).solved, task.name


async def test_of_a_sample_none_is_nobodys_score_and_none_is_solved(tasks, sandbox, broken):
    assert len({program.shape for program in sample()}) == len(SHAPES)
    await judge(sample(), tasks, sandbox, broken)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
async def test_of_a_thousand_none_is_nobodys_score_and_none_is_solved(tasks, sandbox, broken, part):
    await judge(PROGRAMS[part::PARTS], tasks, sandbox, broken)
