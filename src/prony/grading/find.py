"""Run the graders of a task: each with its own options, one after the other."""

from __future__ import annotations

import msgspec

from prony.errors import GradingError
from prony.grading.graders import GRADERS
from prony.grading.subject import Findings, Subject
from prony.sandbox import Sandbox
from prony.suites.graders import GRADER_KINDS


async def find(subject: Subject, sandbox: Sandbox) -> Findings:
    """Run all graders of the task. Raises GradingError as `find_by` and the graders do."""
    found = [await find_by(name, subject, sandbox) for name in subject.task.grader]
    return Findings(
        tests=tuple(test for one in found for test in one.tests),
        expected=tuple(test_id for one in found for test_id in one.expected),
        metrics={name: value for one in found for name, value in one.metrics.items()},
        labels={name: value for one in found for name, value in one.labels.items()},
        notes=tuple(note for one in found for note in one.notes),
        pictures={name: data for one in found for name, data in one.pictures.items()},
    )


async def find_by(name: str, subject: Subject, sandbox: Sandbox) -> Findings:
    """Run the grader `name`.

    Raises GradingError E501 for one that nobody registered, E504 for options that are not its own.
    """
    kind, grader = GRADER_KINDS.get(name), GRADERS.get(name)
    if kind is None or grader is None:
        raise GradingError(
            "E501",
            f"{subject.task.id} asks for the unknown grader {name!r}",
            where=subject.task.path,
            hint=f"the graders are: {', '.join(GRADERS.usable())}",
        )
    try:
        options = kind.decode(kind.select(name, subject.task.options))
    except msgspec.ValidationError as error:
        raise GradingError(
            "E504",
            f"{subject.task.id}: the options of {name} cannot be used",
            where=subject.task.path,
            cause=str(error),
        ) from error
    if not kind.runs_apart and any(criterion.alone for criterion in subject.task.criteria):
        limits = msgspec.structs.replace(subject.task.limits, alone=True)
        subject = msgspec.structs.replace(subject, task=msgspec.structs.replace(subject.task, limits=limits))
    return await grader(subject, sandbox, options)
