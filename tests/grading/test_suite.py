"""Level B: a suite's own tests in the submission's process, believed only with proof."""

import ast
import json
import re
import unittest
from pathlib import Path

import msgspec
import pytest

from prony.grading import grade
from prony.grading.graders.suite import CONTROL, judge
from prony.grading.languages.javascript.canaries import node_canaries
from prony.grading.languages.python.canaries import WAYS, unittest_canaries
from prony.grading.languages.python.unequals import something_else, with_unequals
from prony.grading.protocol import read_report
from prony.nouns import Assurance, Criterion, TestStatus, Verdict
from prony.sandbox import Execution
from prony.suites import load_suite

ROOT = Path(__file__).parents[1] / "data" / "torture" / "suite"
ENDED = Execution(verdict=Verdict.PASS, exit_code=0)


def report(*lines: dict):
    return read_report(b"".join(json.dumps(line).encode() + b"\n" for line in lines), Assurance.B)


def passed(test_id):
    return {"test": test_id, "status": "pass"}


def failed(test_id):
    return {"test": test_id, "status": "fail"}


DONE = {"done": "word"}


def verdicts(lines, execution=ENDED, expected=("a", "b"), controls=("c1", "c2")):
    return {test.id: str(test.verdict) for test in judge(report(*lines), execution, "word", expected, controls)}


# --- what is believed ------------------------------------------------------------------------------------------------


def test_a_complete_report_with_failed_controls_is_believed():
    lines = [passed("a"), failed("b"), failed("c1"), failed("c2"), DONE]
    assert verdicts(lines) == {"a": "pass", "b": "fail"}


@pytest.mark.parametrize("last", [[], [{"done": "another word"}], [DONE, DONE]])
def test_without_its_one_completion_record_no_pass_counts(last):
    assert verdicts([passed("a"), passed("b"), failed("c1"), failed("c2"), *last]) == {"a": "crash", "b": "crash"}


@pytest.mark.parametrize("verdict", [Verdict.TIMEOUT_CPU, Verdict.CRASH, Verdict.OOM, Verdict.FAIL])
def test_a_process_that_did_not_end_well_lends_its_verdict_to_every_pass(verdict):
    lines = [passed("a"), failed("b"), failed("c1"), failed("c2"), DONE]
    ended = Execution(verdict=verdict, exit_code=1)
    assert verdicts(lines, ended) == {"a": str(verdict), "b": "fail"}


def test_a_missing_id_is_an_error():
    assert verdicts([passed("a"), failed("c1"), failed("c2"), DONE]) == {"a": "pass", "b": "fail"}


def test_a_skipped_test_has_not_passed():
    lines = [passed("a"), {"test": "b", "status": "skip"}, failed("c1"), failed("c2"), DONE]
    assert verdicts(lines)["b"] == "fail"


def test_nothing_reported_in_a_complete_run_means_that_nothing_was_loaded():
    assert verdicts([failed("c1"), failed("c2"), DONE]) == {"a": "load_error", "b": "load_error"}


@pytest.mark.parametrize(
    "lines",
    [
        [passed("a"), passed("b"), passed("c1"), failed("c2"), DONE],
        [passed("a"), passed("b"), failed("c1"), DONE],
        [passed("a"), passed("b"), failed("c1"), failed("c2"), passed("a"), DONE],
        [passed("a"), passed("b"), failed("c1"), failed("c2"), {"nonsense": 1}, DONE],
    ],
)
def test_a_control_turned_green_or_a_second_voice_is_tampering(lines):
    assert verdicts(lines)[CONTROL] == "tampered"


def test_where_nothing_passed_nobody_is_accused():
    assert CONTROL not in verdicts([failed("a"), failed("b"), passed("c1"), failed("c2"), DONE])


def test_unknown_ids_are_left_out():
    lines = [passed("a"), passed("b"), failed("own"), failed("c1"), failed("c2"), DONE]
    assert verdicts(lines) == {"a": "pass", "b": "pass"}


# --- negative controls -----------------------------------------------------------------------------------------------

TESTS = b"""
import unittest
from digits import digit_sum

class T(unittest.TestCase):
    def test_number(self):
        self.assertEqual(digit_sum(3), 3)

    def test_plain_assert(self):
        value = digit_sum(4)
        assert value == 4

    def test_in_a_loop(self):
        for value in []:
            self.assertEqual(value, 3)

    def test_after_a_return(self):
        if not digit_sum(0):
            return
        self.assertEqual(digit_sum(1), 1)

    def test_truth(self):
        self.assertEqual(digit_sum(1) == 1, True)

    def helper(self):
        return 1
"""


