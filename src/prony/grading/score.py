"""Grading arithmetic: tests, metrics and labels become earned criteria, one score and one verdict. Pure.

Points come from criteria, never from a share of tests. Total = min(caps, sum of earned), then scaled to the task's
`scale`; a bonus fills up what is missing and never passes full marks. Solved = every required criterion fully earned.
`docs/grading.md` says the same in words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from prony.errors import GradingError
from prony.nouns import (
    Assurance,
    Cap,
    Criterion,
    CriterionResult,
    Noun,
    Task,
    TestResult,
    TestStatus,
    Verdict,
)
from prony.outcomes import fully_earned
from prony.suites.patterns import id_matches
from prony.suites.rules import Facts, UnknownFact, parse_rule

FAILED_SHOWN = 8
"""How many of the tests that cost a criterion are named with it."""

DOMINANT = (Verdict.TAMPERED, Verdict.GRADER_ERROR)
"""Verdicts that decide a grade wherever they stand, the strongest first."""


class Score(Noun, frozen=True, kw_only=True):
    """What a submission earned. `score` is scaled, `points` is not; `tests` holds what was expected and never came."""

    criteria: tuple[CriterionResult, ...]
    points: float
    score: float
    solved: bool
    verdict: Verdict
    assurance: Assurance
    tests: tuple[TestResult, ...]
    notes: tuple[str, ...] = ()


class Earned(Noun, frozen=True, kw_only=True):
    """A criterion's points, and the ids that cost it the rest."""

    points: float
    failed: tuple[str, ...] = ()
    verdict: Verdict = Verdict.PASS
    assurance: Assurance | None = None


Evidence = tuple[Mapping[str, TestResult], Mapping[str, float]]
"""Results by test id, and metrics by name."""


def score(
    task: Task,
    results: Iterable[TestResult],
    metrics: Mapping[str, float] | None = None,
    labels: Mapping[str, str] | None = None,
    *,
    expected: Iterable[str] = (),
    repaired: Mapping[str, Verdict] | None = None,
) -> Score:
    """The score of `results` on `task`. An id of `expected` without a result is an error, never a skip.

    repaired: the criteria whose repair was needed to come to results at all, each with the verdict that it would have
    been: they earn nothing, and nothing is solved.

    Raises SuiteError E333 for a cap's rule that cannot be read; GradingError E512 for a criterion of a kind that nobody
    earns, E513 for two results of one id.
    """
    tests, metrics, labels = _complete(results, expected), metrics or {}, labels or {}
    evidence: Evidence = ({test.id: test for test in tests}, metrics)
    repaired = repaired or {}
    earned = [(one, _unless_repaired(one, _earn(one, evidence), repaired)) for one in task.criteria]
    most = sum(criterion.points for criterion in task.criteria if not criterion.bonus)
    any_required = any(criterion.required for criterion in task.criteria)
    criteria = tuple(
        CriterionResult(
            id=criterion.id,
            points=criterion.points,
            earned=part.points,
            required=not criterion.bonus and (criterion.required or not any_required),
            assurance=_weakest((criterion.assurance or part.assurance or task.assurance, part.assurance)),
            failed=part.failed[:FAILED_SHOWN],
            bonus=criterion.bonus,
            title=criterion.title,
        )
        for criterion, part in earned
    )
    lost = [
        part.verdict
        for (_, part), result in zip(earned, criteria, strict=True)
        if result.required and not fully_earned(result)
    ]
    dominant = next((v for v in DOMINANT if any(test.verdict is v for test in tests)), None)
    points, notes = _capped(task, criteria, Facts(metrics=metrics, labels=labels, criteria=_points(criteria)))
    if dominant is not None:
        points = 0.0
    return Score(
        criteria=criteria,
        points=points,
        score=points / most * task.scale if most > 0 else 0.0,
        solved=dominant is None and not lost and not repaired and bool(criteria),
        verdict=dominant or next(iter((*lost, *repaired.values())), Verdict.PASS if criteria else Verdict.FAIL),
        assurance=_weakest([result.assurance for result in criteria if result.required] or [task.assurance]),
        tests=tests,
        notes=notes,
    )


def _complete(results: Iterable[TestResult], expected: Iterable[str]) -> tuple[TestResult, ...]:
    """The results, and an error for each expected id that has none. Raises GradingError E513 for a double id."""
    tests, seen = list(results), set()
    for test in tests:
        if test.id in seen:
            raise GradingError("E513", f"the grader reported test {test.id[:200]!r} twice")
        seen.add(test.id)
    missing = [test_id for test_id in expected if test_id not in seen]
    weakest = _weakest(test.assurance for test in tests) if tests else Assurance.A
    tests += [
        TestResult(
            id=test_id,
            status=TestStatus.ERROR,
            verdict=Verdict.FAIL,
            message="no result came for this test",
            assurance=weakest,
        )
        for test_id in missing
    ]
    return tuple(tests)


