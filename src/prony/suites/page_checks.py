"""Checks of a page: the lines of `tests/page.jsonl`, each a test made of steps.

Each check opens the page anew, with nothing kept from another. A step does what a user would do, lets time pass, or
says what must be seen then. docs/pages.md is the reference.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec

from prony.nouns import Assurance
from prony.suites import page_measures
from prony.suites.cases import ORDERS, Tolerance
from prony.suites.page_measures import LONGEST_WAIT_MS, ShapesStep, TallyStep
from prony.suites.service_checks import matcher_faults, pattern_faults
from prony.suites.stepped import CheckStep, StepKinds

MOST_PICTURES = 120
COLOUR = re.compile("#[0-9a-fA-F]{6}")

Text = Annotated[str, msgspec.Meta(min_length=1)]
Place = Text | tuple[float, ...]
"""A selector, for the middle of the first element that it finds; or x and y in the window."""
Millis = Annotated[float, msgspec.Meta(ge=0, le=LONGEST_WAIT_MS)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class OpenStep(CheckStep, frozen=True, kw_only=True):
    """Open another page of the same site."""

    open: Text


class ReloadStep(CheckStep, frozen=True, kw_only=True):
    """Open the page again; what it stored is still there."""

    reload: Literal[True]


class ClickStep(CheckStep, frozen=True, kw_only=True):
    """Click with the mouse."""

    click: Place
    times: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    button: Literal["left", "right"] = "left"


class HoverStep(CheckStep, frozen=True, kw_only=True):
    """Move the mouse there."""

    hover: Place


class TypeStep(CheckStep, frozen=True, kw_only=True):
    """Type a text key by key, into an element that is clicked first, or into what has the focus."""

    type: Text
    into: Text | None = None


class PressStep(CheckStep, frozen=True, kw_only=True):
    """Press a key, as `Enter` or `Control+a`; hold_ms: it is held so long."""

    press: Text
    times: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    hold_ms: Millis = 0


class DragStep(CheckStep, frozen=True, kw_only=True):
    """Press the mouse in one place, move it to another, and let go."""

    drag: Place
    to: Place


class ScrollStep(CheckStep, frozen=True, kw_only=True):
    """Turn the mouse's wheel by so many pixels."""

    scroll: tuple[float, float]
    over: Place = (10.0, 10.0)


class WaitPageStep(CheckStep, frozen=True, kw_only=True):
    """Let the page's time pass, frame by frame. fps: frames in a second of its time, as on a slower screen."""

    wait_ms: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT_MS)]
    fps: Annotated[float, msgspec.Meta(ge=1, le=60)] = 60


class SetStep(CheckStep, frozen=True, kw_only=True):
    """Give an input a value, as a slider that is dragged there has it, with its events `input` and `change`."""

    set: Text
    to: str | float
    moving: bool = False
    """It is still held, so that no `change` comes."""


class HoldStep(CheckStep, frozen=True, kw_only=True):
    """Press a button of the mouse in one place, and keep it pressed."""

    hold: Place
    button: Literal["left", "right"] = "left"


class ReleaseStep(CheckStep, frozen=True, kw_only=True):
    """Let go of the button that is held."""

    release: Literal[True]


class ResizeStep(CheckStep, frozen=True, kw_only=True):
    """Give the window another size."""

    resize: tuple[Annotated[int, msgspec.Meta(ge=50, le=4000)], Annotated[int, msgspec.Meta(ge=50, le=4000)]]


class DialogsStep(CheckStep, frozen=True, kw_only=True):
    """Answer dialogs so from now on; else they are dismissed."""

    dialogs: Literal["accept", "dismiss"]
    answer: str = ""
    """What is typed into a prompt."""


class ExpectStep(CheckStep, frozen=True, kw_only=True):
    """What must be seen of the elements that a selector finds. Of several, the first counts."""

    expect: Text
    text: str | None = None
    """The whole text, blanks at its ends and runs of blanks apart."""
    matches: str | None = None
    count: Count | None = None
    visible: bool | None = None
    value: str | None = None
    """Of an input."""
    attributes: dict[str, str | None] = {}
    """Name -> what it is; null where it must not be there."""
    styles: dict[str, str] = {}
    """Name -> the computed style."""
    within_ms: Millis = 1000
    """The page's time that it may take."""


class EvaluateStep(CheckStep, frozen=True, kw_only=True):
    """The value of an expression, awaited where it is a promise. apart: beside the page's own code, which then cannot
    forge it: only the document is shared."""

    evaluate: Text
    equals: Any
    apart: bool = False
    partial: bool = False
    order: str | None = None
    tolerance: Tolerance | None = None
    within_ms: Millis = 1000


