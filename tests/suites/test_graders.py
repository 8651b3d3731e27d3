"""Kinds of graders as declared: what the types of their options allow, and in which order they are meant."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest

from prony.nouns import Assurance
from prony.suites import SuiteProblems, load_suite, schema
from prony.suites.graders import GRADER_KINDS, GraderKind, GraderOptions


class Odd(GraderOptions, frozen=True, kw_only=True):
    """Options of every type that has words of its own, and one that has none."""

    text: str = "x"
    texts: tuple[str, ...] = ()
    switch: bool = False
    count: int | None = None
    share: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.5
    order: Literal["up", "down"] = "up"
    sizes: dict[str, int] = {}
    even: int = 0


def even(value: Any) -> str | None:
    return schema.integer(0, 100)(value) or (None if value % 2 == 0 else "must be even")


KIND = GraderKind(level=Assurance.A, options=Odd, checks={"even": even}, by_table=True)


@pytest.mark.parametrize(
    ("option", "value", "wrong"),
    [
        ("text", "y", None),
        ("text", " ", "must be a text"),
        ("texts", "y", None),
        ("texts", ["y", "z"], None),
        ("texts", ["y", 1], "must be a text or a list of texts"),
        ("switch", True, None),
        ("switch", 1, "must be true or false"),
        ("count", 3, None),
        ("count", True, "must be a whole number"),
        ("count", 3.5, "must be a whole number"),
        ("share", 1, None),
        ("share", 1.5, "must be between 0 and 1"),
        ("order", "down", None),
        ("order", "dwn", "must be one of up, down; did you mean down?"),
        ("sizes", {"a": 1}, None),
        ("sizes", {"a": "b"}, "cannot be right (Expected `int`, got `str` - at `$[...]`)"),
        ("even", 4, None),
        ("even", 3, "must be even"),
    ],
)
def test_a_value_is_checked_by_the_type_of_its_option(option: str, value: object, wrong: str | None) -> None:
    assert KIND.keys()[option].check(value) == wrong
    if wrong is None:
        decoded = getattr(KIND.decode({option: value}), option)
        assert decoded == (value if option != "texts" else ("y",) if value == "y" else ("y", "z"))


def test_its_own_table_stands_above_the_one_for_all() -> None:
    said = KIND.select("odd", {"text": "for all", "count": 1, "other": 2, "odd": {"text": "own"}})
    assert said == {"text": "own", "count": 1}


def test_a_task_is_graded_by_the_kinds_that_are_hardest_to_forge_first(suite_folder) -> None:
    suite_folder.write("larger/tests/test_larger.py", "")
    suite_folder.write("larger/tests/grade.py", "")
    suite_folder.write("larger/tests/expected.json", '{"tests": ["basics/a"], "graders": {}}')
    suite_folder.edit("larger/task.toml", "[[prony.flaws]]", "[prony.grader.command]\n[[prony.flaws]]")
    assert load_suite(suite_folder.root).tasks[0].grader == ("cases", "oracle", "suite", "command")


def test_an_option_for_all_is_checked_by_the_tasks_own_kinds(suite_folder) -> None:
    class Loose(GraderOptions, frozen=True, kw_only=True):
        runner: int = 0

    suite_folder.edit("larger/task.toml", "[[prony.flaws]]", "[prony.grader]\nrunner = 7\n[[prony.flaws]]")
    with pytest.raises(SuiteProblems, match="runner must be one of"):
        load_suite(suite_folder.root)
    with GRADER_KINDS.adding("loose", GraderKind(level=Assurance.A, options=Loose)):
        assert load_suite(suite_folder.root).tasks[0].options == {"runner": 7}
        suite_folder.edit("larger/task.toml", "runner = 7", 'kind = "loose"\nrunner = "node"')
        with pytest.raises(SuiteProblems, match="runner must be a whole number"):
            load_suite(suite_folder.root)
