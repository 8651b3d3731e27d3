"""The memorisation gap: one contestant on a suite less the same on a variant of it, paired by problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING

from msgspec.structs import replace

from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task
from prony.boards.validity.gathered import Gathered
from prony.boards.validity.validity import bearing_on, not_to_be_read, so_far
from prony.boards.view import View
from prony.phrases import signed, unsigned
from prony.plain import clean_line
from prony.readable import counted, percent

if TYPE_CHECKING:
    from prony.stats import Comparison

STRUCK, NOTHING_COMMON = "not_to_be_read", "no_common_tasks"


class MemoryGap(View, frozen=True, kw_only=True):
    """A contestant on the suite less on the variant, in shares, on common tasks. state: `decided`, `not_decided`,
    `too_few_tasks`, `no_common_tasks`, or `not_to_be_read`."""

    contestant: str
    label: str
    suite_share: float | None = None
    variant_share: float | None = None
    difference: float | None = None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    tasks: int = 0
    problems: int = 0
    state: str
    sentence: str


class MemoryTable(View, frozen=True, kw_only=True):
    """Everybody who ran a suite and one of its variants. level: of each interval, so that all hold at once."""

    suite: str
    variant: str
    seed: int
    common: int
    """Tasks of both, by name."""
    level: float
    gaps: tuple[MemoryGap, ...]


def memory_table(original: Gathered, variant: Gathered, level: float) -> MemoryTable:
    """The gaps of all contestants that ran both."""
    theirs = variant.by_id
    both = [
        (one, theirs[one.contestant])
        for one in original.everybody
        if one.contestant in theirs and not one.reference and one.cells and theirs[one.contestant].cells
    ]
    common = {_bare(task) for task in original.tasks} & {_bare(task) for task in variant.tasks}
    pair = _Pair(
        names=(original.scope.suite.suite, variant.scope.suite.suite),
        problems={_bare(task): row.problem or _bare(task) for task, row in original.tasks.items()},
        common=common,
        level=1.0 - (1.0 - level) / max(1, len(both)),
        several=len(both),
    )
    gaps = []
    for one, other in both:
        doubts = [*original.doubts_of([one.contestant]), *bearing_on(variant.doubts, [one.contestant])]
        struck = not_to_be_read(doubts) or (so_far("no gap is told while tasks come in", doubts) if doubts else "")
        gaps.append(pair.gap(one, other, struck))
    return MemoryTable(
        suite=pair.names[0],
        variant=pair.names[1],
        seed=variant.scope.suite.variant,
        common=len(common),
        level=pair.level,
        gaps=tuple(gaps),
    )


def _bare(task: str) -> str:
    return task.rpartition("/")[2]


class _Pair(View, frozen=True, kw_only=True):
    """A suite and its variant. problems: name of a task -> its problem. several: contestants that ran both."""

    names: tuple[str, str]
    problems: Mapping[str, str]
    common: set[str]
    level: float
    several: int

    def gap(self, one: Entrant, other: Entrant, struck: str) -> MemoryGap:
        """The gap of one contestant, which is `one` in the suite and `other` in the variant."""
        from prony.stats import compare

        label, mine, its = clean_line(one.name), self._by_name(one), self._by_name(other)
        if struck or not mine or not its:
            state = STRUCK if struck else NOTHING_COMMON
            why = struck or "no task of both has a scored attempt"
            return MemoryGap(contestant=one.contestant, label=one.name, state=state, sentence=f"{label}: {why}")
        of_task = {name: self.problems[name] for name in mine.keys() | its.keys()}
        groups = of_task if len(set(of_task.values())) < len(of_task) else None
        found = compare(mine, its, groups=groups, level=self.level)
        tested = found.p is not None
        told = MemoryGap(
            contestant=one.contestant,
            label=one.name,
            suite_share=found.a_value,
            variant_share=found.b_value,
            difference=found.difference.value,
            lo=found.difference.lo if tested else None,
            hi=found.difference.hi if tested else None,
            p=found.p,
            tasks=found.n_common,
            problems=len({of_task[name] for name in mine.keys() & its.keys()}),
            state="decided" if found.decided else "not_decided" if tested else "too_few_tasks",
            sentence="",
        )
        return replace(told, sentence=f"{label}: {self._said(told, found)}")

    def _by_name(self, entrant: Entrant) -> dict[str, Sequence[float]]:
        samples = outcomes_by_task(entrant.cells)
        return {name: samples[task] for task in samples if (name := _bare(task)) in self.common}

    def _said(self, told: MemoryGap, found: Comparison) -> str:
        suite, variant = map(clean_line, self.names)
        if told.difference is None or told.lo is None or told.hi is None:
            return f"too few problems of both {suite} and {variant}: {told.problems}, at least 6 needed"
        every = f" for all {self.several} at once" if self.several > 1 else ""
        level = percent(1.0 - self.several * (1.0 - self.level), 0)
        reach = f"{level} %{every} {signed(told.lo, ROUND_FLOOR)} to {signed(told.hi, ROUND_CEILING)}"
        tasks = counted(told.problems, "problem")
        if not found.decided:
            return (
                f"no gap between {suite} and {variant} is decided: {signed(told.difference)} points, {reach}, {tasks}"
            )
        better, worse = (suite, variant) if told.difference > 0 else (variant, suite)
        return f"{unsigned(abs(told.difference))} better on {better} than on {worse}, {reach}, {tasks}"
