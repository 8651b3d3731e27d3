"""What a refactoring is worth, on solutions of known weakness, in the real sandbox with the real compiler."""

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Assurance
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("typescript") is None, reason="prony toolchains get typescript"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def judged():
    """The grade of one of the task's flaws."""
    task = next(task for task in load_suite("six").tasks if task.name == "ts-refactor")
    async with open_sandbox(slots=1, toolchains=("typescript",)) as sandbox:

        async def judge(flaw: str):
            return await grade(task, materials_of(task).flawed(flaw), sandbox, attempt="")

        yield judge


async def test_a_right_way_other_than_the_reference_gets_everything_and_says_which_it_is(judged):
    found = await judged("bound")
    assert (found.solved, found.score) == (True, 20)
    assert found.labels == {"logs": "factory", "store": "map", "levels": "ranks"}
    assert found.metrics["exports_kept"] == 23
    measured = {one.id for one in found.criteria if one.assurance is Assurance.A}
    assert measured == {"exports", "duplication", "modern", "shorter", "written"}


async def test_code_that_stands_on_one_line_is_no_shorter(judged):
    found = await judged("squeezed")
    assert (found.score, found.metrics["lines"], found.metrics["size_percent"]) == (2, 1, 100)


async def test_code_that_got_longer_is_capped(judged):
    found = await judged("longer")
    assert found.metrics["size_percent"] > 100
    assert (found.score, found.notes) == (12, ("capped at 12 points: the code got longer",))


async def test_a_comment_that_silences_the_compiler_costs_what_the_types_are_worth(judged):
    assert (await judged("not-checked")).score == 15
