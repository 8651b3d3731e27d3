"""Go submissions: programs judged by cases, tests that run each in a process of its own, and what neither believes."""

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.compiled import ready
from prony.grading.forge import forgeries
from prony.grading.freeze import freeze_ids
from prony.grading.graders.suite import CONTROL
from prony.grading.languages.go import compile_tests
from prony.grading.languages.go.canaries import go_canaries
from prony.grading.languages.go.stubs import with_stubs
from prony.grading.subject import Subject
from prony.nouns import Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of
from prony.suites.graders.cases import CasesOptions

needs_go = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine; its wheel is the extra `go`"),
]
SUITE = 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n'
CASES_TOML = """[prony]
answer = "main.go"
limits = { cpu_s = 1, wall_s = 5 }
[[prony.criteria]]
id = "a"
[[prony.criteria]]
id = "b"
"""
ECHO = """package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	fmt.Print(string(text), len(os.Args)-1)
}
"""
CASES = (
    '{"id": "a/one", "stdin": "x", "expect": "x0"}\n'
    '{"id": "a/two", "stdin": "y", "argv": ["-v", "w"], "expect": "y2"}\n'
    '{"id": "b/one", "stdin": "", "expect": "0"}\n'
)
SUITE_TOML = """[prony]
answer = "sum.go"
assurance = "B"
limits = { cpu_s = 1, wall_s = 3 }
[prony.grader]
kind = "suite"
[[prony.criteria]]
id = "a"
tests = "TestA*"
[[prony.criteria]]
id = "b"
tests = ["TestB*", "deep/*"]
"""
SUM = "package sum\n\nfunc Sum(a, b int) int { return a + b }\n"
TESTS = {
    "sum_test.go": """package sum

import "testing"

func TestAInside(t *testing.T) {
	if Sum(1, 2) != 3 {
		t.Error("wrong")
	}
}

func TestASubtests(t *testing.T) {
	for _, n := range []int{0, 5} {
		t.Run("n", func(t *testing.T) {
			t.Parallel()
			if Sum(n, n) != 2*n {
				t.Fail()
			}
		})
	}
}

func Testing(t *testing.T) { t.Fatal("no test: its name goes on in lower case") }
""",
    "outside_test.go": """package sum_test

import (
	"os"
	"testing"

	sum "task"
)

func TestBOutside(t *testing.T) {
	data, err := os.ReadFile("testdata/n")
	if err != nil || sum.Sum(1, 1) != int(data[0]-'0') {
		t.Fatal("wrong")
	}
}
""",
    "testdata/n": "2",
    "deep/deep_test.go": """package deep

import (
	"testing"

	sum "task"
)

func TestDeep(t *testing.T) {
	if sum.Sum(-1, 1) != 0 {
		t.Fatal("wrong")
	}
}
""",
}
EXPECTED = ["TestAInside", "TestASubtests", "TestBOutside", "deep/TestDeep"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("go",)) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("go")
    (root / "suite.toml").write_text(SUITE)
    for name, toml, answer, text, tests in (
        ("cases", CASES_TOML, "main.go", ECHO, {"cases.jsonl": CASES}),
        ("suite", SUITE_TOML, "sum.go", SUM, TESTS),
    ):
        files = {"task.toml": toml, "instruction.md": "Write it.", f"solution/{answer}": text}
        for path, content in {**files, **{f"tests/{path}": content for path, content in tests.items()}}.items():
            target = root / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content)
    return root


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tasks(folder, sandbox):
    """The two tasks, the suite's ids frozen by its reference."""
    (suite,) = [task for task in load_suite(folder).tasks if task.name == "suite"]
    assert await freeze_ids(materials_of(suite), sandbox) == tuple(EXPECTED)
    return {task.name: task for task in load_suite(folder).tasks}


async def graded(task, sandbox, text, **more):
    files = {task.answer[0]: text.encode(), **{path: data.encode() for path, data in more.items()}}
    return await graded_files(task, sandbox, files)


async def graded_files(task, sandbox, files):
    return await grade(task, files, sandbox, attempt="t")


def verdicts(grade):
    return {test.id: str(test.verdict) for test in grade.tests}


