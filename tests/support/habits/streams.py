"""Habits of streaming: framing, events, and what a stream ends with."""

from __future__ import annotations

from fake_engine import DONE, ROLE, USAGE, finish, sse, text

from habits.habit import RIGHT, SOLVED, Becomes, Habit
from prony.nouns import FaultCode, Outcome

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
        becomes=Becomes(Outcome.SOLVED, flags=("no_done",)),
    ),
    Habit(
        name="proxy-error",
        servers="llama-server's router",
        does="writes a line of plain text into the stream when the model's process dies",
        script=sse(ROLE, text(RIGHT), b"proxy error: Failed to read connection\n"),
        becomes=Becomes(Outcome.INFRA, FaultCode.ENGINE_CRASH, flags=("no_done", "no_usage", "stray_line")),
        shows="the engine's words: `proxy error: Failed to read connection`",
    ),
)
