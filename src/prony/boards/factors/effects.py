"""The effect of one value of an axis against another, task by task, over all pairs that differ in that alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from prony.boards.comparison.slices import alphas_of
from prony.boards.estimates import outcomes_by_task, scores_by_task
from prony.boards.factors.axis_pairs import AxisPair, rank_of
from prony.boards.view import View
from prony.journal.rollup import CellCounts
from prony.phrases import PairedGap, chance, points, shows
from prony.readable import counted
from prony.stats.claims import LIMITS, at_the_limit, leads, too_few, undecided

if TYPE_CHECKING:
    from prony.stats.estimate import Floats, Indices
    from prony.stats.samples import Samples

Sides: TypeAlias = "Sequence[tuple[Samples, Samples]]"
"""What each of two did at the tasks that both tried, of several twos: the high one first."""
LEVEL = 0.95
MOST_PAIRS = 8
"""Pairs of models up to which every two are held against each other."""
LEAST_TASKS = 6
"""Tasks below which no test of a paired effect can decide."""


class PairedEffect(View, frozen=True, kw_only=True):
    """An effect in shares: the mean of `high` less `low`, with its interval. measure: `solved` or `score`.

    lo, hi: with those of all contrasts of this axis and measure, the interval holds at once. p_adjusted: by Holm over
    the same. decided: `high_better`, `low_better`, or nothing.
    """

    measure: str
    difference: float | None = None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    decided: str = ""
    extreme: str = ""
    """`saturated` or `floor`, where both values solve every task in every pair, or none."""
    tasks: int = 0
    resolution: float | None = None
    """The least true effect that these tasks would decide 4 times of 5, as one of all contrasts (Bonferroni)."""
    sentence: str = ""


class EffectOnPair(View, frozen=True, kw_only=True):
    """Two models that differ in the axis alone: `high` less `low`. wall_ratio, tokens_ratio: of their medians of an
    attempt's seconds and of their tokens out, without an interval."""

    low: str
    high: str
    low_contestant: str
    high_contestant: str
    difference: float | None = None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    tasks: int = 0
    wall_ratio: float | None = None
    tokens_ratio: float | None = None


class Interaction(View, frozen=True, kw_only=True):
    """Whether the effect is the same for all pairs. found: two pairs whose effects are decidedly different; p: the
    least adjusted one (Holm over all two pairs); None where fewer than two pairs have six tasks in common."""

    p: float | None = None
    found: bool = False
    one: str = ""
    other: str = ""
    sentence: str = ""


class Contrast(View, frozen=True, kw_only=True):
    """One value of the axis against another, over all pairs that allow it."""

    low: str
    high: str
    effects: tuple[PairedEffect, ...]
    pairs: tuple[EffectOnPair, ...]
    interaction: Interaction


def contrasts_of(pairs: Sequence[AxisPair], axis: str) -> tuple[Contrast, ...]:
    """The effect between every two values that some pair has, with one error rate for all of them."""
    of_values: dict[tuple[str, str], list[AxisPair]] = defaultdict(list)
    for pair in pairs:
        of_values[pair.low.value(axis), pair.high.value(axis)].append(pair)
    rank = rank_of({value for values in of_values for value in values})
    found, samples = [], []
    for (low, high), some in sorted(of_values.items(), key=lambda item: [rank[value] for value in item[0]]):
        sides = [_sides(pair, outcomes_by_task) for pair in some]
        scored = [_sides(pair, scores_by_task) for pair in some]
        measures = {"solved": sides} | ({"score": scored} if _partial_credit(sides, scored) else {})
        samples.append(measures)
        found.append(
            Contrast(
                low=low,
                high=high,
                effects=tuple(_effect(measure, mine) for measure, mine in measures.items()),
                pairs=tuple(_on_pair(pair, side) for pair, side in zip(some, sides, strict=True)),
                interaction=_interaction(some, list(measures.values()), len(of_values)),
            )
        )
    return _decided(found, samples, axis)


def _sides(pair: AxisPair, read: Callable[[Mapping[str, CellCounts]], Samples]) -> tuple[Samples, Samples]:
    """What each of the two did at the tasks that both tried: the high one first."""
    high, low = read(pair.high.entrant.cells), read(pair.low.entrant.cells)
    common = high.ids if high.ids == low.ids else sorted(high.keys() & low.keys())
    return high.only(common), low.only(common)


def _partial_credit(solved: Sides, scored: Sides) -> bool:
    """Whether scores say anything that outcomes do not, in whatever order repeats came."""
    return not all(
        score.alike(outcome)
        for scores, outcomes in zip(scored, solved, strict=True)
        for score, outcome in zip(scores, outcomes, strict=True)
    )


