from __future__ import annotations

from collections import Counter

import pytest

from prony.nouns import Mode, Task
from prony.suites.sampling import drawing_order

KINDS = ("parsing", "text", "dates", "graphs", "money", "queries", "simulation", "ranges")
SIZES = {"easy": 30, "medium": 45, "hard": 25}


def task(name: str, difficulty: str, axes: tuple[str, ...]) -> Task:
    return Task(
        id=f"some/{name}",
        suite="some",
        name=name,
        title=name,
        path="/nowhere",
        digest="",
        mode=Mode.ANSWER,
        instruction="",
        difficulty=difficulty,
        axes=axes,
    )


HUNDRED = [
    task(f"{difficulty}-{number}", difficulty, (KINDS[(number * number) % len(KINDS)], "stdin"))
    for difficulty, size in SIZES.items()
    for number in range(size)
]


@pytest.mark.parametrize("seed", range(5))
def test_every_beginning_has_the_difficulties_of_the_whole(seed: int):
    order = drawing_order(HUNDRED, seed)
    assert sorted(order) == sorted(one.name for one in HUNDRED)
    for drawn in range(1, 101):
        counts = Counter(name.partition("-")[0] for name in order[:drawn])
        assert all(abs(counts[difficulty] - size * drawn / 100) < 2 for difficulty, size in SIZES.items())


@pytest.mark.parametrize("seed", range(5))
def test_every_beginning_has_the_kinds_of_each_difficulty(seed: int):
    kind = {one.name: one.axes[0] for one in HUNDRED}
    whole = Counter(kind.values())
    order = drawing_order(HUNDRED, seed)
    for drawn in (20, 40, 60, 80):
        counts = Counter(kind[name] for name in order[:drawn])
        assert all(abs(counts[one] - size * drawn / 100) < 4 for one, size in whole.items())


def test_no_problem_is_favoured_however_rare_its_kind():
    drawn = Counter(name for seed in range(2000) for name in drawing_order(HUNDRED, seed)[:40])
    assert min(drawn.values()) > 2000 * 0.34
    assert max(drawn.values()) < 2000 * 0.46


def test_a_task_without_any_axis_is_drawn_like_others():
    bare = [task(name, "easy", ()) for name in "abc"]
    assert {drawing_order(bare, seed)[0] for seed in range(40)} == set("abc")


def test_the_same_problems_are_drawn_whatever_order_the_tasks_come_in():
    assert drawing_order(HUNDRED, 7) == drawing_order(HUNDRED[::-1], 7)
    assert drawing_order(HUNDRED, 7) != drawing_order(HUNDRED, 8)
