"""The sentences above a board: what follows from it, or that nothing was measured and why."""

from __future__ import annotations

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
from prony.boards.validity import as_it_may_be_read, bearing_on, sentence_as_it_may_be_read
from prony.journal.rollup import CellCounts

MOST_CAUSES = 2
"""Causes that the sentence names; all stand under the board."""
MOST_BESIDE = 2
"""Incomplete contestants that the sentence compares with the only complete one."""

Reader = Callable[[Mapping[str, CellCounts]], dict[str, list[float]]]


class Conclusions(NamedTuple):
    """What follows from a board."""

    sentence: str
    score_sentence: str
    """The same of scores, where partial credit occurs; else empty."""
    comparison: Versus | None
    """The two that matter most: the two best, or the only complete one and the best of the others."""
    ranking: BoardRanking | None
    """Of the complete models."""


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

    def samples(self, rows: Sequence[Row], reader: Reader) -> dict[str, dict[str, list[float]]]:
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
    if partial_credit([*field.models, *field.scored]):
        score_ranking = rank(field.samples(field.models, scores_by_task), field.level)
        by_score = _sentence(field, score_ranking, _comparison(field, scores_by_task), scores_by_task)
    return Conclusions(sentence, by_score, comparison, ranking)


def partial_credit(rows: Sequence[Row]) -> bool:
    """Whether some score of theirs is neither nothing nor everything."""
    return any(row.score.value != row.solved.value for row in rows)


def _sentence(field: Contenders, ranking: BoardRanking | None, comparison: Versus | None, reader: Reader) -> str:
    if ranking is not None and len(field.models) > 2:
        names = {row.contestant: row.label for row in field.models}
        values = {one: _mean(samples) for one, samples in field.samples(field.models, reader).items()}
        names = {one: names[one] for one in sorted(names, key=lambda one: -values[one])}
        return sentence_as_it_may_be_read(order_claim(ranking, names, values), field.doubts, names)
    if len(field.models) == 1 and field.scored:
        return _beside(field, reader)
    if comparison is not None:
        return comparison.sentence
    if field.models:
        first = field.models[0]
        samples = field.samples(field.models, reader)[first.contestant]
        told = rate_sentence(first.label, samples, field.level)
        return sentence_as_it_may_be_read(told, field.doubts, [first.contestant])
    return ""


def _beside(field: Contenders, reader: Reader) -> str:
    """The only complete contestant against each of the best incomplete ones, on the tasks common to the two."""
    beside = field.scored[:MOST_BESIDE]
    level = 1.0 - (1.0 - field.level) / len(beside)
    told = [_duel(field, field.models[0], row, reader, level).sentence for row in beside]
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
    told = versus((a.label, samples[a.contestant]), (b.label, samples[b.contestant]), level)
    told = replace(told, a_contestant=a.contestant, b_contestant=b.contestant)
    return as_it_may_be_read(told, field.doubts, level)


def _mean(samples: Mapping[str, Sequence[float]]) -> float:
    return sum(sum(some) / len(some) for some in samples.values()) / len(samples) if samples else 0.0


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
    of_tasks = f"{row.solved.tasks} of {tasks} task{'' if tasks == 1 else 's'}"
    return f"{row.label} has scored attempts at {of_tasks} only ({row.outcomes.solved} of {row.outcomes.scored} solved)"


def _and_others(count: int) -> str:
    if not count:
        return ""
    return f", and {count} other{'' if count == 1 else 's'} {'has' if count == 1 else 'have'} none"
