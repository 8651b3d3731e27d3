"""Habits of streaming: framing, events, and what a stream ends with."""

from __future__ import annotations

import json
from typing import Any

from agent_suite import FIX
from fake_engine import DONE, RESET, ROLE, USAGE, Call, Script, answer, delta, event, finish, sse, text

from habits.habit import RIGHT, SOLVED, WRONG, Becomes, Habit, call, listed
from prony.nouns import FaultCode, Outcome

PARTS = tuple(RIGHT[at : at + 20] for at in range(0, len(RIGHT), 20))
PIECES = tuple(map(text, PARTS))
ALL = event({"choices": [{"index": 0, "message": {"role": "assistant", "content": RIGHT}, "finish_reason": "stop"}]})
COUNTED = event({"model": "m", "choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 30}})


def flagged(*flags: str) -> Becomes:
    return Becomes(Outcome.SOLVED, flags=flags)


def whole_call(**more: Any) -> dict[str, Any]:
    """The call that solves an agent's task, less its index."""
    return {key: value for key, value in {**call(FIX), **more}.items() if value is not None}


def calling(*deltas: dict[str, Any], last: bytes = finish("tool_calls")) -> Any:
    """An agent's turns: calls in such pieces, then a word."""
    script = sse(ROLE, *(delta({"tool_calls": [one]}) for one in deltas), last, USAGE, DONE)

    def turn(asked: Call) -> Script:
        return answer("Done.") if b'"tool"' in asked.raw and asked.nth else script

    return turn


ARGUMENTS = str(call(FIX)["function"]["arguments"])
AGAIN = {"role": "assistant", "content": None, "tool_calls": [whole_call(index=None)]}
HALVES = (
    whole_call(function={"name": "bash", "arguments": call(FIX)["function"]["arguments"][:9]}),
    {"index": 0, "function": {"arguments": call(FIX)["function"]["arguments"][9:]}},
)

HABITS = (
    Habit(
        name="pings",
        servers="OpenRouter, vLLM behind proxies",
        does="sends comments between the events to keep the connection open",
        script=sse(b": ping\n\n", ROLE, b": ping\n\n", text(RIGHT), finish(), USAGE, DONE),
        becomes=SOLVED,
    ),
    Habit(
        name="no-done",
        servers="transformers serve",
        does="ends a stream without `[DONE]`",
        script=sse(ROLE, text(RIGHT), finish(), USAGE),
        becomes=flagged("no_done"),
    ),
    Habit(
        name="proxy-error",
        servers="llama-server's router",
        does="writes a line of plain text into the stream when the model's process dies",
        script=sse(ROLE, text(RIGHT), b"proxy error: Failed to read connection\n"),
        becomes=Becomes(Outcome.INFRA, FaultCode.ENGINE_CRASH, flags=("no_done", "no_usage", "stray_line")),
        shows="the engine's words: `proxy error: Failed to read connection`",
    ),
    Habit(
        name="odd-events",
        servers="proxies that keep connections open, servers of a few lines",
        does="sends events that are empty, `null` or a word, and writes `[DONE]` with a blank behind it",
        script=sse(
            b"data:\n\n", ROLE, b"data: null\n\n", text(RIGHT), b"data: ping\n\n", finish(), USAGE, b"data: [DONE] \n\n"
        ),
        becomes=flagged("odd_event"),
    ),
    Habit(
        name="no-empty-lines",
        servers="servers of a few lines",
        does="parts its events by one line end instead of two",
        script=sse(*(step.replace(b"\n\n", b"\n") for step in (ROLE, *PIECES, finish(), USAGE, DONE))),
        becomes=SOLVED,
    ),
    Habit(
        name="junk-after-finish",
        servers="servers whose slot or proxy goes away last",
        does="sends an error or a broken event after the finish reason",
        script=sse(
            ROLE,
            *PIECES,
            finish(),
            event({"error": {"message": "slot is gone", "code": 500}}),
            b"data: {\n\n",
            USAGE,
            DONE,
        ),
        becomes=flagged("trouble_after_finish"),
    ),
    Habit(
        name="reset-after-finish",
        servers="proxies in front of an engine",
        does="breaks the connection after the finish reason",
        script=sse(ROLE, *PIECES, finish(), USAGE, RESET),
        becomes=flagged("cut_after_finish", "no_done"),
    ),
    Habit(
        name="broken-event",
        servers="proxies that cut events",
        does="sends an event that is no JSON before the finish reason",
        script=sse(ROLE, PIECES[0], b'data: {"choices":[{"delta":{"con\n\n', *PIECES[1:], finish(), USAGE, DONE),
        becomes=Becomes(Outcome.INFRA, FaultCode.BAD_CHUNK),
        shows='the event: `{"choices":[{"delta":{"con`',
    ),
    Habit(
        name="finish-with-every-piece",
        servers="Gemini's OpenAI endpoint",
        does="gives a finish reason with every piece",
        script=sse(ROLE, *(delta({"content": part}, finish="stop") for part in PARTS), USAGE, DONE),
        becomes=flagged("said_after_finish"),
    ),
    Habit(
        name="finish-null",
        servers="proxies that write JSON by hand",
        does='writes the finish reason of an unfinished reply as the word `"null"` or as `""`, and cuts it',
        script=sse(ROLE, *(delta({"content": part}, finish="null") for part in PARTS[:2]), delta(finish=""), DONE),
        becomes=Becomes(Outcome.INFRA, FaultCode.STREAM_CUT, flags=("no_usage",)),
        shows="`the stream ended after 4 chunks without a finish reason`",
    ),
    Habit(
        name="finish-max-tokens",
        servers="gateways to Anthropic, Gemini and others",
        does="calls a full budget `max_tokens`, not `length`",
        script=sse(ROLE, text("Let me think about"), finish("max_tokens"), USAGE, DONE),
        becomes=Becomes(Outcome.FAULTED, FaultCode.TRUNCATED, flags=("context_full",), labels=("truncated",)),
    ),
    Habit(
        name="limit-of-its-own",
        servers="llama-server with `-n`, MLX, gateways with a limit for each model",
        does="ends replies at a limit of its own, long before its context is full",
        models=listed("m", max_model_len=65536),
        script=answer("Let me think about", "length"),
        becomes=Becomes(Outcome.FAULTED, FaultCode.TRUNCATED, flags=("cut_early",), labels=("truncated",)),
    ),
    Habit(
        name="filter",
        servers="Azure, Gemini and other hosted ones",
        does="breaks a reply off where a filter of its own minds it",
        script=answer("```python\ndef double(x):\n    ret", "content_filter"),
        becomes=Becomes(Outcome.FAILED, flags=("filtered",), notes=("answer.py: the block is left open",)),
        shows="that it was not the model's doing alone: `filtered`",
    ),
    Habit(
        name="finish-unknown",
        servers="young servers",
        does="has a finish reason that nobody else has",
        script=sse(ROLE, *PIECES, finish("eot_reached"), USAGE, DONE),
        becomes=flagged("unknown_finish"),
    ),
    Habit(
        name="whole-again",
        servers="gateways that complete the last event",
        does="ends its pieces with an event that holds the whole message once more",
        script=sse(ROLE, *PIECES, ALL, USAGE, DONE),
        becomes=flagged("repeated_whole"),
    ),
    Habit(
        name="cumulative",
        servers="DashScope without `incremental_output`, and others of that kind",
        does="repeats in each piece all that came before it",
        script=sse(ROLE, *(text("".join(PARTS[: n + 1])) for n in range(len(PARTS))), finish(), USAGE, DONE),
        becomes=flagged("cumulative"),
    ),
    Habit(
        name="burst",
        servers="Ollama with tools in some versions, proxies that buffer",
        does="sends the whole reply at one moment",
        script=sse(b"".join((ROLE, *PIECES, finish(), COUNTED, DONE))),
        becomes=flagged("burst"),
    ),
    Habit(
        name="halves",
        servers="servers that cut tokens at bytes",
        does="sends a character in two halves, each an escape of its own",
        script=sse(
            ROLE,
            b'data: {"choices":[{"index":0,"delta":{"content":"\\ud83d"}}]}\n\n',
            b'data: {"choices":[{"index":0,"delta":{"content":"\\ude00"}}]}\n\n',
            *PIECES,
            finish(),
            USAGE,
            DONE,
        ),
        becomes=flagged("odd_json"),
    ),
    Habit(
        name="another-model",
        servers="routers with a fallback",
        does="answers with another model than the one that was asked for",
        script=sse(
            *(step.replace(b'"model": "m"', b'"model": "tiny-1b"') for step in (ROLE, *PIECES, finish(), USAGE)), DONE
        ),
        becomes=flagged("model_differs"),
    ),
    Habit(
        name="model-by-path",
        servers="llama-server without `--alias`, llama-swap, vLLM",
        does="answers with the path, the tag or the dated version of the model that was asked for",
        script=sse(
            *(step.replace(b'"model": "m"', b'"model": "/models/m.gguf"') for step in (ROLE, *PIECES, finish(), USAGE)),
            DONE,
        ),
        becomes=SOLVED,
    ),
    Habit(
        name="one-index",
        servers="gateways to Gemini, some tool parsers",
        does="sends several tool calls under one index, each whole",
        script=calling(call("true", "a", 0), call(FIX, "b", 0)),
        harness="loop",
        becomes=flagged("odd_calls"),
    ),
    Habit(
        name="no-index",
        servers="older tool parsers",
        does="sends tool calls without an index",
        script=calling(
            whole_call(index=None, id=None, function=call("true")["function"]), whole_call(index=None, id=None)
        ),
        harness="loop",
        becomes=flagged("odd_calls"),
    ),
    Habit(
        name="arguments-again",
        servers="tool parsers that close a call with all of it",
        does="sends the arguments of a call in pieces, and then whole once more",
        script=calling(*HALVES, {"index": 0, "function": {"arguments": call(FIX)["function"]["arguments"]}}),
        harness="loop",
        becomes=flagged("repeated_whole"),
    ),
    Habit(
        name="calls-again",
        servers="gateways that complete the last event",
        does="ends its pieces with a whole message that carries the tool calls once more",
        script=calling(
            *HALVES, last=event({"choices": [{"index": 0, "message": AGAIN, "finish_reason": "tool_calls"}]})
        ),
        harness="loop",
        becomes=flagged("repeated_whole"),
    ),
    Habit(
        name="arguments-object",
        servers="Ollama's kin, some gateways",
        does="sends the arguments of a call as an object, not as text",
        script=calling(whole_call(function={"name": "bash", "arguments": {"command": FIX}})),
        harness="loop",
        becomes=SOLVED,
    ),
    Habit(
        name="comments-as-data",
        servers="gateways in front of OpenRouter",
        does="passes comments on as events",
        script=sse(ROLE, b"data: : OPENROUTER PROCESSING\n\n", *PIECES, finish(), USAGE, DONE),
        becomes=flagged("odd_event"),
    ),
    Habit(
        name="whole-before-finish",
        servers="RAGFlow",
        does="sends the whole answer once more as its last piece",
        script=sse(ROLE, *PIECES, text(RIGHT), finish(), USAGE, DONE),
        becomes=flagged("repeated_whole"),
    ),
    Habit(
        name="delta-list",
        servers="gateways in PHP",
        does="writes the empty delta of its last event as a list",
        script=sse(
            ROLE, *PIECES, event({"choices": [{"index": 0, "delta": [], "finish_reason": "stop"}]}), USAGE, DONE
        ),
        becomes=flagged("odd_json"),
    ),
    Habit(
        name="one-call-many-indexes",
        servers="LocalAI",
        does="sends one tool call under several indexes, with the same id",
        script=calling(
            whole_call(function={"name": "bash", "arguments": ""}), whole_call(index=1), whole_call(index=2)
        ),
        harness="loop",
        becomes=flagged("odd_calls", "repeated_whole"),
    ),
    Habit(
        name="arguments-quoted",
        servers="LiteLLM",
        does="ends a tool call with its arguments once more, as JSON in JSON",
        script=calling(*HALVES, whole_call(function={"name": "bash", "arguments": json.dumps(ARGUMENTS)})),
        harness="loop",
        becomes=flagged("repeated_whole"),
    ),
    Habit(
        name="error-without-a-field",
        servers="vLLM, DashScope",
        does="reports an error in mid-stream without a field `error`",
        script=sse(ROLE, PIECES[0], event({"object": "error", "message": "EngineCore died", "code": 500}), DONE),
        becomes=Becomes(Outcome.INFRA, FaultCode.ENGINE_CRASH, flags=("no_usage",)),
        shows="the engine's words: `EngineCore died`",
    ),
    Habit(
        name="wrong-answer-whole",
        servers="any",
        does="streams a wrong answer as it should",
        script=sse(ROLE, *(text(WRONG[at : at + 20]) for at in range(0, len(WRONG), 20)), finish(), USAGE, DONE),
        becomes=Becomes(Outcome.FAILED),
    ),
)
