from __future__ import annotations

import pytest

from prony.nouns import (
    Assurance,
    AttemptEnd,
    FaultClass,
    FaultCode,
    Grade,
    Mode,
    Outcome,
    Submission,
    Verdict,
)
from prony.outcomes import FAULT_CLASSES, INFRA_CODES, MISSING_CODES, PARTIES, SCORED, fault, fault_class, outcome_of

FILES = Submission(mode=Mode.ANSWER, reply="r", files={"a.py": "b"})
BARE = Submission(mode=Mode.ANSWER, reply="r")


def end(code: FaultCode | None = None, submission: Submission | None = None) -> AttemptEnd:
    return AttemptEnd(attempt="a", ended_at="", wall_s=1.0, submission=submission, fault=fault(code) if code else None)


def grade(*, solved: bool = False, verdict: Verdict = Verdict.FAIL) -> Grade:
    return Grade(
        attempt="a",
        graded_at="",
        grader="1",
        task_digest="d",
        solved=solved,
        score=0,
        scale=20,
        verdict=verdict,
        assurance=Assurance.A,
    )


def test_every_fault_has_a_party_and_exactly_one_consequence():
    for code in FaultCode:
        assert code in PARTIES
        assert (code in FAULT_CLASSES) + (code in INFRA_CODES) + (code in MISSING_CODES) == 1, code


def test_a_submission_waits_for_its_grade():
    assert outcome_of(end(submission=FILES), None) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (grade(solved=True, verdict=Verdict.PASS), Outcome.SOLVED),
        (grade(), Outcome.FAILED),
        (grade(verdict=Verdict.TIMEOUT_CPU), Outcome.FAILED),
        (grade(verdict=Verdict.CRASH), Outcome.FAILED),
        (grade(verdict=Verdict.TAMPERED), Outcome.VOID),
        (grade(verdict=Verdict.GRADER_ERROR), Outcome.INFRA),
    ],
)
def test_the_grade_decides_what_was_handed_in(given: Grade, expected: Outcome):
    assert outcome_of(end(submission=FILES), given) is expected


@pytest.mark.parametrize("code", sorted(FAULT_CLASSES))
def test_a_fault_of_the_contestant_without_files_is_faulted_with_a_class(code: FaultCode):
    assert outcome_of(end(code, BARE), None) is Outcome.FAULTED
    assert fault_class(end(code, BARE)) is FAULT_CLASSES[code]


def test_a_complete_answer_in_a_cut_reply_is_graded():
    assert outcome_of(end(FaultCode.TRUNCATED, FILES), grade(solved=True, verdict=Verdict.PASS)) is Outcome.SOLVED


@pytest.mark.parametrize("code", sorted(INFRA_CODES))
def test_an_infrastructure_fault_is_never_scored_whatever_was_handed_in(code: FaultCode):
    assert outcome_of(end(code, FILES), grade(solved=True)) is Outcome.INFRA
    assert Outcome.INFRA not in SCORED


@pytest.mark.parametrize("code", sorted(MISSING_CODES))
def test_what_was_never_made_is_missing(code: FaultCode):
    assert outcome_of(end(code), None) is Outcome.MISSING
    assert fault_class(end(code)) is None


def test_the_classes_of_faults_come_in_the_order_in_which_they_are_taken():
    assert [one.value for one in FaultClass] == [
        "harness_crash",
        "timeout",
        "budget",
        "empty",
        "loop",
        "truncated",
        "malformed",
    ]
