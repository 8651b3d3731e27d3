from __future__ import annotations

import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Reply
from prony.sandbox.values import Unmarshallable

pytestmark = pytest.mark.asyncio(loop_scope="module")

PYTHON = b"""
import collections, enum
count = 0
def echo(value): return value
def add(a, b=2, *, c=3): return a + b + c
def counted():
    global count
    count += 1
    return count
def spoil(items): items.append(9); items.sort()
def fail(): raise KeyError("missing")
async def later(x): return x * 2
class Colour(enum.IntEnum): RED = 1
Point = collections.namedtuple("Point", "x y")
def rich(): return [Colour.RED, Point(1, 2), collections.Counter("aab"), collections.OrderedDict(a=1), True]
def say(): print("said")
class Box:
    @staticmethod
    def open(): return "opened"
"""
JAVASCRIPT = b"""
export const echo = (value) => value;
export const kinds = (m, s, b, n) => [m instanceof Map, s instanceof Set, b instanceof Uint8Array, typeof n];
const odd = [2n ** 70n, NaN, -0, undefined, null];
export const rich = () => [new Map([[1, 2]]), new Set(['a']), new Uint8Array([0, 255]), ...odd];
export const spoil = (items) => { items.push(9); };
export const fail = () => { throw new RangeError('far') };
export const later = async (x) => { await new Promise((done) => setTimeout(done, 5)); return x * 2 };
export const say = () => console.log('said');
"""


def program(language: str = "python", **fields) -> Program:
    module, source = {"python": ("m.py", PYTHON), "node": ("m.mjs", JAVASCRIPT)}[language]
    return Program(**{"toolchain": language, "module": module, "files": {module: source}, **fields})


async def test_values_go_in_and_come_out_as_they_are(sandbox):
    value = [None, True, 1, 2**80, 1.5, "é\n", b"\x00", (1, (2,)), {"a": [1]}, {1, 2}, frozenset({3}), 2j, float("inf")]
    async with sandbox.session(program()) as session:
        reply = await session.call("echo", [value])
    assert reply.value == value
    assert [type(item) for item in reply.value] == [type(item) for item in value]


async def test_keyword_arguments_state_and_dotted_names_work(sandbox):
    async with sandbox.session(program()) as session:
        assert (await session.call("add", [1], {"c": 10})).value == 13
        assert [(await session.call("counted")).value for _ in range(3)] == [1, 2, 3]
        assert (await session.call("Box.open")).value == "opened"


async def test_an_error_is_an_answer(sandbox):
    async with sandbox.session(program()) as session:
        assert await session.call("fail") == Reply(
            error=("KeyError", "'missing'"), ancestors=("LookupError", "Exception", "BaseException")
        )
        assert (await session.call("add", ["x"])).error[0] == "TypeError"


async def test_arguments_after_the_call_show_what_was_changed_in_them(sandbox):
    for language in ("python", "node"):
        async with sandbox.session(program(language)) as session:
            reply = await session.call("spoil", [[3, 1]], want_arguments=True)
            assert reply.arguments[0][-1] == 9


async def test_subclasses_of_plain_types_arrive_as_plain_types(sandbox):
    async with sandbox.session(program()) as session:
        value = (await session.call("rich")).value
    assert value == [1, (1, 2), {"a": 2, "b": 1}, {"a": 1}, True]
    assert [type(item) for item in value] == [int, tuple, dict, dict, bool]


async def test_coroutines_and_promises_are_awaited_where_that_is_asked_for(sandbox):
    for language in ("python", "node"):
        async with sandbox.session(program(language)) as session:
            assert (await session.call("later", [4], awaits=True)).value == 8
            assert (await session.call("later", [4])).verdict is Verdict.FAIL
            assert (await session.call("later", [5], awaits=True)).value == 10


async def test_a_plain_answer_is_the_same_whether_it_is_awaited_or_not(sandbox):
    for language in ("python", "node"):
        async with sandbox.session(program(language)) as session:
            assert (await session.call("add", [1, 2], awaits=True)).value == (await session.call("add", [1, 2])).value


async def test_values_of_javascript_are_mapped_both_ways(sandbox):
    async with sandbox.session(program("node")) as session:
        kinds = await session.call("kinds", [{1: 2}, {1}, b"x", 2**60])
        assert kinds.value == [True, True, True, "bigint"]
        value = (await session.call("rich")).value
        echoed = await session.call("echo", [{"a": [1, 2.5, "x", None, True]}])
    assert value[:4] == [{1: 2}, {"a"}, b"\x00\xff", 2**70]
    assert (str(value[4]), str(value[5]), value[6:]) == ("nan", "-0.0", [None, None])
    assert echoed.value == {"a": [1, 2.5, "x", None, True]}


async def test_an_error_of_javascript_is_an_answer(sandbox):
    async with sandbox.session(program("node")) as session:
        assert (await session.call("fail")).error == ("RangeError", "far")


async def test_the_end_tells_what_was_printed_and_used(sandbox):
    for language in ("python", "node"):
        async with sandbox.session(program(language)) as session:
            await session.call("say")
            ended = await session.end()
            assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"said\n")
            assert ended.cpu_s > 0


@pytest.mark.parametrize(
    ("language", "source"), [("python", b"def f(:"), ("node", b"export const = 1"), ("python", b"import nope")]
)
async def test_a_module_that_does_not_load_answers_every_call_with_that(sandbox, language, source):
    name = {"python": "m.py", "node": "m.mjs"}[language]
    async with sandbox.session(program(language, files={name: source})) as session:
        for _ in range(2):
            assert (await session.call("f")).verdict is Verdict.LOAD_ERROR


async def test_a_crash_answers_this_call_and_all_later_ones(sandbox):
    code = b"import os\ndef f(): os.abort()\ndef g(): return 1"
    async with sandbox.session(program(files={"m.py": code})) as session:
        assert (await session.call("g")).value == 1
        replies = [await session.call(name) for name in ("f", "g")]
        assert [reply.verdict for reply in replies] == [Verdict.CRASH] * 2
        assert (await session.end()).signal == 6


async def test_the_wall_clock_runs_only_while_a_call_does(sandbox):
    import asyncio

    async with sandbox.session(program(limits=Limits(wall_s=5.0))) as session:
        assert (await session.call("echo", [1])).value == 1
        session._left_s = 0.4
        await asyncio.sleep(0.6)
        assert (await session.call("echo", [2])).value == 2


async def test_arguments_that_are_not_plain_are_the_callers_mistake(sandbox):
    async with sandbox.session(program()) as session:
        with pytest.raises(Unmarshallable):
            await session.call("echo", [object()])
        assert (await session.call("echo", [1])).value == 1
