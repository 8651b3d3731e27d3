"""The graders there are. A new one is one sibling file with one function, and one line here."""

from __future__ import annotations

from prony.grading.cases import grade_by_cases
from prony.grading.command import grade_by_command
from prony.grading.oracle import grade_by_oracle
from prony.grading.subject import Grader
from prony.grading.suite import grade_by_suite

GRADERS: dict[str, Grader] = {
    "cases": grade_by_cases,
    "oracle": grade_by_oracle,
    "suite": grade_by_suite,
    "command": grade_by_command,
}
"""By the name that `[prony.grader] kind` gives them."""
