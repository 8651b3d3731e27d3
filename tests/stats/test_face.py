"""What `prony.stats` offers by name, and what it costs to ask for none of it."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

from prony import stats


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("name", stats.__all__)
def test_every_name_is_there(name: str):
    assert getattr(stats, name).__module__.startswith("prony.stats.")


def test_no_name_is_also_a_modules():
    """Importing the module would put it in the place of what is asked for."""
    assert not {module.name for module in pkgutil.iter_modules(stats.__path__)} & set(stats.__all__)


def test_an_unknown_name_is_an_error_of_the_usual_kind():
    with pytest.raises(AttributeError, match="no attribute 'no_such'"):
        stats.no_such  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'no_such'"):
        from prony.stats import no_such  # noqa: F401


def test_modules_are_still_reached_by_their_names():
    from prony.stats import estimate

    assert estimate.__name__ == "prony.stats.estimate"


@pytest.mark.parametrize("module", ["prony.stats", "prony.boards.leaderboard", "prony.boards.comparison.compare"])
def test_importing_costs_no_numpy_before_something_is_estimated(module: str):
    assert python(f"import sys, {module}; print(sorted({{'numpy', 'scipy'}} & sys.modules.keys()))") == "[]"
