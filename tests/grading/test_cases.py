"""Level A as data: one case, one answer, judged by the host."""

import json
from pathlib import Path

import msgspec
import pytest

from prony.grading import grade
from prony.grading.graders.cases import Check, _check, judge_execution, judge_reply
from prony.nouns import Limits, TestStatus, Verdict
from prony.sandbox import Execution, Reply
from prony.suites import load_task, read_cases

# --- judging, without a sandbox --------------------------------------------------------------------------------------


def check(**case) -> Check:
    return _check(read_cases(json.dumps({"id": "c", **case}).encode(), "cases.jsonl")[0])


def call(**case) -> Check:
    return check(call="f", **case)


@pytest.mark.parametrize(
    ("case", "reply", "passes"),
    [
        ({"expect": 3}, Reply(value=3), True),
        ({"expect": 3}, Reply(value=4), False),
        ({"expect": None}, Reply(value=None), True),
        ({"expect": None}, Reply(value=0), False),
        ({"any_of": [1, 2]}, Reply(value=2), True),
        ({"any_of": [1, 2]}, Reply(value=3), False),
        ({"expect": 1}, Reply(error=("ValueError", "")), False),
        ({"raises": "ValueError"}, Reply(error=("ValueError", "no")), True),
        ({"raises": ["ValueError", "KeyError"]}, Reply(error=("KeyError", "")), True),
        ({"raises": "ValueError"}, Reply(error=("TypeError", "")), False),
        ({"raises": "ValueError"}, Reply(value=1), False),
        ({"raises": "ValueError"}, Reply(verdict=Verdict.CRASH), False),
        ({"expect": {"$tuple": [1]}}, Reply(value=(1,)), True),
        ({"expect": {"$tuple": [1]}}, Reply(value=[1]), False),
        ({"expect": 0.3, "tolerance": 1e-9}, Reply(value=0.1 + 0.2), True),
        ({"expect": 0.3}, Reply(value=0.1 + 0.2), False),
        ({"expect": [1, 2], "order": "any"}, Reply(value=[2, 1]), True),
        ({"args": [[2, 1]], "expect": [1, 2], "unchanged": True}, Reply(value=[1, 2], arguments=[[2, 1]]), True),
        ({"args": [[2, 1]], "expect": [1, 2], "unchanged": True}, Reply(value=[1, 2], arguments=[[1, 2]]), False),
        ({"args": [[2, 1]], "arguments": [[1, 2]]}, Reply(value=None, arguments=[[1, 2]]), True),
        ({"args": [[2, 1]], "arguments": [[1, 2]]}, Reply(value=None, arguments=[[2, 1]]), False),
        ({"args": [[2, 1]], "arguments": [[1, 2]]}, Reply(value=None), False),
    ],
)
def test_an_answer_is_judged_by_what_its_case_expects(case, reply, passes):
    assert (judge_reply(call(**case), reply).status is TestStatus.PASS) is passes


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.PASS])
def test_a_call_without_an_answer_has_the_verdict_that_says_why(verdict):
    test = judge_reply(call(expect=1), Reply(verdict=verdict, detail="details"))
    assert test.verdict is verdict
    assert test.status is not TestStatus.PASS


@pytest.mark.parametrize(
    "reply",
    [
        Reply(value="s3cret!"),
        Reply(error=("ValueError", "bad input s3cret!")),
        Reply(verdict=Verdict.CRASH, detail="s3cret!"),
        Reply(value=1, arguments=["s3cret!"]),
    ],
)
def test_a_message_of_a_hidden_case_quotes_nothing(reply):
    case = {"args": ["s3cret?"], "expect": 1, "unchanged": True}
    hidden, shown = judge_reply(call(**case), reply), judge_reply(call(**case, shown=True), reply)
    assert hidden.message
    assert "s3cret" not in hidden.message
    assert "s3cret" in shown.message


