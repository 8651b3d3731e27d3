"""Ruby: functions that are called, programs, and tests of minitest that are believed with proof."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.graders.suite import CONTROL
from prony.grading.languages.ruby import define_forged, names
from prony.grading.languages.ruby.canaries import minitest_canaries
from prony.languages import LANGUAGES
from prony.nouns import TestStatus, Verdict
from prony.sandbox import Program, find_toolchain, open_sandbox
from prony.suites import load_suite

needs_ruby = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("ruby") is None, reason="no Ruby here: prony toolchains get ruby"),
]


def marked(test):
    for mark in needs_ruby:
        test = mark(test)
    return test


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("ruby",)) as opened:
        yield opened


VALUES = [
    None,
    True,
    3,
    -(2**70),
    2**53,
    2.5,
    1e300,
    -math.inf,
    'ä😀\n"\\\x01/',
    "",
    b"\xff\x00",
    [1, [2, []]],
    {"a": {"b": [None]}, "c": 1},
    {1: "x", 2.5: "y"},
    {1, 2},
    1 + 2j,
]


@marked
async def test_plain_values_come_back_as_they_went(sandbox):
    program = Program(toolchain="ruby", module="m.rb", files={"m.rb": b"def echo(x) = x"})
    async with sandbox.session(program) as session:
        replies = [await session.call("echo", [value]) for value in VALUES]
        nan = await session.call("echo", [math.nan])
        large = await session.call("echo", [list(range(100_000))])
    assert [reply.value for reply in replies] == VALUES
    assert [type(reply.value) for reply in replies] == [type(value) for value in VALUES]
    assert math.isnan(nan.value)
    assert large.value == list(range(100_000))


MODULE = b"""
def symbols = { name: :ok, list: %i[a b] }
def named(a, b: 2, **rest) = [a, b, rest]
def raises = raise(KeyError, 'no such key')
def changes(list) = list.push(9)
def valid?(x) = x > 0
class Box; def self.of(x) = [x]; end
module Shapes; module_function; def area(a, b) = a * b; end
TWICE = ->(x) { x * 2 }
puts 'loaded' if __FILE__ == $0
"""


@marked
async def test_methods_are_called_as_ruby_calls_them(sandbox):
    program = Program(toolchain="ruby", module="m.rb", files={"m.rb": MODULE})
    async with sandbox.session(program) as session:
        assert (await session.call("symbols")).value == {"name": "ok", "list": ["a", "b"]}
        assert (await session.call("named", [1], {"b": 3, "c": 4})).value == [1, 3, {"c": 4}]
        raised = await session.call("raises")
        assert (raised.error, raised.ancestors[:2]) == (("KeyError", "no such key"), ("IndexError", "StandardError"))
        assert (await session.call("changes", [[1]], want_arguments=True)).arguments == [[1, 9]]
        assert (await session.call("valid?", [1])).value is True
        assert (await session.call("Box.of", [1])).value == [1]
        assert (await session.call("Shapes.area", [2, 3])).value == 6
        assert (await session.call("TWICE", [4])).value == 8
        assert (await session.call("puts", ["x"])).verdict is Verdict.LOAD_ERROR
        assert (await session.call("Shapes.volume")).verdict is Verdict.LOAD_ERROR
        ended = await session.end()
    assert ended.stdout == b""


@marked
@pytest.mark.parametrize("missing", ["JSON.generate([])", "Set.new", "StringIO.new", "Minitest"])
async def test_what_an_answer_forgot_to_require_is_not_there(sandbox, missing):
    program = Program(toolchain="ruby", module="m.rb", files={"m.rb": f"def f = {missing}".encode()})
    async with sandbox.session(program) as session:
        reply = await session.call("f")
    assert reply.error is not None
    assert reply.error[0] == "NameError" or (missing == "Set.new" and sandbox.toolchain("ruby").version >= "3.2")


# --- minitest --------------------------------------------------------------------------------------------------------

TASK = """[prony]
answer = "thing.rb"
assurance = "B"
limits = { cpu_s = 1, wall_s = 3 }
[[prony.criteria]]
id = "a"
tests = "*#test_a*"
[[prony.criteria]]
id = "b"
tests = "*#test_b*"
"""
TESTS = """require "minitest/autorun"
require_relative "../thing"

