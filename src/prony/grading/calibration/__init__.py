"""Calibration: the time limits of a task as they are in force on this machine.

A task says the least. On a machine, or in a language, where its own reference needs more than a tenth of that, the
limits grow with what the reference needs, and so does what a right answer may take.

Residents: `in_force` (from a measure to limits: pure) · `measure` (a reference is run) · `paces` (languages compared,
for tasks without a reference of their own: pure) · `store` (what was measured, kept) · `calibrator` (all of it).
"""

from prony.grading.calibration.calibrator import Calibrator
from prony.grading.calibration.in_force import FACTOR, limits_in_force, task_in_force
from prony.grading.calibration.measure import ReferenceUse

__all__ = ["FACTOR", "Calibrator", "ReferenceUse", "limits_in_force", "task_in_force"]
