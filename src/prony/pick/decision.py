"""The decision: one sentence by rule from rank sets, with who ties, who comes next, and why nothing follows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from fractions import Fraction
from typing import NamedTuple

from prony.boards.board import Rate
from prony.boards.claims import listed
from prony.boards.head import LEVEL
from prony.boards.ranks import BoardRanking
from prony.boards.view import View
from prony.boards.weights.weighing import compare_weighted
from prony.phrases import bounds, percent, shows, unsigned
from prony.pick.answers import Answers
from prony.pick.candidates import PickCandidate
from prony.pick.preference import preferred
from prony.pick.stages import EVERY, SuiteStage
from prony.readable import counted, seconds

OTHER_TASKS = "prony tasks lists suites with their languages; prony run SUITE measures models on another one"
DECIDED, TIE, ONLY, NOTHING = "decided", "tie", "only", "nothing"


class PickDecision(View, frozen=True, kw_only=True):
    """What follows. state: `decided` (the choice is ahead, and nobody that passes ties with it), `tie`, `only` (of
    several that were measured, one passes), or `nothing`, with its `reason`.

    choice: a contestant's id; None where nothing follows, or where nothing prefers one of those that tie.
    """

    state: str
    sentence: str
    reason: str = ""
    choice: str | None = None
    label: str | None = None
    ties: tuple[str, ...] = ()
    """Labels of all that nothing tells apart from the choice, itself among them."""
    because: str = ""
    runner_up: str | None = None
    decided_by: tuple[str, ...] = ()
    """The suites that told something, in the order in which they were asked."""
    notes: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where something follows, 4 where nothing does."""
        return 4 if self.state == NOTHING else 0


class Narrowed(NamedTuple):
    """Who is left after all suites were asked. stage: the last one that told something, None where none did."""

    left: list[str]
    field: list[str]
    """Those among whom the first suite that told something decided."""
    stage: SuiteStage | None
    deciders: tuple[str, ...]
    notes: tuple[str, ...]
    struck: SuiteStage | None = None
    """The suite that may not be read, and that nothing was told before."""


def decide(stages: Sequence[SuiteStage], candidates: Sequence[PickCandidate], answers: Answers) -> PickDecision:
    """What follows from these suites, asked in their order, for these candidates."""
    known = {one.contestant: one for one in candidates}
    if not known:
        return _nothing_measured(stages)
    eligible = [one for one in candidates if one.eligible]
    found = narrow(stages, {one.contestant for one in eligible}, {one.contestant: one.label for one in candidates})
    if found.struck is not None:
        return _struck(found.struck)
    if not eligible:
        why = "; ".join(f"{one.label} {', '.join(one.failing)}" for one in candidates[:3])
        more = f"; and {len(candidates) - 3} more" if len(candidates) > 3 else ""
        return _nothing(f"none of {counted(len(candidates), 'measured model')} passes: {why}{more}", found.notes)
    if len(eligible) == 1:
        return _one(eligible[0], candidates, stages, found)
    if found.stage is None:
        return _nothing(_why_silent(stages, eligible), found.notes, [OTHER_TASKS])
    if all((stage_rate(found.stage, one).value or 0.0) == 0.0 for one in found.left):
        names = listed([known[one].label for one in found.left])
        return _nothing(
            f"nothing solved: {names} solve none of {_tasks(found.stage)}; easier tasks tell more", found.notes
        )
    left = [known[one] for one in found.left]
    if len(left) == 1:
        return _ahead(left[0], found, known)
    return _tie(left, found, known, answers)


def narrow(stages: Sequence[SuiteStage], eligible: set[str], names: Mapping[str, str]) -> Narrowed:
    """Ask each suite in turn: those that it leaves decidedly behind another one go, and the next suite is asked about
    the rest."""
    left: list[str] | None = None
    field: list[str] = []
    last: SuiteStage | None = None
    deciders: list[str] = []
    notes: list[str] = []
    for number, stage in enumerate(stages):
        suite = stage.evidence.suite
        mine = [one for one in stage.samples if one in eligible and (left is None or one in left)]
        if stage.evidence.struck:
            if last is None:
                return Narrowed([], [], None, (), tuple(notes), stage)
            notes.append(f"{suite} was not asked: {stage.evidence.struck}")
            continue
        if len(mine) < 2:
            if last is None and number < len(stages) - 1:
                who = f"only {names[mine[0]]} was" if mine else "no model that passes was"
                notes.append(f"{suite} tells nothing here: {who} measured on all of it")
            continue
        if not stage.told:
            notes.append(f"{suite} tells nothing: {_tasks(stage)}, at least 6 needed")
            continue
        assert stage.evidence.ranking is not None
        ahead = undominated(mine, stage.evidence.ranking)
        field = field or mine
        left = [*ahead, *(one for one in left or [] if one not in stage.samples)]
        last, deciders = stage, [*deciders, suite]
    return Narrowed(left or [], field, last, tuple(deciders), tuple(notes))


