"""Trade-offs: models weighed by what they solve and what that takes, and which of them stay within a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from prony.boards.amount import Amount
from prony.boards.board import Row
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task
from prony.boards.head import LEVEL, SuiteView
from prony.boards.leaderboard import order
from prony.boards.ranks import BoardRanking, ranking_of
from prony.boards.rows import row_of, slicing
from prony.boards.spending import are_of
from prony.boards.timing_notes import timing_notes
from prony.boards.tradeoffs.budget import BudgetKept, Limit, budget_of, limits_of
from prony.boards.tradeoffs.contests import DimensionContest, contests_of
from prony.boards.tradeoffs.dimensions import trade_of, trades
from prony.boards.tradeoffs.dimensions.contest import Contender, of_one_unit
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.tradeoffs.dominance import DecidedDominance, TradeStanding, dominances, on_frontier
from prony.boards.tradeoffs.sentences import budget_claims, extremes, frontier_claims, scope_words
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal.index import Index
from prony.journal.packed import Costs
from prony.readable import counted

MARGIN = 0.05
"""How much worse is still no worse, where nothing else is asked for: five points of tasks, five percent of all else."""
NOBODY = "no complete model can be weighed here: prony board says what is missing"
NOT_YET = "who is better in what is not measured to its end"
MOST = 40
"""Models that are weighed against each other."""
LEAST_TASKS = 6
"""Tasks below which no test of two models can decide."""


class TradeQuestion(NamedTuple):
    """What is asked of trade-offs. weighed: names of dimensions; none: the usual ones that were captured."""

    weighed: tuple[str, ...] = ()
    x: str = "wall"
    """What a chart has from left to right."""
    limits: tuple[str, ...] = ()
    """Such as `wall=30`."""
    margin: float = MARGIN


PLAIN = TradeQuestion()


class WeighedBy(View, frozen=True, kw_only=True):
    """A dimension that models are weighed by, or shown in."""

    name: str
    header: str
    unit: str
    help: str
    more_is_better: bool
    share: bool
    weighed: bool
    """Whether dominance asks for it."""
    captured: int
    """Models of which it is known."""


class TradeRow(View, frozen=True, kw_only=True):
    """One model. amounts: by dimension. on_frontier: of estimates, what the chart's line joins, and no claim."""

    contestant: str
    label: str
    amounts: dict[str, Amount]
    standing: TradeStanding
    dominated_by: tuple[str, ...] = ()
    """Ids of those that decidedly dominate it."""
    on_frontier: bool | None = None


