"""A grading job: all that a grade is made of, as plain data, so that it can be done anywhere the task's folder is."""

from __future__ import annotations

from prony.nouns import GradeLimits, Noun, Task


class Earlier(Noun, frozen=True, kw_only=True):
    """What was handed in at the step before, and what its grade measured."""

    files: dict[str, bytes] = {}
    removed: tuple[str, ...] = ()
    metrics: dict[str, float] = {}


class GradeJob(Noun, frozen=True, kw_only=True):
    """One submission that is to be graded.

    The task brings its limits, and the digest that its folder must have where the job is done.
    """

    task: Task
    files: dict[str, bytes] = {}
    """What was handed in: path -> bytes."""
    removed: tuple[str, ...] = ()
    """Files of the workspace that are gone."""
    hurried: bool = False
    """Whether cases of a criterion that is lost already are left out: a proof needs to know no more."""
    pictured: bool = False
    """Whether somebody keeps pictures of pages."""
    attempt: str = ""
    """The id of the attempt that the grade is for."""
    limits: GradeLimits | None = None
    """The time limits that are to be in force; None: as whoever grades finds them, else the task's own."""
    step: int = 0
    """The step of the task that was handed in, from 0."""
    before: Earlier | None = None
    """None in step 0, and where nothing is known of the step before."""
