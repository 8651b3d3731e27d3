"""Suites that use more of their test framework than most: their references pass, and no honest answer is accused."""

from __future__ import annotations

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.freeze import freeze_ids
from prony.nouns import TestStatus, Verdict
from prony.suites import load_suite, materials_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
SUITE = 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n'
TASK = """[prony]
answer = "{answer}"
assurance = "B"
[prony.grader]
kind = "suite"
[prony.limits]
cpu_s = 2
wall_s = 10
[[prony.criteria]]
id = "all"
points = 10
tests = ["*", "**"]
"""
PYTHON = b"""
def add(a, b):
    return a + b
"""
PYTHON_TESTS = """
import unittest
from unittest import mock

import sol
from sol import add

class Base:
    def test_inherited(self):
        both = add(1, 1)
        self.assertTrue(both == 2)

class Case(Base, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.two = 2

    def test_assigns_to_a_default(self, n=3):
        n += 1
        self.assertEqual(add(n, 0), 4)

    def test_takes_names_only(self, *, k=1, **rest):
        k = k + 1
        self.assertEqual((k, rest), (self.two, {}))

    @mock.patch.object(sol, "add", return_value=9)
    def test_patched(self, fake):
        fake = fake()
        self.assertEqual(fake, 9)

    def test_parts(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertEqual(add(n, 1), n + 1)

class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.n = 1

    async def test_awaited(self):
        self.addAsyncCleanup(self.asyncSetUp)
        self.assertEqual(self.n, 1)
"""
NODE = b"""
export const add = (a, b) => a + b;
"""
NODE_TESTS = """
import assert from "node:assert/strict";
import { describe, it, test } from "node:test";

import { add } from "./sol.mjs";

test(function named() { assert.equal(add(0, 0), 0); });
test("parent", async (t) => {
  await t.test("first", () => assert.equal(add(1, 2), 3));
  assert.equal(add(5, 5), 10);
  await t.test("second", () => {});
});
describe("group", () => {
  const sum = add(7, 7);
  it("inside", () => assert.equal(sum, 14));
  it("calls back", (t, done) => setTimeout(done, 1));
});
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("odd")
    (root / "suite.toml").write_text(SUITE)
    for name, answer, source, test, text in (
        ("py", "sol.py", PYTHON, "test_sol.py", PYTHON_TESTS),
        ("js", "sol.mjs", NODE, "sol.test.mjs", NODE_TESTS),
    ):
        for path in ("solution", "tests"):
            (root / name / path).mkdir(parents=True)
        (root / name / "task.toml").write_text(TASK.format(answer=answer))
        (root / name / "instruction.md").write_text("Write it.")
        (root / name / "solution" / answer).write_bytes(source)
        (root / name / "tests" / test).write_text(text)
    return root


@pytest_asyncio.fixture(loop_scope="session")
async def tasks(folder, sandbox):
    for task in load_suite(folder).tasks:
        if not materials_of(task).frozen:
            await freeze_ids(materials_of(task), sandbox)
    return {task.name: task for task in load_suite(folder).tasks}


@pytest.mark.parametrize(("name", "source"), [("py", PYTHON), ("js", NODE)])
async def test_a_reference_passes_in_every_style_of_test(sandbox, tasks, name, source):
    graded = await grade(tasks[name], {tasks[name].answer[0]: source}, sandbox, attempt="a")
    assert graded.solved, [(t.id, t.message) for t in graded.tests if t.status is not TestStatus.PASS]


WRONG = {
    "before a subtest": ("a + b", "a + b + (a === 5)", {"parent", "parent > second"}),
    "in a group": ("a + b", "a === 7 ? undefined() : a + b", {"group > inside", "group > calls back"}),
}


@pytest.mark.parametrize("timer", ["", "setInterval(() => {}, 1000);"], ids=["", "timer"])
@pytest.mark.parametrize("wrong", WRONG)
async def test_tests_that_a_wrong_answer_never_comes_to_are_lost_and_no_offence(sandbox, tasks, wrong, timer):
    right, other, lost = WRONG[wrong]
    source = NODE.replace(right.encode(), other.encode()) + timer.encode()
    graded = await grade(tasks["js"], {"sol.mjs": source}, sandbox, attempt="a")
    failed = {test.id.removeprefix("sol.test.mjs > ") for test in graded.tests if test.status is not TestStatus.PASS}
    assert failed == lost
    assert graded.verdict is Verdict.FAIL


SILENT_WHERE_HARD = b"""
import gc, unittest

def add(a, b):
    if (a, b) == (1, 1):
        for thing in gc.get_objects():
            if isinstance(thing, unittest.TestResult):
                silent = {"addFailure": lambda *a: None, "addError": lambda *a: None}
                thing.__class__ = type("Silent", (type(thing),), silent)
        return 0
    return a + b
"""


async def test_an_inherited_test_has_its_control_too(sandbox, tasks):
    graded = await grade(tasks["py"], {"sol.py": SILENT_WHERE_HARD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.TAMPERED
