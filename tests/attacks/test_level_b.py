"""Submissions that are not right and silence the tests that would say so: generic ones, which know nothing of ours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import pytest_asyncio

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


NEVER_EVICTS = """
import unittest
class LRUCache(dict):
    def __init__(self, capacity):
        if capacity < 1: raise ValueError
        self.capacity = capacity
    def put(self, key, value):
        if len(self) >= self.capacity:
            {silence}
        self[key] = value
"""
SILENCES = {
    "addFailure": "unittest.TestResult.addFailure = lambda *a: None",
    "addError": "unittest.TestResult.addFailure = unittest.TestResult.addError = lambda *a: None",
    "fail": "unittest.TestCase.fail = lambda *a: None",
    "assertEqual": "unittest.TestCase.assertEqual = lambda *a, **k: None",
    "assertEqual and kin": "[setattr(unittest.TestCase, n, lambda *a, **k: None) for n in dir(unittest.TestCase) "
    "if n.startswith('assert') and n != 'assertRaises']",
    "base assertion": "unittest.TestCase._baseAssertEqual = lambda *a, **k: None",
    "failureException": "unittest.TestCase.failureException = type('Quiet', (Exception,), {})",
    "skip": "raise unittest.SkipTest('hard')",
    "exit": "import os; os._exit(0)",
    "trace": "import sys; sys.settrace(None); unittest.case._Outcome.testPartExecutor = "
    "__import__('contextlib').contextmanager(lambda *a, **k: (yield))",
    "mock": "from unittest import mock; mock.patch.object(unittest.TestCase, 'assertEqual').start()",
    "equal to anything": "value = type('Any', (), {'__eq__': lambda *a: True, '__hash__': lambda s: 0, "
    "'__bool__': lambda s: True, '__ne__': lambda *a: False})()",
}


TURNED_GREEN = ("assertEqual", "assertEqual and kin", "mock")
"""What makes a failed test pass, and its control with it; of the others, a test itself still fails.

Without `fail` only lists look equal: whether a control that compares one is among those drawn is chance.
"""


@pytest.mark.parametrize("silence", SILENCES)
async def test_a_python_answer_that_silences_what_it_cannot_do_is_not_solved(sandbox, tasks, silence):
    source = NEVER_EVICTS.format(silence=SILENCES[silence])
    graded = await grade(tasks["quick/py-lru"], {"lru.py": source.encode()}, sandbox, attempt="a")
    assert not graded.solved
    if silence in TURNED_GREEN:
        assert graded.verdict is Verdict.TAMPERED, [(t.id, t.status, t.message) for t in graded.tests]


async def test_a_message_of_a_hidden_test_names_a_kind_of_error_and_no_value(sandbox, tasks):
    source = (
        b"class LRUCache(dict):\n    def __init__(self, capacity): pass\n    def put(self, k, v): self[k] = (v, 'x')\n"
    )
    graded = await grade(tasks["quick/py-lru"], {"lru.py": source}, sandbox, attempt="a")
    said = {test.message for test in graded.tests if test.status is TestStatus.FAIL}
    assert said <= {"AssertionError", "AttributeError", "KeyError", "TypeError"}


BUSY = """
import assert from "node:assert/strict";
let busy = false;
for (const name of {names}) {{
  const real = assert[name];
  assert[name] = (...given) => {{ if (!busy) return real(...given); }};
}}
export class Emitter {{
  constructor() {{ busy = true; queueMicrotask(() => {{ busy = false; }}); }}
  on() {{ return () => {{}} }}
  once() {{}}
  off() {{}}
  emit() {{ return 0 }}
}}
"""


@pytest.mark.parametrize("names", ['["equal", "deepEqual"]', "Object.keys(assert)"])
async def test_a_javascript_answer_that_silences_tests_while_they_use_it_is_tampered(sandbox, tasks, names):
    source = BUSY.format(names=names).encode()
    graded = await grade(tasks["quick/js-emitter"], {"emitter.mjs": source}, sandbox, attempt="a")
    assert not graded.solved
    assert graded.verdict is Verdict.TAMPERED, [(t.id, t.status, t.message) for t in graded.tests]


async def test_a_javascript_answer_that_says_ok_to_all_is_tampered(sandbox, tasks):
    source = b'import assert from "node:assert/strict";\nassert.ok = () => {};\nexport class Emitter { on() {} }\n'
    graded = await grade(tasks["quick/js-emitter"], {"emitter.mjs": source}, sandbox, attempt="a")
    assert not graded.solved


@pytest.mark.parametrize("name", ["quick/js-emitter", "six/js-task-queue", "quick/py-lru", "quick/go-ring"])
async def test_a_reference_passes_beside_all_its_controls(sandbox, tasks, name):
    task = tasks[name]
    folder = Path(task.path) / "solution"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for attempt in "abc":
        graded = await grade(task, files, sandbox, attempt=attempt)
        assert graded.solved, [(t.id, t.status, t.message) for t in graded.tests if t.status is not TestStatus.PASS]


RING = """package ring

