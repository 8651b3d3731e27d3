"""Step views: a task as it stands at one of its steps, and the reference that is handed in there. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec

from prony.nouns import AskedWhen, Cap, Criterion, Task, TaskStep
from prony.suites.patterns import id_matches
from prony.suites.rules import names_in, parse_rule

OWN = "steps/"
"""Below solution/: a folder for each later step, laid over the reference of the step before."""


def counts_at(criterion: Criterion, step: int) -> bool:
    """Whether a criterion counts in a step."""
    return criterion.step == step or (criterion.again and criterion.step < step)


def deciding_step(task: Task) -> int:
    """The step whose flaws are what an attempt of known score ends with: the last one, or, where no later step is asked
    of everybody, the first."""
    return len(task.steps) if any(step.ask is AskedWhen.ALWAYS for step in task.steps) else 0


def at_step(task: Task, step: int) -> Task:
    """The task as it is asked and graded at a step; beyond its last one, as at the last.

    It has the criteria, caps and flaws of that step, the files that are handed in by then, and no steps.
    """
    if not task.steps:
        return task
    step = min(step, len(task.steps))
    asked = task.steps[:step]
    criteria = tuple(one for one in task.criteria if counts_at(one, step))
    ids = {one.id for one in criteria}
    answer = answer_at(task.answer, asked)
    return msgspec.structs.replace(
        task,
        criteria=criteria,
        caps=tuple(cap for cap in task.caps if cap.step <= step and criteria_named(cap) <= ids),
        flaws=tuple(flaw for flaw in task.flaws if flaw.step == step),
        repairs=tuple(one for one in task.repairs if one in ids),
        answer=answer,
        editable=_joined(task.editable, *(one.editable for one in asked), *(one.answer for one in asked)),
        max_tokens=next((one.max_tokens for one in reversed(asked) if one.max_tokens), task.max_tokens),
        steps=(),
    )


def answer_at(first: tuple[str, ...], asked: Sequence[TaskStep]) -> tuple[str, ...]:
    """The files that are handed in when these steps were asked. first: those of the first submission."""
    return _joined(first, *(one.answer for one in asked))


def criteria_named(cap: Cap) -> set[str]:
    """The criteria that the rule of a cap looks at."""
    return {name.key for name in names_in(parse_rule(cap.when)) if name.scope == "criteria"}


def solution_at(solution: Mapping[str, bytes], step: int) -> dict[str, bytes]:
    """The reference of a step of a task with steps. solution: all files below solution/."""
    files = {path: data for path, data in solution.items() if not path.startswith(OWN)}
    for number in range(1, step + 1):
        own = f"{OWN}{number}/"
        files |= {path.removeprefix(own): data for path, data in solution.items() if path.startswith(own)}
    return dict(sorted(files.items()))


def tests_at(task: Task, step: int, tests: Mapping[str, bytes]) -> dict[str, bytes]:
    """The hidden tests of a step: of files with a test a line, without those that count in other steps alone.

    A file of which no line would be left stays as it is. tests: all files below tests/.
    """
    if not task.steps:
        return dict(tests)
    return {
        path: (_lines_at(task, step, data) or data) if path.endswith(".jsonl") else data for path, data in tests.items()
    }


def _lines_at(task: Task, step: int, data: bytes) -> bytes:
    return b"".join(
        line
        for line in data.splitlines(keepends=True)
        if (test_id := _id_of(line)) is None or not is_of_other_step(task, step, test_id)
    )


def _id_of(line: bytes) -> str | None:
    try:
        test = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = test.get("id") if isinstance(test, dict) else None
    return found if isinstance(found, str) else None


def is_of_other_step(task: Task, step: int, test_id: str) -> bool:
    """Whether a test counts for criteria of other steps, and for none of this one."""
    counts = [
        counts_at(one, step) for one in task.criteria if any(id_matches(pattern, test_id) for pattern in one.tests)
    ]
    return bool(counts) and not any(counts)


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))
