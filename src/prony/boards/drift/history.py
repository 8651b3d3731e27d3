"""The history: what a view of contestants over time is."""

from __future__ import annotations

from prony.boards.doubt import Doubt
from prony.boards.drift.epochs import Epoch
from prony.boards.drift.lineages import FieldChange
from prony.boards.drift.outputs import SameOutputs
from prony.boards.drift.watch import Watched
from prony.boards.head import SuiteView
from prony.boards.view import View


class EpochStep(View, frozen=True, kw_only=True):
    """From one epoch to the next. change, lo, hi: newer minus older on the tasks of both, as shares, about these tasks
    alone; p of that pair, p_adjusted for all pairs of all contestants (Holm), as of one look at all of them."""

    older: str
    newer: str
    changed_fields: tuple[FieldChange, ...] = ()
    """What changed of its fingerprint."""
    tasks: int
    change: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    smallest_detectable: float | None = None
    """The least true change that this pair, looked at alone, would have shown 4 times of 5."""
    outputs: SameOutputs
    watched: Watched
    """What the history says at the newer one: claims are made of that."""


class Lineage(View, frozen=True, kw_only=True):
    """One contestant over time; of several fingerprints, where some field changed by itself."""

    label: str
    contestants: tuple[str, ...]
    """Ids, oldest first."""
    epochs: tuple[Epoch, ...]
    steps: tuple[EpochStep, ...] = ()
    regraded: int = 0
    """Attempts that were graded more than once."""
    regrade_flips: int = 0
    """Of those: judged otherwise the next time, which is the grader's doing."""
    flipped_attempt: str | None = None
    """One of them."""
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Why nothing may be read of it."""


class DriftHistory(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.drift/1"):
    """Contestants of one suite over time."""

    every: str
    """What an epoch is: run, day, week."""
    watched: int
    """Contestants with several epochs, among whom the error is divided."""
    lineages: tuple[Lineage, ...]
    once: tuple[str, ...] = ()
    """Labels of those with one epoch, of which nothing can be said."""
    sentences: tuple[str, ...] = ()
    scope: str = ""
    """For what its alarms hold."""
    doubts: tuple[Doubt, ...] = ()
