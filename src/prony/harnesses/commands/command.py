"""One command that a model wants to run."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command that the model wants to run, or, in words for the model, why it cannot be."""

    command: str
    problem: str = ""
