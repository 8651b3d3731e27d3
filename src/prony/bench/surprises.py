"""Whether the references came out as they must: the instrument's own zero and full scale, checked in every run."""

from __future__ import annotations

from collections.abc import Mapping

from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.nouns import AttemptEnd, ContestantSpec, FaultClass, Flaw, Grade, Outcome, RunPlan, Task, Verdict
from prony.outcomes import fault_class, fully_earned

FAULTS = {"looping": FaultClass.LOOP, "empty": FaultClass.EMPTY}
"""References that hand in nothing, with the class of fault that each must get."""
NEAR = 1e-6
"""Points are sums of fractions."""


def surprises(plan: RunPlan, spec: ContestantSpec, tasks: Mapping[str, Task], done: Done) -> list[str]:
    """One line for each attempt of a reference that is not what the reference is known for; none when all is well.

    What was not made, or not graded, is no surprise.
    """
    lines = []
    for cell in cells(plan, spec):
        outcome = done.state(cell)
        if outcome in (None, Outcome.MISSING):
            continue
        name = done.last(cell)
        grade = done.grades.get(name)
        expected, got = _expected(spec, tasks[cell.task]), _came_out(outcome, done.ends[name], grade)
        flaw = _flaw(spec, tasks[cell.task])
        if expected == got and flaw is not None and grade is not None and not _within(flaw, grade):
            expected += f" with {flaw.score[0]:g} to {flaw.score[1]:g} points"
            got += f" with {grade.score:g}"
        if expected != got:
            lines.append(f"{spec.label} on {cell.task}: known for {expected}, came out as {got} ({name})")
    return lines


def _expected(spec: ContestantSpec, task: Task) -> str:
    if spec.model in FAULTS:
        return f"faulted/{FAULTS[spec.model].value}"
    flaw = _flaw(spec, task)
    if flaw is not None and flaw.verdict == Verdict.TAMPERED:
        return Outcome.VOID.value
    some = any(one.required for one in task.criteria)
    optional = {one.id for one in task.criteria if one.bonus or (some and not one.required)}
    if flaw is None or optional.issuperset(flaw.fails):
        return Outcome.SOLVED.value
    return f"failed, losing {', '.join(sorted(flaw.fails))}"


def _flaw(spec: ContestantSpec, task: Task) -> Flaw | None:
    return next((one for one in task.flaws if one.id == spec.recites.get(task.id)), None)


def _within(flaw: Flaw, grade: Grade) -> bool:
    """Whether the points are those that the flaw declares."""
    low, high = flaw.score
    return low - NEAR <= grade.score <= high + NEAR


def _came_out(outcome: Outcome | None, end: AttemptEnd, grade: Grade | None) -> str:
    kind = fault_class(end)
    if outcome is Outcome.FAULTED and kind is not None:
        return f"faulted/{kind.value}"
    if outcome is Outcome.FAILED and grade is not None:
        lost = sorted(one.id for one in grade.criteria if not fully_earned(one))
        return f"failed, losing {', '.join(lost)}"
    return outcome.value if outcome is not None else "nothing"
