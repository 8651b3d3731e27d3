"""How long the statistics take: judged duels by the million, rank sets of 300 contestants, one comparison.

    bt_fit_s               Bradley-Terry on 1,000,000 battles of 300 contestants over 1,000 prompts: from arrays of
                           battles to ratings with intervals clustered by prompt
    bt_fit_s_arena_rank    the same battles to ratings with (unclustered) intervals by arena-rank, warm; null where it
                           is not installed
    rank_sets_s_300        simultaneous rank sets of those 300 contestants, 4,000 draws
    board_rank_sets_s_300  rank sets of 300 contestants on 200 tasks tried twice (Tukey)
    paired_ms              one comparison of two contestants on 200 tasks tried four times

`--json` prints one flat object. Each number is the median of `--repeats` runs in one process with one BLAS thread: on
busy cores several spin against each other and take ten times as long.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})

import numpy as np

from prony.stats import battles, compare, duel_rank_sets, fit_bradley_terry, rank_sets, ratings
from prony.stats.grid import Grid

BATTLES, CONTESTANTS, PROMPTS, TASKS = 1_000_000, 300, 1_000, 200


def median_s(call: Callable[[], Any], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def duels(rng: np.random.Generator) -> dict[str, Any]:
    """Battles of contestants whose strengths have a standard deviation of 1 logit, a tenth of them ties."""
    strength = rng.normal(0.0, 1.0, CONTESTANTS)
    left = rng.integers(0, CONTESTANTS, BATTLES)
    right = (left + rng.integers(1, CONTESTANTS, BATTLES)) % CONTESTANTS
    won = rng.random(BATTLES) < 1.0 / (1.0 + np.exp(strength[right] - strength[left]))
    scores = np.where(rng.random(BATTLES) < 0.1, 0.5, won.astype(float))
    names = [f"c{i:03d}" for i in range(CONTESTANTS)]
    return {
        "left": left,
        "right": right,
        "scores": scores,
        "prompts": rng.integers(0, PROMPTS, BATTLES),
        "names": names,
    }


def fitted(fought: dict[str, Any]) -> Any:
    return fit_bradley_terry(battles(**fought))


def board(rng: np.random.Generator) -> Grid:
    skill, ease = rng.normal(0.0, 1.0, (CONTESTANTS, 1)), rng.normal(0.0, 1.5, TASKS)
    means = rng.binomial(2, 1.0 / (1.0 + np.exp(-(skill + ease)))) / 2
    names = tuple(f"c{i:03d}" for i in range(CONTESTANTS))
    tasks = tuple(f"t{i:03d}" for i in range(TASKS))
    return Grid(names, tasks, means, np.full(means.shape, 2), np.where(means == 0.5, 0.5, 0.0))


def arena_rank(fought: dict[str, Any], repeats: int) -> float | None:
    """The same battles through arena-rank, after one run that compiles."""
    if importlib.util.find_spec("arena_rank") is None:
        return None
    import pandas as pd
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    names = np.array(fought["names"])
    winner = np.select([fought["scores"] == 1.0, fought["scores"] == 0.0], ["model_a", "model_b"], "tie")
    frame = pd.DataFrame({"model_a": names[fought["left"]], "model_b": names[fought["right"]], "winner": winner})

    def once() -> None:
        data = PairDataset.from_pandas(frame)
        BradleyTerry(n_competitors=CONTESTANTS).compute_ratings_and_cis(data)

    once()
    return median_s(once, max(1, repeats // 2))


def measure(repeats: int) -> dict[str, float | None]:
    rng = np.random.default_rng(1)
    fought, scores = duels(rng), board(rng)
    fit = fitted(fought)
    rank_sets(scores)
    one, other = ({f"t{j}": rng.integers(0, 2, 4).tolist() for j in range(TASKS)} for _ in range(2))
    compare(one, other)
    return {
        "bt_fit_s": median_s(lambda: ratings(fitted(fought)), repeats),
        "bt_fit_s_arena_rank": arena_rank(fought, repeats),
        "rank_sets_s_300": median_s(lambda: duel_rank_sets(fit), repeats),
        "board_rank_sets_s_300": median_s(lambda: rank_sets(scores), repeats),
        "paired_ms": 1e3 * median_s(lambda: compare(one, other), repeats),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object")
    parser.add_argument("--repeats", type=int, default=5)
    given = parser.parse_args()
    found = measure(given.repeats)
    if given.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:<24}{'null: arena-rank is not installed' if value is None else f'{value:.4g}'}")


if __name__ == "__main__":
    main()