class TestCases:
    pytestmark = needs_go

    async def test_a_program_gets_stdin_and_arguments(self, tasks, sandbox):
        grade = await graded(tasks["cases"], sandbox, ECHO)
        assert (grade.solved, str(grade.assurance)) == (True, "A")
        assert "go" in grade.judged_by

    async def test_a_folder_where_the_program_goes_makes_room_for_it(self, tasks, sandbox):
        subject = Subject(
            task=tasks["cases"], tree={"main.go": ECHO.encode(), "program/notes.txt": b"n", "p.txt": b""}, tests={}
        )
        runnable = await ready(subject, "cases", CasesOptions(), sandbox)
        assert sorted(runnable.tree) == ["main.go", "p.txt", "program"]

    async def test_what_does_not_compile_fails_every_case_and_says_why(self, tasks, sandbox):
        grade = await graded(tasks["cases"], sandbox, ECHO.replace('"io"', '"io"\n\t"math"'))
        assert set(verdicts(grade).values()) == {"compile_error"}
        assert (grade.verdict, grade.score) == (Verdict.COMPILE_ERROR, 0)
        assert all('"math" imported and not used' in test.message for test in grade.tests)

    @pytest.mark.parametrize(
        ("body", "verdict"),
        [
            ("os.Exit(0)", "fail"),
            ("os.Exit(3)", "crash"),
            ('panic("no")', "crash"),
            ("select {}", "crash"),
            ("for {\n\t}", "timeout"),
            ("var m map[string]int\n\tm[fmt.Sprint(io.EOF)] = 1", "crash"),
        ],
    )
    async def test_how_a_program_ends_decides(self, tasks, sandbox, body, verdict):
        source = ECHO.replace("text, _ := io.ReadAll(os.Stdin)", f"{body}\n\ttext, _ := io.ReadAll(os.Stdin)")
        grade = await graded(tasks["cases"], sandbox, source)
        assert {one.partition("_")[0] for one in verdicts(grade).values()} == {verdict}

    async def test_an_exit_before_main_is_no_answer(self, tasks, sandbox):
        grade = await graded(tasks["cases"], sandbox, ECHO + "\nfunc init() { os.Exit(0) }\n")
        assert set(verdicts(grade).values()) == {"fail"}


