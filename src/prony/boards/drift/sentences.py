"""What may be said of a history, by rule: an alarm, or the change that would have raised one; whose doing it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING

from prony.boards.drift.epochs import Epoch
from prony.boards.drift.history import EpochStep
from prony.boards.drift.watch import Watched
from prony.boards.words import points, span
from prony.phrases import OFTEN, unsigned
from prony.readable import counted

MOST_FIELDS = 4
MOST_ALARMS = 4
SHOWN_CHARACTERS = 24


def lineage_claims(
    label: str,
    epochs: Sequence[Epoch],
    steps: Sequence[EpochStep],
    regraded: int,
    flips: int,
    attempt: str | None,
) -> list[str]:
    """What may be said of one contestant's history."""
    alarms = [step for step in steps if step.watched.alarm]
    told = [_alarm(label, step) for step in alarms[-MOST_ALARMS:]]
    if not alarms or not steps[-1].watched.alarm:
        told.append(_quiet(label, epochs, steps, since=bool(alarms)))
    last = steps[-1]
    if last.outputs.compared:
        same, of = last.outputs.identical, last.outputs.compared
        told.append(
            f"{label}: {'all ' if same == of else ''}{same} of {counted(of, 'reply').replace('replys', 'replies')} of "
            f"{last.newer} {'are' if same != 1 else 'is'} byte for byte those of {last.older}"
        )
    told += [_flips(label, step) for step in steps if step.outputs.flips]
    if flips:
        again = f"{counted(regraded, 'attempt')} that {'was' if regraded == 1 else 'were'} graded again"
        told.append(f"{label}: {flips} of {again} came out otherwise, such as {attempt}: that is the grader's doing")
    return told


def scope_words(contestants: int) -> str:
    """For what alarms hold."""
    return (
        f"Of boards of {counted(contestants, 'contestant')} that never change, at most 5 % ever raise an alarm, "
        "however often somebody looks"
    )


def changes_of(step: EpochStep) -> str:
    """The fields that changed, as a cell and a sentence have them."""
    fields = [f"{one.name} {_short(one.before)} -> {_short(one.after)}" for one in step.changed_fields[:MOST_FIELDS]]
    more = len(step.changed_fields) - len(fields)
    return ", ".join([*fields, *([f"{more} more"] if more > 0 else [])])


def _alarm(label: str, step: EpochStep) -> str:
    look = step.watched
    against = look.baseline[0] if len(look.baseline) == 1 else f"the {len(look.baseline)} epochs before"
    of_grader = step.outputs.of_grader
    whose = (
        f"; {points(of_grader)} from {step.older} come of identical submissions judged otherwise, which is the "
        "grader's doing"
        if step.outputs.flips and of_grader
        else ""
    )
    changed = changes_of(step)
    told = f"what changed of it: {changed}" if changed else "nothing of its fingerprint changed"
    who = f"what is solved of {label}" if whose else label
    spent = f"p {_p(look.p)} of {_p(1.0 - look.level)} that this look may spend"
    return (
        f"{who} changed at {step.newer}: {points(look.change or 0.0)} against {against}, {_interval(look)} ({spent}), "
        f"{counted(step.tasks, 'task')}; {told}{whose}"
    )


def _quiet(label: str, epochs: Sequence[Epoch], steps: Sequence[EpochStep], since: bool) -> str:
    last = steps[-1]
    look = last.watched
    if look.change is None:
        return f"{label}: {last.newer} has no task in common with what was before, so nothing can be said"
    least = look.smallest_detectable
    shown = (
        f"a change of {unsigned(least, ROUND_CEILING)} or more would have been shown {OFTEN}"
        if least is not None and least < 1.0
        else "and so few attempts would show no change for certain, however large"
    )
    after = " since" if since else f" over {counted(len(epochs), 'epoch')}"
    changed = changes_of(last)
    told = f"; what changed of its fingerprint from {last.older}: {changed}" if changed else ""
    return (
        f"{label}: no change detected{after}; {last.newer} against what was before: {points(look.change)}, "
        f"{_interval(look)}, {counted(last.tasks, 'task')}; {shown}{told}"
    )


def _flips(label: str, step: EpochStep) -> str:
    of = counted(step.outputs.submissions, "submission")
    return (
        f"{label}: {step.outputs.flips} of {of} that {step.older} and {step.newer} both graded were judged otherwise: "
        "the same bytes, so that is the grader's doing, not the model's"
    )


def _interval(look: Watched) -> str:
    """The interval of a look, at the level that is its own: `98.83 % interval -12 to +3`."""
    return f"{look.level * 100:.4g} % interval {span(look.lo, look.hi)}"


def _short(value: str | None) -> str:
    if value is None:
        return "n/c"
    return value if len(value) <= SHOWN_CHARACTERS else f"{value[:12]}…"


def _p(p: float | None) -> str:
    return "n/c" if p is None else f"{p:.2g}"
