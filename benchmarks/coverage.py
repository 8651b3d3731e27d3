"""Do the intervals keep their word? Nominal 95 % against simulated benches whose truth is known.

Each row simulates one layout many times and asks the public function of `prony.stats`. `covers`: how often the
interval held the truth; `width`: its median width; `none`: how often the function rightly told no interval. `claims`:
how often something was claimed that is not so. `power`: how often the difference was decided that such tasks are said
to show. Limits: intervals 92 to 100 %, cost per correct answer 91 to 100 %, one pair 6.5 %, a whole board, a picked
pair or a run that is looked at 5 %, power 75 to 90 %; what is outside them by more than two standard errors of the
simulation is marked with a `!`.

    python benchmarks/coverage.py [--sims 1500] [--only WORD] [--naive] [--json] [--markdown] [--jobs N]

Layouts are the files of `benchmarks/layouts`, found by name.

--naive: instead, what simpler methods do on such benches.

--markdown: the tables of docs/statistics.md.

--json: coverage_min, coverage_min_cost, coverage_max, false_better_pair, false_better_family, power_min, power_max
(percent), n_layouts, n_beyond (those marked), sims, wall_s.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context

import numpy as np
from layouts import found
from support.layout import COST_INTERVALS, FAMILY, ONE_PAIR, Coverage, FalseClaims, Layout, Power, misses

LAYOUTS: tuple[Layout, ...] = found()
NAIVE = "naive"


@dataclass(frozen=True)
class Row:
    layout: int
    percent: float
    """Coverage, false claims, or power."""
    width: float | None
    none: float
    sims: int

    @property
    def of(self) -> Layout:
        return LAYOUTS[self.layout]

    @property
    def beyond(self) -> bool:
        return misses(self.of, self.percent, self.sims)


def measure(index: int, sims: int) -> Row:
    """Layout `index`, simulated from a seed of its own name, so that other layouts do not move it."""
    layout = LAYOUTS[index]
    rng = np.random.default_rng(zlib.crc32(f"{layout.family}/{layout.name}".encode()))
    times = max(50, int(sims * layout.share))
    if not isinstance(layout, Coverage):
        return Row(index, 100.0 * float(np.mean(list(islice(layout.draw(rng), times)))), None, 0.0, times)
    told = list(islice(layout.draw(rng), times))
    spans = [(truth, lo, hi) for truth, lo, hi in told if lo is not None and hi is not None]
    held = [lo - 1e-12 <= truth <= hi + 1e-12 for truth, lo, hi in spans]
    width = statistics.median(hi - lo for _, lo, hi in spans)
    return Row(index, 100.0 * float(np.mean(held)), width, 100.0 * (1.0 - len(spans) / len(told)), len(spans))


def summary(rows: list[Row]) -> dict[str, float]:
    """The keys that a reader of numbers wants."""
    intervals = [row for row in rows if isinstance(row.of, Coverage)]
    claims = [row for row in rows if isinstance(row.of, FalseClaims)]
    power = [row.percent for row in rows if isinstance(row.of, Power)]
    values = {
        "coverage_min": [row.percent for row in intervals if row.of.limits != COST_INTERVALS],
        "coverage_min_cost": [row.percent for row in intervals if row.of.limits == COST_INTERVALS],
        "coverage_max": [row.percent for row in intervals],
        "false_better_pair": [row.percent for row in claims if row.of.limits[1] == ONE_PAIR],
        "false_better_family": [row.percent for row in claims if row.of.limits[1] == FAMILY],
        "power_min": power,
        "power_max": power,
    }
    worst = {key: (min if "min" in key else max)(some) for key, some in values.items() if some}
    rounded = {key: round(value, 2) for key, value in worst.items()}
    return {**rounded, "n_layouts": len(rows), "n_beyond": sum(row.beyond for row in rows)}


def families(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each family, in the order in which families come first."""
    first = {row.of.family: place for place, row in reversed(list(enumerate(rows)))}
    ordered = sorted(rows, key=lambda row: first[row.of.family])
    for family, some in groupby(ordered, key=lambda row: row.of.family):
        yield family, list(some)


def table(rows: list[Row]) -> None:
    for family, some in families(rows):
        head = some[0].of
        print(f"\n{family:54}{head.heading:>8}" + (f"{'width':>9}{'none':>8}" if isinstance(head, Coverage) else ""))
        for row in some:
            told = f"{'!' if row.beyond else ' '} {row.of.name:52}{row.percent:7.1f}%"
            if row.width is not None:
                told += f"{row.width:9.3f}" + (f"{row.none:7.1f}%" if row.none else "")
            print(told)


def markdown(rows: list[Row]) -> None:
    """The tables of docs/statistics.md, a family in a line."""
    print("| intervals, nominal 95 % | layouts | covers least | most | the least covered |\n|---|---|---|---|---|")
    for family, some in families([row for row in rows if isinstance(row.of, Coverage)]):
        least, most = min(some, key=lambda row: row.percent), max(row.percent for row in some)
        print(f"| {family} | {len(some)} | {least.percent:.1f} % | {most:.1f} % | {least.of.name} |")
    print("\n| claims of what is not so | layouts | false, at most | limit | where |\n|---|---|---|---|---|")
    for family, some in families([row for row in rows if isinstance(row.of, FalseClaims)]):
        most = max(some, key=lambda row: row.percent)
        print(f"| {family} | {len(some)} | {most.percent:.1f} % | {most.of.limits[1]:g} % | {most.of.name} |")
    print("\n| power of what is named, asked for: 80 % | layouts | least | most | limits |\n|---|---|---|---|---|")
    for family, some in families([row for row in rows if isinstance(row.of, Power)]):
        values = [row.percent for row in some]
        low, high = some[0].of.limits
        print(f"| {family} | {len(some)} | {min(values):.1f} % | {max(values):.1f} % | {low:g} to {high:g} % |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sims", type=int, default=1500, help="simulations a layout (default 1500)")
    parser.add_argument("--only", default="", help="only layouts whose family or name holds this word")
    parser.add_argument("--naive", action="store_true", help="what simpler methods do instead")
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--markdown", action="store_true", help="the tables of docs/statistics.md")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (default: one a core)")
    options = parser.parse_args()
    chosen = [
        i
        for i, one in enumerate(LAYOUTS)
        if options.only in f"{one.family}: {one.name}" and options.naive == one.family.startswith(NAIVE)
    ]
    started = time.perf_counter()
    # One BLAS thread a process: the work is many small calls, and the processes share the cores.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        rows = list(pool.map(measure, chosen, [options.sims] * len(chosen)))
    wall_s = time.perf_counter() - started
    numbers = {**summary(rows), "sims": options.sims, "wall_s": round(wall_s)}
    if options.json:
        print(json.dumps(numbers))
        return
    (markdown if options.markdown else table)(rows)
    print(f"\n{len(rows)} layouts, {options.sims} simulations each at most, {wall_s:.0f} s on {options.jobs} processes")
    for key, value in numbers.items():
        print(f"  {key:24}{value:>8g}")


if __name__ == "__main__":
    main()
