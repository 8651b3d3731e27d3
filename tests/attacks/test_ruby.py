"""Programs in Ruby that want more than they may have: none is solved, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Limits, Verdict
from prony.sandbox import Program, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("ruby") is None, reason="no Ruby here: prony toolchains get ruby"),
]
SUITE = Path(__file__).parents[1] / "data" / "execution"
TIGHT = Limits(cpu_s=1.0, wall_s=20.0, memory_mb=128, processes=32, output_bytes=1 << 16, disk_mb=8)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("ruby",)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks():
    return {task.name: task for task in load_suite(SUITE).tasks}


def sampled(table, *names):
    """The members of a table; those without a name here are slow."""
    return [pytest.param(key, marks=[] if key in names else pytest.mark.slow) for key in table]


async def run(sandbox, code, limits=TIGHT):
    program = Program(toolchain="ruby", argv=("ruby", "a.rb"), files={"a.rb": code.encode()}, limits=limits)
    ended = await sandbox.run(program)
    after = await sandbox.run(Program(toolchain="ruby", argv=("ruby", "b.rb"), files={"b.rb": b"puts 6 * 7"}))
    assert (after.verdict, after.stdout) == (Verdict.PASS, b"42\n")
    return ended


BOMBS = {
    "memory": "a = []; loop { a << 'x' * 1_000_000 }",
    "one text": "puts(('x' * 10**10).size)",
    "forks": "loop { fork { sleep 9 } }",
    "threads": "ths = []; loop { ths << Thread.new { sleep 9 } }",
    "ractors": "loop { Ractor.new { sleep 9 } }",
    "disk": "File.open('x', 'w') { |f| loop { f.write 'x' * 100_000 } }",
    "descriptors": "fs = []; loop { fs << File.open('/dev/null') }",
    "output": "loop { $stdout.syswrite 'x' * 1000 }",
    "errors": "loop { $stderr.syswrite 'x' * 1000 }",
    "endless": "loop { }",
    "deaf": "Signal.list.each_key { |s| trap(s) {} rescue nil }; loop { }",
    "sleep": "sleep 99",
    "pattern": "(('a' * 40) + 'b') =~ /^(a|a)*$(?=c)/; ('a' * 50 + 'b') =~ /\\A(a+)+\\1\\z/",
}
VERDICTS = {
    "memory": (Verdict.OOM,),
    "one text": (Verdict.OOM,),
    "forks": (Verdict.LIMIT,),
    "threads": (Verdict.LIMIT, Verdict.OOM),
    "ractors": (Verdict.LIMIT, Verdict.OOM),
    "disk": (Verdict.LIMIT,),
    "descriptors": (Verdict.LIMIT,),
    "output": (Verdict.OUTPUT_LIMIT,),
    "errors": (Verdict.OUTPUT_LIMIT,),
    "endless": (Verdict.TIMEOUT_CPU,),
    "deaf": (Verdict.TIMEOUT_CPU,),
    "sleep": (Verdict.TIMEOUT_WALL,),
    "pattern": (Verdict.TIMEOUT_CPU,),
}


@pytest.mark.parametrize("bomb", sampled(BOMBS, "one text", "disk", "output"))
async def test_a_bomb_in_ruby_meets_its_limit(sandbox, bomb):
    limits = msgspec.structs.replace(TIGHT, wall_s=3.0) if bomb == "sleep" else TIGHT
    ended = await run(sandbox, BOMBS[bomb], limits)
    assert ended.verdict in VERDICTS[bomb]


async def test_a_daemon_in_ruby_dies_with_its_test(sandbox):
    ended = await run(sandbox, "Process.daemon(true, true); File.write('/tmp/left', 'x'); sleep 99")
    assert ended.verdict is Verdict.PASS
    after = await run(sandbox, "puts File.exist?('/tmp/left'), Dir['/proc/[0-9]*'].size")
    assert after.stdout.split()[0] == b"false"
    assert int(after.stdout.split()[1]) < 4


REACHES = {
    "a file of the machine": "puts File.read('/etc/shadow')",
    "the network": "require 'socket'; TCPSocket.new('192.0.2.1', 80).puts 'x'",
    "its own library": "File.write('/opt/ruby/lib/ruby/3.1.0/set.rb', 'exit!(0)')",
    "our driver": "File.write('/opt/ruby-driver/start.rb', 'exit!(0)')",
    "gems of the machine": "$LOAD_PATH.any? { |f| !f.start_with?('/opt/') } ? puts('seen') : raise('none')",
    "a namespace": "syscall(272, 0x10000000) rescue raise('refused')",
}


@pytest.mark.parametrize("reach", sampled(REACHES, "a file of the machine", "our driver", "gems of the machine"))
async def test_what_is_out_of_reach_stays_so_in_ruby(sandbox, reach):
    ended = await run(sandbox, REACHES[reach])
    assert ended.verdict is Verdict.FAIL


CALLS = {
    "leaves at load": ("exit 0", Verdict.LOAD_ERROR),
    "leaves at load at once": ("exit!(0)", Verdict.LOAD_ERROR),
    "leaves in a call": ("def f = exit(0)", Verdict.CRASH),
    "leaves in a call at once": ("def f = exit!(0)", Verdict.CRASH),
    "kills itself": ("def f = Process.kill(:KILL, $$)", Verdict.CRASH),
    "answers before it is asked": (
        "IO.for_fd(4, autoclose: false).syswrite([26].pack('V') + '{\"n\":1,\"value\":[1,2,3]}   ')\ndef f = 1",
        Verdict.LOAD_ERROR,
    ),
    "garbles": ("def f = IO.for_fd(4, autoclose: false).syswrite('zzzzzzzz')", Verdict.CRASH),
    "closes the channel": ("def f = IO.for_fd(4).close", Verdict.CRASH),
    "equal to anything": ("class A; def ==(_) = true; end\ndef f = A.new", Verdict.FAIL),
    "a list within itself": ("def f = (a = []; a << a; a)", Verdict.FAIL),
    "an object without methods": ("def f = BasicObject.new", Verdict.FAIL),
    "a class that lies": ("class A < BasicObject; def class = ::Integer; end\ndef f = A.new", Verdict.FAIL),
    "a large answer": ("def f = 'x' * 9_000_000", Verdict.FAIL),
    "patches what encodes": (
        "class String; def b = ''; end\nclass Array; def [](_) = 3; end\ndef f = Object.new",
        Verdict.CRASH,
    ),
    "no such method": ("def method_missing_(*) = 1", Verdict.LOAD_ERROR),
    "a method of every object": ("def g = 1\nalias h puts", Verdict.LOAD_ERROR),
}


@pytest.mark.parametrize("trick", sampled(CALLS, *CALLS))
async def test_a_call_in_ruby_is_answered_with_what_happened(sandbox, trick):
    code, verdict = CALLS[trick]
    program = Program(toolchain="ruby", module="m.rb", files={"m.rb": code.encode()}, limits=TIGHT)
    async with sandbox.session(program) as session:
        await session.call("f")
        reply = await session.call("f")
    assert reply.verdict is verdict, reply
    assert reply.verdict is not Verdict.PASS


NEVER_EVICTS = """
require 'minitest'
class Cache
  def initialize(capacity)
    raise ArgumentError if capacity < 1
    @capacity, @entries = capacity, {{}}
    yield self if block_given?
  end
  def put(key, value)
    @entries[key] = value
    {silence} if @entries.size > @capacity
  end
  def get(key) = @entries[key]
  def size = @entries.size