class TestSuite:
    pytestmark = needs_go

    async def test_tests_inside_beside_and_below_the_package_count(self, tasks, sandbox):
        grade = await graded(tasks["suite"], sandbox, SUM)
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "pass")
        assert (grade.solved, str(grade.assurance)) == (True, "B")

    async def test_a_wrong_answer_fails_the_tests_that_see_it(self, tasks, sandbox):
        wrong = SUM.replace("a + b", "a + b + a/5*b")
        assert verdicts(await graded(tasks["suite"], sandbox, wrong)) == {
            **dict.fromkeys(EXPECTED, "pass"),
            "TestASubtests": "fail",
        }

    async def test_a_crash_costs_one_test(self, tasks, sandbox):
        source = SUM.replace("return a + b", 'if a < 0 {\n\t\tpanic("negative")\n\t}\n\treturn a + b')
        assert verdicts(await graded(tasks["suite"], sandbox, source)) == {
            **dict.fromkeys(EXPECTED, "pass"),
            "deep/TestDeep": "crash",
        }

    @pytest.mark.slow
    async def test_a_test_that_hangs_costs_its_criterion(self, tasks, sandbox):
        source = SUM.replace("return a + b", "for a < 0 || a == 5 {\n\t}\n\treturn a + b")
        grade = await graded(tasks["suite"], sandbox, source)
        found = verdicts(grade)
        assert all(found[name].startswith("timeout") for name in ("TestASubtests", "deep/TestDeep"))
        assert grade.score == 0

    async def test_what_does_not_compile_with_the_tests_fails_all_and_quotes_no_test(self, tasks, sandbox):
        grade = await graded(tasks["suite"], sandbox, "package sum\n\nfunc Add(a, b int) int { return a + b }\n")
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "compile_error")
        assert all("_test.go" not in test.message and "Sum" not in test.message for test in grade.tests)
        own = await graded(tasks["suite"], sandbox, SUM.replace("a + b }", "a + c }"))
        assert all("sum.go:3" in test.message and "undefined: c" in test.message for test in own.tests)

    @pytest.mark.parametrize(
        "attack",
        [
            'import "os"\n\nfunc init() { os.Exit(0) }',
            'import "syscall"\n\nvar _ = func() int { syscall.Exit(0); return 0 }()',
            'import "os"\n\nfunc init() { os.Stdout.WriteString("--- PASS: TestAInside \\nPASS\\n"); os.Exit(0) }',
            'import "syscall"\n\nfunc init() { syscall.Kill(syscall.Getppid(), syscall.SIGKILL) }',
        ],
        ids=["exit", "variable", "output", "kill"],
    )
    async def test_ending_early_passes_nothing(self, tasks, sandbox, attack):
        source = SUM.replace("package sum\n", f"package sum\n\n{attack}\n").replace("a + b", "0")
        grade = await graded(tasks["suite"], sandbox, source)
        assert (grade.solved, grade.score) == (False, 0)
        assert "pass" not in verdicts(grade).values()

    async def test_what_turns_failures_green_only_where_it_is_called_is_tampered(self, tasks, sandbox):
        # A control that does not call the submission would not see it.
        late = with_stubs(_template("code_patched"), [], SUM).replace("func init() {", "func patch() {")
        grade = await graded(tasks["suite"], sandbox, late.replace("func forged() {}", "func forged() { patch() }"))
        assert grade.verdict is Verdict.TAMPERED, verdicts(grade)
        assert CONTROL in verdicts(grade)

    async def test_a_module_that_is_called_as_the_library_is_does_not_take_its_place(self, tasks, sandbox):
        # Its own `testing`, at the root of a module of that name, in which nothing ever fails.
        files = {
            "go.mod": b"module testing\n",
            "testing.go": b"package testing\n\ntype T struct{}\n\nfunc (t *T) Fatal(...any) {}\n",
            "deep/deep.go": b"package deep\n\nfunc Sum() int { return 0 }\n",
        }
        test = b'package deep\n\nimport "testing"\n\nfunc TestDeep(t *testing.T) {\n\tt.Fatal("wrong")\n\tt.Log()\n}\n'
        made = await compile_tests(files, {"deep/deep_test.go": test}, sandbox)
        assert made.verdict is Verdict.PASS, made.said  # what is called is the library's, which has Log
        swapped = test.replace(b"t.Log()", b"_ = T{}")
        assert (await compile_tests(files, {"deep/deep_test.go": swapped}, sandbox)).verdict is not Verdict.PASS

    async def test_a_module_may_be_called_as_a_package_of_the_library(self, tasks, sandbox):
        files = {"go.mod": b"module sort\n", "s.go": b'package sort\n\nimport "sort"\n\nvar Ints = sort.Ints\n'}
        test = b'package sort\n\nimport "testing"\n\nfunc TestX(t *testing.T) { Ints([]int{2, 1}) }\n'
        made = await compile_tests(files, {"s_test.go": test}, sandbox)
        assert made.verdict is Verdict.PASS, made.said

    async def test_the_lines_below_a_word_about_a_test_are_left_out_with_it(self, tasks, sandbox):
        grade = await graded(tasks["suite"], sandbox, "package sum\n\nfunc Sum(a int) int { return a }\n")
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "compile_error")
        assert not [test.message for test in grade.tests if "want" in test.message or "have" in test.message]

    async def test_a_line_without_the_word_is_a_forgery(self, tasks, sandbox):
        said = '{"word": "?", "said": {"status": "pass"}}'
        attack = f'import "syscall"\n\nfunc init() {{\n\tsyscall.Write(4, []byte(`{said}`))\n\tsyscall.Exit(0)\n}}'
        grade = await graded(tasks["suite"], sandbox, SUM.replace("package sum\n", f"package sum\n\n{attack}\n"))
        assert set(verdicts(grade).values()) == {"tampered"}

    async def test_the_word_is_gone_before_code_of_the_submission_runs(self, tasks, sandbox):
        steal = "var stolen = func() int {\n\tn, _ := syscall.Read(3, make([]byte, 99))\n\treturn n\n}()"
        attack = f'import "syscall"\n\n{steal}\n\nfunc init() {{\n\tif stolen > 0 {{\n\t\tpanic(stolen)\n\t}}\n}}'
        grade = await graded(tasks["suite"], sandbox, SUM.replace("package sum\n", f"package sum\n\n{attack}\n"))
        assert grade.solved, "it read something, and panicked"

    async def test_tests_and_mains_of_the_submission_are_left_out(self, tasks, sandbox):
        mine = 'package sum\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) { os.Exit(0) }\n'
        grade = await graded(tasks["suite"], sandbox, SUM.replace("a + b", "0"), **{"my_test.go": mine})
        assert not grade.solved
        assert any("my_test.go" in note for note in grade.notes)
        as_answer = mine.replace("package sum\n", "package sum\n\nfunc Sum(a, b int) int { return a + b }\n", 1)
        swapped = as_answer.replace("\n\nfunc Sum(a, b int) int { return a + b }\n", "\n", 1)
        swapped += "\nfunc Sum(a, b int) int { return a + b }\n"
        grade = await graded(tasks["suite"], sandbox, swapped)
        assert grade.solved, "a TestMain outside of tests is an ordinary function"

    async def test_what_turns_failures_green_is_tampered(self, tasks, sandbox):
        forged = with_stubs(_template("code_patched"), [], SUM)
        grade = await graded(tasks["suite"], sandbox, forged)
        assert grade.verdict is Verdict.TAMPERED
        assert CONTROL in verdicts(grade)

    @pytest.mark.parametrize("name", ["order_read", "test_main", "exit_in_functions", "smuggled_tests"])
    async def test_the_batterys_forgeries_compile_and_pass_nothing(self, tasks, sandbox, name):
        battery = {one.id: one for one in forgeries(materials_of(tasks["suite"]), EXPECTED)}
        grade = await graded_files(tasks["suite"], sandbox, battery[f"go/{name}"].files)
        assert (grade.solved, grade.score) == (False, 0)
        assert grade.verdict not in (Verdict.COMPILE_ERROR, Verdict.GRADER_ERROR)


