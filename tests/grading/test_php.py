"""PHP: functions that are called, programs, and tests with assertions of ours that are believed with proof."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.languages.php import define_forged, names
from prony.grading.languages.php.canaries import php_canaries
from prony.languages import LANGUAGES
from prony.nouns import Verdict
from prony.sandbox import Program, find_toolchain, open_sandbox
from prony.suites import load_suite

needs_php = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("php") is None, reason="no PHP here: prony toolchains get php"),
]


def marked(test):
    for mark in needs_php:
        test = mark(test)
    return test


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("php",)) as opened:
        yield opened


VALUES = [
    None,
    True,
    3,
    2**63 - 1,
    -(2**63),
    2**53,
    2.5,
    2.0,
    1e300,
    -math.inf,
    'ä😀\n"\\\x01/',
    "",
    b"\xff\x00",
    [1, [2, []]],
    {"a": {"b": [None]}, "c": 1},
    {1: "x", "y": 2},
]


@marked
async def test_plain_values_come_back_as_they_went(sandbox):
    program = Program(toolchain="php", module="m.php", files={"m.php": b"<?php function e($x) { return $x; }"})
    async with sandbox.session(program) as session:
        replies = [await session.call("e", [value]) for value in VALUES]
        nan = await session.call("e", [math.nan])
        large = await session.call("e", [list(range(100_000))])
        beyond = await session.call("e", [2**63])
        no_key = await session.call("e", [{2.5: 1}])
    assert [reply.value for reply in replies] == VALUES
    assert [type(reply.value) for reply in replies] == [type(value) for value in VALUES]
    assert math.isnan(nan.value)
    assert large.value == list(range(100_000))
    assert beyond.verdict is no_key.verdict is Verdict.FAIL


@marked
async def test_php_has_one_kind_of_array(sandbox):
    program = Program(toolchain="php", module="m.php", files={"m.php": b"<?php function e($x) { return $x; }"})
    async with sandbox.session(program) as session:
        assert (await session.call("e", [{}])).value == []
        assert (await session.call("e", [(1, {2})])).value == [1, [2]]
        assert (await session.call("e", [{"7": 1}])).value == {7: 1}
        assert (await session.call("e", [{0: "a", 1: "b"}])).value == ["a", "b"]


MODULE = b"""<?php
declare(strict_types=1);
namespace App;
class Missing extends \\OutOfBoundsException {}
class Box { public static function of(...$x) { return $x; } public function put() {} }
function named($a, $b = 2, ...$rest) { return [$a, $b, $rest]; }
function raises() { throw new Missing('no such'); }
function changes(array &$list, $more) { $list[] = $more; return count($list); }
function typed(int $x): float { return $x; }
function warns() { return $undefined ?? ($a[0] . 'x'); }
$n = 5;
function globals() { global $n; return $n; }
$closure = fn ($x) => $x + 1;
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) { echo 'by itself'; }
"""


@marked
async def test_functions_are_called_as_php_calls_them(sandbox):
    program = Program(toolchain="php", module="m.php", files={"m.php": MODULE})
    async with sandbox.session(program) as session:
        assert (await session.call("named", [1], {"b": 3, "c": 4})).value == [1, 3, {"c": 4}]
        raised = await session.call("raises")
        assert raised.error == ("Missing", "no such")
        assert raised.ancestors == ("OutOfBoundsException", "RuntimeException", "Exception")
        changed = await session.call("changes", [[1], 9], want_arguments=True)
        assert (changed.value, changed.arguments) == (2, [[1, 9], 9])
        assert (await session.call("typed", [3])).value == 3.0
        assert (await session.call("typed", ["x"])).error[0] == "TypeError"
        assert (await session.call("warns")).value == "x"
        assert (await session.call("globals")).value == 5
        assert (await session.call("closure", [4])).value == 5
        assert (await session.call("Box.of", [1, 2])).value == [1, 2]
        for missing in ("strlen", "nothing", "Box.put", "Box.nothing", "DateTime.createFromFormat"):
            assert (await session.call(missing)).verdict is Verdict.LOAD_ERROR, missing
        ended = await session.end()
    assert ended.stdout == b""
    assert b"Warning: Undefined variable" in ended.stderr


async def printed(sandbox, code, **fields):
    return await sandbox.run(Program(toolchain="php", argv=("php", "a.php"), files={"a.php": code.encode()}, **fields))


@marked
async def test_warnings_go_to_standard_error_and_output_is_the_programs_own(sandbox):
    ended = await printed(
        sandbox, "<?php echo 'a'; echo $nothing; echo [1][2]; trigger_error('x', E_USER_DEPRECATED); echo 'b';"
    )
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"ab")
    assert all(word in ended.stderr for word in (b"Warning", b"Undefined variable", b"Deprecated"))


@marked
async def test_time_zones_are_known(sandbox):
    code = "<?php echo date('T'), (new DateTime('2024-07-01', new DateTimeZone('Europe/Berlin')))->format('P');"
    assert (await printed(sandbox, code)).stdout == b"UTC+02:00"


@marked
async def test_a_program_that_php_starts_is_the_same_php(sandbox):
    code = '<?php echo shell_exec(PHP_BINARY . \' -r "echo PHP_VERSION, ini_get(\\\\"display_errors\\\\");"\');'
    ended = await printed(sandbox, code.replace("\\\\\\\\", "\\"))
    version = sandbox.toolchain("php").version
    assert ended.stdout.decode().startswith(version)


# --- tests -----------------------------------------------------------------------------------------------------------

TASK = """[prony]
answer = "src/thing.php"
assurance = "B"
limits = { cpu_s = 1, wall_s = 3 }
[[prony.criteria]]
id = "a"
tests = "*> a*"
[[prony.criteria]]
id = "b"
tests = "*> b*"
"""
TESTS = """<?php
declare(strict_types=1);
namespace Tests;
use function App\\{sum, items};
require_once __DIR__ . '/../src/thing.php';
require_once __DIR__ . '/helper.php';

