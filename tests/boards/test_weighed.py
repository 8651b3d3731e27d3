"""Boards weighed by a stack: rates, places, what is not measured, and the nearest flip of the weights."""

from __future__ import annotations

from fractions import Fraction

import pytest
from board_situations import board_of, names, record
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prony.boards import words
from prony.boards.weights.flip import flip_of
from prony.errors import JournalError, UsageError
from prony.export.formats import exporter_of

TASKS = {**names(24), **names(24, "go"), **names(4, "rust")}
LINES = {
    "snake": "1" * 24 + "1" * 6 + "0" * 18 + "0000",
    "gopher": "1" * 9 + "0" * 15 + "1" * 21 + "000" + "1111",
}


@pytest.fixture
def two(tmp_path):
    return record(tmp_path, LINES, tasks=TASKS)


def weighted(board, label):
    return next(row.weighted for row in board.rows if row.label == label)


def test_a_weighted_rate_is_the_mean_of_rates_by_weight(two):
    board = board_of(two, stack="python:3,go")
    assert weighted(board, "snake").rate.value == pytest.approx((3 * 1.0 + 6 / 24) / 4)
    assert weighted(board, "gopher").rate.value == pytest.approx((3 * 9 / 24 + 21 / 24) / 4)
    assert [row.label for row in board.models] == ["snake", "gopher"]
    assert [row.label for row in board_of(two, stack="go").models] == ["gopher", "snake"]
    assert (board.stack.tasks, board.stack.not_counted) == (48, 4)


def test_the_board_itself_stays_as_it_is(two):
    plain, weighed = board_of(two), board_of(two, stack="python:3,go")
    assert (weighed.sentence, weighed.ranking) == (plain.sentence, plain.ranking)
    assert {row.label: (row.rank, row.solved) for row in weighed.rows} == {
        row.label: (row.rank, row.solved) for row in plain.rows
    }


@given(st.integers(1, 30), st.integers(1, 30), st.integers(2, 9))
@settings(max_examples=10, deadline=None)
def test_scaled_weights_are_the_same_weights(tmp_path_factory, python, go, scale):
    home = record(tmp_path_factory.mktemp("home"), LINES, tasks=TASKS)
    one = board_of(home, stack=f"python:{python},go:{go}").stack
    other = board_of(home, stack=f"python:{python * scale},go:{go * scale}").stack
    assert (one.rates, one.ranking, one.flip, one.sentence) == (other.rates, other.ranking, other.flip, other.sentence)


def test_equal_weights_of_equally_many_tasks_are_the_plain_rate(two):
    weighed = board_of(two, stack="python,go")
    plain = board_of(two, where=("language=python,go",))
    for label in LINES:
        row = next(row for row in plain.rows if row.label == label)
        assert weighted(weighed, label).rate.value == pytest.approx(row.solved.value)
        assert weighted(weighed, label).rank == row.rank


def test_what_has_no_task_and_what_has_few_is_said(two):
    board = board_of(two, stack="python:2,rust:1,elixir:1")
    assert (board.stack.missing, board.stack.missing_share) == (("elixir",), pytest.approx(0.25))
    assert any("elixir, 25 % of the weight asked for: no task here" in note for note in board.notes)
    assert any("fewer than 20 tasks of rust" in note for note in board.notes)
    with pytest.raises(JournalError) as caught:
        board_of(two, stack="elixir")
    assert caught.value.code == "E672"
    with pytest.raises(UsageError):
        board_of(two, stack="python:x")


def test_another_dimension_is_weighed_alike(tmp_path):
    hard = {name: "hard" if number % 2 else "easy" for number, name in enumerate(names(24))}
    home = record(tmp_path, {"a": "10" * 12, "b": "01" * 12}, tasks=names(24), difficulty=hard)
    board = board_of(home, by="difficulty", stack="easy:1,hard:3")
    assert (weighted(board, "a").rate.value, weighted(board, "b").rate.value) == (0.25, 0.75)


