"""Activities of a run between its events: shown as they happen, never part of the record."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from prony.nouns import Noun


class Doing(StrEnum):
    """A kind of work that takes time."""

    DOWNLOAD = "download"
    """Weights are on their way."""
    COMPILE = "compile"
    """A toolchain's own library is compiled, once a machine."""
    MEASURE = "measure"
    """References of tasks are run, so that time limits suit this machine, once a machine."""
    LOAD = "load"
    """A contestant's engine is made ready."""
    WAIT = "wait"
    """For submissions that are being graded, or for weights."""


class Activity(Noun, frozen=True, kw_only=True, tag_field="kind", tag="activity"):
    """The work that a run does now, and for whom. An empty `text` ends it."""

    doing: Doing
    text: str = ""
    label: str = ""
    """The contestant it is for; empty where it is for the whole run."""
    done_bytes: int | None = None
    total_bytes: int | None = None


Show = Callable[[Activity], None]


def nobody(activity: Activity) -> None:
    """Show nothing."""
