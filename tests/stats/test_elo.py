"""Elo replays: published passes to the last digit, and what order and repetition alone do to a rating."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import elo_order_spread, elo_replay
from prony.stats.elo import elo_chance, elo_points

BY_NAME = [
    ("gemma3:latest", "cogito:14b"),
    ("gemma4:26b", "cogito:14b"),
    ("qwen3.6:27b", "cogito:14b"),
    ("gemma3:27b", "gemma3:4b"),
    ("gemma4:26b", "gemma3:27b"),
    ("gemma3:27b", "llama3.1:8b"),
    ("qwen3.6:27b", "gemma3:27b"),
    ("gemma3:4b", "llama3.1:8b"),
    ("phi4:latest", "gemma3:4b"),
    ("gemma3:4b", "qwen2.5:32b"),
    ("gemma4:26b", "gemma3:latest"),
    ("qwen3.6:27b", "gemma3:latest"),
    ("gemma4:26b", "phi4:latest"),
    ("gemma4:26b", "qwen3.6:27b"),
    ("qwen3.6:27b", "phi4:latest"),
]
BY_DATE = [BY_NAME[i] for i in (5, 3, 7, 9, 8, 0, 6, 11, 14, 2, 4, 13, 10, 12, 1)]
AS_THE_DISK_LISTED_THEM = [BY_NAME[i] for i in (4, 9, 14, 3, 5, 6, 12, 13, 2, 1, 10, 8, 0, 11, 7)]


def shares(duels):
    """What the first of each pair got of all its battles with the second."""
    got = {}
    for row in duels["battles"]:
        got.setdefault((row["a"], row["b"]), []).append(row["score_a"])
    return {pair: sum(scores) / len(scores) for pair, scores in got.items()}


@pytest.mark.parametrize(
    ("order", "published"), [(BY_NAME, "single_pass_alphabetical"), (BY_DATE, "single_pass_by_date")]
)
def test_a_single_pass_reproduces_the_published_ratings_exactly(duels, order, published):
    share = shares(duels)
    assert elo_replay([(*pair, share[pair]) for pair in order]) == duels["elo"][published]


def test_the_published_board_is_nine_refreshes_that_replayed_old_files_on_old_verdicts(duels):
    """92 updates for 15 results; the first two refreshes used verdicts that were later replaced. To the last digit."""
    published, share = duels["published"], shares(duels)
    superseded = {tuple(key.split("|")): scores[0] for key, scores in published["stale_scores"].items()}
    replays = {tuple(key.split("|")): times for key, times in published["replays_per_pair"].items()}
    updates = [
        (*pair, superseded.get(pair, share[pair]) if refresh < 2 else share[pair])
        for refresh in range(9)
        for pair in AS_THE_DISK_LISTED_THEM
        if replays[pair] >= 9 - refresh
    ]
    assert len(updates) == published["overall_updates"] == 92
    assert elo_replay(updates) == published["ratings"]


def test_the_order_of_the_published_results_alone_moves_ranks_and_ratings(duels):
    share = shares(duels)
    found = elo_order_spread([(*pair, share[pair]) for pair in BY_NAME], orders=20_000)
    expected = duels["elo"]["random_order_20000"]
    assert {r.contestant: [r.best, r.worst] for r in found.ranges} == {c: v[:2] for c, v in expected.items()}
    assert found.rankings > 15
    for r in found.ranges:
        assert (r.low, r.high) == pytest.approx(expected[r.contestant][2:], abs=1.0)


def test_battle_by_battle_even_the_leader_depends_on_the_order(duels):
    found = elo_order_spread([(r["a"], r["b"], r["score_a"]) for r in duels["battles"]], orders=2000)
    assert len(found.leaders) == 2
    widest = max(found.ranges, key=lambda r: r.high - r.low)
    assert widest.contestant == "gemma3:4b"
    assert widest.high - widest.low > 150


def test_published_boards_keep_the_sum_that_elo_conserves():
    boards = json.loads((Path(__file__).parent.parent / "data/stats/published_elo_boards.json").read_text())
    for name, rows in boards["boards"].items():
        assert sum(row["rating"] for row in rows) == boards["invariants"]["sum_each_board"][name]
        assert len(rows) * boards["start_rating"] == boards["invariants"]["expected_sum"]
    for name, expected in boards["invariants"]["win_probability_top_vs_second"].items():
        top, second = boards["boards"][name][0]["rating"], boards["boards"][name][1]["rating"]
        assert elo_chance(top - second) == pytest.approx(expected, abs=5e-5)


results = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), st.sampled_from([0.0, 0.5, 1.0])),
    min_size=1,
    max_size=60,
)


@given(results, st.floats(1.0, 64.0))
def test_the_sum_of_ratings_is_conserved(told, k):
    rated = elo_replay(told, k=k)
    assert sum(rated.values()) == pytest.approx(1400.0 * len(rated), abs=1e-6)


@given(results)
def test_who_is_named_first_does_not_matter(told):
    swapped = [(other, one, 1.0 - score) for one, other, score in told]
    assert elo_replay(swapped) == pytest.approx(elo_replay(told), abs=1e-6)


@given(results)
def test_the_last_win_never_lowers_the_winner(told):
    before = elo_replay(told).get("a", 1400.0)
    assert elo_replay([*told, ("a", "e", 1.0)])["a"] >= before


@given(results)
def test_every_replayed_order_starts_from_the_same_sum(told):
    found = elo_order_spread(told, orders=5)
    lows, highs = (np.array([getattr(r, end) for r in found.ranges]) for end in ("low", "high"))
    assert lows.sum() <= 1400.0 * len(lows) + 1e-6
    assert highs.sum() >= 1400.0 * len(lows) - 1e-6


def test_four_hundred_points_are_ten_to_one():
    assert elo_chance(400.0) == pytest.approx(10 / 11)
    assert elo_points(np.log(10.0)) == pytest.approx(400.0)


@pytest.mark.parametrize(
    ("told", "code"),
    [([("a", "a", 1.0)], "E831"), ([("a", "b", 2.0)], "E804"), ([("a", "b", float("nan"))], "E802")],
)
def test_results_that_are_none_are_refused(told, code):
    for replay in (elo_replay, elo_order_spread):
        with pytest.raises(EstimateError) as caught:
            replay(told)
        assert caught.value.code == code


def test_the_spread_of_nothing_is_refused():
    with pytest.raises(EstimateError) as caught:
        elo_order_spread([])
    assert caught.value.code == "E803"
