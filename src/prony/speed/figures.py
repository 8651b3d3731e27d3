"""From measurements to figures: rates and times of a cell, and why a measurement is struck out. Pure functions.

A rate is computed from counts and times each time it is shown. Of one measurement, a figure is the median over its
streams (of `total`, over all of them at once); of a cell, the median over its repeats.

Struck out is the whole of a measurement where a request failed, or where our own loop was late: the 99th percentile of
its lag over `MOST_LAG_MS`. A single figure is struck out where something else stood in its place: `prefill` and
`ttft_s` where the engine took some of the prompt from its cache, `ttft_s` where the request waited for a load or a
queue, the client's `decode` where the reply came in a burst, both rates of decoding where a reply is too short.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from prony.journal.speeds import sums_of, ttft_s
from prony.journal.sweeps import CellMeasured, LlamaBenched, LlamaBenchTest
from prony.nouns import Exchange, Fault, Party
from prony.speed.medians import Median, median_of

MOST_LAG_MS = 5.0
MOST_CACHED = 0.01
"""The share of a prompt from a cache above which it was not read."""
LEAST_TOKENS = 16
"""Tokens of a reply below which it has no rate."""

FIGURES = ("ttft_s", "prefill", "decode", "engine_decode", "total")
"""ttft_s: seconds to the first token of any kind. prefill: prompt tokens a second, by the engine's clock. decode: reply
tokens a second by the client's clock; engine_decode: by the engine's. total: reply tokens a second of all streams
together, the reading of their prompts included. The clocks are never mixed."""

LAGGED = "our own loop was late"
CACHED = "some of the prompt came from a cache"
WAITED = "the request waited for a load or a queue"
BURST = "the reply came in a burst"
SHORT = "the reply was too short"
UNTOLD = "not captured"


class SweepPlace(NamedTuple):
    """A cell of a sweep: tokens of depth beside the prompt's own, and streams at once."""

    depth: int
    concurrency: int


class CellFigures(NamedTuple):
    """What the repeats of a cell come to. `figures` by the names of `FIGURES`; `struck`: reason -> measurements that
    it struck out in whole; `partly`: (figure, reason) -> measurements that lack that figure alone."""

    place: SweepPlace
    figures: dict[str, Median]
    made: int
    kept: int
    struck: dict[str, int]
    partly: dict[tuple[str, str], int]
    prompt_tokens: int | None
    reply_tokens: int | None
    others_cores: float | None
    """The most that was seen before any of them."""
    energy_j: Median
    """Of a measurement: all of its streams."""


def failure_of(measured: CellMeasured) -> Fault | None:
    """The first fault of its requests that is not the model's: that a reply is cut at its length is what was asked."""
    faults = (one.fault for one in measured.exchanges)
    return next((one for one in faults if one is not None and one.party is not Party.MODEL), None)


def struck_out(measured: CellMeasured) -> str | None:
    """Why nothing of a measurement counts; None where it does."""
    if (failed := failure_of(measured)) is not None:
        return f"a request failed: {failed.code.value}"
    if len(measured.exchanges) != measured.concurrency:
        return "a request was not made"
    return LAGGED if measured.lag.p99_ms > MOST_LAG_MS else None


def figure_of(measured: CellMeasured, name: str) -> tuple[float | None, str]:
    """One figure of a measurement, and why it has none."""
    if name == "total":
        made = [one.tokens.completion for one in measured.exchanges]
        if None in made or measured.wall_ms <= 0:
            return None, UNTOLD
        return sum(filter(None, made)) * 1000 / measured.wall_ms, ""
    found = [_OF_EXCHANGE[name](one) for one in measured.exchanges]
    values = [value for value, _ in found if value is not None]
    if len(values) < len(found) or not values:
        return None, next((why for value, why in found if value is None), UNTOLD)
    return statistics.median(values), ""


def _first(one: Exchange) -> tuple[float | None, str]:
    if "queued" in one.flags or "loaded_first" in one.flags or "loading_text" in one.flags:
        return None, WAITED
    if _cached(one):
        return None, CACHED
    return ttft_s(one), UNTOLD


def _prefill(one: Exchange) -> tuple[float | None, str]:
    timings = one.timings
    if _cached(one):
        return None, CACHED
    # Where an engine does not tell what it cached, its count of tokens read is no count of work.
    if timings.cache_n is None or not timings.prompt_n or not timings.prompt_ms:
        return None, UNTOLD
    return timings.prompt_n * 1000 / timings.prompt_ms, ""


