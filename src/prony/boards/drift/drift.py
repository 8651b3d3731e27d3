"""Drift: each contestant over its epochs, what changed between them, and whether its history raises an alarm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from prony.boards.doubt import DoubtKind
from prony.boards.drift.epochs import EVERY, MeasuredEpoch, epochs_of
from prony.boards.drift.history import DriftHistory, EpochStep, Lineage
from prony.boards.drift.lineages import changes_between, lineages_of
from prony.boards.drift.outputs import same_outputs
from prony.boards.drift.sentences import lineage_claims, scope_words
from prony.boards.drift.watch import Watched, watch
from prony.boards.entrants import Entrant
from prony.boards.head import LEVEL
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.errors import JournalError
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.outputs import outputs_of, regraded
from prony.journal.queries import NEWEST
from prony.labels import look, short
from prony.plain import clean_line
from prony.readable import counted

MOST_QUIET = 6
"""Contestants in whom nothing happened, of each of which something is said."""
SUBJECT = frozenset((DoubtKind.DRIFT, DoubtKind.MIXED))
"""Doubts of a board that are what this view is about."""


class _Line(NamedTuple):
    """A lineage with its epochs."""

    label: str
    members: Sequence[Entrant]
    epochs: Sequence[MeasuredEpoch]


def drift_history(
    index: Index,
    name: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    every: str = "run",
) -> DriftHistory:
    """The history of every model of a suite, or of those that `name` means. every: a word of `EVERY`.

    Raises JournalError E650, E653, E656 as `gathered`, E683 where nobody is called that.
    """
    all_of_it = gathered(index, None, suite, grader, step)
    lines = _lines(index, all_of_it, every)
    several = [line for line in lines if len(line.epochs) > 1]
    chosen = [line for line in lines if name is None or _is_called(line, name)]
    if name is not None and not chosen:
        known = ", ".join(sorted({line.label for line in lines})[:8])
        raise JournalError(
            "E683",
            f"nobody here is called {clean_line(name)[:80]}",
            hint=f"models with a scored attempt: {known}" if known else "no model has a scored attempt yet",
        )
    found = [_lineage(index, all_of_it, line, len(several)) for line in several]
    found = _adjusted(found)
    shown = [_concluded(one) for one, line in zip(found, several, strict=True) if line in chosen]
    view = DriftHistory(
        **all_of_it.head,
        every=every,
        watched=len(several),
        lineages=tuple(shown),
        once=tuple(line.label for line in chosen if len(line.epochs) == 1),
        doubts=tuple(dict.fromkeys(doubt for one in shown for doubt in one.doubts)),
    )
    return replace(
        view,
        sentences=tuple(_told(shown)) or (_nothing(view),),
        scope=scope_words(len(several)) if shown else "",
    )


def _lines(index: Index, all_of_it: Gathered, every: str) -> list[_Line]:
    models = [one for one in all_of_it.everybody if not one.reference]
    scope = all_of_it.scope
    outputs = outputs_of(index, scope.suite.digest, scope.run_names, {one.contestant for one in models})
    cells = {run: queries.counted_of(index, run, scope.suite.digest, all_of_it.choice).cells for run in scope.run_names}
    found = []
    lineages = lineages_of(models)
    looks = [{look(one.label) for one in members} for members in lineages]
    for members, mine_look in zip(lineages, looks, strict=True):
        alone = sum(not mine_look.isdisjoint(others) for others in looks) == 1
        ids = {one.contestant for one in members}
        mine = [one for one in outputs if one.contestant in ids] if all_of_it.choice == NEWEST else []
        epochs = epochs_of(scope.runs, cells, members, mine, every, LEVEL)
        if epochs:
            found.append(_Line(short(members[-1].label) if alone else members[-1].name, members, epochs))
    return sorted(found, key=lambda line: (line.label, line.members[-1].contestant))


def _is_called(line: _Line, name: str) -> bool:
    return any(
        look(name) in (look(one.name), look(one.label)) or (len(name) > 3 and one.contestant.startswith(name))
        for one in line.members
    )


def _lineage(index: Index, all_of_it: Gathered, line: _Line, contestants: int) -> Lineage:
    looks = watch(line.epochs, contestants, LEVEL)
    ids = list(dict.fromkeys(one.epoch.contestant for one in line.epochs))
    scope = all_of_it.scope
    again = regraded(index, scope.suite.digest, scope.run_names, ids)
    return Lineage(
        label=line.label,
        contestants=tuple(ids),
        epochs=tuple(one.epoch for one in line.epochs),
        steps=tuple(
            _step(before, after, look) for before, after, look in zip(line.epochs, line.epochs[1:], looks, strict=False)
        ),
        regraded=sum(one.attempts for one in again),
        regrade_flips=sum(one.flips for one in again),
        flipped_attempt=next((one.attempt for one in again if one.attempt), None),
        doubts=tuple(doubt for doubt in all_of_it.doubts_of(ids) if doubt.kind not in SUBJECT),
    )


def _step(before: MeasuredEpoch, after: MeasuredEpoch, look: Watched) -> EpochStep:
    from prony.stats import drift

    result = drift(before.samples, after.samples, level=LEVEL)
    return EpochStep(
        older=before.epoch.name,
        newer=after.epoch.name,
        changed_fields=changes_between(before.entrant, after.entrant),
        tasks=result.n_common,
        change=result.change.value,
        lo=result.change.lo,
        hi=result.change.hi,
        p=result.p,
        smallest_detectable=result.smallest_detectable,
        outputs=same_outputs(before.outputs, after.outputs),
        watched=look,
    )


def _adjusted(found: Sequence[Lineage]) -> list[Lineage]:
    """With p of each pair adjusted for all pairs of all contestants."""
    from prony.stats.multiplicity import holm

    tested = [step.p for one in found for step in one.steps if step.p is not None]
    adjusted = iter(holm(tested) if tested else ())
    return [
        replace(
            one,
            steps=tuple(step if step.p is None else replace(step, p_adjusted=next(adjusted)) for step in one.steps),
        )
        for one in found
    ]


def _concluded(one: Lineage) -> Lineage:
    """What may be said of one; nothing is decided where a doubt bears on it."""
    if one.doubts:
        one = replace(
            one,
            steps=tuple(replace(step, watched=replace(step.watched, alarm=False)) for step in one.steps),
        )
    if struck := not_to_be_read(one.doubts):
        return replace(one, sentences=(f"{one.label}: {struck}",))
    told = lineage_claims(one.label, one.epochs, one.steps, one.regraded, one.regrade_flips, one.flipped_attempt)
    if one.doubts:
        told = [so_far(line, one.doubts) for line in told]
    elif one.epochs[-1].open:
        told = [f"so far, not a result: {line}; {one.epochs[-1].name} has not finished" for line in told]
    return replace(one, sentences=tuple(told))


def _told(shown: Sequence[Lineage]) -> list[str]:
    """What is said of all of them, alarms and the grader's doing first; of many in whom nothing happened, how many."""
    loud = [one for one in shown if _is_loud(one)]
    quiet = [one for one in shown if not _is_loud(one)]
    told = [sentence for one in loud for sentence in one.sentences]
    if len(quiet) <= MOST_QUIET:
        return list(dict.fromkeys([*told, *(sentence for one in quiet for sentence in one.sentences)]))
    return [
        *told,
        f"no change detected of {counted(len(quiet), 'contestant')}: their lines tell what would have been shown",
    ]


def _is_loud(one: Lineage) -> bool:
    flips = one.regrade_flips or any(step.outputs.flips for step in one.steps)
    return bool(one.doubts or flips or any(step.watched.alarm for step in one.steps))


def _nothing(view: DriftHistory) -> str:
    if view.once:
        return (
            f"measured once: {', '.join(view.once[:8])}; run the same suite again to see whether "
            f"{'it' if len(view.once) == 1 else 'they'} changed"
        )
    return f"nobody has a scored attempt in any {view.every}" if view.every in EVERY else counted(0, "epoch")