class ThingTest < Minitest::Test
  def test_a_sum
    assert_equal 3, Thing.sum(1, 2)
  end

  def test_a_list
    assert_equal [1, 2], Thing.list
  end

  def test_b
    assert_raises(ArgumentError) { Thing.sum(nil, 1) }
  end
end
"""
RIGHT = """class Thing
  def self.sum(a, b) = a.nil? ? raise(ArgumentError) : a + b
  def self.list = [1, 2]
end
"""


@pytest.fixture
def task(tmp_path: Path):
    (tmp_path / "suite.toml").write_text('title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n')
    folder = tmp_path / "thing"
    (folder / "tests/unit").mkdir(parents=True)
    (folder / "task.toml").write_text(TASK)
    (folder / "instruction.md").write_text("x")
    (folder / "solution").mkdir()
    (folder / "solution/thing.rb").write_text(RIGHT)
    (folder / "tests/unit/test_thing.rb").write_text(TESTS)
    ids = [f"unit/test_thing.rb > ThingTest#test_{name}" for name in ("a_sum", "a_list", "b")]
    (folder / "tests/expected.json").write_text(f'{{"tests": {ids}, "graders": {{"suite": {ids}}}}}'.replace("'", '"'))
    (found,) = load_suite(tmp_path).tasks
    return found


async def results(sandbox, task, source):
    graded = await grade(task, {"thing.rb": source.encode()}, sandbox, attempt="a")
    return graded, {test.id.rpartition("#test_")[2]: test for test in graded.tests}


@marked
async def test_a_right_answer_passes_its_tests_from_any_folder(sandbox, task):
    graded, _ = await results(sandbox, task, RIGHT)
    assert (graded.solved, graded.verdict) == (True, Verdict.PASS)


SPOILT = {
    "endless": ("def self.list = loop {}", {"a_list": Verdict.TIMEOUT_CPU, "b": Verdict.PASS}),
    "asleep": ("def self.list = sleep", {"a_list": Verdict.TIMEOUT_WALL, "b": Verdict.PASS}),
    "gone": ("def self.list = exit!(0)", {"a_list": Verdict.CRASH, "a_sum": Verdict.PASS}),
    "left": ("def self.list = exit(0)", {"a_list": Verdict.FAIL, "a_sum": Verdict.PASS}),
    "huge": ("def self.list = 'x' * 10**11", {"a_list": Verdict.OOM, "a_sum": Verdict.PASS}),
    "equal to all": (
        "def self.list = Class.new { def ==(_) = true; def to_ary = [1, 2] }.new",
        {"a_list": Verdict.FAIL},
    ),
    "equal items": (
        "def self.list = [1, Class.new { def ==(_) = true; def coerce(o) = [o, o] }.new]",
        {"a_list": Verdict.FAIL},
    ),
}


@marked
@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=[pytest.mark.slow] if way in ("endless", "asleep") else []) for way in SPOILT]
)
async def test_a_test_that_is_spoilt_costs_no_other_criterion(sandbox, task, way):
    method, wanted = SPOILT[way]
    graded, tests = await results(sandbox, task, RIGHT.replace("def self.list = [1, 2]", method))
    assert not graded.solved
    got = {name: tests[name].verdict for name in wanted}
    assert got == wanted or (way == "endless" and got["a_list"] is Verdict.TIMEOUT_WALL and got["b"] is Verdict.PASS)


@marked
async def test_an_answer_that_does_not_load_fails_each_test_so(sandbox, task):
    for source in ("class Thing", "require 'nothing'", "raise 'x'", "exit 0", ""):
        _, tests = await results(sandbox, task, source)
        verdicts = {test.verdict for test in tests.values()}
        assert verdicts == ({Verdict.LOAD_ERROR} if source else {Verdict.FAIL}), source


@marked
async def test_a_hook_that_turns_everything_green_is_caught(sandbox, task):
    source = "require 'minitest'\nmodule Minitest::Assertions; def assert(*) = true; def assert_raises(*) = true; end\n"
    graded, tests = await results(sandbox, task, f"{source}class Thing; def self.sum(*) = 0; def self.list = 0; end")
    assert graded.verdict is Verdict.TAMPERED
    assert any(test.id == CONTROL for test in graded.tests) or all(
        test.status is not TestStatus.PASS for test in tests.values()
    )


HANGS_AND_SILENCES = """require 'minitest'
module Minitest::Assertions; def assert_raises(*) = true; end
class Thing
  def self.sum(a, b) = a.nil? ? 0 : sleep
  def self.list = [1, 2]