class Tradeoffs(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.tradeoffs/1"):
    """The complete models of one suite, weighed. Shares are 0..1."""

    x: str
    y: str
    margin: float
    dimensions: tuple[WeighedBy, ...]
    rows: tuple[TradeRow, ...]
    """The best first."""
    tasks: int
    contests: tuple[DimensionContest, ...] = ()
    """Every two models in every dimension that they are weighed by; none where nothing may be concluded."""
    dominances: tuple[DecidedDominance, ...] = ()
    budget: BudgetKept | None = None
    sentences: tuple[str, ...] = ()
    """What may be concluded, the most important first."""
    scope: str = ""
    """For what its decisions hold."""
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


def tradeoffs(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    question: TradeQuestion = PLAIN,
) -> Tradeoffs:
    """The trade-offs of one suite. Raises JournalError E650, E653, E656 as `gathered`, E680 for an unknown dimension,
    E681 for what is no limit."""
    limits, x = limits_of(question.limits), trade_of(question.x)
    asked = [trade_of(name) for name in question.weighed]
    if x.share:
        raise JournalError("E680", f"{x.name} is what stands upwards", hint="--x takes what that costs, such as wall")
    all_of_it = gathered(index, run, suite, grader, step)
    models, incomplete = _contenders(all_of_it)
    contenders, units = of_one_unit(models[:MOST])
    notes = timing_notes([one.row for one in contenders])
    amounts = {dimension.name: [dimension.amount(one, LEVEL) for one in contenders] for dimension in trades()}
    captured = {name: sum(one.value is not None for one in some) for name, some in amounts.items()}
    weighed = asked or [one for one in trades() if one.usual and captured[one.name]]
    same_score = all(one.row.score.value == one.row.solved.value for one in contenders)
    told = [one for one in trades() if captured[one.name] and not (one.name == "score" and same_score)]
    shown = [one for one in trades() if one in (*weighed, x, trade_of("solved")) or one in told]
    ids = [one.contestant for one in contenders]
    # Who is not measured to the end may dominate yet: what bears on any model bears on who is not dominated.
    doubts = all_of_it.doubts_of([*ids, *(row.contestant for row in incomplete if row.outcomes.scored)])
    contests = [] if doubts else _contests(contenders, weighed, question.margin, bool(notes))
    found = dominances(ids, weighed, contests)
    places = on_frontier([{one.name: amounts[one.name][at] for one in weighed} for at, _ in enumerate(ids)], weighed)
    over: dict[str, list[str]] = {}
    for one in found:
        over.setdefault(one.over, []).append(one.by)
    rows = tuple(
        TradeRow(
            contestant=one.contestant,
            label=one.row.label,
            amounts={dimension.name: amounts[dimension.name][at] for dimension in shown},
            standing=_standing(one.contestant, over, places[at]),
            dominated_by=tuple(over.get(one.contestant, ())),
            on_frontier=places[at],
        )
        for at, one in enumerate(contenders)
    )
    view = Tradeoffs(
        **all_of_it.head,
        x=x.name,
        y=next((one.name for one in weighed if one.share), "solved"),
        margin=question.margin,
        dimensions=tuple(_weighed(one, one in weighed, captured[one.name]) for one in shown),
        rows=rows,
        tasks=len(all_of_it.tasks),
        contests=tuple(contests),
        dominances=found,
        budget=budget_of(contenders, limits, LEVEL, untimed=bool(notes)),
        doubts=doubts,
        notes=(*_notes(models, incomplete, contenders, weighed, amounts), *_unit_notes(units), *notes),
    )
    return _concluded(view, contenders, weighed, limits)


def _contenders(all_of_it: Gathered) -> tuple[list[Contender], list[Row]]:
    """The complete models, the best first; and the rows of the others."""
    sliced = slicing("language", all_of_it.tasks.values())
    found = [
        Contender(row_of(one, all_of_it.tasks, sliced, LEVEL), _as_judged(one))
        for one in all_of_it.everybody
        if not one.reference
    ]
    found.sort(key=lambda one: order(one.row))
    return [one for one in found if one.row.complete], [one.row for one in found if not one.row.complete]


def _as_judged(one: Entrant) -> Entrant:
    """The entrant with its costs, where they are those of the attempts that its grades are of."""
    costs = one.costs
    return one if costs and are_of(costs, outcomes_by_task(one.cells)) else one._replace(costs=Costs.of({}))


def _contests(
    contenders: Sequence[Contender], weighed: Sequence[TradeDimension], margin: float, untimed: bool
) -> list[DimensionContest]:
    found = contests_of(contenders, weighed, LEVEL, margin)
    timed = {dimension.name for dimension in weighed if dimension.timed} if untimed else set()
    return [one for one in found if one.dimension not in timed]


def _standing(contestant: str, over: Mapping[str, Sequence[str]], place: bool | None) -> TradeStanding:
    if contestant in over:
        return TradeStanding.DOMINATED
    return TradeStanding.NOT_COMPARED if place is None else TradeStanding.NOT_DOMINATED


def _weighed(one: TradeDimension, weighed: bool, captured: int) -> WeighedBy:
    return WeighedBy(
        name=one.name,
        header=one.header,
        unit=one.unit,
        help=one.help,
        more_is_better=one.better_up,
        share=one.share,
        weighed=weighed,
        captured=captured,
    )


def _concluded(
    view: Tradeoffs, contenders: Sequence[Contender], weighed: Sequence[TradeDimension], limits: Sequence[Limit]
) -> Tradeoffs:
    """The view with what may be said of it."""
    names = {row.contestant: row.label for row in view.rows}
    ranking = _ranking(contenders) if len(contenders) > 1 and not view.doubts else None
    rates = {one.contestant: one.row.solved.value for one in contenders}
    left_out = [row.contestant for row in view.rows if row.standing is TradeStanding.NOT_COMPARED]
    struck = not_to_be_read(view.doubts)
    budget = budget_claims(names, view.budget, ranking, rates) if view.budget and names else []
    if struck:
        return replace(view, sentences=(struck,), dominances=())
    if view.doubts:
        assert all(doubt.kind is DoubtKind.INTERIM for doubt in view.doubts)
        told = budget or [NOT_YET if view.rows else NOBODY]
        return replace(view, sentences=tuple(so_far(one, view.doubts) for one in told))
    if not names:
        return replace(view, sentences=(NOBODY,))
    if len(names) < 2:
        return replace(view, sentences=(*budget, f"{next(iter(names.values()))} is the only complete model here"))
    if ranking is not None and ranking.tasks < LEAST_TASKS:
        tasks = f"{counted(ranking.tasks, 'task')}, at least {LEAST_TASKS} needed"
        few = f"too few tasks to weigh {counted(len(names), 'model')}: {tasks}"
        return replace(view, sentences=(few,), dominances=())
    told = frontier_claims(names, weighed, view.dominances, left_out, view.margin)
    best = extremes(names, weighed, view.contests, ranking)
    return replace(view, sentences=(*budget, *told, *best), scope=scope_words(names, ranking))


def _ranking(contenders: Sequence[Contender]) -> BoardRanking | None:
    samples = {one.contestant: outcomes_by_task(one.entrant.cells) for one in contenders}
    return ranking_of(samples, LEVEL, every_pair=True)


def _notes(
    models: Sequence[Contender],
    incomplete: Sequence[Row],
    contenders: Sequence[Contender],
    weighed: Sequence[TradeDimension],
    amounts: Mapping[str, Sequence[Amount]],
) -> list[str]:
    from prony.boards.claims import listed
    from prony.boards.spending import ONE_COST

    notes = []
    if len(models) > len(contenders):
        notes.append(f"{len(models) - len(contenders)} more models, which solve less, are not weighed")
    if incomplete:
        notes.append(f"not weighed, since too little of it is scored: {listed([row.label for row in incomplete])}")
    for dimension in weighed:
        flat = [
            one.row.label
            for one, amount in zip(contenders, amounts[dimension.name], strict=True)
            if amount.state == ONE_COST
        ]
        if flat:
            notes.append(
                f"{dimension.header} of {listed(flat)}: the same at every task, so nothing tells how it varies"
            )
    absent = [one.name for one in trades() if one.usual and one not in weighed and not _known(amounts[one.name])]
    if absent:
        notes.append(f"not captured of any model, so not weighed: {listed(absent)}")
    return notes


def _unit_notes(units: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What watt-hours cover, and the currency; or that there are several, which are never compared."""
    from prony.boards.claims import listed

    notes = []
    for column, what in (("energy_wh", "watt-hours"), ("money", "money")):
        mine = [unit or "no currency that is named" for unit in units.get(column, ())]
        if len(mine) > 1:
            notes.append(f"{what} not weighed, since models have it in what does not compare: {listed(mine)}")
        elif mine:
            notes.append(f"{what}: {mine[0]}")
    return notes


def _known(amounts: Sequence[Amount]) -> bool:
    return any(one.value is not None for one in amounts)
