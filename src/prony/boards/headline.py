"""The sentences above a board: what follows from it, or that nothing was measured and why."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from prony.boards.board import Row, Versus
from prony.boards.causes import Cause, cause_line
from prony.boards.claims import order_claim
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_sentence, scores_by_task, versus
from prony.boards.ranks import BoardRanking, ranking_of, ranking_so_far
from prony.boards.validity.validity import STRUCK, Withheld, as_it_may_be_read, bearing_on, sentence_as_it_may_be_read
from prony.journal.rollup import CellCounts
from prony.readable import counted

MOST_CAUSES = 2
"""Causes that the sentence names; all stand under the board."""
MOST_IN_ORDER = 6
"""Models that the order by score names."""
TINY = 1e-9
MOST_BESIDE = 2
"""Incomplete contestants that the sentence compares with the only complete one."""

Reader = Callable[[Mapping[str, CellCounts]], Mapping[str, Sequence[float]]]


class Conclusions(NamedTuple):
    """What follows from a board."""

    sentence: str
    score_sentence: str
    """The same of scores, where partial credit occurs; else empty."""
    comparison: Versus | None
    """The two that matter most: the two best, or the only complete one and the best of the others."""
    ranking: BoardRanking | None
    """Of the complete models; None where nothing may be concluded."""
    struck: bool = False
    """Whether nothing may be concluded."""


class Contenders(NamedTuple):
    """Who is on a board. models, incomplete: the best first."""

    models: Sequence[Row]
    incomplete: Sequence[Row]
    by_id: Mapping[str, Entrant]
    doubts: Sequence[Doubt]
    tasks: int
    level: float

    @property
    def scored(self) -> list[Row]:
        """Incomplete ones with a scored attempt."""
        return [row for row in self.incomplete if row.outcomes.scored]

    def samples(self, rows: Sequence[Row], reader: Reader) -> dict[str, Mapping[str, Sequence[float]]]:
        """Contestant -> task -> what counts of its attempts."""
        return {row.contestant: reader(self.by_id[row.contestant].cells) for row in rows}

    def interim(self, contestants: Collection[str]) -> bool:
        """Whether one of them has attempts that are not made, or not graded."""
        return any(doubt.kind is DoubtKind.INTERIM for doubt in bearing_on(self.doubts, contestants))


def conclude(field: Contenders, causes: Sequence[Cause]) -> Conclusions:
    """What follows: from rank sets of three and more, from the comparison of two, from the rate of one."""
    ids = [row.contestant for row in field.models]
    rank = ranking_so_far if field.interim(ids) else ranking_of
    ranking = rank(field.samples(field.models, outcomes_by_task), field.level)
    comparison = _comparison(field, outcomes_by_task)
    sentence = _sentence(field, ranking, comparison, outcomes_by_task) or _nothing(field, causes)
    by_score = ""
    struck = sentence.startswith(STRUCK)
    if partial_credit([*field.models, *field.scored]) and not struck:
        score_ranking = rank(field.samples(field.models, scores_by_task), field.level)
        by_score = _sentence(field, score_ranking, _comparison(field, scores_by_task), scores_by_task)
    return Conclusions(sentence, by_score, comparison, None if struck else ranking, struck)


def partial_credit(rows: Sequence[Row]) -> bool:
    """Whether some score of theirs is neither nothing nor everything."""
    return any(row.score.value != row.solved.value for row in rows)


def _sentence(field: Contenders, ranking: BoardRanking | None, comparison: Versus | None, reader: Reader) -> str:
    if ranking is not None and len(field.models) > 2:
        return _order(field, ranking, field.models, reader)
    running = [*field.models, *field.scored]
    made = len(field.models) == 2 and not field.interim([row.contestant for row in field.models])
    if not made and len(running) > 2 and field.interim([row.contestant for row in running]):
        so_far = ranking_so_far(field.samples(running, reader), field.level)
        return _order(field, so_far, running, reader) if so_far else ""
    if len(field.models) == 1 and field.scored:
        return _beside(field, reader)
    if not field.models and len(field.scored) > 2:
        several = field.samples(field.scored, reader)
        pairwise = ranking_of(several, field.level)
        least = min(len(one.keys() & other.keys()) for one, other in itertools.combinations(several.values(), 2))
        return _order(field, replace(pairwise, tasks=least), field.scored, reader) if pairwise else ""
    if comparison is not None:
        return comparison.sentence
    if field.models:
        first = field.models[0]
        samples = field.samples(field.models, reader)[first.contestant]
        told = rate_sentence(first.label, samples, field.level)
        return sentence_as_it_may_be_read(told, field.doubts, [first.contestant])
    return ""


def _order(field: Contenders, ranking: BoardRanking, rows: Sequence[Row], reader: Reader) -> str:
    values = {one: _mean(samples) for one, samples in field.samples(rows, reader).items()}
    labels = {row.contestant: row.label for row in rows}
    names = {one: labels[one] for one in sorted(labels, key=lambda one: -values[one])}
    return sentence_as_it_may_be_read(order_claim(ranking, names, values), field.doubts, names)


def _beside(field: Contenders, reader: Reader) -> str:
    """The only complete contestant against each of the best incomplete ones, on the tasks common to the two."""
    beside = field.scored[:MOST_BESIDE]
    level = math.ceil(100.0 * (1.0 - (1.0 - field.level) / len(beside)) - 1e-9) / 100.0
    duels = [_duel(field, field.models[0], row, reader, level) for row in beside]
    read = [duel for duel in duels if duel.decision != Withheld.NOT_TO_BE_READ]
    told = [duel.sentence for duel in read or duels]
    more = len(field.scored) - len(beside)
    rest = [f"{more} more incomplete: prony compare"] if more else []
    return "; ".join([*dict.fromkeys(told), *rest])


def _comparison(field: Contenders, reader: Reader) -> Versus | None:
    rows = two_best(field.models, field.incomplete)
    if len(rows) < 2:
        return None
    return _duel(field, rows[0], rows[1], reader, field.level)


def two_best(models: Sequence[Row], incomplete: Sequence[Row]) -> list[Row]:
    """The two best complete models; where there are not two, the complete one first, then the best of the others."""
    rows = [row for row in models if row.outcomes.scored] + [row for row in incomplete if row.outcomes.scored]
    return rows[:2]


def _duel(field: Contenders, a: Row, b: Row, reader: Reader, level: float) -> Versus:
    samples = field.samples([a, b], reader)
    those = field.models if a.complete and b.complete else [*field.models, *field.scored]
    told = versus((a.label, samples[a.contestant]), (b.label, samples[b.contestant]), level, len(those))
    told = replace(told, a_contestant=a.contestant, b_contestant=b.contestant)
    return as_it_may_be_read(told, field.doubts)


def score_order(models: Sequence[Row]) -> list[str]:
    """That the order by score is another than that of the table, which is by tasks solved; estimates both."""
    by_score = sorted(models, key=lambda row: -(row.score.value or 0.0))
    turned = any(
        (a.solved.value or 0.0) > (b.solved.value or 0.0) + TINY
        and (a.score.value or 0.0) < (b.score.value or 0.0) - TINY
        for a, b in itertools.combinations(models, 2)
    )
    told = ", ".join(row.label for row in by_score[:MOST_IN_ORDER])
    more = f" and {len(by_score) - MOST_IN_ORDER} more" if len(by_score) > MOST_IN_ORDER else ""
    return [f"rows stand by tasks solved; by score the order of the estimates is {told}{more}"] if turned else []


def _mean(samples: Mapping[str, Sequence[float]]) -> float:
    from prony.stats.samples import samples_of

    return sum(samples_of(samples).means) / len(samples) if samples else 0.0


def _nothing(field: Contenders, causes: Sequence[Cause]) -> str:
    """Why nothing follows: nobody is complete, and not two have common ground."""
    first = next(iter([*field.scored, *field.incomplete]), None)
    why = [cause_line(cause) for cause in causes if first is not None and first.label in cause.labels][:MOST_CAUSES]
    if first is None or not (why or first.outcomes.scored):
        return "no model has a scored attempt yet: what stands here says only whether the bench works"
    others = len([row for row in field.incomplete if row is not first and not row.outcomes.scored])
    return "; ".join([f"not measured: {_scored(first, field.tasks)}{_and_others(others)}", *why])


def _scored(row: Row, tasks: int) -> str:
    if not row.outcomes.scored:
        return f"{row.label} has no scored attempt"
    of_tasks = f"{row.solved.tasks} of {counted(tasks, 'task')}"
    return f"{row.label} has scored attempts at {of_tasks} only ({row.outcomes.solved} of {row.outcomes.scored} solved)"


def _and_others(count: int) -> str:
    if not count:
        return ""
    return f", and {counted(count, 'other')} {'has' if count == 1 else 'have'} none"
