"""Calibration: limits grow with what a task's own reference needs here, and with nothing else."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import msgspec
import pytest

from prony.grading import calibrator, grade
from prony.grading.calibration import FACTOR, ReferenceUse, limits_in_force, task_in_force
from prony.grading.calibration.measure import ROOM, RUNS, measure, use_of
from prony.grading.calibration.paces import LEAST_PROBLEMS, expected_use, pace_of
from prony.nouns import Assurance, Grade, GradeLimits, Limits, Task, Verdict
from prony.phrases import limits_in_words
from prony.sandbox import Use, note_use, turns
from prony.suites import load_suite
from prony.suites.schema import MOST_CPU_S, MOST_WALL_S

ROOMY = GradeLimits(cpu_s=100.0, wall_s=200.0)


def used(slowest_s: float, fastest_s: float = 0.01) -> ReferenceUse:
    return ReferenceUse(slowest_s=slowest_s, fastest_s=fastest_s)


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_task_whose_reference_needs_little_has_the_limits_that_it_says():
    found = limits_in_force(Limits(cpu_s=5, wall_s=10), used(0.4))
    assert found == GradeLimits(cpu_s=5.0, wall_s=10.0, reference_cpu_s=0.4)


def test_limits_are_a_multiple_of_what_the_reference_needs_where_that_is_more():
    found = limits_in_force(Limits(cpu_s=5, wall_s=10), used(1.23))
    assert (found.cpu_s, found.wall_s) == (math.ceil(FACTOR * 1.23), math.ceil(10 * 13 / 5))


def test_no_limit_is_beyond_what_a_task_may_say():
    found = limits_in_force(Limits(cpu_s=5, wall_s=10), used(1000.0))
    assert (found.cpu_s, found.wall_s) == (MOST_CPU_S, MOST_WALL_S)


def test_where_nothing_was_measured_the_task_s_own_limits_hold():
    assert limits_in_force(Limits(cpu_s=3, wall_s=7), None) == GradeLimits(cpu_s=3, wall_s=7)


@pytest.mark.parametrize(
    ("recorded", "held"),
    [((0.1, 0.1), (5, 10)), ((1e9, 1e9), (MOST_CPU_S, MOST_WALL_S)), ((8, 16), (8, 16))],
)
def test_recorded_limits_are_never_below_the_task_s_nor_beyond_what_one_may_say(make_task, recorded, held):
    task, limits, stretch = task_in_force(
        make_task(limits=Limits(cpu_s=5, wall_s=10)), GradeLimits(cpu_s=recorded[0], wall_s=recorded[1])
    )
    assert (task.limits.cpu_s, task.limits.wall_s) == (limits.cpu_s, limits.wall_s) == held
    assert stretch == held[1] / 10


def test_a_limit_is_told_with_what_it_was_measured_by():
    assert limits_in_words(GradeLimits(cpu_s=5, wall_s=10)).endswith("as the task has them")
    assert "its reference took 1.2 s" in limits_in_words(GradeLimits(cpu_s=12, wall_s=24, reference_cpu_s=1.2))
    told = limits_in_words(GradeLimits(cpu_s=12, wall_s=24, reference_cpu_s=1.2, measured_with="python"))
    assert "would take 1.2 s (python)" in told


# --- measuring -------------------------------------------------------------------------------------------------------


def test_an_execution_that_may_take_a_multiple_counts_as_its_part_of_the_task_s_limits():
    many = Use(cpu_s=8.0, limits=Limits(cpu_s=400))
    assert use_of([many, Use(cpu_s=0.5, limits=Limits(cpu_s=100))], [], ROOMY) == used(2.0, 0.5)


def test_a_test_that_shares_its_process_counts_by_its_own_cpu():
    assert use_of([Use(cpu_s=8.0, limits=Limits(cpu_s=400))], [0.1, 5.0], ROOMY).slowest_s == 5.0


def test_what_a_server_is_asked_counts_by_the_clock_and_its_start_does_not():
    asked = Use(wall_s=20.0, limits=Limits(wall_s=200), statement=True)
    assert use_of([Use(cpu_s=50.0, limits=Limits(cpu_s=100)), asked], [], ROOMY) == used(10.0, 10.0)


def solving(*seconds: float, solved: bool = True):
    """A grader of references that take `seconds`, one after the other; and what it was asked with."""
    left, asked = list(seconds), []

    async def graded(task: Task, limits: GradeLimits) -> Grade:
        asked.append(limits)
        note_use(Use(cpu_s=left.pop(0), limits=Limits(cpu_s=limits.cpu_s, wall_s=limits.wall_s)))
        return Grade(
            attempt="",
            graded_at="",
            grader="",
            task_digest=task.digest,
            solved=solved,
            score=20,
            scale=20,
            verdict=Verdict.PASS,
            assurance=Assurance.A,
        )

    return graded, asked


async def test_a_reference_that_decides_nothing_is_run_once_with_room_to_spare(make_task):
    graded, asked = solving(0.2)
    found = await measure(make_task(limits=Limits(cpu_s=5, wall_s=10)), graded, decisive_s=0.5)
    assert found is not None
    assert found.slowest_s == pytest.approx(0.2)
    assert asked == [GradeLimits(cpu_s=5 * ROOM, wall_s=10 * ROOM)]


async def test_one_that_decides_is_run_a_few_times_and_the_least_counts(make_task):
    graded, asked = solving(2.0, 1.5, 1.8)
    found = await measure(make_task(), graded, decisive_s=0.5)
    assert found is not None
    assert found.slowest_s == pytest.approx(1.5)
    assert len(asked) == RUNS


async def test_a_reference_that_does_not_solve_its_task_measures_nothing(make_task):
    graded, _ = solving(2.0, solved=False)
    assert await measure(make_task(), graded, decisive_s=0.5) is None


# --- languages compared ----------------------------------------------------------------------------------------------


def test_a_language_is_compared_by_what_it_computes_beside_its_start():
    pairs = [(used(0.01 + work, 0.01), used(0.3 + 2 * work, 0.3)) for work in (0.1, 0.4, 0.9)]
    pace = pace_of(pairs)
    assert pace is not None
    assert (pace.problems, round(pace.low, 6), round(pace.middle, 6), round(pace.high, 6)) == (3, 2.0, 2.0, 2.0)
    assert expected_use(used(0.51, 0.01), pace).slowest_s == pytest.approx(0.3 + 2 * 0.5)


def test_where_problems_differ_the_slow_end_counts_so_that_no_right_answer_fails():
    pace = pace_of([(used(0.11), used(0.01 + 0.1 * ratio)) for ratio in (0.5, 1, 1, 2, 8)])
    assert pace is not None
    assert (round(pace.middle, 6), round(pace.high, 6)) == (1.0, 8.0)


def test_problems_that_compute_nothing_or_are_too_few_compare_nothing():
    assert pace_of([]) is None
    assert pace_of([(used(0.011), used(0.4, 0.3))] * 9) is None
    assert pace_of([(used(1.0), used(2.0))] * (LEAST_PROBLEMS - 1)) is None


# --- in the sandbox --------------------------------------------------------------------------------------------------

BURNS = """
import sys, time
n = int(sys.stdin.read())
while n and time.process_time() < {seconds}:
    pass
