"""Sweeps on disk: each a folder in `speeds`, read whole from its journal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from prony.errors import JournalError, RunError, UsageError
from prony.journal import Identified, Loaded, Noted, read_events
from prony.journal.origin import begun_here
from prony.journal.reader import events_path, run_names
from prony.journal.sweeps import CellMeasured, LlamaBenched, SweepPlan, SweepPlanned
from prony.nouns import Contestant
from prony.speed.figures import CellFigures, by_place
from prony.speed.joins import engine_key

SPEEDS = "speeds"
MOST_READ = 200
"""Sweeps that a board looks through, the newest."""


class KeptSweep(NamedTuple):
    """A sweep as its journal tells it. Dictionaries go by the label of a contestant; of what was said twice, the last
    holds."""

    plan: SweepPlan
    contestants: dict[str, Contestant]
    loads: dict[str, Loaded]
    measured: tuple[CellMeasured, ...]
    benched: tuple[LlamaBenched, ...]
    notes: tuple[Noted, ...]

    def of(self, label: str) -> list[CellMeasured]:
        """What was measured of one contestant."""
        return [one for one in self.measured if one.label == label]

    def peak_bytes(self, label: str) -> int | None:
        """The most memory that its engine was seen with."""
        return max((one.peak_bytes for one in self.of(label) if one.peak_bytes is not None), default=None)


class SweptCell(NamedTuple):
    """A cell of the newest sweep that has it. prompt_tokens: how many its prompts were meant to have, depth and all."""

    prompt_tokens: int
    figures: CellFigures


class Swept(NamedTuple):
    """What sweeps tell of one engine with one file: the newest measurements of each cell."""

    cells: tuple[SweptCell, ...]
    load_s: float | None
    peak_bytes: int | None
    sweep: str
    """The newest of them."""


def read_sweep(folder: Path) -> KeptSweep:
    """The sweep in a folder. Raises JournalError as `read_events`, RunError E922 where it begins with no plan."""
    events = read_events(folder)
    first = next(events, None)
    if not isinstance(first, SweepPlanned):
        raise RunError("E922", f"{folder.name} is no sweep", where=str(folder), cause="its journal begins with no plan")
    contestants: dict[str, Contestant] = {}
    loads: dict[str, Loaded] = {}
    measured: list[CellMeasured] = []
    benched: list[LlamaBenched] = []
    notes: list[Noted] = []
    for event in events:
        match event:
            case Identified():
                contestants[event.label] = event.contestant
            case Loaded():
                loads[event.label] = event
            case CellMeasured():
                measured.append(event)
            case LlamaBenched():
                benched.append(event)
            case Noted():
                notes.append(event)
    return KeptSweep(first.plan, contestants, loads, tuple(measured), tuple(benched), tuple(notes))


def sweep_names(home: Path) -> list[str]:
    """The names of the sweeps of a home that can be looked at, oldest first."""
    folder = home / SPEEDS
    if folder.is_symlink():
        return []
    names = run_names(folder)
    return [name for name in names if not (folder / name).is_symlink() and events_path(folder / name).is_file()]


def sweep_named(home: Path, prefix: str) -> str:
    """The sweep that `prefix` names: its name, a beginning of it, or `last`. Raises RunError E921, UsageError E114."""
    names = sweep_names(home)
    if prefix == "last" and names:
        return max(names, key=lambda name: (begun_here(home / SPEEDS / name), name))
    fitting = [name for name in names if prefix and name.startswith(prefix)]
    if prefix in fitting or len(fitting) == 1:
        return prefix if prefix in fitting else fitting[0]
    if fitting:
        raise UsageError("E114", f"{prefix} names {len(fitting)} sweeps", where=os.fspath(home / SPEEDS))
    raise RunError(
        "E921",
        f"no sweep {prefix or repr(prefix)}",
        where=os.fspath(home / SPEEDS),
        hint="prony speed --gguf FILE, or --model NAME, makes one",
    )


def sweeps_stamp(home: Path) -> list[tuple[str, int, int]]:
    """Changes with what the sweeps of a home tell."""
    found = []
    for name in sweep_names(home)[-MOST_READ:]:
        status = events_path(home / SPEEDS / name).stat()
        found.append((name, status.st_size, status.st_mtime_ns))
    return found


def swept(home: Path, warn: Callable[[str], None] = lambda line: None) -> dict[str, Swept]:
    """What the sweeps that began here tell, by `engine_key`. warn: gets a line for each that cannot be read.

    A sweep that was copied in is left out: where it was measured is its own word alone.
    """
    cells: dict[str, dict[tuple[int, int], SweptCell]] = {}
    first: dict[str, Swept] = {}
    for name in reversed(sweep_names(home)[-MOST_READ:]):
        folder = home / SPEEDS / name
        if not begun_here(folder):
            continue
        try:
            sweep = read_sweep(folder)
        except (JournalError, RunError) as error:
            warn(f"warning: sweep {name}: {error.what} ({error.code})")
            continue
        for label, contestant in sweep.contestants.items():
            key = engine_key(contestant.fingerprint)
            load = sweep.loads.get(label)
            load_s = load.load_s if load is not None and load.cold else None
            first.setdefault(key, Swept((), load_s, sweep.peak_bytes(label), name))
            for cell in by_place(sweep.of(label)):
                length = cell.place.depth + sweep.plan.settings.prompt_tokens
                if cell.kept:
                    of_key = cells.setdefault(key, {})
                    of_key.setdefault((length, cell.place.concurrency), SweptCell(length, cell))
    return {
        key: one._replace(cells=tuple(cells[key][place] for place in sorted(cells[key])))
        for key, one in first.items()
        if key in cells
    }
