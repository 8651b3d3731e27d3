"""Level A with code: a grader that asks from another sandbox."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from prony.grading import grade
from prony.nouns import Assurance, Verdict
from prony.sandbox import Session
from prony.suites import load_task

pytestmark = pytest.mark.asyncio(loop_scope="session")

GOOD = b"def double(n):\n    if type(n) is not int:\n        raise ValueError('no')\n    return 2 * n\n"

GRADER = """
from prony_grader import CandidateError, NoAnswer, call, check, label, metric, raises, test

@test("value/small")
def small():
    check(call("double", 2) == 4, "wrong")

with test("value/large"):
    assert call("double", 10**30) == 2 * 10**30

with test("errors/text"), raises("ValueError"):
    call("double", "x")

metric("calls", 3)
label("style", "plain")
"""


@pytest.fixture
def write_task(tmp_path: Path):
    """An oracle task on disk: `write_task(grader, ids, answer="f.py")`."""

    def write(grader: str, *ids: str, answer: str = "f.py", toml: str = ""):
        (tmp_path / "tests").mkdir(exist_ok=True)
        (tmp_path / "solution").mkdir(exist_ok=True)
        (tmp_path / "instruction.md").write_text("Write it.\n")
        (tmp_path / "solution" / answer).write_bytes(GOOD)
        (tmp_path / "tests" / "grade.py").write_text(grader)
        if ids:
            listed = str(list(ids)).replace("'", '"')
            frozen = f'{{"tests": {listed}, "graders": {{"oracle": {listed}}}}}'
            (tmp_path / "tests" / "expected.json").write_text(frozen)
        criteria = "".join(
            f'[[prony.criteria]]\nid = "{name}"\n' for name in {i.partition("/")[0]: 0 for i in ids} or "v"
        )
        (tmp_path / "task.toml").write_text(f'[prony]\nanswer = "{answer}"\n{toml}\n{criteria}')
        return load_task(tmp_path, "suite")

    return write


IDS = ("value/small", "value/large", "errors/text")


async def test_a_right_answer_earns_everything_at_level_a(sandbox, write_task):
    graded = await grade(write_task(GRADER, *IDS), {"f.py": GOOD}, sandbox, attempt="a")
    assert graded.solved
    assert graded.assurance is Assurance.A
    assert graded.metrics == {"calls": 3.0}
    assert graded.labels == {"style": "plain"}


async def test_a_wrong_answer_fails_the_tests_that_see_it(sandbox, write_task):
    lenient = b"def double(n):\n    return n + n\n"
    graded = await grade(write_task(GRADER, *IDS), {"f.py": lenient}, sandbox, attempt="a")
    assert {part.id: part.earned > 0 for part in graded.criteria} == {"value": True, "errors": False}


async def test_an_oracle_asks_javascript_too(sandbox, write_task):
    module = b"export const double = (n) => { if (typeof n === 'string') throw new RangeError('no'); return 2 * n; };"
    grader = """
from prony_grader import call, check, raises, test
with test("v/1"):
    check(call("double", 2) == 4)
with test("v/2"), raises("RangeError"):
    call("double", "x")
"""
    task = write_task(grader, "v/1", "v/2", answer="f.mjs")
    assert (await grade(task, {"f.mjs": module}, sandbox, attempt="a")).solved


async def test_the_oracle_never_sees_the_solution_and_the_solution_never_sees_the_tests(sandbox, write_task):
    grader = """
import os
from prony_grader import call, check, test
with test("v/1"):
    seen = call("look")
    check(not any("grade" in name or "expected" in name for name in seen), "the tests are there")
    mine = [name for folder, _, names in os.walk(".") for name in names]
    check("grade.py" in mine and "f.py" not in mine, "the solution is here")
"""
    looking = b"""
import os

def look():
    return [name for root in ("/work", "/tests", "/tmp") for _, _, names in os.walk(root) for name in names]
