"""Outcomes: what becomes of an attempt, computed from how it ended and from its newest grade."""

from __future__ import annotations

from prony.nouns import (
    AttemptEnd,
    CriterionResult,
    Fault,
    FaultClass,
    FaultCode,
    Grade,
    Outcome,
    Party,
    Submission,
    Verdict,
)

_CODE = FaultCode

FAULT_CLASSES: dict[FaultCode, FaultClass] = {
    _CODE.HARNESS_CRASH: FaultClass.HARNESS_CRASH,
    _CODE.TIMEOUT_FIRST: FaultClass.TIMEOUT,
    _CODE.TIMEOUT_STALL: FaultClass.TIMEOUT,
    _CODE.TIMEOUT_TOTAL: FaultClass.TIMEOUT,
    _CODE.BUDGET: FaultClass.BUDGET,
    _CODE.EMPTY: FaultClass.EMPTY,
    _CODE.EMPTY_BUDGET: FaultClass.EMPTY,
    _CODE.LOOP: FaultClass.LOOP,
    _CODE.TRUNCATED: FaultClass.TRUNCATED,
    _CODE.CONTEXT_EXCEEDED: FaultClass.TRUNCATED,
    _CODE.NO_ANSWER: FaultClass.MALFORMED,
    _CODE.FORMAT_PARSE: FaultClass.MALFORMED,
}
"""Faults that are charged to the contestant, with the class they fall into."""

MISSING_CODES = frozenset(
    {
        _CODE.RUN_BUDGET,
        _CODE.NO_TOOLCHAIN,
        _CODE.NO_CHAT_TEMPLATE,
        _CODE.BROKEN_TEMPLATE,
        _CODE.STOPPED,
        _CODE.NOT_RUN,
        _CODE.LOAD_FAILED,
        _CODE.REQUEST_REFUSED,
    }
)
"""Faults that mean: this attempt was never made."""

INFRA_CODES = frozenset(
    {
        _CODE.UNREACHABLE,
        _CODE.NOT_AN_ENGINE,
        _CODE.AUTH,
        _CODE.BAD_REQUEST,
        _CODE.LOAD_TIMEOUT,
        _CODE.ENGINE_OOM,
        _CODE.OVERLOADED,
        _CODE.ENGINE_CRASH,
        _CODE.ENGINE_ERROR,
        _CODE.STREAM_CUT,
        _CODE.BAD_CHUNK,
        _CODE.MISPLACED_ANSWER,
        _CODE.WRONG_MODEL,
        _CODE.CLIENT_FAULT,
    }
)
"""Faults that are nobody's score: tried again, at most twice, each try in the journal."""

MAX_TRIES = 3
"""Tries of a cell, the first among them."""

LASTING_CODES = frozenset({_CODE.MISPLACED_ANSWER})
"""Those of them that another try cannot mend, or would mend by luck alone: not tried again before somebody did."""

REFUSED_CODES = frozenset({_CODE.UNREACHABLE, _CODE.OVERLOADED})
"""Those of them by which an engine took nothing up: no try was spent on it, however often it is asked again."""

PARTIES: dict[FaultCode, Party] = {
    **dict.fromkeys(
        (_CODE.EMPTY, _CODE.EMPTY_BUDGET, _CODE.LOOP, _CODE.TRUNCATED, _CODE.NO_ANSWER, _CODE.BUDGET), Party.MODEL
    ),
    **dict.fromkeys(
        (
            _CODE.ENGINE_CRASH,
            _CODE.ENGINE_ERROR,
            _CODE.STREAM_CUT,
            _CODE.BAD_CHUNK,
            _CODE.OVERLOADED,
            _CODE.FORMAT_PARSE,
            _CODE.MISPLACED_ANSWER,
            _CODE.TIMEOUT_FIRST,
            _CODE.TIMEOUT_STALL,
            _CODE.TIMEOUT_TOTAL,
        ),
        Party.ENGINE,
    ),
    **dict.fromkeys(
        (
            _CODE.UNREACHABLE,
            _CODE.NOT_AN_ENGINE,
            _CODE.AUTH,
            _CODE.BAD_REQUEST,
            _CODE.REQUEST_REFUSED,
            _CODE.LOAD_FAILED,
            _CODE.LOAD_TIMEOUT,
            _CODE.ENGINE_OOM,
            _CODE.WRONG_MODEL,
            _CODE.CONTEXT_EXCEEDED,
            _CODE.NO_CHAT_TEMPLATE,
            _CODE.BROKEN_TEMPLATE,
            _CODE.NO_TOOLCHAIN,
        ),
        Party.SETUP,
    ),
    _CODE.HARNESS_CRASH: Party.HARNESS,
    **dict.fromkeys((_CODE.CLIENT_FAULT, _CODE.RUN_BUDGET, _CODE.STOPPED, _CODE.NOT_RUN), Party.BENCH),
}
"""Who is charged with each fault."""


def fault(code: FaultCode, detail: str = "") -> Fault:
    """A fault with the party that `PARTIES` charges, its detail cut to 2 KiB."""
    return Fault(code=code, party=PARTIES[code], detail=detail[:2048])


def outcome_of(end: AttemptEnd, grade: Grade | None) -> Outcome | None:
    """The outcome of an attempt that ended as `end` with `grade` as its newest grade (or the one a board names).

    A submission beside a fault of the contestant is graded: the fault is then a label. Of an attempt with several steps
    the last one decides: a grade of another says nothing. None: waiting for its grade.
    """
    if end.fault is not None and end.fault.code in MISSING_CODES:
        return Outcome.MISSING
    if end.fault is not None and end.fault.code in INFRA_CODES:
        return Outcome.INFRA
    if end.submission is None or not (changed(end.submission) or (end.submission.reply and end.fault is None)):
        return Outcome.FAULTED
    if grade is None or grade.step != end.submission.step:
        return None
    return outcome_of_grade(grade)


def outcome_of_grade(grade: Grade) -> Outcome:
    """The outcome of a submission by its grade."""
    if grade.verdict is Verdict.TAMPERED:
        return Outcome.VOID
    if grade.verdict is Verdict.GRADER_ERROR:
        return Outcome.INFRA
    return Outcome.SOLVED if grade.solved else Outcome.FAILED


def changed(submission: Submission) -> bool:
    """Whether there is anything in a submission but words."""
    return bool(submission.files or submission.removed)


def fault_class(end: AttemptEnd) -> FaultClass | None:
    """The class of a `faulted` attempt; None when its fault is not one of the contestant's."""
    return None if end.fault is None else FAULT_CLASSES.get(end.fault.code)


SCORED = frozenset({Outcome.SOLVED, Outcome.FAILED, Outcome.FAULTED, Outcome.VOID})
"""Outcomes in the denominator of a rate."""


def fully_earned(result: CriterionResult) -> bool:
    """Whether a criterion earned all that it has; one that is worth no points (a mere gate) when nothing failed it."""
    return result.earned >= result.points and not result.failed
