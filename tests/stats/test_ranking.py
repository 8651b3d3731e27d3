"""Letter groups: two contestants share a letter exactly where nothing tells them apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.stats.ranking import competition_ranks, letter_groups


@settings(deadline=None)
@given(st.integers(1, 14), st.floats(0.0, 1.0), st.integers(0, 10_000))
def test_letters_are_shared_exactly_by_those_that_are_alike(m, share, seed):
    """For any pattern of decisions, transitive or not."""
    upper = np.triu(np.random.default_rng(seed).random((m, m)) < share, 1)
    different = upper | upper.T
    letters = [set(shown) for shown in letter_groups(different)]
    for i in range(m):
        assert letters[i]
        for j in range(i):
            assert letters[i].isdisjoint(letters[j]) == different[i, j]


def test_a_field_where_neighbours_are_alike_has_overlapping_letters():
    apart = np.abs(np.subtract.outer(np.arange(4), np.arange(4))) > 1
    assert letter_groups(apart) == (("a",), ("a", "b"), ("b", "c"), ("c",))


def test_more_than_26_groups_go_on_with_two_letters():
    letters = letter_groups(~np.eye(30, dtype=bool))
    assert letters[25:28] == (("z",), ("aa",), ("ab",))


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [([3.0, 1.0, 2.0], [1, 3, 2]), ([1.0, 1.0, 0.0], [1, 1, 3]), ([0.1 + 0.2, 0.3, 0.3], [1, 1, 1]), ([0.0], [1])],
)
def test_ties_share_a_rank_and_use_up_places(scores, ranks):
    assert competition_ranks(np.array(scores)) == ranks