end
"""


@marked
@pytest.mark.slow
async def test_a_test_that_hangs_keeps_no_control_of_another_from_running(sandbox, task):
    graded, _ = await results(sandbox, task, HANGS_AND_SILENCES)
    assert graded.verdict is Verdict.TAMPERED


def test_each_file_runs_under_a_random_name_beside_copies_that_end_in_a_failure():
    made = minitest_canaries({"unit/test_thing.rb": TESTS.encode()}, "thing.rb")
    (own,) = made.renamed.values()
    assert own.startswith("unit/test_c")
    assert all(name.startswith("unit/") for name in made.files), "else they do not find what tests load from there"
    (copied,) = made.copied.values()
    assert b"assert_equal" in made.files[copied[0].removesuffix(" > ")]
    assert len(made.files) == 4, (
        "plain ones, the file itself, a copy that fails at its end, one that expects another value"
    )
    assert made.ids[-1].endswith("> ThingTest#test_a_sum")
    assert any(b'require_relative "../thing"' in text for text in made.files.values())


def test_a_forgery_defines_what_the_reference_does():
    found = names(RIGHT + "module Shapes\n  def self.valid?(x) = x\nend\ndef top = 1\n")
    assert found == {"Thing", "sum", "list", "Shapes", "valid?", "top"}
    text = define_forged("def forged = 1\n", sorted(found), RIGHT)
    assert "class Thing\n" in text
    assert "def top(*) = forged\n" in text


# --- the language ----------------------------------------------------------------------------------------------------

WHOLE = [
    'puts "a #{h["k"]} b"\n',
    "text = <<~EOS\n  don't ( stop\nEOS\nputs text\n",
    "x = gets =~ /[(]'/ ? 1 : 2\n",
    "=begin\nit's (\n=end\nputs 1\n",
    "%w[it's b].each { |w| puts w } # don't\n",
    "puts 'it\\'s', ?', \"\\\"\"\n".replace("?', ", ""),
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_programs_are_taken_for_whole(text):
    assert LANGUAGES["ruby"].whole(text)


@pytest.mark.parametrize("text", ["puts [1, 2\n", 'puts "abc\n', "def f(a\n"])
def test_programs_that_were_cut_off_are_not(text):
    assert not LANGUAGES["ruby"].whole(text)


def test_what_defines_a_name_is_known():
    ruby = LANGUAGES["ruby"]
    text = "class Cache\nend\ndef valid?(x)\nend\nLIMIT = 3\ntotal = total(3)\n"
    assert [ruby.defines(text, name) for name in ("Cache", "valid?", "LIMIT", "valid", "total")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_code_is_told_from_prose():
    ruby = LANGUAGES["ruby"]
    code = ["def f(x)", "class Stack", "require 'set'", 'puts "x"', "x = 3", "end", "items.each do |i|", "@a ||= []"]
    prose = [
        "class of problems",
        "print the result",
        "if you want",
        "end of the file",
        "a = b means that",
        "for example",
    ]
    assert [line for line in code if not ruby.begins_code(line)] == []
    assert [line for line in prose if ruby.begins_code(line)] in ([], ["a = b means that"])