def test_the_flip_is_where_both_are_level(two):
    flip = board_of(two, stack="python:3,go:1").stack.flip
    # python: 1 and 3/8; go: 1/4 and 7/8. Level where 5/8 p = 5/8 (1 - p): at a half.
    assert (flip.part, flip.now, flip.level_at) in (
        ("python", 0.75, pytest.approx(0.5)),
        ("go", 0.25, pytest.approx(0.5)),
    )
    assert "of the estimates, snake is first" in flip.sentence
    assert flip.decided_now
    assert flip.decided_at_end
    assert "gopher ahead of snake is decided" in flip.sentence


OUTCOMES = st.lists(st.lists(st.integers(0, 8), min_size=3, max_size=3), min_size=2, max_size=4)


@given(OUTCOMES, st.lists(st.integers(1, 20), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_beyond_the_flip_another_leads_and_before_it_none_does(wins, asked):
    parts = ("python", "go", "rust")
    strata = {part: [f"{part}{number}" for number in range(8)] for part in parts}
    samples = {
        f"m{at}": {f"{part}{n}": [float(n < won)] for part, won in zip(parts, row, strict=True) for n in range(8)}
        for at, row in enumerate(wins)
    }
    weights = {part: Fraction(weight) for part, weight in zip(parts, asked, strict=True)}
    rates = {f"m{at}": {part: won / 8 for part, won in zip(parts, row, strict=True)} for at, row in enumerate(wins)}

    def leads(name: str, part: str, share: float) -> float:
        """How far `name` is ahead of the best other where `part` has this share."""
        rest = sum(float(weights[other]) for other in parts if other != part)
        shares = {one: share if one == part else (1 - share) * float(weights[one]) / rest for one in parts}
        means = {one: sum(shares[each] * mine[each] for each in parts) for one, mine in rates.items()}
        return means[name] - max(value for one, value in means.items() if one != name)

    flip = flip_of(samples, strata, weights, {name: name for name in samples}, {}, 0.95)
    assume(flip is not None)
    way = 1 if flip.end == 1.0 else -1
    assert leads(flip.first, flip.part, flip.now) >= -1e-9
    assume(abs(flip.level_at - flip.now) > 1e-6)
    assert leads(flip.first, flip.part, flip.level_at - way * 1e-7) >= -1e-6
    assume(0.0 < flip.level_at < 1.0)
    assert leads(flip.first, flip.part, min(1.0, max(0.0, flip.level_at + way * 1e-6))) < 1e-9


def test_a_failed_control_strikes_out_what_weights_say(tmp_path):
    home = record(tmp_path, {**LINES, "all-correct": "0" + "1" * 51}, tasks=TASKS, references=("all-correct",))
    stack = board_of(home, stack="python,go").stack
    assert (stack.ranking, stack.flip) == (None, None)
    assert stack.sentence.startswith("not to be read")


def test_a_filter_hides_rows_and_changes_none(two):
    whole, part = board_of(two), board_of(two, where=("label=snake",))
    assert [row.label for row in part.models] == ["snake"]
    assert part.models[0] == next(row for row in whole.models if row.label == "snake")
    assert (part.sentence, part.ranking) == (whole.sentence, whole.ranking)
    assert part.filtered.shown == 1


def test_a_filter_of_tasks_is_the_board_of_those_tasks(two, tmp_path_factory):
    part = board_of(two, where=("language=go",))
    alone = board_of(
        record(
            tmp_path_factory.mktemp("alone"), {one: line[24:48] for one, line in LINES.items()}, tasks=names(24, "go")
        )
    )
    assert part.tasks == 24
    assert (part.sentence, [row.solved for row in part.models]) == (
        alone.sentence,
        [row.solved for row in alone.models],
    )
    assert [row.outcomes for row in part.models] == [row.outcomes for row in alone.models]
    assert [row.speed for row in part.models] == [row.speed for row in alone.models]
    assert any("24 of 52 tasks: language=go" in note for note in part.notes)


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_every_form_has_the_weighted_rate(two, form):
    board = board_of(two, stack="python:3,go")
    told = exporter_of(form).boards([board])
    assert {"json": "0.8125", "csv": "0.8125", "md": "81.3"}[form] in told
    assert "By python:3,go: " in words.stack_verdict(board)
