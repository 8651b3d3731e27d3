"""Live progress of a run on stderr: a line for each attempt, and on a terminal a status line under them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection

from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.boards.causes import words_of
from prony.boards.words import CONTEXT_FULL
from prony.cli.terminal import Terminal, cell_width, clean_line, cut, cut_apart
from prony.journal import Ended, Event, ExchangeSeen, Graded, Identified, Loaded, Noted, Started
from prony.journal.rollup import context_was_full
from prony.labels import Named, apart
from prony.nouns import AttemptEnd, Exchange, Grade, Outcome, Purpose, RunPlan
from prony.outcomes import fault_class, fully_earned, outcome_of
from prony.readable import counted

MARKS = {
    Outcome.SOLVED: ("✓", "green"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.FAULTED: ("!", "yellow"),
    Outcome.VOID: ("∅", "yellow"),
    Outcome.INFRA: ("~", "yellow"),
    Outcome.MISSING: ("·", "dim"),
}
REDRAW_S = 0.25
LABEL_WIDTH = 32
SAID_WIDTH = 120
"""Columns of what was said of an attempt, in its line."""


class RunProgress:
    """Shows the events of a run as they come. Untrusted text is cleaned before it is shown."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.first_graded_s: float | None = None
        self._begun = time.monotonic()
        self._attempts = Done()
        self._exchanges: dict[str, Exchange] = {}
        self._total: Counter[str] = Counter()
        self._finished: Counter[str] = Counter()
        self._label = ""
        self._label_width = 0
        self._names: dict[str, str] = {}
        self._told: set[tuple[str, str, str]] = set()
        self._drawn = 0.0
        self._live = terminal.live and not terminal.quiet

    def say(self, line: str) -> None:
        """A line of explanation."""
        self._print(clean_line(line) if not line.startswith("  ") else "  " + clean_line(line))

    def planned(self, plan: RunPlan, done: Done) -> None:
        """What will be run, before it starts."""
        self._attempts = done
        for spec in plan.contestants:
            every = cells(plan, spec)
            self._total[spec.label] = len(every)
            self._finished[spec.label] = len(every) - len(done.todo(spec, plan))
        names = apart([Named(id=spec.label, label=spec.label, spec=spec) for spec in plan.contestants])
        labels = [spec.label for spec in plan.contestants]
        self._names = dict(zip(labels, cut_apart(names, LABEL_WIDTH), strict=True))
        self._label_width = max(cell_width(name) for name in self._names.values())
        tasks = sum(len(pin.tasks) for pin in plan.suites)
        suites = ", ".join(f"{pin.id} {pin.version}" for pin in plan.suites)
        repeats = f" x {plan.settings.repeats} repeats" if plan.settings.repeats > 1 else ""
        who = f"{counted(len(plan.contestants), 'contestant')} ({', '.join(names)})"
        self.say(f"run {plan.id}: {suites}: {counted(tasks, 'task')}{repeats} x {who}")

    def emit(self, event: Event) -> None:
        """Show one event."""
        match event:
            case Identified(label=label, contestant=contestant):
                artifact = contestant.fingerprint.artifact
                known = [
                    artifact.quantization or "",
                    f"{artifact.size_bytes / 1e6:.0f} MB" if artifact.size_bytes else "",
                ]
                self._label = label
                self._print(f"-- {self._name(label)}  [{contestant.id}]  {' '.join(k for k in known if k)}".rstrip())
            case Loaded(label=label):
                self._label = label
            case ExchangeSeen(exchange=exchange) if exchange.purpose is Purpose.ATTEMPT:
                self._exchanges[exchange.attempt] = exchange
            case Started() | Graded() | Ended():
                self._attempts.add(event)
                self._attempt(event)
            case Noted(text=text):
                for line in text.splitlines():
                    self._print(f"   {clean_line(line)}")
            case _:
                pass
        self._status()

    def _attempt(self, event: Event) -> None:
        match event:
            case Ended(end=end) if (outcome := outcome_of(end, None)) is not None:
                self._line(end, None, outcome)
            case Graded(grade=grade) if grade.attempt in self._attempts.ends:
                end = self._attempts.ends[grade.attempt]
                outcome = outcome_of(end, grade)
                if self.first_graded_s is None:
                    self.first_graded_s = time.monotonic() - self._begun
                if outcome is not None:
                    self._line(end, grade, outcome)
            case _:
                pass

    def _line(self, end: AttemptEnd, grade: Grade | None, outcome: Outcome) -> None:
        attempt = self._attempts.attempts[end.attempt]
        if outcome is not Outcome.INFRA:
            self._finished[attempt.label] += 1
        exchange = self._exchanges.pop(end.attempt, None)
        tokens = exchange.tokens.completion if exchange else None
        mark, colour = MARKS[outcome]
        parts = [
            self.terminal.paint(mark, colour, err=True),
            f"{self._name(attempt.label):<{self._label_width}}",
            f"{attempt.task:<28}",
            f"{outcome.value:<8}",
            f"{grade.score:>5.1f}/{grade.scale:g}" if grade else " " * 8,
            f"{end.wall_s:6.1f} s",
            f"{tokens:>5} tok" if tokens is not None else " " * 9,
            self._why(attempt.label, end, grade, outcome, exchange.flags if exchange else ()),
            self.terminal.paint(end.attempt, "dim", err=True),
        ]
        self._print("  ".join(part for part in parts if part))

    def _why(self, label: str, end: AttemptEnd, grade: Grade | None, outcome: Outcome, flags: Collection[str]) -> str:
        """The shortest true reason; what was said of a loss, the first time that it is said of this contestant."""
        why, said = _why(end, grade, outcome, flags), _said(end, grade, outcome)
        if not said or (label, why, said) in self._told:
            return why
        self._told.add((label, why, said))
        return f'{why}: "{said}"'

    def _status(self) -> None:
        if not self._live or time.monotonic() - self._drawn < REDRAW_S:
            return
        self._drawn = time.monotonic()
        done, total = sum(self._finished.values()), sum(self._total.values())
        elapsed = time.monotonic() - self._begun
        text = f"{done}/{total} attempts  {self._name(self._label)}  {elapsed:.0f} s"
        self.terminal.err.write(f"\r\x1b[2K{cut(text, self.terminal.width - 1)}")
        self.terminal.err.flush()

    def _name(self, label: str) -> str:
        """The contestant's name, as the plan's others leave it."""
        return self._names.get(label, cut(clean_line(label), LABEL_WIDTH))

    def _print(self, line: str) -> None:
        if self._live:
            self.terminal.err.write("\r\x1b[2K")
        self.terminal.note(line)

    def close(self) -> None:
        """Leave the cursor on an empty line."""
        if self._live:
            self.terminal.err.write("\r\x1b[2K")
            self.terminal.err.flush()


def _said(end: AttemptEnd, grade: Grade | None, outcome: Outcome) -> str:
    """What the engine or the grader said of an attempt that is nobody's score."""
    if outcome not in (Outcome.INFRA, Outcome.MISSING):
        return ""
    words = end.fault.detail if end.fault is not None else grade.notes[0] if grade is not None and grade.notes else ""
    return cut(words_of(words), SAID_WIDTH)


def _why(end: AttemptEnd, grade: Grade | None, outcome: Outcome, flags: Collection[str]) -> str:
    """The shortest true reason for an outcome that is not `solved`."""
    if outcome is Outcome.SOLVED:
        return ""
    if end.fault is not None and grade is None:
        kind = fault_class(end) if outcome is Outcome.FAULTED else None
        if kind and context_was_full(kind.value, end.fault.code.value, flags):
            return CONTEXT_FULL
        return f"{kind.value} ({end.fault.code.value})" if kind else end.fault.code.value
    if grade is None:
        return ""
    if grade.verdict.value not in ("pass", "fail"):
        return grade.verdict.value
    lost = [criterion.id for criterion in grade.criteria if criterion.required and not fully_earned(criterion)]
    return "lost " + ", ".join(lost[:3]) + (" ..." if len(lost) > 3 else "")
