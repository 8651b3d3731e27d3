"""Whole answers that arrive as reasoning, and reasoning without any answer: told apart."""

from __future__ import annotations

import json

import pytest
from fake_engine import DONE, ROLE, USAGE, Script, completion, delta, finish, sse, whole
from gateway_bench import Bench, ask

from prony.gateway import chat
from prony.gateway.misplaced import answer_in
from prony.nouns import FaultCode, Party

BLOCK = "Here it is:\n\n```python\ndef double(x):\n    return 2 * x\n```\n"

HOLDS_AN_ANSWER = {
    "a whole reply of a model that does not think": BLOCK,
    "thoughts, then the answer": f"The user wants twice the number.\n\n{BLOCK}",
    "the answer, and a sentence about it": f"{BLOCK}\nIt doubles any number.",
    "several blocks, the last of them at the end": f"First:\n```sh\nls\n```\n{BLOCK}",
    "other fences": "~~~go\npackage main\n~~~",
    "a tag that the parser missed": "I see.</think>\n\nUse `return 2 * x`.",
    "Mistral's tag": "I see.[/THINK]It is 4.",
    "a call in Qwen's form": 'I look.\n<tool_call>\n{"name": "bash", "arguments": {}}\n</tool_call>',
    "a call in Qwen3-Coder's form": "I look.\n<function=bash>\n<parameter=command>ls</parameter>\n</function>",
}
HOLDS_NONE = {
    "nothing": "",
    "thoughts alone": "The user wants twice the number. So I would write a function.",
    "a block among thoughts": f"I could write:\n{BLOCK}" + "But is that right for a list? " * 40,
    "a block that is not closed": "So:\n```python\ndef double(x):\n    return 2",
    "a tag with nothing behind it": "That is it.</think>\n",
    "an inline piece of code": "It is `2 * x`, I think.",
}


@pytest.mark.parametrize("kind", HOLDS_AN_ANSWER)
def test_an_answer_among_thoughts_is_seen(kind: str) -> None:
    assert answer_in(HOLDS_AN_ANSWER[kind])


@pytest.mark.parametrize("kind", HOLDS_NONE)
def test_thoughts_are_no_answer(kind: str) -> None:
    assert answer_in(HOLDS_NONE[kind]) is None


def thought(field: str, text: str, stop: str = "stop") -> Script:
    return sse(ROLE, delta({field: text}), finish(stop), USAGE, DONE)


OLLAMA = [
    {"message": {"role": "assistant", "content": "", "thinking": BLOCK}, "done": False},
    {"done": True, "done_reason": "stop"},
]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (thought("reasoning_content", BLOCK), FaultCode.MISPLACED_ANSWER),
        (thought("reasoning", BLOCK), FaultCode.MISPLACED_ANSWER),
        (completion("", reasoning_content=BLOCK), FaultCode.MISPLACED_ANSWER),
        (thought("reasoning_content", HOLDS_NONE["thoughts alone"]), FaultCode.EMPTY),
        (thought("reasoning_content", BLOCK, "length"), FaultCode.EMPTY_BUDGET),
        (thought("reasoning_content", BLOCK, "content_filter"), FaultCode.EMPTY),
    ],
    ids=["deepseek's field", "openrouter's field", "whole", "thoughts alone", "cut by tokens", "filtered"],
)
async def test_the_fault_is_the_engines_where_the_answer_is_there(
    bench: Bench, script: Script, code: FaultCode
) -> None:
    bench.engine.default = script
    path = bench.open()
    reply = await chat(path.base_url, ask())
    assert reply.fault is not None
    assert bench.last.fault is not None
    assert reply.fault.code is bench.last.fault.code is code
    assert (reply.fault.party is Party.ENGINE) == (code is FaultCode.MISPLACED_ANSWER)
    if code is FaultCode.MISPLACED_ANSWER:
        assert "(python, 32 characters)" in reply.fault.detail
        assert f"({len(BLOCK)} characters)" in reply.fault.detail


async def test_ollamas_thinking_is_read_alike(bench: Bench) -> None:
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in OLLAMA)
    bench.engine.default = whole(200, lines, "application/x-ndjson")
    path = bench.open(dialect="ollama")
    reply = await chat(path.base_url, ask(), dialect="ollama")
    assert reply.fault is not None
    assert reply.fault.code is FaultCode.MISPLACED_ANSWER
