"""Golden values and small benches that the tests of the statistics share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

DATA = Path(__file__).parent.parent / "data" / "stats"


@pytest.fixture(scope="session")
def golden() -> dict[str, Any]:
    """Reference values of estimators, made with SciPy, statsmodels, scikit-learn and exact arithmetic."""
    return json.loads((DATA / "stats_reference.json").read_text())


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """A published board: 26 contestants x 6 tasks of at most 20 points, with what recomputation found."""
    return json.loads((DATA / "published_six_task_board.json").read_text())


@pytest.fixture(scope="session")
def duels() -> dict[str, Any]:
    """A published archive of 189 judged duels of 9 contestants, its Elo ratings, and what recomputation found."""
    return json.loads((DATA / "published_judged_duels.json").read_text())


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20)
