"""Pseudonyms: what stands in a bundle for the names of a suite whose texts stay at home.

A name must not be found by guessing: a plain hash of it could be tried against a list of words. So a suite and its
tasks are called by digests of all their files, which nobody knows who has them not, and the rest by a keyed hash.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping

from prony.bundles.manifest import Texts
from prony.nouns import RunPlan, TaskPin

DIGITS = 12


class Pseudonyms:
    """The names of one run's withheld suites, and what stands for them. secret: of who makes the bundle."""

    def __init__(self, plan: RunPlan, pins: Iterable[TaskPin], texts: Mapping[str, Texts], secret: bytes) -> None:
        digests = {pin.id: pin.digest for pin in pins}
        self._secret = secret
        self.suites: dict[str, str] = {}
        self.tasks: dict[str, str] = {}
        self._parts: dict[tuple[str, str], dict[str, str]] = {}
        for pin in plan.suites:
            if texts[pin.id] is not Texts.WITHHELD:
                continue
            self.suites[pin.id] = f"private-{pin.digest[:8]}"
            for task in pin.tasks:
                digest = digests.get(task) or self.keyed(f"task\n{pin.digest}\n{task}")
                name = f"{self.suites[pin.id]}/t-{digest[:DIGITS]}"
                if name in self.tasks.values():
                    name = f"{self.suites[pin.id]}/t-{self.keyed(f'task {pin.digest} {task}')[:DIGITS]}"
                self.tasks[task] = name

    def keyed(self, text: str) -> str:
        """64 digits that only who has the secret can make of `text`."""
        return hmac.digest(self._secret, text.encode("utf-8", "surrogatepass"), "sha256").hex()

    def word(self, kind: str, name: str) -> str:
        """What stands for a name of this kind; nothing for none."""
        return self.keyed(f"{kind}\n{name}")[:DIGITS] if name else ""

    @property
    def words(self) -> dict[str, str]:
        """Every name that is replaced, as a word in a text: of suites, of tasks, and of tasks within their suite."""
        bare = {task.rpartition("/")[2]: name.rpartition("/")[2] for task, name in self.tasks.items()}
        return {**bare, **self.suites, **self.tasks}

    def attempt(self, attempt: str) -> str:
        """The id of an attempt at a withheld task: its own is a hash of the task's name."""
        return "a" + self.keyed(f"attempt\n{attempt}")[:11]

    def part(self, task: str, kind: str, name: str) -> str:
        """The name of a criterion, a test or a file of a task: its kind and its number, as they come."""
        names = self._parts.setdefault((task, kind), {})
        return names.setdefault(name, f"{kind}{len(names) + 1}")
