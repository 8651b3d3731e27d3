"""Tests of C and C++: what of a file of tests is compiled, what a submission may not do to it, and its checks."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.languages.native import compile_tests, native_canaries, with_stubs
from prony.grading.languages.native.objects import wrong_with
from prony.grading.languages.native.texts import names_of_tests, runner, unit
from prony.nouns import Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

SUITE = Path(__file__).parents[1] / "data" / "execution"
needs_kit = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("cpp") is None, reason="prony toolchains get cpp fetches its compiler"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("c", "cpp")) as opened:
        yield opened


# --- texts -----------------------------------------------------------------------------------------------------------

TESTS = """#include "prony_test.h"
#include "texts.h"
// TEST(commented) {
TEST(first) {
    CHECK(1);
}
TEST ( second )
{
    const char *s = "TEST(quoted) {";
}
"""


def test_names_of_tests_are_found_in_code_alone():
    assert names_of_tests(TESTS) == ["first", "second"]


def test_headers_beside_tests_are_put_into_them_and_lines_stay_where_they_are():
    text = unit("test_a.c", TESTS, {"texts.h": "#define TEXT 1\n", "test_a.c": TESTS}, "pword")
    behind = text.partition('#line 1 "<test>"\n')[2]
    assert '#include "texts.h"' not in behind
    assert "#define TEXT 1" in behind
    assert "void pword_t_first(void) {" in behind
    assert behind.index("void pword_t_second(void) {\n\n") > 0
    assert "prony_test" not in behind


def test_every_name_of_ours_is_new_each_time():
    text = runner(["first"], "pword", "0f")
    assert "RANDOM" not in text
    assert '{"first", pword_t_first},' in text


def test_controls_stand_in_the_file_itself_and_every_test_has_one():
    found = native_canaries({"sub/test_a.c": TESTS.encode(), "test_b.cpp": TESTS.encode()}, "a.c")
    assert set(found.renamed) == {"sub/test_a.c", "test_b.cpp"}
    assert all(name.partition("/")[0] == "sub" for path, name in found.renamed.items() if "/" in path)
    for path in found.files:
        ids = names_of_tests(found.files[path].decode())
        assert len(ids) == len(set(ids))
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize(
    ("reference", "stub"),
    [
        ("int add(int a, int b) {\n    return a + b;\n}\n", "int add(int a, int b) { forged(); return (int){0}; }"),
        ("void f(void)\n{\n    if (1) { }\n}\n", "void f(void)\n{ forged(); }"),
        ("struct s { int x; };\nint t[] = {1};\n", "struct s { int x; };\nint t[] = {1};"),
        (
            "class A {\n    A(int n) : n_(n) { x(); }\n    std::string s() const { return {}; }\n    int n_;\n};\n",
            "class A {\n    A(int n) : n_(n) { forged(); }\n    std::string s() const { forged(); return {}; }\n"
            "    int n_;\n};",
        ),
    ],
)
def test_a_stub_keeps_types_and_signatures(reference, stub):
    assert with_stubs("__STUBS__", [], reference) == stub


@pytest.mark.parametrize("data", [b"", b"\x7fELF", b"\x7fELF\x02\x01" + bytes(58), b"\x7fELF\x02\x01" + b"\xff" * 80])
def test_what_is_no_object_is_not_linked(data):
    assert wrong_with(data) in ("its objects cannot be read", "")
    assert wrong_with(b"\x7fELF\x01\x01" + bytes(80)) == "its objects cannot be read"


# --- compiled --------------------------------------------------------------------------------------------------------


class TestCompiled:
    pytestmark = needs_kit

    async def test_words_about_tests_are_left_out_and_those_about_the_submission_stay(self, sandbox):
        tests = {"test_a.c": b'#include "prony_test.h"\nint secret(int);\nTEST(a) {\n    CHECK(secret(1));\n}\n'}
        made = await compile_tests("c", {"a.c": b"int other(void) { return 1; }\n"}, tests, sandbox)
        assert (made.verdict, "secret" in made.said) == (Verdict.COMPILE_ERROR, False)
        assert made.said.startswith("does not compile with the tests")
        made = await compile_tests("c", {"a.c": b"int other(void) { return x; }\n"}, tests, sandbox)
        assert made.said == "a.c:1:26: error: use of undeclared identifier 'x'"

    async def test_a_test_may_include_a_source_which_is_then_not_compiled_twice(self, sandbox):
        tests = {"test_a.cpp": b'#include "prony_test.h"\n#include "a.cpp"\nTEST(a) {\n    CHECK_EQ(f(), 1);\n}\n'}
        tree = {"a.cpp": b"int f() { return 1; }\nint main() { return f(); }\n", "b.cpp": b"int g() { return 2; }\n"}
        made = await compile_tests("cpp", tree, tests, sandbox)
        assert made.verdict is Verdict.PASS, made.said

    async def test_what_lies_beside_tests_and_is_none_lies_beside_the_answer(self, sandbox):
        tests = {"test_a.c": b'#include "prony_test.h"\nTEST(a) {}\n', "testdata/n": b"2", "texts.h": b""}
        made = await compile_tests("c", {"a.c": b"int f;\n"}, tests, sandbox)
        assert sorted(made.tree) == ["a.c", "testdata/n"]


CHECKS = r"""
#include "prony_test.h"
#include <map>
#include <set>
#include <unordered_map>
#include <optional>
enum class Color { red, green };
struct Point { int x, y; bool operator==(const Point &) const = default; };
TEST(holds) {
    CHECK_EQ(1, 1L);
    CHECK_EQ(std::size_t(3), 3);
    CHECK_EQ('a', 'a');
    CHECK_EQ(true, true);
    CHECK_EQ(0.5, 0.5f);
    CHECK_EQ("a", std::string("a"));
    CHECK_EQ(std::string_view("a"), "a");
    CHECK_EQ(Color::red, Color::red);
    CHECK_EQ((Point{1, 2}), (Point{1, 2}));
    using Lists = std::map<std::string, std::vector<int>>;
    CHECK_EQ((Lists{{"a", {1}}}), (Lists{{"a", {1}}}));
    CHECK_EQ((std::unordered_map<int, int>{{1, 2}, {3, 4}}), (std::unordered_map<int, int>{{3, 4}, {1, 2}}));
    CHECK_EQ((std::set<int>{1, 2}), (std::set<int>{2, 1}));
    CHECK_EQ(std::optional<int>(1), std::optional<int>(1));
    CHECK_EQ((std::vector<bool>{true, false}), (std::vector<bool>{true, false}));
    CHECK_EQ((std::pair<int, std::string>{1, "a"}), (std::pair<long, std::string>{1, "a"}));
    CHECK_NE(-1, 4294967295u);
    CHECK_NE((std::vector<int>{1}), (std::vector<int>{1, 2}));
    CHECK_NEAR(0.1 + 0.2, 0.3, 1e-12);
    CHECK_STR("a", "a");
    CHECK_MEM("abc", "abd", 2);
    CHECK_THROWS(std::vector<int>().at(1));
    CHECK_THROWS_AS(std::stoi("x"), std::invalid_argument);
    CHECK(std::is_same_v<int, int>);
}
TEST(fails_eq) { CHECK_EQ((std::vector<std::string>{"a"}), (std::vector<std::string>{"b"})); }
TEST(fails_near) { CHECK_NEAR(0.0 / 0.0, 0.0 / 0.0, 1.0); }
TEST(fails_throws) { CHECK_THROWS_AS(throw 1, std::exception); }
TEST(fails_by_throwing) { throw std::runtime_error("x"); }
TEST(fails_text) { CHECK_STR("a", (const char *)0); }
"""
TOML = """[prony]
answer = "a.{suffix}"
toolchain = "{toolchain}"
assurance = "B"
limits = {{ cpu_s = 1, wall_s = 5 }}
[prony.grader]
kind = "suite"
[[prony.criteria]]
id = "a"
tests = ["*"]
"""
CHECKS_IN_C = """
#include "prony_test.h"
TEST(holds) {
    char text[] = "a";
    const unsigned long n = 3;
    CHECK_EQ(1, 1L);
    CHECK_EQ(n, 3);
    CHECK_EQ(-1, -1);
    CHECK_EQ('a', 97);
    CHECK_EQ(0.5, 0.5f);
    CHECK_EQ(text, "a");
    CHECK_NE(text, "b");
    CHECK_NEAR(1.0f, 1.05, 0.1);
    CHECK_MEM(text, "a", 2);
    CHECK_STR((char *)NULL, (char *)NULL);
}
TEST(fails_eq) { CHECK_EQ(2, 3); }
TEST(fails_ne) { CHECK_NE(2, 2); }
TEST(fails_text) { CHECK_EQ("a", "b"); }
TEST(fails_number) { CHECK_EQ(0.5, 0.25); }
"""


async def checked(folder: Path, toolchain: str, text: str, sandbox: Sandbox) -> dict[str, str]:
    """The verdict of each test of a file, beside an answer that does nothing."""
    task = folder / "suite" / toolchain
    for name in ("tests", "solution"):
        (task / name).mkdir(parents=True)
    (task / "solution" / f"a.{toolchain}").write_text("int unused;\n")
    (folder / "suite" / "suite.toml").write_text('title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n')
    (task / "task.toml").write_text(TOML.format(suffix=toolchain, toolchain=toolchain))
    (task / "instruction.md").write_text("Write it.")
    (task / "tests" / f"test_a.{toolchain}").write_text(text)
    names = names_of_tests(text)
    (task / "tests" / "expected.json").write_text(json.dumps({"tests": names, "graders": {"suite": names}}))
    (loaded,) = load_suite(folder / "suite").tasks
    graded = await grade(loaded, {f"a.{toolchain}": b"int unused;\n"}, sandbox, attempt="a")
    return {test.id: str(test.verdict) for test in graded.tests}


class TestChecks:
    pytestmark = needs_kit

    @pytest.mark.parametrize(("toolchain", "text"), [("cpp", CHECKS), ("c", CHECKS_IN_C)])
    async def test_each_check_holds_and_fails_as_it_says(self, sandbox, tmp_path, toolchain, text):
        found = await checked(tmp_path, toolchain, text, sandbox)
        assert found == {name: "pass" if name == "holds" else "fail" for name in names_of_tests(text)}

    @pytest.mark.slow
    @pytest.mark.skipif(not (shutil.which("g++") and shutil.which("gcc")), reason="no gcc on this machine")
    @pytest.mark.parametrize(("toolchain", "text", "name"), [("cpp", CHECKS, "g++"), ("c", CHECKS_IN_C, "gcc")])
    async def test_a_compiler_of_the_users_runs_tests_too(self, tmp_path, toolchain, text, name):
        async with open_sandbox(
            slots=1, toolchains=(toolchain,), overrides={toolchain: str(shutil.which(name))}
        ) as sandbox:
            found = await checked(tmp_path, toolchain, text, sandbox)
        assert found == {name: "pass" if name == "holds" else "fail" for name in names_of_tests(text)}
