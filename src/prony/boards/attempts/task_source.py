"""Tasks as they were run: from the suite's folder, if what stands there now is still the same."""

from __future__ import annotations

import difflib

from prony.errors import GradingError, SuiteError
from prony.journal import queries
from prony.journal.index import Index
from prony.nouns import Suite, Task

MAX_DIFF_WORK = 1_000_000
"""Lines before times lines after, above which no difference is made: finding it costs their product."""


class RecordedTasks:
    """The tasks of one run's suites; each suite is loaded once."""

    def __init__(self, index: Index, run: str) -> None:
        self._pins = {pin.digest: pin for pin in queries.suites(index, run)}
        self._suites: dict[str, Suite | SuiteError] = {}
        self._starts: dict[str, dict[str, bytes]] = {}

    def find(self, task: str, digest: str, suite_digest: str) -> tuple[Task | None, str]:
        """The task of that `digest`; else None, and why."""
        pin = self._pins.get(suite_digest)
        if pin is None:
            return None, "the run does not say which suite it came from"
        if pin.path not in self._suites:
            self._suites[pin.path] = _loaded(pin.path)
        suite = self._suites[pin.path]
        if isinstance(suite, SuiteError):
            return None, f"suite {pin.suite} is not at hand: {suite.what}"
        found = next((one for one in suite.tasks if one.id == task), None)
        if found is None:
            return None, f"suite {pin.suite} has no such task any more"
        if found.digest != digest:
            return None, f"task {task} has changed since; the request below is what was sent"
        return found, ""

    def start(self, task: Task) -> dict[str, bytes]:
        """The files that its contestants start from; none where they cannot be read any more."""
        from prony.suites import materials_of

        if task.id not in self._starts:
            try:
                self._starts[task.id] = materials_of(task).workspace
            except GradingError:
                self._starts[task.id] = {}
        return self._starts[task.id]


def difference(path: str, before: bytes, after: str) -> str | None:
    """From the start to what was handed in, as a unified diff; None where one of them is no text, or too long."""
    try:
        old = before.decode("utf-8")
    except UnicodeDecodeError:
        return None
    a, b = old.split("\n"), after.split("\n")
    if len(a) * len(b) > MAX_DIFF_WORK:
        return None
    return "\n".join(difflib.unified_diff(a, b, f"start/{path}", f"handed in/{path}", lineterm=""))


def _loaded(path: str) -> Suite | SuiteError:
    from prony.suites import load_suite

    try:
        return load_suite(path)
    except SuiteError as error:
        return error
