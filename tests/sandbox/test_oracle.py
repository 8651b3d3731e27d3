from __future__ import annotations

import json

import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Reply

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def graded(sandbox, grader: str, candidate: bytes, **limits):
    """Run a grader against a candidate's module, as grading does."""
    held = Program(module="m.py", files={"m.py": candidate})
    async with sandbox.session(held) as session:

        async def relay(name, args, kwargs):
            return await session.call(name, args, kwargs, want_arguments=True)

        program = Program(argv=("python3", "grade.py"), files={"grade.py": grader.encode()}, limits=Limits(**limits))
        execution = await sandbox.oracle(program, relay)
    return execution, [json.loads(line) for line in execution.channel.splitlines()]


async def test_a_grader_calls_the_candidate_and_reports_privately(sandbox):
    grader = """
for n in range(5):
    report(test=f"n{n}", status="pass" if call("square", n) == n * n else "fail")
print("printed")
"""
    execution, lines = await graded(sandbox, grader, b"def square(n): return n * n if n < 4 else 0")
    assert execution.verdict is Verdict.PASS
    assert [line["status"] for line in lines] == ["pass"] * 4 + ["fail"]
    assert execution.stdout == b"printed\n"


async def test_a_grader_sees_errors_as_exceptions_and_silence_as_no_answer(sandbox):
    grader = """
for name in ("known", "own", "dies", "dies"):
    try: call(name)
    except LookupError as error: report(test=name, kind=type(error).__name__)
    except CandidateError as error: report(test=name, kind=error.kind)
    except NoAnswer as error: report(test=name, kind=error.verdict)
"""
    candidate = b"""
import os
class Own(Exception): pass
def known(): raise KeyError(1)
def own(): raise Own
def dies(): os._exit(0)
"""
    _, lines = await graded(sandbox, grader, candidate)
    assert [line["kind"] for line in lines] == ["KeyError", "Own", "crash", "crash"]


async def test_a_grader_sees_what_the_candidate_did_to_its_arguments(sandbox):
    grader = "call('spoil', [1]); report(test='x', after=call.arguments)"
    _, lines = await graded(sandbox, grader, b"def spoil(items): items.clear()")
    assert lines == [{"test": "x", "after": [[]]}]


async def test_a_grader_that_breaks_says_so(sandbox):
    execution, _ = await graded(sandbox, "1 / 0", b"")
    assert (execution.verdict, execution.exit_code) == (Verdict.FAIL, 1)


async def test_a_relay_that_fails_is_the_callers_error_and_ends_the_grader(sandbox):
    async def relay(name, args, kwargs) -> Reply:
        raise LookupError(name)

    with pytest.raises(LookupError, match="f"):
        await sandbox.oracle(Program(argv=("python3", "-c", "call('f')")), relay)


async def test_graders_run_in_slots_that_never_hold_a_candidate(sandbox):
    candidates, graders = sandbox._candidates._all, sandbox._graders._all
    assert not set(map(id, candidates)) & set(map(id, graders))
    await graded(sandbox, "call('f')", b"def f(): pass")
    assert any(slot.alive for slot in graders)


@pytest.mark.parametrize(
    ("module", "candidate"),
    [
        ("m.mjs", b"export function f() { return '\xc3\xa9'.repeat(3_000_000) }"),
        ("m.mjs", b"export function f() { return '\\u{1F600}'.repeat(1_500_000) }"),
        ("m.mjs", b"export function f() { return Array(1_500_000).fill(123456.5).map((x) => -x * 1e9) }"),
    ],
)
async def test_an_answer_that_grows_beyond_a_frame_on_its_way_is_no_answer(sandbox, module, candidate):
    grader = """
try: call("f")
except NoAnswer as error: report(test="x", verdict=error.verdict)
"""
    held = Program(toolchain="node", module=module, files={module: candidate}, limits=Limits(cpu_s=20, wall_s=60))
    async with sandbox.session(held) as session:

        async def relay(name, args, kwargs):
            return await session.call(name, args, kwargs, want_arguments=True)

        program = Program(argv=("python3", "grade.py"), files={"grade.py": grader.encode()})
        execution = await sandbox.oracle(program, relay)
    assert execution.verdict is Verdict.PASS, execution.detail
    assert json.loads(execution.channel.splitlines()[0]) == {"test": "x", "verdict": "fail"}