def _effect(measure: str, sides: Sides, level: float = LEVEL) -> PairedEffect:
    """The mean effect over pairs, task by task: a pair's mean at a task counts as one attempt there."""
    from prony.stats import compare

    if not any(high.ids for high, _ in sides):
        return PairedEffect(measure=measure)
    high, low = sides[0] if len(sides) == 1 else (_means_of([side[which] for side in sides]) for which in (0, 1))
    found = compare(high, low, level=level)
    return PairedEffect(
        measure=measure,
        difference=found.difference.value,
        lo=found.difference.lo,
        hi=found.difference.hi,
        p=found.p,
        decided={"a_better": "high_better", "b_better": "low_better"}.get(found.decision.value, ""),
        extreme=found.decision.value if found.decision.value in LIMITS else "",
        tasks=found.n_common,
        resolution=found.resolution,
    )


def _means_of(some: Sequence[Samples]) -> Samples:
    """Task -> the mean of each of these that tried it, as if that were one attempt."""
    import numpy as np

    from prony.stats.samples import Samples

    ids, places = _united([one.ids for one in some])
    index = np.concatenate(places)
    means = np.concatenate([_share(one) for one in some])
    count = np.bincount(index, minlength=len(ids)).astype(np.int64)
    return Samples.of_scores(ids, count, means[np.argsort(index, kind="stable")])


def _united(some: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], list[Indices]]:
    """All of these tasks, sorted, and where those of each stand among them."""
    import numpy as np

    if all(ids == some[0] for ids in some):
        return some[0], [np.arange(len(some[0]))] * len(some)
    united = tuple(sorted({task for ids in some for task in ids}))
    place = {task: at for at, task in enumerate(united)}
    return united, [np.array([place[task] for task in ids], dtype=np.intp) for ids in some]


def _share(samples: Samples) -> Floats:
    """The mean of each task."""
    return samples.total / samples.count


def _on_pair(pair: AxisPair, sides: tuple[Samples, Samples]) -> EffectOnPair:
    effect = _effect("solved", [sides])
    measures = [model.entrant.tally.measures for model in pair]
    return EffectOnPair(
        low=pair.low.entrant.name,
        high=pair.high.entrant.name,
        low_contestant=pair.low.entrant.contestant,
        high_contestant=pair.high.entrant.contestant,
        difference=effect.difference,
        lo=effect.lo,
        hi=effect.hi,
        p=effect.p,
        tasks=effect.tasks,
        wall_ratio=_ratio(measures[1].get("wall_p50_s"), measures[0].get("wall_p50_s")),
        tokens_ratio=_ratio(measures[1].get("completion_tokens"), measures[0].get("completion_tokens")),
    )


def _interaction(pairs: Sequence[AxisPair], measures: Sequence[Sides], contrasts: int) -> Interaction:
    """Whether two pairs differ in their effects, by any measure, by the test of a difference between differences. Of
    more than `MOST_PAIRS`, each is held against the mean of the others."""
    from prony.stats.multiplicity import holm

    names = [f"{pair.low.entrant.name} and {pair.high.entrant.name}" for pair in pairs]
    tested = [test for sides in measures for test in _contradictions(sides, names)]
    if not tested:
        return Interaction()
    # Every contrast of the axis is looked through for one.
    adjusted = [min(1.0, p * contrasts) for p in holm([p for _, _, p, _ in tested])]
    least = min(range(len(tested)), key=lambda number: (adjusted[number], -tested[number][3]))
    one, other, _, _ = tested[least]
    found = adjusted[least] < 1.0 - LEVEL
    told = f"the effect is not the same for {one} as for {other} ({chance(adjusted[least])}, Holm)"
    return Interaction(
        p=adjusted[least],
        found=found,
        one=one,
        other=other,
        sentence=f"{told}: the mean over pairs speaks for neither" if found else "",
    )


def _contradictions(sides: Sides, names: Sequence[str]) -> list[tuple[str, str, float, float]]:
    """Two pairs, or a pair and all others; the p of their effects being alike, and by how much they differ."""
    import numpy as np

    from prony.stats.signflip import sign_flips

    ids, places = _united([high.ids for high, _ in sides])
    # One row for each pair, one column for each task, NaN where the pair has none.
    effects = np.full((len(sides), len(ids)), np.nan)
    for row, at, (high, low) in zip(effects, places, sides, strict=True):
        row[at] = _share(high) - _share(low)
    if len(sides) <= MOST_PAIRS:
        twos = list(combinations(range(len(sides)), 2))
        gaps = [effects[one] - effects[other] for one, other in twos]
        against, unit = [(names[one], names[other]) for one, other in twos], _unit(sides)
    else:
        gaps = list(effects - _means_of_others(effects))
        against, unit = [(name, "the others") for name in names], 0
    known = [gap[~np.isnan(gap)] for gap in gaps]
    enough = [at for at, gap in enumerate(known) if gap.size >= LEAST_TASKS]
    tests = sign_flips([known[at] for at in enough], unit=unit)
    return [(*against[at], test.full, abs(float(known[at].mean()))) for at, test in zip(enough, tests, strict=True)]


