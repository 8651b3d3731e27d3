from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from prony.bench.plan import cells, make_plan, new_run_id, pinned_tasks, read_plan, task_order, write_plan
from prony.errors import RunError, UsageError
from prony.nouns import ContestantSpec, RunPlan, RunSettings, Sampling
from prony.suites import load_suite


def plan_of(suite: Path, *specs: ContestantSpec, **settings: object) -> RunPlan:
    return make_plan(new_run_id(), [load_suite(suite)], specs, RunSettings(**settings))


ONE = ContestantSpec(label="one", engine="embedded", gguf="/models/one.gguf", sampling=Sampling(temperature=0.2))
REFERENCE = ContestantSpec(label="all-correct", engine="embedded", gguf="/tapes/a.gguf", reference=True, suite="mini")


def test_a_plan_is_read_back_as_it_was_frozen(mini_suite: Path, tmp_path: Path):
    plan = plan_of(mini_suite, ONE, REFERENCE, repeats=3, max_minutes=1.5)
    write_plan(plan, tmp_path)
    assert read_plan(tmp_path) == plan


def test_references_come_first(mini_suite: Path):
    assert [spec.label for spec in plan_of(mini_suite, ONE, REFERENCE).contestants] == ["all-correct", "one"]


def test_the_order_of_tasks_is_shuffled_by_the_seed_and_the_same_for_all(mini_suite: Path):
    plan = plan_of(mini_suite, ONE, seed=3)
    assert task_order(plan) == task_order(plan)
    assert sorted(task_order(plan)) == sorted(plan.suites[0].tasks)
    assert len({tuple(task_order(plan_of(mini_suite, ONE, seed=seed))) for seed in range(8)}) > 1


def test_a_contestant_of_one_suite_meets_only_its_tasks(mini_suite: Path):
    plan = plan_of(mini_suite, ContestantSpec(label="x", engine="embedded", suite="other"))
    assert cells(plan, plan.contestants[0]) == []


def test_a_reference_is_not_given_what_it_has_nothing_to_recite_for(mini_suite: Path):
    plan = plan_of(mini_suite, ContestantSpec(label="x", engine="embedded", spared=("mini/double",)))
    made = {cell.task for cell in cells(plan, plan.contestants[0])}
    assert made == set(plan.suites[0].tasks) - {"mini/double"}


def test_two_contestants_of_one_name_are_refused(mini_suite: Path):
    with pytest.raises(UsageError, match="two contestants are called one"):
        plan_of(mini_suite, ONE, ONE)


def test_a_pattern_that_matches_nothing_is_an_error_that_says_so(mini_suite: Path):
    with pytest.raises(UsageError, match=r"no task matches no-such-\*"):
        make_plan("r", [load_suite(mini_suite)], [ONE], RunSettings(), ["no-such-*"])


def test_a_pattern_that_matches_nothing_is_not_lost_among_those_that_do(mini_suite: Path):
    with pytest.raises(UsageError, match=r"no task matches duoble\n") as caught:
        make_plan("r", [load_suite(mini_suite)], [ONE], RunSettings(), ["double", "duoble"])
    assert caught.value.hint == "did you mean double?"


def test_a_pattern_selects_by_name_or_by_id(mini_suite: Path):
    for pattern in ("double", "mini/double", "mini/dou*"):
        plan = make_plan("r", [load_suite(mini_suite)], [ONE], RunSettings(), [pattern])
        assert plan.suites[0].tasks == ("mini/double",)


def test_a_suite_that_changed_since_is_not_run_on(mini_suite: Path, tmp_path: Path):
    import shutil

    copy = tmp_path / "mini"
    shutil.copytree(mini_suite, copy)
    plan = plan_of(copy, ONE)
    (copy / "double" / "instruction.md").write_text("Something else.\n")
    with pytest.raises(RunError, match="not what this run was planned with"):
        pinned_tasks(plan)


def test_a_run_that_is_not_there_is_an_error_with_a_code(tmp_path: Path):
    with pytest.raises(RunError) as caught:
        read_plan(tmp_path / "20260101-0000-dead")
    assert caught.value.code == "E901"


def test_a_damaged_plan_is_an_error_and_not_a_traceback(tmp_path: Path):
    (tmp_path / "run.toml").write_text("id = 3\n")
    with pytest.raises(RunError) as caught:
        read_plan(tmp_path)
    assert caught.value.code == "E902"


def test_run_ids_sort_by_time_to_the_millisecond():
    begin = datetime(2026, 11, 21, 23, 59, 59, 900_000, tzinfo=UTC)
    moments = [begin + timedelta(milliseconds=step) for step in (0, 1, 2, 99, 100, 101, 1100, 61_000, 86_400_000)]
    ids = [new_run_id(moment) for moment in moments]
    assert ids == sorted(ids)


def test_run_ids_sort_after_those_of_before_that_were_of_the_same_minute():
    assert "20261121-1504-ffff" < new_run_id(datetime(2026, 11, 21, 15, 4, tzinfo=UTC)) < "20261121-1505-0000"


def test_run_ids_of_one_millisecond_differ():
    moment = datetime(2026, 11, 21, 15, 4, tzinfo=UTC)
    ids = {new_run_id(moment) for _ in range(50)}
    assert len(ids) >= 49  # two of fifty are the same once in a thousand times, three never
