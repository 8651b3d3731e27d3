"""Who is preferred among models that tie: by seconds, memory or tokens, and whether that difference is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import NamedTuple

from prony.boards.head import LEVEL
from prony.boards.spending import PER_SOLVED, SpeedRatio, speed_ratios
from prony.pick.answers import Prefer
from prony.pick.candidates import PickCandidate
from prony.pick.stages import SuiteStage
from prony.readable import fixed, gigabytes, seconds


class Preferred(NamedTuple):
    """Models that tie, the preferred one first, and why it is, as the end of a sentence. by: what it is preferred by.

    skipped: why what was asked for says nothing.
    """

    order: tuple[PickCandidate, ...]
    because: str
    by: Prefer
    skipped: str = ""


class _Told(NamedTuple):
    order: tuple[PickCandidate, ...]
    because: str


def preferred(tied: Sequence[PickCandidate], stage: SuiteStage, prefer: Prefer) -> Preferred | None:
    """The order of these by `prefer`; where that tells nothing, by the first other preference that does; None where
    none does."""
    skipped = ""
    for by in (prefer, *(other for other in Prefer if other is not prefer)):
        told = _BY[by](tied, stage)
        if isinstance(told, _Told):
            return Preferred(told.order, told.because, by, skipped)
        skipped = skipped or f"--prefer {by.value} says nothing: {told}"
    return None


def _by_speed(tied: Sequence[PickCandidate], stage: SuiteStage) -> _Told | str:
    if stage.timing:
        return stage.timing[0]
    values = {one.contestant: one.throughput.wall_s.value for one in tied}
    return _by_amount(tied, stage, values, PER_SOLVED["wall_per_solved_s"], _SECONDS)


def _by_tokens(tied: Sequence[PickCandidate], stage: SuiteStage) -> _Told | str:
    values = {one.contestant: _mean_tokens(stage, one.contestant) for one in tied}
    return _by_amount(tied, stage, values, PER_SOLVED["completion_tokens_per_solved"], _TOKENS)


class _Words(NamedTuple):
    missing: str
    best: str
    lowest: str
    what: str
    text: Callable[[float | None], str]


_SECONDS = _Words("seconds were not captured of all of them", "faster", "lowest median of seconds", "seconds", seconds)
_TOKENS = _Words(
    "tokens were not captured of all of them",
    "sparing with tokens",
    "lowest mean of tokens",
    "completion tokens",
    lambda value: f"{fixed(value, 0)} tokens",
)


def _by_amount(
    tied: Sequence[PickCandidate],
    stage: SuiteStage,
    values: Mapping[str, float | None],
    of: tuple[str, str],
    words: _Words,
) -> _Told | str:
    known = {one: value for one, value in values.items() if value is not None}
    if len(known) < len(values):
        return words.missing
    order = tuple(sorted(tied, key=lambda one: (known[one.contestant], one.label)))
    spent = {one.contestant: stage.costs_of(one.contestant) for one in tied}
    best, next_one = order[0], order[1]
    ratios = speed_ratios(spent, LEVEL, of)
    mine = [ratio for ratio in ratios if ratio.one == best.contestant]
    if len(mine) == len(tied) - 1 and all(ratio.hi < 1.0 for ratio in mine):
        near = max(mine, key=lambda ratio: ratio.value)
        other = next(one.label for one in tied if one.contestant == near.other)
        return _Told(order, f"because it is {words.best}: {_span(near)} times the {words.what} of {other}")
    if known[best.contestant] == known[next_one.contestant]:
        return f"{best.label} and {next_one.label} take the same"
    both = f"{words.text(known[best.contestant])}, {next_one.label} {words.text(known[next_one.contestant])}"
    return _Told(order, f"for the {words.lowest} measured ({both}), a difference that is not decided")


def _by_size(tied: Sequence[PickCandidate], stage: SuiteStage) -> _Told | str:
    whole = {one.contestant: one.memory.total_bytes for one in tied if one.memory.exact}
    contexts = {one.memory.context for one in tied}
    sizes = whole if len(whole) == len(tied) and len(contexts) == 1 else {}
    what = "memory with its context" if sizes else "weights"
    sizes = sizes or {one.contestant: one.memory.weights_bytes for one in tied}
    known = {one: size for one, size in sizes.items() if size is not None}
    if len(known) < len(tied):
        return "sizes were not captured of all of them"
    order = tuple(sorted(tied, key=lambda one: (known[one.contestant], one.label)))
    best, next_one = (known[one.contestant] for one in order[:2])
    if best == next_one:
        return f"{order[0].label} and {order[1].label} are of one size"
    return _Told(
        order, f"because it is smaller ({what}: {gigabytes(best)} GB, {order[1].label} {gigabytes(next_one)} GB)"
    )


def _mean_tokens(stage: SuiteStage, contestant: str) -> float | None:
    costs = stage.costs_of(contestant)
    known = sum(costs.columns["completions"])
    return sum(costs.columns["completion_tokens"]) / known if known and known == sum(costs.scored) else None


def _span(ratio: SpeedRatio) -> str:
    return f"{fixed(ratio.lo, 2, ROUND_FLOOR)} to {fixed(ratio.hi, 2, ROUND_CEILING)}"


_BY: dict[Prefer, Callable[[Sequence[PickCandidate], SuiteStage], _Told | str]] = {
    Prefer.SPEED: _by_speed,
    Prefer.SIZE: _by_size,
    Prefer.TOKENS: _by_tokens,
}