def test_a_message_about_a_huge_value_is_short():
    shown = judge_reply(call(expect=1, shown=True), Reply(value=[10**5000] * 100_000))
    assert len(shown.message.encode()) <= 2048


OK = Execution(verdict=Verdict.PASS, exit_code=0, stdout=b"3\n")


@pytest.mark.parametrize(
    ("case", "execution", "verdict"),
    [
        ({"expect": "3"}, OK, Verdict.PASS),
        ({"expect": "4"}, OK, Verdict.FAIL),
        ({"any_of": ["4", "3"]}, OK, Verdict.PASS),
        ({"expect": "3", "stdout": "exact"}, OK, Verdict.FAIL),
        ({}, OK, Verdict.PASS),
        ({"exit": 2}, OK, Verdict.FAIL),
        ({"exit": 2}, Execution(verdict=Verdict.FAIL, exit_code=2), Verdict.PASS),
        ({"exit": 2, "stderr": True}, Execution(verdict=Verdict.FAIL, exit_code=2, stderr=b"no\n"), Verdict.PASS),
        ({"exit": 2, "stderr": True}, Execution(verdict=Verdict.FAIL, exit_code=2, stderr=b" \n"), Verdict.FAIL),
        ({"expect": "3", "stderr": False}, OK, Verdict.PASS),
        ({"expect": "3", "stderr": False}, msgspec.structs.replace(OK, stderr=b"warning"), Verdict.FAIL),
        ({"exit": None, "expect": ""}, Execution(verdict=Verdict.FAIL, exit_code=9), Verdict.PASS),
        ({"expect": "3"}, Execution(verdict=Verdict.FAIL, exit_code=1, stdout=b"3"), Verdict.CRASH),
        ({"expect": "3"}, Execution(verdict=Verdict.CRASH, signal=11, stdout=b"3"), Verdict.CRASH),
        ({"expect": "3"}, Execution(verdict=Verdict.TIMEOUT_CPU, signal=9, stdout=b"3"), Verdict.TIMEOUT_CPU),
        ({"expect": "3"}, Execution(verdict=Verdict.OOM, exit_code=1, stdout=b"3"), Verdict.OOM),
        (
            {"expect": "3"},
            Execution(verdict=Verdict.PASS, exit_code=0, stdout=b"3", truncated=True),
            Verdict.OUTPUT_LIMIT,
        ),
    ],
)
def test_a_program_is_judged_by_its_output_and_its_status(case, execution, verdict):
    assert judge_execution(check(stdin="1 2", **case), execution).verdict is verdict


# --- driving real programs -------------------------------------------------------------------------------------------


