"""Habits of a server that loads, is busy, or goes away and comes back."""

from __future__ import annotations

from fake_engine import RESET, ROLE, sse, text, whole

from habits.habit import SOLVED, Becomes, Habit, error, right
from prony.nouns import FaultCode, Outcome

HABITS = (
    Habit(
        name="cut-once",
        servers="any server that is restarted",
        does="breaks the connection in mid-reply, and answers the next request",
        script=(sse(ROLE, text("```python\ndef dou"), RESET), right()),
        becomes=SOLVED,
    ),
    Habit(
        name="busy-once",
        servers="llama-swap at its limit, hosted servers",
        does="answers 429 once, and then well",
        script=(whole(429, b"Too many requests\n", "text/plain"), right()),
        becomes=SOLVED,
    ),
    Habit(
        name="cannot-load",
        servers="llama-server's router",
        does="cannot load the model that it lists",
        before=error(500, "model name=m failed to load"),
        script=right(),
        becomes=Becomes(Outcome.MISSING, FaultCode.LOAD_FAILED),
        shows="the engine's words: `failed to load`",
    ),
)
