"""The contestants of known score: the pages say which flaw each hands in, and how many points that gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.nouns import Suite, Task
from prony.references.models import reference_models
from prony.suites import load_suite

PAGES = Path(__file__).parents[2] / "docs" / "suites"


@pytest.fixture(params=["six", "rounds"])
def suite(request: pytest.FixtureRequest) -> Suite:
    return load_suite(request.param)


def points(least: float, most: float) -> str:
    least, most = round(least, 6), round(most, 6)
    return f"{least:g}" if least == most else f"{least:g} to {most:g}"


def score(task: Task, flaw_id: str | None) -> tuple[float, float]:
    """Least and most points; the least alone where the bounds are there for what is rounded."""
    least, most = next((flaw.score for flaw in task.flaws if flaw.id == flaw_id), (task.scale, task.scale))
    return (least, most if most - least > 0.15 else least)


def test_the_page_has_the_flaws_and_the_points_of_each_mixed_contestant(suite: Suite) -> None:
    page = (PAGES / f"{suite.id}.md").read_text("utf-8").partition("\n## Contestants of known score\n")[2]
    rows = {
        cells[0].strip(" `"): [cell.strip() for cell in cells[1:]]
        for line in page.splitlines()
        if line.startswith("| `") and len(cells := line.strip("|").split("|")) == len(suite.tasks) + 2
    }
    assert list(rows) == list(suite.mixed)
    assert len(rows) == 6
    for name, flaws in suite.mixed.items():
        declared = [score(task, flaws.get(task.id)) for task in suite.tasks]
        for task, cell, bounds in zip(suite.tasks, rows[name], declared, strict=False):
            flaw = f"`{flaws[task.id]}` " if task.id in flaws else ""
            assert cell == flaw + points(*bounds), (name, task.id)
        assert rows[name][-1] == points(sum(least for least, _ in declared), sum(most for _, most in declared))


def test_no_two_mixed_contestants_are_one(suite: Suite) -> None:
    assert len({tuple(sorted(flaws.items())) for flaws in suite.mixed.values()}) == len(suite.mixed)
    handed_in = {flaw for flaws in suite.mixed.values() for flaw in flaws.items()}
    assert all(sum(task == one.id for task, _ in handed_in) >= 3 for one in suite.tasks)


def test_what_they_hand_in_can_be_said_and_is_something_else_than_the_reference(suite: Suite, tmp_path: Path) -> None:
    models = {model.name: model for model in reference_models(suite, tmp_path, build=False)}
    for name, flaws in suite.mixed.items():
        assert models[name].flaws == flaws
    assert len({str(model.gguf or model.replies) for model in models.values()}) == len(models)
