"""What the tasks of six are worth: points, caps and bonuses, on solutions of known weakness, in the real sandbox."""

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Assurance
from prony.outcomes import fully_earned
from prony.sandbox import open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def judged():
    """The grade of a task's reference, or of one of its flaws."""
    tasks = {task.name: task for task in load_suite("six").tasks}
    async with open_sandbox(slots=2, toolchains=("python", "node")) as sandbox:

        async def judge(name: str, flaw: str | None = None):
            task = tasks[name]
            files = materials_of(task).flawed(*([] if flaw is None else [flaw]))
            return await grade(task, files, sandbox, attempt="")

        yield judge


@pytest.mark.parametrize(("flaw", "order"), [("nlargest", "by frequency"), ("heap-of-k", "by value")])
async def test_both_orders_of_the_most_frequent_values_are_right(judged, flaw, order):
    found = await judged("py-top-k", flaw)
    assert (found.solved, found.score, found.labels) == (True, 20, {"order": order})


async def test_a_sort_of_everything_costs_more_than_its_criterion(judged):
    found = await judged("py-top-k", "sorted-all")
    assert (found.score, sum(one.earned for one in found.criteria)) == (12, 15)
    assert found.notes == ("gate growth is not passed: at most 12 points",)


async def test_a_hidden_counter_leaves_two_points(judged):
    found = await judged("py-top-k", "counter-hidden")
    assert (found.score, [one.id for one in found.criteria if not fully_earned(one)]) == (2, ["no-counter"])


async def test_wrong_values_leave_at_most_eight_points(judged):
    assert (await judged("py-top-k", "inverted-heap")).score == 8


async def test_values_are_judged_outside_and_growth_inside(judged):
    found = await judged("py-top-k")
    assert found.assurance is Assurance.B
    assert {one.id for one in found.criteria if one.assurance is Assurance.A} == {"values", "edges"}


async def test_a_smell_costs_nothing_and_fills_up_what_a_bug_costs(judged):
    assert (await judged("js-task-queue", "only-bugs")).score == 20
    assert (await judged("js-task-queue", "clear-missed")).score == 15
    assert (await judged("js-task-queue", "clear-left")).score == 16.5


async def test_tidying_alone_is_worth_no_more_than_doing_nothing(judged):
    assert (await judged("js-task-queue", "only-smells")).score == 2


async def test_what_is_lost_on_the_way_costs_nearly_all(judged):
    found = await judged("js-task-queue", "limiter-left-out")
    assert found.score == 4
    assert all("rate limiter" in test or "scheduled" in test for test in found.criteria[3].failed)
