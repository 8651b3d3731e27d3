"""Claims of the transcript: each exchange shows what was new in it, and a reply as it was meant."""

from __future__ import annotations

import json

import pytest
import synthetic
from msgspec.structs import replace

from prony.boards import attempt_view
from prony.boards.attempts.attempt import AttemptReader
from prony.boards.attempts.task_source import difference
from prony.journal import Ended, ExchangeSeen
from prony.journal.index import Index
from prony.nouns import AttemptEnd, Mode, Submission
from prony.suites import load_suite, materials_of

SYSTEM = {"role": "system", "content": "be good"}
BRIEF = {"role": "user", "content": "do it"}


def streamed(**delta) -> bytes:
    return f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\ndata: [DONE]\n\n".encode()


def call(command: str) -> dict:
    return {"id": "1", "function": {"name": "bash", "arguments": json.dumps({"command": command})}}


@pytest.fixture
def talk(build_run, tmp_path):
    """A function that records an attempt of these (messages, reply) pairs and gives its exchanges as they are seen."""

    def told(*exchanges: tuple[object, bytes], limit: int = 1 << 20, lost: bytes | None = None):
        builder = build_run()
        builder.identify("m")
        one = builder.start("m", "one")
        put = builder.journal.blobs.put
        for number, (messages, reply) in enumerate(exchanges):
            body = messages if isinstance(messages, bytes) else json.dumps({"messages": messages}).encode()
            seen = synthetic.exchange(one, number=number, request=put(body), reply=put(reply))
            builder.put(ExchangeSeen(exchange=seen))
        builder.finish()
        if lost is not None:
            builder.journal.blobs.path(put(lost)).unlink()
        with Index(tmp_path) as index:
            index.update()
            return AttemptReader(index, builder.run, limit).view(one).exchanges

    return told


def test_an_exchange_shows_only_what_is_new_in_it(talk):
    opening = [SYSTEM, BRIEF]
    turn = {"role": "assistant", "content": "", "tool_calls": [call("ls")]}
    result = {"role": "tool", "content": "a.py"}
    first, second = talk(
        (opening, streamed(tool_calls=[{"index": 0, **call("ls")}])),
        ([*opening, turn, result], streamed(content="done")),
    )
    assert [(one.role, one.text) for one in first.asked] == [("system", "be good"), ("user", "do it")]
    assert [(one.name, one.arguments) for one in first.answered.calls] == [("bash", '{"command": "ls"}')]
    assert [(one.role, one.text) for one in second.asked] == [("tool", "a.py")]
    assert (second.answered.role, second.answered.text) == ("assistant", "done")


def test_a_conversation_that_starts_anew_is_shown_whole(talk):
    _, second = talk(
        ([SYSTEM, BRIEF], streamed(content="x")), ([{"role": "user", "content": "other"}], streamed(content="y"))
    )
    assert [one.text for one in second.asked] == ["other"]


def test_reasoning_stands_apart_from_the_answer(talk):
    (only,) = talk(([BRIEF], streamed(reasoning_content="hm", content="yes")))
    assert (only.answered.reasoning, only.answered.text) == ("hm", "yes")


@pytest.mark.parametrize("reply", [b"<html>nginx</html>", b"\xff\xfe", b'{"detail": "no"}', b"data: {}\n\n"])
def test_a_reply_that_is_none_is_shown_as_it_is(talk, reply):
    (only,) = talk(([BRIEF], reply))
    assert (only.answered.role, only.answered.text) == ("reply", reply.decode("utf-8", "replace"))


@pytest.mark.parametrize(
    "request_body",
    [b"{", b"[]", b'{"messages": 1}', b'{"messages": [1]}', b'{"messages": [{"content": "x"}]}', b"[" * 100_000],
)
def test_a_request_that_is_none_is_shown_as_it_is(talk, request_body):
    (only,) = talk((request_body, streamed(content="x")))
    assert [(one.role, one.text) for one in only.asked] == [("request", request_body.decode())]


def test_a_message_whose_bytes_are_gone_says_so(talk):
    reply = streamed(content="one")
    first, second = talk(([BRIEF], reply), ([BRIEF, BRIEF], streamed(content="two")), lost=reply)
    assert first.answered.text == ""
    assert "E610" in first.answered.note
    assert second.answered.text == "two"


def test_long_texts_are_cut_and_say_how_long_they_are(talk):
    (only,) = talk(([{"role": "user", "content": "ü" * 3000}], streamed(content="y" * 5000)), limit=1000)
    assert (len(only.asked[0].text), only.asked[0].note) == (500, "cut after 1000 of 6000 bytes")
    assert (len(only.answered.text), only.answered.note) == (1000, "cut after 1000 of 5000 bytes")


@pytest.fixture
def handed_in(build_run, tmp_path, monkeypatch):
    """A function that records one attempt at a task of quick-agent, whose suite is at hand as it was run."""
    suite = load_suite("quick-agent")
    task = next(one for one in suite.tasks if one.name == "py-add-flag")
    plan = synthetic.planned("r1", suite=suite.id, tasks={task.name: "python"}, labels=("m",), digest=suite.digest)
    pin = replace(plan.plan.suites[0], path=suite.path)
    planned = replace(plan, plan=replace(plan.plan, suites=(pin,)), tasks=(replace(plan.tasks[0], digest=task.digest),))
    monkeypatch.setattr(synthetic, "planned", lambda *_, **__: planned)

    def record(files: dict[str, bytes], removed: tuple[str, ...] = ()):
        builder = build_run(suite=suite.id)
        builder.identify("m")
        one = builder.start("m", task.name)
        kept = {path: builder.journal.blobs.put(data) for path, data in files.items()}
        submission = Submission(mode=Mode.AGENT, files=kept, removed=removed)
        end = AttemptEnd(attempt=one, ended_at="2026-01-01T00:00:03.000Z", wall_s=1.0, submission=submission)
        builder.put(Ended(end=end))
        return attempt_view(tmp_path, one)

    return task, record


def test_what_was_handed_in_is_shown_as_a_difference_from_the_start(handed_in):
    task, record = handed_in
    before = materials_of(task).workspace["tally.py"]
    view = record({"tally.py": before + b"added = 1\n", "new.py": b"x = 1\n"}, removed=("README.md",))
    assert (view.mode, view.removed, view.brief) == ("agent", ("README.md",), task.instruction)
    new, changed = view.files
    assert (new.path, new.diff) == ("new.py", None)
    assert changed.diff.splitlines()[:2] == ["--- start/tally.py", "+++ handed in/tally.py"]
    assert [line for line in changed.diff.splitlines()[2:] if line[0] in "+-"] == ["+added = 1"]


def test_a_difference_is_not_made_where_it_would_say_nothing_or_cost_too_much():
    assert difference("a", b"x\n", "x\n") == ""
    assert difference("a", b"\xff", "x") is None
    assert difference("a", b"x\n" * 2000, "y\n" * 2000) is None