class PixelStep(CheckStep, frozen=True, kw_only=True):
    """The colour of a point on the screen. of: x and y are counted from the corner of this element."""

    pixel: tuple[float, float]
    color: Text
    of: Text | None = None
    tolerance: Annotated[int, msgspec.Meta(ge=0, le=255)] = 8
    """How far each of red, green and blue may be off."""
    differs: bool = False
    """It must be any other colour."""
    within_ms: Millis = 1000


class FilmStep(CheckStep, frozen=True, kw_only=True):
    """Pictures of the window, one every `every_ms`; between two, what is seen changes so often."""

    film_ms: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT_MS)]
    every_ms: Annotated[float, msgspec.Meta(ge=16, le=LONGEST_WAIT_MS)] = 100
    least: Count = 0
    most: Count = MOST_PICTURES


class CallsStep(CheckStep, frozen=True, kw_only=True):
    """How often the page has called a function that draws or asks for a frame, such as `fillRect`."""

    calls: Text
    least: Count = 1
    most: Count = 1_000_000
    during_ms: Millis = 0
    """Count only calls of this time, which passes now."""


class QuietStep(CheckStep, frozen=True, kw_only=True):
    """Nothing went wrong so far: no error on the console, no exception that nobody caught."""

    quiet: Literal[True]


class LoggedStep(CheckStep, frozen=True, kw_only=True):
    """A line on the console in which a pattern is found."""

    logged: Text


class DialogStep(CheckStep, frozen=True, kw_only=True):
    """A dialog was shown in whose text a pattern is found."""

    dialog: Text


class AloneStep(CheckStep, frozen=True, kw_only=True):
    """The page asked for nothing from elsewhere so far."""

    alone: Literal[True]


class AtStep(CheckStep, frozen=True, kw_only=True):
    """The path, query and fragment of the page's address, as a pattern that is the whole of it."""

    at: Text
    within_ms: Millis = 1000


_KINDS: dict[str, type[CheckStep]] = {
    "open": OpenStep,
    "reload": ReloadStep,
    "click": ClickStep,
    "hover": HoverStep,
    "type": TypeStep,
    "press": PressStep,
    "drag": DragStep,
    "scroll": ScrollStep,
    "wait_ms": WaitPageStep,
    "set": SetStep,
    "hold": HoldStep,
    "release": ReleaseStep,
    "resize": ResizeStep,
    "dialogs": DialogsStep,
    "expect": ExpectStep,
    "evaluate": EvaluateStep,
    "pixel": PixelStep,
    "film_ms": FilmStep,
    "calls": CallsStep,
    "quiet": QuietStep,
    "logged": LoggedStep,
    "dialog": DialogStep,
    "alone": AloneStep,
    "at": AtStep,
    **page_measures.KINDS,
}


def level_of(steps: tuple[CheckStep, ...]) -> Assurance:
    """How hard it is to forge what these steps see: what the page's own code is asked is level B."""
    asks_page = any(
        isinstance(step, CallsStep | ShapesStep | TallyStep) or (isinstance(step, EvaluateStep) and not step.apart)
        for step in steps
    )
    return Assurance.B if asks_page else Assurance.A


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    out = dict(raw)
    tolerance = out.get("tolerance")
    if "evaluate" in out and isinstance(tolerance, int | float) and not isinstance(tolerance, bool):
        out["tolerance"] = {"abs": float(tolerance), "rel": float(tolerance)}
    return out


def _faults(step: CheckStep) -> list[str]:
    places = [value for value in msgspec.structs.asdict(step).values() if isinstance(value, tuple)]
    if any(len(place) != 2 for place in places):
        return ["a place is a selector, or two numbers"]
    match step:
        case OpenStep() if not step.open.startswith("/"):
            return ["`open` is a path of the site: /other.html"]
        case ExpectStep():
            said = (step.text, step.matches, step.count, step.visible, step.value)
            nothing = all(one is None for one in said) and not step.attributes and not step.styles
            return (["nothing is expected: give `text`, `count`, `visible` ..."] if nothing else []) + pattern_faults(
                step.matches
            )
        case EvaluateStep():
            wrong = [] if step.order in (None, *ORDERS) else [f"`order` is one of {', '.join(ORDERS)}"]
            return wrong + matcher_faults(step.equals)
        case PixelStep() if not COLOUR.fullmatch(step.color):
            return ["`color` is #rrggbb"]
        case FilmStep() if step.film_ms / step.every_ms > MOST_PICTURES:
            return [f"a film has at most {MOST_PICTURES} pictures"]
        case LoggedStep() | DialogStep() | AtStep():
            return pattern_faults(next(iter(msgspec.structs.asdict(step).values())))
    return page_measures.measure_faults(step)


PAGE_STEPS = StepKinds(
    kinds=_KINDS, spell_out=_spelled_out, faults=_faults, faults_together=page_measures.faults_together
)
"""The lines of tests/page.jsonl."""