\\test('a sum', function () {
    \\assertSame(3, sum(1, 2));
    \\assertSame(__DIR__ . '/helper.php', helper());
});

\\test('a list', function () {
    \\assertEquals([1, 2.0], items());
});

\\test('b', function () {
    \\assertThrows(\\TypeError::class, fn () => sum(null, 1));
});
"""
HELPER = "<?php\nnamespace Tests;\nfunction helper() { return __FILE__; }\n"
RIGHT = """<?php
namespace App;
function sum(int $a, int $b): int { return $a + $b; }
function items() { return [1, 2]; }
"""
IDS = [f"unit/test_thing.php > {name}" for name in ("a sum", "a list", "b")]


@pytest.fixture
def task(tmp_path: Path):
    files = {
        "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
        "thing/task.toml": TASK,
        "thing/instruction.md": "x",
        "thing/solution/src/thing.php": RIGHT,
        "thing/tests/unit/test_thing.php": TESTS,
        "thing/tests/unit/helper.php": HELPER,
        "thing/tests/expected.json": json.dumps({"tests": IDS, "graders": {"suite": IDS}}),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (found,) = load_suite(tmp_path).tasks
    return found


async def results(sandbox, task, source):
    graded = await grade(task, {"src/thing.php": source.encode()}, sandbox, attempt="a")
    return graded, {test.id.rpartition(" > ")[2]: test for test in graded.tests}


@marked
async def test_a_right_answer_passes_its_tests_from_any_folder(sandbox, task):
    graded, tests = await results(sandbox, task, RIGHT)
    assert (graded.solved, graded.verdict) == (True, Verdict.PASS), tests


SPOILT = {
    "endless": ("while (true);", {"a list": Verdict.TIMEOUT_CPU, "b": Verdict.PASS}),
    "asleep": ("sleep(9);", {"a list": Verdict.TIMEOUT_WALL, "b": Verdict.PASS}),
    "gone": ("exit(0);", {"a list": Verdict.CRASH, "a sum": Verdict.PASS}),
    "huge": (
        "ini_set('memory_limit', '1M'); str_repeat('x', 1 << 30);",
        {"a list": Verdict.CRASH, "a sum": Verdict.PASS},
    ),
    "true": ("return true;", {"a list": Verdict.FAIL}),
    "texts": ("return ['1', '2'];", {"a list": Verdict.FAIL}),
    "an object": ("return new \\ArrayObject([1, 2]);", {"a list": Verdict.FAIL}),
    "more": ("return [1, 2, 3];", {"a list": Verdict.FAIL}),
    "other keys": ("return ['a' => 1, 'b' => 2];", {"a list": Verdict.FAIL}),
}


@marked
@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=[pytest.mark.slow] if way in ("endless", "asleep") else []) for way in SPOILT]
)
async def test_a_test_that_is_spoilt_costs_no_other_criterion(sandbox, task, way):
    body, wanted = SPOILT[way]
    graded, tests = await results(sandbox, task, RIGHT.replace("return [1, 2];", body))
    assert not graded.solved
    got = {name: tests[name].verdict for name in wanted}
    assert got == wanted or (way == "endless" and got["a list"] is Verdict.TIMEOUT_WALL and got["b"] is Verdict.PASS)


@marked
async def test_an_answer_that_does_not_load_fails_each_test_so(sandbox, task):
    for source in ("<?php function (", "<?php require 'nothing.php';", "<?php throw new Exception('x');"):
        _, tests = await results(sandbox, task, source)
        assert {test.verdict for test in tests.values()} == {Verdict.LOAD_ERROR}, source


@marked
async def test_assertions_that_the_tests_namespace_would_find_first_are_caught(sandbox, task):
    loose = TESTS.replace("\\assert", "assert").replace("\\test(", "test(")
    (Path(task.path) / "tests/unit/test_thing.php").write_text(loose)
    (loaded,) = load_suite(Path(task.path).parent).tasks
    green = "".join(f"function {name}(...$a) {{}}\n" for name in ("assertSame", "assertEquals", "assertThrows"))
    source = f"<?php\nnamespace Tests {{\n{green}}}\nnamespace App {{ function sum() {{}} function items() {{}} }}\n"
    graded, _ = await results(sandbox, loaded, source)
    assert not graded.solved
    assert {test.verdict for test in graded.tests} == {Verdict.FAIL}


def test_each_file_runs_under_a_random_name_beside_copies_that_end_in_a_failure():
    made = php_canaries({"unit/test_thing.php": TESTS.encode()}, "src/thing.php")
    (own,) = made.renamed.values()
    assert own.startswith("unit/test_c")
    assert all(name.startswith("unit/") for name in made.files), "else they do not find what tests load from there"
    (copied,) = made.copied.values()
    copy = copied[0].removesuffix(" > ")
    assert b"Suite::ends(" in made.files[copy]
    assert len(made.files) == 3, "plain ones, the file itself, its copy: assertions with a backslash are not turned"
    plain = next(text for name, text in made.files.items() if name not in (own, copy))
    assert plain.index(b"require_once") < plain.index(b"test(")


def test_a_test_with_a_plain_value_is_turned():
    made = php_canaries({"test_a.php": b"<?php\ntest('x', function () {\n    assertSame(3, f());\n});\n"}, "a.php")
    turned = made.ids[-1]
    assert turned.endswith(" > x")
    assert b"assertSame(3," not in made.files[turned.removesuffix(" > x")]


def test_a_forgery_defines_what_the_reference_does_where_it_does():
    source = "<?php\nnamespace App;\nfinal class Cache {\n    public static function make() {}\n}\nfunction top() {}\n"
    assert names(source) == {"Cache", "make", "top"}
    text = define_forged("<?php // x\nfunction forged() {}\n", sorted(names(source)), source)
    assert text.startswith("<?php namespace App; // x")
    assert "class Cache {" in text
    assert "function top(...$a)" in text


# --- the language ----------------------------------------------------------------------------------------------------

WHOLE = [
    "<?php\n$x = 'it\\'s'; // don't (\necho \"a {$h['k']} b\";\n",
    "<?php\n$t = <<<EOT\n  don't ( stop\nEOT;\necho $t;\n",
    "<?php\n#[Attribute]\nclass A {}\n",
    "<h1>it's (</h1>\n<?php echo 1 ?>\ndon't\n",
    "<?php /* it's ( */ echo 1; # don't\n",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_programs_are_taken_for_whole(text):
    assert LANGUAGES["php"].whole(text)


@pytest.mark.parametrize("text", ["<?php\nfunction f() {\n", "<?php echo 'abc\n", "<?php f(1,\n"])
def test_programs_that_were_cut_off_are_not(text):
    assert not LANGUAGES["php"].whole(text)


def test_what_defines_a_name_is_known():
    php = LANGUAGES["php"]
    text = "<?php\nfinal class Cache {\n}\nfunction &top() {}\nenum Suit {}\nconst LIMIT = 3;\n"
    assert [php.defines(text, name) for name in ("Cache", "top", "Suit", "LIMIT", "nothing")] == [True] * 4 + [False]


def test_several_blocks_are_one_file_with_one_head():
    head = "<?php\ndeclare(strict_types=1);\nnamespace App;\nuse X\\Y;\n"
    joined = LANGUAGES["php"].joined((f"{head}function f() {{}}\n", f"{head}use X\\Z;\n\nfunction g() {{}}\n?>\n"))
    assert joined == f"{head}function f() {{}}\n\nuse X\\Z;\n\nfunction g() {{}}\n"


def test_a_file_that_a_reply_shows_without_its_tag_gets_it():
    php = LANGUAGES["php"]
    assert php.opened("function f() {}\n") == "<?php\n\nfunction f() {}\n"
    for text in ("<?php\nfunction f() {}\n", "<p><?= $x ?></p>\n", "A page of text.\n"):
        assert php.opened(text) == text


def test_code_is_told_from_prose():
    php = LANGUAGES["php"]
    code = [
        "<?php",
        "$x = 3;",
        "function f($a)",
        "final class A",
        "namespace App;",
        "use App\\B;",
        "}",
        "foreach ($a as $b)",
    ]
    prose = ["class of problems", "use the function", "if you want", "echo the result", "return to start", "a = b"]
    assert [line for line in code if not php.begins_code(line)] == []
    assert [line for line in prose if php.begins_code(line)] == []
