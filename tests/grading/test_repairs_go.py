"""Repairs where a compiler decides: Go programs and tests, in a sandbox that was opened for Go alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade, prove
from prony.nouns import Suite, Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine; its wheel is the extra `go`"),
]

MEAN = """package task

// Mean is rounded down.
func Mean(numbers []int) int {
	sum := 0
	for _, n := range numbers {
		sum += n
	}
	return sum / len(numbers)
}
"""
LARGEST = """package task

// Largest of one number or more.
func Largest(numbers []int) int {
	largest := numbers[0]
	for _, n := range numbers {
		largest = max(largest, n)
	}
	return largest
}
"""
SMALLEST = LARGEST.replace("argest", "mallest").replace("Lm", "Sm").replace("lm", "sm").replace("max(", "min(")
MEAN_BROKEN = MEAN.replace("\tsum := 0\n", "\tcount := 1\n\tsum := 0\n").replace("len(numbers)", "1")
LARGEST_BROKEN = LARGEST.replace("\tlargest := numbers[0]\n", "\tlargest := 0\n").replace(
    "package task\n", 'package task\n\nimport "fmt"\n'
)
PROGRAM = """\
import re
from pathlib import Path

file = Path("largest.go")
text = file.read_text()
if "fmt." not in text:
    file.write_text(re.sub(r'^import "fmt"\\n', "", text, flags=re.MULTILINE))
"""
TOML = """\
[prony]
mode = "agent"
toolchain = ["go"]
language = "go"
editable = ["*.go"]
assurance = "B"
limits = { cpu_s = 2, wall_s = 10 }
[prony.grader]
kind = "suite"
module = "mean.go"
independent = ["mean-left", "largest-left"]
[[prony.criteria]]
id = "mean"
points = 9
tests = "TestMean*"
[[prony.criteria]]
id = "largest"
points = 9
tests = "TestLargest*"
[[prony.criteria]]
id = "working"
points = 2
tests = "TestSmallest*"
[[prony.flaws]]
id = "mean-left"
fails = ["mean"]
score = [11, 11]
verdict = "compile_error"
[[prony.flaws]]
id = "largest-left"
fails = ["largest"]
score = [11, 11]
verdict = "compile_error"
"""
TESTS = """package task

import "testing"

func TestMean(t *testing.T) {
	if Mean([]int{1, 2, 6}) != 3 {
		t.Fatal("wrong")
	}
}

func TestLargest(t *testing.T) {
	if Largest([]int{-3, -2}) != -2 {
		t.Fatal("wrong")
	}
}

func TestSmallest(t *testing.T) {
	if Smallest([]int{4, 3}) != 3 {
		t.Fatal("wrong")
	}
}
"""
FILES = {
    "suite.toml": 'id = "go"\ntitle = "Go"\nversion = "1"\nlicence = "CC0-1.0"\n',
    "numbers/task.toml": TOML,
    "numbers/instruction.md": "Mend it.\n",
    "numbers/workspace/mean.go": MEAN_BROKEN,
    "numbers/workspace/largest.go": LARGEST_BROKEN,
    "numbers/workspace/smallest.go": SMALLEST,
    "numbers/solution/mean.go": MEAN,
    "numbers/solution/largest.go": LARGEST,
    "numbers/solution/smallest.go": SMALLEST,
    "numbers/flaws/mean-left/mean.go": MEAN_BROKEN,
    "numbers/flaws/largest-left/largest.go": LARGEST_BROKEN,
    "numbers/repairs/mean.patch": "--- a/mean.go\n+++ b/mean.go\n@@ -5,2 +5 @@\n-\tcount := 1\n \tsum := 0\n",
    "numbers/repairs/largest.py": PROGRAM,
    "numbers/tests/task_test.go": TESTS,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("go",)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def suite(tmp_path_factory: pytest.TempPathFactory, sandbox) -> Suite:
    folder: Path = tmp_path_factory.mktemp("go")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    await prove(load_suite(folder), sandbox, freeze=True)
    return load_suite(folder)


@pytest.mark.parametrize(
    ("handed_in", "needed", "score"),
    [
        ({"mean.go": MEAN, "largest.go": LARGEST}, (), 20),
        ({"mean.go": MEAN}, ("largest",), 11),
        ({"largest.go": LARGEST}, ("mean",), 11),
        ({}, ("mean", "largest"), 2),
    ],
)
async def test_what_does_not_compile_is_repaired(sandbox, suite, handed_in, needed, score):
    files = {path: text.encode() for path, text in handed_in.items()}
    graded = await grade(suite.tasks[0], files, sandbox, attempt="a")
    assert (graded.repairs, graded.score, graded.solved) == (needed, score, not needed)
    if needed:
        assert graded.verdict is Verdict.COMPILE_ERROR
        assert graded.notes[0].startswith("does not compile as it was handed in (compile_error)")


@pytest.mark.slow
async def test_a_go_task_with_repairs_is_proven(sandbox, suite):
    (proof,) = await prove(suite, sandbox)
    assert proof.problems == ()
    assert {claim.name for claim in proof.claims if claim.kind == "repair"} == {
        "untouched", "mean-left", "largest-left", "mean-left + largest-left"
    }  # fmt: skip
