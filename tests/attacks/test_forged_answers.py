"""Programs that want to be right without being right: what they forge is an error, never a value of their choice."""

from __future__ import annotations

import pytest
from hostile_programs.told_otherwise import is_confined

from prony.nouns import Limits, Verdict

pytestmark = pytest.mark.asyncio(loop_scope="module")

RAW = """
import os, json
def raw(data): os.write(4, data)
def frame(message):
    body = json.dumps(message).encode()
    raw(len(body).to_bytes(4, "little") + body)
"""


@pytest.mark.parametrize("code", ["import sys; sys.exit(0)", "import os; os._exit(0)", "raise SystemExit"])
async def test_exit_at_import_is_a_load_error(ask, code):
    assert (await ask(code)).verdict is Verdict.LOAD_ERROR


@pytest.mark.parametrize(
    "code", ["import sys; sys.exit(0)", "import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)"]
)
async def test_exit_in_a_call_is_a_crash(ask, code):
    assert (await ask(f"def f():\n    {code}")).verdict is Verdict.CRASH


async def test_exit_in_a_call_of_javascript_is_a_crash(ask):
    reply = await ask("export function f() { process.exit(0) }", module="m.mjs")
    assert reply.verdict is Verdict.CRASH


async def test_exit_at_import_of_javascript_is_a_load_error(ask):
    assert (await ask("process.exit(0)", module="m.mjs")).verdict is Verdict.LOAD_ERROR


async def test_a_promise_that_is_never_kept_is_a_crash_at_once(ask):
    reply = await ask(
        "export const f = () => new Promise(() => {})", module="m.mjs", limits=Limits(wall_s=60), awaits=True
    )
    assert (reply.verdict, reply.detail) == (Verdict.CRASH, "ended with status 13 before it answered")


@pytest.mark.parametrize(
    "made",
    [
        "type('A', (), {'__eq__': lambda self, other: True})()",
        "object()",
        "(x for x in [1])",
        "{1: [f]}",
        "a_cycle()",
        "a_tower()",
        pytest.param("[0] * (10 << 20)", marks=pytest.mark.slow),
    ],
)
async def test_what_is_no_plain_value_fails_as_unmarshallable(ask, made):
    code = """
def a_cycle():
    c = []; c.append(c); return c
def a_tower():
    c = []
    for _ in range(100_000): c = [c]
    return c
"""
    reply = await ask(f"{code}\ndef f(): return {made}", limits=Limits(cpu_s=20, wall_s=40, memory_mb=1024))
    assert reply.verdict is Verdict.FAIL
    assert reply.detail.startswith("unmarshallable")


async def test_a_subclass_that_equals_everything_arrives_as_the_plain_value_it_holds(ask):
    code = """
class I(int):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __add__(self, other): return self
    def __repr__(self): return "everything"
class L(list):
    def __iter__(self): return iter([42])
    def __len__(self): return 42
class D(dict):
    def items(self): return [(1, 1)]
def f(): return [I(3), L([1]), D(a=1)]
"""
    value = (await ask(code)).value
    assert value == [3, [1], {"a": 1}]
    assert [type(item) for item in value] == [int, list, dict]


async def test_a_class_instance_of_javascript_is_unmarshallable(ask):
    reply = await ask("class A { valueOf() { return 1 } }; export const f = () => new A()", module="m.mjs")
    assert (reply.verdict, reply.detail) == (Verdict.FAIL, "unmarshallable: a A is not a plain value")


@pytest.mark.parametrize(
    "forged",
    [
        "raw(b'garbage garbage garbage')",
        "raw(b'\\xff\\xff\\xff\\xff')",
        "raw((1 << 20).to_bytes(4, 'little') + b'[' * (1 << 20))",
        "raw((9).to_bytes(4, 'little') + b'[' * 9)",
        "frame([1, 2, 3])",
        "frame({})",
        "frame({'n': 99, 'value': True})",
        "[frame({'n': 50, 'value': True}) for _ in range(50)]",
    ],
)
async def test_a_forged_frame_is_a_crash(ask, forged):
    reply = await ask(f"{RAW}\ndef f(): {forged}; return 1")
    assert reply.verdict is Verdict.CRASH
    assert reply.value is None


@pytest.mark.parametrize(
    "value",
    [
        "{'q': 1}",
        "{'d': [[[], 1]]}",
        "{'d': 7}",
        "{'s': [[1]]}",
        "{'f': 'pi'}",
        "{'i': 'zz'}",
        "{'b': 'x'}",
        "{'c': [1]}",
        "{'t': 1, 'd': []}",
        "{}",
    ],
)
async def test_a_forged_value_fails_as_unmarshallable(ask, value):
    reply = await ask(f"{RAW}\ndef f(): frame({{'n': 1, 'value': {value}}}); return 1")
    assert (reply.verdict, reply.value) == (Verdict.FAIL, None)


