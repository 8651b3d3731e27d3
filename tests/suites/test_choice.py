from __future__ import annotations

import pytest

from prony.suites import is_chosen, load_suite


@pytest.mark.parametrize(
    ("patterns", "chosen"),
    [
        (("py-even",), ["quick/py-even"]),
        (("quick/py-even",), ["quick/py-even"]),
        (("no-such",), []),
        (("no-such", "py-ev*"), ["quick/py-even"]),
        (("other/*",), []),
    ],
)
def test_a_pattern_matches_the_name_or_the_id_of_a_task(patterns: tuple[str, ...], chosen: list[str]):
    assert [task.id for task in load_suite("quick").tasks if is_chosen(task, patterns)] == chosen


def test_without_patterns_every_task_is_chosen():
    assert all(is_chosen(task, ()) for task in load_suite("quick").tasks)
