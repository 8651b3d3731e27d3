"""Sentences beyond who is better: each says what is shown, what is not, and what is not known."""

import pytest

from prony.stats import compare, cost_per_correct, cost_ratio, drift, noise_floor, rank_sets
from prony.stats.claims import Picked, drifted, noise, not_worse, per_solved, picked, ratio, so_far


def once(solved, n):
    return {f"t{i}": [1.0 if i < solved else 0.0] for i in range(n)}


def test_a_run_that_goes_on_has_no_order_before_no_number_of_looks_could_fake_it():
    look = "a test that may be looked at while tasks come in"
    assert so_far(compare(once(6, 6), once(0, 6)), "A", "B") == (
        f"A solved more on 6, B on 0 of 6 common tasks; {look} does not decide between them"
    )
    assert so_far(compare(once(1, 20), once(18, 20)), "A", "B") == (
        f"A solved more on 0, B on 17 of 20 common tasks; {look} decides that B solves more of these"
    )
    assert so_far(compare({"a": [1]}, {"b": [1]}), "A", "B") == "A and B share no task yet"


def test_of_a_pair_that_was_picked_while_tasks_come_in_more_evidence_is_asked():
    """7:0 is worth 21.7: enough for one pair (20), not for one of three (60)."""
    found = compare(once(7, 8), once(0, 8))
    assert "decides that A solves more" in so_far(found, "A", "B")
    assert "does not decide" in so_far(found, "A", "B", contestants=3)
    assert "decides that A solves more" in so_far(compare(once(12, 12), once(0, 12)), "A", "B", contestants=3)


def test_who_is_mostly_a_little_ahead_and_seldom_far_behind_is_ahead_of_nobody_so_far():
    a = {f"t{i}": [0.6] if i < 18 else [0.0] for i in range(20)}
    b = {f"t{i}": [0.5] if i < 18 else [1.0] for i in range(20)}
    told = so_far(compare(a, b), "A", "B")
    assert told.startswith("A scored more on 18, B on 2 of 20 common tasks")
    assert told.endswith("does not decide between them")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [(190, 190, "shown"), (20, 190, "refuted"), (180, 190, "not shown")],
)
def test_not_worse_by_more_than_a_margin_is_shown_refuted_or_neither(a, b, verdict):
    told = not_worse(compare(once(a, 200), once(b, 200)), 0.05, "Q4", "Q8")
    assert told.startswith(f"Q4 is not worse than Q8 by more than 5 points: {verdict} (95 % interval ")
    assert told.endswith(" points, 200 tasks)")


def test_an_interval_beside_a_margin_is_never_rounded_onto_it():
    """A lower bound of -4.2 against a margin of 4.3: rounded to -5 it would read as not shown."""
    compared = compare(once(185, 200), once(187, 200))
    margin = -compared.difference.lo + 0.001
    told = not_worse(compared, margin, "Q4", "Q8")
    low = float(told.split("interval ")[1].split(" to ")[0])
    assert ": shown (" in told
    assert low > -100 * margin


def test_a_margin_on_few_tasks_is_not_known():
    assert "cannot be told from these tasks (3 tasks in common, at least 6 needed)" in not_worse(
        compare(once(2, 3), once(2, 3)), 0.05, "Q4", "Q8"
    )


def test_a_contestant_at_two_times_has_changed_or_would_have_shown_a_change_of_some_size():
    before = {f"t{i}": [1.0, 0.0, 1.0] for i in range(20)}
    after = {f"t{i}": [0.0, 0.0, 1.0] for i in range(20)}
    assert drifted(drift(before, after), "alpha").startswith(
        "alpha changed between the runs: -33 points, 95 % interval"
    )
    assert drifted(drift(before, before), "alpha", "r1 and r2").startswith(
        "alpha: no change detected between r1 and r2: 0 points, 95 % interval -"
    )
    assert drifted(drift(before, before), "alpha").endswith(
        "; a change of 29 points or more would have shown, 4 times of 5"
    )
    assert "show no change for certain, however large" in drifted(drift({"a": [1.0]}, {"a": [1.0]}), "alpha")
    assert "share no task" in drifted(drift({"a": [1.0]}, {"b": [1.0]}), "alpha")