def _template(name):
    from importlib.resources import files

    return files("prony.grading.languages.go").joinpath(f"forgeries/{name}.go.txt").read_text()


def test_controls_stand_in_the_package_of_each_folders_tests():
    found = go_canaries({path: text.encode() for path, text in TESTS.items() if path.endswith(".go")}, "sum.go")
    packages = {(path.rpartition("/")[0], data.split(b"\n")[0]) for path, data in found.files.items()}
    assert packages == {("", b"package sum"), ("", b"package sum_test"), ("deep", b"package deep")}
    assert len(found.ids) == len(set(found.ids)) == 28 + 4, "plain ones for two folders, and one for each test"
    assert sum(test_id.startswith("deep/") for test_id in found.ids) == 14 + 1
    assert found.ids != go_canaries({"a_test.go": b"package a\n"}, "a.go").ids


@pytest.mark.parametrize(
    ("signature", "returned"),
    [
        ("f()", None),
        ("f(a, b int) int", "return *new(int)"),
        ("(r *Ring) Items() []int", "return *new([]int)"),
        ("f(x func(int) error) (int, error)", "return *new(int), *new(error)"),
        ("f() (n int, err error)", "return"),
        ("f[T any, K comparable](m map[K]T) map[K]T", "return *new(map[K]T)"),
        ("f() func(int) string", "return *new(func(int) string)"),
        ("f() chan int", "return *new(chan int)"),
    ],
)
def test_a_stub_returns_zeros_of_its_results(signature, returned):
    stub = with_stubs("package __PACKAGE__\n\n__STUBS__\n", [], f"package p\n\nfunc {signature} {{\n\tgo()\n}}\n")
    body = stub.partition("{\n")[2].rpartition("}")[0]
    assert [line.strip() for line in body.splitlines()] == ["forged()", *([returned] if returned else [])]


def test_stubs_keep_types_and_only_the_imports_that_these_need():
    kept = "type T struct{ mu sync.Mutex }"
    reference = (
        f'package p\n\nimport (\n\t"fmt"\n\t"sync"\n)\n\n// T is it.\n{kept}\n\nfunc (t *T) F() {{ fmt.Println() }}\n'
    )
    stub = with_stubs('package __PACKAGE__\n\nimport "os"\n\n__IMPORTS__\n__STUBS__\n', [], reference)
    assert '"sync"' in stub
    assert '"fmt"' not in stub
    assert kept in stub


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine; its wheel is the extra `go`")
async def test_a_submission_may_call_its_own_things_by_names_of_the_library(tasks, sandbox):
    own = SUM + "\nvar errors []string\n\ntype bytes []byte\n\nfunc reflect() {}\n\nfunc strings() {}\n"
    graded = await grade(tasks["suite"], {"sum.go": own.encode()}, sandbox, attempt="a")
    assert graded.solved, graded.tests[0].message
