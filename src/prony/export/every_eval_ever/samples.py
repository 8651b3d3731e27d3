"""The attempts of a model as lines of the format: what was asked, what came back, how it was marked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from prony.boards.attempts.attempt import AttemptView, ExchangeView
from prony.boards.attempts.transcript import CallView, MessageView
from prony.export.every_eval_ever.aggregate import Evaluation, metrics_of
from prony.export.every_eval_ever.places import SCHEMA_VERSION
from prony.plain import encodable

Line = dict[str, Any]
SCORED = frozenset({"solved", "failed", "faulted", "void"})
ASKING = frozenset({"system", "user", "developer", "request"})


def sample_lines(evaluation: Evaluation, attempts: Sequence[tuple[AttemptView, float]]) -> Iterator[Line]:
    """A line for each scored attempt and each metric of its document. attempts: each with its share of full marks."""
    for metric in metrics_of(evaluation.row):
        for view, score in attempts:
            solved = view.outcome == "solved"
            value = float(solved) if metric.key == "pass_at_1" else score
            yield _line(evaluation, metric.result_id(evaluation), view, value, solved)


def _line(evaluation: Evaluation, result_id: str, view: AttemptView, score: float, solved: bool) -> Line:
    single = len(view.exchanges) <= 1 and view.mode in (None, "answer", "text")
    brief = _brief(view)
    messages = [] if single else list(_messages(view))
    calls = sum(len(message.get("tool_calls") or ()) for message in messages)
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": evaluation.id,
        "model_id": evaluation.model_id,
        "evaluation_name": f"prony.{evaluation.board.suite}",
        "evaluation_result_id": result_id,
        "sample_id": view.task,
        "sample_hash": _hash(brief),
        "interaction_type": "single_turn" if single else "agentic" if calls else "multi_turn",
        "input": {"raw": brief, "reference": []},
        "output": _output(view) if single else None,
        "messages": None if single else messages,
        "answer_attribution": list(_attributions(view)) if single else [],
        "evaluation": {
            "score": score,
            "is_correct": solved,
            "num_turns": max(1, len(view.exchanges)),
            "tool_calls_count": calls,
        },
        "token_usage": _tokens(view.exchanges),
        "performance": _performance(view),
        "error": _error(view),
        "metadata": {
            "attempt": view.attempt,
            "repeat": str(view.repeat),
            "outcome": view.outcome,
            "language": view.language,
            "difficulty": view.difficulty,
            "contestant": view.contestant,
            **({"verdict": view.grades[-1].verdict.value} if view.grades else {}),
        },
    }


def _brief(view: AttemptView) -> str:
    """The task as its suite has it; where that is not at hand, what was sent."""
    if view.brief is not None:
        return encodable(view.brief)
    return encodable("\n\n".join(message.text for message in view.messages if message.role in ASKING))


def _hash(raw: str) -> str:
    """Of the input, by the recipe that lets the same sample be found under other models."""
    told = json.dumps({"raw": raw, "reference": []}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _output(view: AttemptView) -> Line:
    answered = [exchange.answered for exchange in view.exchanges if exchange.answered is not None]
    texts = [encodable(message.text) for message in answered]
    if not texts and view.reply is not None and view.reply.text is not None:
        texts = [encodable(view.reply.text)]
    thoughts = [encodable(message.reasoning) for message in answered if message.reasoning]
    return {"raw": texts, "reasoning_trace": thoughts or None}


def _attributions(view: AttemptView) -> Iterator[Line]:
    """The files that were read out of a reply."""
    for file in view.files:
        if file.content.text is not None:
            yield {
                "turn_idx": 0,
                "source": "output.raw",
                "extracted_value": encodable(file.content.text),
                "extraction_method": f"file {file.path} read out of the reply",
                "is_terminal": True,
            }


def _messages(view: AttemptView) -> Iterator[Line]:
    """Every message of the attempt, in order."""
    told = [
        message
        for exchange in view.exchanges
        for message in (*exchange.asked, *((exchange.answered,) if exchange.answered is not None else ()))
    ]
    for turn, message in enumerate(told):
        yield _message(turn, message)


def _message(turn: int, message: MessageView) -> Line:
    role = "assistant" if message.role == "reply" else "user" if message.role == "request" else message.role
    return {
        "turn_idx": turn,
        "role": role,
        "content": encodable(message.text) or None,
        "reasoning_trace": encodable(message.reasoning) or None,
        "tool_calls": [_call(turn, number, call) for number, call in enumerate(message.calls)] or None,
    }


def _call(turn: int, number: int, call: CallView) -> Line:
    return {
        "id": f"{turn}.{number}",
        "name": encodable(call.name),
        "arguments": {"arguments": encodable(call.arguments)},
    }


def _tokens(exchanges: Sequence[ExchangeView]) -> Line | None:
    """The sums over the attempt's requests; nothing where one of them does not tell."""
    told = [view.exchange.tokens for view in exchanges]
    asked, answered = [one.prompt for one in told], [one.completion for one in told]
    if not told or None in asked or None in answered:
        return None
    tokens_in, tokens_out = sum(filter(None, asked)), sum(filter(None, answered))
    cached, thought = [one.cached for one in told], [one.reasoning for one in told]
    return {
        "input_tokens": tokens_in,
        "output_tokens": tokens_out,
        "total_tokens": tokens_in + tokens_out,
        "input_tokens_cache_read": None if None in cached else sum(filter(None, cached)),
        "reasoning_tokens": None if None in thought else sum(filter(None, thought)),
    }


def _performance(view: AttemptView) -> Line | None:
    if view.wall_s is None:
        return None
    first = view.exchanges[0].ttft_s if view.exchanges else None
    return {
        "latency_ms": view.wall_s * 1000.0,
        "time_to_first_token_ms": None if first is None else first * 1000.0,
        "additional_details": {"latency_is": "harness and engine together, without grading"},
    }


def _error(view: AttemptView) -> str | None:
    """The class of a fault that is charged to the model."""
    return view.fault_class if view.outcome == "faulted" else None