def test_a_picked_pair_is_told_by_the_decision_that_holds_for_all():
    board = rank_sets({f"m{i}": once(25 - i, 50) for i in range(10)})
    told = picked(Picked.of(board, "m3", "m0"))
    assert told.startswith(
        "picked from 10: not decided among all. m3 against m0: -6 points, 95 % interval over all pairs "
    )
    assert told.endswith(", 50 tasks")
    assert picked(Picked.of(board, "m9", "m0")).startswith(
        "picked from 10: decided among all of them, too (family-wise p "
    )
    assert picked(Picked.of(rank_sets({"a": once(9, 20), "b": once(3, 20)}), "a", "b")) == ""
    few = rank_sets({name: once(2, 4) for name in "abc"})
    assert picked(Picked.of(few, "a", "b")) == "picked from 3: not known among all, too few tasks"


def test_noise_is_told_of_each_with_its_bound_rounded_up():
    floor = noise_floor({f"t{i}": [1.0, 0.0] for i in range(20)}, repeats=2).difference
    told = noise([("alpha", floor), ("beta", 0.01)], 0.95, 0.1)
    assert told.startswith(
        "by chance alone, runs differ: two of alpha by up to 32 points, two of beta by up to 1 point (95 %"
    )
    assert told.endswith("; the difference between the two is no larger")
    assert 0.31 < floor < 0.32, "a bound is rounded up"
    assert noise_floor({"t": [1.0]}).difference is None


def test_what_a_solved_task_takes_has_an_interval_or_a_bound_or_says_why_not():
    tasks = [f"t{i}" for i in range(8)]
    told = per_solved(cost_per_correct(tasks, range(1, 9), [1, 0, 1, 1, 0, 1, 1, 1]), "alpha", "s")
    assert told == "alpha: 6.00 s for each solved task, 95 % interval 3.30 to 12.8, 8 tasks"
    assert per_solved(cost_per_correct(["a", "b"], [100, 200], [0, 0]), "alpha", "tokens").startswith(
        "alpha: nothing solved, so more than 228 tokens"
    )
    assert "one task does not tell how tasks vary, 1 task" in per_solved(
        cost_per_correct(["a"], [3], [1]), "alpha", "s"
    )


def test_who_takes_more_is_told_only_where_the_interval_leaves_out_one():
    tasks = [f"t{i}" for i in range(12)]
    solved = [1, 1, 0, 1] * 3
    slow, fast = [10.0 + i % 3 for i in range(12)], [1.0 + i % 2 for i in range(12)]
    assert ratio(cost_ratio((tasks, slow, solved), (tasks, fast, solved)), "A", "B", "time").startswith(
        "A takes 7.33 times the time of B for each solved task, 95 % interval "
    )
    assert ratio(cost_ratio((tasks, slow, solved), (tasks, slow[::-1], solved)), "A", "B", "time").startswith(
        "not decided who takes more time for each solved task: A 1.00 times B, 95 % interval "
    )
    assert "share no task" in ratio(cost_ratio((["a"], [1], [1]), (["b"], [1], [1])), "A", "B", "time")


def test_one_ratio_on_every_task_is_a_number_and_no_claim():
    tasks, solved = [f"t{i}" for i in range(12)], [1, 1, 0, 1] * 3
    told = ratio(cost_ratio((tasks, [2.0] * 12, solved), (tasks, [1.0] * 12, solved)), "A", "B", "time")
    assert told == (
        "not decided who takes more time for each solved task: A 2.00 times B, no interval: nothing varies here that "
        "would tell how tasks vary, 12 tasks"
    )
