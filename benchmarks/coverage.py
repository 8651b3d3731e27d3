"""Do the intervals keep their word? Nominal 95 % against simulated benches whose truth is known.

Each row simulates one layout many times and asks the public function of `prony.stats`. `covers`: how often the
interval held the truth; `width`: its median width; `none`: how often the function rightly told no interval. `claims`:
how often a contestant was called better that is not. `power`: how often the difference was decided that such tasks
are said to show. Limits: intervals 92 to 100 %, cost per correct answer 91 to 100 %, one pair 6.5 %, a whole board, a
picked pair or a run that is looked at 5 %, power 75 to 90 %; the noise of simulation comes on top (half a point).

    python benchmarks/coverage.py [--sims 1500] [--only WORD] [--naive] [--json]

--naive: instead, what simpler methods do on such benches.

--json: coverage_min, coverage_min_cost, coverage_max, false_better_pair, false_better_family, power_min, power_max
(percent), n_layouts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

import numpy as np
from support.layouts import Coverage, FalseClaims, Layout, Power

from support import (
    layouts_boards,
    layouts_cost,
    layouts_judges,
    layouts_naive,
    layouts_pairs,
    layouts_power,
    layouts_rates,
    layouts_self,
)

LAYOUTS: tuple[Layout, ...] = (
    *layouts_rates.LAYOUTS,
    *layouts_pairs.LAYOUTS,
    *layouts_power.LAYOUTS,
    *layouts_cost.LAYOUTS,
    *layouts_self.LAYOUTS,
    *layouts_boards.LAYOUTS,
    *layouts_judges.LAYOUTS,
    *layouts_naive.LAYOUTS,
)
HEADER = {FalseClaims: "claims", Power: "power"}
COST_FAMILIES = ("cost per correct", "cost ratio")


@dataclass(frozen=True)
class Row:
    layout: int
    percent: float
    """Coverage, or false claims."""
    width: float | None
    none: float
    sims: int


def measure(index: int, sims: int) -> Row:
    """Layout `index`, simulated from a seed of its own name, so that other layouts do not move it."""
    layout = LAYOUTS[index]
    rng = np.random.default_rng(zlib.crc32(f"{layout.family}/{layout.name}".encode()))
    times = max(50, int(sims * layout.share))
    if isinstance(layout, FalseClaims | Power):
        return Row(index, 100.0 * float(np.mean(list(islice(layout.draw(rng), times)))), None, 0.0, times)
    told = list(islice(layout.draw(rng), times))
    spans = [(truth, lo, hi) for truth, lo, hi in told if lo is not None and hi is not None]
    held = [lo - 1e-12 <= truth <= hi + 1e-12 for truth, lo, hi in spans]
    width = statistics.median(hi - lo for _, lo, hi in spans)
    return Row(index, 100.0 * float(np.mean(held)), width, 100.0 * (1.0 - len(spans) / len(told)), len(spans))


def summary(rows: list[Row]) -> dict[str, float]:
    """The keys that a reader of numbers wants."""
    intervals = [(LAYOUTS[row.layout].family, row.percent) for row in rows if row.width is not None]
    claims = [(LAYOUTS[row.layout], row.percent) for row in rows if row.width is None]
    power = [percent for layout, percent in claims if isinstance(layout, Power)]
    found = {
        "coverage_min": [p for family, p in intervals if family not in COST_FAMILIES],
        "coverage_min_cost": [p for family, p in intervals if family in COST_FAMILIES],
        "coverage_max": [p for _, p in intervals],
        "false_better_pair": [p for layout, p in claims if isinstance(layout, FalseClaims) and not layout.whole],
        "false_better_family": [p for layout, p in claims if isinstance(layout, FalseClaims) and layout.whole],
        "power_min": power,
        "power_max": power,
    }
    worst = {key: (min if "min" in key else max)(values) for key, values in found.items() if values}
    return {**{key: round(value, 2) for key, value in worst.items()}, "n_layouts": len(rows)}


def table(rows: list[Row]) -> None:
    family = ""
    for row in rows:
        layout = LAYOUTS[row.layout]
        if layout.family != family:
            family = layout.family
            print(
                f"\n{family:44}"
                + (
                    f"{'covers':>8}{'width':>9}{'none':>8}"
                    if isinstance(layout, Coverage)
                    else f"{HEADER[type(layout)]:>8}"
                )
            )
        told = f"  {layout.name:42}{row.percent:7.1f}%"
        if row.width is not None:
            told += f"{row.width:9.3f}" + (f"{row.none:7.1f}%" if row.none else "")
        print(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sims", type=int, default=1500, help="simulations a layout (default 1500)")
    parser.add_argument("--only", default="", help="only layouts whose family or name holds this word")
    parser.add_argument("--naive", action="store_true", help="what simpler methods do instead")
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    options = parser.parse_args()
    chosen = [
        i
        for i, one in enumerate(LAYOUTS)
        if options.only in f"{one.family}: {one.name}" and options.naive == one.family.startswith("naive")
    ]
    started = time.perf_counter()
    # One BLAS thread a process: the work is many small calls, and the processes share the cores.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        rows = list(pool.map(measure, chosen, [options.sims] * len(chosen)))
    found = summary(rows)
    if options.json:
        print(json.dumps(found))
        return
    table(rows)
    print(f"\n{len(rows)} layouts, {options.sims} simulations each at most, {time.perf_counter() - started:.0f} s")
    for key, value in found.items():
        print(f"  {key:24}{value:>8g}")


if __name__ == "__main__":
    main()
