"""Grading: a submission's files become a grade; a task's graders prove themselves.

grade.py      one submission -> one grade, in a clean copy of the task
cases.py      level A: data, compared by the host          oracle.py   level A: a grader that asks from outside
suite.py      level B: the suite's own tests, with proofs  command.py  level C: a command's exit status
graders.py    which graders there are                      subject.py  what a grader is given and gives back
canaries.py   tests that every submission must fail        runners/    what level B lays into the sandbox
score.py      tests and metrics -> criteria, caps, score
compare.py    the host's own equality                      values.py   values as a task's files write them
protocol.py   the JSON Lines that graders speak
"""

from prony.grading.grade import GRADER, grade
from prony.grading.graders import GRADERS
from prony.grading.prove import Claim, TaskProof, prove

__all__ = ["GRADER", "GRADERS", "Claim", "TaskProof", "grade", "prove"]
