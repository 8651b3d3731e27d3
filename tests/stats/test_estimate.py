"""What every estimator makes of bad input, and that the package stays light."""

import subprocess
import sys

import numpy as np
import pytest

from prony.errors import EstimateError
from prony.stats import estimate


def test_importing_the_package_does_not_import_scipy():
    code = "import sys, prony.stats; sys.exit(any(name.split('.')[0] == 'scipy' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "E803"),
        ([1.0, float("nan")], "E802"),
        ([1.0, float("inf")], "E802"),
        ([[1.0]], "E801"),
        ([1.0, 2.0], "E804"),
        (["one"], "E801"),
        (5.0, "E801"),
        ([[1.0], [1.0, 2.0]], "E801"),
    ],
)
def test_a_bad_vector_is_refused_with_its_own_code(values, code):
    with pytest.raises(EstimateError) as caught:
        estimate.vector("scores", values, low=0.0, high=1.0)
    assert caught.value.code == code


def test_nan_means_not_observed_only_where_it_is_let_through():
    grid = [[1.0, float("nan")], [0.0, 1.0]]
    assert np.isnan(estimate.matrix("grid", grid, missing=True)).sum() == 1
    with pytest.raises(EstimateError, match="not a number"):
        estimate.matrix("grid", grid)
    with pytest.raises(EstimateError, match="no observation"):
        estimate.matrix("grid", [[float("nan")]], missing=True)


@pytest.mark.parametrize("level", [0.0, 1.0, 95, float("nan")])
def test_a_level_is_a_share(level):
    with pytest.raises(EstimateError, match="confidence level"):
        estimate.checked_level(level)


def test_quantiles_equal_scipy():
    from scipy import stats

    assert estimate.z_quantile(0.95) == pytest.approx(stats.norm.ppf(0.975), abs=1e-12)
    assert estimate.t_quantile(0.9, 5) == pytest.approx(stats.t.ppf(0.95, 5), abs=1e-12)
    assert estimate.t_p_value(2.3, 7) == pytest.approx(2 * stats.t.sf(2.3, 7), abs=1e-12)


def test_the_package_lists_every_resident_and_nothing_else():
    import re
    from pathlib import Path

    import prony.stats

    listed = set(re.findall(r"^    (\w+\.py) ", prony.stats.__doc__, flags=re.M))
    assert listed == {path.name for path in Path(prony.stats.__file__).parent.glob("[a-z]*.py")} - {"codes.py"}


def test_every_public_function_tells_its_errors_or_says_that_it_has_none():
    import inspect
    import re

    import prony.stats

    for name in prony.stats.__all__:
        public = getattr(prony.stats, name)
        if inspect.isfunction(public):
            assert re.search(r"Raises|\bE8\d\d", public.__doc__ or ""), name
