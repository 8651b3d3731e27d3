"""The effects of an axis as text for a terminal."""

from __future__ import annotations

from prony.boards import words
from prony.boards.factors.effects import Contrast, EffectOnPair, PairedEffect
from prony.boards.factors.factors import AxisCounts, Factors
from prony.cli.table import Column, lines, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, folded
from prony.readable import counted

MOST_LEVELS = 8
"""Values of an axis that the list of axes names."""


def listing(found: AxisCounts, terminal: Terminal) -> str:
    """The axes, a line each."""
    head = f"{found.suite} · {f'run {found.run}' if found.run else 'all runs'} · {counted(found.models, 'model')}"
    if not found.axes:
        return "\n".join(
            [
                clean_line(head),
                "no two models here differ in one choice alone",
                "next  measure a model again with one thing changed: another file of it, --temperature, --template",
            ]
        )
    columns = [
        Column("axis", [one.axis for one in found.axes], left=True),
        Column("pairs", [str(one.pairs) for one in found.axes]),
        Column("values", [clean_line(", ".join(one.values[:MOST_LEVELS])) for one in found.axes], left=True, cap=80),
    ]
    return "\n".join([clean_line(head), "", *lines(columns, terminal, terminal.width)])


def text(found: Factors, terminal: Terminal) -> str:
    """The effects of one axis."""
    width = terminal.width
    where = f"run {found.run}" if found.run else "all runs"
    title = f"{found.axis} · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"
    out = [terminal.paint(clean_line(title), "bold")]
    for sentence in found.sentences:
        out += folded(words.as_sentence(sentence, [found.axis]), width)
    columns = [
        Column("value", [clean_line(level.value) for level in found.levels], left=True),
        Column("models", [clean_line(", ".join(level.models)) for level in found.levels], left=True, cap=100),
    ]
    out += ["", *lines(columns, terminal, width)]
    for contrast in found.contrasts:
        out += ["", *_contrast(contrast, terminal)]
    out.append("")
    out += [line for note in found.notes for line in folded(f"! {clean_line(note)}", width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    legend = (
        "Effects are points of the second value less the first, on common tasks, every other field being equal. "
        "Intervals of means hold for all contrasts at once, those of pairs one by one: for these models, on tasks like "
        "these. "
        "wall, tokens: ratio of medians, of totals; no interval."
    )
    return "\n".join([*out, *(terminal.paint(line, "dim") for line in folded(legend, width))])


def _contrast(contrast: Contrast, terminal: Terminal) -> list[str]:
    """One value against another: the mean of each measure, and every pair."""
    means = [f"mean over {counted(len(contrast.pairs), 'pair')}, {one.measure}" for one in contrast.effects]
    every: list[PairedEffect | EffectOnPair] = [*contrast.effects, *contrast.pairs]
    names = [*means, *(clean_line(f"{pair.low} -> {pair.high}") for pair in contrast.pairs)]
    blanks = [""] * len(contrast.effects)
    spans = [words.span(one.lo, one.hi) if one.p is not None else "--" for one in every]
    adjusted = [*(_p(one.p_adjusted) for one in contrast.effects), *("" for _ in contrast.pairs)]
    cap = max(24, min(64, terminal.width - 44))
    columns = [
        Column(clean_line(f"{contrast.low} -> {contrast.high}"), names, left=True, cap=cap),
        Column("effect", [words.points(one.difference) for one in every]),
        Column("95 % interval", spans, priority=1),
        Column("tasks", [str(one.tasks) for one in every], priority=2),
        Column("p (Holm)", adjusted, priority=3),
        Column("wall", [*blanks, *(_times(pair.wall_ratio) for pair in contrast.pairs)], priority=4),
        Column("tokens", [*blanks, *(_times(pair.tokens_ratio) for pair in contrast.pairs)], priority=4),
    ]
    out = lines_and_rest(columns, terminal, terminal.width)
    if contrast.interaction.found:
        out += folded(f"! {clean_line(contrast.interaction.sentence)}", terminal.width)
    return out


def _p(p: float | None) -> str:
    return "--" if p is None else "< 0.001" if p < 0.001 else f"{p:.2g}"


def _times(ratio: float | None) -> str:
    return "--" if ratio is None else f"x{ratio:.2f}"
