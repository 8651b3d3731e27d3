"""Java submissions: tests of JUnit in a JVM that they share, and what is not believed of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.forge import forgeries
from prony.grading.freeze import freeze_ids
from prony.grading.languages.java.canaries import COPY, junit_canaries
from prony.grading.languages.java.stubs import with_stubs
from prony.nouns import Grade, Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

needs_java = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("java") is None, reason="no Java on this machine: prony toolchains get java"),
]
SUITE = 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n'
TOML = """[prony]
answer = "Cart.java"
assurance = "B"
limits = { cpu_s = 2, wall_s = 40 }
[prony.grader]
kind = "suite"
[[prony.criteria]]
id = "sums"
tests = ["shop.CartTest.sums*"]
[[prony.criteria]]
id = "rest"
tests = ["shop.CartTest.fresh*", "shop.CartTest.Inner.*"]
[[prony.criteria]]
id = "deep"
tests = "shop.deep.*"
"""
CART = """package shop;
public class Cart {
    static int made;
    private int sum;
    Cart() { made++; }
    public Cart add(int cents) { sum += cents; return this; }
    public int sum() { return sum; }
    int secret() { return 42; }
    public static int twice(int n) { return 2 * n; }
}
"""
TESTS = {
    "CartTest.java": """package shop;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CartTest {
    @Test
    void sums() {
        assertEquals(5, new Cart().add(2).add(3).sum(), "HIDDEN words");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 8"})
    void sumsTwice(int n, int twice) {
        assertEquals(twice, Cart.twice(n));
    }

    @Test
    void freshOne() throws Exception {
        new Cart();
        assertEquals(1, Cart.made);
        assertEquals("7", Files.readString(Path.of("data/n.txt")).strip());
    }

    @Test
    void freshTwo() {
        new Cart();
        assertEquals(1, Cart.made);
    }

    @Nested
    class Inner {
        @RepeatedTest(2)
        void reachesWhatThePackageHas() {
            assertEquals(42, new Cart().secret());
        }
    }
}
""",
    "deep/OtherTests.java": """package shop.deep;

import org.junit.jupiter.api.*;
import shop.Cart;

class OtherTests {
    @TestFactory
    java.util.stream.Stream<DynamicTest> dynamic() {
        return java.util.stream.IntStream.range(0, 3).mapToObj(n ->
            DynamicTest.dynamicTest("n" + n, () -> Assertions.assertEquals(2 * n, Cart.twice(n))));
    }
}
""",
    "data/n.txt": "7\n",
}
EXPECTED = {
    "shop.CartTest.sums",
    "shop.CartTest.sumsTwice",
    "shop.CartTest.freshOne",
    "shop.CartTest.freshTwo",
    "shop.CartTest.Inner.reachesWhatThePackageHas",
    "shop.deep.OtherTests.dynamic",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> Any:
    async with open_sandbox(slots=2, toolchains=("java",)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def task(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Any:
    """A task whose ids are frozen by its reference."""
    root = tmp_path_factory.mktemp("java")
    files = {"task.toml": TOML, "instruction.md": "Write it.", "solution/Cart.java": CART}
    (root / "suite.toml").write_text(SUITE)
    for path, text in {**files, **{f"tests/{path}": text for path, text in TESTS.items()}}.items():
        target = root / "cart" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    (found,) = load_suite(root).tasks
    assert set(await freeze_ids(materials_of(found), sandbox)) == EXPECTED
    (found,) = load_suite(root).tasks
    return found


def verdicts(grade: Grade) -> dict[str, str]:
    return {test.id.rpartition(".")[2]: str(test.verdict) for test in grade.tests}


class TestLevelB:
    pytestmark = needs_java

    async def test_the_reference_passes_each_test_with_classes_of_its_own(self, task: Any, sandbox: Sandbox) -> None:
        found = await grade(task, {"Cart.java": CART.encode()}, sandbox, attempt="t")
        assert (found.solved, str(found.assurance)) == (True, "B"), verdicts(found)
        assert "java" in found.judged_by

    async def test_a_test_that_fails_says_the_kind_of_its_error_and_nothing_hidden(
        self, task: Any, sandbox: Sandbox
    ) -> None:
        wrong = CART.replace("sum += cents", "sum -= cents").replace("2 * n", "n < 0 ? 0 : System.in.hashCode() / 0")
        found = await grade(task, {"Cart.java": wrong.encode()}, sandbox, attempt="t")
        told = {test.id.rpartition(".")[2]: test.message for test in found.tests}
        assert told["sums"] == "AssertionFailedError"
        assert told["sumsTwice"] == "ArithmeticException"
        assert (told["freshOne"], verdicts(found)["freshOne"]) == ("", "pass")

    async def test_what_ends_or_holds_a_jvm_costs_the_test_that_did_it(self, task: Any, sandbox: Sandbox) -> None:
        body = "if (n == 4) { System.exit(0); } if (n == 2) { while (true) {} }"
        wrong = CART.replace("return 2 * n;", f"{body} return 2 * n;")
        found = await grade(task, {"Cart.java": wrong.encode()}, sandbox, attempt="t")
        assert verdicts(found) == {
            "sums": "pass",
            "sumsTwice": "crash",
            "freshOne": "pass",
            "freshTwo": "pass",
            "reachesWhatThePackageHas": "pass",
            "dynamic": "timeout_cpu",
        }

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            (CART.replace("return sum;", 'return "no";'), "Cart.java:7: error: incompatible types"),
            (CART.replace("twice(int n)", "twice(int n, int m)"), "something that they use is missing"),
            (CART.replace("package shop;", "package store;"), "the files are of package store"),
        ],
    )
    async def test_what_does_not_compile_is_told_without_a_line_of_a_test(
        self, task: Any, sandbox: Sandbox, source: str, words: str
    ) -> None:
        found = await grade(task, {"Cart.java": source.encode()}, sandbox, attempt="t")
        assert set(verdicts(found).values()) == {"compile_error"}
        assert all(words in test.message for test in found.tests)
        assert not any("assert" in test.message or "HIDDEN" in test.message for test in found.tests)

    @pytest.mark.parametrize(
        ("taken", "verdict"),
        [
            ("class Assertions { static void assertEquals(Object a, Object b, String m) {} }", Verdict.FAIL),
            ("class Integer { static Object valueOf(int n) { return null; } }", Verdict.FAIL),
        ],
    )
    async def test_a_name_that_tests_mean_is_not_the_submissions(
        self, task: Any, sandbox: Sandbox, taken: str, verdict: Verdict
    ) -> None:
        wrong = CART.replace("sum += cents", "sum = 0") + taken
        found = await grade(task, {"Cart.java": wrong.encode()}, sandbox, attempt="t")
        assert (found.verdict, verdicts(found)["sums"]) == (verdict, "fail")

    @pytest.mark.slow
    async def test_no_forgery_of_the_battery_is_solved(self, task: Any, sandbox: Sandbox) -> None:
        for forgery in forgeries(materials_of(task), sorted(EXPECTED)):
            found = await grade(task, forgery.files, sandbox, attempt="t")
            assert found.verdict not in (Verdict.PASS, Verdict.GRADER_ERROR), forgery.id
            assert found.score == 0, forgery.id


class TestControls:
    def test_plain_ones_stand_in_the_class_of_the_file_and_move_no_line(self) -> None:
        source = TESTS["CartTest.java"]
        made = junit_canaries({"CartTest.java": source.encode()}, "Cart.java")
        text = made.files["CartTest.java"].decode()
        assert text.count("\n") == source.count("\n")
        assert len(made.ids) == 3
        for name in made.ids:
            assert name.startswith("shop.CartTest.c")
            assert f"void {name.rpartition('.')[2]}()" in text.split("\n")[9]

    def test_each_test_has_a_copy(self) -> None:
        made = junit_canaries({"CartTest.java": TESTS["CartTest.java"].encode()}, "Cart.java")
        assert list(made.copies("shop.CartTest.sums")) == [f"{COPY}shop.CartTest.sums"]

    @pytest.mark.parametrize("source", ["interface CartTest {}", "// class CartTest {\n", "class Other {}", ""])
    def test_a_file_without_a_class_of_its_name_has_copies_alone(self, source: str) -> None:
        made = junit_canaries({"CartTest.java": source.encode()}, "Cart.java")
        assert (made.files, made.ids) == ({}, ())

    def test_a_method_that_a_file_has_itself_is_no_way_to_fail(self) -> None:
        source = (
            "import static org.junit.jupiter.api.Assertions.*;\n"
            "class T { void fail(int n) {} void t() { fail(1); assertTrue(1 < 2); } }"
        )
        for _ in range(20):
            text = junit_canaries({"T.java": source.encode()}, "A.java").files["T.java"].decode()
            assert ' fail("' not in text


class TestStubs:
    def test_a_stub_has_the_references_types_and_none_of_its_bodies(self) -> None:
        text = with_stubs("__PACKAGE__\n__IMPORTS__\n__STUBS__\nclass __FORGED__ {}\n", [], CART)
        name = text.rpartition("class ")[2].split()[0]
        assert "package shop;" in text
        assert f"public class Cart {{ static {{ {name}.begin(); }}" in text
        assert f"public int sum() {{ {name}.forged(); return 0; }}" in text
        assert f"Cart() {{ {name}.forged();  }}" in text
        assert f"public Cart add(int cents) {{ {name}.forged(); return null; }}" in text
        assert "sum += cents" not in text

    def test_two_files_of_an_answer_have_forgeries_of_different_names(self) -> None:
        first, second = (with_stubs("class __FORGED__ {}", [], text) for text in (CART, CART + " "))
        assert first != second


def test_the_battery_is_there() -> None:
    folder = Path(with_stubs.__code__.co_filename).parent / "forgeries"
    assert {"native_code.java.txt", "memory_written.java.txt", "agent_loaded.java.txt"} <= {
        path.name for path in folder.iterdir()
    }
