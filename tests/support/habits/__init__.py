"""Habits of real servers, each as raw bytes of a scripted one, with what must become of an attempt that meets it.

A group is a file here with `HABITS`. `tests/bench/test_habits.py` makes one real run of each; `docs/habits.md` shows
them all in one table, which `tests/support/habits_table.py` writes.
"""

from __future__ import annotations

from habits import agents, loading, reaching, refusals, replies, streams
from habits.habit import Habit

GROUPS: dict[str, tuple[Habit, ...]] = {
    "Reaching an engine": reaching.HABITS,
    "Loading, and coming back": loading.HABITS,
    "Refusing a request": refusals.HABITS,
    "Streaming": streams.HABITS,
    "What replies look like": replies.HABITS,
    "Calling tools": agents.HABITS,
}
"""Every habit, under the title of its group in the table."""

HABITS: tuple[Habit, ...] = tuple(habit for group in GROUPS.values() for habit in group)
