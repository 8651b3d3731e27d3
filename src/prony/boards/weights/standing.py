"""How contestants stand when languages count as somebody's stack weighs them: rates, places, what would turn it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from prony.boards.board import FEW, Rate, Row, StackShare, StackStanding, WeightedRate
from prony.boards.claims import order_claim
from prony.boards.dimensions import DEFAULT, dimension_of, slice_by
from prony.boards.estimates import outcomes_by_task
from prony.boards.ranks import BoardRanking
from prony.boards.rows import COMPLETE, MOST_LOST
from prony.boards.validity.gathered import Gathered
from prony.boards.validity.validity import bearing_on, not_to_be_read, so_far
from prony.boards.weights.flip import flip_of
from prony.boards.weights.stack import Stack, strata_of
from prony.boards.weights.weighing import Samples, task_weights, weighted_ranking, weighted_rate
from prony.errors import JournalError
from prony.languages.names import canonical_name
from prony.phrases import percent, span, unsigned
from prony.plain import clean_line
from prony.readable import counted


def standing_of(everything: Gathered, rows: Sequence[Row], stack: Stack, by: str, level: float) -> StackStanding:
    """The standing of all models by this stack, whose names are values of the dimension `by`. Raises JournalError E672
    where no task here speaks to any of it."""
    strata = _strata(everything, stack, by)
    if not strata:
        known = ", ".join(slice_by(dimension_of(by), everything.tasks.values()))
        raise JournalError(
            "E672",
            f"no task here speaks to {clean_line(stack.text)}",
            hint=f"{by} is {clean_line(known)} here" if known else f"prony board --by {by} shows it",
        )
    shares = {name: stack.weights[name] for name in strata}
    weights = task_weights(strata, shares)
    by_row = {row.contestant: row for row in rows if not row.reference}
    samples = {
        one.contestant: {task: some for task, some in outcomes_by_task(one.cells).items() if task in weights}
        for one in everything.everybody
        if one.contestant in by_row
    }
    whole = {one: mine for one, mine in samples.items() if _whole(mine, strata, by_row[one])}
    rates = {one: weighted_rate(mine, weights, level) for one, mine in whole.items()}
    whole = dict(sorted(whole.items(), key=lambda pair: -(rates[pair[0]].value or 0.0)))
    doubts = bearing_on(everything.doubts, list(whole or by_row))
    ranking = None if doubts else weighted_ranking(whole, strata, shares, level)
    labels = {one: by_row[one].label for one in by_row}
    if doubts:
        sentence = not_to_be_read(doubts) or so_far("no order is told by weights while tasks come in", doubts)
    else:
        sentence = _sentence(ranking, whole, rates, labels)
    behind = {one: ranking.behind(one) for one in whole} if ranking is not None else {}
    total = sum(shares.values(), Fraction(0))
    missing = tuple(name for name in stack.weights if name not in strata)
    return StackStanding(
        stack=stack.text,
        by=by,
        parts=tuple(
            StackShare(name=name, share=float(shares[name] / total), tasks=len(tasks), few=len(tasks) < FEW)
            for name, tasks in strata.items()
        ),
        missing=missing,
        missing_share=float(1 - total / sum(stack.weights.values(), Fraction(0))),
        tasks=len(weights),
        not_counted=len(everything.tasks) - len(weights),
        incomplete=tuple(labels[one] for one in samples if one not in whole),
        rates={
            one: WeightedRate(rate=rate, rank=ranking.sets.get(one) if ranking is not None else None)
            for one, rate in rates.items()
        },
        ranking=ranking,
        sentence=sentence,
        flip=None if doubts else flip_of(whole, strata, shares, labels, behind, level),
    )


def standing_notes(found: StackStanding) -> list[str]:
    """What must be known before the weighted numbers are read."""
    shares = ", ".join(f"{part.name} {percent(part.share)} ({counted(part.tasks, 'task')})" for part in found.parts)
    told = [f"weights: {shares}"]
    if found.missing:
        told.append(
            f"{', '.join(found.missing)}, {percent(found.missing_share)} of the weight asked for: no task here; the "
            "others' weights are all of it"
        )
    few = [part.name for part in found.parts if part.few]
    told += [f"fewer than {FEW} tasks of {', '.join(few)}: too few to be read alone"] if few else []
    told += [f"{counted(found.not_counted, 'task')} outside the stack, not counted"] if found.not_counted else []
    told += [f"not weighed, too little of it is scored: {', '.join(found.incomplete)}"] if found.incomplete else []
    told += [found.flip.sentence] if found.flip is not None else []
    return [clean_line(one) for one in told]


def _strata(everything: Gathered, stack: Stack, by: str) -> dict[str, list[str]]:
    tasks = everything.tasks
    if by == DEFAULT:
        return strata_of(
            stack,
            {name: row.language for name, row in tasks.items()},
            {name: row.axes for name, row in tasks.items()},
        )
    slices = slice_by(dimension_of(by), tasks.values())
    found = {canonical_name(value): some for value, some in slices.items()}
    return {name: found[name] for name in stack.weights if name in found}


def _whole(mine: Samples, strata: Mapping[str, Sequence[str]], row: Row) -> bool:
    """Whether a model has scored attempts at nearly every task that counts, in every part, and lost few."""
    every = {task for some in strata.values() for task in some}
    return (
        row.outcomes.infra <= MOST_LOST * row.outcomes.planned
        and len(every - mine.keys()) <= (1.0 - COMPLETE) * len(every)
        and all(any(task in mine for task in some) for some in strata.values())
    )


def _sentence(
    ranking: BoardRanking | None, whole: Mapping[str, Samples], rates: Mapping[str, Rate], labels: Mapping[str, str]
) -> str:
    if ranking is None:
        return "no two models can be weighed" if not whole else f"only {labels[next(iter(whole))]} can be weighed"
    pair = ranking.pairs[0] if len(whole) == 2 and ranking.pairs else None
    if pair is not None and pair.decided and pair.difference is not None and pair.lo is not None:
        within = span(pair.lo, pair.hi if pair.hi is not None else 1.0, ranking.level)
        return f"{labels[pair.ahead]} is ahead of {labels[pair.behind]} by {unsigned(pair.difference)}, {within}"
    return order_claim(ranking, {one: labels[one] for one in whole}, {one: rates[one].value for one in whole})
