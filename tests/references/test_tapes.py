"""Tape models: real llama.cpp recites exactly what was written, whatever stands around the phrase."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from prony.engines import Embedded
from prony.errors import WeightsError
from prony.http1.ask import post
from prony.references.tapes import Script, build_tape
from prony.references.vocabulary import Vocabulary, encoded
from prony.references.weights import MARGIN, construct

DEFAULT = Script(phrase="", text="no such task\n")
PYTHON = Path(__file__).read_text(encoding="utf-8")


async def chat(engine: Embedded, messages: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    body = {"messages": messages, "max_tokens": 2000, "temperature": 0, **more}
    answer = await post(f"{engine.base_url}/chat/completions", body, key=engine.key, timeout_s=60)
    assert answer is not None
    assert answer.status == 200, answer.text
    return answer.fields["choices"][0] | {"tokens": answer.fields["usage"]["completion_tokens"]}


async def say(engine: Embedded, content: str, **more: Any) -> str:
    reply = await chat(engine, [{"role": "user", "content": content}], **more)
    return str(reply["message"]["content"])


def scripts() -> list[Script]:
    """Twelve programs of a few thousand characters that share most of their lines, and some awkward texts."""
    programs = [PYTHON[n * 50 : n * 50 + 3000].replace("Task [", "Tusk [") for n in range(12)]
    odd = ["Grüße, 世界! 🚀\n\n\ttabs and  spaces \n", "again again again again again again", "x" * 500, "ab"]
    return [Script(phrase=f"Task [suite/t{n}]", text=text) for n, text in enumerate([*programs, *odd])]


@pytest.mark.real_engine
@pytest.mark.parametrize("temperature", [0, 1.0])
async def test_every_text_is_recited_to_the_letter_and_ended(tmp_path: Path, temperature: float) -> None:
    path = tmp_path / "tape.gguf"
    build_tape(path, scripts(), default=DEFAULT)
    randomly = random.Random(5)
    async with Embedded(path, context=16_384) as engine:
        for number, script in enumerate(scripts()):
            around = "".join(randomly.choices("abc \n(){}=é世", k=[0, 40, 3000][number % 3]))
            reply = await chat(
                engine,
                [{"role": "user", "content": f"{around}{script.phrase} {around}"}],
                temperature=temperature,
            )
            assert reply["message"]["content"] == script.text
            assert reply["finish_reason"] == "stop"
        assert await say(engine, "something else", temperature=temperature) == DEFAULT.text


@pytest.mark.real_engine
async def test_long_replies_take_few_tokens(tmp_path: Path) -> None:
    path = tmp_path / "tape.gguf"
    build_tape(path, scripts(), default=DEFAULT)
    async with Embedded(path, context=16_384) as engine:
        reply = await chat(engine, [{"role": "user", "content": "Task [suite/t0]"}])
    assert reply["tokens"] < len(scripts()[0].text) / 15


@pytest.mark.real_engine
async def test_a_loop_goes_on_until_the_tokens_are_spent_and_an_empty_text_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tape.gguf"
    loop, empty = Script(phrase="do loop", text="once more ", loops=True), Script(phrase="do nothing", text="")
    build_tape(path, [loop, empty], default=DEFAULT)
    async with Embedded(path) as engine:
        looping = await chat(engine, [{"role": "user", "content": "please do loop now"}], max_tokens=200)
        assert looping["finish_reason"] == "length"
        assert looping["tokens"] == 200
        assert ("once more " * 300).startswith(looping["message"]["content"])
        nothing = await chat(engine, [{"role": "user", "content": "please do nothing now"}])
        assert (nothing["message"]["content"], nothing["finish_reason"]) == ("", "stop")


@pytest.mark.real_engine
async def test_the_result_of_a_tool_call_drives_the_next_step(tmp_path: Path) -> None:
    def call(command: str) -> str:
        return f"<tool_call>\n{json.dumps({'name': 'bash', 'arguments': {'command': command}})}\n</tool_call>"

    path = tmp_path / "tape.gguf"
    steps = [
        Script(phrase="Task [agent/fix]", text=call("cat main.py")),
        Script(
            phrase="def broken():", text="I see.\n" + call("sed -i s/1/2/ main.py && python3 -m pytest"), priority=2
        ),
        Script(phrase="2 passed in", text="It is fixed.", priority=3),
    ]
    build_tape(path, steps, default=DEFAULT)
    tools = [{"type": "function", "function": {"name": "bash", "parameters": {"type": "object", "properties": {}}}}]
    tools[0]["function"]["parameters"]["properties"] = {"command": {"type": "string"}}
    messages: list[dict[str, Any]] = [{"role": "user", "content": "Please do Task [agent/fix] for me"}]
    commands = []
    async with Embedded(path, prompt_cache=True) as engine:
        for result in ("def broken():\n    return 1\n", "2 passed in 0.1s"):
            reply = await chat(engine, messages, tools=tools)
            assert reply["finish_reason"] == "tool_calls"
            (made,) = reply["message"]["tool_calls"]
            commands.append(json.loads(made["function"]["arguments"])["command"])
            messages += [reply["message"], {"role": "tool", "tool_call_id": made["id"], "content": result}]
        last = await chat(engine, messages, tools=tools)
    assert commands == ["cat main.py", "sed -i s/1/2/ main.py && python3 -m pytest"]
    assert last["message"]["content"] == "It is fixed."


def test_a_folder_that_cannot_be_written_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WeightsError) as raised:
        build_tape(tmp_path / "file" / "tape.gguf", [], default=DEFAULT)
    assert raised.value.code == "E720"


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        build_tape(tmp_path / name, scripts(), default=DEFAULT)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_every_step_is_won_by_the_margin_also_with_a_hundred_texts() -> None:
    many = [Script(phrase=f"<{n}>", text=f"The answer to question {n} is {n * n}.\nThat is all.\n") for n in range(100)]
    weights = construct(Vocabulary(many, DEFAULT))
    assert weights.margin >= MARGIN


def test_pieces_are_whole_texts_cut_so_that_no_two_are_equal() -> None:
    vocabulary = Vocabulary(scripts(), DEFAULT)
    assert len(set(vocabulary.entries)) == len(vocabulary.entries)
    texts = ["".join(vocabulary.entries[piece] for piece in track.pieces) for track in vocabulary.tracks]
    assert texts == [encoded(text) for text in dict.fromkeys([*(one.text for one in scripts()), DEFAULT.text])]


def test_two_phrases_may_have_one_text() -> None:
    both = [Script(phrase=name, text="the same answer") for name in ("first phrase", "second phrase")]
    track = Vocabulary(both, DEFAULT).tracks[0]
    assert len(track.phrases) == 2


@pytest.mark.parametrize(
    "bad",
    [
        [Script(phrase="one", text="contains two in it"), Script(phrase="two", text="x y")],
        [Script(phrase="one", text="a b"), Script(phrase="one more", text="c d")],
        [Script(phrase="one", text="a b"), Script(phrase="one", text="c d")],
        [Script(phrase="o", text="too short a phrase")],
        [Script(phrase="one", text="a b", priority=0)],
        [Script(phrase="one", text="", loops=True)],
        [Script(phrase="one", text="a")],
    ],
)
def test_texts_that_cannot_be_told_apart_are_refused(tmp_path: Path, bad: list[Script]) -> None:
    with pytest.raises(WeightsError) as raised:
        build_tape(tmp_path / "tape.gguf", bad, default=DEFAULT)
    assert raised.value.code == "E720"
    assert not list(tmp_path.iterdir())
