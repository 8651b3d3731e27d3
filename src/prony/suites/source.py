"""Source: a task folder as read, with its `[prony]` checked against the schema, and the way to say where a thing is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prony.nouns import Noun
from prony.suites import schema
from prony.suites.places import Places
from prony.suites.problems import Problems, did_you_mean


class Defaults(Noun, frozen=True, kw_only=True):
    """What a task has from its suite: the suite's id, and what its own task.toml may leave out."""

    suite_id: str
    scale: float = 20.0
    released: str | None = None
    canary: str | None = None


class TaskSource:
    """One task folder: `files` by path, `prony` as far as it holds; what does not hold goes to `problems`.

    member: the member of the suite for which it is read, whose files and keys these are; empty for a task without.
    """

    def __init__(
        self,
        folder: Path,
        files: dict[str, bytes],
        data: dict[str, Any],
        places: Places,
        problems: Problems,
        defaults: Defaults,
        member: str = "",
    ) -> None:
        self.folder = folder
        self.member = member
        self.files = files
        self.defaults = defaults
        self.data = data
        self.problems = problems
        self.places = places
        self.prony = schema.check_table(self._table(), schema.PRONY, ("prony",), self.places, problems)

    def _table(self) -> dict[str, Any]:
        for key in self.data:
            if key != "prony" and did_you_mean(key, ["prony"]) == "did you mean prony?":
                self.problems.add("E310", self.places.where((key,)), f"unknown table {key!r}", "did you mean prony?")
        if self.data.get("steps"):
            self.problems.add("E312", self.places.where(("steps",)), "steps is not supported by this version")
        table = self.data.get("prony")
        if isinstance(table, dict):
            return table
        self.problems.add("E313", self.places.where(), "task.toml has no table [prony]")
        return {"criteria": []}

    @property
    def name(self) -> str:
        """The name of the task: that of its folder, with that of its member."""
        return f"{self.folder.name}-{self.member}" if self.member else self.folder.name

    @property
    def scale(self) -> float:
        """The scale of the task's score."""
        return float(self.prony.get("scale", self.defaults.scale))

    @property
    def canary(self) -> str | None:
        """The canary of the task, else of its suite."""
        canary: str | None = self.prony.get("canary", self.defaults.canary)
        return canary

    def told(self, key: str) -> bool:
        """Whether `[prony]` says anything of `key`, right or wrong."""
        table = self.data.get("prony")
        return isinstance(table, dict) and key in table

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a key that takes one or several."""
        value = self.prony.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def table(self, key: str) -> dict[str, Any]:
        """A table below `[prony]`, whether it holds or not."""
        value = self.prony.get(key)
        return value if isinstance(value, dict) else {}

    def checked(self, keys: dict[str, schema.Key], *path: str) -> dict[str, Any]:
        """The entries of a table below `[prony]` that hold."""
        value: Any = self.prony
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        value = value if isinstance(value, dict) else {}
        return schema.check_table(value, keys, ("prony", *path), self.places, self.problems)

    def tables(self, key: str, keys: dict[str, schema.Key]) -> list[tuple[int, dict[str, Any]]]:
        """The tables of a list below `[prony]` that have what they need, with their places in it; ids stand once."""
        out = []
        seen: set[str] = set()
        for index, raw in enumerate(self.prony.get(key, [])):
            table = schema.check_table(raw, keys, ("prony", key, index), self.places, self.problems)
            if table.get("id") in seen:
                self.add("E332", self.where(key, index, "id"), f"the id {table['id']!r} stands twice in {key}")
            seen.add(str(table.get("id")))
            if all(name in table for name, rule in keys.items() if rule.required):
                out.append((index, table))
        return out

    def add(self, code: str, where: str, what: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.add(code, where, what, hint)

    def where(self, *path: str | int) -> str:
        """`file:line` of a key below `[prony]`."""
        return self.places.where(("prony", *path))

    def file(self, name: str) -> str:
        """The path of a file of the task."""
        return str(self.folder / name)

    def below(self, prefix: str) -> dict[str, bytes]:
        """The files whose path begins with `prefix`, by the rest of it."""
        return {path.removeprefix(prefix): data for path, data in self.files.items() if path.startswith(prefix)}