def copies():
    """The files that are made of TESTS: name of a method -> its text, for each."""
    canaries = unittest_canaries({"test_digits.py": TESTS}, "digits.py")
    sources = {path: ast.parse(data) for path, data in canaries.files.items() if b"helper" in data}
    cases = {path: next(n for n in source.body if isinstance(n, ast.ClassDef)) for path, source in sources.items()}
    methods = {
        path: {node.name: ast.unparse(node) for node in case.body if isinstance(node, ast.FunctionDef)}
        for path, case in cases.items()
    }
    return canaries, methods


def turned_tests():
    """The methods of the copy that has only those that can be turned."""
    (turned,) = [methods for methods in copies()[1].values() if "test_in_a_loop" not in methods]
    return turned


def compared(method):
    """A method's own call of assertEqual, among those that let its values meet others."""
    names = [node for node in ast.walk(ast.parse(method)) if isinstance(node, ast.Expr)]
    return next(node for node in names if ast.unparse(node).startswith("self.assertEqual(_compared"))


def last_numbers(method):
    comparison = ast.parse(method).body[0].body[-1].value
    return [argument.value for argument in comparison.args]


def test_only_comparisons_that_are_sure_to_be_reached_are_turned():
    assert turned_tests().keys() == {"test_number", "test_plain_assert", "test_truth", "helper"}


def test_a_turned_test_expects_another_value_of_the_same_type():
    number = compared(turned_tests()["test_number"]).value.args[1]
    assert type(number.value) is int
    assert number.value != 3


def test_the_opposite_of_a_truth_is_no_control():
    truth = compared(turned_tests()["test_truth"]).value.args[1]
    assert type(truth.value) is str


def test_every_test_has_a_control_that_does_the_same_and_fails_at_its_end():
    canaries, methods = copies()
    real = methods.pop(canaries.renamed["test_digits.py"])
    failing = next(found for found in methods.values() if "test_in_a_loop" in found)
    tests = {name for name in real if name.startswith("test")}
    assert len(tests) == 5
    for name in tests:
        assert len(set(last_numbers(real[name]))) == 1
        assert len(set(last_numbers(failing[name]))) == 2
        assert real[name].splitlines()[:-1] == failing[name].splitlines()[:-1]
    ids = [test_id for test_id in canaries.ids if test_id.partition(".T.")[2] in tests]
    assert len(ids) == 5 + 3


def test_tests_and_controls_have_names_of_one_shape():
    canaries, _ = copies()
    assert canaries.alias("test_digits.T.test_number") != "test_digits.T.test_number"
    names = [canaries.alias("test_digits.T.test_number"), *canaries.ids]
    assert all(re.fullmatch(r"test_c[0-9a-f]{16}\.(T\.test_\w+|Case\.test_\w+)", name) for name in names)


def test_a_file_that_another_one_names_keeps_its_name():
    tests = {"test_digits.py": TESTS, "test_more.py": b"from test_digits import T\nclass More(T):\n    pass\n"}
    assert unittest_canaries(tests, "digits.py").renamed.keys() == {"test_more.py"}


def test_controls_are_new_each_time():
    first, second = (unittest_canaries({"test_digits.py": TESTS}, "digits.py") for _ in range(2))
    assert not set(first.ids) & set(second.ids)
    assert not set(node_canaries({}, "a.mjs").ids) & set(node_canaries({}, "a.mjs").ids)


# --- in the sandbox --------------------------------------------------------------------------------------------------

real = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def tasks():
    return {task.name: task for task in load_suite(ROOT).tasks}


GOOD = b"""
def digit_sum(n):
    if type(n) is not int:
        raise TypeError
    return sum(map(int, str(abs(n))))
"""


@pytest.fixture
def suite_in_two(tasks):
    """The Python suite with a criterion for each class."""
    criteria = tuple(
        Criterion(id=name, points=10, tests=(f"test_digits.{name.title()}.*",)) for name in ("sums", "errors")
    )
    return msgspec.structs.replace(tasks["py-suite"], criteria=criteria)


async def graded(sandbox, tasks, source: bytes, name="py-suite"):
    return await grade(tasks[name], {tasks[name].answer[0]: source}, sandbox, attempt="a")


@real
async def test_an_endless_test_costs_its_own_criterion_and_no_other(sandbox, suite_in_two):
    endless = GOOD.replace(b"    if type", b"    while n == -345: pass\n    if type")
    slow = await grade(suite_in_two, {"digits.py": endless}, sandbox, attempt="a")
    assert {part.id: part.earned > 0 for part in slow.criteria} == {"sums": False, "errors": True}
    assert slow.verdict is Verdict.TIMEOUT_CPU
    assert {test.status for test in slow.tests if "Sums" in test.id} <= {TestStatus.PASS, TestStatus.TIMEOUT}


@real
async def test_a_crash_costs_one_test(sandbox, suite_in_two):
    dying = GOOD.replace(b"    if type", b"    if n == -345: __import__('os').abort()\n    if type")
    crashed = await grade(suite_in_two, {"digits.py": dying}, sandbox, attempt="a")
    assert [test.id for test in crashed.tests if test.status is not TestStatus.PASS] == [
        "test_digits.Sums.test_negative"
    ]
    assert crashed.verdict is Verdict.CRASH


