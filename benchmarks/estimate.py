"""Whether estimates hold: how often the truth of a run lies in the 95 % interval that earlier runs give.

Worlds are made up: tasks differ in length, replies to one task differ, a machine is faster today than it was. The first
run of each world is what the estimate learns from, its second run is the truth. coverage_*: the share of worlds whose
seconds lie within; width_*: the median of upper bound / lower bound. estimate_ms: CPU of one estimate of 164 tasks.

    python benchmarks/estimate.py [--json] [--worlds N]
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import random
import statistics
import sys
import time
from pathlib import Path

from prony.forecast.costs import Prices
from prony.forecast.estimate import Past, estimate, sources_of
from prony.forecast.kinship import Expected
from prony.journal.past import PastCell, PastContestant
from prony.nouns import Sampling, Task

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "support")]
made = importlib.import_module("past_runs")

TASK_SD, REPEAT_SD, DRIFT_SD, MODEL_SD = 0.8, 0.35, 0.2, 0.4
"""Of the worlds, as deviations of logarithms: tasks, replies to one task, the machine's speed, models of one size."""


class World:
    """One machine, its tasks and its models: everything that an estimate does not know."""

    def __init__(self, seed: int, names: str) -> None:
        self.dice = random.Random(seed)
        self.tasks = made.tasks(*names)
        self.length = {name: self.dice.lognormvariate(5.0, TASK_SD) for name in self.tasks}
        self.wordy: dict[str, float] = {}
        self.fast: dict[str, float] = {}

    def run(self, of: Expected, run: str, tasks: dict[str, Task], repeats: int = 1) -> list[PastCell]:
        """What one contestant's attempts cost today."""
        label, speed = of.spec.label, self.dice.lognormvariate(0, DRIFT_SD)
        wordy = self.wordy.setdefault(label, self.dice.lognormvariate(0, MODEL_SD))
        fast = self.fast.setdefault(label, self.dice.lognormvariate(0, MODEL_SD))
        size = (of.artifact.size_bytes or 1) / 1e9
        past, cells = made.contestant(of, run), []
        for task in tasks.values():
            for repeat in range(repeats):
                length = self.length[task.id] * wordy * self.dice.lognormvariate(0, REPEAT_SD)
                tokens = max(1, min(1024, round(length)))
                decode = tokens / 20 * size * fast * speed * self.dice.lognormvariate(0, 0.1)
                cells.append(
                    made.cell(
                        past,
                        task,
                        repeat=repeat,
                        completion_tokens=tokens,
                        prefill_s=size * speed,
                        decode_s=decode,
                        wall_s=size * speed + decode,
                        grade_s=0.0,
                    )
                )
        return cells


def sampled(label: str, size_bytes: int = 10**9) -> Expected:
    return made.expected(made.spec(label, sampling=Sampling(temperature=0.8)), size_bytes=size_bytes)


MINE, NEAR, FAR = sampled("mine"), sampled("near", 7 * 10**8), sampled("far", 6 * 10**9)
KNOWN, NEW = "abcdefghijkl", "mnopqrstuvwx"
SETTINGS: dict[str, tuple[Expected, str, int]] = {
    "same": (MINE, KNOWN, 1),
    "same_three_runs": (MINE, KNOWN, 3),
    "other_tasks": (MINE, NEW, 1),
    "size_class": (NEAR, KNOWN, 1),
    "other_model": (FAR, KNOWN, 1),
}
"""Name -> whose runs there are, at which tasks, how many; the plan is MINE's at KNOWN."""


def once(seed: int, of: Expected, names: str, runs: int) -> tuple[float, float, float]:
    """(lower bound, truth, upper bound) of the seconds in one world."""
    world = World(seed, KNOWN + NEW)
    before = {name: task for name, task in world.tasks.items() if task.name in names}
    cells = [cell for n in range(runs) for cell in world.run(of, f"r{n}", before)]
    contestants: tuple[PastContestant, ...] = tuple(made.contestant(of, f"r{n}") for n in range(runs))
    past = Past(contestants=contestants, cells=tuple(cells), runs=(made.past_run(span_s=0),))
    planned = {name: task for name, task in world.tasks.items() if task.name in KNOWN}
    truth = sum(cell.wall_s for cell in world.run(MINE, "now", planned)) + 1.0
    sources = sources_of({"mine": MINE}, {"mine": made.cells(MINE.spec, planned)}, planned, past)
    found = estimate(made.plan(MINE.spec), sources, past, Prices(), seed=seed, plays=1000).seconds
    assert found is not None
    return found.low, truth, found.high


def estimate_ms() -> float:
    """CPU of an estimate of 164 tasks from as many attempts; the least of 3."""
    tasks = made.tasks(*(f"t{n}" for n in range(164)))
    one = made.contestant(MINE)
    past = Past(
        contestants=(one,), cells=tuple(made.cell(one, task) for task in tasks.values()), runs=(made.past_run(),)
    )
    spent = []
    for _ in range(3):
        begun = time.process_time()
        sources = sources_of({"mine": MINE}, {"mine": made.cells(MINE.spec, tasks)}, tasks, past)
        estimate(made.plan(MINE.spec), sources, past, Prices())
        spent.append(1000 * (time.process_time() - begun))
    return min(spent)


def measure(worlds: int) -> dict[str, float]:
    told: dict[str, float] = {}
    for name, (of, names, runs) in SETTINGS.items():
        found = [once(seed, of, names, runs) for seed in range(worlds)]
        told[f"coverage_{name}"] = sum(low <= truth <= high for low, truth, high in found) / worlds
        told[f"width_{name}"] = statistics.median(high / low for low, _, high in found)
    return told | {"coverage_error": 1.96 * math.sqrt(0.95 * 0.05 / worlds), "estimate_ms": estimate_ms()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--worlds", type=int, default=400)
    asked = parser.parse_args()
    told = {name: round(value, 3) for name, value in measure(asked.worlds).items()}
    if asked.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<28} {value:>10.3f}")


if __name__ == "__main__":
    main()