print(n * 2)
"""


@pytest.fixture
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def write_task(folder: Path, reference: str, more: str = "") -> Task:
    """A task of doubling a number, with one second of CPU."""
    files = {
        "suite.toml": 'title = "S"\nversion = "1"\nlicence = "CC0-1.0"\n',
        "double/task.toml": '[prony]\nanswer = "a.py"\n[prony.limits]\ncpu_s = 1\nwall_s = 60\n'
        f'{more}\n[[prony.criteria]]\nid = "c"\n',
        "double/instruction.md": "Double it.",
        "double/tests/cases.jsonl": json.dumps({"id": "c/1", "stdin": "21", "expect": "42"}),
        "double/solution/a.py": reference,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return load_suite(folder).tasks[0]


@pytest.mark.usefixtures("kept_here")
@pytest.mark.asyncio(loop_scope="session")
async def test_where_the_reference_is_slow_here_an_answer_that_is_a_little_slower_passes(tmp_path: Path, sandbox):
    task = write_task(tmp_path / "s", BURNS.format(seconds=0.25))
    limits = await calibrator(sandbox).limits(task)
    assert limits.reference_cpu_s is not None
    assert limits.reference_cpu_s >= 0.2
    assert limits.cpu_s >= FACTOR * 0.2 > 1
    assert limits.wall_s == 60 * limits.cpu_s
    answer = {"a.py": BURNS.format(seconds=1.4).encode()}
    declared = await grade(task, answer, sandbox, attempt="a")
    assert (declared.verdict, declared.limits) == (Verdict.TIMEOUT_CPU, GradeLimits(cpu_s=1, wall_s=60))
    here = await grade(task, answer, sandbox, attempt="a", limits=limits)
    assert here.solved
    assert here.limits == limits


@pytest.mark.usefixtures("kept_here")
@pytest.mark.asyncio(loop_scope="session")
async def test_what_was_measured_is_kept_for_the_task_as_it_is(tmp_path: Path, sandbox):
    task = write_task(tmp_path / "s", BURNS.format(seconds=0))
    assert not calibrator(sandbox).is_kept(task)
    first = await calibrator(sandbox).limits(task)
    again = calibrator(sandbox)
    assert again.is_kept(task)
    assert await again.limits(task) == first
    changed = write_task(tmp_path / "s", BURNS.format(seconds=0.01))
    assert not calibrator(sandbox).is_kept(changed)
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_bytes(b"{")
    assert not again.is_kept(task)


@pytest.mark.usefixtures("kept_here")
@pytest.mark.asyncio(loop_scope="session")
async def test_the_cpu_of_each_test_of_a_suite_is_known(tmp_path: Path, sandbox):
    folder = tmp_path / "s"
    write_task(folder, "def f():\n    import time\n    while time.process_time() < 0.2: pass\n")
    (folder / "double/tests/cases.jsonl").unlink()
    (folder / "double/tests/test_a.py").write_text(
        "import unittest, a\n\nclass C(unittest.TestCase):\n    def test_it(self):\n        self.assertIsNone(a.f())\n"
    )
    (folder / "double/tests/expected.json").write_text(
        '{"tests": ["test_a.C.test_it"], "graders": {"suite": ["test_a.C.test_it"]}}'
    )
    text = (folder / "double/task.toml").read_text()
    (folder / "double/task.toml").write_text(text + 'tests = ["*"]\nassurance = "B"\n')
    task = load_suite(folder).tasks[0]
    limits = await calibrator(sandbox).limits(task)
    assert limits.reference_cpu_s is not None
    assert limits.reference_cpu_s >= 0.15
    assert limits.cpu_s >= 2


@pytest.mark.usefixtures("kept_here")
@pytest.mark.asyncio(loop_scope="session")
async def test_a_member_without_a_reference_is_measured_by_the_other_language(tmp_path: Path, sandbox):
    """Python and JavaScript here; the pace of JavaScript comes from the problems that have both."""
    folder = tmp_path / "s"
    (folder).mkdir()
    (folder / "suite.toml").write_text(
        'title = "S"\nversion = "1"\nlicence = "CC0-1.0"\n'
        '[members.python]\nanswer = "a.py"\nheader = "P"\n[members.javascript]\nanswer = "a.js"\nheader = "J"\n'
    )
    burns = (
        "const n = require('fs').readFileSync(0, 'utf8');\n"
        "while (n > 0 && process.cpuUsage().user < {seconds} * 1e6) {{}}\nconsole.log(n * 2);\n"
    )
    cases = "\n".join(json.dumps({"id": f"c/{n}", "stdin": str(n), "expect": str(2 * n)}) for n in (0, 1))
    for name, seconds in {"one": 0.06, "two": 0.08, "three": 0.1, "four": 0.1}.items():
        files = {
            "task.toml": '[prony]\n[prony.limits]\ncpu_s = 9\n[[prony.criteria]]\nid = "c"\n',
            "instruction.md": "Double it.",
            "tests/cases.jsonl": cases,
            "solution/python/a.py": BURNS.format(seconds=seconds),
        }
        if name != "four":
            files["solution/javascript/a.js"] = burns.format(seconds=3 * seconds)
        for path, content in files.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_text(content)
    tasks = {task.name: task for task in load_suite(folder).tasks}
    limits = await calibrator(sandbox).limits(tasks["four-javascript"])
    assert limits.measured_with == "python"
    assert limits.reference_cpu_s is not None
    assert limits.reference_cpu_s > 0.15
    own = await calibrator(sandbox).limits(tasks["three-javascript"])
    assert own.measured_with == ""
    assert own.reference_cpu_s is not None


@pytest.mark.asyncio(loop_scope="session")
async def test_a_case_s_own_time_is_stretched_as_the_limits_are(tmp_path: Path, sandbox):
    folder = tmp_path / "s"
    write_task(folder, BURNS.format(seconds=0))
    case = {"id": "c/1", "stdin": "21", "expect": "42", "timeout_s": 0.3}
    (folder / "double/tests/cases.jsonl").write_text(json.dumps(case))
    task = load_suite(folder).tasks[0]
    late = {"a.py": b"import time\ntime.sleep(0.6)\nprint(42)"}
    assert (await grade(task, late, sandbox, attempt="a")).verdict is Verdict.TIMEOUT_WALL
    wide = GradeLimits(cpu_s=20, wall_s=1200)
    assert (await grade(task, late, sandbox, attempt="a", limits=wide)).solved
    assert msgspec.json.decode(msgspec.json.encode(wide), type=GradeLimits) == wide


# --- alone -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def names_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that no other process on this machine has, such as another run of these tests."""
    monkeypatch.setattr(turns, "NAMES", f"prony-test-{os.getpid()}")


