"""Grading arithmetic: from results to points, score, solved and verdict."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.errors import GradingError
from prony.grading.score import metric_share, score
from prony.nouns import Assurance, Cap, Criterion, TestResult, TestStatus, Verdict
from prony.outcomes import fully_earned

A = Criterion(id="a", points=6, tests=("a/*",))
B = Criterion(id="b", points=3, tests=("b/*",))
C = Criterion(id="c", points=1, tests=("c",), required=False)


def test_all_tests_of_a_criterion_earn_its_points_and_one_failure_costs_them_all(make_task, result):
    task = make_task(A, B)
    won = score(task, [result("a/1"), result("a/2"), result("b/1", Verdict.FAIL)])
    assert [part.earned for part in won.criteria] == [6, 0]
    assert won.points == 6
    assert won.score == pytest.approx(6 / 9 * 20)
    assert not won.solved


def test_a_share_of_the_tests_earns_nothing(make_task, result):
    won = score(make_task(A), [result(f"a/{n}") for n in range(99)] + [result("a/99", Verdict.FAIL)])
    assert won.points == 0
    assert won.criteria[0].failed == ("a/99",)


def test_solved_asks_for_required_criteria_only(make_task, result):
    won = score(make_task(A, C), [result("a/1"), result("c", Verdict.FAIL)])
    assert won.solved
    assert won.verdict is Verdict.PASS
    assert won.points == 6


def test_a_bonus_fills_up_what_is_missing(make_task, result):
    extra = Criterion(id="extra", points=2, tests=("extra",), bonus=True, required=False)
    won = score(make_task(A, B, extra), [result("a/1"), result("b/1", Verdict.FAIL), result("extra")])
    assert won.points == 8
    assert won.score == pytest.approx(8 / 9 * 20)
    assert not won.solved


def test_a_bonus_never_passes_full_marks_and_is_never_required(make_task, result):
    extra = Criterion(id="extra", points=2, tests=("extra",), bonus=True, required=False)
    everything = [result("a/1"), result("b/1"), result("extra")]
    without = [result("a/1"), result("b/1"), result("extra", Verdict.FAIL)]
    assert [score(make_task(A, B, extra), found).score for found in (everything, without)] == [20, 20]
    assert score(make_task(A, B, extra), without).solved
    assert score(make_task(C, extra), [result("c"), result("extra", Verdict.FAIL)]).solved


def test_a_bonus_does_not_lift_a_total_over_a_gate(make_task, result):
    gate = Criterion(id="gate", points=1, tests=("gate",), gate=True, cap=4)
    extra = Criterion(id="extra", points=2, tests=("extra",), bonus=True, required=False)
    won = score(make_task(A, gate, extra), [result("a/1"), result("gate", Verdict.FAIL), result("extra")])
    assert won.points == 4


def test_a_gate_without_points_is_lost_when_one_of_its_tests_fails(make_task, result):
    gate = Criterion(id="gate", points=0, tests=("gate",), gate=True, cap=2)
    won = score(make_task(A, gate), [result("a/1"), result("gate", Verdict.FAIL)])
    assert not fully_earned(won.criteria[1])
    assert (won.points, won.solved) == (2, False)
    assert score(make_task(A, gate), [result("a/1"), result("gate")]).solved


def test_without_a_required_criterion_all_are_required(make_task, result):
    assert not score(make_task(C), [result("c", Verdict.FAIL)]).solved
    assert score(make_task(C), [result("c")]).solved


def test_an_expected_id_without_a_result_is_an_error(make_task, result):
    won = score(make_task(A), [result("a/1")], expected=["a/1", "a/2"])
    assert not won.solved
    assert won.criteria[0].failed == ("a/2",)
    missing = next(test for test in won.tests if test.id == "a/2")
    assert (missing.status, missing.verdict) == (TestStatus.ERROR, Verdict.FAIL)


def test_a_pattern_that_meets_no_test_earns_nothing(make_task, result):
    won = score(make_task(A), [result("b/1")])
    assert not won.solved
    assert won.criteria[0].failed == ("a/*",)


def test_one_pattern_of_several_may_meet_no_test(make_task, result):
    assert score(make_task(Criterion(id="x", points=1, tests=("x", "x/*"))), [result("x/1")]).solved


def test_a_criterion_without_patterns_earns_nothing(make_task, result):
    assert score(make_task(Criterion(id="x", points=1)), [result("a")]).points == 0


def test_no_criteria_at_all_is_not_solved(make_task, result):
    won = score(make_task(), [result("a")])
    assert not won.solved
    assert won.score == 0
    assert won.verdict is Verdict.FAIL


@pytest.mark.parametrize("status", [TestStatus.FAIL, TestStatus.ERROR, TestStatus.SKIP, TestStatus.TIMEOUT])
def test_only_the_status_pass_passes(make_task, status):
    test = TestResult(id="a/1", status=status, verdict=Verdict.PASS)
    won = score(make_task(A), [test])
    assert not won.solved
    assert won.verdict is Verdict.FAIL


def test_two_results_for_one_id_are_refused(make_task, result):
    with pytest.raises(GradingError, match="twice"):
        score(make_task(A), [result("a/1"), result("a/1")])


def test_the_verdict_is_the_first_that_cost_a_required_criterion(make_task, result):
    results = [
        result("c", Verdict.OOM),
        result("b/1", Verdict.CRASH),
        result("a/1"),
        result("a/2", Verdict.TIMEOUT_CPU),
    ]
    assert score(make_task(C, A, B), results).verdict is Verdict.TIMEOUT_CPU
    assert score(make_task(C, B, A), results).verdict is Verdict.CRASH


@pytest.mark.parametrize("verdict", [Verdict.TAMPERED, Verdict.GRADER_ERROR])
def test_tampering_and_a_broken_grader_decide_wherever_they_stand(make_task, result, verdict):
    won = score(make_task(A, B), [result("b/1", Verdict.CRASH), result("a/1"), result("elsewhere", verdict)])
    assert won.verdict is verdict
    assert won.score == 0
    assert not won.solved


def test_a_forger_cannot_hide_behind_a_broken_grader(make_task, result):
    won = score(make_task(A), [result("x", Verdict.GRADER_ERROR), result("a/1", Verdict.TAMPERED)])
    assert won.verdict is Verdict.TAMPERED


def test_a_failed_gate_caps_the_total(make_task, result):
    gate = Criterion(id="gate", points=3, tests=("g",), gate=True, cap=4)
    results = [result("a/1"), result("b/1")]
    assert score(make_task(A, B, gate), [*results, result("g", Verdict.FAIL)]).points == 4
    assert score(make_task(A, B, gate), [*results, result("g")]).points == 12


def test_a_gate_without_a_cap_lets_nothing_through(make_task, result):
    gate = Criterion(id="gate", points=0, tests=("g",), gate=True)
    assert score(make_task(A, gate), [result("a/1"), result("g", Verdict.FAIL)]).points == 0


def test_a_cap_limits_the_total_and_says_why(make_task, result):
    task = make_task(A, B, caps=(Cap(when="metrics.sorted_all == 1", total=5, why="sorted everything"),))
    results = [result("a/1"), result("b/1")]
    won = score(task, results, {"sorted_all": 1.0})
    assert won.points == 5
    assert won.notes == ("capped at 5 points: sorted everything",)
    assert won.solved, "a cap costs points, not the required criteria"
    assert score(task, results, {"sorted_all": 0.0}).points == 9


def test_a_cap_over_a_metric_that_nobody_measured_applies(make_task, result):
    task = make_task(A, caps=(Cap(when="metrics.sorted_all == 1", total=2),))
    won = score(task, [result("a/1")])
    assert won.points == 2
    assert "nothing was reported for metrics.sorted_all" in won.notes[0]


def test_a_cap_may_ask_what_criteria_earned(make_task, result):
    task = make_task(A, B, caps=(Cap(when="criteria.b == 0", total=1),))
    assert score(task, [result("a/1"), result("b/1", Verdict.FAIL)]).points == 1


def test_a_metric_criterion_earns_by_its_distance(make_task):
    speed = Criterion(id="speed", points=5, kind="metric", metric="ms", full=2.0, zero=12.0, required=False)
    assert score(make_task(speed), [], {"ms": 7.0}).points == pytest.approx(2.5)
    assert score(make_task(speed), [], {"ms": 1.0}).points == 5
    lost = score(make_task(speed), [], {})
    assert lost.points == 0
    assert lost.criteria[0].failed == ("metric:ms",)


def test_a_required_metric_must_be_full_to_be_solved(make_task):
    speed = Criterion(id="speed", points=5, kind="metric", metric="ms", full=2.0, zero=12.0)
    assert score(make_task(speed), [], {"ms": 2.0}).solved
    assert not score(make_task(speed), [], {"ms": 2.1}).solved


def test_an_unknown_kind_of_criterion_is_our_error(make_task, result):
    with pytest.raises(GradingError) as error:
        score(make_task(Criterion(id="x", points=1, kind="vibes")), [])
    assert error.value.code == "E512"


def test_the_assurance_of_a_grade_is_the_weakest_among_required_criteria(make_task, result):
    results = [result("a/1"), result("b/1", assurance=Assurance.B), result("c", assurance=Assurance.C)]
    won = score(make_task(A, B, C), results)
    assert [part.assurance for part in won.criteria] == ["A", "B", "C"]
    assert won.assurance is Assurance.B


def test_a_criterion_cannot_claim_more_assurance_than_its_tests_have(make_task, result):
    claims = Criterion(id="a", points=1, tests=("a/*",), assurance=Assurance.A)
    modest = Criterion(id="b", points=1, tests=("b/*",), assurance=Assurance.C)
    won = score(make_task(claims, modest), [result("a/1", assurance=Assurance.B), result("b/1")])
    assert [part.assurance for part in won.criteria] == ["B", "C"]


def test_at_most_eight_failures_are_named(make_task, result):
    won = score(make_task(A), [result(f"a/{n}", Verdict.FAIL) for n in range(50)])
    assert len(won.criteria[0].failed) == 8


@pytest.mark.parametrize(
    ("value", "full", "zero", "scale", "share"),
    [
        (5, 10, 0, "linear", 0.5),
        (5, 0, 10, "linear", 0.5),
        (99, 10, 0, "linear", 1),
        (-99, 10, 0, "linear", 0),
        (10, 1, 100, "log", 0.5),
        (0, 1, 100, "log", 1),
        (0, 100, 1, "log", 0),
        (math.inf, 10, 0, "linear", 1),
        (math.inf, 0, 10, "linear", 0),
        (-math.inf, 0, 10, "linear", 1),
        (math.inf, 1, 100, "log", 0),
        (math.nan, 10, 0, "linear", 0),
    ],
)
def test_a_metric_earns_between_its_ends(value, full, zero, scale, share):
    assert metric_share(value, full, zero, scale) == pytest.approx(share)


@pytest.mark.parametrize(
    ("full", "zero", "scale"), [(1, 1, "linear"), (None, 1, "linear"), (1, 0, "log"), (-1, 2, "log")]
)
def test_ends_that_span_nothing_are_refused(full, zero, scale):
    with pytest.raises(GradingError) as error:
        metric_share(1, full, zero, scale)
    assert error.value.code == "E514"


FINITE = st.floats(-1e9, 1e9).map(lambda x: round(x, 6))


@given(st.floats(allow_nan=True, allow_infinity=True), FINITE, FINITE)
def test_no_metric_earns_more_than_all_or_less_than_nothing(value, full, zero):
    if full != zero:
        assert 0 <= metric_share(value, full, zero) <= 1


OUTCOMES = st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6)


@given(OUTCOMES, OUTCOMES, st.floats(1, 1000))
def test_a_score_stays_within_its_scale_and_solved_means_pass(first, second, scale):
    from prony.nouns import Mode, Task

    task = Task(
        id="s/t", suite="s", name="t", title="", path="", digest="", mode=Mode.ANSWER, instruction="",
        criteria=(A, B), scale=scale,
    )  # fmt: skip
    results = [
        TestResult(id=f"{name}/{n}", status=TestStatus.PASS if v is Verdict.PASS else TestStatus.FAIL, verdict=v)
        for name, verdicts in (("a", first), ("b", second))
        for n, v in enumerate(verdicts)
    ]
    won = score(task, results)
    assert 0 <= won.score <= scale * (1 + 1e-9)
    assert won.solved == (won.verdict is Verdict.PASS) == all(v is Verdict.PASS for v in first + second)


def test_a_criterion_whose_repair_was_needed_earns_nothing_though_its_tests_pass(make_task, result):
    won = score(make_task(A, B), [result("a/1"), result("b/1")], repaired={"b": Verdict.COMPILE_ERROR})
    assert [part.earned for part in won.criteria] == [6, 0]
    assert won.criteria[1].failed == ("repair:b",)
    assert (won.solved, won.verdict) == (False, Verdict.COMPILE_ERROR)


def test_nothing_repaired_is_solved(make_task, result):
    won = score(make_task(A, C), [result("a/1"), result("c")], repaired={"c": Verdict.LOAD_ERROR})
    assert (won.points, won.solved, won.verdict) == (6, False, Verdict.LOAD_ERROR)


def test_caps_and_gates_see_what_is_left_after_repairs(make_task, result):
    gate = Criterion(id="g", points=1, tests=("g",), gate=True, cap=2)
    cap = Cap(when="criteria.b == 0", total=4, why="does not build")
    results = [result("a/1"), result("b/1"), result("g")]
    assert score(make_task(A, gate), results, repaired={"g": Verdict.LOAD_ERROR}).points == 2
    assert score(make_task(A, B, caps=(cap,)), results, repaired={"b": Verdict.LOAD_ERROR}).points == 4
