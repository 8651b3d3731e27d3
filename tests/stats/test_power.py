"""The difference that tasks are said to show is one that they decide 4 times of 5: no more, and not much less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.stats import Decision, compare
from prony.stats.power import chance_to_decide


def outcomes(rng, n, ahead, behind):
    """A and B on `n` tasks tried once, A ahead on a share `ahead` of them and behind on another."""
    drawn = rng.random(n)
    a = {f"t{i}": [float(x < ahead or x > 0.9)] for i, x in enumerate(drawn)}
    b = {f"t{i}": [float(ahead <= x < ahead + behind or x > 0.9)] for i, x in enumerate(drawn)}
    return a, b


@pytest.mark.parametrize(("n", "ahead", "behind"), [(6, 0.8, 0.0), (14, 0.45, 0.05), (40, 0.3, 0.08), (120, 0.06, 0.0)])
def test_the_chance_of_a_decision_is_what_simulation_finds(rng, n, ahead, behind):
    found = np.mean([compare(*outcomes(rng, n, ahead, behind)).decision is Decision.A_BETTER for _ in range(400)])
    assert found == pytest.approx(chance_to_decide(n, ahead, behind), abs=0.07)


@pytest.mark.parametrize(("n", "share"), [(8, 0.6), (14, 0.9), (50, 0.5), (100, 0.97)])
def test_the_difference_that_equals_are_said_to_show_is_decided_four_times_of_five(rng, n, share):
    decided = []
    for _ in range(150):
        a, b = ({f"t{i}": [float(x < share)] for i, x in enumerate(rng.random(n))} for _ in range(2))
        least = compare(a, b).resolution
        if least is None:
            continue
        better = min(1.0, share + least / 2.0)
        a = {f"t{i}": [float(x < better)] for i, x in enumerate(rng.random(n))}
        b = {f"t{i}": [float(x < better - least)] for i, x in enumerate(rng.random(n))}
        decided.append(compare(a, b).decision is Decision.A_BETTER)
    assert 0.7 <= np.mean(decided) <= 0.95


def test_more_tasks_show_smaller_differences():
    once = [compare({f"t{i}": [float(i % 4 > 0)] for i in range(n)}, {f"t{i}": [float(i % 3 > 0)] for i in range(n)})
            for n in (12, 48, 192, 768, 3072)]  # fmt: skip
    shown = [one.resolution for one in once]
    assert shown == sorted(shown, reverse=True)
    assert shown[0] > 6 * shown[-1]


def test_where_the_sum_ends_and_the_normal_begins_the_step_is_small():
    def shown(n):
        return compare({f"t{i}": [float(i % 9 > 0)] for i in range(n)}, {f"t{i}": [1.0] for i in range(n)}).resolution

    assert shown(2060) == pytest.approx(shown(2040), rel=0.2)


row = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(row, row), min_size=6, max_size=20))
def test_what_is_shown_is_a_share_and_does_not_care_who_is_called_a(rows):
    a, b = ({f"t{i}": pair[side] for i, pair in enumerate(rows)} for side in (0, 1))
    told, swapped = compare(a, b), compare(b, a)
    assert told.resolution == (None if swapped.resolution is None else pytest.approx(swapped.resolution))
    assert told.resolution is None or 0.0 < told.resolution <= 1.0
