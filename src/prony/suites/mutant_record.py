"""Mutant record: how many mutants of its references the tests of a suite noticed, in `mutants.json` beside suite.toml.

`prony prove --mutants --write` writes it. An entry speaks of one task with one digest and one equivalents.toml; of any
other it says nothing.
"""

from __future__ import annotations

import hashlib
from decimal import ROUND_FLOOR
from pathlib import Path
from typing import Annotated

import msgspec

from prony.errors import SuiteError
from prony.nouns import Noun, Suite, Task
from prony.plain_files import open_plain
from prony.readable import counted, fixed
from prony.suites.files import EQUIVALENTS, MAX_FILE_BYTES

RECORD = "mutants.json"
"""Beside suite.toml. No part of the suite's digest."""

_Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class TaskMutants(Noun, frozen=True, kw_only=True):
    """What became of one task's mutants."""

    digest: str
    """The digest of the task as it was then."""
    equivalents: str = ""
    """The digest of its equivalents.toml; empty where there was none."""
    total: _Count = 0
    """Mutants that there were; `tried` of them were graded."""
    tried: _Count = 0
    killed: _Count = 0
    """Noticed by the tests; `timeouts` of them by running out of time."""
    timeouts: _Count = 0
    not_compiled: _Count = 0
    equivalent: _Count = 0
    broken: _Count = 0
    survived: tuple[str, ...] = ()
    """The ids of those that nobody noticed or explained."""


class SuiteMutants(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.mutant-record/1"):
    """What became of a suite's mutants, by the names of tasks."""

    tasks: dict[str, TaskMutants] = {}


MOST_NAMED = 8
"""Tasks that are named one by one."""


class MutantShare(Noun, frozen=True, kw_only=True):
    """What the record of a suite says of its tests as they are."""

    suite: str
    fresh: dict[str, TaskMutants] = {}
    """The entries that speak of the tasks as they are, by their names."""
    stale: tuple[str, ...] = ()
    """Tasks whose entry speaks of them as they were before."""
    untried: tuple[str, ...] = ()
    """Tasks without an entry."""
    decided: int = 0
    """Mutants that the tests had to notice."""
    killed: int = 0

    @property
    def sentence(self) -> str:
        """What may be said of the suite's tests."""
        if not self.decided:
            words = "no mutants have tried these tests"
        else:
            words = (
                f"tests proven by {counted(self.decided, 'mutant')}, {percent_killed(self.killed, self.decided)} killed"
            )
            tried = sum(entry.tried for entry in self.fresh.values())
            total = sum(entry.total for entry in self.fresh.values())
            words += f" (of a sample: {tried} of {total})" if tried < total else ""
        parts = [words]
        if self.stale:
            parts.append(f"{counted(len(self.stale), 'task')} changed since: {_named(self.stale)}")
        if self.untried and self.decided:
            parts.append(f"{counted(len(self.untried), 'task')} without any: {_named(self.untried)}")
        return "; ".join(parts)


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def percent_killed(killed: int, decided: int) -> str:
    """The share killed, rounded down, so that it is 100 % only where nothing survived."""
    share = fixed(100 * killed / decided, 1, ROUND_FLOOR)
    return f"{share.removesuffix('.0')} %"


def read_record(suite: Suite) -> SuiteMutants:
    """The record of a suite; an empty one where there is none. Raises SuiteError E355 where it cannot be read."""
    path = Path(suite.path) / RECORD
    try:
        with open_plain(path) as file:
            return msgspec.json.decode(file.read(MAX_FILE_BYTES), type=SuiteMutants)
    except FileNotFoundError:
        return SuiteMutants()
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        raise SuiteError(
            "E355",
            f"{RECORD} cannot be read",
            where=str(path),
            cause=str(error),
            hint=f"take it away, and write it anew with: prony prove {suite.id} --mutants --write",
        ) from error


def write_record(suite: Suite, tasks: dict[str, TaskMutants]) -> Path:
    """Write what became of `tasks` into the suite's record; others stay while the suite has them. Its path.

    Raises SuiteError E355, also where it cannot be written.
    """
    path = Path(suite.path) / RECORD
    known = {**read_record(suite).tasks, **tasks}
    kept = {task.name: known[task.name] for task in suite.tasks if task.name in known}
    text = msgspec.json.format(msgspec.json.encode(SuiteMutants(tasks=kept)), indent=2)
    try:
        path.write_bytes(text + b"\n")
    except OSError as error:
        raise SuiteError("E355", f"{RECORD} cannot be written", where=str(path), cause=str(error)) from error
    return path


def mutant_share(suite: Suite) -> MutantShare:
    """What a suite's record says of its tests as they are. Raises SuiteError E355."""
    known = read_record(suite).tasks
    fresh = {
        task.name: known[task.name] for task in suite.tasks if task.name in known and _speaks_of(known[task.name], task)
    }
    killed = sum(entry.killed for entry in fresh.values())
    return MutantShare(
        suite=suite.id,
        fresh=fresh,
        stale=tuple(task.name for task in suite.tasks if task.name in known and task.name not in fresh),
        untried=tuple(task.name for task in suite.tasks if task.has_reference and task.name not in known),
        decided=killed + sum(len(entry.survived) for entry in fresh.values()),
        killed=killed,
    )


def _speaks_of(entry: TaskMutants, task: Task) -> bool:
    return entry.digest == task.digest and entry.equivalents == equivalents_digest(task)


def equivalents_digest(task: Task) -> str:
    """The digest of a task's equivalents.toml; empty where there is none that can be read."""
    try:
        with open_plain(Path(task.path) / EQUIVALENTS) as file:
            return hashlib.sha256(file.read(MAX_FILE_BYTES)).hexdigest()
    except OSError:
        return ""
