"""Why a check does not hold, in words that may be said of a hidden one and in more of one that stands in the brief."""

from __future__ import annotations

from prony.grading.protocol import bounded
from prony.nouns import Assurance, Noun, TestResult, TestStatus, Verdict

LATE = frozenset({Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL, Verdict.STARVED})
_STATUSES = {Verdict.PASS: TestStatus.PASS, Verdict.GRADER_ERROR: TestStatus.ERROR} | dict.fromkeys(
    LATE, TestStatus.TIMEOUT
)


class CheckFault(Noun, frozen=True, kw_only=True):
    """Why a check does not hold. hidden: may be said of any check; shown: what more may be said of one in the brief."""

    verdict: Verdict = Verdict.FAIL
    hidden: str
    shown: str = ""


def result_of(
    test_id: str, fault: CheckFault | None, *, shown: bool, level: Assurance = Assurance.A, wall_s: float = 0.0
) -> TestResult:
    """The result of a check. shown: it stands in the brief, so that all may be said."""
    if fault is None:
        return TestResult(id=test_id, status=TestStatus.PASS, verdict=Verdict.PASS, assurance=level, wall_s=wall_s)
    verdict = Verdict.TIMEOUT_WALL if fault.verdict is Verdict.STARVED else fault.verdict
    message = f"{fault.hidden}: {fault.shown}" if shown and fault.shown else fault.hidden
    return TestResult(
        id=test_id,
        status=_STATUSES.get(verdict, TestStatus.FAIL),
        verdict=verdict,
        message=bounded(message),
        assurance=level,
        wall_s=wall_s,
    )
