"""The record of a run under way: what is appended to its journal, and what that comes to so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prony.bench.plan import Cell, attempt_id, cells, now
from prony.bench.remaining import Done
from prony.bench.stop import Stop
from prony.journal import Blobs, Ended, Event, JournalWriter, Noted, Started
from prony.journal.events import as_kept
from prony.nouns import Attempt, AttemptEnd, ContestantSpec, FaultCode, Outcome, RunPlan
from prony.outcomes import fault


class RunRecord:
    """The one place where events of a run go: journal, fold, and whoever listens, in this order.

    could_not_run: label -> reason, of contestants that never got going or were given up.
    """

    def __init__(
        self, plan: RunPlan, done: Done, journal: JournalWriter, stop: Stop, emit: Callable[[Event], None]
    ) -> None:
        self.plan = plan
        self.done = done
        self.could_not_run: dict[str, str] = {}
        self._journal = journal
        self._stop = stop
        self._emit = emit

    @property
    def blobs(self) -> Blobs:
        """The store of data that is too large for an event."""
        return self._journal.blobs

    def add(self, event: Event) -> None:
        """Append an event to the journal, fold it, and show it. Spends the run's budget of tokens."""
        event = as_kept(event)
        self._journal.append(event)
        self.done.add(event)
        self._emit(event)
        budget = self.plan.settings.max_total_tokens
        if budget is not None and self.done.tokens >= budget:
            self._stop.budget()

    def warn(self, text: str) -> None:
        """Record what a reader of the run should know."""
        self.add(Noted(level="warning", text=text))

    def note(self, text: str) -> None:
        """Record what happened to the run, and is no reason to doubt it."""
        self.add(Noted(level="info", text=text))

    def start(self, spec: ContestantSpec, cell: Cell) -> Attempt:
        """Record the start of the next try of a cell."""
        tries, contestant = self.done.tries(cell), self.done.contestants.get(spec.label)
        attempt = Attempt(
            id=attempt_id(self.plan.id, cell, tries, self.done.starts(cell)),
            run=self.plan.id,
            contestant=contestant.id if contestant else "",
            label=spec.label,
            task=cell.task,
            repeat=cell.repeat,
            try_no=tries,
        )
        self.add(Started(attempt=attempt))
        return attempt

    def miss(self, spec: ContestantSpec, left: Iterable[Cell], code: FaultCode, detail: str) -> None:
        """Record of each cell that it was not made, and why."""
        for cell in left:
            attempt = self.start(spec, cell)
            end = AttemptEnd(attempt=attempt.id, ended_at=now(), wall_s=0.0, fault=fault(code, detail))
            self.add(Ended(end=end))

    def give_up(self, spec: ContestantSpec, left: Iterable[Cell]) -> None:
        """Record what a spent budget leaves undone; what the user stopped stays open for resume."""
        if self._stop.reason == "budget":
            self.miss(spec, left, FaultCode.RUN_BUDGET, "the budget of the run was spent")

    def made(self) -> list[Outcome]:
        """The outcomes of all cells that were made."""
        states = [self.done.state(cell) for spec in self.plan.contestants for cell in cells(self.plan, spec)]
        return [state for state in states if state not in (None, Outcome.MISSING)]

    def sync(self) -> None:
        """See that everything is on disk."""
        self._journal.sync()
