"""What a submission is told of hidden tests in Go that do not compile beside it: why, and nothing of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.languages.go.helpers import with_own_names
from prony.grading.languages.go.words import meaning
from prony.nouns import Verdict
from prony.sandbox import open_sandbox
from prony.suites import load_suite

ROOT = Path(__file__).parents[2] / "suites" / "quick"
RING = (ROOT / "go-ring/solution/ring.go").read_text()
HELD = (
    "./ring_test.go:16:6: {name} redeclared in this block\n\t./ring.go:35:6: other declaration of {name}\n",
    "./ring.go:35:6: {name} redeclared in this block\n\t./ring_test.go:16:6: other declaration of {name}\n",
)
OWN = {"ring.go": RING.encode()}


@pytest.mark.parametrize("said", HELD)
def test_a_name_that_both_declare_is_declared_twice(said):
    assert meaning("./x_test.go:1:1: undefined: y\n" + said.format(name="expect"), OWN) == (
        "expect is declared twice: in ring.go, and in the tests beside it, which are of the same package"
    )


def test_what_the_submission_or_the_tests_declare_twice_by_themselves_is_not_said_of_the_other():
    assert (
        meaning("./ring.go:35:6: New redeclared in this block\n\t./other.go:10:6: other declaration of New", OWN) == ""
    )
    assert meaning("./a_test.go:3:6: x redeclared in this block\n\t./b_test.go:1:6: other declaration of x", OWN) == ""


@pytest.mark.parametrize(
    "said",
    [
        "found packages ring (c1_test.go) and main (ring.go) in .",
        "found packages main (ring.go) and ring (c1_test.go) in .",
    ],
)
def test_another_package_is_named_and_no_file_of_tests(said):
    assert meaning(said, OWN) == "ring.go is of package main, and the tests beside it of ring"


def test_a_file_that_is_not_left_out_explains_nothing():
    assert meaning("./ring_test.go:8:39: undefined: Ring", OWN) == ""
    assert meaning("./ring_test.go:8:39: undefined: Ring", {"ring.go": b'package ring\n\n// not "C"\n'}) == ""


@pytest.mark.parametrize(
    "said", ["./ring_test.go:8:39: undefined: Ring", "./ring_test.go:7:7: could not import task (open : no)"]
)
def test_a_file_that_is_left_out_is_named_for_tests_beside_it_and_outside(said):
    told = meaning(f"./ring_test.go:{said}", {"ring.go": b'package ring\n\nimport "C"\n'})
    assert told.startswith('ring.go is left out: it imports "C"')


@pytest.mark.asyncio(loop_scope="module")
async def test_a_name_of_a_hidden_test_is_free_where_tests_stand_outside_the_package(sandbox):
    task = next(task for task in load_suite(ROOT).tasks if task.name == "go-ring")
    answer = RING + "\nfunc TestBasicsEmpty() {}\n"
    assert (await grade(task, {"ring.go": answer.encode()}, sandbox, attempt="a")).solved


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=1, toolchains=("python", "go")) as opened:
        yield opened


SOURCES = {
    "ring.go is of package main": RING.replace("package ring", "package main"),
    'it imports "C"': RING.replace("package ring", 'package ring\n\nimport "C"\n'),
    "(//go:build)": "//go:build ignore\n\n" + RING,
    "something that they use is missing": RING.replace(") Len", ") Length"),
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("words", SOURCES)
async def test_a_submission_is_told_why_the_tests_do_not_compile_beside_it(sandbox, words):
    task = next(task for task in load_suite(ROOT).tasks if task.name == "go-ring")
    graded = await grade(task, {"ring.go": SOURCES[words].encode()}, sandbox, attempt="a")
    assert graded.verdict is Verdict.COMPILE_ERROR
    assert {words in test.message for test in graded.tests} == {True}, graded.tests[0].message
    assert "_test.go" not in graded.tests[0].message


HELPERS = {
    "a function": "func expect(a, b int) int { return a }\n",
    "a variable": "var filled = 1\n",
    "in a block": "const (\n\texpect = 1\n\tfilled = 2\n)\n",
    "a type": "type filled struct{ expect int }\n",
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("helper", HELPERS.values(), ids=HELPERS)
async def test_a_right_answer_may_have_a_helper_that_the_tests_have_too(sandbox, helper):
    task = next(task for task in load_suite(ROOT).tasks if task.name == "go-ring")
    graded = await grade(task, {"ring.go": f"{RING}\n{helper}".encode()}, sandbox, attempt="a")
    assert graded.solved, graded.tests[0].message


def test_only_what_both_declare_in_one_folder_gets_another_name_and_texts_keep_theirs():
    tests = {
        "a_test.go": b"package a\n\nfunc want() {}\n\nfunc keep() {}\n\n"
        b'// want\nvar s = "want" + `want` + x.want + want()\n',
        "b/b_test.go": b"package b\n\nfunc want() {}\n",
    }
    own = {"a.go": b"package a\n\nfunc want() {}\n", "README": b"func keep"}
    changed = with_own_names(tests, own)
    assert changed["b/b_test.go"] == tests["b/b_test.go"]
    text = changed["a_test.go"].decode()
    assert (text.count("func want("), text.count("func keep("), text.count("want()")) == (0, 1, 0)
    assert '// want\nvar s = "want" + `want` + x.want + want' in text
    assert with_own_names(tests, {"a.go": b"package a\n\nfunc TestX() {}\n"}) == tests