def _unit(sides: Sides) -> int:
    """What makes all effects whole; 0 where some attempt got partial credit."""
    if not all(samples.whole.all() for side in sides for samples in side):
        return 0
    return lcm(*{count for side in sides for samples in side for count in set(samples.count.tolist())})


def _means_of_others(effects: Floats) -> Floats:
    """The mean effect at each task over all pairs but one, for each pair."""
    import numpy as np

    known = ~np.isnan(effects)
    values = np.where(known, effects, 0.0)
    others = known.sum(axis=0) - known
    means: Floats = np.where(others > 0, values.sum(axis=0) - values, np.nan) / np.maximum(others, 1)
    return means


def _decided(contrasts: Sequence[Contrast], samples: Sequence[Mapping[str, Sides]], axis: str) -> tuple[Contrast, ...]:
    """With p values and intervals for all contrasts at once, what is decided, and its sentence."""
    from prony.stats.multiplicity import holm

    done = {number: list(contrast.effects) for number, contrast in enumerate(contrasts)}
    for measure in ("solved", "score"):
        mine = [
            (number, at, effect)
            for number, effects in done.items()
            for at, effect in enumerate(effects)
            if effect.measure == measure
        ]
        tested = [one for one in mine if one[2].p is not None]
        raw = [effect.p or 0.0 for _, _, effect in tested]
        adjusted = holm(raw) if tested else ()
        for (number, at, bare), p, alpha in zip(
            tested, adjusted, alphas_of(raw, adjusted, 1.0 - LEVEL) if tested else (), strict=True
        ):
            effect, shown = bare, bare.resolution
            if len(tested) > 1:
                effect = _effect(measure, samples[number][measure], 1.0 - alpha)
                of_one = 1.0 - (1.0 - LEVEL) / len(tested)
                shown = _effect(measure, samples[number][measure], of_one).resolution
            claimed = p < 1.0 - LEVEL and not contrasts[number].interaction.found
            done[number][at] = replace(
                effect, p_adjusted=p, decided=effect.decided if claimed else "", resolution=shown
            )
    return tuple(
        replace(
            contrast,
            effects=tuple(
                replace(effect, sentence=_sentence(axis, contrast, effect, len(contrasts))) for effect in done[number]
            ),
        )
        for number, contrast in enumerate(contrasts)
    )


def _sentence(axis: str, contrast: Contrast, effect: PairedEffect, contrasts: int) -> str:
    """What may be said of an effect, as one sentence without a full stop."""
    by = "by score: " if effect.measure == "score" else ""
    return by + _said_of(axis, contrast, effect, contrasts)


def _said_of(axis: str, contrast: Contrast, effect: PairedEffect, contrasts: int) -> str:
    verb = "scores" if effect.measure == "score" else "solves"
    high, low = f"{axis} {contrast.high}", f"{axis} {contrast.low}"
    tasks = counted(effect.tasks, "task")
    if effect.difference is None or effect.lo is None or effect.hi is None or effect.p_adjusted is None:
        return too_few(high, contrast.low, tasks, str(LEAST_TASKS))
    gap = PairedGap(effect.difference, effect.lo, effect.hi, effect.tasks, LEVEL)
    over = f"{tasks}, {counted(len(contrast.pairs), 'pair')} of models"
    at_once = " for all contrasts at once" if contrasts > 1 else ""
    if effect.extreme:
        return at_the_limit(effect.extreme, high, contrast.low, gap, at_once=at_once, over=over)
    if contrast.interaction.found:
        return f"{high} against {contrast.low} {points(gap.value)} on average, and {contrast.interaction.sentence}"
    if effect.decided == "high_better":
        return leads(high, contrast.low, verb, gap, at_once=at_once, over=over)
    if effect.decided == "low_better":
        return leads(low, contrast.high, verb, gap.turned, at_once=at_once, over=over)
    how = f" ({chance(effect.p_adjusted)}, Holm over {contrasts} contrasts)" if contrasts > 1 else ""
    if not how and gap.excludes_none:
        how = ", but the exact test decides nothing"
    shown = f"; {shows(effect.resolution, 'these tasks', 'effect')}"
    return f"{undecided(high, contrast.low, gap, at_once=at_once, over=over)}{how}{shown}"


def _ratio(high: float | None, low: float | None) -> float | None:
    return None if high is None or not low else high / low
