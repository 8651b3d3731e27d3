"""The contestants of known score: the page says which flaw each hands in, and how many points that gives."""

from __future__ import annotations

import re
from pathlib import Path

from prony.suites import load_suite

PAGE = (Path(__file__).parents[3] / "docs" / "suites" / "six.md").read_text("utf-8")


def test_the_page_has_the_flaws_and_the_points_of_each_mixed_contestant() -> None:
    suite = load_suite("six")
    rows = {
        cells[0].strip(" `"): [cell.strip() for cell in cells[1:]]
        for line in PAGE.splitlines()
        if line.startswith("| `") and len(cells := line.strip("|").split("|")) == len(suite.tasks) + 2
    }
    assert list(rows) == list(suite.mixed)
    assert len(rows) == 6
    for name, flaws in suite.mixed.items():
        declared = []
        for task, cell in zip(suite.tasks, rows[name], strict=False):
            flaw = next((one for one in task.flaws if one.id == flaws.get(task.id)), None)
            points = flaw.score[0] if flaw else task.scale
            assert cell == (f"`{flaw.id}` {points:g}" if flaw else f"{points:g}"), (name, task.id)
            declared.append(points)
        assert rows[name][-1] == f"{round(sum(declared), 6):g}"


def test_no_two_mixed_contestants_are_one() -> None:
    suite = load_suite("six")
    assert len({tuple(sorted(flaws.items())) for flaws in suite.mixed.values()}) == len(suite.mixed)
    handed_in = {flaw for flaws in suite.mixed.values() for flaw in flaws.items()}
    assert all(sum(task == one.id for task, _ in handed_in) >= 3 for one in suite.tasks)
    assert re.search(r"^## Contestants of known score$", PAGE, re.M)
