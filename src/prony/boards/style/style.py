"""Style: how the code that each contestant hands in is written, and two of them on the tasks that both solved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from prony.boards.comparison.opponents import candidates_of, opponents
from prony.boards.doubt import Doubt
from prony.boards.head import LEVEL, SuiteView
from prony.boards.style.measures import MEASURES, StyleMeasure
from prony.boards.style.submissions import Written, written
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.journal.handed import attempts_handed_in
from prony.journal.index import Index
from prony.readable import counted

SOLVED = "solved"
ALL = "all"
EVERY_LANGUAGE = "all"


class StyleSpread(View, frozen=True, kw_only=True):
    """A measure over tasks: the median with its interval (None below 20 tasks), and the quarters."""

    median: float
    lo: float | None
    hi: float | None
    q1: float
    q3: float
    tasks: int


class StyleLine(View, frozen=True, kw_only=True):
    """How one contestant writes. of: `solved` attempts alone, or `all` scored ones. language: `all`, all of them."""

    label: str
    contestant: str
    of: str
    language: str
    tasks: int
    attempts: int
    measures: dict[str, StyleSpread]
    """By name; without those that nothing was measured of."""


class StylePair(View, frozen=True, kw_only=True):
    """A measure of A less that of B: the median over tasks that both solved. p: exact sign test; p_adjusted: for all
    measures (Holm). decided: whether adjusted test and interval both say that they differ."""

    measure: str
    unit: str
    tasks: int
    a: float
    b: float
    difference: float
    lo: float | None
    hi: float | None
    more: int
    """Tasks at which A has more."""
    less: int
    p: float | None
    p_adjusted: float | None
    decided: bool = False


class Style(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.style/1"):
    """How contestants write."""

    lines: tuple[StyleLine, ...] = ()
    pairs: tuple[StylePair, ...] = ()
    """Of the two that were named."""
    a: str | None = None
    b: str | None = None
    common: int | None = None
    """Tasks that both solved and that were measured of both."""
    unmeasured: dict[str, int] = {}
    """Label -> scored attempts that were not measured."""
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def style(
    index: Index, names: Sequence[str] = (), run: str | None = None, suite: str | None = None, grader: str | None = None
) -> Style:
    """How contestants write, or the two that `names` mean.

    Raises JournalError E650, E653, E656 as `gathered`; E654, E655 as `opponents`.
    """
    all_of_it = gathered(index, run, suite, grader)
    chosen = opponents(candidates_of(all_of_it.everybody, all_of_it.tasks), names) if names else []
    wanted = {one.contestant for one in chosen}
    shown = [one for one in all_of_it.everybody if (one.contestant in wanted if wanted else not one.reference)]
    ids = {one.contestant: one.name for one in shown}
    languages = {task: row.language for task, row in all_of_it.tasks.items()}
    scope = all_of_it.scope
    handed = attempts_handed_in(index, scope.name, scope.suite.digest, all_of_it.choice)
    attempts = list(written(index, (one for one in handed if one.contestant in ids), languages))
    doubts = all_of_it.doubts_of(list(ids))
    pairs: tuple[StylePair, ...] = ()
    common = None
    if chosen:
        common, pairs = _pairs(attempts, chosen[0].contestant, chosen[1].contestant, bool(doubts))
    unmeasured = {
        name: sum(one.contestant == who and one.counts is None for one in attempts) for who, name in ids.items()
    }
    lines = [line for who, name in ids.items() for line in _lines_of(who, name, attempts, languages)]
    a, b = (chosen[0].label, chosen[1].label) if chosen else (None, None)
    return Style(
        **all_of_it.head,
        lines=tuple(lines),
        pairs=pairs,
        a=a,
        b=b,
        common=common,
        unmeasured={name: number for name, number in unmeasured.items() if number},
        sentences=tuple(_sentences(lines, pairs, a, b, common, doubts)),
        doubts=doubts,
    )


def _lines_of(who: str, name: str, attempts: Sequence[Written], languages: dict[str, str]) -> Iterable[StyleLine]:
    mine = [one for one in attempts if one.contestant == who and one.counts is not None]
    for of, some in ((SOLVED, [one for one in mine if one.solved]), (ALL, mine)):
        spoken = sorted({languages[one.task] for one in some})
        for language in (EVERY_LANGUAGE, *(spoken if len(spoken) > 1 else ())):
            them = [one for one in some if language in (EVERY_LANGUAGE, languages[one.task])]
            if them:
                yield StyleLine(
                    label=name,
                    contestant=who,
                    of=of,
                    language=language,
                    tasks=len({one.task for one in them}),
                    attempts=len(them),
                    measures={m.name: spread for m in MEASURES if (spread := _spread(_by_task(them, m))) is not None},
                )


def _by_task(attempts: Iterable[Written], measure: StyleMeasure) -> dict[str, float]:
    """Task -> the mean over its attempts."""
    found: dict[str, list[float]] = defaultdict(list)
    for one in attempts:
        if one.counts is not None and (value := measure.of(one.counts)) is not None:
            found[one.task].append(value)
    return {task: sum(some) / len(some) for task, some in found.items()}


def _spread(by_task: dict[str, float]) -> StyleSpread | None:
    if not by_task:
        return None
    import numpy as np

    from prony.stats.medians import median_over_tasks

    values = list(by_task.values())
    found = median_over_tasks(values, level=LEVEL)
    q1, q3 = (float(one) for one in np.quantile(values, (0.25, 0.75)))
    return StyleSpread(median=float(np.median(values)), lo=found.lo, hi=found.hi, q1=q1, q3=q3, tasks=len(values))


def _pairs(attempts: Sequence[Written], a: str, b: str, doubted: bool) -> tuple[int, tuple[StylePair, ...]]:
    """How many tasks both solved, and each measure on them."""
    from msgspec.structs import replace

    from prony.stats.multiplicity import holm

    solved = [one for one in attempts if one.solved and one.counts is not None]
    both = {one.task for one in solved if one.contestant == a} & {one.task for one in solved if one.contestant == b}
    found = []
    for measure in MEASURES:
        of_a, of_b = (
            _by_task([one for one in solved if one.contestant == who and one.task in both], measure) for who in (a, b)
        )
        if tasks := sorted(of_a.keys() & of_b.keys()):
            found.append(_pair(measure, [of_a[task] for task in tasks], [of_b[task] for task in tasks]))
    tested = [one.p for one in found if one.p is not None]
    adjusted = iter(holm(tested) if tested else ())
    told = []
    for one in found:
        p = next(adjusted) if one.p is not None else None
        apart = p is not None and p < 1.0 - LEVEL and one.lo is not None and one.hi is not None
        decided = apart and not doubted and (one.lo or 0.0) * (one.hi or 0.0) > 0.0
        told.append(replace(one, p_adjusted=p, decided=decided))
    return len(both), tuple(told)


def _pair(measure: StyleMeasure, of_a: Sequence[float], of_b: Sequence[float]) -> StylePair:
    from scipy import stats

    from prony.stats.medians import median_over_tasks

    gaps = [x - y for x, y in zip(of_a, of_b, strict=True)]
    gaps = [0.0 if abs(gap) < 1e-12 else gap for gap in gaps]
    middle = median_over_tasks(gaps, level=LEVEL)
    more, less = sum(gap > 0.0 for gap in gaps), sum(gap < 0.0 for gap in gaps)
    return StylePair(
        measure=measure.name,
        unit=measure.unit,
        tasks=len(gaps),
        a=median_over_tasks(of_a).value or 0.0,
        b=median_over_tasks(of_b).value or 0.0,
        difference=middle.value or 0.0,
        lo=middle.lo,
        hi=middle.hi,
        more=more,
        less=less,
        p=float(stats.binomtest(more, more + less).pvalue) if more + less else 1.0,
        p_adjusted=None,
    )


def _sentences(
    lines: Sequence[StyleLine],
    pairs: Sequence[StylePair],
    a: str | None,
    b: str | None,
    common: int | None,
    doubts: Sequence[Doubt],
) -> Iterable[str]:
    if struck := not_to_be_read(doubts):
        yield struck
        return
    told = _told(lines, pairs, a, b, common)
    yield so_far(told, doubts) if doubts else told


def _told(
    lines: Sequence[StyleLine], pairs: Sequence[StylePair], a: str | None, b: str | None, common: int | None
) -> str:
    if not lines:
        return "no code that was handed in could be measured"
    if a is None:
        return (
            "medians over each model's own tasks: two models are compared by prony style A B, on tasks that both solved"
        )
    if not common:
        return f"{a} and {b} have no task that both solved and whose code could be measured"
    on = f"on the {counted(common, 'task')} that both solved"
    least = min(one.tasks for one in pairs)
    if all(one.lo is None for one in pairs):
        return f"{on}, which are too few for an interval, nothing is decided of how {a} and {b} differ"
    names = {measure.name: measure.header.removesuffix(" %") for measure in MEASURES}
    decided = [f"{'more' if one.difference > 0 else 'less'} {names[one.measure]}" for one in pairs if one.decided]
    if not decided:
        return f"{on}, no difference in style between {a} and {b} is decided ({least} or more tasks a measure)"
    return f"{on}, {a} at the median task against {b}: {', '.join(decided)}; other differences are not decided"
