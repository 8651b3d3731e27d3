"""Problems: what is wrong with a suite, collected so that an author sees all of it at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from prony.errors import SuiteError
from prony.nouns import Noun


class Problem(Noun, frozen=True, kw_only=True):
    """One thing that does not hold. code: a key of `prony.errors.CODES`; where: file, or file:line."""

    code: str
    where: str
    what: str
    hint: str | None = None


class SuiteProblems(SuiteError):
    """Everything that does not hold in a suite or a task: one problem under its own code, several under E302."""

    def __init__(self, subject: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        if len(self.problems) == 1:
            super().__init__(first.code, first.what, where=first.where, hint=first.hint)
            return
        lines = [f"{p.where}: [{p.code}] {p.what}" + (f" ({p.hint})" if p.hint else "") for p in self.problems]
        super().__init__(
            "E302",
            f"{subject} has {len(lines)} problems",
            where=first.where,
            cause="\n         ".join(lines),
            hint="docs/task-format.md is the reference",
        )


class Problems:
    """A collector of problems: rooms add, the loader raises at the end."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, code: str, where: str, what: str, hint: str | None = None) -> None:
        """Note one problem; the same one twice is noted once."""
        problem = Problem(code=code, where=where, what=what, hint=hint)
        if problem not in self.found:
            self.found.append(problem)

    def raise_if_any(self, subject: str) -> None:
        """Raise SuiteProblems when there are any."""
        if self.found:
            raise SuiteProblems(subject, self.found)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """`did you mean X?` for the nearest of `known`, else the list of them while it is short; None for none known."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= 16 else None