@real
@pytest.mark.parametrize(
    "attack",
    [
        "import unittest\nunittest.TestCase.run = lambda self, result: result.addSuccess(self)",
        "import unittest\nunittest.TestCase.assertEqual = lambda *a: None",
        "import unittest\nunittest.TestResult.addFailure = unittest.TestResult.addError = lambda *a: None",
        "import unittest.case\nunittest.case._Outcome.testPartExecutor = __import__('contextlib').nullcontext",
        'import os\nfor fd in range(3, 40):\n  try: os.write(fd, b\'{"status": "pass"}\')\n  except OSError: pass',
        "import builtins\nclass E(Exception): pass\nbuiltins.AssertionError = E",
        "import os\nif os.fork(): os._exit(0)",
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
    ],
)
async def test_an_attack_on_the_runner_never_solves(sandbox, tasks, attack):
    wrong = await graded(sandbox, tasks, f"{attack}\ndef digit_sum(n):\n    return -1\n".encode())
    assert not wrong.solved
    assert wrong.score == 0
    assert wrong.verdict is not Verdict.GRADER_ERROR


@real
async def test_a_right_answer_with_harmless_oddities_is_not_accused(sandbox, tasks):
    odd = b"import atexit, sys, threading\natexit.register(print, 'bye')\nsys.setrecursionlimit(5000)\n" + GOOD
    assert (await graded(sandbox, tasks, odd + b"\nthreading.Thread(target=print).start()\n")).solved


@real
async def test_the_hidden_ids_do_not_lie_beside_the_tests(sandbox, tasks):
    spy = b"""
import glob, os
seen = glob.glob("/tests/*")
def digit_sum(n):
    raise TypeError if not any("expected" in name for name in seen) else ValueError
"""
    by_name = {test.id: test.status for test in (await graded(sandbox, tasks, spy)).tests}
    assert by_name["test_digits.Errors.test_no_integer"] is TestStatus.PASS


@real
async def test_a_grade_says_what_judged_it_and_how_hard_it_is_to_forge(sandbox, tasks):
    grade = await graded(sandbox, tasks, GOOD)
    assert grade.assurance is Assurance.B
    assert grade.judged_by["python"]
    assert grade.sandbox == sandbox.name


# --- ways to fail, and values that differ -----------------------------------------------------------------------------


@pytest.mark.parametrize("word", WAYS)
def test_each_plain_control_fails(word):
    line = WAYS[word].format(n=7, m=8)
    case = type("Case", (unittest.TestCase,), {})()
    with pytest.raises(AssertionError):
        exec(line, {"self": case})


def test_only_ways_that_the_tests_use_have_a_control_unless_a_helper_may_use_any():
    def count(text: str) -> int:
        ids = unittest_canaries({"test_a.py": text.encode()}, "digits.py").ids
        return len([test_id for test_id in ids if ".Case." in test_id])

    assert count("import unittest\nimport digits\n# assertIn") == 3
    assert count("import unittest\nfrom support import helper\n") == len(WAYS) + 1
    assert count("from . import helper\n") == len(WAYS) + 1


@pytest.mark.parametrize("value", [3, 0.5, "a", b"a", [1, 2], (1, [2, 3]), {1, 2}, {"a": 1}, [], {}, (), True, None])
def test_something_else_differs_in_one_of_its_parts(value):
    other = ast.literal_eval(something_else(ast.parse(repr(value), mode="eval").body))
    assert other != value
    assert type(other) is type(value) or value in (True, None)
    assert not isinstance(value, list | tuple) or not value or len(other) == len(value)


def test_a_comparison_stands_between_two_meetings_and_its_value_is_made_once():
    source = (
        b"class T:\n def test_a(self):\n  with x:\n   self.assertEqual(f(), 1)\n  assert g() == [2]\n"
        b"  self.assertEqual(1, 2)\n  self.assertEqual(*h, 3)\n"
    )
    text = with_unequals(source).decode()
    assert (text.count("f()"), text.count("g()"), text.count("__name__")) == (1, 1, 0)
    assert [text.count(f", '', '', False, {judged})") for judged in (False, True)] == [2, 2]
    assert "_compared_0 = f()" in text
    assert "_compared_1 = g()" in text


JUMPS = b"""
import sys
def jump(frame, event, arg):
    if event == "line": frame.f_lineno = max(line for *_, line in frame.f_code.co_lines() if line)
    return jump
def digit_sum(n):
    sys.settrace(lambda *given: None)
    sys._getframe(1).f_trace = jump
    return 0
"""


@real
async def test_a_test_of_which_a_part_was_jumped_over_has_not_passed(sandbox, tasks):
    skipped = await graded(sandbox, tasks, JUMPS)
    assert not skipped.solved
    assert skipped.score == 0
