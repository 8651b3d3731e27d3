from __future__ import annotations

from math import ceil
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.random import default_rng

from prony.bench.plan import make_plan
from prony.bench.selection import Selection
from prony.forecast.resolving import resolutions
from prony.nouns import ContestantSpec, RunSettings
from prony.stats import compare
from prony.stats.planning import TYPICAL, difference_to_decide, tasks_to_decide
from prony.suites import load_suite

ONE = ContestantSpec(label="one", engine="embedded", gguf="/models/one.gguf")


def sentence_of(repeats: int = 1, **asked: object) -> str:
    suite = load_suite("quick")
    plan = make_plan("r", [suite], [ONE], RunSettings(repeats=repeats), selection=Selection(**asked))
    (found,) = resolutions(plan, {task.id: task for task in suite.tasks})
    return found.sentence


def test_a_plan_says_what_its_tasks_show():
    assert sentence_of() == (
        "quick: 14 tasks once each show differences between two models of 52 points or more, 4 times of 5; "
        "four times each: 34 points"
    )


def test_a_sample_says_what_it_was_drawn_of():
    assert sentence_of(sample=8, seed=3, repeats=4) == (
        "quick: 8 of 14 problems drawn (seed 3): 8 tasks four times each show differences between two models of 49 "
        "points or more, 4 times of 5"
    )


def test_five_tasks_decide_nothing():
    assert "5 tasks 10 times each decide nothing between two models" in sentence_of(sample=5, repeats=10)


@pytest.mark.parametrize(("tasks", "repeats"), [(6, 1), (14, 4), (40, 1), (40, 4), (100, 10)])
def test_the_difference_that_tasks_show_needs_as_many_tasks(tasks: int, repeats: int):
    told = {"omega2": TYPICAL.omega2, "within_a": TYPICAL.within, "within_b": TYPICAL.within, "repeats": repeats}
    shown = difference_to_decide(tasks, **told)
    assert shown is not None
    assert tasks_to_decide(shown * 1.000001, **told) <= tasks
    assert tasks_to_decide(shown * 0.98, **told) > tasks or tasks == 6


@pytest.mark.parametrize(("tasks", "repeats"), [(20, 1), (40, 1), (40, 4), (100, 1)])
def test_the_difference_that_a_plan_names_is_decided_four_times_of_five(tasks: int, repeats: int):
    """Contestants with these variances around one half, as far apart as the sentence says."""
    shown = difference_to_decide(
        tasks, omega2=TYPICAL.omega2, within_a=TYPICAL.within, within_b=TYPICAL.within, repeats=repeats
    )
    assert shown is not None
    chance, decided, times = default_rng(tasks + repeats), 0, 300
    names = [f"t{number}" for number in range(tasks)]
    for _ in range(times):
        ease = chance.normal(0.0, 1.5, tasks)
        sides = []
        for skill in _skills(shown):
            p = 1.0 / (1.0 + np.exp(-(skill + ease + chance.normal(0.0, 0.9, tasks))))
            solved = (chance.random((tasks, repeats)) < p[:, None]).astype(float)
            sides.append(dict(zip(names, solved.tolist(), strict=True)))
        decided += compare(*sides).decision == "a_better"
    assert 0.72 <= decided / times <= 0.93


def _skills(apart: float) -> tuple[float, float]:
    """Skills whose mean chances of success are `apart` around one half, over tasks that vary by 1.75 in logits."""
    logits = np.linspace(-10, 10, 2001)
    weights = np.exp(-0.5 * (logits / 1.75) ** 2)
    grid = np.linspace(-4, 4, 801)
    means = [float(weights @ (1.0 / (1.0 + np.exp(-(skill + logits)))) / weights.sum()) for skill in grid]
    return tuple(float(np.interp(0.5 + sign * apart / 2, means, grid)) for sign in (1, -1))  # type: ignore[return-value]


def test_the_sentence_stands_in_the_document():
    suite = load_suite("quick")
    plan = make_plan("r", [suite], [ONE], RunSettings())
    document = msgspec.to_builtins(resolutions(plan, {task.id: task for task in suite.tasks}))
    assert document[0]["tasks"] == 14
    assert document[0]["difference"] == pytest.approx(0.517, abs=0.001)


def test_the_table_of_the_page_is_what_is_told():
    page = (Path(__file__).parents[2] / "docs" / "samples.md").read_text("utf-8")
    table = page.partition("<!-- shown")[2].partition("<!-- /shown")[0]
    rows = [[int(cell) for cell in line.strip("| ").split("|")] for line in table.splitlines() if line[2:3].isdigit()]
    assert len(rows) == 7
    told = {"omega2": TYPICAL.omega2, "within_a": TYPICAL.within, "within_b": TYPICAL.within}
    for tasks, *points in rows:
        shown = [difference_to_decide(tasks, **told, repeats=repeats) for repeats in (1, 2, 4, 10)]
        assert points == [ceil(100 * one) for one in shown if one is not None]