end
"""
LIAR = (
    "Class.new(BasicObject) { def ==(_) = true; def nil? = true; def coerce(o) = [o, o]; def equal?(_) = true; "
    "def is_a?(*) = true; def method_missing(*) = self }.new"
)
SILENCES = {
    "assert_nil": "(Minitest::Assertions.module_eval { def assert_nil(*) = true })",
    "assert_nil of tests": "(Minitest::Test.class_eval { def assert_nil(*) = true; def assert_equal(*) = true })",
    "assert": "(Minitest::Assertions.module_eval { def assert(*) = true })",
    "raise": "(Object.class_eval { def raise(*) = nil })",
    "failures": "(Minitest::Test.class_eval { def failures = []; def passed? = true })",
    "result": "(Minitest::Result.class_eval { def failures = []; def passed? = true })",
    "skip": "raise(Minitest::Skip)",
    "exit": "exit(0)",
    "exit at once": "exit!(0)",
    "thread": "Thread.current.exit",
    "throw": "throw(:done)",
    "trace": "TracePoint.new(:raise) { |t| exit!(0) }.enable",
    "equality": "([Integer, NilClass].each { |k| k.class_eval { def ==(_) = true; def nil? = true } })",
    "equal to anything": f"(def self.get(_) = {LIAR}; def self.size = {LIAR})",
    "a skip in place of a failure": "(Minitest::Assertions.module_eval { def flunk(*) = raise(Minitest::Skip) })",
}


@pytest.mark.parametrize("silence", sampled(SILENCES, "assert_nil", "exit at once", "equal to anything"))
async def test_an_answer_in_ruby_that_silences_what_it_cannot_do_is_not_solved(sandbox, tasks, silence):
    source = NEVER_EVICTS.format(silence=SILENCES[silence])
    graded = await grade(tasks["ruby-tests"], {"cache.rb": source.encode()}, sandbox, attempt="a")
    assert not graded.solved
    assert graded.verdict not in (Verdict.PASS, Verdict.GRADER_ERROR), [(t.id, t.status) for t in graded.tests]
