"""What would change a decision: other weights, more or other tasks, another preference, a larger machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prony.boards.claims import listed
from prony.phrases import percent
from prony.pick.answers import Answers, Prefer
from prony.pick.candidates import PickCandidate
from prony.pick.decision import NOTHING, TIE, PickDecision, points_of, reach_of, stage_rate, undominated
from prony.pick.preference import preferred
from prony.pick.stages import EVERY, SuiteStage

LEVEL_WEIGHT = 1e-9
"""The change of a weight below which estimates are level as they are."""


def changes_of(
    decision: PickDecision, stages: Sequence[SuiteStage], candidates: Sequence[PickCandidate], answers: Answers
) -> tuple[str, ...]:
    """What would change `decision`, most telling first; nothing where there is none."""
    if decision.state == NOTHING:
        return ()
    known = {one.contestant: one for one in candidates}
    stage = next((stage for stage in reversed(stages) if stage.evidence.suite in decision.decided_by), None)
    if stage is None:
        return ()
    return (
        *_left_out(decision, stage, known),
        *_other_preferences(decision, stage, candidates, answers),
        *_at_home(decision, stage, known),
        *_flip(decision, stage, known),
        *_resolution(decision, stage, known),
        *_other_suites(decision, stages, known),
    )


def _left_out(decision: PickDecision, stage: SuiteStage, known: Mapping[str, PickCandidate]) -> Iterable[str]:
    """Models decidedly ahead of the choice that do not pass."""
    ranking = stage.evidence.ranking
    if ranking is None:
        return
    tied = [one for one, candidate in known.items() if candidate.label in decision.ties and one in stage.samples]
    behind = decision.choice or next(iter(tied), None)
    for one, candidate in known.items():
        if behind is not None and not candidate.eligible and set(tied) <= ranking.behind(one):
            yield (
                f"{candidate.label} solves more than {known[behind].label}, by {points_of(ranking, one, behind)}, and "
                f"is left out: {', '.join(candidate.failing)}"
            )


def _other_preferences(
    decision: PickDecision, stage: SuiteStage, candidates: Sequence[PickCandidate], answers: Answers
) -> Iterable[str]:
    if decision.state != TIE or decision.choice is None:
        return
    left = [one for one in candidates if one.label in decision.ties and one.contestant in stage.samples]
    for by in Prefer:
        told = preferred(left, stage, by) if by is not answers.prefer and len(left) > 1 else None
        if told is not None and told.by is by and told.order[0].contestant != decision.choice:
            yield f"with --prefer {by.value} it would be {told.order[0].label}"


def _at_home(decision: PickDecision, stage: SuiteStage, known: Mapping[str, PickCandidate]) -> Iterable[str]:
    """Who would be left if nothing may leave this machine, where the choice runs elsewhere."""
    ranking = stage.evidence.ranking
    if ranking is None or decision.choice is None or known[decision.choice].where == "here":
        return
    chosen = known[decision.choice]
    here = [one for one in stage.samples if one in known and known[one].eligible and known[one].where == "here"]
    names = listed([known[one].label for one in undominated(here, ranking)])
    told = f"{names} would be left with --where local" if here else "no model that passes runs on this machine"
    where = (
        f"runs at {chosen.host}" if chosen.where == "elsewhere" else f"is asked at {chosen.host}, which may pass it on"
    )
    yield f"{chosen.label} {where}; {told}"


def _flip(decision: PickDecision, stage: SuiteStage, known: Mapping[str, PickCandidate]) -> Iterable[str]:
    """The nearest weights with which another model has the highest estimate: estimates, no claim."""
    from prony.stats.composite import nearest_flip

    parts = [name for name in stage.strata if name != EVERY]
    models = [one for one in stage.samples if one in known and known[one].eligible]
    rates = {one: [stage.evidence.by_part[one][name].value for name in parts] for one in models}
    values = [[value for value in rates[one] if value is not None] for one in models]
    if len(parts) < 2 or len(models) < 2 or any(len(row) < len(parts) for row in values):
        return
    flip = nearest_flip(values, [float(stage.stack.weights[name]) for name in parts])
    if flip is None:
        return
    if abs(flip.weight - flip.now) < LEVEL_WEIGHT:
        yield "the highest estimates are level: the smallest change of weights decides which of them is first"
        return
    now = max(models, key=lambda one: stage_rate(stage, one).value or 0.0)
    turn = "or more" if flip.weight >= flip.now else "or less"
    yield (
        f"of the estimates, {known[now].label} is highest; with {parts[flip.axis]} at {percent(flip.weight)} of the "
        f"weight {turn}, not {percent(flip.now)}, {known[models[flip.winner]].label} is"
    )


def _resolution(decision: PickDecision, stage: SuiteStage, known: Mapping[str, PickCandidate]) -> Iterable[str]:
    """The difference that these tasks would show between the choice and the runner-up."""
    runner = next((one for one, other in known.items() if other.label == decision.runner_up), None)
    if decision.choice is None or runner is None or runner not in stage.samples or decision.choice not in stage.samples:
        return
    yield f"{reach_of(stage, decision.choice, runner)} between {decision.label} and {decision.runner_up}"


def _other_suites(
    decision: PickDecision, stages: Sequence[SuiteStage], known: Mapping[str, PickCandidate]
) -> Iterable[str]:
    """Suites on which another model is decidedly ahead of the choice."""
    if decision.choice is None:
        return
    for stage in stages:
        ranking = stage.evidence.ranking
        if ranking is None or decision.choice not in stage.samples:
            continue
        ahead = [one for one in known if decision.choice in ranking.behind(one) and known[one].eligible]
        for one in ahead:
            margin = points_of(ranking, one, decision.choice)
            first = decision.decided_by[0]
            yield f"{stage.evidence.suite} says otherwise: {known[one].label} is ahead by {margin}; {first} decides"