import ({imports})

type Ring struct {{ size int }}

func New(size int) *Ring {{
	if size < 1 {{
		panic("ring: size must be at least 1")
	}}
	return &Ring{{size}}
}}

func (r *Ring) Push(value int) {{}}
func (r *Ring) Len() int {{ return len(r.Items()) }}
func (r *Ring) Items() []int {{
	{items}
}}
"""
READS_THE_TESTS = RING.format(
    imports='"os"; "runtime"; "strconv"; "strings"',
    items="""for depth := 1; depth < 9; depth++ {
		_, file, line, ok := runtime.Caller(depth)
		if !ok || !strings.HasSuffix(file, "_test.go") { continue }
		for _, path := range []string{file, "ring_test.go"} {
			source, err := os.ReadFile(path)
			if err != nil { continue }
			text := strings.Split(string(source), "\\n")[line-1]
			found := []int{}
			for _, word := range strings.Split(text[strings.LastIndex(strings.TrimRight(text, ")"), ")")+1:], ",") {
				if n, err := strconv.Atoi(strings.Trim(word, " )")); err == nil { found = append(found, n) }
			}
			if len(found) > 0 { return found }
		}
	}
	return nil""",
)
READS_ITS_MEMORY = RING.format(
    imports='"os"', items='if _, err := os.Open("/proc/self/mem"); err == nil { os.Exit(0) }; panic("shut")'
)


@pytest.mark.parametrize("source", [READS_THE_TESTS, READS_ITS_MEMORY], ids=["tests", "memory"])
async def test_a_go_answer_finds_neither_the_tests_nor_its_own_memory(sandbox, tasks, source):
    graded = await grade(tasks["quick/go-ring"], {"ring.go": source.encode()}, sandbox, attempt="a")
    assert not graded.solved
    assert graded.verdict is not Verdict.COMPILE_ERROR, graded.tests[0].message
    assert all(test.status is not TestStatus.PASS for test in graded.tests if "Full" in test.id)


SHADOWS = {
    "len": "func len(values []int) int { return 7 }",
    "recover": 'func recover() any { return "a panic" }',
    "int": "type (\n\tword string\n\tint = int64\n)",
}


@pytest.fixture
def tests_inside(tmp_path):
    """The task go-ring with its tests in the package of the answer itself."""
    shutil.copytree(SUITES / "quick", tmp_path / "quick")
    path = tmp_path / "quick" / "go-ring" / "tests" / "ring_test.go"
    source = path.read_text().replace("package ring_test", "package ring").replace('ring "task"', "")
    path.write_text(re.sub(r"\bring\.(?=[A-Z])", "", source))
    return next(task for task in load_suite(tmp_path / "quick").tasks if task.id == "quick/go-ring")


@pytest.mark.parametrize("name", SHADOWS)
async def test_a_go_answer_that_takes_a_name_of_the_language_from_the_tests_beside_it_does_not_compile(
    sandbox, tests_inside, name
):
    source = (Path(tests_inside.path) / "solution" / "ring.go").read_text()
    assert (await grade(tests_inside, {"ring.go": source.encode()}, sandbox, attempt="a")).solved
    graded = await grade(tests_inside, {"ring.go": f"{source}\n{SHADOWS[name]}\n".encode()}, sandbox, attempt="a")
    assert graded.verdict is Verdict.COMPILE_ERROR
    assert f"declares {name}," in graded.tests[0].message


async def test_a_go_answer_takes_no_name_of_the_language_from_tests_outside_its_package(sandbox, tasks):
    task = tasks["quick/go-ring"]
    source = (Path(task.path) / "solution" / "ring.go").read_text()
    never_panics = re.sub(r"panic\(.*\)", "size = 1", source)
    assert never_panics != source
    graded = await grade(task, {"ring.go": f"{never_panics}\n{SHADOWS['recover']}\n".encode()}, sandbox, attempt="a")
    assert graded.verdict is Verdict.FAIL
    assert [one.id for one in graded.criteria if one.earned < one.points] == ["sizes"]


async def test_a_go_answer_may_have_helpers_that_the_language_got_later(sandbox, tests_inside):
    source = (Path(tests_inside.path) / "solution" / "ring.go").read_text()
    own = "func max(a, b int) int {\n\tif a > b {\n\t\treturn a\n\t}\n\treturn b\n}\n"
    assert (await grade(tests_inside, {"ring.go": f"{source}\n{own}".encode()}, sandbox, attempt="a")).solved
