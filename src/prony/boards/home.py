"""The state of a folder: its runs, and the next step."""

from __future__ import annotations

import shlex
from pathlib import Path

from prony import config
from prony.boards.view import View
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.remarks import unscored_counts

SHOWN = 5


class RunOverview(View, frozen=True, kw_only=True):
    """A run in one line."""

    run: str
    created_at: str
    state: str
    """`open`; `complete`, or `partial` where it went to its end and some of it is nobody's score; `budget` or
    `stopped`."""
    suites: tuple[str, ...]
    attempts: int
    unscored: int = 0
    """Attempts that are nobody's score."""
    damage: str | None = None


class HomeView(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.home/1"):
    """What `prony` says of a folder. `runs` are the newest, newest first."""

    home: str
    configured: bool
    run_count: int
    runs: tuple[RunOverview, ...] = ()
    next_step: str


def empty_home(home: Path) -> HomeView:
    """The view of a folder in which nothing was ever run. Writes nothing."""
    return HomeView(home=str(home), configured=(home / config.CONFIG_NAME).is_file(), run_count=0, next_step=_next(()))


def home_view(index: Index) -> HomeView:
    """The view of the index's home. Reads the index as it is; the caller has updated it."""
    all_runs = queries.runs(index)
    newest = all_runs[::-1][:SHOWN]
    suites: dict[str, list[str]] = {}
    for pin in queries.suites(index):
        suites.setdefault(pin.run, []).append(pin.suite)
    counts = queries.ended_attempts(index, [run.run for run in newest])
    unscored = unscored_counts(index, [run.run for run in newest])
    lines = tuple(
        RunOverview(
            run=run.run,
            created_at=run.created_at,
            state=state_of(run.finished, unscored.get(run.run, 0)),
            unscored=unscored.get(run.run, 0),
            suites=tuple(suites.get(run.run, ())),
            attempts=counts.get(run.run, 0),
            damage=run.damage,
        )
        for run in newest
    )
    return HomeView(
        home=str(index.home),
        configured=(index.home / config.CONFIG_NAME).is_file(),
        run_count=len(all_runs),
        runs=lines,
        next_step=_next(lines),
    )


def state_of(finished: str | None, unscored: int) -> str:
    """The state of a run by why it finished: what went to its end without its engine is not complete."""
    return "partial" if finished == "complete" and unscored else finished or "open"


def _next(lines: tuple[RunOverview, ...]) -> str:
    if not lines:
        return "prony run quick: measure a model in minutes; prony doctor says what this machine can do"
    if lines[0].state == "open":
        again = f"prony run --resume {shlex.quote(lines[0].run)}"
        return f"{again}, if it is not running any more; prony board shows what there is"
    if lines[0].state == "partial":
        return f"prony board {shlex.quote(lines[0].run)}: what was lost of the newest run, and what mends it"
    return "prony board"
