"""Grading: a submission's files become a grade; a task's graders prove themselves.

One submission      job (what is to be graded) · grade (the way of it) · find (what its graders find)
                    subject (what a grader is given and gives back) · calibration/ (the time limits in force here)
Graders             graders/ (cases, oracle, service: level A · suite: level B · command: level C)
                    lost (criteria that nothing can earn back) · services/ (servers, and what they are asked)
                    check_fault (why a check does not hold) · pages/ (a browser, and what is done and seen in it)
                    task_programs (what graders share that have a program of the task's judge)
                    canaries (tests that every submission must fail) · compiled (what must be built first)
Pure                score (tests to points) · compare (the host's equality) · values · protocol (what graders speak)
What does not build     repairs (the fewest with which it does)
What a task must show   prove · claims (what is asked) · forge (the battery) · freeze (ids of tests)
                        tried (imported tasks: what can be counted here)
                    making (cases by a generator, a reference and a brute force) · sql_making (cases of tables)
                    variants (a suite in other words)
What tests must notice  mutants/ (references with one change each)
Of each language    languages/ (its runner, its canaries, its forgeries)
What can be graded here     toolchains · selftest (each tried by small programs)
In the sandbox      runners/ (what runners and graders import there)
"""

from prony.grading.calibration import Calibrator
from prony.grading.claims import Claim
from prony.grading.compiled import ready
from prony.grading.grade import GRADER, calibrator, grade, grade_job
from prony.grading.graders import GRADERS
from prony.grading.job import GradeJob
from prony.grading.prove import TaskProof, prove
from prony.grading.subject import Findings, Subject, toolchain_names

__all__ = [
    "GRADER",
    "GRADERS",
    "Calibrator",
    "Claim",
    "Findings",
    "GradeJob",
    "Subject",
    "TaskProof",
    "calibrator",
    "grade",
    "grade_job",
    "prove",
    "ready",
    "toolchain_names",
]
