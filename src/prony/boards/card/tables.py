"""A card as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prony import readable
from prony.boards import words
from prony.boards.amount import Amount
from prony.boards.board import FEW, Rate
from prony.boards.card.card import ContestantCard
from prony.boards.card.siblings import Sibling
from prony.boards.fields import NOT_CAPTURED
from prony.boards.spending import SEVERAL_UNITS
from prony.boards.swept import SweptDepth
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    seconds_column,
    share_column,
    shown_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)

LEGEND = (
    "few: fewer than 20 tasks, not to be read on its own. Slices are looked at one by one: their 95 % intervals do not "
    "hold at once. siblings: the same base model in other forms; difference: this one less the sibling, in points; p "
    "and intervals for all siblings at once (Holm), for somebody who named this contestant beforehand: prony compare "
    "judges a pair among all models. Where more than one thing differs, or may (untold), nothing says which did it."
)


SEVERAL = "in several units, which are not added up"


class RateLine(NamedTuple):
    """One rate of a card."""

    dimension: str
    name: str
    rate: Rate
    few: bool


class MeasureLine(NamedTuple):
    """Something measured in a unit."""

    name: str
    unit: str
    amount: Amount


class OutcomeLine(NamedTuple):
    """How many attempts ended in one way, and why."""

    outcome: str
    reason: str
    attempts: int


UNITS = {"s": "s", "tokens": "tokens", "tokens_per_s": "tokens/s", "share": "%", "bytes": "bytes", "wh": "Wh"}
NAMES = (
    ("wall p50", "s", "wall_p50_s"),
    ("wall p90", "s", "wall_p90_s"),
    ("first token p50", "s", "ttft_p50_s"),
    ("decode, by the client", "tokens_per_s", "decode_tokens_per_s"),
    ("decode, by the engine", "tokens_per_s", "server_decode_tokens_per_s"),
    ("loading", "s", "load_s"),
    ("prompt tokens", "tokens", "prompt_tokens"),
    ("completion tokens", "tokens", "completion_tokens"),
    ("wall per solved attempt", "s", "wall_per_solved_s"),
    ("tokens per solved attempt", "tokens", "completion_tokens_per_solved"),
    ("energy per solved attempt", "wh", "energy_wh_per_solved"),
    ("money per solved attempt", "money", "money_per_solved"),
)


def card_tables(card: ContestantCard) -> Tabular:
    """Rates, how attempts ended, what they take, siblings, runs, what to look at, and the fingerprint."""
    tables = (
        ViewTable(name="rates", title="Solved", columns=RATES, lines=[*_rates(card)]),
        ViewTable(name="outcomes", title="How attempts ended", columns=OUTCOMES, lines=[*_ended(card)]),
        ViewTable(name="measures", title="Speed and cost", columns=MEASURES, lines=[*_measured(card)]),
        ViewTable(name="speed", title=_speed_title(card), columns=SPEED, lines=_swept(card)),
        ViewTable(name="siblings", title="Siblings", columns=SIBLINGS, lines=card.siblings),
        ViewTable(name="runs", title="Runs", columns=RUNS, lines=card.runs),
        ViewTable(name="look_at", title="To look at: prony show ATTEMPT", columns=LOOK_AT, lines=card.look_at),
        ViewTable(name="fingerprint", title="Fingerprint", columns=FIELDS, lines=card.fields),
    )
    where = f"run {card.run}" if card.run else "all runs"
    again = (f"again: {card.again}",) if card.again else ()
    return tabular_of(
        card,
        title=f"{card.row.label} ({card.row.contestant}) · {card.suite} {card.suite_version}@"
        f"{card.suite_digest[:8]} · {where}",
        sentences=card.sentences,
        names=[card.row.label],
        tables=[table for table in tables if table.lines],
        doubts=card.doubts,
        notes=[*card.notes, *again],
        legend=LEGEND,
    )


def _rates(card: ContestantCard) -> Iterable[RateLine]:
    few = card.row.solved.tasks < FEW
    yield RateLine("all", "solved", card.row.solved, few)
    yield RateLine("all", "score", card.row.score, few)
    for one in card.slices:
        yield RateLine(one.dimension, one.part.name, one.part.rate, one.part.few)


def _ended(card: ContestantCard) -> Iterable[OutcomeLine]:
    outcomes = card.row.outcomes
    for name in ("solved", "failed", "faulted", "void", "infra", "missing", "waiting"):
        yield OutcomeLine(name, "", getattr(outcomes, name))
        for reason, count in outcomes.reasons.items():
            kind, _, why = reason.partition(":")
            if kind == name:
                yield OutcomeLine(name, why, count)


def _measured(card: ContestantCard) -> Iterable[MeasureLine]:
    for name, unit, key in NAMES:
        amount = card.row.amounts.get(key) or Amount(value=card.row.measured(key))
        yield MeasureLine(name, unit, amount)
    thinking = card.thinking_tokens
    yield MeasureLine("tokens that are thinking", "share", Amount(value=thinking.share if thinking else None))


def _swept(card: ContestantCard) -> Sequence[SweptDepth]:
    return card.row.swept.depths if card.row.swept is not None else ()


def _speed_title(card: ContestantCard) -> str:
    swept = card.row.swept
    return f"Speed by depth: prony speed --show {swept.sweep}" if swept is not None else ""


def _value(line: MeasureLine) -> str:
    amount = line.amount
    if amount.value is None and amount.at_least is None:
        return SEVERAL if amount.state == SEVERAL_UNITS else NOT_CAPTURED
    if line.unit == "money":
        return amount.text(amount.unit)
    if line.unit == "share":
        return f"{readable.percent(amount.value)} %"
    told = amount.text(UNITS[line.unit])
    return f"{told}: {amount.unit}" if amount.unit else told


def _of_unit(line: MeasureLine, unit: str, name: str = "value") -> float | None:
    value: float | None = getattr(line.amount, name) if line.unit == unit else None
    return value


def _differs(one: Sibling) -> str:
    untold = f"untold: {', '.join(one.untold)}" if one.untold else ""
    told = "; ".join(filter(None, (", ".join(one.differs), untold))) or "nothing that is known"
    return told.replace("engine.settings.", "")


RATES = (
    words_column("by", lambda line: line.dimension),
    words_column("of", lambda line: line.name),
    number_column("tasks", lambda line: line.rate.tasks),
    number_column("attempts", lambda line: line.rate.attempts),
    share_column("%", lambda line: line.rate.value, "rate"),
    span_column("95 % interval", "rate", lambda line: (line.rate.lo, line.rate.hi)),
    yes_column("few", lambda line: line.few),
)
OUTCOMES = (
    words_column("outcome", lambda line: line.outcome),
    words_column("reason", lambda line: line.reason),
    number_column("attempts", lambda line: line.attempts),
)
MEASURES = (
    words_column("what", lambda line: line.name),
    shown_column("value (95 % interval)", _value),
    *(
        hidden_column(name, lambda line, unit=unit, name=name: _of_unit(line, unit, name), unit)  # type: ignore[misc]
        for unit in ("s", "tokens", "tokens_per_s", "share", "wh", "money")
        for name in ("value", "lo", "hi", "at_least")
    ),
    hidden_column("of", lambda line: line.amount.unit or None),
)
SPEED = (
    number_column("prompt tokens", lambda one: one.prompt_tokens, unit="tokens", name="prompt"),
    seconds_column("first token", lambda one: one.ttft_s.value, "ttft"),
    number_column(
        "read tokens/s", lambda one: one.prefill_tokens_per_s.value, readable.fixed, unit="tokens_per_s", name="prefill"
    ),
    number_column(
        "tokens/s", lambda one: one.decode_tokens_per_s.value, readable.fixed, unit="tokens_per_s", name="decode"
    ),
    span_column(
        "interval",
        "decode",
        lambda one: (one.decode_tokens_per_s.lo, one.decode_tokens_per_s.hi),
        lambda lo, hi: "" if lo is None or hi is None else f"{readable.fixed(lo)} to {readable.fixed(hi)}",
        unit="tokens_per_s",
    ),
    number_column("n", lambda one: one.decode_tokens_per_s.n),
)
SIBLINGS = (
    words_column("sibling", lambda one: one.label),
    words_column("differs in", _differs, name="differs"),
    hidden_column("contestant", lambda one: one.contestant),
    number_column("tasks", lambda one: one.tasks),
    points_column("difference", lambda one: one.difference),
    span_column("95 % interval", "difference", lambda one: (one.lo, one.hi), words.span),
    p_column("p (Holm)", lambda one: one.p_adjusted, "p_adjusted"),
    yes_column("decided", lambda one: one.decided),
    yes_column("few", lambda one: one.few),
    yes_column("doubted", lambda one: one.doubted),
)
RUNS = (
    words_column("run", lambda one: one.run, name="of_run"),
    number_column("counted", lambda one: one.counting),
    number_column("superseded", lambda one: one.superseded),
)
LOOK_AT = (
    words_column("attempt", lambda one: one.attempt),
    words_column("task", lambda one: one.task),
    words_column("outcome", lambda one: one.outcome),
    number_column("others solved", lambda one: one.others_solved),
    number_column("of", lambda one: one.others_scored, name="others_scored"),
)
FIELDS = (
    words_column("field", lambda one: one.name),
    words_column("value", lambda one: one.note if one.value is None else str(one.value)),
)
