"""Sampling: in which order the problems of a suite are drawn, so that a larger sample holds the smaller ones whole.

A problem that is set in several languages is drawn once, for all of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

from prony.nouns import Task

MARK = "problem:"
"""How an axis begins that names a task's problem, and says nothing of its kind."""


def problem_of(task: Task) -> str:
    """The name of the problem that a task states."""
    return task.problem or task.name


def kind_of(axes: Iterable[str]) -> str:
    """What a task is, in a word: the first of its axes; empty where it has none."""
    return next((axis for axis in axes if not axis.startswith(MARK)), "")


def drawing_order(tasks: Sequence[Task], seed: int) -> list[str]:
    """The problems of these tasks in the order in which they are drawn: a sample of n is its first n.

    Each beginning of it holds difficulties in the proportions of the whole, to within one problem or so, and kinds
    within each difficulty likewise; beside that, chance decides. The same tasks and seed give the same order.
    """
    chance = random.Random(f"{seed}")
    first = {problem_of(task): task for task in reversed(tasks)}
    names = sorted(first)
    rows = []
    for mine in _grouped(names, lambda name: first[name].difficulty):
        kinds = _grouped(mine, lambda name: kind_of(first[name].axes))
        rows.append(_merged([_shuffled(some, chance) for some in kinds], chance))
    return _merged(rows, chance)


def _grouped(names: Iterable[str], key: Callable[[str], str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(key(name), []).append(name)
    return [groups[value] for value in sorted(groups)]


def _shuffled(names: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(names, len(names))


def _merged(rows: Sequence[Sequence[str]], chance: random.Random) -> list[str]:
    """Rows in one, each spread evenly over the whole from a start of its own, so that no row is favoured for its size.

    Systematic sampling with random starts: the n-th of a row of N stands at (n - u) / N.
    """
    places: Mapping[str, float] = {
        name: (number - start) / len(row)
        for row, start in ((row, chance.random()) for row in rows)
        for number, name in enumerate(row, 1)
    }
    return sorted(places, key=lambda name: (places[name], name))
