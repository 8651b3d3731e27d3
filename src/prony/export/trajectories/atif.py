"""One attempt as a document of the Agent Trajectory Interchange Format (ATIF), version 1.7. Pure.

Source: the format's specification and the models of Harbor 0.26, which check it: steps are numbered from 1, results of
tools belong to the step that called them, and what a model alone can have stands in steps of source `agent`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from prony.boards.attempts.attempt import AttemptView, ExchangeView
from prony.boards.attempts.transcript import MessageView
from prony.nouns import Fingerprint
from prony.plain import encodable

SCHEMA_VERSION = "ATIF-v1.7"
RESULTS = frozenset({"tool", "function"})
"""Roles of messages that hold what a tool gave back."""
SYSTEM = frozenset({"system", "developer"})

Document = dict[str, Any]


def trajectory(view: AttemptView, fingerprint: Fingerprint | None, score: float | None) -> Document:
    """The attempt: each message that was new, each reply with what it cost, tool results beside their calls.

    An exchange without a reply is a step with an empty message and its fault. score: share of full marks.
    """
    steps: list[Document] = []
    for exchange in view.exchanges:
        for message in exchange.asked:
            _take_in(steps, message)
        steps.append(_agent_step(exchange, len(steps) + 1))
    if not steps:
        brief = encodable(view.brief or "")
        steps.append({"step_id": 1, "source": "user", "message": brief, "extra": {"note": "nothing was asked"}})
    cut = sum("cut" in (step.get("extra") or {}) for step in steps)
    return {
        "schema_version": SCHEMA_VERSION,
        "session_id": view.run,
        "trajectory_id": view.attempt,
        "agent": _agent(view, fingerprint),
        "steps": steps,
        **({"notes": f"{cut} steps are cut: their `extra` says where"} if cut else {}),
        "final_metrics": _totals(view, len(steps), score),
        "extra": _of_attempt(view),
    }


def _agent(view: AttemptView, fingerprint: Fingerprint | None) -> Document:
    harness = fingerprint.harness if fingerprint else None
    return {
        "name": harness.name if harness else "unknown",
        "version": harness.version if harness else "unknown",
        "model_name": encodable(view.label),
        "extra": {
            "contestant": view.contestant,
            "reference": view.reference,
            **({"harness_settings": harness.settings} if harness and harness.settings else {}),
            **({"model_sha256": fingerprint.artifact.sha256} if fingerprint and fingerprint.artifact.sha256 else {}),
        },
    }


def _take_in(steps: list[Document], message: MessageView) -> None:
    """Add a message of a request: a tool's result to the step that called it, anything else as a step."""
    text = encodable(message.text)
    if message.role in RESULTS and steps and steps[-1]["source"] == "agent":
        step = steps[-1]
        results = step.setdefault("observation", {"results": []})["results"]
        calls = step.get("tool_calls", [])
        call = {"source_call_id": calls[len(results)]["tool_call_id"]} if len(results) < len(calls) else {}
        results.append({**call, "content": text, **_cut(message)})
        return
    source = "system" if message.role in SYSTEM else "agent" if message.role == "assistant" else "user"
    extra = {"role": encodable(message.role)} if message.role not in (source, "assistant") else {}
    own = {"extra": {**extra, **_cut(message).get("extra", {})}} if extra or message.note else {}
    said = _said(message, len(steps) + 1) if source == "agent" else {}
    steps.append({"step_id": len(steps) + 1, "source": source, "message": text, **said, **own})


def _agent_step(view: ExchangeView, number: int) -> Document:
    """A reply, with its tokens and times."""
    exchange = view.exchange
    message = view.answered
    extra: Document = {
        "exchange": exchange.id,
        "finish_reason": exchange.finish_reason,
        "ttft_s": view.ttft_s,
        "decode_tokens_per_s": view.decode_tokens_per_s,
        "flags": list(exchange.flags) or None,
        "fault": exchange.fault.code.value if exchange.fault else None,
        "cut": encodable(message.note) if message and message.note else None,
    }
    tokens = {
        "prompt_tokens": exchange.tokens.prompt,
        "completion_tokens": exchange.tokens.completion,
        "cached_tokens": exchange.tokens.cached,
    }
    return {
        "step_id": number,
        "timestamp": exchange.started_at,
        "source": "agent",
        **({"model_name": encodable(exchange.model_answered)} if exchange.model_answered else {}),
        "message": encodable(message.text) if message else "",
        **(_said(message, number) if message else {}),
        **({"metrics": _told(tokens)} if _told(tokens) else {}),
        "llm_call_count": 1,
        "extra": _told(extra),
    }


def _said(message: MessageView, number: int) -> Document:
    """Reasoning and calls of a model's message."""
    calls = [
        {"tool_call_id": f"{number}.{at}", "function_name": encodable(call.name), **_arguments(call.arguments)}
        for at, call in enumerate(message.calls, 1)
    ]
    reasoning = {"reasoning_content": encodable(message.reasoning)} if message.reasoning else {}
    return {**reasoning, **({"tool_calls": calls} if calls else {})}


def _arguments(raw: str) -> Document:
    """Arguments as the format wants them, an object; what is none stands beside an empty one, as it came."""
    try:
        read = json.loads(raw, parse_constant=_refused)
    except (ValueError, RecursionError):
        read = None
    if isinstance(read, dict):
        return {"arguments": json.loads(encodable(json.dumps(read)))}
    return {"arguments": {}, "extra": {"unreadable_arguments": encodable(raw)}}


def _refused(name: str) -> None:
    raise ValueError(name)


def _cut(message: MessageView) -> Document:
    return {"extra": {"cut": encodable(message.note)}} if message.note else {}


def _totals(view: AttemptView, steps: int, score: float | None) -> Document:
    """Sums over all requests; a sum of which a part was not told is not told."""
    totals: Iterator[tuple[str, Sequence[int | None]]] = (
        (name, [getattr(one.exchange.tokens, field) for one in view.exchanges])
        for name, field in (
            ("total_prompt_tokens", "prompt"),
            ("total_completion_tokens", "completion"),
            ("total_cached_tokens", "cached"),
        )
    )
    known = {name: sum(filter(None, told)) for name, told in totals if told and None not in told}
    return {**known, "total_steps": steps, "extra": _told({"wall_s": view.wall_s, "score": score})}


def _of_attempt(view: AttemptView) -> Document:
    return _told(
        {
            "task": view.task,
            "repeat": view.repeat,
            "try": view.try_no,
            "outcome": view.outcome,
            "fault": view.fault_class,
            "labels": list(view.labels) or None,
            "language": view.language or None,
            "difficulty": view.difficulty or None,
            "started_at": view.started_at,
            "ended_at": view.ended_at,
            "verdict": view.grades[-1].verdict.value if view.grades else None,
        }
    )


def _told(values: Document) -> Document:
    return {name: value for name, value in values.items() if value is not None}
