"""Checks made of steps, a line of JSON each: what checks of services and of pages have in common.

A check's line has an `id` and `steps`, or, for a single step, that step's own keys. Of which kind a step is, one key of
it says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from prony.nouns import Noun
from prony.suites.problems import Problems, did_you_mean

MOST_STEPS = 100
_OF_CHECK = ("id", "steps", "fresh", "shown")


class CheckStep(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a check."""


class SteppedCheck(Noun, frozen=True, kw_only=True):
    """One test: steps that must all hold. fresh: on a server of its own, with a clean disk. shown: the brief has it."""

    id: str
    steps: tuple[Any, ...]
    fresh: bool = False
    shown: bool = False


class StepKinds(Noun, frozen=True, kw_only=True):
    """The steps that a file of checks may have."""

    kinds: Mapping[str, type[CheckStep]]
    """The key that tells a step's kind -> its struct."""
    spell_out: Callable[[dict[str, Any]], dict[str, Any]]
    """Writes the short forms of a step out."""
    faults: Callable[[Any], list[str]]
    """What is wrong with a step by itself."""
    faults_together: Callable[[tuple[Any, ...]], list[str]] = lambda steps: []
    """What is wrong with the steps of a check together."""

    def read(self, data: bytes, where: str) -> tuple[SteppedCheck, ...]:
        """All checks of a file. Raises SuiteProblems that lists every line that does not hold, each as `where`:line."""
        problems = Problems()
        checks = self.collect(data, where, problems)
        problems.raise_if_any(where)
        return checks

    def collect(self, data: bytes, where: str, problems: Problems) -> tuple[SteppedCheck, ...]:
        """All checks of a file that hold; the others are added to `problems`."""
        checks: dict[str, SteppedCheck] = {}
        before = len(problems.found)
        for number, line in enumerate(data.split(b"\n"), 1):
            stripped = line.strip()
            if not stripped or stripped.startswith(b"//"):
                continue
            place = f"{where}:{number}"
            check = self._check(stripped, place, problems)
            if check is None:
                continue
            if check.id in checks:
                problems.add("E332", place, f"the id {check.id!r} stands twice")
            checks[check.id] = check
        if not checks and len(problems.found) == before:
            problems.add("E340", where, "the file holds no check")
        return tuple(checks.values())

    def _check(self, line: bytes, place: str, problems: Problems) -> SteppedCheck | None:
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.add("E340", place, f"not a line of JSON: {error}")
            return None
        if not isinstance(raw, dict):
            problems.add("E340", place, "a check is a JSON object")
            return None
        steps = raw.get("steps", [{key: value for key, value in raw.items() if key not in _OF_CHECK}])
        if "steps" in raw and (beside := [key for key in raw if key not in _OF_CHECK]):
            near = did_you_mean(beside[0], _OF_CHECK)
            problems.add("E310", place, f"a check with steps has no key {beside[0]!r}", near)
            return None
        if not isinstance(steps, list) or not 0 < len(steps) <= MOST_STEPS:
            problems.add("E340", place, f"`steps` is a list of 1 to {MOST_STEPS} objects")
            return None
        read = [
            self._step(step, f"step {number}: " if "steps" in raw else "", place, problems)
            for number, step in enumerate(steps, 1)
        ]
        whole = tuple(step for step in read if step is not None)
        if len(whole) < len(read):
            return None
        try:
            own = {key: raw[key] for key in ("id", "fresh", "shown") if key in raw}
            check = msgspec.convert(own | {"steps": ()}, SteppedCheck)
        except msgspec.ValidationError as error:
            problems.add("E340", place, str(error))
            return None
        faults = [] if check.id.strip() else ["the id is empty"]
        faults += self.faults_together(whole)
        for fault in faults:
            problems.add("E340", place, fault)
        return None if faults else msgspec.structs.replace(check, steps=whole)

    def _step(self, raw: Any, which: str, place: str, problems: Problems) -> CheckStep | None:
        named = [name for name in self.kinds if isinstance(raw, dict) and name in raw]
        if len(named) != 1:
            got = " and ".join(named) or "none"
            what = f"{which}a step has exactly one of {', '.join(self.kinds)}, not {got}"
            problems.add("E340", place, what)
            return None
        kind = self.kinds[named[0]]
        unknown = [key for key in raw if key not in kind.__struct_encode_fields__]
        for key in unknown:
            near = did_you_mean(key, kind.__struct_encode_fields__)
            problems.add("E310", place, f"{which}a step with {named[0]!r} has no key {key!r}", near)
        if unknown:
            return None
        try:
            step = msgspec.convert(self.spell_out(raw), kind)
        except msgspec.ValidationError as error:
            problems.add("E340", place, f"{which}{error}")
            return None
        faults = self.faults(step)
        for fault in faults:
            problems.add("E340", place, f"{which}{fault}")
        return None if faults else step