def _earn(criterion: Criterion, evidence: Evidence) -> Earned:
    earner = EARNERS.get(criterion.kind)
    if earner is None:
        raise GradingError(
            "E512",
            f"criterion {criterion.id!r} is of the unknown kind {criterion.kind!r}",
            hint=f"the kinds are: {', '.join(EARNERS)}",
        )
    return earner(criterion, evidence)


def _unless_repaired(criterion: Criterion, part: Earned, repaired: Mapping[str, Verdict]) -> Earned:
    """`part`, or nothing where the repair of the criterion's bug was needed."""
    if criterion.id not in repaired:
        return part
    failed = (f"repair:{criterion.id}", *part.failed)
    return msgspec.structs.replace(part, points=0.0, failed=failed, verdict=repaired[criterion.id])


def _earn_by_tests(criterion: Criterion, evidence: Evidence) -> Earned:
    """All points when its patterns meet at least one test and every test that they meet passes; else none."""
    tests, _ = evidence
    met = [test for test in tests.values() if any(id_matches(pattern, test.id) for pattern in criterion.tests)]
    failed = [test for test in met if test.status is not TestStatus.PASS]
    won = bool(met) and not failed
    return Earned(
        points=criterion.points if won else 0.0,
        failed=tuple(test.id for test in failed) if met else criterion.tests,
        verdict=Verdict.PASS if won else _cost(failed[0]) if failed else Verdict.FAIL,
        assurance=_weakest(test.assurance for test in met) if met else None,
    )


def _earn_by_metric(criterion: Criterion, evidence: Evidence) -> Earned:
    """`points` at `full`, nothing at `zero`, between them linear or logarithmic; nothing for what was not measured."""
    value = evidence[1].get(criterion.metric or "")
    share = 0.0 if value is None else metric_share(value, criterion.full, criterion.zero, criterion.scale)
    name = f"metric:{criterion.metric}"
    return Earned(
        points=criterion.points * share,
        failed=() if share >= 1 else (name,),
        verdict=Verdict.PASS if share >= 1 else Verdict.FAIL,
    )


EARNERS: dict[str, Callable[[Criterion, Evidence], Earned]] = {
    "tests": _earn_by_tests,
    "metric": _earn_by_metric,
}
"""How each kind of criterion is earned: another kind is one function and one line."""


def metric_share(value: float, full: float | None, zero: float | None, scale: str = "linear") -> float:
    """The share, 0 to 1, that `value` earns between `zero` and `full` (which may lie on either side of each other).

    scale `log` needs positive ends, and values at or under 0 are taken as the end that lies nearer to 0. NaN earns 0.
    Raises GradingError E514 for ends that span nothing.
    """
    if full is None or zero is None or full == zero or (scale == "log" and min(full, zero) <= 0):
        raise GradingError(
            "E514",
            f"a metric criterion cannot be earned between full = {full} and zero = {zero} on a {scale} scale",
            hint='give two different numbers, both above 0 for scale = "log"',
        )
    if math.isnan(value):
        return 0.0
    if scale == "log":
        value = math.log(max(value, min(full, zero)))
        full, zero = math.log(full), math.log(zero)
    if math.isinf(value):
        return float((value > 0) == (full > zero))
    return min(1.0, max(0.0, (value - zero) / (full - zero)))


def _cost(test: TestResult) -> Verdict:
    """The verdict of a test that did not pass; a grader that says pass of a failed test is not believed."""
    return Verdict.FAIL if test.verdict is Verdict.PASS else test.verdict


def _capped(task: Task, criteria: Sequence[CriterionResult], facts: Facts) -> tuple[float, tuple[str, ...]]:
    """The points after gates and caps, with a note for each one that held."""
    most = sum(result.points for result in criteria if not result.bonus)
    total, notes = min(most, sum(result.earned for result in criteria)), []
    for criterion, result in zip(task.criteria, criteria, strict=True):
        if criterion.gate and not fully_earned(result):
            limit = criterion.cap or 0.0
            notes.append(f"gate {criterion.id} is not passed: at most {limit:g} points")
            total = min(total, limit)
    for cap in task.caps:
        reason = _cap_reason(cap, facts)
        if reason is not None:
            notes.append(reason)
            total = min(total, cap.total)
    return max(0.0, total), tuple(notes)


def _cap_reason(cap: Cap, facts: Facts) -> str | None:
    """Why `cap` applies, or None. What a rule asks about and nobody measured is not given the benefit of the doubt."""
    try:
        if not parse_rule(cap.when).holds(facts):
            return None
        why = cap.why or cap.when
    except UnknownFact as unknown:
        why = f"{cap.when} (nothing was reported for {unknown})"
    return f"capped at {cap.total:g} points: {why}"


def _points(criteria: Iterable[CriterionResult]) -> dict[str, float]:
    return {result.id: result.earned for result in criteria}


def _weakest(levels: Iterable[Assurance | None]) -> Assurance:
    """The weakest of the levels: A is stronger than B, B than C."""
    return max(level for level in levels if level is not None)
