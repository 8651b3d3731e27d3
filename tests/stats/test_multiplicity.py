"""Adjusted p values: equal to the libraries that have them, and never below the raw ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from prony.errors import EstimateError
from prony.stats.multiplicity import benjamini_hochberg, holm

p_values = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=40)


def test_both_equal_the_reference_values(golden):
    row = golden["holm_bh"]
    assert holm(row["p"]) == pytest.approx(row["holm"], abs=1e-12)
    assert benjamini_hochberg(row["p"]) == pytest.approx(row["bh"], abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(p_values)
def test_holm_equals_statsmodels(p):
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(p_values)
def test_benjamini_hochberg_equals_scipy(p):
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p), abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(p_values)
def test_adjusting_never_lowers_a_p(p):
    assert all(raw <= found + 1e-15 for raw, found in zip(p, benjamini_hochberg(p), strict=True))
    assert all(one <= other + 1e-12 for one, other in zip(benjamini_hochberg(p), holm(p), strict=True))


@pytest.mark.parametrize(
    ("p", "code"), [([], "E803"), ([0.1, float("nan")], "E802"), ([1.2], "E804"), ([[0.1]], "E801")]
)
def test_what_is_no_list_of_p_values_is_refused(p, code):
    with pytest.raises(EstimateError) as caught:
        holm(np.array(p))
    assert caught.value.code == code
