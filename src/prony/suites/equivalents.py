"""Equivalents: what a task's author says of mutants that no test can notice, in `equivalents.toml` of its folder.

The file says nothing to contestants and nothing to graders, so it is no part of the task's digest: who explains a
mutant has not made another task.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection
from pathlib import Path

from prony.nouns import Noun, Task
from prony.plain_files import open_plain
from prony.suites import schema
from prony.suites.files import EQUIVALENTS, MAX_FILE_BYTES
from prony.suites.places import Places
from prony.suites.problems import Problems

_FILE = {"equivalents": schema.Key(schema.tables)}
_ENTRY = {
    "mutant": schema.Key(schema.text, required=True),
    "why": schema.Key(schema.text, required=True),
    "members": schema.Key(schema.identifiers),
}


class Equivalent(Noun, frozen=True, kw_only=True):
    """One mutant that is no worse than the reference. where: the line that says so."""

    mutant: str
    why: str
    where: str = ""


class Equivalents(Noun, frozen=True, kw_only=True):
    """What the author of a task says of its mutants. digest: of the file; empty where there is none."""

    entries: tuple[Equivalent, ...] = ()
    digest: str = ""


def read_equivalents(task: Task, solution: Collection[str]) -> Equivalents:
    """The equivalents of a task. solution: the files of its reference.

    A problem's members share the file, so there an entry for another file than those of `solution` is another's, and so
    is one whose `members` do not name the task's.

    Raises SuiteProblems with what does not hold: E303, E310, E311, E313 (an entry without a reason), E332.
    """
    path = Path(task.path) / EQUIVALENTS
    problems = Problems()
    try:
        with open_plain(path) as file:
            data = file.read(MAX_FILE_BYTES)
    except FileNotFoundError:
        return Equivalents()
    except OSError as error:
        problems.add("E303", str(path), f"{EQUIVALENTS} cannot be read: {error.strerror}")
        data = b""
    table: dict[str, object] = {}
    text = data.decode("utf-8-sig", errors="replace")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.add("E303", str(path), f"{EQUIVALENTS} is not valid TOML: {error}")
    places = Places(str(path), text)
    good = schema.check_table(table, _FILE, (), places, problems)
    entries: list[Equivalent] = []
    seen: set[tuple[str, str]] = set()
    for index, raw in enumerate(good.get("equivalents", [])):
        where = ("equivalents", index)
        entry = schema.check_table(raw, _ENTRY, where, places, problems)
        names = {(str(entry.get("mutant")), member) for member in entry.get("members", ("",))}
        if names & seen:
            problems.add("E332", places.where(where), f"the mutant {entry['mutant']} stands twice")
        seen |= names
        if not entry.keys() >= {"mutant", "why"}:
            continue
        is_others = entry["mutant"].partition(":")[0] not in solution
        if task.member and (is_others or task.member not in entry.get("members", (task.member,))):
            continue
        entries.append(Equivalent(mutant=entry["mutant"], why=entry["why"], where=places.where(where)))
    problems.raise_if_any(f"{EQUIVALENTS} of {task.id}")
    return Equivalents(entries=tuple(entries), digest=hashlib.sha256(data).hexdigest())
