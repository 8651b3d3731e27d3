"""A pick as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prony.boards.memory_fit import MemoryFit
from prony.boards.words import as_sentence
from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean, clean_line, folded
from prony.pick.candidates import MET, NOT_MET, PickCandidate
from prony.pick.decision import rate_text
from prony.pick.stages import EVERY, PartOnSuite
from prony.pick.to_measure import ToMeasure
from prony.pick.view import ModelPick
from prony.readable import UNKNOWN, counted, fixed, gigabytes, percent, seconds

MOST_NOTES = 12
SIGNS = {MET: "yes", NOT_MET: "no"}


def text(found: ModelPick, terminal: Terminal) -> str:
    """The decision first, then what it follows from, in the order of the questions."""
    width = terminal.width
    names = [one.label for one in found.candidates]
    out = [terminal.paint(line, "bold") for line in folded(as_sentence(found.decision.sentence, names), width)]
    out += [line for change in found.changes for line in folded(f"would change it: {change}", width, rest="    ")]
    out += _chosen(found, terminal)
    out += ["", *_stack(found, width)]
    if found.candidates:
        out += ["", *_candidates(found, terminal)]
        left_out = _left_out(found.candidates, width)
        out += ["", *left_out] if left_out else []
    if found.to_measure:
        out += ["", *_to_measure(found, terminal)]
    if found.outside:
        out += ["", *folded("From outside boards, never ranked with what was measured here:", width)]
        out += [line for one in found.outside for line in folded(one.text, width, "  ", "    ")]
    out += ["", *_privacy(found, width)]
    out += [line for note in found.notes[:MOST_NOTES] for line in folded(f"! {note}", width)]
    if len(found.notes) > MOST_NOTES:
        out.append(f"! {len(found.notes) - MOST_NOTES} more notes: --json")
    out += [line for step in found.next_steps for line in folded(f"next  {step}", width, rest="      ")]
    legend = (
        "rank: the places that a model may have; who shares a letter is not told apart. "
        f"Memory: weights and context as llama.cpp allocates them, without buffers and the system; "
        f"{found.memory_source}. {UNKNOWN}: not captured. Money per solved task: not captured."
    )
    return "\n".join([*out, *(terminal.paint(line, "dim") for line in folded(legend, width))])


def _chosen(found: ModelPick, terminal: Terminal) -> list[str]:
    one = found.chosen
    if one is None:
        return []
    width = terminal.width
    out = folded(f"second: {found.decision.runner_up}", width) if found.decision.runner_up else []
    cost = f"{one.wall_per_solved_s.text('s')}, {one.completion_tokens_per_solved.text('tokens')}, money not captured"
    out += folded(f"cost of a solved task, failures included: {cost}", width)
    # A command stays one line, so that it can be copied; one with a line break in it stands in --json.
    told = one.launch.text
    out += ["start:", f"    {clean(told) if told.isprintable() else clean_line(told)}"]
    out += [line for note in one.launch.notes for line in folded(note, width, "    ", "    ")]
    return out


def _stack(found: ModelPick, width: int) -> Iterable[str]:
    told = found.stack.text or "every task counts alike; --stack or --repo names languages"
    yield from folded(f"stack ({found.stack.source}): {told}", width)
    yield from (line for one in found.stack.evidence for line in folded(one, width, "  ", "    "))
    for suite in found.suites:
        parts = ", ".join(_part_of_suite(part) for part in suite.parts)
        kind = "your own" if suite.own else "general"
        yield from folded(f"{suite.suite} {suite.version}@{suite.digest[:8]} ({kind}): {parts or 'none'}", width)
    if found.not_measured:
        yield from folded(f"nothing here is measured in {', '.join(found.not_measured)}", width)
    yield from folded(f"own tasks: {found.own.text}", width)


def _part_of_suite(part: PartOnSuite) -> str:
    tasks = f"{counted(part.tasks, 'task')}{'~' if part.few else ''}"
    return tasks if part.name == EVERY else f"{part.name} {percent(part.share, 0)} % of the weight, {tasks}"


def _candidates(found: ModelPick, terminal: Terminal) -> list[str]:
    rows = found.candidates
    contexts = {one.memory.context for one in rows}
    columns = [
        Column("measured here", [clean_line(one.label) for one in rows], left=True, ids=[r.contestant for r in rows]),
        Column("rank", [_rank(found, one) for one in rows], left=True, priority=1),
        Column("solved [95 %]", [rate_text(one.solved) for one in rows]),
        *_parts(rows),
        Column("passes", ["yes" if one.eligible else "no" for one in rows], left=True),
        Column("memory GB", [_memory(one.memory) for one in rows], priority=1),
        Column("tier", [_tier(one.memory) for one in rows], priority=3),
        Column("context", [str(one.memory.context or UNKNOWN) for one in rows], priority=4 if len(contexts) < 2 else 2),
        Column("wall p50", [seconds(one.throughput.wall_s.value) for one in rows]),
        Column("wall interval", [one.throughput.wall_s.interval() for one in rows], priority=5),
        Column("tok/s", [fixed(one.throughput.decode_tokens_per_s.value, 1) for one in rows], priority=2),
        Column("tok/s interval", [one.throughput.decode_tokens_per_s.interval() for one in rows], priority=6),
        Column("first token", [seconds(one.throughput.first_token_s) for one in rows], priority=4),
        Column("s/solved", [one.wall_per_solved_s.text() for one in rows], priority=5),
        Column("tok/solved", [one.completion_tokens_per_solved.text() for one in rows], priority=6),
        Column("runs on", [clean_line(one.host) for one in rows], left=True, priority=7, cap=24),
    ]
    return lines(columns, terminal, terminal.width)


def _parts(rows: Sequence[PickCandidate]) -> list[Column]:
    names = list(dict.fromkeys(name for one in rows for name in one.parts))
    if len(names) < 2:
        return []
    return [Column(clean_line(name)[:10], [_part(one, name) for one in rows], priority=2) for name in names]


def _part(one: PickCandidate, name: str) -> str:
    rate = one.parts.get(name)
    return "--" if rate is None or not rate.attempts else f"{rate.solved}/{rate.attempts}"


def _rank(found: ModelPick, one: PickCandidate) -> str:
    suite = next((suite for suite in found.suites if suite.suite == one.suite), None)
    place = suite.ranking.sets.get(one.contestant) if suite is not None and suite.ranking is not None else None
    return place.text if place is not None else "--"


def _memory(memory: MemoryFit) -> str:
    if memory.total_bytes is not None:
        return f"{'' if memory.exact else '<='}{gigabytes(memory.total_bytes)}"
    return f"{gigabytes(memory.weights_bytes)}+{UNKNOWN}" if memory.weights_bytes is not None else UNKNOWN


def _tier(memory: MemoryFit) -> str:
    if memory.total_bytes is None:
        return UNKNOWN
    return f"{memory.smallest_tier_gb} GB" if memory.smallest_tier_gb else "over 128"


def _left_out(rows: Sequence[PickCandidate], width: int) -> list[str]:
    return [
        line
        for one in rows
        if not one.eligible
        for line in folded(f"left out: {one.label}: {', '.join(one.failing)}", width, rest="    ")
    ]


def _to_measure(found: ModelPick, terminal: Terminal) -> list[str]:
    out = folded(
        f"To measure next, nothing is known of them here (memory with {found.context_to_measure} tokens):", 120
    )
    for one in found.to_measure:
        out += folded(f"{one.name}: {_about(one)}", terminal.width, "  ", "    ")
        out += [f"    {clean_line(one.command)}"]
    if found.too_large:
        plural = "s do" if found.too_large > 1 else " does"
        out += folded(f"{found.too_large} more model{plural} not fit", terminal.width, "  ", "    ")
    return out


def _about(one: ToMeasure) -> str:
    fit = f"; {one.fit.text}" if one.fit is not None else ""
    return f"{one.origin}, {one.place}, {_memory(one.memory)} GB{fit}"


def _privacy(found: ModelPick, width: int) -> Iterable[str]:
    for host in found.hosts:
        yield from folded(f"privacy: {host.text}", width, rest="    ")
