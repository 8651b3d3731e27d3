"""What one choice does: the paired effect of an axis over all pairs of models that differ in it alone.

Two models form a pair where every field of their fingerprints is equal but those of the axis. The effect between two
values is the mean over all such pairs, task by task; the task is the unit, since pairs share tasks. Whether the effect
is the same for every pair is asked of the same differences: where it is not, the mean speaks for none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from prony.boards.comparison.axes import AXES, axis_fields
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant, entrants
from prony.boards.estimates import columns_of
from prony.boards.factors.axis_pairs import UNKNOWN, AxisModel, AxisPair, axis_model, pairs_along, rank_of
from prony.boards.factors.effects import Contrast, contrasts_of
from prony.boards.head import SuiteView
from prony.boards.scope import scopes
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import planned_tasks
from prony.journal.index import Index
from prony.journal.queries import NEWEST
from prony.readable import counted


class AxisLevel(View, frozen=True, kw_only=True):
    """A value of the axis, and the labels of the models that have it."""

    value: str
    models: tuple[str, ...]


class Factors(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.factors/1"):
    """The effects of one axis on one suite. left_out: pairs that differ in the axis, and in something that only one of
    them tells. doubts: why nothing of it may be read, on whom each bears."""

    axis: str
    fields: tuple[str, ...]
    levels: tuple[AxisLevel, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    sentences: tuple[str, ...] = ()
    left_out: int = 0
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


class AxisCount(View, frozen=True, kw_only=True):
    """An axis that some models differ in alone: how many values it has, and how many pairs."""

    axis: str
    values: tuple[str, ...]
    pairs: int


class AxisCounts(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.axes/1"):
    """The axes that the models of a board can tell something of."""

    suite: str
    run: str | None = None
    models: int = 0
    axes: tuple[AxisCount, ...] = ()


def factors(
    index: Index,
    axis: str,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
) -> Factors:
    """The effects of `axis` (a word of `prony.boards.comparison.axes.AXES`, or a field of a fingerprint) on one suite.

    Raises JournalError E650, E653, E656 as `leaderboard`, E658 where no two models differ in that axis alone.
    """
    all_of_it = gathered(index, run, suite, grader, step)
    models = _models(all_of_it.everybody)
    pairs, left_out = pairs_along(models, axis)
    if not pairs:
        raise _nothing(axis, models, left_out)
    doubts = all_of_it.doubts_of({model.entrant.contestant for pair in pairs for model in pair})
    contrasts = contrasts_of(pairs, axis)
    found = Factors(
        **all_of_it.head,
        axis=axis,
        fields=axis_fields(axis),
        levels=_levels(pairs, axis),
        contrasts=contrasts,
        left_out=left_out,
        doubts=doubts,
        notes=tuple(_notes(pairs, left_out)),
    )
    return _as_it_may_be_read(found)


def axes(index: Index, run: str | None = None, suite: str | None = None) -> AxisCounts:
    """The axes that some models of a board differ in alone. Raises JournalError E650, E653."""
    scope = scopes(index, run, suite)[0]
    models = _models(entrants(index, scope, NEWEST, planned_tasks.tasks(index, scope.run_names, scope.suite.digest)))
    found = []
    for axis in AXES:
        pairs, _ = pairs_along(models, axis)
        if pairs:
            values = tuple(level.value for level in _levels(pairs, axis))
            found.append(AxisCount(axis=axis, values=values, pairs=len(pairs)))
    return AxisCounts(suite=scope.suite.suite, run=scope.run, models=len(models), axes=tuple(found))


def _models(everybody: Iterable[Entrant]) -> list[AxisModel]:
    """The identified models that have a scored attempt."""
    here = [one for one in everybody if not one.reference and one.known and any(columns_of(one.cells).scored)]
    return [axis_model(one, one.known.fingerprint) for one in here if one.known]


def _levels(pairs: Iterable[AxisPair], axis: str) -> tuple[AxisLevel, ...]:
    models: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        for model in pair:
            models[model.value(axis)][model.entrant.name] = None
    rank = rank_of(models)
    return tuple(AxisLevel(value=value, models=tuple(models[value])) for value in sorted(models, key=rank.__getitem__))


def _as_it_may_be_read(found: Factors) -> Factors:
    sentences = [effect.sentence for contrast in found.contrasts for effect in contrast.effects]
    if found.doubts:
        found = replace(found, contrasts=tuple(_undecided(contrast) for contrast in found.contrasts))
    if struck := not_to_be_read(found.doubts):
        return replace(found, sentences=(struck,))
    if found.doubts:
        return replace(found, sentences=tuple(so_far(one, found.doubts) for one in sentences))
    return replace(found, sentences=tuple(sentences))


def _undecided(contrast: Contrast) -> Contrast:
    """The contrast without what would be claimed of it."""
    effects = tuple(replace(effect, decided="") for effect in contrast.effects)
    return replace(contrast, effects=effects, interaction=replace(contrast.interaction, found=False))


def _notes(pairs: Sequence[AxisPair], left_out: int) -> Iterable[str]:
    models = {model.entrant.name: model.entrant for pair in pairs for model in pair}
    incomplete = sorted(name for name, one in models.items() if len(one.cells) < len(one.planned))
    if incomplete:
        yield f"on common tasks only: {', '.join(incomplete)} lack some"
    if left_out:
        pairs_left = counted(left_out, "pair")
        yield f"{pairs_left} left out: they differ in this, and in something that only one of the two tells"


def _nothing(axis: str, models: Sequence[AxisModel], left_out: int) -> JournalError:
    values = {model.value(axis) for model in models}
    if len(models) < 2:
        cause = f"{counted(len(models), 'model')} with a scored attempt here"
    elif len(values) < 2:
        cause = f"all {len(models)} models have the same value: {next(iter(values))}"
    elif len(values - {UNKNOWN}) < 2:
        untold = sum(model.value(axis) == UNKNOWN for model in models)
        cause = f"of {counted(untold, 'model')} it is not known, so that nobody is known to differ"
    elif left_out:
        cause = f"{counted(left_out, 'pair')} that may, but something else is told by one of the two only"
    else:
        cause = "whoever differs in it differs in something else, too: prony compare A B says in what"
    known = ", ".join(AXES)
    return JournalError(
        "E658",
        f"no two models differ in {axis} alone",
        cause=cause,
        hint=f"prony factors lists the axes that some do; axes are {known}, and the fields of a fingerprint",
    )
