"""Where an estimate gets what it knows: the index of earlier runs, the files of models, and engines that answer."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from prony.bench.contestants import leaves_machine
from prony.bench.remaining import Done
from prony.forecast.costs import Prices
from prony.forecast.estimate import estimate, sources_of
from prony.forecast.expected import expect
from prony.forecast.kinship import Kin
from prony.forecast.pools import Pool
from prony.forecast.prediction import Forecast, Past
from prony.forecast.resolving import resolutions
from prony.forecast.sources import Source
from prony.grading.toolchains import missing_toolchains
from prony.journal.index import up_to_date
from prony.journal.past import PastCell, brief_bytes, disk_bytes, past_cells, past_contestants, past_runs
from prony.nouns import RunPlan, Task

ATTEMPTS = 20_000
"""Of the newest runs, as many are read as hold about so many attempts."""
BRIEFS = 24
"""Briefs that are read for one contestant, to learn how its tokenizer counts."""


async def outlook(home: Path, plan: RunPlan, tasks: Mapping[str, Task], done: Done, prices: Prices) -> Forecast:
    """What is left of `plan` will take, as far as the runs under `home` tell.

    Loads and generates nothing; engines are asked by GET only. A home without runs is left as it is.
    """
    past = read_past(home)
    files = {one.fingerprint.artifact.sha256: one.fingerprint for one in past.contestants if one.spec.started}
    known = {sha256: fingerprint for sha256, fingerprint in files.items() if sha256 is not None}
    expected = await asyncio.gather(*(expect(spec, known) for spec in plan.contestants))
    absent = missing_toolchains(tasks.values(), plan.settings.toolchains) if plan.settings.grade else {}
    left = {
        spec.label: [cell for cell in done.todo(spec, plan) if cell.task not in absent] for spec in plan.contestants
    }
    by_label = {one.spec.label: one for one in expected}
    sources = sources_of(by_label, left, tasks, past)
    found = estimate(plan, sources, _filled(home, past, sources), prices, spent_tokens=done.tokens)
    found = msgspec.structs.replace(_told_absent(found, absent), shows=resolutions(plan, tasks))
    here = any(not leaves_machine(one.spec) for one in sources.values())
    return _told_busy(found, os.getloadavg()[0], os.cpu_count() or 1) if here else found


def _told_absent(found: Forecast, absent: Mapping[str, str]) -> Forecast:
    """With a word on the tasks that a run leaves out here, because nothing can grade them."""
    if not absent:
        return found
    why = ", ".join(sorted(set(absent.values())))
    line = f"{', '.join(sorted(absent))}: not run here ({why}; prony doctor tells more)"
    return msgspec.structs.replace(found, assumed=(*found.assumed, line))


def _told_busy(found: Forecast, load: float, cores: int) -> Forecast:
    """With a word on what else this machine does now, where that is much: no earlier run tells how much it matters."""
    if found.seconds is None or load < cores:
        return found
    line = f"nothing else slows this machine, whose load is {load:.0f} on {cores} cores now"
    return msgspec.structs.replace(found, assumed=(*found.assumed, line))


def read_past(home: Path) -> Past:
    """What the index of `home` tells, brought up to date; nothing where nothing was ever run."""
    if not (home / "runs").is_dir():
        return Past()
    with up_to_date(home) as index:
        runs = past_runs(index, ATTEMPTS)
        names = [run.run for run in runs]
        return Past(
            contestants=tuple(past_contestants(index, names)), cells=tuple(past_cells(index, names)), runs=tuple(runs)
        )


def _filled(home: Path, past: Past, sources: Mapping[str, Source]) -> Past:
    """With what only the runs' folders tell: their size, and how long the briefs were that must be compared."""
    runs = {cell.run for source in sources.values() for cell in source.learned_cells()}
    wanted = [cell for source in sources.values() for cell in _to_compare(source)]
    return msgspec.structs.replace(
        past,
        disk={run: disk_bytes(home / "runs" / run) for run in sorted(runs)},
        briefs=brief_bytes(home / "runs", wanted),
    )


def _to_compare(source: Source) -> list[PastCell]:
    """Attempts whose briefs tell how many tokens those of other tasks, or of another tokenizer, will have."""
    cells = [cell for pool in source.pools.values() if not _exact(pool) for cell in pool.cells]
    return list({(cell.contestant, cell.task, cell.digest): cell for cell in cells}.values())[-BRIEFS:]


def _exact(pool: Pool) -> bool:
    return pool.step.same_task and pool.step.kin <= Kin.CHANGED