"""
    assert (await grade(write_task(grader, "v/1"), {"f.py": looking}, sandbox, attempt="a")).solved


async def test_the_candidate_may_die_and_the_grader_goes_on(sandbox, write_task):
    dying = b"import os\ndef double(n):\n    return 4 if n == 2 else os._exit(0)\n"
    graded = await grade(write_task(GRADER, *IDS), {"f.py": dying}, sandbox, attempt="a")
    assert [str(test.verdict) for test in graded.tests] == ["pass", "crash", "crash"]


async def test_an_answer_that_breaks_the_grader_is_charged_to_the_answer(sandbox, write_task):
    grader = (
        'from prony_grader import call, check, test\nn = call("double", 2) + 1\nwith test("v/1"):\n    check(n == 5)\n'
    )
    task = write_task(grader, "v/1")
    assert (await grade(task, {"f.py": GOOD}, sandbox, attempt="a")).solved
    odd = await grade(task, {"f.py": b"def double(n):\n    return 'odd'\n"}, sandbox, attempt="a")
    assert odd.verdict is Verdict.FAIL
    assert odd.notes[0].startswith("the grader stopped early")


async def test_a_grader_that_breaks_by_itself_is_nobodys_score(sandbox, write_task):
    graded = await grade(write_task("import nothing_of_that_name\n", "v/1"), {"f.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "E505" in graded.notes[0]


async def test_a_grader_that_reports_a_test_twice_is_broken(sandbox, write_task):
    grader = 'from prony_grader import call, test\nfor _ in "ab":\n    with test("v/1"):\n        call("double", 1)\n'
    graded = await grade(write_task(grader, "v/1"), {"f.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR


async def test_a_frozen_test_that_never_reports_is_an_error(sandbox, write_task):
    task = write_task(GRADER, *IDS, "value/forgotten")
    graded = await grade(task, {"f.py": GOOD}, sandbox, attempt="a")
    assert not graded.solved
    assert graded.criteria[0].failed == ("value/forgotten",)


async def test_without_frozen_ids_nothing_is_graded(sandbox, write_task):
    graded = await grade(write_task(GRADER), {"f.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "prove suite --freeze" in graded.notes[0]


async def test_an_endless_answer_costs_two_limits_at_most(sandbox, write_task):
    grader = """
from prony_grader import call, test
for n in range(20):
    with test(f"v/{n}"):
        call("double", n)
"""
    task = write_task(grader, *(f"v/{n}" for n in range(20)), toml="[prony.limits]\ncpu_s = 1")
    graded = await grade(task, {"f.py": b"def double(n):\n    while True: pass\n"}, sandbox, attempt="a")
    assert len(graded.tests) == 20
    assert {test.verdict for test in graded.tests} <= {Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL}


KINDS = """
from prony_grader import CandidateError, call, check, raises, test

@test("kinds/caught")
def caught():
    try: call("cycle")
    except ValueError as error: check(error.kinds[:2] == ("CycleError", "ValueError"), str(error.kinds))

with test("kinds/block"), raises("ValueError"): call("cycle")
with test("kinds/own"), raises("Own"): call("own")
with test("kinds/other"), raises("TypeError"): call("cycle")

@test("kinds/none")
def none():
    try: call("own")
    except CandidateError as error: check(error.kind == "Own", error.kind)
"""


async def test_a_kind_of_pythons_own_exception_is_raised_as_that_one(sandbox, write_task):
    names = ["caught", "block", "own", "other", "none"]
    task = write_task(KINDS, *(f"kinds/{name}" for name in names))
    answer = b"""
class CycleError(ValueError): pass
class Own(Exception): pass
def cycle(): raise CycleError("x")
def own(): raise Own("x")
"""
    graded = await grade(task, {"f.py": answer}, sandbox, attempt="a")
    assert {test.id: test.status.value for test in graded.tests} == {
        f"kinds/{name}": "fail" if name == "other" else "pass" for name in names
    }


async def test_an_async_function_is_awaited_for_a_grader_only_where_the_task_says_so(sandbox, write_task):
    answer = b"async def double(n):\n    if type(n) is not int: raise ValueError('no')\n    return 2 * n\n"
    ids = ("value/small", "value/large", "errors/text")
    assert not (await grade(write_task(GRADER, *ids), {"f.py": answer}, sandbox, attempt="a")).solved
    task = write_task(GRADER, *ids, toml="[prony.grader]\nasync = true")
    assert (await grade(task, {"f.py": answer}, sandbox, attempt="b")).solved


@pytest.mark.parametrize(("times", "solved"), [(1, True), (99, False)])
async def test_an_answer_that_came_late_for_want_of_a_core_is_asked_again_alone(
    sandbox, write_task, monkeypatch, times, solved
):
    real, late = Session.call, []

    async def call(session, *given, **named):
        reply = await real(session, *given, **named)
        late.append(reply)
        return replace(reply, verdict=Verdict.STARVED) if len(late) <= times else reply

    monkeypatch.setattr(Session, "call", call)
    graded = await grade(write_task(GRADER, *IDS), {"f.py": GOOD}, sandbox, attempt="a")
    assert graded.solved is solved
    assert Verdict.STARVED not in {test.verdict for test in graded.tests}
    assert solved or graded.verdict is not Verdict.PASS


ASKS = """
from prony_grader import call, check, test
for number in range(4):
    with test(f"v/{number}"):
        check(call("double", number) == 2 * number)
"""
HANGS = b"def double(n):\n    while n < 3:\n        pass\n    return 2 * n\n"


@pytest.mark.parametrize(("timeouts", "earned"), [(2, False), (4, True)])
async def test_so_many_calls_may_hang_as_the_task_says(sandbox, write_task, timeouts, earned):
    toml = f"[prony.grader.oracle]\ntimeouts = {timeouts}\n[prony.limits]\ncpu_s = 1\nwall_s = 5"
    task = write_task(ASKS, *(f"v/{number}" for number in range(4)), toml=toml)
    graded = await grade(task, {"f.py": HANGS}, sandbox, attempt="a")
    assert ("v/3" not in graded.criteria[0].failed) is earned
