"""A plan as rows of the index: its suites, their tasks, and its contestants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prony.journal.rollup import compact
from prony.journal.rows import Row, as_json
from prony.nouns import ContestantSpec, SuitePin, TaskPin


def suite_rows(suites: Sequence[SuitePin], tasks: Sequence[TaskPin], enlarged: int = 0) -> Iterator[tuple[str, Row]]:
    """(table, row) of each suite and each of its tasks. tasks: what the plan keeps of them. enlarged: how often its
    samples were made larger."""
    pins = {pin.id: pin for pin in tasks}
    for position, suite in enumerate(suites):
        yield (
            "run_suite",
            {
                "suite": suite.id,
                "version": suite.version,
                "digest": suite.digest,
                "path": suite.path,
                "position": position,
                "sample": as_json(suite.sample) if suite.sample is not None else None,
                "enlarged": enlarged,
                "variant_of": suite.variant_of,
                "variant": suite.variant,
            },
        )
        for place, task in enumerate(suite.tasks):
            pin = pins.get(task) or TaskPin(id=task, digest="")
            yield "run_task", {"suite": suite.id, "suite_digest": suite.digest, "position": place, **_task_row(pin)}


def _task_row(pin: TaskPin) -> Row:
    return {
        "task": pin.id,
        "digest": pin.digest,
        "title": pin.title,
        "mode": pin.mode.value,
        "language": pin.language,
        "difficulty": pin.difficulty,
        "axes": compact(list(pin.axes)),
        "scale": pin.scale,
        "assurance": pin.assurance.value,
        "problem": pin.problem or pin.id.rpartition("/")[2],
        "member": pin.member,
        "released": pin.released,
        "retired": pin.retired,
    }


def entry_rows(contestants: Sequence[ContestantSpec]) -> Iterator[tuple[str, Row]]:
    """(table, row) of each contestant as it is planned, before anybody knows who it is."""
    for position, spec in enumerate(contestants):
        yield (
            "entry",
            {
                "label": spec.label,
                "position": position,
                "reference": int(spec.reference),
                "suite": spec.suite,
                "spec": as_json(spec),
                "contestant": f"?{spec.label}",
            },
        )
