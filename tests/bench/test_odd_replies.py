"""No reply, however odd, ends a run: through gateway, harness, journal, index, boards, page and transcript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import agent_suite
import pytest
from fake_engine import DONE, ROLE, USAGE, Call, FakeEngine, Script, answer, delta, event, finish, sse, text, whole
from habits.habit import RIGHT

from prony.bench.contestants import Request
from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.journal import read_events
from prony.nouns import FaultCode, RunSettings

HALF, NUL = r"\ud83d", r"\u0000"


def raw(fields: str) -> bytes:
    """An event whose JSON is written by hand."""
    return b"data: {" + fields.encode() + b"}\n\n"


def called(arguments: str, name: str = '"bash"', id: str = '"c1"') -> Script:
    call = f'{{"index":0,"id":{id},"type":"function","function":{{"name":{name},"arguments":{arguments}}}}}'
    return sse(
        ROLE, raw(f'"choices":[{{"index":0,"delta":{{"tool_calls":[{call}]}}}}]'), finish("tool_calls"), USAGE, DONE
    )


def said(field: str, value: str) -> Script:
    return sse(
        ROLE, raw(f'"choices":[{{"index":0,"delta":{{"{field}":{value}}}}}]'), text(RIGHT), finish(), USAGE, DONE
    )


def marked(field: str, value: str) -> Script:
    choice = '"choices":[{"index":0,"delta":{"content":"x"}}]'
    return sse(ROLE, raw(f'"{field}":{value},{choice}'), text(RIGHT), finish(), DONE)


DEEP, WIDE = '{"a":' * 900 + "1" + "}" * 900, '{"a":' * 20_000 + "1" + "}" * 20_000
ODD: dict[str, Script] = {
    "half a character in text": said("content", f'"{HALF}"'),
    "half a character in reasoning": said("reasoning_content", f'"{HALF}"'),
    "half a character in arguments": called(rf'"{{\"command\":\"echo {HALF}\"}}"'),
    "half a character in an arguments object": called(f'{{"command":"echo {HALF}"}}'),
    "half a character, escaped twice": called(rf'"{{\"command\":\"echo \{HALF}\"}}"'),
    "half a character in a key": called(f'{{"{HALF}":1}}'),
    "half a character in an id": called('"{}"', id=f'"{HALF}"'),
    "half a character in a name": called('"{}"', name=f'"{HALF}"'),
    "half a character in the model's name": marked("model", f'"{HALF}"'),
    "half a character in the finish reason": sse(
        text(RIGHT), raw(f'"choices":[{{"index":0,"delta":{{}},"finish_reason":"{HALF}"}}]')
    ),
    "half a character in an error": sse(ROLE, raw(f'"error":{{"message":"{HALF}","type":"{HALF}"}}')),
    "half a character in a refusal": whole(400, f'{{"error":{{"message":"{HALF}"}}}}'.encode()),
    "nulls in text": said("content", f'"{NUL}"'),
    "nulls in arguments": called(rf'"{{\"command\":\"echo \{NUL}\"}}"'),
    "nulls in a name": called('"{}"', name=f'"{NUL}"'),
    "nulls in the model's name": marked("model", f'"{NUL}"'),
    "nulls in the finish reason": sse(text(RIGHT), finish("\0stop\0")),
    "bare control characters": sse(b'data: {"choices":[{"index":0,"delta":{"content":"a\x01\x02\tb"}}]}\n\n', finish()),
    "escape sequences": sse(text("\x1b[2J\x1b]0;title\x07" + RIGHT), finish(), USAGE, DONE),
    "huge counts": marked("usage", f'{{"prompt_tokens":{"9" * 5000},"completion_tokens":1e999}}'),
    "huge times": marked("timings", '{"prompt_ms":1e308,"predicted_ms":-1e308,"predicted_n":1e308}'),
    "not a number": marked("usage", '{"prompt_tokens":NaN,"completion_tokens":-Infinity}'),
    "a number as a name": called('"{}"', name="7"),
    "a number as text": said("content", "42"),
    "a list as text": said("content", '[1,[2],null,"x"]'),
    "an object as text": said("content", '{"text":{"text":"x"}}'),
    "objects everywhere": marked("model", '{"a":[{}]}'),
    "a list as usage": marked("usage", '[["prompt_tokens",1]]'),
    "a word as timings": marked("timings", '"fast"'),
    "a list as the finish reason": sse(text(RIGHT), raw('"choices":[{"index":0,"delta":{},"finish_reason":["stop"]}]')),
    "words as calls": sse(ROLE, delta({"tool_calls": "bash"}), finish("tool_calls"), DONE),
    "lists as calls": sse(ROLE, delta({"tool_calls": [[], None, 5]}), finish("tool_calls"), DONE),
    "numbers as functions": sse(ROLE, delta({"tool_calls": [{"function": 5}]}), finish("tool_calls"), DONE),
    "an index that is huge": sse(ROLE, delta({"tool_calls": [{"index": 10**30}]}), finish("tool_calls"), DONE),
    "words as choices": sse(ROLE, event({"choices": "x"}), finish()),
    "deep arguments": called(DEEP),
    "deeper arguments": called(WIDE),
    "deep arguments as text": called(json.dumps(DEEP)),
    "a deep event": sse(ROLE, b"data: " + b"[" * 100_000 + b"\n\n", finish()),
    "keys twice": sse(raw('"choices":[{"delta":{"content":"a","content":"b"},"delta":{"content":"c"}}]'), finish()),
    "a long name": called('"{}"', name=json.dumps("x" * 100_000)),
    "a long finish reason": sse(text(RIGHT), finish("s" * 100_000)),
    "a long model name": marked("model", json.dumps("m" * 100_000)),
    "many calls": sse(
        delta({"tool_calls": [{"index": n, "function": {"name": "bash"}} for n in range(500)]}), finish()
    ),
    "bytes": sse(bytes(range(256)), finish()),
    "no event at all": Script((b"\xff\xfe\x00",), content_type="text/event-stream"),
}


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.bench.contest.BACKOFF_S", 0.0)
    monkeypatch.setattr("prony.bench.schedule.HOPELESS_AFTER", 10**6, raising=False)


@pytest.mark.parametrize("harness", ["chat", "loop"])
async def test_no_reply_however_odd_ends_a_run_or_breaks_what_reads_it(
    harness: str, tmp_path: Path, mini_suite: Path, prony: tuple[str, ...]
) -> None:
    suite = mini_suite
    if harness == "loop":
        suite = tmp_path / "agents"
        agent_suite.write_suite(suite, ["add"])
    turns: dict[bytes, int] = {}

    def odd(call: Call) -> Script:
        """Each conversation gets an odd reply of its own, and a plain one after it."""
        if b'"assistant"' in call.raw or b'"max_tokens":1,' in call.raw:
            return answer("I am done.")
        turns[b"n"] = turns.get(b"n", -1) + 1
        return list(ODD.values())[turns[b"n"] % len(ODD)]

    async with FakeEngine() as engine:
        engine.default = odd
        request = Request(models=("m",), base_url=engine.base_url, shares_cpu=False, harnesses=(harness,))
        repeats = len(ODD) if harness == "loop" else len(ODD) // 4 + 1
        wanted = Wanted(suites=(str(suite),), contestants=request, settings=RunSettings(slots=2, repeats=repeats))
        plan, _ = await start(tmp_path, wanted, Config(), RunObserver(), Stop())
    assert turns[b"n"] >= len(ODD), "not every reply was given"
    done = Done(read_events(tmp_path / "runs" / plan.id))
    assert all(done.state(cell) is not None for spec in plan.contestants for cell in cells(plan, spec))
    faults = {end.fault.code: end.fault.detail for end in done.ends.values() if end.fault}
    assert FaultCode.HARNESS_CRASH not in faults, faults
    assert FaultCode.CLIENT_FAULT not in faults, faults
    for command in (["board", "--json"], ["board", "--csv"], ["board", "--md"], ["board", "--attempts"], ["report"]):
        prints(prony, tmp_path, *command)
    named = sorted(done.attempts)[:: max(1, len(done.attempts) // 5)]
    for attempt in named:
        prints(prony, tmp_path, "show", attempt)


def prints(prony: tuple[str, ...], home: Path, *arguments: str) -> Any:
    """What a command prints in `home`, which must be text, and no failure."""
    made = subprocess.run([*prony, *arguments], cwd=home, capture_output=True, check=False)
    assert made.returncode == 0, (arguments, made.stderr.decode()[-2000:])
    return made.stdout.decode()