def undominated(contestants: Sequence[str], ranking: BoardRanking) -> list[str]:
    """Those of `contestants` that none of them is decidedly ahead of."""
    beaten = {other for one in contestants for other in ranking.behind(one)}
    return [one for one in contestants if one not in beaten] or list(contestants)


def stage_rate(stage: SuiteStage, contestant: str) -> Rate:
    """A contestant's weighted rate there; an unknown one where it was not measured on all of it."""
    return stage.evidence.rates.get(contestant, Rate(value=None, tasks=0, attempts=0))


def facts(one: PickCandidate, stage: SuiteStage | None = None) -> str:
    """What a sentence says of a candidate: `64 % [55 to 72], 12.3 GB, 22 s`."""
    rate = stage_rate(stage, one.contestant) if stage is not None else one.solved
    rate = rate if rate.value is not None else one.solved
    memory = one.memory.text if one.memory.weights_bytes is not None else ""
    if one.where == "elsewhere":
        memory = f"at {one.host}"
    wall = one.throughput.wall_s.value
    told = [rate_text(rate), memory or "memory not captured", "time not captured" if wall is None else seconds(wall)]
    return ", ".join(told)


def rate_text(rate: Rate) -> str:
    """`64 % [55 to 72]`."""
    if rate.value is None:
        return "no rate"
    if rate.lo is None or rate.hi is None:
        return f"{percent(rate.value)} (no interval)"
    low, high = percent(rate.lo, ROUND_FLOOR).removesuffix(" %"), percent(rate.hi, ROUND_CEILING).removesuffix(" %")
    return f"{percent(rate.value)} [{low} to {high}]"


def ground(stage: SuiteStage) -> str:
    """What the tasks are that a suite decides on, in words."""
    if stage.evidence.own:
        return f"your own tasks ({stage.evidence.suite})"
    if EVERY in stage.strata:
        return f"all tasks of {stage.evidence.suite}"
    return f"your languages ({', '.join(stage.strata)})"


def points_of(ranking: BoardRanking, one: str, other: str) -> str:
    """By how much `one` is ahead of `other`: `12 points [4 to 20]`."""
    pair = ranking.pair(one, other)
    if pair is None or pair.difference is None:
        return "an unknown margin"
    told = unsigned(pair.difference)
    if pair.lo is None or pair.hi is None:
        return told
    return f"{told} [{bounds(pair.lo, pair.hi)}]"


def reach_of(stage: SuiteStage, one: str, other: str) -> str:
    """The difference that the tasks of a suite show between two models, 4 times of 5, among all that are compared."""
    weights = {name: stage.stack.weights.get(name, Fraction(1)) for name in stage.strata}
    pairs = math.comb(len(stage.samples), 2)
    level = 1.0 - (1.0 - LEVEL) / pairs
    found = compare_weighted(stage.samples[one], stage.samples[other], stage.strata, weights, level)
    tasks = counted(stage.evidence.tasks, "task")
    return f"{shows(found.resolution, f'these {tasks}')},"


def _ahead(one: PickCandidate, found: Narrowed, known: Mapping[str, PickCandidate]) -> PickDecision:
    """The only one that is left."""
    stage = found.stage
    assert stage is not None
    assert stage.evidence.ranking is not None
    ranking = stage.evidence.ranking
    others = [other for other in found.field if other != one.contestant]
    beaten = [other for other in others if other in ranking.behind(one.contestant)]
    rest = sorted(others, key=lambda other: -(stage_rate(stage, other).value or 0.0))
    names = listed([known[other].label for other in beaten])
    margin = ""
    if beaten:
        near = max(beaten, key=lambda other: stage_rate(stage, other).value or 0.0)
        of = f"of the next, {known[near].label}, " if len(beaten) > 1 else ""
        margin = f"{of}by {points_of(ranking, one.contestant, near)}"
    whole = "" if len(beaten) == len(others) else ", and decidedly behind nobody"
    claim = f"solves more than {names} on {ground(stage)}, {margin}{whole}" if beaten else _elsewhere(found, stage)
    return PickDecision(
        state=DECIDED,
        sentence=f"{one.label} {claim}: {facts(one, stage)} ({_scope(ranking, known)})",
        choice=one.contestant,
        label=one.label,
        ties=(one.label,),
        runner_up=known[rest[0]].label if rest else None,
        decided_by=found.deciders,
        notes=found.notes,
    )


def _elsewhere(found: Narrowed, stage: SuiteStage) -> str:
    """What is said of who is left after several suites, none of whose rivals is left on the last one."""
    return f"is the only one that {' and then '.join(found.deciders)} leave, asked in this order"