def _decode(one: Exchange) -> tuple[float | None, str]:
    if (one.tokens.completion or 0) < LEAST_TOKENS:
        return None, UNTOLD if one.tokens.completion is None else SHORT
    sums = sums_of(one)
    tokens, took_s = sums["decode_tokens"], sums["decode_s"]
    if not tokens or not took_s:
        return None, BURST if "burst" in one.flags else UNTOLD
    return tokens / took_s, ""


def _engine_decode(one: Exchange) -> tuple[float | None, str]:
    if one.timings.predicted_n is not None and one.timings.predicted_n < LEAST_TOKENS:
        return None, SHORT
    sums = sums_of(one)
    tokens, took_s = sums["server_decode_tokens"], sums["server_decode_s"]
    return (tokens / took_s, "") if tokens and took_s else (None, UNTOLD)


_OF_EXCHANGE: dict[str, Callable[[Exchange], tuple[float | None, str]]] = {
    "ttft_s": _first,
    "prefill": _prefill,
    "decode": _decode,
    "engine_decode": _engine_decode,
}


def _cached(one: Exchange) -> bool:
    cached = one.timings.cache_n if one.tokens.cached is None else one.tokens.cached
    return bool(cached) and cached > MOST_CACHED * (one.tokens.prompt or cached)  # type: ignore[operator]


def cell_figures(place: SweepPlace, measured: Sequence[CellMeasured]) -> CellFigures:
    """The figures of one cell. measured: its repeats; warm-ups among them count nowhere."""
    counted = [one for one in measured if not one.warm_up]
    reasons = [struck_out(one) for one in counted]
    kept = [one for one, why in zip(counted, reasons, strict=True) if why is None]
    partly: Counter[tuple[str, str]] = Counter()
    figures = {}
    for name in FIGURES:
        found = [figure_of(one, name) for one in kept]
        partly.update((name, why) for value, why in found if value is None)
        figures[name] = median_of([value for value, _ in found if value is not None])
    others = [one.others_cores for one in counted if one.others_cores is not None]
    return CellFigures(
        place=place,
        figures=figures,
        made=len(counted),
        kept=len(kept),
        struck=dict(Counter(filter(None, reasons))),
        partly=dict(partly),
        prompt_tokens=_middle(one.tokens.prompt for each in counted for one in each.exchanges),
        reply_tokens=_middle(one.tokens.completion for each in counted for one in each.exchanges),
        others_cores=max(others, default=None),
        energy_j=median_of([one.energy_j for one in kept if one.energy_j is not None]),
    )


def _middle(counts: Iterable[int | None]) -> int | None:
    known = [one for one in counts if one is not None]
    return round(statistics.median(known)) if known else None


def by_place(measured: Iterable[CellMeasured]) -> list[CellFigures]:
    """The figures of all cells of one contestant, by depth, then by streams."""
    cells: dict[SweepPlace, list[CellMeasured]] = {}
    for one in measured:
        if not one.warm_up:
            cells.setdefault(SweepPlace(one.depth, one.concurrency), []).append(one)
    return [cell_figures(place, cells[place]) for place in sorted(cells)]


class BenchFigure(NamedTuple):
    """Tokens a second of one test of llama-bench."""

    words: str
    tokens_per_s: Median


def bench_figures(benched: Iterable[LlamaBenched]) -> list[BenchFigure]:
    """llama-bench's tests in its own words, each the median over its runs; of one run, over its repetitions."""
    tests: dict[str, list[float]] = {}
    for one in benched:
        for test in one.tests:
            rates = [_tokens(test) * 1e9 / took for took in test.samples_ns if took > 0]
            if rates:
                tests.setdefault(words_of(test), []).append(statistics.median(rates))
    return [BenchFigure(words, median_of(rates)) for words, rates in tests.items()]


def _tokens(test: LlamaBenchTest) -> int:
    return test.prompt_tokens or test.reply_tokens


def words_of(test: LlamaBenchTest) -> str:
    """llama-bench's name of a test: `pp512`, `tg128 @ d4096`."""
    return prefill_words(test.prompt_tokens) if test.prompt_tokens else decode_words(test.reply_tokens, test.depth)


def prefill_words(tokens: int) -> str:
    """A prompt of so many tokens, read from the first."""
    return f"pp{tokens}"


def decode_words(tokens: int, depth: int) -> str:
    """So many tokens written behind so many others."""
    return f"tg{tokens} @ d{depth}" if depth else f"tg{tokens}"
