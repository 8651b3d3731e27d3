"""The replay engine: what lies in files is said, task by task, to whoever has its key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prony.engines import EngineLaunch, kind_named
from prony.engines.kinds.replay import ReplayServer
from prony.errors import EngineError
from prony.http1.ask import get, post
from prony.nouns import Mode, Task
from prony.suites import prompt

LONG = "Here it is.\n\n```python\n" + "x = 'ä'\n" * 20_000 + "```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    replies = tmp_path / "replies"
    (replies / "six").mkdir(parents=True)
    (replies / "six" / "long.md").write_text(LONG)
    (replies / "six" / "long.2.md").write_text("Nothing more.\n")
    (replies / "short.md").write_text("shared by all suites\n")
    call = {"id": "a", "type": "function", "function": {"name": "bash", "arguments": '{"command": "ls"}'}}
    (replies / "six" / "acts.json").write_text(json.dumps({"content": None, "tool_calls": [call]}))
    (replies / "six" / "cut.json").write_text(json.dumps({"content": "x", "finish_reason": "length"}))
    (replies / "six" / "loops.json").write_text(json.dumps({"content": "again ", "loops": True}))
    return replies


def launched(folder: Path) -> ReplayServer:
    launch = EngineLaunch(model="kept", options={"replies": str(folder)})
    engine = kind_named("replay").start(launch)
    assert isinstance(engine, ReplayServer)
    return engine


def asked(task: str, *turns: str) -> dict[str, Any]:
    suite, _, name = task.partition("/")
    brief = prompt(
        Task(id=task, suite=suite, name=name, title="", path="", digest="", mode=Mode.TEXT, instruction="Do it."), {}
    )
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": brief}]
    for turn in turns:
        messages += [{"role": "assistant", "content": turn}, {"role": "user", "content": "Go on: Task [six/short]."}]
    return {"model": "kept", "messages": messages}


async def reply(engine: ReplayServer, body: dict[str, Any]) -> dict[str, Any]:
    answer = await post(f"{engine.base_url}/chat/completions", body, key=engine.key, timeout_s=30)
    assert answer is not None
    return {"status": answer.status, **answer.fields}


async def test_each_task_gets_the_reply_that_is_stored_for_it(folder: Path) -> None:
    async with launched(folder) as engine:
        (choice,) = (await reply(engine, asked("six/long")))["choices"]
        assert (choice["message"]["content"], choice["finish_reason"]) == (LONG, "stop")
        (choice,) = (await reply(engine, asked("rounds/short")))["choices"]
        assert choice["message"]["content"] == "shared by all suites\n"
        (choice,) = (await reply(engine, asked("six/long", LONG)))["choices"]
        assert choice["message"]["content"] == "Nothing more.\n"
        (choice,) = (await reply(engine, asked("six/acts")))["choices"]
        assert (choice["message"]["tool_calls"][0]["id"], choice["finish_reason"]) == ("a", "tool_calls")
        (choice,) = (await reply(engine, asked("six/cut")))["choices"]
        assert choice["finish_reason"] == "length"


async def test_a_reply_that_loops_ends_when_its_tokens_are_spent(folder: Path) -> None:
    async with launched(folder) as engine:
        (choice,) = (await reply(engine, {**asked("six/loops"), "max_tokens": 100}))["choices"]
    assert (choice["message"]["content"], choice["finish_reason"]) == (("again " * 100)[:400], "length")


@pytest.mark.parametrize(
    ("task", "turns", "why"),
    [
        ("six/absent", (), "no reply is stored for six/absent"),
        ("six/long", (LONG, "Nothing more."), "no reply 3 is stored for six/long"),
        ("six/..", (), "names no task"),
    ],
)
async def test_a_task_without_a_stored_reply_is_refused_by_name(
    folder: Path, task: str, turns: tuple[str, ...], why: str
) -> None:
    async with launched(folder) as engine:
        said = await reply(engine, asked(task, *turns))
    assert said["status"] == 404
    assert why in said["error"]["message"]


@pytest.mark.parametrize("body", [{}, {"messages": 3}, {"messages": ["x"]}, {"messages": [{"content": 7}]}])
async def test_a_request_that_is_none_is_refused(folder: Path, body: dict[str, Any]) -> None:
    async with launched(folder) as engine:
        assert (await reply(engine, body))["status"] in (400, 404)
        assert (await reply(engine, asked("six/long")))["status"] == 200


async def test_nobody_without_its_key_is_answered(folder: Path) -> None:
    async with launched(folder) as engine:
        url = engine.base_url
        for key in (None, "wrong"):
            refused = await post(f"{url}/chat/completions", asked("six/long"), key=key, timeout_s=30)
            assert refused is not None
            assert refused.status == 401
            listed = await get(f"{url}/models", key=key)
            assert listed is not None
            assert listed.status == 401


async def test_a_contestant_is_what_it_says_and_not_where_that_lies(folder: Path, tmp_path: Path) -> None:
    async with launched(folder) as engine:
        first = await engine.describe("kept")
    (tmp_path / "elsewhere").mkdir()
    moved = folder.rename(tmp_path / "elsewhere" / "replies")
    async with launched(moved) as engine:
        assert await engine.describe("kept") == first
    (moved / "short.md").write_text("another\n")
    async with launched(moved) as engine:
        assert (await engine.describe("kept")).artifact.sha256 != first.artifact.sha256


async def test_a_folder_without_replies_is_a_coded_error(tmp_path: Path) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        with pytest.raises(EngineError) as raised:
            async with launched(folder):
                pass
        assert raised.value.code == "E215"
