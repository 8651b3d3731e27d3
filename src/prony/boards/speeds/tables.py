"""A sweep as tables: cells, engines, and llama-bench in a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from prony import readable
from prony.boards.speeds.report import BenchLine, SpeedCell, SpeedOfContestant, SpeedReport
from prony.boards.swept import SpeedFigure
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    span_column,
    words_column,
)
from prony.plain import clean_line
from prony.readable import counted

LEGEND = (
    "Medians over repeats, with the interval from order statistics: below six repeats, from the least to the greatest "
    "(of five, 93.75 %). pp512: a prompt of 512 tokens, read from the first. tg128 @ d512: 128 tokens written behind "
    "512 others. first token: seconds until anything comes. by engine: on the engine's own clock; decode: on ours. all "
    "streams: reply tokens a second of all of them, their prompts' reading included. n: measurements that count, of "
    "those made. llama-bench has no HTTP, no template and no sampler: its numbers are not those of a server."
)


class CellLine(NamedTuple):
    """One cell of a contestant."""

    of: SpeedOfContestant
    cell: SpeedCell


class BenchOf(NamedTuple):
    """One test of llama-bench on a contestant's file."""

    of: SpeedOfContestant
    line: BenchLine


def speed_tables(report: SpeedReport) -> Tabular:
    """The tables of a sweep."""
    cells = [CellLine(one, cell) for one in report.contestants for cell in one.cells]
    bench = [BenchOf(one, line) for one in report.contestants for line in one.llama_bench]
    tables = (
        ViewTable(name="cells", title="Over HTTP, as a harness sees it", columns=CELLS, lines=cells),
        ViewTable(name="engines", title="Engines", columns=ENGINES, lines=report.contestants),
        ViewTable(name="llama_bench", title="llama-bench on the same file", columns=BENCH, lines=bench),
    )
    return Tabular(
        title=clean_line(f"speed · sweep {report.sweep} · {counted(report.repeats, 'repeat')}"),
        tables=tuple(table for table in tables if table.lines),
        legend=LEGEND,
        footnotes=(f"sweep {report.sweep} of {report.created_at}", *_footnotes(report)),
        key={"sweep": report.sweep, "created_at": report.created_at},
    )


def _footnotes(report: SpeedReport) -> Iterable[str]:
    for one in report.contestants:
        for cell in one.cells:
            for why in cell.struck:
                yield clean_line(f"{one.label}, {cell.prefill_test} x {cell.concurrency}: {why}")
    yield from report.notes


def _figure(
    header: str, name: str, unit: str, of: Callable[[CellLine], SpeedFigure], digits: int = 1
) -> tuple[TableColumn, TableColumn]:
    """A figure and its interval."""

    def told(value: float | None) -> str:
        return readable.UNKNOWN if value is None else readable.fixed(value, digits)

    def span(lo: float | None, hi: float | None) -> str:
        return "" if lo is None or hi is None else f"{readable.fixed(lo, digits)} to {readable.fixed(hi, digits)}"

    return (
        number_column(header, lambda line: of(line).value, told, unit=unit, name=name),
        span_column(f"{header} (interval)", name, lambda line: (of(line).lo, of(line).hi), span, unit=unit),
    )


CELLS = (
    words_column("model", lambda line: line.of.label),
    hidden_column("contestant", lambda line: line.of.contestant),
    words_column("prompt", lambda line: line.cell.prefill_test, name="prefill_test"),
    number_column("streams", lambda line: line.cell.concurrency),
    hidden_column("depth", lambda line: line.cell.depth, "tokens"),
    hidden_column("prompt", lambda line: line.cell.prompt_tokens, "tokens"),
    hidden_column("reply", lambda line: line.cell.reply_tokens, "tokens"),
    *_figure("first token s", "ttft", "s", lambda line: line.cell.ttft_s, 3),
    *_figure("prefill by engine", "prefill", "tokens_per_s", lambda line: line.cell.prefill_tokens_per_s),
    words_column("then", lambda line: line.cell.decode_test, name="decode_test"),
    *_figure("decode", "decode", "tokens_per_s", lambda line: line.cell.decode_tokens_per_s),
    *_figure("decode by engine", "server_decode", "tokens_per_s", lambda line: line.cell.server_decode_tokens_per_s),
    *_figure("all streams", "total", "tokens_per_s", lambda line: line.cell.total_tokens_per_s),
    *_figure("Wh", "energy", "wh", lambda line: line.cell.energy_wh, 4),
    number_column("n", lambda line: line.cell.kept, name="kept"),
    number_column("of", lambda line: line.cell.made, name="made"),
    number_column("others' cores", lambda line: line.cell.others_cores, name="others_cores"),
)
ENGINES = (
    words_column("model", lambda one: one.label),
    hidden_column("contestant", lambda one: one.contestant),
    words_column("what", lambda one: one.chips, name="chips"),
    words_column("machine", lambda one: one.machine),
    number_column("threads", lambda one: one.threads),
    number_column("context", lambda one: one.served_context, unit="tokens", name="served_context"),
    number_column("slots", lambda one: one.slots),
    number_column("cold load s", lambda one: one.load_s, readable.seconds, unit="s", name="load"),
    number_column("peak GB", lambda one: one.peak_bytes, readable.gigabytes, unit="bytes", name="peak"),
    number_column("file GB", lambda one: one.size_bytes, readable.gigabytes, unit="bytes", name="size"),
    words_column("energy by", lambda one: one.energy_source or "not captured", name="energy_source"),
)
BENCH = (
    words_column("model", lambda line: line.of.label),
    hidden_column("contestant", lambda line: line.of.contestant),
    words_column("test", lambda line: line.line.test),
    *_figure("tokens/s", "llama_bench", "tokens_per_s", lambda line: line.line.tokens_per_s),  # type: ignore[attr-defined]
    number_column("n", lambda line: line.line.tokens_per_s.n, name="kept"),
    words_column("build", lambda line: line.of.llama_bench_build),
)
