"""The loop harness: how commands travel, what the model is told of them, and what its identity says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_engine import DONE, HANG_UP, ROLE, USAGE, FakeEngine, Script, Sleep, answer, delta, finish, sse, text

from prony.harnesses import AttemptJob, HarnessResult, Known
from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.fenced import Fenced
from prony.harnesses.loop import SAME_CALLS, SHOWN_CHARS, Loop
from prony.nouns import AttemptLimits, FaultCode, Mode, Sampling, Task
from prony.sandbox import Workspaces

START = {"main.py": b"print(1)\n", "tests/test.py": b"assert True\n"}
FIX = "sed -i s/1/2/ main.py"


class Turns(FakeEngine):
    """An engine that gives one reply after the other; the last one again and again."""

    def __init__(self, *replies: Script) -> None:
        super().__init__()
        self.replies = list(replies)

    @property
    def default(self) -> Script:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @default.setter
    def default(self, script: Script) -> None:
        """Replies are given at the beginning."""

    def told(self, number: int = -1) -> list[dict[str, Any]]:
        """The messages of one request."""
        return self.calls[number].body["messages"]


def calls(*commands: str, name: str = "bash", arguments: str | None = None, said: str = "") -> Script:
    made = [
        {
            "index": n,
            "id": f"id{n}",
            "type": "function",
            "function": {"name": name, "arguments": arguments or json.dumps({"command": command})},
        }
        for n, command in enumerate(commands)
    ]
    words = [text(said)] if said else []
    return sse(ROLE, *words, delta({"tool_calls": made}), finish("tool_calls"), USAGE, DONE)


@pytest.fixture
def task(tmp_path: Path) -> Task:
    (tmp_path / "workspace" / "tests").mkdir(parents=True)
    (tmp_path / "workspace" / "main.py").write_text("print(1)\n")
    (tmp_path / "workspace" / "tests" / "test.py").write_text("assert True\n")
    return Task(
        id="s/t",
        suite="s",
        name="t",
        title="",
        path=str(tmp_path),
        digest="",
        mode=Mode.AGENT,
        instruction="Print 2.",
        toolchain=("python",),
        editable=("main.py",),
        protect=("tests/**",),
    )


async def attempt(
    engine: FakeEngine,
    task: Task,
    *,
    tools: bool | None = True,
    has_chat_template: bool | None = None,
    **limits: float,
) -> HarnessResult:
    job = AttemptJob(
        task=task,
        start=START,
        url=engine.base_url,
        model="m",
        sampling=Sampling(temperature=0.0),
        max_tokens=300,
        limits=AttemptLimits(**{"wall_s": 60.0, "command_s": 60.0, "memory_mb": 1024, "disk_mb": 256, **limits}),
        known=Known(offers_tools=tools, has_chat_template=has_chat_template),
        workspaces=Workspaces(),
    )
    return await Loop().attempt(job)


async def test_what_became_of_the_workspace_is_handed_in(task: Task) -> None:
    async with Turns(calls("cat main.py"), calls(FIX), answer("Done.")) as engine:
        result = await attempt(engine, task)
        assert len(engine.calls) == 3
    assert result.files == {"main.py": b"print(2)\n"}
    assert (result.reply, result.fault, result.labels, result.removed) == ("Done.", None, (), ())


async def test_the_model_gets_the_brief_with_names_and_without_contents(task: Task) -> None:
    async with Turns(answer("No.")) as engine:
        await attempt(engine, task)
        system, user = engine.told(0)
        assert [tool["function"]["name"] for tool in engine.calls[0].body["tools"]] == ["bash"]
    assert "/workspace" in system["content"]
    assert "`main.py`, `tests/test.py`" in user["content"]
    assert "print(1)" not in user["content"]


async def test_each_call_is_answered_with_its_output_and_status(task: Task) -> None:
    async with Turns(calls("echo a; exit 3", "cat main.py"), answer("Done.")) as engine:
        await attempt(engine, task)
        said, first, second = engine.told()[2:]
    assert [call["id"] for call in said["tool_calls"]] == [first["tool_call_id"], second["tool_call_id"]]
    assert (first["role"], first["content"]) == ("tool", "a\n[exit status 3]")
    assert second["content"] == "print(1)\n[exit status 0]"


async def test_a_long_output_is_shown_by_its_head_and_tail(task: Task) -> None:
    async with Turns(calls("seq 100000"), answer("Done.")) as engine:
        await attempt(engine, task)
        shown = engine.told()[-1]["content"]
    assert shown.startswith("1\n2\n")
    assert shown.endswith("100000\n[exit status 0]")
    assert len(shown) < SHOWN_CHARS + 100


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (calls("", name="python"), "there is no tool 'python'"),
        (calls("", arguments="{not json"), "the arguments must be JSON"),
        (calls("", arguments='{"cmd": "ls"}'), "the arguments must be JSON"),
        (calls("", arguments='{"command": 7}'), "the arguments must be JSON"),
        (calls("", arguments='["ls"]'), "the arguments must be JSON"),
    ],
)
async def test_a_call_that_cannot_be_read_is_answered_in_words(task: Task, bad: Script, words: str) -> None:
    async with Turns(bad, calls(FIX), answer("Done.")) as engine:
        result = await attempt(engine, task)
        assert words in engine.told(1)[-1]["content"]
    assert result.files


async def test_a_model_without_tools_writes_one_block_a_message(task: Task) -> None:
    replies = (answer(f"I fix it.\n```bash\n{FIX}\n```\n"), answer("Done."))
    async with Turns(*replies) as engine:
        result = await attempt(engine, task, tools=False)
        assert all("tools" not in call.body for call in engine.calls)
        assert "```bash" in engine.told(0)[0]["content"]
        assert [message["role"] for message in engine.told()] == ["system", "user", "assistant", "user"]
        assert engine.told()[-1]["content"] == "[exit status 0]"
    assert result.files == {"main.py": b"print(2)\n"}


async def test_several_blocks_in_one_message_are_not_run(task: Task) -> None:
    async with Turns(answer(f"```bash\n{FIX}\n```\n```sh\nls\n```\n"), answer("Done.")) as engine:
        result = await attempt(engine, task, tools=False)
        assert "one block a message" in engine.told()[-1]["content"]
    assert result.files == {}


LOOKS_LIKE_A_CALL = answer('```json\n{"name": "bash", "arguments": {"cmd": "ls"}}\n```')


@pytest.mark.parametrize("tools", [True, False])
@pytest.mark.parametrize("stray", [LOOKS_LIKE_A_CALL, answer("So it is:\n```python\nprint(2)\n```\n")])
async def test_what_only_looks_like_a_command_is_told_once_that_nothing_was_run(
    task: Task, stray: Script, tools: bool
) -> None:
    fix = calls(FIX) if tools else answer(f"```bash\n{FIX}\n```")
    async with Turns(stray, fix, stray, answer("Done.")) as engine:
        result = await attempt(engine, task, tools=tools)
        missed = (Calls if tools else Fenced).missed
        assert engine.told(1)[-1]["role"] == "user"
        assert engine.told(1)[-1]["content"].startswith(missed)
        assert engine.told(1)[-2]["role"] == "assistant"
        assert engine.told(3)[-1]["content"].startswith(missed), "after a command, it may be told again"
    assert (result.reply, result.fault, result.files) == ("Done.", None, {"main.py": b"print(2)\n"})


async def test_who_goes_on_without_a_command_after_being_told_is_done(task: Task) -> None:
    async with Turns(LOOKS_LIKE_A_CALL, answer("Then:\n```python\nprint(2)\n```\n"), calls(FIX)) as engine:
        result = await attempt(engine, task)
        assert len(engine.calls) == 2
    assert (result.fault, result.labels, result.files) == (None, ("gave_up",), {})


@pytest.mark.parametrize("tools", [True, False])
async def test_code_beside_a_command_is_said_to_have_changed_no_file(task: Task, tools: bool) -> None:
    beside = "So it is:\n```python\nprint(2)\n```\n"
    first = calls("cat main.py", said=beside) if tools else answer(f"```bash\ncat main.py\n```\n{beside}")
    fix = calls(FIX) if tools else answer(f"```bash\n{FIX}\n```")
    async with Turns(first, fix, answer("Done.")) as engine:
        await attempt(engine, task, tools=tools)
        assert engine.told(1)[-1]["content"].startswith("print(1)\n[exit status 0]\nThe `python` code in your message")
        assert engine.told(2)[-1]["content"] == "[exit status 0]"


@pytest.mark.parametrize("tools", [True, False])
async def test_the_model_is_told_how_a_file_is_written(task: Task, tools: bool) -> None:
    async with Turns(answer("No.")) as engine:
        await attempt(engine, task, tools=tools)
        assert "cat > FILE <<'EOF'\nTEXT\nEOF\n" in engine.told(0)[0]["content"]


async def test_a_file_with_fences_is_written_by_a_fenced_command(task: Task) -> None:
    written = answer('```bash\ncat > main.py <<\'EOF\'\n"""\n```\nprint(2)\n```\n"""\nprint(2)\nEOF\n```\n')
    async with Turns(written, answer("Done.")) as engine:
        result = await attempt(engine, task, tools=False)
    assert result.files == {"main.py": b'"""\n```\nprint(2)\n```\n"""\nprint(2)\n'}


async def test_of_half_a_command_nothing_is_run(task: Task) -> None:
    half = answer("```bash\nrm main.py\ncat > main.py <<'EOF'\nprint(2)\n```\n")
    async with Turns(half, answer("Done.")) as engine:
        result = await attempt(engine, task, tools=False)
        assert "the here-document `EOF` has no end" in engine.told()[-1]["content"]
    assert (result.files, result.removed, result.labels) == ({}, (), ("gave_up",))


WRITTEN = '<tool_call>\n{"name": "bash", "arguments": {"command": "%s"}}\n</tool_call>'


async def test_calls_that_came_as_text_are_run_counted_and_labelled(task: Task) -> None:
    async with Turns(answer(WRITTEN % "cat main.py"), answer(WRITTEN % FIX), answer("Done.")) as engine:
        result = await attempt(engine, task)
        assert engine.told()[2:4] == [
            {"role": "assistant", "content": WRITTEN % "cat main.py"},
            {"role": "user", "content": "print(1)\n[exit status 0]"},
        ]
        assert engine.calls[-1].body["tools"], "they are offered all the same"
    assert (result.files, result.fault, result.reply) == ({"main.py": b"print(2)\n"}, None, "Done.")
    assert (result.labels, result.text_calls) == (("shim:text-calls",), 2)


async def test_a_call_in_a_file_that_is_shown_is_never_run(task: Task) -> None:
    show = f"cat > notes.md <<'EOF'\n{WRITTEN % 'rm main.py'}\nEOF\ncat notes.md"
    async with Turns(calls(show), answer(WRITTEN % "rm main.py"), answer("Done.")) as engine:
        result = await attempt(engine, task)
        assert "it stands in what you were shown" in engine.told()[-1]["content"]
    assert (result.removed, result.text_calls) == ((), 0)


async def test_real_calls_are_no_text_calls(task: Task) -> None:
    async with Turns(calls(FIX), answer("Done.")) as engine:
        result = await attempt(engine, task)
    assert (result.labels, result.text_calls) == ((), 0)


UNCLEAR = {
    "another tool": answer('```json\n{"name": "run_tests", "arguments": {}}\n```'),
    "not the end": answer(WRITTEN % "rm main.py" + "\nThen it is gone."),
    "no call": answer("<tool_call>\nrm main.py\n</tool_call>"),
    "a block": answer("```bash\nrm main.py\n```"),
}


@pytest.mark.parametrize("unclear", UNCLEAR.values(), ids=UNCLEAR)
async def test_what_stays_unclear_goes_over_to_fenced_blocks(task: Task, unclear: Script) -> None:
    async with Turns(calls("ls"), unclear, unclear, answer(f"```bash\n{FIX}\n```"), answer("Done.")) as engine:
        result = await attempt(engine, task)
        assert Calls.missed in engine.told(2)[-1]["content"]
        assert engine.told(3)[4:] == [], "what was unclear is told no more"
        assert "tools" not in engine.calls[3].body
        assert "```bash" in engine.told(3)[0]["content"], "the system message says how commands travel now"
        assert engine.told(3)[2] == {"role": "assistant", "content": "```bash\nls\n```"}
        assert engine.told(3)[3]["role"] == "user"
    assert (result.files, result.fault) == ({"main.py": b"print(2)\n"}, None)
    assert result.labels == ("shim:tools-as-text",)


async def test_who_stays_unclear_in_fenced_blocks_as_well_is_done(task: Task) -> None:
    async with Turns(UNCLEAR["another tool"]) as engine:
        result = await attempt(engine, task)
        assert len(engine.calls) == 4
    assert (result.fault, result.labels) == (None, ("gave_up", "shim:tools-as-text"))


async def test_a_sentence_is_the_end_at_once(task: Task) -> None:
    async with Turns(calls(FIX), answer("I changed `main.py`."), calls("rm main.py")) as engine:
        assert (await attempt(engine, task)).files == {"main.py": b"print(2)\n"}


@pytest.mark.parametrize("text", [f"  ```bash\n  {FIX}\n  ```", f"```sh\n{FIX}", f"```bash\n{FIX}\n"])
async def test_a_block_may_be_indented_and_need_not_be_closed(task: Task, text: str) -> None:
    async with Turns(answer(text), answer("Done.")) as engine:
        assert (await attempt(engine, task, tools=False)).files == {"main.py": b"print(2)\n"}


async def test_a_command_that_was_ended_says_by_what(task: Task) -> None:
    async with Turns(calls("kill -9 $$"), calls("yes | head -c 40M"), answer("Done.")) as engine:
        await attempt(engine, task)
        killed, flooded = [message["content"] for message in engine.told() if message["role"] == "tool"]
    assert "ended by a limit or a signal: crash" in killed
    assert "ended by a limit or a signal: output_limit" in flooded


async def test_the_same_call_over_and_over_is_a_loop(task: Task) -> None:
    async with Turns(calls("cat main.py")) as engine:
        result = await attempt(engine, task)
        assert len(engine.calls) == SAME_CALLS
    assert result.fault is not None
    assert result.fault.code is FaultCode.LOOP
    assert result.labels == ()


async def test_a_call_repeated_after_another_is_no_loop(task: Task) -> None:
    turns = [calls(command) for command in ("ls", "cat main.py") * 3]
    async with Turns(*turns, answer("Done.")) as engine:
        assert (await attempt(engine, task)).fault is None


async def test_a_model_that_only_talks_gave_up(task: Task) -> None:
    async with Turns(answer("I cannot do that.")) as engine:
        result = await attempt(engine, task)
    assert (result.reply, result.fault, result.labels) == ("I cannot do that.", None, ("gave_up",))


async def test_time_that_is_up_ends_it_and_what_was_done_is_kept(task: Task) -> None:
    async with Turns(calls(FIX), sse(ROLE, text("hm"), Sleep(60))) as engine:
        result = await attempt(engine, task, wall_s=2.0)
    assert result.fault is not None
    assert result.fault.code is FaultCode.TIMEOUT_TOTAL
    assert (result.files, result.labels) == ({"main.py": b"print(2)\n"}, ("timeout",))


async def test_a_command_gets_no_more_time_than_the_attempt_has(task: Task) -> None:
    async with Turns(calls("sleep 600"), answer("Done.")) as engine:
        result = await attempt(engine, task, wall_s=1.0)
    assert result.fault is not None
    assert result.fault.code is FaultCode.TIMEOUT_TOTAL


async def test_what_the_engine_does_wrong_is_its_fault_whatever_was_changed(task: Task) -> None:
    async with Turns(calls(FIX), sse(ROLE, text("hm"), HANG_UP)) as engine:
        result = await attempt(engine, task)
    assert result.fault is not None
    assert result.fault.code is FaultCode.STREAM_CUT
    assert result.files
    assert result.labels == ()


async def test_a_base_model_is_not_asked(task: Task) -> None:
    async with Turns(answer("x")) as engine:
        result = await attempt(engine, task, has_chat_template=False)
        assert engine.calls == []
    assert result.fault is not None
    assert result.fault.code is FaultCode.NO_CHAT_TEMPLATE


def test_its_identity_says_how_commands_travel_and_what_a_workspace_has() -> None:
    named = {
        tools: Loop().identity(Known(offers_tools=tools, workspace=Workspaces().identity)) for tools in (True, False)
    }
    assert named[True].settings["tools"] == "calls"
    assert named[False].settings["tools"] == "fenced"
    assert named[True].config_sha256 != named[False].config_sha256
    assert named[True].settings.keys() == {"tools", "bash", "git"}


def test_it_is_one_file_that_is_read_in_a_few_minutes() -> None:
    import prony.harnesses.loop

    assert len(Path(prony.harnesses.loop.__file__).read_text().splitlines()) < 200
