"""Sentences by rule: a claim only where the comparison is decided, no rounding that makes one stronger."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.phrases import chance, percent, points, signed
from prony.stats import compare, rate, sentence
from prony.stats.paired import SolvedAndScored


def once(solved, n):
    return {f"t{i}": [1.0 if i < solved else 0.0] for i in range(n)}


def test_a_decided_lead_is_one_plain_claim():
    assert sentence(compare(once(18, 20), once(4, 20)), "Alpha", "Beta") == (
        "Alpha solves more than Beta: +70 points, 95 % interval +46 to +94, 20 tasks"
    )


def test_the_better_one_is_named_first_whichever_way_round_the_result_is():
    told, swapped = compare(once(4, 20), once(18, 20)), compare(once(18, 20), once(4, 20))
    assert sentence(told, "Alpha", "Beta") == sentence(swapped, "Beta", "Alpha")


def test_an_open_comparison_says_not_decided_and_what_such_tasks_would_show():
    assert sentence(compare(once(12, 20), once(10, 20)), "Alpha", "Beta") == (
        "not decided: Alpha against Beta +10 points, 95 % interval -9 to +29, 20 tasks; "
        "these 20 tasks show a difference of 33 points or more, 4 times of 5"
    )


def test_below_six_tasks_the_sentence_has_no_number_to_misread():
    told = sentence(compare(once(5, 5), once(0, 5)), "Alpha", "Beta")
    assert told == "too few tasks to compare Alpha and Beta: 5 tasks, at least 6 needed"


def test_tasks_that_only_one_has_are_stated():
    a, b = once(18, 20), once(4, 20)
    del a["t0"], b["t18"], b["t19"]
    assert "17 tasks in common (2 more only by Alpha, 1 more only by Beta)" in sentence(compare(a, b), "Alpha", "Beta")


def test_no_common_task_is_no_comparison():
    assert sentence(compare({"a": [1]}, {"b": [1]}), "Alpha", "Beta") == (
        "not comparable: Alpha and Beta share no task"
    )


def test_an_interval_that_the_test_contradicts_is_told_with_its_p():
    a, b = once(8, 10), {f"t{i}": [1.0 if i >= 8 else 0.0] for i in range(10)}
    assert sentence(compare(a, b), "Alpha", "Beta").startswith(
        "not decided: Alpha against Beta +60 points, 95 % interval +5 to +100, 10 tasks, but p = 0.065"
    )


def test_partial_credit_is_scored_not_solved():
    a, b = ({f"t{i}": [share + i / 100] for i in range(12)} for share in (0.7, 0.2))
    assert sentence(compare(a, b), "A", "B").startswith("A scores more than B: +50 points")


def test_a_rate_is_told_with_interval_tasks_and_attempts():
    told = rate([f"t{i}" for i in range(10) for _ in range(4)], [1, 1, 1, 0] * 10)
    assert sentence(told, "Alpha").startswith("Alpha solves 75 % of tasks like these, 95 % interval ")
    assert sentence(told, "Alpha").endswith(", 10 tasks, 40 attempts")


@pytest.mark.parametrize(
    ("scores", "seen"),
    [
        ([1], "solved 1 of 1 task"),
        ([0], "solved 0 of 1 task"),
        ([1, 0], "solved 1 task in 1 of 2 attempts"),
        ([1, 1, 1, 1], "solved 1 task in 4 of 4 attempts"),
        ([0.5, 0.25], "scored 38 % of 1 task in 2 attempts"),
    ],
)
def test_one_task_is_told_as_a_count_and_claims_nothing_of_other_tasks(scores, seen):
    told = sentence(rate(["t"] * len(scores), scores), "Alpha")
    assert told == f"Alpha {seen}; one task does not tell how tasks vary"


def test_one_group_of_tasks_says_why_it_has_no_interval():
    told = sentence(rate(["t", "u"], [1, 0], groups={"t": 1, "u": 1}), "Alpha")
    assert told.startswith("Alpha solves 50 % of tasks like these, no interval: one task (or one group of tasks)")


@pytest.mark.parametrize("n", [6, 14, 200])
def test_two_that_solve_everything_are_told_to_need_harder_tasks(n):
    told = sentence(compare(once(n, n), once(n, n)), "Alpha", "Beta")
    assert told.startswith(f"saturated: Alpha and Beta both solve all {n} tasks; difference 0 points, 95 % interval -")
    assert told.endswith("; what helps is harder tasks, not repeats")


def test_two_that_solve_nothing_are_told_to_need_easier_tasks():
    told = sentence(compare(once(0, 14), once(0, 14)), "Alpha", "Beta")
    assert told.startswith("nothing solved: Alpha and Beta both solve none of 14 tasks; difference 0 points")
    assert told.endswith("; what helps is easier tasks, not repeats")


@pytest.mark.parametrize(("solved", "end"), [(14, "harder tasks, not repeats"), (0, "easier tasks, not repeats")])
def test_one_that_solves_everything_or_nothing_is_told_what_helps(solved, end):
    assert sentence(rate(list(once(solved, 14)), [row[0] for row in once(solved, 14).values()]), "Alpha").endswith(end)


def test_one_task_short_of_everything_is_not_saturated():
    assert "saturated" not in sentence(compare(once(14, 14), once(13, 14)), "Alpha", "Beta")


def test_no_claim_has_a_bound_that_reads_as_no_difference():
    """+0.047 to +1.2 points: rounded outwards to one digit, the claim would reach 0."""
    told = compare({f"t{i}": [1.0] for i in range(1000)}, {f"t{i}": [float(i >= 6)] for i in range(1000)})
    assert told.decided
    assert "interval +0.04 to " in sentence(told, "Alpha", "Beta")


@pytest.mark.parametrize(("p", "told"), [(0.065, "p = 0.065"), (0.5, "p = 0.5"), (1.31e-13, "p < 0.001")])
def test_a_p_below_what_anybody_needs_is_told_as_a_bound(p, told):
    assert chance(p) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.12, "+12 points"), (-0.01, "-1 point"), (0.0, "0 points"), (0.004, "+0.4 points"), (0.285, "+29 points")],
)
def test_points_are_rounded_half_up_and_keep_a_digit_below_one(share, told):
    assert points(share) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (1.0, "100 %"),
        (0.0, "0 %"),
        (0.9996, "99.96 %"),
        (1 / 200, "0.5 %"),
        (199 / 200, "99.5 %"),
        (0.996, "99.6 %"),
        (0.004, "0.4 %"),
    ],
)
def test_a_round_hundred_percent_is_only_said_of_all(share, told):
    assert percent(share) == told


def test_a_result_of_another_kind_has_no_sentence():
    with pytest.raises(TypeError, match="no sentence"):
        sentence(3.0, "A")


row = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=2)
side = st.dictionaries(st.integers(0, 20).map(str), row, min_size=1, max_size=21)


@settings(max_examples=200, deadline=None)
@given(side, side)
def test_no_sentence_claims_more_than_its_comparison(a, b):
    told = compare(a, b)
    words = sentence(told, "A", "B")
    assert (" more than " in words) == told.decided
    if told.decided:
        winner = "A" if told.difference.value > 0 else "B"
        assert words.startswith(f"{winner} solves more than ")


@settings(max_examples=200, deadline=None)
@given(st.floats(-1, 1))
def test_a_bound_is_never_rounded_inwards(share):
    from decimal import ROUND_CEILING, ROUND_FLOOR

    assert float(signed(share, ROUND_FLOOR)) <= share * 100 + 1e-9
    assert float(signed(share, ROUND_CEILING)) >= share * 100 - 1e-9


def both(a, b):
    return SolvedAndScored(
        solved=compare(*({task: [float(x == 1.0) for x in row] for task, row in side.items()} for side in (a, b))),
        scored=compare(a, b),
    )


def test_contestants_that_solve_the_same_and_score_differently_do_not_count_as_equal():
    a = {f"t{i}": [1.0 if i < 8 else 0.9] for i in range(20)}
    b = {f"t{i}": [1.0 if i < 8 else 0.05] for i in range(20)}
    found = both(a, b)
    told = sentence(found, "Alpha", "Beta")
    assert found.differing == 12
    assert told.startswith("not decided: Alpha against Beta 0 points")
    assert "(they solve the same, but their scores differ on 12 tasks); in points: Alpha scores more than Beta" in told


def test_without_partial_credit_points_say_nothing_more():
    found = both(once(8, 20), once(7, 20))
    assert sentence(found, "Alpha", "Beta") == sentence(found.solved, "Alpha", "Beta")
    assert both(once(8, 20), once(8, 20)).differing == 0


def test_a_score_is_told_on_tasks_and_what_is_solved_of_them():
    tasks = [f"t{n}" for n in range(8)]
    assert "Alpha solves 75 % of tasks like these" in sentence(rate(tasks, [1.0] * 6 + [0.0] * 2), "Alpha")
    assert "Alpha scores 50 % on tasks like these" in sentence(rate(tasks, [0.5] * 8), "Alpha")
    assert "Alpha scores 50 % on this pack" in sentence(rate(tasks * 2, [0.5] * 16, target="pack"), "Alpha")
