"""The chat harness: one question, and what becomes of each kind of answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_engine import DONE, HANG_UP, ROLE, USAGE, FakeEngine, Script, Sleep, answer, delta, finish, sse, text

from prony.errors import UsageError
from prony.harnesses import HARNESSES, AttemptJob, HarnessResult, Known, harness_named
from prony.harnesses.chat import OneShot
from prony.nouns import AttemptEnd, AttemptLimits, FaultClass, FaultCode, Mode, Outcome, Sampling, Submission, Task
from prony.outcomes import fault_class, outcome_of
from prony.suites import prompt

START = {"data.txt": b"1 2\n"}
FENCED = "Sure.\n```python\ndef add(a, b):\n    return a + b\n```\n"
CODE = b"def add(a, b):\n    return a + b\n"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "data.txt").write_text("1 2\n")
    return Task(
        id="s/add",
        suite="s",
        name="add",
        title="Add",
        path=str(tmp_path),
        digest="",
        mode=Mode.ANSWER,
        instruction="Write `add(a, b)`.",
        answer=("add.py",),
    )


async def attempt(
    engine: FakeEngine,
    task: Task,
    script: Script | None = None,
    *,
    sampling: Sampling | None = None,
    has_chat_template: bool | None = None,
    **limits: float,
) -> HarnessResult:
    if script is not None:
        engine.default = script
    job = AttemptJob(
        task=task,
        start=START,
        url=engine.base_url,
        model="m",
        sampling=sampling or Sampling(),
        max_tokens=512,
        limits=AttemptLimits(**{"wall_s": 20.0, **limits}),
        known=Known(has_chat_template=has_chat_template),
    )
    return await OneShot().attempt(job)


def becomes(result: HarnessResult) -> tuple[Outcome | None, FaultClass | None]:
    """What the bench makes of it, before any grade."""
    submission = None
    if result.reply is not None or result.files:
        reply = None if result.reply is None else "blob"
        submission = Submission(mode=Mode.ANSWER, reply=reply, files=dict.fromkeys(result.files, "blob"))
    end = AttemptEnd(attempt="a", ended_at="", wall_s=0.0, submission=submission, fault=result.fault)
    return outcome_of(end, None), fault_class(end)


WAITS_FOR_ITS_GRADE = (None, None)


async def test_an_answer_becomes_the_files_that_the_brief_asks_for(fake_engine: FakeEngine, task: Task) -> None:
    result = await attempt(fake_engine, task, answer(FENCED))
    assert result.files == {"add.py": CODE}
    assert result.reply == FENCED
    assert result.fault is None
    assert becomes(result) == WAITS_FOR_ITS_GRADE


async def test_one_message_is_sent_and_it_is_the_prompt(fake_engine: FakeEngine, task: Task) -> None:
    await attempt(fake_engine, task, answer(FENCED))
    [call] = fake_engine.calls
    assert call.body["messages"] == [{"role": "user", "content": prompt(task, START)}]
    assert call.body["model"] == "m"
    assert call.body["max_tokens"] == 512
    assert call.target == "/v1/chat/completions"


async def test_sampling_that_is_not_set_is_not_sent(fake_engine: FakeEngine, task: Task) -> None:
    await attempt(fake_engine, task, answer(FENCED))
    assert not fake_engine.calls[0].body.keys() & set(Sampling.__struct_fields__)
    await attempt(fake_engine, task, sampling=Sampling(temperature=0.0, top_k=1, seed=7))
    sent = fake_engine.calls[1].body
    assert (sent["temperature"], sent["top_k"], sent["seed"]) == (0.0, 1, 7)
    assert "top_p" not in sent


async def test_a_model_without_a_chat_template_is_not_asked(fake_engine: FakeEngine, task: Task) -> None:
    result = await attempt(fake_engine, task, has_chat_template=False)
    assert fake_engine.calls == []
    assert result.fault is not None
    assert result.fault.code is FaultCode.NO_CHAT_TEMPLATE
    assert becomes(result) == (Outcome.MISSING, None)


async def test_a_model_of_which_nobody_knows_whether_it_has_one_is_asked(fake_engine: FakeEngine, task: Task) -> None:
    assert (await attempt(fake_engine, task, answer(FENCED), has_chat_template=None)).files


@pytest.mark.parametrize(
    ("script", "code", "class_"),
    [
        (answer("I would rather talk about the weather."), FaultCode.NO_ANSWER, FaultClass.MALFORMED),
        (answer("  \n\t "), FaultCode.EMPTY, FaultClass.EMPTY),
        (sse(ROLE, finish(), USAGE, DONE), FaultCode.EMPTY, FaultClass.EMPTY),
        (sse(ROLE, delta({"reasoning_content": "hm"}), finish("length")), FaultCode.EMPTY_BUDGET, FaultClass.EMPTY),
        (answer("and once more I say it, " * 30, "length"), FaultCode.LOOP, FaultClass.LOOP),
        (answer("x = 1\n" * 80, "length"), FaultCode.LOOP, FaultClass.LOOP),
        (answer("```python\n" + "x = 1\n" * 80, "length"), FaultCode.LOOP, FaultClass.LOOP),
        (answer("```python\ndef add(a, b):\n    ret", "length"), FaultCode.TRUNCATED, FaultClass.TRUNCATED),
        (answer("def add(a, b):\n    return a", "length"), FaultCode.TRUNCATED, FaultClass.TRUNCATED),
        (sse(ROLE, text("a"), Sleep(30)), FaultCode.TIMEOUT_TOTAL, FaultClass.TIMEOUT),
    ],
)
async def test_a_reply_without_an_answer_is_faulted_and_says_why(
    fake_engine: FakeEngine, task: Task, script: Script, code: FaultCode, class_: FaultClass
) -> None:
    result = await attempt(fake_engine, task, script, wall_s=0.5)
    assert result.fault is not None
    assert result.fault.code is code
    assert result.files == {}
    assert becomes(result) == (Outcome.FAULTED, class_)


@pytest.mark.parametrize(
    ("tail", "code", "label"),
    [
        ("And now I explain at some length what", FaultCode.TRUNCATED, "truncated"),
        ("and once more I say it, " * 30, FaultCode.LOOP, "looped"),
    ],
)
async def test_a_whole_answer_in_a_cut_reply_is_handed_in_and_labelled(
    fake_engine: FakeEngine, task: Task, tail: str, code: FaultCode, label: str
) -> None:
    result = await attempt(fake_engine, task, answer(FENCED + tail, "length"))
    assert result.files == {"add.py": CODE}
    assert result.fault is not None
    assert result.fault.code is code
    assert result.labels == (label,)
    assert becomes(result)[0] is None


async def test_a_cut_answer_says_that_it_was_cut(fake_engine: FakeEngine, task: Task) -> None:
    result = await attempt(fake_engine, task, answer("```python\ndef add(a, b):\n    ret", "length"))
    assert result.labels == ("truncated",)
    assert result.reply == "```python\ndef add(a, b):\n    ret"


async def test_what_the_engine_does_wrong_is_never_the_models_score(fake_engine: FakeEngine, task: Task) -> None:
    result = await attempt(fake_engine, task, sse(ROLE, text(FENCED), HANG_UP))
    assert result.fault is not None
    assert result.fault.code is FaultCode.STREAM_CUT
    assert result.files == {}
    assert becomes(result)[0] is Outcome.INFRA


async def test_reasoning_is_not_searched_for_the_answer(fake_engine: FakeEngine, task: Task) -> None:
    wrong = "```python\ndef add(a, b):\n    return 0\n```"
    result = await attempt(fake_engine, task, sse(delta({"reasoning_content": wrong}), text(FENCED), finish(), DONE))
    assert result.files == {"add.py": CODE}


def test_its_identity_is_stable_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = OneShot().identity(Known())
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "note.txt").write_text("not a part of it")
    monkeypatch.chdir(tmp_path)
    assert OneShot().identity(Known()) == before
    assert before.name == "chat"
    assert len(before.config_sha256) == 64


def test_its_identity_changes_with_the_form_of_the_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    before = OneShot().identity(Known())
    monkeypatch.setattr("prony.harnesses.chat.prompt", lambda task, start, **_: f"Please: {task.instruction}")
    assert OneShot().identity(Known()).config_sha256 != before.config_sha256


def test_harnesses_are_found_by_name_and_a_typing_error_is_understood() -> None:
    assert isinstance(harness_named("chat"), OneShot)
    with pytest.raises(UsageError, match="chta") as caught:
        harness_named("chta")
    assert caught.value.code == "E280"
    assert "chat" in str(caught.value.hint)
    assert all(harness.identity(Known()).name == name for name, harness in HARNESSES.items())