@pytest.fixture
def write_task(tmp_path: Path):
    """A task of cases on disk: `write_task(cases, toml="", answer="f.py")`."""

    def write(*cases: dict, toml: str = "", answer: str = "f.py", reference: str = "def f(*args): ..."):
        (tmp_path / "tests").mkdir()
        (tmp_path / "solution").mkdir()
        (tmp_path / "instruction.md").write_text("Write it.\n")
        (tmp_path / "solution" / answer).write_text(reference)
        (tmp_path / "tests" / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
        names = dict.fromkeys(case["id"].partition("/")[0] for case in cases)
        criteria = "".join(f'[[prony.criteria]]\nid = "{name}"\n' for name in names)
        (tmp_path / "task.toml").write_text(f'[prony]\nanswer = "{answer}"\n{toml}\n{criteria}')
        return load_task(tmp_path, "suite")

    return write


pytestmark = pytest.mark.filterwarnings("error")
real = pytest.mark.asyncio(loop_scope="session")


@real
async def test_one_process_answers_all_calls(sandbox, write_task):
    task = write_task(*({"id": f"n/{n}", "call": "f", "expect": n} for n in (1, 2, 3)))
    counting = b"n = 0\ndef f():\n    global n\n    n += 1\n    return n\n"
    assert (await grade(task, {"f.py": counting}, sandbox, attempt="a")).solved


@real
async def test_a_crash_costs_its_own_criterion_and_the_next_case_gets_a_fresh_process(sandbox, write_task):
    task = write_task(
        {"id": "a/1", "call": "f", "args": [1], "expect": 1},
        {"id": "b/1", "call": "f", "args": [0], "expect": 0},
        {"id": "b/2", "call": "f", "args": [2], "expect": 2},
        {"id": "c/1", "call": "f", "args": [3], "expect": 3},
    )
    crashing = b"import os\ndef f(n):\n    return n or os.abort()\n"
    graded = await grade(task, {"f.py": crashing}, sandbox, attempt="a")
    assert {part.id: part.earned > 0 for part in graded.criteria} == {"a": True, "b": False, "c": True}
    assert graded.verdict is Verdict.CRASH
    assert graded.tests[2].message.startswith("not run")


@real
async def test_an_endless_case_costs_one_limit_a_criterion(sandbox, write_task):
    task = write_task(
        *({"id": f"big/{n}", "call": "f", "args": [n], "expect": n} for n in range(100, 120)),
        {"id": "small/1", "call": "f", "args": [1], "expect": 1},
        toml="[prony.limits]\ncpu_s = 1",
    )
    graded = await grade(task, {"f.py": b"def f(n):\n    while n > 50: pass\n    return n\n"}, sandbox, attempt="a")
    assert graded.verdict is Verdict.TIMEOUT_CPU
    assert [test.message for test in graded.tests if test.id.startswith("big/")].count("ran out of CPU time") == 1
    assert graded.criteria[1].earned > 0


@real
async def test_a_case_does_not_pay_for_the_cpu_of_those_before_it(sandbox, write_task):
    task = write_task(
        *({"id": f"n/{n}", "call": "f", "args": [n], "expect": n} for n in range(3)), toml="[prony.limits]\ncpu_s = 1"
    )
    slow = b"""
import time

def f(n):
    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass
    return n
"""
    graded = await grade(task, {"f.py": slow}, sandbox, attempt="a")
    assert graded.solved, graded.tests


@real
async def test_what_cannot_be_loaded_is_loaded_once(sandbox, write_task):
    task = write_task(*({"id": f"n/{n}", "call": "f", "expect": n} for n in range(40)))
    graded = await grade(task, {"f.py": b"import nothing_of_that_name\n"}, sandbox, attempt="a")
    assert {test.verdict for test in graded.tests} == {Verdict.LOAD_ERROR}


@real
@pytest.mark.parametrize("raised", ["AttributeError", "TypeError", "NameError"])
async def test_a_missing_function_is_no_exception_that_a_case_may_expect(sandbox, write_task, raised):
    task = write_task({"id": "e/1", "call": "f", "raises": raised})
    assert (await grade(task, {"f.py": b""}, sandbox, attempt="a")).verdict is Verdict.LOAD_ERROR
    assert not (await grade(task, {"f.py": b"f = 3"}, sandbox, attempt="a")).solved


CYCLE = "import graphlib\ndef f(): list(graphlib.TopologicalSorter({1: [1]}).static_order())"
OWN = "class Mine(KeyError): pass\ndef f(): raise Mine('x')"
SHADOW = "def f():\n    class ValueError(TypeError): pass\n    raise LookupError"
NAMED = """
class Own extends RangeError { constructor() { super('x'); this.name = 'Own' } }
export function f() { throw new Own() }
"""
NAMELESS = "class Own extends RangeError {}\nclass More extends Own {}\nexport function f() { throw new More() }"


@real
@pytest.mark.parametrize(
    ("answer", "code", "asked", "solved"),
    [
        ("f.py", CYCLE, "ValueError", True),
        ("f.py", OWN, "LookupError", True),
        ("f.py", OWN, "Mine", True),
        ("f.py", OWN, "ValueError", False),
        ("f.py", SHADOW, "ValueError", False),
        ("f.py", "def f(): raise Exception('x')", "ValueError", False),
        ("f.mjs", NAMED, "RangeError", True),
        ("f.mjs", NAMED, "Own", True),
        ("f.mjs", NAMED, "TypeError", False),
        ("f.mjs", NAMELESS, "RangeError", True),
        ("f.mjs", "export function f() { throw new Error('x') }", "RangeError", False),
        ("f.mjs", "export function f() { throw 'RangeError' }", "RangeError", False),
    ],
)
async def test_a_kind_of_the_exception_that_is_asked_for_is_one(sandbox, write_task, answer, code, asked, solved):
    toolchain = "" if answer.endswith(".py") else 'toolchain = ["node"]'
    task = write_task({"id": "e/1", "call": "f", "raises": asked}, answer=answer, toml=toolchain, reference=code)
    assert (await grade(task, {answer: code.encode()}, sandbox, attempt="a")).solved is solved


@real
@pytest.mark.parametrize(("allowed", "solved"), [("", False), ("[prony.grader]\nasync = true", True)])
async def test_an_async_function_is_one_only_where_the_task_says_so(sandbox, write_task, allowed, solved):
    task = write_task({"id": "a/1", "call": "f", "args": [2], "expect": 4}, toml=allowed)
    assert (await grade(task, {"f.py": b"async def f(n): return n * n"}, sandbox, attempt="a")).solved is solved
    assert (await grade(task, {"f.py": b"def f(n): return n * n"}, sandbox, attempt="b")).solved


@real
async def test_a_changed_argument_is_seen(sandbox, write_task):
    task = write_task({"id": "pure/1", "call": "f", "args": [[3, 1]], "expect": [1, 3], "unchanged": True})
    assert (await grade(task, {"f.py": b"def f(a): return sorted(a)"}, sandbox, attempt="a")).solved
    sneaky = await grade(task, {"f.py": b"def f(a):\n    a.sort()\n    return a"}, sandbox, attempt="a")
    assert sneaky.tests[0].message == "changed its arguments"


@real
async def test_a_program_reads_stdin_and_arguments(sandbox, write_task):
    task = write_task(
        {"id": "io/1", "stdin": "1 2\n", "expect": "3"},
        {"id": "io/2", "stdin": "1 2\n", "argv": ["--twice"], "expect": "6"},
        {"id": "io/3", "argv": ["--fail"], "exit": 3},
        answer="prog.py",
    )
    program = b"""
import sys
if "--fail" in sys.argv:
    sys.exit(3)
print(sum(map(int, input().split())) * (2 if "--twice" in sys.argv else 1))
"""
    assert (await grade(task, {"prog.py": program}, sandbox, attempt="a")).solved
    silent = await grade(task, {"prog.py": b"import sys\nsys.exit(0)"}, sandbox, attempt="a")
    assert not silent.solved
    assert silent.score == 0


@real
async def test_a_javascript_program_reads_stdin(sandbox, write_task):
    task = write_task({"id": "io/1", "stdin": "1 2\n", "expect": "3"}, answer="prog.mjs")
    program = b"""
import { readFileSync } from "node:fs";
console.log(readFileSync(0, "utf8").trim().split(" ").map(Number).reduce((a, b) => a + b));
"""
    assert (await grade(task, {"prog.mjs": program}, sandbox, attempt="a")).solved


@real
async def test_limits_are_the_tasks_own(sandbox, write_task):
    task = write_task({"id": "n/1", "call": "f", "expect": 0}, toml="[prony.limits]\nmemory_mb = 64")
    assert task.limits == msgspec.structs.replace(Limits(), memory_mb=64)
    hungry = await grade(task, {"f.py": b"def f():\n    return len(bytearray(10**9)) * 0"}, sandbox, attempt="a")
    assert hungry.verdict is Verdict.OOM
