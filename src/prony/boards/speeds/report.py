"""A sweep as a view: each contestant's cells with medians and intervals, what was struck out, llama-bench beside."""

from __future__ import annotations

from prony.boards.fields import chips
from prony.boards.rows import machine_of
from prony.boards.speeds.on_boards import as_figure
from prony.boards.swept import SpeedFigure
from prony.boards.view import View
from prony.journal.sweeps import SweepSettings
from prony.plain import clean_line, homeless
from prony.readable import counted
from prony.speed.figures import (
    MOST_LAG_MS,
    BenchFigure,
    CellFigures,
    bench_figures,
    by_place,
    decode_words,
    prefill_words,
)
from prony.speed.joins import engine_key
from prony.speed.kept import KeptSweep
from prony.speed.medians import Median

BUSY_CORES = 0.25
"""Cores that others keep busy above which it is said."""


class SpeedCell(View, frozen=True, kw_only=True):
    """One depth with one number of streams. `prefill_test` and `decode_test` are llama-bench's words for it.

    made, kept: measurements, and those that count. struck: why not, a sentence each.
    """

    depth: int
    concurrency: int
    prefill_test: str
    decode_test: str
    prompt_tokens: int | None
    """As the engine counted them, the median."""
    reply_tokens: int | None
    ttft_s: SpeedFigure
    prefill_tokens_per_s: SpeedFigure
    decode_tokens_per_s: SpeedFigure
    server_decode_tokens_per_s: SpeedFigure
    total_tokens_per_s: SpeedFigure
    energy_wh: SpeedFigure
    made: int
    kept: int
    others_cores: float | None
    struck: tuple[str, ...] = ()


class BenchLine(View, frozen=True, kw_only=True):
    """A test of llama-bench."""

    test: str
    tokens_per_s: SpeedFigure


class SpeedOfContestant(View, frozen=True, kw_only=True):
    """One contestant of a sweep. `engine_key`: what it has in common with contestants whose speed this is."""

    label: str
    contestant: str | None
    engine_key: str | None
    chips: tuple[str, ...] = ()
    machine: str | None = None
    served_context: int | None = None
    slots: int | None = None
    threads: int | None = None
    load_s: float | None = None
    """Of a cold load; None where it was loaded already."""
    peak_bytes: int | None = None
    size_bytes: int | None = None
    energy_source: str | None = None
    cells: tuple[SpeedCell, ...] = ()
    llama_bench_build: str | None = None
    llama_bench: tuple[BenchLine, ...] = ()


class SpeedReport(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.speed/1"):
    """A sweep."""

    sweep: str
    created_at: str
    prompt_tokens: int
    reply_tokens: int
    repeats: int
    contestants: tuple[SpeedOfContestant, ...]
    notes: tuple[str, ...] = ()


def speed_report(sweep: KeptSweep) -> SpeedReport:
    """The view of a sweep, as far as it got."""
    settings = sweep.plan.settings
    contestants = tuple(_contestant(sweep, spec.label) for spec in sweep.plan.contestants)
    return SpeedReport(
        sweep=sweep.plan.id,
        created_at=sweep.plan.created_at,
        prompt_tokens=settings.prompt_tokens,
        reply_tokens=settings.reply_tokens,
        repeats=settings.repeats,
        contestants=contestants,
        notes=tuple(dict.fromkeys([*map(clean_line, _notes(sweep)), *_of_others(contestants)])),
    )


def _notes(sweep: KeptSweep) -> list[str]:
    return [homeless(note.text) for note in sweep.notes if note.level == "warning"]


def _of_others(contestants: tuple[SpeedOfContestant, ...]) -> list[str]:
    """What else kept the machine busy."""
    seen = [(one.label, cell.others_cores) for one in contestants for cell in one.cells if cell.others_cores]
    most = max((cores for _, cores in seen), default=0.0)
    if most <= BUSY_CORES:
        return []
    whom = ", ".join(dict.fromkeys(label for label, cores in seen if cores > BUSY_CORES))
    return [f"other programs kept up to {most:.1f} cores busy between the measurements of {clean_line(whom)}"]


def _contestant(sweep: KeptSweep, label: str) -> SpeedOfContestant:
    known, load = sweep.contestants.get(label), sweep.loads.get(label)
    fingerprint = known.fingerprint if known else None
    bench = [one for one in sweep.benched if one.label == label]
    sources = [one.energy_source for one in sweep.of(label) if one.energy_source]
    of_engine = (
        {}
        if fingerprint is None
        else {
            "chips": chips(fingerprint),
            "machine": machine_of(fingerprint.machine),
            "served_context": fingerprint.engine.served_context,
            "slots": fingerprint.engine.slots,
            "threads": fingerprint.engine.threads,
            "size_bytes": fingerprint.artifact.size_bytes,
        }
    )
    return SpeedOfContestant(
        label=homeless(label),
        contestant=fingerprint.digest()[:12] if fingerprint else None,
        engine_key=engine_key(fingerprint) if fingerprint else None,
        load_s=load.load_s if load is not None and load.cold else None,
        peak_bytes=sweep.peak_bytes(label),
        energy_source=sources[-1] if sources else None,
        cells=tuple(_cell(one, sweep.plan.settings) for one in by_place(sweep.of(label))),
        llama_bench_build=bench[-1].build if bench else None,
        llama_bench=tuple(map(_bench, bench_figures(bench))),
        **of_engine,  # type: ignore[arg-type]
    )


def _cell(one: CellFigures, settings: SweepSettings) -> SpeedCell:
    figures = {name: as_figure(found) for name, found in one.figures.items()}
    length = one.place.depth + settings.prompt_tokens
    return SpeedCell(
        depth=one.place.depth,
        concurrency=one.place.concurrency,
        prefill_test=prefill_words(length),
        decode_test=decode_words(settings.reply_tokens, length),
        prompt_tokens=one.prompt_tokens,
        reply_tokens=one.reply_tokens,
        ttft_s=figures["ttft_s"],
        prefill_tokens_per_s=figures["prefill"],
        decode_tokens_per_s=figures["decode"],
        server_decode_tokens_per_s=figures["engine_decode"],
        total_tokens_per_s=figures["total"],
        energy_wh=_in_wh(one.energy_j),
        made=one.made,
        kept=one.kept,
        others_cores=one.others_cores,
        struck=tuple(_struck(one)),
    )


def _struck(one: CellFigures) -> list[str]:
    """What does not count, and why; what an engine never tells is no reason."""
    limit = f" (99th percentile over {MOST_LAG_MS:g} ms)"
    whole = [
        f"{counted(count, 'measurement')} struck out: {why}{limit if 'loop' in why else ''}"
        for why, count in one.struck.items()
    ]
    return whole + [
        f"{name} lacks {counted(count, 'measurement')}: {why}"
        for (name, why), count in one.partly.items()
        if why != "not captured"
    ]


def _in_wh(joules: Median) -> SpeedFigure:
    wh = [None if one is None else one / 3600 for one in (joules.value, joules.lo, joules.hi)]
    return SpeedFigure(value=wh[0], lo=wh[1], hi=wh[2], n=joules.n, coverage=joules.coverage)


def _bench(one: BenchFigure) -> BenchLine:
    return BenchLine(test=one.words, tokens_per_s=as_figure(one.tokens_per_s))
