"""From what a reference used to the limits in force: pure arithmetic, one place."""

from __future__ import annotations

import math

import msgspec

from prony.grading.calibration.measure import ReferenceUse
from prony.nouns import GradeLimits, Limits, Task
from prony.suites.schema import MOST_CPU_S, MOST_WALL_S

FACTOR = 10.0
"""An answer may take this many times the CPU of the reference's slowest execution, whatever the machine."""


def limits_in_force(least: Limits, used: ReferenceUse | None, *, measured_with: str = "") -> GradeLimits:
    """The limits in force: the task's own, or `FACTOR` times the reference where that is more; the clock likewise.

    CPU is counted in whole seconds by the kernel, so a limit beyond the task's own is a whole number.
    """
    if used is None:
        return GradeLimits(cpu_s=least.cpu_s, wall_s=least.wall_s)
    cpu_s, wall_s, wanted_s = least.cpu_s, least.wall_s, FACTOR * used.slowest_s
    if wanted_s > cpu_s:
        cpu_s = min(float(math.ceil(wanted_s)), float(MOST_CPU_S))
        wall_s = min(math.ceil(least.wall_s * cpu_s / least.cpu_s), float(MOST_WALL_S))
    return GradeLimits(
        cpu_s=cpu_s, wall_s=wall_s, reference_cpu_s=round(used.slowest_s, 3), measured_with=measured_with
    )


def task_in_force(task: Task, limits: GradeLimits | None) -> tuple[Task, GradeLimits, float]:
    """The task with limits in force, these limits, and how many times those of its files they are.

    Limits may come from a record: they are never below the task's own, and never above what a task may say.
    """
    least = task.limits
    if limits is None:
        return task, GradeLimits(cpu_s=least.cpu_s, wall_s=least.wall_s), 1.0
    cpu_s = min(max(limits.cpu_s, least.cpu_s), float(MOST_CPU_S))
    wall_s = min(max(limits.wall_s, least.wall_s), float(MOST_WALL_S))
    held = msgspec.structs.replace(limits, cpu_s=cpu_s, wall_s=wall_s)
    changed = msgspec.structs.replace(least, cpu_s=cpu_s, wall_s=wall_s)
    return msgspec.structs.replace(task, limits=changed), held, max(1.0, wall_s / least.wall_s)
