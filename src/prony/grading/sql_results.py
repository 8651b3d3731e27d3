"""What comes of a case of SQL, as the result of a test. Pure."""

from __future__ import annotations

import msgspec

from prony.databases import ResultTable, SqlOutcome, Value
from prony.grading.protocol import bounded
from prony.grading.rows import NEAR, RowRules, difference
from prony.nouns import Assurance, Noun, TestResult, TestStatus, Verdict
from prony.suites.sql_cases import SqlCase

_MESSAGES_OF_ITS_OWN = ("42", "0A")
"""Classes of errors whose messages speak of the statement alone, and never of data."""


class ExpectedRows(Noun, frozen=True, kw_only=True):
    """What a case must give. redefines: what the task's own SQL puts in the place of the system's definitions."""

    table: ResultTable
    redefines: tuple[str, ...] = ()


_WORDS: dict[Verdict, str] = {
    Verdict.COMPILE_ERROR: "does not parse",
    Verdict.CRASH: "the session ended without an answer",
    Verdict.TIMEOUT_CPU: "ran out of CPU time",
    Verdict.TIMEOUT_WALL: "ran out of time",
    Verdict.OOM: "ran out of memory",
    Verdict.OUTPUT_LIMIT: "gave too many rows",
    Verdict.LIMIT: "ran into a limit on processes or disk",
    Verdict.GRADER_ERROR: "the sandbox broke",
}
_STATUSES = {
    Verdict.PASS: TestStatus.PASS,
    Verdict.GRADER_ERROR: TestStatus.ERROR,
    Verdict.TIMEOUT_CPU: TestStatus.TIMEOUT,
    Verdict.TIMEOUT_WALL: TestStatus.TIMEOUT,
}


def result_of(test_id: str, verdict: Verdict, message: str = "") -> TestResult:
    """The result of one case."""
    status = _STATUSES.get(verdict, TestStatus.FAIL)
    return TestResult(id=test_id, status=status, verdict=verdict, message=bounded(message), assurance=Assurance.A)


def judge_outcome(case: SqlCase, outcome: SqlOutcome, expected: ExpectedRows | None) -> TestResult:
    """The result of a case. Pure."""
    test = _judged(case, outcome, expected)
    return msgspec.structs.replace(test, wall_s=outcome.wall_s)


def judge_plan(case: SqlCase, planned: SqlOutcome) -> TestResult:
    """The result of a case whose rows are right, by what was told of its plan. Pure."""
    message = "" if planned.verdict is Verdict.PASS else refusal_of(planned, shown=case.shown)
    return msgspec.structs.replace(result_of(case.id, planned.verdict, message), wall_s=planned.wall_s)


def _judged(case: SqlCase, outcome: SqlOutcome, expected: ExpectedRows | None) -> TestResult:
    if case.raises:
        return _judged_refusal(case, outcome)
    if outcome.verdict is not Verdict.PASS:
        return result_of(case.id, outcome.verdict, refusal_of(outcome, shown=case.shown))
    if outcome.table is None:
        return result_of(case.id, Verdict.FAIL, "no rows came back: its last query gives the answer")
    assert expected is not None
    rules = RowRules(order=case.order, names=bool(case.columns), types=case.types, tolerance=case.tolerance or NEAR)
    table = expected.table
    if not table.rows and not table.columns:  # no rows and no names were said: any columns will do
        table = msgspec.structs.replace(table, columns=outcome.table.columns)
    wrong = difference(table, outcome.table, rules)
    if not wrong:
        return result_of(case.id, Verdict.PASS)
    if case.shown:
        wrong = f"{wrong}: {_shown(outcome.table)}, expected {_shown(table)}"
    return result_of(case.id, Verdict.FAIL, wrong)


def _judged_refusal(case: SqlCase, outcome: SqlOutcome) -> TestResult:
    wanted = f"expected to be refused: {' or '.join(case.raises)}"
    if outcome.verdict is Verdict.PASS:
        return result_of(case.id, Verdict.FAIL, f"{wanted}, and it was done")
    if outcome.fault is not None and {outcome.fault.code, outcome.fault.condition} & set(case.raises):
        return result_of(case.id, Verdict.PASS)
    return result_of(case.id, outcome.verdict, f"{wanted}; {refusal_of(outcome, shown=case.shown)}")


def refusal_of(outcome: SqlOutcome, *, shown: bool) -> str:
    """Why statements were not done: of a hidden case, nothing that could hold its data."""
    fault = outcome.fault
    if fault is None:
        kind = _WORDS.get(outcome.verdict, str(outcome.verdict))
        return outcome.detail if outcome.verdict is Verdict.FAIL else f"{kind}: {outcome.detail}"
    what = f"{fault.code} {fault.condition}".strip()
    words = f": {fault.message}" if shown or fault.code.startswith(_MESSAGES_OF_ITS_OWN) else ""
    return f"line {fault.line}: {outcome.detail or 'refused'} ({what}){words}"


def _shown(table: ResultTable) -> str:
    rows = [tuple(_plain(value) for value in row) for row in table.rows[:6]]
    return f"{rows}{' ...' if len(table.rows) > len(rows) else ''}"


def _plain(value: Value) -> object:
    return value if isinstance(value, bool | int | type(None)) else str(getattr(value, "text", value))
