"""Whatever servers are in the habit of: each becomes what the table in docs/habits.md says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import agent_suite
import pytest
from habits import GROUPS, HABITS
from habits.habit import Habit
from habits.making import make
from habits_table import DOC, between, table
from mini_suite import TASKS, write_task

NAMED = [pytest.param(habit, id=habit.name) for habit in HABITS]


@pytest.fixture(scope="module")
def one_task(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A suite of the one task that `RIGHT` answers."""
    root = tmp_path_factory.mktemp("suites") / "mini"
    root.mkdir()
    (root / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    write_task(root / "double", *TASKS["double"])
    return root


@pytest.fixture(scope="module")
def one_agent_task(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A suite of the one task that `REPAIR` solves."""
    root = tmp_path_factory.mktemp("suites") / "agents"
    agent_suite.write_suite(root, ["add"])
    return root


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries of an attempt nobody waits: a script is ready at once."""
    monkeypatch.setattr("prony.bench.contest.BACKOFF_S", 0.0)


@pytest.mark.parametrize("habit", NAMED)
async def test_a_habit_becomes_what_the_table_says(
    habit: Habit, one_task: Path, one_agent_task: Path, tmp_path: Path
) -> None:
    made = await make(habit, tmp_path, one_task if habit.harness == "chat" else one_agent_task)
    assert made.becomes == habit.becomes, made.words
    assert made.lacks(habit) == [], made.words


def test_the_table_in_the_docs_is_made_of_the_habits() -> None:
    assert between(DOC.read_text()) == table(GROUPS), "write it anew: .venv/bin/python tests/support/habits_table.py"


def test_no_two_habits_have_one_name() -> None:
    assert [name for name, times in Counter(habit.name for habit in HABITS).items() if times > 1] == []
