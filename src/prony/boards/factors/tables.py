"""The effects of an axis as tables."""

from __future__ import annotations

from prony.boards import words
from prony.boards.factors.effects import Contrast, EffectOnPair, PairedEffect
from prony.boards.factors.factors import AxisCounts, Factors
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.plain import clean_line
from prony.readable import counted

LEGEND = (
    "Effects are points of the second value less the first, on common tasks, every other field being equal. "
    "Intervals of means hold for all contrasts at once, those of pairs one by one. wall, tokens: ratio of medians, of "
    "totals; no interval."
)


def factors_tables(found: Factors) -> Tabular:
    """An axis: its values, the mean effect of each contrast, every pair, and whether pairs agree."""
    where = f"run {found.run}" if found.run else "all runs"
    effects = [(contrast, effect) for contrast in found.contrasts for effect in contrast.effects]
    pairs = [(contrast, pair) for contrast in found.contrasts for pair in contrast.pairs]
    asked = [contrast for contrast in found.contrasts if contrast.interaction.p is not None]
    tables = [
        ViewTable(name="levels", title="Values", columns=LEVELS, lines=found.levels),
        ViewTable(name="effects", title="Mean effects", columns=EFFECTS, lines=effects),
        ViewTable(name="pairs", title="Pair by pair", columns=PAIRS, lines=pairs),
        ViewTable(name="interactions", title="Whether pairs differ in their effects", columns=AGREE, lines=asked),
    ]
    return tabular_of(
        found,
        title=f"{found.axis} · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}",
        sentences=found.sentences,
        names=[found.axis],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=found.notes,
        legend=LEGEND,
    )


def axes_tables(found: AxisCounts) -> Tabular:
    """The axes that some models differ in alone."""
    where = f"run {found.run}" if found.run else "all runs"
    return Tabular(
        title=clean_line(f"{found.suite} · {where} · {counted(found.models, 'model')}"),
        sentences=() if found.axes else ("No two models here differ in one choice alone.",),
        tables=(ViewTable(name="axes", columns=AXES, lines=found.axes),),
        key={"suite": found.suite, "run": found.run},
    )


def _span(lo: float | None, hi: float | None) -> str:
    return words.NOTHING if lo is None else words.span(lo, hi)


def _bounds(one: PairedEffect | EffectOnPair) -> tuple[float | None, float | None]:
    """The interval, where there is a test."""
    return (None, None) if one.p is None else (one.lo, one.hi)


def _times(ratio: float | None) -> str:
    return words.NOTHING if ratio is None else f"x{ratio:.2f}"


def _contrast(line: tuple[Contrast, PairedEffect | EffectOnPair]) -> str:
    return f"{line[0].low} -> {line[0].high}"


LEVELS = (
    words_column("value", lambda level: level.value),
    words_column("models", lambda level: level.models),
)
EFFECTS = (
    words_column("contrast", _contrast),
    hidden_column("low", lambda line: line[0].low),
    hidden_column("high", lambda line: line[0].high),
    words_column("measure", lambda line: line[1].measure),
    number_column("pairs", lambda line: len(line[0].pairs)),
    points_column("effect", lambda line: line[1].difference),
    span_column("95 % interval", "effect", lambda line: _bounds(line[1]), _span),
    number_column("tasks", lambda line: line[1].tasks),
    p_column("p (Holm)", lambda line: line[1].p_adjusted, "p_adjusted"),
    hidden_column("p", lambda line: line[1].p),
    words_column("decided", lambda line: line[1].decided.replace("_", " ")),
    hidden_column("resolution", lambda line: line[1].resolution, "share"),
)
PAIRS = (
    words_column("contrast", _contrast),
    words_column("from", lambda line: line[1].low, "low_model"),
    words_column("to", lambda line: line[1].high, "high_model"),
    hidden_column("low_contestant", lambda line: line[1].low_contestant),
    hidden_column("high_contestant", lambda line: line[1].high_contestant),
    points_column("effect", lambda line: line[1].difference),
    span_column("95 % interval", "effect", lambda line: _bounds(line[1]), _span),
    number_column("tasks", lambda line: line[1].tasks),
    hidden_column("p", lambda line: line[1].p),
    number_column("wall", lambda line: line[1].wall_ratio, _times, unit="ratio"),
    number_column("tokens", lambda line: line[1].tokens_ratio, _times, unit="ratio"),
)
AGREE = (
    words_column("contrast", lambda contrast: f"{contrast.low} -> {contrast.high}"),
    yes_column("they differ", lambda contrast: contrast.interaction.found),
    p_column("least adjusted p", lambda contrast: contrast.interaction.p, "p_adjusted"),
    words_column("one", lambda contrast: contrast.interaction.one),
    words_column("other", lambda contrast: contrast.interaction.other),
)
AXES = (
    words_column("axis", lambda one: one.axis),
    number_column("pairs", lambda one: one.pairs),
    words_column("values", lambda one: one.values),
)
