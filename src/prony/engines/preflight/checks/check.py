"""What a check of a chat template is, and how bad what it finds is."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from prony.engines.preflight.seen import TemplateSeen

HOLDS = ""
"""What a check says that found nothing wrong."""


class Gravity(StrEnum):
    """What becomes of a contestant whose template has a fault."""

    STOP = "stop"
    """It is not asked: what its task says would not reach it, or it would be asked for something else."""
    DOUBT = "doubt"
    """It is measured, and no conclusion about it is drawn."""
    NOTE = "note"
    """It is measured, and a person is told."""


class TemplateRule(Protocol):
    """One thing that holds of a sound template."""

    gravity: Gravity

    def broken(self, seen: TemplateSeen) -> str | None:
        """Why it does not hold, as the end of the sentence "its chat template ..."; `HOLDS` where it does, None where
        too little was seen to say."""
        ...
