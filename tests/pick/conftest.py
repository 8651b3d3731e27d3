"""What tests of picks share."""

from __future__ import annotations

import pytest
from picks import pick_of

from prony.pick import ModelPick
from prony.plain import clean_line


@pytest.fixture
def picked(tmp_path):
    """`pick_of` in `tmp_path`, whose sentence is one plain line."""

    def call(stack: str = "", **answers) -> ModelPick:
        found = pick_of(tmp_path, stack, **answers)
        assert clean_line(found.decision.sentence) == found.decision.sentence
        return found

    return call
