"""Reliability: what each contestant solves every time, at times, never; and whom that tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from prony.boards.claims import order_claim
from prony.boards.doubt import Doubt
from prony.boards.head import LEVEL, SuiteView
from prony.boards.ranks import BoardRanking, ranking_of
from prony.boards.reliability.steadiness import Steadiness, every_time, steadiness_of
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.journal.index import Index
from prony.journal.outputs import Output, outputs_of
from prony.phrases import percent
from prony.readable import counted, interval


class Reliability(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.reliability/1"):
    """How far each contestant of a suite may be relied on. `models` by what they solve every time, `references` apart.
    rankings: of those with one number of repeats each, since "every time" of two is more than of ten."""

    models: tuple[Steadiness, ...] = ()
    references: tuple[Steadiness, ...] = ()
    rankings: dict[int, BoardRanking] = {}
    """Repeats -> who is decidedly ahead in tasks solved every time; of two contestants and more."""
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def reliability(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
) -> Reliability:
    """How far the contestants of one suite may be relied on. Raises JournalError E650, E653, E656 as `gathered`."""
    all_of_it = gathered(index, run, suite, grader, step)
    outputs: dict[str, list[Output]] = defaultdict(list)
    ids = {one.contestant for one in all_of_it.everybody}
    for output in outputs_of(index, all_of_it.scope.suite.digest, all_of_it.scope.run_names, ids):
        outputs[output.contestant].append(output)
    found = [
        (one, steady)
        for one in all_of_it.everybody
        if (steady := steadiness_of(one, outputs[one.contestant], LEVEL)) is not None
    ]
    models = sorted((steady for one, steady in found if not one.reference), key=_order)
    doubts = all_of_it.doubts_of([one.contestant for one in models])
    rankings = {} if doubts else _rankings(all_of_it, models)
    letters = {one: place.letters for ranking in rankings.values() for one, place in ranking.sets.items()}
    models = [replace(one, letters=letters.get(one.contestant, "")) for one in models]
    return Reliability(
        **all_of_it.head,
        models=tuple(models),
        references=tuple(sorted((steady for one, steady in found if one.reference), key=_order)),
        rankings=rankings,
        sentences=tuple(_sentences(models, rankings, doubts)),
        doubts=doubts,
    )


def _order(one: Steadiness) -> tuple[int, float, float, str]:
    """Those with most repeats first, then by what they solve every time, then by what they solve at all."""
    return -one.repeats, -(one.every_time.value or 0.0), -(one.at_least_once.value or 0.0), one.label


def _rankings(all_of_it: Gathered, models: Sequence[Steadiness]) -> dict[int, BoardRanking]:
    of_repeats: dict[int, list[Steadiness]] = defaultdict(list)
    for one in models:
        if one.repeats > 1:
            of_repeats[one.repeats].append(one)
    by_id = all_of_it.by_id
    found = {}
    for repeats, some in of_repeats.items():
        samples = {one.contestant: every_time(by_id[one.contestant], repeats) for one in some}
        if (ranking := ranking_of(samples, LEVEL)) is not None:
            found[repeats] = ranking
    return found


def _sentences(
    models: Sequence[Steadiness], rankings: dict[int, BoardRanking], doubts: Sequence[Doubt]
) -> Iterable[str]:
    if not models:
        yield "no model has a scored attempt yet"
        return
    if struck := not_to_be_read(doubts):
        yield struck
        return
    told = [*_orders(models, rankings), *map(steadiness_sentence, models)]
    yield from ([so_far(line, doubts) for line in told] if doubts else told)


def _orders(models: Sequence[Steadiness], rankings: dict[int, BoardRanking]) -> Iterable[str]:
    for repeats, ranking in rankings.items():
        some = [one for one in models if one.contestant in ranking.sets]
        rates = {one.contestant: one.every_time.value for one in some}
        names = {one: next(mine.label for mine in some if mine.contestant == one) for one in ranking.sets}
        yield f"by tasks solved {repeats} times of {repeats}: {order_claim(ranking, names, rates)}"


def steadiness_sentence(one: Steadiness) -> str:
    """What one contestant's repeats tell, in one sentence."""
    if one.repeats == 1:
        return f"{one.label} was tried once at each task, which tells nothing of its reliability: prony run -k 5 tells"
    head = (
        f"{one.label} solves {one.by_times[-1]} of {counted(one.tasks, 'task')} every time ({one.repeats} of "
        f"{one.repeats}), {one.at_times} at times, {one.by_times[0]} never"
    )
    if one.all_copies:
        return f"{head}; all attempts at each task are copies, byte for byte, so that they are worth one each"
    copies = f"; at {one.copied} of {one.known} tasks they are copies, byte for byte" if one.copied else ""
    if one.flip.value is None or one.flip.lo is None or one.flip.hi is None:
        return head + copies
    within = f"95 % interval {interval(one.flip.lo, one.flip.hi, 0)} %"
    return f"{head}; two attempts at one task differ in {percent(one.flip.value)} of cases, {within}{copies}"
