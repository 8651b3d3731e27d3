"""A comparison from what the index has summed up has the numbers of one that looks at every attempt."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import synthetic
from board_situations import record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from synthetic_run import RunBuilder

from prony import stats
from prony.boards.comparison.bug_by_bug import bug_by_bug
from prony.boards.comparison.compare import compare
from prony.boards.comparison.costs import COSTS, SCORED, facts_of
from prony.boards.comparison.disagreements import task_duels, tasks_fallen_short
from prony.boards.estimates import outcomes_by_task, scores_by_task
from prony.journal import Graded, planned_tasks, queries
from prony.journal.index import Index
from prony.journal.rollup import ALL_RUNS
from prony.nouns import FaultCode
from prony.stats.incremental import cost_of_further_correct

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LINE = st.sampled_from(["1", "10", "1110", "10imlw.v", "10etv", "0", "1w", "10i"])
"""What a contestant's attempts may come to."""


@st.composite
def situations(draw):
    """Records of three contestants with different costs: whole ones, and such with unscored or missing attempts."""
    tasks, repeats = draw(st.integers(1, 9)), draw(st.integers(1, 3))
    outcomes, walls, tokens = {}, {}, {}
    for name in ("alpha", "beta", "gamma"):
        which = st.sampled_from(draw(LINE))
        lines = [draw(st.text(which, min_size=tasks, max_size=tasks)) for _ in range(repeats)]
        # Somebody without a scored attempt is not compared.
        outcomes[name] = [draw(st.sampled_from("01")) + lines[0][1:], *lines[1:]]
        walls[name] = draw(st.lists(st.floats(0.1, 99.0), min_size=tasks, max_size=tasks))
        tokens[name] = draw(st.lists(st.integers(0, 999), min_size=tasks, max_size=tasks))
    return {"outcomes": outcomes, "walls": walls, "tokens": tokens}


def attempts(index, side):
    """Every attempt of a contestant that counts."""
    digest = queries.suites(index)[0].digest
    return queries.counted_rows(index, ALL_RUNS, digest, side.contestant)


def near(value):
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-12)


def by_task(rows, value):
    found = {}
    for row in rows:
        found.setdefault(row["task"], []).append(float(value(row)))
    return found


def solved(row):
    return row["outcome"] == "solved"


def old_costs(name, sides, better, level):
    """What a solved task costs, from attempts one by one."""
    if any(row[name] is None for rows in sides for row in rows):
        return {}
    columns = [([row["task"] for row in rows], [row[name] for row in rows], [*map(solved, rows)]) for rows in sides]
    a, b = (stats.cost_per_correct(*column).per_correct for column in columns)
    ratio = stats.cost_ratio(*columns, level=level)
    found = {"a": a.value, "a_lo": a.lo, "a_hi": a.hi, "b": b.value, "b_lo": b.lo, "b_hi": b.hi}
    found |= {"ratio": ratio.value, "lo": ratio.lo, "hi": ratio.hi}
    if better:
        sums = [(by_task(rows, lambda row: row[name]), by_task(rows, solved)) for rows in sides]
        further = cost_of_further_correct(*(sums if better == "a" else sums[::-1]), level=level)
        if further.lo is not None and further.value > 0.0:
            found |= {"further": further.value, "further_lo": further.lo, "further_hi": further.hi}
    return found


@SLOW
@given(situations())
def test_costs_and_facts_are_those_of_every_attempt(situation):
    with tempfile.TemporaryDirectory() as home, Index(record(Path(home), **situation)) as index:
        index.update()
        shown = compare(index, "alpha", "beta")
        rows_of = [attempts(index, side) for side in (shown.a, shown.b)]
        common = set(shown.common_tasks)
        for facts, rows in zip((shown.a_facts, shown.b_facts), rows_of, strict=True):
            old = facts_of(rows, common, (facts.solved_share, facts.score_share), facts.tasks_lacking)
            assert (facts.attempts, facts.solved, facts.infra) == (old.attempts, old.solved, old.infra)
            assert facts.measures.keys() == old.measures.keys()
            assert all(facts.measures[name] == near(value) for name, value in old.measures.items())
        assert len(shown.costs) == (len(COSTS) if common else 0)
        sides = [[row for row in rows if row["task"] in common and row["outcome"] in SCORED] for rows in rows_of]
        pairs = 3 if shown.family is not None else 1
        better = {"a_better": "a", "b_better": "b"}.get(shown.versus.decision, "") if not shown.doubts else ""
        if shown.family is not None and not shown.family.decided:
            better = ""
        for name, cost in zip(COSTS, shown.costs, strict=False):
            old = old_costs(name, sides, better, 1.0 - 0.05 / pairs)
            for field, value in old.items():
                assert getattr(cost, field) == near(value), (name, field)
            assert (cost.further is None) == ("further" not in old)


NAMES = ("works", "safe", "quick")
"""Criteria, of which a grade tells some."""


@st.composite
def marked_attempts(draw):
    """(label, task, repeat) -> the criteria of its newest grade and whether each is earned; None where a fault ended
    it, and has no grade."""
    tasks, repeats = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    parts = st.dictionaries(st.sampled_from(NAMES[: draw(st.integers(1, 3))]), st.booleans(), min_size=1)
    keys = [(name, f"py-{t}", r) for name in ("alpha", "beta") for t in range(tasks) for r in range(repeats)]
    return {key: draw(st.one_of(parts, parts, st.none())) for key in keys}


def build(home, marked):
    """A run of these attempts, each graded at first as one that failed."""
    tasks = dict.fromkeys(sorted({task for _, task, _ in marked}), "python")
    repeats = 1 + max(repeat for _, _, repeat in marked)
    builder = RunBuilder(home, "r1", tasks=tasks, contestants=("alpha", "beta"), repeats=repeats)
    for label in ("alpha", "beta"):
        builder.identify(label)
    for (label, task, repeat), parts in marked.items():
        one = builder.attempt(label, task, False if parts is not None else FaultCode.LOOP, repeat=repeat)
        if parts is not None:
            share = sum(parts.values()) / len(parts)
            grade = synthetic.grade(one, share == 1.0, score=20.0 * share, grader="2")
            criteria = tuple(replace(grade.criteria[0], id=name, earned=20.0 * ok) for name, ok in parts.items())
            builder.put(Graded(grade=replace(grade, criteria=criteria)))
    builder.finish()


@SLOW
@given(marked_attempts())
def test_duels_and_criteria_are_those_of_every_attempt(marked):
    with tempfile.TemporaryDirectory() as home:
        build(Path(home), marked)
        with Index(Path(home)) as index:
            index.update()
            shown = compare(index, "alpha", "beta")
            suite = queries.suites(index)[0]
            tasks = {row.task: row for row in planned_tasks.tasks(index, ["r1"], suite.digest)["r1"]}
            cells = queries.counted_of(index, ALL_RUNS, suite.digest).cells
            sides = [cells[one.contestant] for one in (shown.a, shown.b)]
            attempts_of = []
            for one in (shown.a, shown.b):
                rows: dict[str, list] = {}
                for row in queries.counted_attempts(index, ALL_RUNS, suite.digest, one.contestant):
                    if row["outcome"] in SCORED:
                        rows.setdefault(row["task"], []).append(row)
                attempts_of.append(rows)
    solved, scored = ([reader(one) for one in sides] for reader in (outcomes_by_task, scores_by_task))
    assert shown.tasks == task_duels(solved, scored, tasks, attempts_of)
    short = set(tasks_fallen_short(solved, scored))
    assert shown.bugs == bug_by_bug(
        *({task: rows for task, rows in side.items() if task in short} for side in attempts_of)
    )
