"""A pick of what was recorded in a folder, without a look at this machine's engines."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from prony.config import Config
from prony.journal.index import Index
from prony.pick import Answers, ModelPick, Surroundings, pick, stack_for

TODAY = datetime.date(2026, 3, 1)


def pick_of(home: Path, stack: str = "", **answers) -> ModelPick:
    """The pick of what was recorded in `home`; of nothing where nothing was."""
    given = msgspec.convert({"stack": stack, **answers}, Answers)
    told = stack_for(given, None)
    found = Surroundings(home, Config())
    if not (home / "runs").is_dir():
        return pick(None, given, told, found, TODAY)
    with Index(home) as index:
        index.update()
        return pick(index, given, told, found, TODAY)
