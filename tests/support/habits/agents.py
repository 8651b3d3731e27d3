"""Habits of calling tools."""

from __future__ import annotations

from fake_engine import answer

from habits.habit import CALLED, SOLVED, Becomes, Habit
from prony.nouns import Outcome

HABITS = (
    Habit(
        name="calls",
        servers="any server with a tool parser for the model",
        does="sends tool calls as such",
        script=(CALLED, answer("Done.")),
        harness="loop",
        becomes=SOLVED,
    ),
    Habit(
        name="talks",
        servers="any",
        does="answers without a call, although the task is not done",
        script=answer("It should be x + 1."),
        harness="loop",
        becomes=Becomes(Outcome.FAILED, labels=("gave_up",)),
        shows="`gave_up`",
    ),
)
