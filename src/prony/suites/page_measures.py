"""Steps of a page's check that measure: what they note under a name, and what is then said of the numbers.

A step such as `shapes` or `cost` notes numbers under a name of its own; `compare`, `metric` and `finding` say something
of sums over them (`after.y - before.y`). docs/pages.md is the reference.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from prony.suites.stepped import CheckStep
from prony.suites.sums import SumFault, names_in

LONGEST_WAIT_MS = 60_000

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
FindingId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Frames = Annotated[int, msgspec.Meta(ge=1, le=600)]

SHAPES = ("count", "x", "y", "spread_x", "spread_y", "size", "speed", "jump", "outside", "near")
TALLIES = ("arcs", "rects", "images", "fills", "gradients", "shadowed", "fades", "parses", "reads")
COSTS = ("ms", "beside_ms", "ratio", "frames")
READINGS = ("value",)


class ShapesStep(CheckStep, frozen=True, kw_only=True):
    """Note where the page's 2D canvas draws circles, rectangles and images, in the next frames that draw any."""

    shapes: Name
    frames: Annotated[int, msgspec.Meta(ge=1, le=60)] = 1
    near: tuple[float, ...] | None = None
    """A point in the window; the measure `near` is the share of shapes about it."""
    radius: Annotated[float, msgspec.Meta(gt=0, le=4000)] = 150.0


class TallyStep(CheckStep, frozen=True, kw_only=True):
    """Note how often a frame calls what costs time, on average of the frames that pass now."""

    tally: Name
    during_ms: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT_MS)] = 1000


class CostStep(CheckStep, frozen=True, kw_only=True):
    """Note the CPU time that a frame takes the browser's process of the page. beside: a page below tests/ that is
    measured in turns with it in the same browser, `reference.html#1000`."""

    cost: Name
    frames: Frames = 60
    beside: Text | None = None


class ReadStep(CheckStep, frozen=True, kw_only=True):
    """Note the first number in an element's text, or in its value."""

    read: Text
    name: Name = msgspec.field(name="as")


class CompareStep(CheckStep, frozen=True, kw_only=True):
    """What a sum over noted numbers must be."""

    compare: Text
    least: float | None = None
    most: float | None = None


class MetricStep(CheckStep, frozen=True, kw_only=True):
    """Let a sum over noted numbers be a metric of the grade."""

    metric: Name
    of: Text


class FindingStep(CheckStep, frozen=True, kw_only=True):
    """Where a sum is `least` or more, name what was found: in the grade's label `findings`, and in a note."""

    finding: FindingId
    of: Text
    least: float
    says: Text


class ScreenshotStep(CheckStep, frozen=True, kw_only=True):
    """Keep a picture of the window with the grade."""

    screenshot: Name


KINDS: dict[str, type[CheckStep]] = {
    "shapes": ShapesStep,
    "tally": TallyStep,
    "cost": CostStep,
    "read": ReadStep,
    "compare": CompareStep,
    "metric": MetricStep,
    "finding": FindingStep,
    "screenshot": ScreenshotStep,
}
BESIDE = re.compile(r"[A-Za-z0-9_./-]+(#[A-Za-z0-9_.=&-]*)?")


def noted_by(step: CheckStep) -> tuple[str, tuple[str, ...]] | None:
    """The name under which a step notes numbers, and what they are called."""
    match step:
        case ShapesStep():
            return step.shapes, SHAPES if step.near is not None else SHAPES[:-1]
        case TallyStep():
            return step.tally, TALLIES
        case CostStep():
            return step.cost, COSTS
        case ReadStep():
            return step.name, READINGS
    return None


def sum_of(step: CheckStep) -> str | None:
    """The sum that a step works out."""
    match step:
        case CompareStep():
            return step.compare
        case MetricStep() | FindingStep():
            return step.of
    return None


def measure_faults(step: CheckStep) -> list[str]:
    """What is wrong with a step by itself."""
    if isinstance(step, CompareStep) and step.least is None and step.most is None:
        return ["nothing is compared: give `least` or `most`"]
    if isinstance(step, CostStep) and step.beside is not None and not BESIDE.fullmatch(step.beside):
        return ["`beside` is a file below tests/: reference.html, or reference.html#1000"]
    return []


def faults_together(steps: tuple[CheckStep, ...]) -> list[str]:
    """What sums ask for that no step before them notes."""
    known: dict[str, tuple[str, ...]] = {}
    faults = []
    for step in steps:
        noted = noted_by(step)
        if noted is not None:
            known[noted[0]] = noted[1]
        asked = sum_of(step)
        if asked is None:
            continue
        try:
            names = names_in(asked)
        except SumFault as fault:
            faults.append(f"{asked!r}: {fault}")
            continue
        for name, measure in names:
            if name not in known:
                faults.append(f"{asked!r}: no step before notes {name!r}")
            elif measure not in known[name]:
                faults.append(f"{asked!r}: {name!r} has {', '.join(known[name])}, and no {measure!r}")
    return faults