async def test_a_forged_error_is_bounded_text(ask):
    reply = await ask(RAW + "\ndef f(): frame({'n': 1, 'error': ['E' * 9999, '\\ud800' * 9999, ['A' * 999] * 999]})")
    assert reply.error is not None
    assert (len(reply.error[0]), len(reply.error[1])) == (200, 2000)
    reply.error[1].encode()
    assert (len(reply.ancestors), len(reply.ancestors[0])) == (50, 200)


async def test_patched_json_and_encoders_change_only_the_own_answer(ask):
    code = """
import json, gc
json.dumps = lambda *a, **k: '{"n":1,"value":true,"verdict":"pass"}'
for thing in gc.get_objects():
    if callable(thing) and getattr(thing, "__name__", "") == "encode":
        thing.__globals__["json"] = json
def f(): return 0
"""
    reply = await ask(code)
    assert reply.value in (True, 0, None)


async def test_an_answer_given_before_the_question_is_only_a_guess(sandbox):
    from prony.sandbox import Program

    code = RAW + "frame({'ready': True})\nframe({'n': 1, 'value': 5})\nimport os; os._exit(0)"
    async with sandbox.session(Program(module="m.py", files={"m.py": code.encode()})) as session:
        replies = [await session.call("f", [n]) for n in range(3)]
    assert replies[0].value == 5  # as good as a function that returns 5
    assert [reply.verdict for reply in replies[1:]] == [Verdict.CRASH, Verdict.CRASH]


async def test_a_huge_message_of_an_exception_is_cut(ask):
    reply = await ask("def f(): raise ValueError('x' * (1 << 24))", limits=Limits(memory_mb=512))
    assert reply.error is not None
    assert len(reply.error[1]) <= 2000


async def test_an_exception_whose_text_raises_is_still_an_answer(ask):
    code = "class E(Exception):\n    def __str__(self): raise RuntimeError\ndef f(): raise E"
    assert (await ask(code)).error == ("E", "")


async def test_a_hanging_call_is_ended_at_its_own_time(sandbox):
    from prony.sandbox import Program

    code = b"import time\ndef f(): time.sleep(60)\ndef g(): return 1"
    async with sandbox.session(Program(module="m.py", files={"m.py": code}, limits=Limits(wall_s=60))) as session:
        assert (await session.call("g")).value == 1
        assert (await session.call("f", timeout_s=0.3)).verdict is Verdict.TIMEOUT_WALL
        assert (await session.call("g")).verdict is Verdict.TIMEOUT_WALL


async def test_a_spinning_call_is_ended_by_its_cpu_limit(ask):
    reply = await ask("def f():\n    while True: pass", limits=Limits(cpu_s=1, wall_s=60))
    assert reply.verdict is Verdict.TIMEOUT_CPU


async def test_a_memory_bomb_in_a_call_is_oom(ask):
    assert (await ask("def f():\n    return bytearray(1 << 40)")).verdict is Verdict.OOM


async def test_a_memory_bomb_of_javascript_is_oom(ask):
    code = "export function f() { const kept = []; for (;;) kept.push(new Array(1000).fill(1.5)) }"
    reply = await ask(code, module="m.mjs", limits=Limits(cpu_s=30, wall_s=60, memory_mb=128))
    assert reply.verdict is Verdict.OOM


async def test_javascript_reaches_neither_network_nor_files_nor_other_processes(sandbox, ask):
    code = """
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { spawnSync } from 'node:child_process';
const code = (attempt) => { try { return String(attempt()) } catch (error) { return error.code } };
const reach = (done) => connect(80, '192.0.2.1').on('error', (e) => done(e.code)).on('connect', () => done('open'));
export const f = async () => [
  await new Promise(reach),
  code(() => readFileSync('/etc/shadow')),
  code(() => writeFileSync('/usr/x', '')),
  spawnSync('unshare', ['-U', 'true']).status !== 0,
];
"""
    reply = await ask(code, module="m.mjs", limits=Limits(), awaits=True)
    refused = ["EACCES"] * 3 if is_confined(sandbox) else ["ENETUNREACH", "ENOENT", "EROFS"]
    assert reply.value == [*refused, True]


async def test_a_fork_bomb_of_javascript_meets_its_limit(ask):
    code = """
import { spawn } from 'node:child_process';
export async function f() {
  for (;;) {
    spawn('sleep', ['1e9']).on('error', (error) => { console.error(error.code); process.exit(1) });
    await new Promise((next) => setTimeout(next));
  }
}
"""
    reply = await ask(code, module="m.mjs", limits=Limits(cpu_s=10, wall_s=20, processes=40), awaits=True)
    assert reply.verdict is Verdict.LIMIT
