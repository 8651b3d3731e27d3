"""Claims of costs: all that was spent counts, what was not captured is not made up, and *fastest* is decided."""

from __future__ import annotations

import pytest
from board_situations import board_of, names, record
from msgspec.structs import replace

from prony.boards import claims
from prony.boards.columns import columns_on
from prony.boards.columns.column import TERMINAL
from prony.boards.spending import SpeedRatio, amounts_of
from prony.journal.packed import Costs
from prony.journal.spending import Spent, costs_of
from prony.stats import cost_per_correct
from prony.stats.samples import samples_of


def row(board, label):
    return next(one for one in board.rows if one.label == label)


def cell(board, label, name):
    return next(one for one in columns_on(board, TERMINAL) if one.name == name).cell(row(board, label))


def test_seconds_and_tokens_for_each_solved_task_count_those_of_failures(tmp_path):
    walls, tokens = [2.0] * 10 + [8.0] * 10, [30] * 20
    record(tmp_path, {"m": "1" * 10 + "0" * 10}, walls={"m": walls}, tokens={"m": tokens})
    mine = row(board_of(tmp_path), "m").amounts
    assert mine["wall_per_solved_s"].value == pytest.approx(sum(walls) / 10)
    assert mine["completion_tokens_per_solved"].value == pytest.approx(60.0)
    tasks = [f"t{n:02d}" for n in range(20)]
    known = cost_per_correct(tasks, walls, [1.0] * 10 + [0.0] * 10).per_correct
    assert (mine["wall_per_solved_s"].lo, mine["wall_per_solved_s"].hi) == pytest.approx((known.lo, known.hi))


def test_where_nothing_is_solved_a_bound_is_said_and_no_cost(tmp_path):
    record(tmp_path, {"m": "0" * 20}, walls={"m": [3.0] * 20})
    assert cell(board_of(tmp_path), "m", "wall_per_solved").startswith("over ")


def test_one_attempt_that_was_not_counted_makes_the_sum_unknown():
    spent = {"a": [Spent(1.0, 5, 7, 6, 0.5)], "b": [Spent(2.0, 5, None, 6, 0.5)]}
    costs = Costs.of({task: (len(attempts), costs_of(attempts)) for task, attempts in spent.items()})
    found = amounts_of(costs, samples_of({"a": [1.0], "b": [1.0]}), 0.95)
    assert found["wall_per_solved_s"].value == pytest.approx(1.5)
    assert found["completion_tokens_per_solved"].state == "not_captured"
    assert found["completion_tokens_per_solved"].text() == "n/c"


def test_infra_is_no_cost_of_a_solved_task(tmp_path):
    record(tmp_path, {"m": "1" * 20 + "i"}, walls={"m": [2.0] * 20 + [500.0]})
    assert row(board_of(tmp_path), "m").amounts["wall_per_solved_s"].value == pytest.approx(2.0)


@pytest.mark.parametrize(("tasks", "shown"), [(19, False), (20, True)])
def test_medians_have_an_interval_from_twenty_tasks_on(tmp_path, tasks, shown):
    record(tmp_path, {"m": "1" * tasks}, walls={"m": [float(2 + n) for n in range(tasks)]})
    board = board_of(tmp_path)
    assert ("wall_interval" in [one.name for one in columns_on(board, TERMINAL)]) is shown
    assert (row(board, "m").amounts["wall_p50_s"].lo is not None) is shown


def timed(tmp_path, **seconds):
    return board_of(
        record(tmp_path, dict.fromkeys(seconds, "10" * 15), walls={k: [v] * 30 for k, v in seconds.items()})
    )


def test_the_fastest_of_those_that_tie_is_named_where_that_is_decided(tmp_path):
    board = timed(tmp_path, slow=20.0, quick=2.0, middle=10.0)
    [told] = [note for note in board.notes if "fastest" in note]
    assert "those that tie with the first, quick is the fastest" in told
    assert "of the next, middle" in told


def test_nobody_is_the_fastest_while_tasks_still_come_in(tmp_path):
    record(tmp_path, {"slow": "1" * 15, "quick": "1" * 12}, walls={"slow": [20.0] * 15, "quick": [2.0] * 15})
    board = board_of(tmp_path)
    assert board.doubts
    assert not any("fastest" in note for note in board.notes)
    assert all(one.pareto is None for one in board.models)


def test_nobody_is_the_fastest_of_equals(tmp_path):
    assert not any("fastest" in note for note in timed(tmp_path, a=2.0, b=2.0, c=2.0).notes)


def test_who_does_not_tie_with_the_first_is_not_the_fastest(tmp_path):
    record(
        tmp_path,
        {"good": "1" * 30, "fair": "1" * 29 + "0", "bad": "0" * 30},
        walls={"good": [9.0] * 30, "fair": [3.0] * 30, "bad": [0.5] * 30},
    )
    told = " ".join(note for note in board_of(tmp_path).notes if "fastest" in note)
    assert "bad" not in told
    assert "fair is the fastest" in told


def test_a_lead_over_one_of_two_is_not_the_fastest():
    ratios = [
        SpeedRatio("a", "b", 0.5, 0.4, 0.6),
        SpeedRatio("b", "a", 2.0, 1.6, 2.5),
        SpeedRatio("a", "c", 0.9, 0.7, 1.1),
        SpeedRatio("c", "a", 1.1, 0.9, 1.4),
        SpeedRatio("b", "c", 1.8, 1.5, 2.2),
        SpeedRatio("c", "b", 0.6, 0.5, 0.7),
    ]
    assert claims.fastest(ratios, {"a": "a", "b": "b", "c": "c"}, 0.95) == ""
    decided = [ratio._replace(hi=0.99) if ratio[:2] == ("a", "c") else ratio for ratio in ratios]
    assert "a is the fastest" in claims.fastest(decided, {"a": "a", "b": "b", "c": "c"}, 0.95)


def test_who_is_beaten_in_everything_is_not_on_the_frontier(tmp_path):
    record(
        tmp_path,
        {"best": "1" * 20, "worse": "1" * 10 + "0" * 10, "quick": "1" * 10 + "0" * 10},
        walls={"best": [4.0] * 20, "worse": [5.0] * 20, "quick": [1.0] * 20},
    )
    board = board_of(tmp_path)
    assert {one.label: one.pareto for one in board.models} == {"best": "yes", "worse": "no: best", "quick": "yes"}


def test_a_value_that_was_not_captured_is_on_no_frontier(tmp_path):
    lines = {"known": "1" * 20, "other": "1" * 19 + "0", "unknown": "1" * 18 + "00"}
    record(tmp_path, lines, who={"unknown": {"size_bytes": None}})
    board = board_of(tmp_path)
    assert row(board, "unknown").pareto is None
    assert cell(board, "unknown", "pareto") == "--"


def test_the_spread_of_languages_needs_twenty_tasks_of_each(tmp_path):
    tasks = names(20) | names(20, "go") | names(5, "rust")
    board = board_of(record(tmp_path, {"m": "1" * 20 + "1" * 10 + "0" * 15}, tasks=tasks))
    assert cell(board, "m", "language_spread").startswith("50.0 (")
    few = replace(row(board, "m"), languages=row(board, "m").languages[1:])
    assert next(one for one in columns_on(board, TERMINAL) if one.name == "language_spread").cell(few) == "--"