@pytest.mark.usefixtures("names_of_this_test")
@pytest.mark.asyncio(loop_scope="session")
async def test_cases_of_a_marked_criterion_have_the_machine_to_themselves_and_others_not(
    tmp_path: Path, sandbox, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "s"
    write_task(folder, BURNS.format(seconds=0))
    cases = [{"id": f"{name}/1", "stdin": "21", "expect": "42"} for name in ("c", "quick")]
    (folder / "double/tests/cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    text = (folder / "double/task.toml").read_text()
    (folder / "double/task.toml").write_text(text + '[[prony.criteria]]\nid = "quick"\nalone = true\n')
    [task] = load_suite(folder).tasks
    seen, run = [], sandbox.run

    async def spy(program):
        seen.append(program.limits.alone)
        return await run(program)

    monkeypatch.setattr(sandbox, "run", spy)
    assert (await grade(task, {"a.py": BURNS.format(seconds=0).encode()}, sandbox, attempt="a")).solved
    assert seen == [False, True]


@pytest.mark.usefixtures("names_of_this_test")
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("marked", ["[prony.limits]\nalone = true\n", ""])
async def test_a_grader_that_runs_its_tests_together_is_alone_as_a_whole(
    tmp_path: Path, sandbox, monkeypatch: pytest.MonkeyPatch, marked: str
):
    folder = tmp_path / "s"
    oracle = "from prony_grader import call, check, test\n\n@test('c/1')\ndef one():\n    check(call('f') == 1)\n"
    files = {
        "suite.toml": 'title = "S"\nversion = "1"\nlicence = "CC0-1.0"\n',
        "one/task.toml": f'[prony]\nanswer = "a.py"\n{marked}[[prony.criteria]]\nid = "c"\n'
        + ("" if marked else "alone = true\n"),
        "one/instruction.md": "One.",
        "one/tests/grade.py": oracle,
        "one/tests/expected.json": '{"tests": ["c/1"], "graders": {"oracle": ["c/1"]}}',
        "one/solution/a.py": "def f(): return 1\n",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    [task] = load_suite(folder).tasks
    seen, session = [], sandbox.session

    def spy(program, *, alone=False):
        seen.append(program.limits.alone)
        return session(program, alone=alone)

    monkeypatch.setattr(sandbox, "session", spy)
    assert (await grade(task, {"a.py": b"def f(): return 1"}, sandbox, attempt="a")).solved
    assert seen == [True]
