"""Which run's attempts count where several runs measured a contestant, what they took the place of, and whether the
contestant changed in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from prony.boards.copies import without_copies
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task
from prony.boards.repetition import Repetition
from prony.boards.scope import Scope
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.outputs import Output, outputs_of
from prony.journal.queries import NEWEST, GradeChoice
from prony.journal.rollup import CellCounts
from prony.plain import clean_line

if TYPE_CHECKING:
    from prony.stats.over_time import Drift

CellsByTask = Mapping[str, CellCounts]


def repetitions(
    index: Index, scope: Scope, everybody: Sequence[Entrant], choice: GradeChoice, level: float
) -> tuple[Repetition, ...]:
    """Every contestant of which several runs of the scope have scored attempts, references apart."""
    several = {one.contestant: one for one in everybody if len(one.runs) > 1 and not one.reference}
    if not several or scope.run is not None:
        return ()
    by_run: dict[str, dict[str, CellsByTask]] = defaultdict(dict)
    for run in scope.run_names:
        for contestant, cells in sorted(queries.counted_of(index, run, scope.suite.digest, choice).cells.items()):
            mine = {task: cell for task, cell in cells.items() if cell.scored} if contestant in several else {}
            if mine:
                by_run[contestant][run] = mine
    # What older grades said of a reply is not in the index, so that copies are told apart by the newest alone.
    outputs: dict[tuple[str, str], list[Output]] = defaultdict(list)
    for output in outputs_of(index, scope.suite.digest, scope.run_names, several) if choice == NEWEST else ():
        outputs[output.contestant, output.run].append(output)
    found = [
        _of(several[contestant], runs, {run: outputs[contestant, run] for run in runs}, level)
        for contestant, runs in by_run.items()
        if len(runs) > 1
    ]
    return _adjusted(found, level)


def _of(
    one: Entrant, runs: Mapping[str, CellsByTask], outputs: Mapping[str, Sequence[Output]], level: float
) -> tuple[Repetition, Drift | None]:
    counting, superseded = _counts(one.cells, runs)
    *earlier, newest = runs
    bare = Repetition(
        contestant=one.contestant, label=one.name, counting=counting, superseded=superseded, newest=newest
    )
    older = next((run for run in reversed(earlier) if runs[run].keys() & runs[newest].keys()), None)
    if older is None:
        return bare, None
    from prony.stats import drift

    before, after = (without_copies(outputs[run], outcomes_by_task(runs[run])) for run in (older, newest))
    result = drift(before, after, level=level)
    found = replace(
        bare,
        older=older,
        change=result.change.value,
        lo=result.change.lo,
        hi=result.change.hi,
        smallest_detectable=result.smallest_detectable,
    )
    return found, result


def _counts(cells: CellsByTask, runs: Mapping[str, CellsByTask]) -> tuple[dict[str, int], dict[str, int]]:
    """Scored attempts of each run that count, and that do not: of one repeat, the newest scored attempt counts."""
    counting: dict[str, int] = dict.fromkeys(runs, 0)
    superseded: dict[str, int] = dict.fromkeys(runs, 0)
    for task in {task for mine in runs.values() for task in mine}:
        left = cells[task].scored if task in cells else 0
        for run in reversed(list(runs)):
            scored = runs[run][task].scored if task in runs[run] else 0
            counted_here = min(left, scored)
            counting[run] += counted_here
            superseded[run] += scored - counted_here
            left -= counted_here
    return {run: n for run, n in counting.items() if n}, {run: n for run, n in superseded.items() if n}


def _adjusted(found: Sequence[tuple[Repetition, Drift | None]], level: float) -> tuple[Repetition, ...]:
    """With p adjusted for looking at all of them, and whether each changed."""
    from prony.stats.multiplicity import holm

    raw = [result.p for _, result in found if result is not None and result.p is not None]
    adjusted = iter(holm(raw) if raw else ())
    return tuple(
        one if result is None or result.p is None else _judged(one, result, next(adjusted), level)
        for one, result in found
    )


def _judged(one: Repetition, result: Drift, p: float, level: float) -> Repetition:
    from prony.stats.claims import drifted
    from prony.stats.over_time import DriftVerdict

    changed = p < 1.0 - level and result.verdict is DriftVerdict.CHANGED
    verdict = DriftVerdict.CHANGED if changed else DriftVerdict.NO_CHANGE_DETECTED
    told = drifted(replace(result, p=p, verdict=verdict), one.label, f"{one.older} and {one.newest}")
    return replace(one, p=p, changed=changed, drift=clean_line(told))
