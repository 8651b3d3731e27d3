"""Several contestants, each against each: differences decided with one error rate for all who could be picked."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from prony.boards.board import Row
from prony.boards.comparison.opponents import candidates_of, field_of, opponents
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, scores_by_task
from prony.boards.head import LEVEL, SuiteView
from prony.boards.headline import partial_credit
from prony.boards.leaderboard import order
from prony.boards.ranks import BoardRanking, RankedPair, RankSet
from prony.boards.rows import row_of, slicing
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.journal.index import Index
from prony.readable import counted

MOST = 8
"""Contestants that one table of pairs shows."""


class Pairwise(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.pairwise/1"):
    """Contestants on one suite at one digest, the best first, and every two of them."""

    sentences: tuple[str, ...]
    """What may be concluded."""
    rows: tuple[Row, ...]
    field: int
    """Contestants among which pairs are decided: all models of the board, and references that were named."""
    method: str
    tasks: int
    sets: dict[str, RankSet] = {}
    """Contestant -> its rank set among the field, of those that are shown."""
    pairs: tuple[RankedPair, ...] = ()
    """Every two of those that are shown; nothing is decided where the board may not be read."""
    doubts: tuple[Doubt, ...] = ()

    def pair(self, a: str, b: str) -> RankedPair | None:
        """The pair of these two, whoever is ahead."""
        return next((pair for pair in self.pairs if {pair.ahead, pair.behind} == {a, b}), None)


def pairwise(
    index: Index,
    names: Sequence[str],
    *,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
) -> Pairwise:
    """Each of `names` against each other one, on the board that `prony.boards.leaderboard` would make.

    Raises JournalError as `prony.boards.comparison.compare.compare`.
    """
    all_of_it = gathered(index, run, suite, grader, step)
    sliced = slicing("language", all_of_it.tasks.values())
    candidates = candidates_of(all_of_it.everybody, all_of_it.tasks)
    picked = opponents(candidates, names)
    field = field_of(candidates, picked)
    by_id = all_of_it.by_id
    chosen = sorted((row_of(by_id[one.contestant], all_of_it.tasks, sliced, LEVEL) for one in picked), key=order)
    shown = [row.contestant for row in chosen]
    ranking = _ranking({one: outcomes_by_task(by_id[one].cells) for one in field})
    doubts = all_of_it.doubts_of(shown)
    pairs = [pair for pair in ranking.pairs if {pair.ahead, pair.behind} <= set(shown)]
    return Pairwise(
        **all_of_it.head,
        sentences=(*_sentences(chosen, pairs, ranking, doubts), *_by_score(chosen, field, by_id, doubts)),
        rows=tuple(chosen),
        field=len(field),
        method=ranking.method,
        tasks=ranking.tasks,
        sets={} if doubts else {one: ranking.sets[one] for one in shown},
        pairs=() if doubts else tuple(pairs),
        doubts=doubts,
    )


def _ranking(samples: Mapping[str, Mapping[str, Sequence[float]]]) -> BoardRanking:
    """Every pair of the field, however many there are."""
    from prony.boards.ranks import ranking_of

    found = ranking_of(samples, LEVEL, every_pair=True)
    assert found is not None, "opponents are two or more"
    return found


def _by_score(
    chosen: Sequence[Row], field: Sequence[str], by_id: Mapping[str, Entrant], doubts: Sequence[Doubt]
) -> tuple[str, ...]:
    """The same of scores, where partial credit occurs."""
    if doubts or not partial_credit(chosen):
        return ()
    ranking = _ranking({one: scores_by_task(by_id[one].cells) for one in field})
    shown = {row.contestant for row in chosen}
    pairs = [pair for pair in ranking.pairs if {pair.ahead, pair.behind} <= shown]
    return tuple(f"by score: {told}" for told in _sentences(chosen, pairs, ranking, doubts, "scores"))


def _sentences(
    chosen: Sequence[Row],
    pairs: Sequence[RankedPair],
    ranking: BoardRanking,
    doubts: Sequence[Doubt],
    verb: str = "solves",
) -> tuple[str, ...]:
    if doubts:
        return (not_to_be_read(doubts) or so_far("no pair is told apart while tasks still come in", doubts),)
    names = {row.contestant: row.label for row in chosen}
    ahead = {one: [names[pair.behind] for pair in pairs if pair.decided and pair.ahead == one] for one in names}
    told = [f"{names[one]} {verb} more than {', '.join(behind)}" for one, behind in ahead.items() if behind]
    tied = [
        f"{names[one]} and {names[other]}"
        for one, other in itertools.combinations(names, 2)
        if not any(pair.decided and {pair.ahead, pair.behind} == {one, other} for pair in pairs)
    ]
    among = f"decided among {counted(len(ranking.sets), 'contestant')}, {counted(ranking.tasks, 'task')}"
    first = f"{'; '.join(told)} ({among})" if told else f"no pair is {among}"
    return (first, *([f"not told apart: {'; '.join(tied)}"] if tied and told else []))
