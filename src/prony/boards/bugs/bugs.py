"""Bugs and approaches: criterion by contestant, kinds of solution, and which tasks tell models apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from prony.boards.board import Rate
from prony.boards.bugs.approaches import Approach, approaches_of
from prony.boards.bugs.caught import CaughtCriterion, catch_rates, criteria_of
from prony.boards.bugs.sentences import approach_claims, bug_claims, telling_claims
from prony.boards.bugs.sole import adjusted
from prony.boards.bugs.telling import TaskTelling, tellings
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of, outcomes_by_task, rate_of, scores_by_task
from prony.boards.head import LEVEL, SuiteView
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal.index import Index
from prony.journal.marks import marked_attempts


class BugHunter(View, frozen=True, kw_only=True):
    """One model. catches: the share of parts that it earns whole, bonuses apart; solved: over all tasks."""

    contestant: str
    label: str
    catches: Rate
    solved: Rate


class Bugs(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.bugs/1"):
    """What models catch within tasks, and how they solve them. Shares are 0..1."""

    task: str | None = None
    """The one task that was asked for; None for all."""
    titles: dict[str, str]
    """Task -> its title, of those shown."""
    models: tuple[BugHunter, ...]
    """Those with a scored attempt, the best in catching first."""
    criteria: tuple[CaughtCriterion, ...] = ()
    """In the suite's order."""
    approaches: tuple[Approach, ...] = ()
    tellings: tuple[TaskTelling, ...] = ()
    """The hardest first."""
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def bugs(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    task: str | None = None,
) -> Bugs:
    """The bugs of one suite, or of one of its tasks. Raises JournalError E650, E653, E656 as `gathered`, E682 for a
    task that the suite does not have."""
    all_of_it = gathered(index, run, suite, grader, step)
    asked = _task(all_of_it, task) if task is not None else None
    models = [one for one in all_of_it.everybody if not one.reference and any(columns_of(one.cells).scored)]
    ids = [one.contestant for one in models]
    scope = all_of_it.scope
    marked = [
        one
        for one in marked_attempts(index, scope.name, scope.suite.digest, all_of_it.choice, asked)
        if one.contestant in set(ids)
    ]
    place = {name: at for at, name in enumerate(all_of_it.tasks)}
    marked.sort(key=lambda one: place.get(one.task, len(place)))
    rates = catch_rates(criteria_of(marked, ids, LEVEL), ids, LEVEL)
    hunters = sorted((_hunter(one, rates[one.contestant]) for one in models), key=_order)
    criteria = _with_sole(criteria_of(marked, [one.contestant for one in hunters], LEVEL))
    shown = [asked] if asked else list(all_of_it.tasks)
    view = Bugs(
        **all_of_it.head,
        task=asked,
        titles={name: all_of_it.tasks[name].title for name in shown},
        models=tuple(hunters),
        criteria=tuple(criteria),
        approaches=tuple(approaches_of(marked, LEVEL)),
        tellings=tuple(tellings({one.contestant: scores_by_task(one.cells) for one in models}, shown)),
        doubts=all_of_it.doubts_of(ids),
    )
    return _concluded(view)


def _task(all_of_it: Gathered, name: str) -> str:
    """The task that `name` names: its id, or the part behind the suite's."""
    fits = [one for one in all_of_it.tasks if name in (one, one.partition("/")[2])]
    if not fits:
        import difflib

        known = [one.partition("/")[2] for one in all_of_it.tasks]
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or known[:5]
        raise JournalError(
            "E682", f"{all_of_it.scope.suite.suite} has no task {name[:80]}", hint=f"tasks here: {', '.join(near)}"
        )
    return fits[0]


def _hunter(one: Entrant, catches: Rate) -> BugHunter:
    return BugHunter(
        contestant=one.contestant,
        label=one.name,
        catches=catches,
        solved=rate_of(outcomes_by_task(one.cells), LEVEL),
    )


def _order(one: BugHunter) -> tuple[float, float, str, str]:
    """By what it catches, then by what it solves; estimates, and no claim."""
    return (-(one.catches.value or 0.0), -(one.solved.value or 0.0), one.label, one.contestant)


def _with_sole(criteria: Sequence[CaughtCriterion]) -> list[CaughtCriterion]:
    """With p of what only one contestant catches adjusted for every criterion and contestant."""
    looks = sum(sum(mine.attempts > 0 for mine in one.catches) for one in criteria)
    sole = iter(adjusted([one.sole for one in criteria if one.sole is not None], looks, LEVEL))
    return [one if one.sole is None else replace(one, sole=next(sole)) for one in criteria]


def _concluded(view: Bugs) -> Bugs:
    if struck := not_to_be_read(view.doubts):
        return replace(view, sentences=(struck,), criteria=tuple(_undecided(view)))
    if view.doubts:
        view = replace(view, criteria=tuple(_undecided(view)))
    names = {one.contestant: one.label for one in view.models}
    told = [*bug_claims(view.criteria, names), *approach_claims(view.approaches), *telling_claims(view.tellings)]
    if not view.models:
        told = ["no model has a scored attempt yet"]
    elif not view.criteria and not view.approaches:
        of = f"{view.task} is not" if view.task else "no task of this suite is"
        told.insert(0, f"{of} marked in parts, and nothing labels its solutions")
    if view.doubts:
        told = [so_far(one, view.doubts) for one in told]
    return replace(view, sentences=tuple(told))


def _undecided(view: Bugs) -> list[CaughtCriterion]:
    """The criteria with nothing decided of them."""
    return [one if one.sole is None else replace(one, sole=replace(one.sole, decided=False)) for one in view.criteria]