def _tie(
    left: Sequence[PickCandidate], found: Narrowed, known: Mapping[str, PickCandidate], answers: Answers
) -> PickDecision:
    stage = found.stage
    assert stage is not None
    assert stage.evidence.ranking is not None
    told = preferred(left, stage, answers.prefer)
    scope, where = _scope(stage.evidence.ranking, known), ground(stage)
    notes = (*found.notes, *([told.skipped] if told and told.skipped else []))
    saturated = all(stage_rate(stage, one.contestant).value == 1.0 for one in left)
    harder = "; saturated: they solve every task, and only harder tasks could tell them apart" if saturated else ""
    if told is None:
        names = listed([one.label for one in left])
        return PickDecision(
            state=TIE,
            sentence=f"{names} tie on {where}, and nothing measured prefers one: {facts(left[0], stage)} for "
            f"{left[0].label}{harder} ({scope})",
            ties=tuple(one.label for one in left),
            decided_by=found.deciders,
            notes=notes,
        )
    choice, *others = told.order
    reach = ""
    if all(one.contestant in stage.samples for one in (choice, others[0])):
        reach = f" ({reach_of(stage, choice.contestant, others[0].contestant).removesuffix(',')})"
    verb = "ties" if len(others) == 1 else "tie"
    return PickDecision(
        state=TIE,
        sentence=f"{choice.label} ties with first on {where}: {facts(choice, stage)}; with it {verb} "
        f"{listed([one.label for one in others])}{reach}; chosen among them {told.because}, by --prefer {told.by.value}"
        f"{harder} ({scope})",
        choice=choice.contestant,
        label=choice.label,
        ties=tuple(one.label for one in told.order),
        because=told.because,
        runner_up=others[0].label,
        decided_by=found.deciders,
        notes=notes,
    )


def _one(
    one: PickCandidate, candidates: Sequence[PickCandidate], stages: Sequence[SuiteStage], found: Narrowed
) -> PickDecision:
    stage = next(stage for stage in stages if one.contestant in stage.samples)
    if len(candidates) == 1:
        told = f"{one.label} is the only model measured on {ground(stage)}: {facts(one, stage)}; there is nothing to "
        return _nothing(f"{told}choose between", found.notes)
    others = [other for other in candidates if other is not one]
    why = "; ".join(f"{other.label} {', '.join(other.failing)}" for other in others[:3])
    more = f"; and {len(others) - 3} more" if len(others) > 3 else ""
    return PickDecision(
        state=ONLY,
        sentence=f"{one.label} is the only one of {len(candidates)} measured models that passes: "
        f"{facts(one, stage)} on {ground(stage)}; left out: {why}{more}",
        choice=one.contestant,
        label=one.label,
        ties=(one.label,),
        decided_by=(stage.evidence.suite,),
        notes=found.notes,
    )


def _nothing(reason: str, notes: Sequence[str] = (), next_steps: Sequence[str] = ()) -> PickDecision:
    return PickDecision(
        state=NOTHING,
        sentence=f"no decision: {reason}",
        reason=reason,
        notes=tuple(notes),
        next_steps=tuple(next_steps),
    )


def _nothing_measured(stages: Sequence[SuiteStage]) -> PickDecision:
    struck = next((stage for stage in stages if stage.evidence.struck), None)
    if struck is not None:
        return _struck(struck)
    if not stages:
        return _nothing("no model was measured in this folder yet")
    if not any(stage.weights for stage in stages):
        there = ", ".join(stage.evidence.suite for stage in stages)
        return _nothing(f"no task of {there} is in your languages", next_steps=[OTHER_TASKS])
    if not any(stage.rows for stage in stages):
        return _nothing("only references of known score were run here, and no model")
    why = "; ".join(f"{label}: {text}" for stage in stages for label, text in stage.evidence.incomplete.items())
    return _nothing(f"no model is complete on the tasks that count{f' ({why})' if why else ''}")


def _struck(stage: SuiteStage) -> PickDecision:
    steps = [doubt.next_step for doubt in stage.evidence.doubts if doubt.next_step]
    return _nothing(f"{stage.evidence.suite}: {stage.evidence.struck}", next_steps=steps)


def _why_silent(stages: Sequence[SuiteStage], eligible: Sequence[PickCandidate]) -> str:
    ids = {one.contestant for one in eligible}
    told = [stage for stage in stages if len(ids & stage.samples.keys()) > 1]
    if not told:
        return f"{listed([one.label for one in eligible])} were never measured on the same suite"
    names = listed([one.label for one in eligible])
    return f"too few tasks to tell {names} apart: {', '.join(_tasks(one) for one in told)}, at least 6 needed"


def _tasks(stage: SuiteStage) -> str:
    return f"{counted(stage.evidence.tasks, 'task')} of {stage.evidence.suite}"


def _scope(ranking: BoardRanking, known: Mapping[str, PickCandidate]) -> str:
    """How sure a claim is, on how many tasks, and of how many models that were measured."""
    several = f"{percent(ranking.level)} for all pairs at once, " if len(ranking.sets) > 2 else ""
    able = sum(one.eligible for one in known.values())
    passing = f"; {able} of {len(known)} measured models pass" if able < len(known) else ""
    return f"{several}{counted(ranking.tasks, 'task')}{passing}"
