"""Attempts as trajectories: what ATIF demands of a document holds of every one, whatever a model wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from board_situations import record

from prony.boards.attempts.attempt import AttemptView, ExchangeView
from prony.boards.attempts.transcript import CallView, MessageView
from prony.errors import UsageError
from prony.export.target import ExportOrder
from prony.export.trajectories.atif import trajectory
from prony.export.trajectories.write import write
from prony.journal.index import Index
from prony.nouns import Exchange, Fault, FaultCode, Party, Tokens

OF_STEPS = {
    "step_id", "timestamp", "source", "model_name", "message", "reasoning_content", "tool_calls", "observation",
    "metrics", "llm_call_count", "extra",
}  # fmt: skip
OF_AGENTS = {"model_name", "reasoning_content", "tool_calls", "metrics"}
OF_DOCUMENTS = {
    "schema_version", "session_id", "trajectory_id", "agent", "steps", "notes", "final_metrics", "extra"
}  # fmt: skip


def check(document: dict[str, Any]) -> None:
    """The rules of the format, as Harbor 0.26 checks them."""
    assert set(document) <= OF_DOCUMENTS
    assert document["schema_version"] == "ATIF-v1.7"
    assert {"name", "version"} <= set(document["agent"]) <= {"name", "version", "model_name", "extra"}
    assert [step["step_id"] for step in document["steps"]] == [*range(1, len(document["steps"]) + 1)]
    assert document["final_metrics"]["total_steps"] == len(document["steps"]) >= 1
    for step in document["steps"]:
        assert set(step) <= OF_STEPS
        assert step["source"] in ("system", "user", "agent")
        assert isinstance(step["message"], str)
        assert step["source"] == "agent" or not OF_AGENTS & set(step)
        ids = set()
        for call in step.get("tool_calls", ()):
            assert {"tool_call_id", "function_name", "arguments"} <= set(call)
            assert isinstance(call["arguments"], dict)
            ids.add(call["tool_call_id"])
        for result in step.get("observation", {"results": ()})["results"]:
            assert result.get("source_call_id") in {None, *ids}
        assert set(step.get("metrics", ())) <= {"prompt_tokens", "completion_tokens", "cached_tokens"}
    json.dumps(document, allow_nan=False).encode("ascii")


def exchange(number: int, *asked: MessageView, answered: MessageView | None = None, **more: Any) -> ExchangeView:
    told = Exchange(
        id=f"e{number}", attempt="a1", number=number, dialect="chat", started_at="2026-11-30T10:00:00Z", streamed=True,
        **{"tokens": Tokens(prompt=100 * number, completion=10, cached=50), **more},
    )  # fmt: skip
    return ExchangeView(exchange=told, asked=asked, answered=answered, ttft_s=0.5)


def attempt(*exchanges: ExchangeView, **more: Any) -> AttemptView:
    return AttemptView(
        attempt="a1", run="r1", label="small · loop", contestant="c0ffee", task="quick/py-area", repeat=0, try_no=0,
        outcome="solved", started_at="2026-11-30T10:00:00Z", exchanges=exchanges, **more,
    )  # fmt: skip


def said(role: str, text: str = "", *calls: tuple[str, str], **more: Any) -> MessageView:
    return MessageView(
        role=role, text=text, calls=tuple(CallView(name=name, arguments=given) for name, given in calls), **more
    )


def told(view: AttemptView) -> dict[str, Any]:
    document = trajectory(view, None, 1.0)
    check(document)
    return document


def test_results_of_tools_stand_beside_their_calls() -> None:
    two = said("assistant", "I look.", ("bash", '{"command": "ls"}'), ("bash", '{"command": "pwd"}'))
    document = told(
        attempt(
            exchange(1, said("system", "You work."), said("user", "Fix it."), answered=two),
            exchange(2, said("tool", "a.py"), said("tool", "/workspace"), answered=said("assistant", "Done.")),
        )
    )
    system, user, looks, done = document["steps"]
    assert [step["source"] for step in document["steps"]] == ["system", "user", "agent", "agent"]
    assert [call["arguments"] for call in looks["tool_calls"]] == [{"command": "ls"}, {"command": "pwd"}]
    assert [(one["source_call_id"], one["content"]) for one in looks["observation"]["results"]] == [
        (looks["tool_calls"][0]["tool_call_id"], "a.py"),
        (looks["tool_calls"][1]["tool_call_id"], "/workspace"),
    ]
    assert (system["message"], user["message"], done["message"]) == ("You work.", "Fix it.", "Done.")
    assert document["final_metrics"]["total_prompt_tokens"] == 300


@pytest.mark.parametrize("raw", ["", "{", "[1]", '"ls"', "null", "NaN", '{"a": NaN}', "[" * 100_000])
def test_arguments_that_are_no_object_are_kept_as_they_came(raw: str) -> None:
    document = told(attempt(exchange(1, said("user", "x"), answered=said("assistant", "", ("bash", raw)))))
    (call,) = document["steps"][-1]["tool_calls"]
    assert (call["arguments"], call["extra"]["unreadable_arguments"]) == ({}, raw)


def test_more_results_than_calls_belong_to_none() -> None:
    called = said("assistant", "", ("bash", "{}"))
    again = exchange(2, said("tool", "one"), said("tool", "two"))
    document = told(attempt(exchange(1, said("user", "x"), answered=called), again))
    results = document["steps"][1]["observation"]["results"]
    assert ["source_call_id" in one for one in results] == [True, False]


def test_a_result_without_a_call_before_it_is_said_by_nobody_else() -> None:
    document = told(attempt(exchange(1, said("tool", "out of nowhere"))))
    assert (document["steps"][0]["source"], document["steps"][0]["extra"]) == ("user", {"role": "tool"})


def test_an_exchange_that_failed_is_a_step_with_its_fault() -> None:
    fault = Fault(code=FaultCode.ENGINE_CRASH, party=Party.ENGINE, detail="gone")
    document = told(attempt(exchange(1, said("user", "x"), fault=fault, tokens=Tokens())))
    step = document["steps"][-1]
    assert (step["message"], step["extra"]["fault"], "metrics" in step) == ("", "engine_crash", False)
    assert "total_prompt_tokens" not in document["final_metrics"]


def test_an_attempt_without_an_exchange_is_a_document_too() -> None:
    assert told(attempt(brief="Write area()."))["steps"][0]["message"] == "Write area()."


def test_whatever_a_model_wrote_can_be_written() -> None:
    odd = said(
        "assistant", "\ud800 \x1b[31m \x00", ("b\ud800", '{"a": "\\ud800"}'), reasoning="\udfff", note="cut at 4"
    )
    document = told(attempt(exchange(1, said("request", "\x00raw"), answered=odd)))
    assert document["notes"] == "1 steps are cut: their `extra` says where"


def test_texts_of_a_suite_of_ones_own_stay_unless_it_is_named(tmp_path: Path) -> None:
    record(tmp_path, {"small": "10"}, tasks={"mine": "python", "yours": "python"}, suite="private")
    with Index(tmp_path) as index:
        index.update()
        order = ExportOrder(out=tmp_path / "out", now="2026-11-30T10:00:00Z")
        with pytest.raises(UsageError, match="E161"):
            write(index, order)
        done = write(index, ExportOrder(out=order.out, now=order.now, texts=("private",)))
        with pytest.raises(UsageError, match="E102"):
            write(index, ExportOrder(out=order.out, now=order.now, texts=("elsewhere",)))
    assert len(done.files) == 2
    for file in done.files:
        document = json.loads(Path(file.path).read_text())
        check(document)
        assert document["extra"]["task"].startswith("private/")
