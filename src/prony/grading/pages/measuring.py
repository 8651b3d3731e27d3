"""What a check of a page measures: shapes, calls, what frames cost, and sums of these."""

from __future__ import annotations

import base64
import itertools
import math
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from prony.grading.check_fault import CheckFault
from prony.grading.pages.tab import FRAME_MS, Tab
from prony.suites import page_measures as steps
from prony.suites.stepped import CheckStep
from prony.suites.sums import work_out

DRAWS = "draws.js"
EMPTY_FRAMES = 40
"""Frames in a row without a shape, after which the page is taken to draw none."""
ROUNDS = 4
ROUND_S = 1.2
"""Of this machine's time that a page is measured for, at once."""
WARM_FRAMES = 8
TICK_S = 0.01
"""What the kernel's account of a process is exact to."""
MOST_SHAPES = 60_000
MOST_PICTURE = 4 << 20
"""Bytes of a picture that is kept."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Frame = tuple[int, NDArray[np.float64]]
"""A frame's number, and its shapes: across and down as shares of the canvas, size in pixels."""


class PageFindings(msgspec.Struct):
    """What the checks of a submission say beside whether they hold."""

    metrics: dict[str, float] = {}
    findings: dict[str, str] = {}
    """Id -> what was found, in words."""
    pictures: dict[str, bytes] = {}


class Measuring:
    """The numbers that one check has noted. beside: opens another page in the same browser, of a file below tests/."""

    def __init__(self, tab: Tab, gathered: PageFindings, beside: Callable[[str], Awaitable[Tab]]) -> None:
        self.tab = tab
        self.gathered = gathered
        self.beside = beside
        self.noted: dict[str, dict[str, float]] = {}
        self.opened = False

    def sum(self, text: str) -> float:
        """A sum over what was noted; nan where it was not."""
        return work_out(text, self.noted)


# --- what is noted ----------------------------------------------------------------------------------------------------


async def _shapes(measuring: Measuring, step: steps.ShapesStep) -> None:
    frames, box = await _film(measuring.tab, step.frames)
    measuring.noted[step.shapes] = shape_measures(frames, box, step.near, step.radius)


async def _film(tab: Tab, wanted: int) -> tuple[list[Frame], tuple[float, float, float, float]]:
    """The shapes of so many frames that draw any, and the canvas's place in the window."""
    frames: list[Frame] = []
    box, empty = (0.0, 0.0, 1.0, 1.0), 0
    while len(frames) < wanted and empty < EMPTY_FRAMES:
        await tab.asked(DRAWS, "'begin'")
        await tab.frame()
        told = await tab.asked(DRAWS, "'end'")
        taken = _numbers(told.get("taken") if isinstance(told, dict) else None)
        if taken.size == 0:
            empty += 1
            continue
        empty = 0
        place = told.get("box")
        if isinstance(place, list) and len(place) == 4 and all(isinstance(one, int | float) for one in place):
            box = (float(place[0]), float(place[1]), max(1.0, float(place[2])), max(1.0, float(place[3])))
        frames.append((tab.frames, taken))
    return frames, box


def _numbers(raw: object) -> NDArray[np.float64]:
    """Rows of three numbers out of what a page said, which may be anything."""
    if not isinstance(raw, list) or len(raw) % 3 or len(raw) > 3 * MOST_SHAPES:
        return np.empty((0, 3))
    try:
        rows = np.array([math.nan if one is None else float(one) for one in raw], np.float64).reshape(-1, 3)
    except (TypeError, ValueError):
        return np.empty((0, 3))
    return rows[np.isfinite(rows).all(axis=1)]


def shape_measures(
    frames: list[Frame], box: tuple[float, float, float, float], near: tuple[float, ...] | None, radius: float
) -> dict[str, float]:
    """What is noted of filmed shapes. box: left, top, width and height of the canvas in the window. Pure."""
    if not frames:
        return dict.fromkeys(steps.SHAPES, math.nan) | {"count": 0.0}
    left, top, width, height = box
    rows = np.concatenate([rows for _, rows in frames])
    across, down, size = rows[:, 0], rows[:, 1], rows[:, 2]
    slack = np.maximum(2.0, size)
    beyond_x = np.maximum(-across, across - 1) * width > slack
    beyond_y = np.maximum(-down, down - 1) * height > slack
    speed, jump = _motion(frames, (width, height))
    measures = {
        "count": float(np.median([len(rows) for _, rows in frames])),
        "x": float(across.mean()),
        "y": float(down.mean()),
        "spread_x": float(across.std()),
        "spread_y": float(down.std()),
        "size": float(np.median(size)),
        "speed": speed,
        "jump": jump,
        "outside": float((beyond_x | beyond_y).mean()),
    }
    if near is not None:
        away = np.hypot(across * width + left - near[0], down * height + top - near[1])
        measures["near"] = float((away <= radius).mean())
    return measures


def _motion(frames: list[Frame], extent: tuple[float, float]) -> tuple[float, float]:
    """How far shapes move in a frame, in pixels: the middle one, and the farthest. nan where no two frames compare."""
    steps_taken = []
    for (before, old), (after, new) in itertools.pairwise(frames):
        if len(old) == len(new):
            moved = (new[:, :2] - old[:, :2]) * extent
            steps_taken.append(np.hypot(moved[:, 0], moved[:, 1]) / (after - before))
    if not steps_taken:
        return math.nan, math.nan
    every = np.concatenate(steps_taken)
    return float(np.median(every)), float(every.max())


async def _tally(measuring: Measuring, step: steps.TallyStep) -> None:
    tab, frames = measuring.tab, max(1, round(step.during_ms / FRAME_MS))
    before = await tab.asked(DRAWS, "'tally'")
    for _ in range(frames):
        await tab.frame()
    after = await tab.asked(DRAWS, "'tally'")
    measuring.noted[step.tally] = {key: (_count(after, key) - _count(before, key)) / frames for key in steps.TALLIES}


def _count(told: object, key: str) -> float:
    value = told.get(key) if isinstance(told, dict) else None
    return float(value) if isinstance(value, int | float) else math.nan


async def _read(measuring: Measuring, step: steps.ReadStep) -> None:
    seen = await measuring.tab.value(f"look.of({msgspec.json.encode(step.read).decode()}, [], [])", apart=True)
    shown = seen if isinstance(seen, dict) else {}
    number = _NUMBER.search(str(shown.get("value") or shown.get("text") or "")[:1000])
    measuring.noted[step.name] = {"value": float(number[0]) if number else math.nan}


async def _cost(measuring: Measuring, step: steps.CostStep) -> None:
    """Frames of the page and of the one beside it, in turns, so that what else the machine does is alike for both."""
    tab = measuring.tab
    own = frozenset(await tab.processes())
    other = await measuring.beside(step.beside) if step.beside else None
    try:
        pages = [_Costed(tab, own)] + ([_Costed(other, frozenset(await tab.processes()) - own)] if other else [])
        for page in pages:
            await page.run(WARM_FRAMES, counted=False)
        for _ in range(ROUNDS):
            for page in pages:
                await page.run(math.ceil(step.frames / ROUNDS))
    finally:
        if other is not None:
            await other.close()
    ms = pages[0].ms
    beside_ms = pages[1].ms if other is not None else math.nan
    measuring.noted[step.cost] = {
        "ms": ms, "beside_ms": beside_ms, "ratio": ms / beside_ms, "frames": float(pages[0].frames)
    }  # fmt: skip


class _Costed:
    """A page that is measured: its frames so far, and the CPU time of its processes."""

    def __init__(self, tab: Tab, processes: frozenset[int]) -> None:
        self.frames = 0
        self._tab = tab
        self._processes = processes
        self._cpu_s = 0.0

    async def run(self, frames: int, counted: bool = True) -> None:
        """Let frames pass, as many as there is time for."""
        before, began, passed = await self._tab.processes(), time.monotonic(), 0
        while passed < frames and time.monotonic() - began < ROUND_S:
            await self._tab.frame()
            passed += 1
        after = await self._tab.processes()
        if counted:
            self.frames += passed
            self._cpu_s += sum(after[one] - before.get(one, 0.0) for one in self._processes if one in after)

    @property
    def ms(self) -> float:
        """Milliseconds of CPU a frame."""
        return max(self._cpu_s, TICK_S / 2) / max(1, self.frames) * 1000


# --- what is said of it -----------------------------------------------------------------------------------------------


async def _compare(measuring: Measuring, step: steps.CompareStep) -> CheckFault | None:
    value = measuring.sum(step.compare)
    if math.isnan(value):
        return CheckFault(hidden="what must be measured is not there", shown=step.compare)
    least, most = step.least, step.most
    if (least is None or value >= least) and (most is None or value <= most):
        return None
    return CheckFault(hidden="what was measured is not what it must be", shown=f"{step.compare} is {value:.4g}")


async def _metric(measuring: Measuring, step: steps.MetricStep) -> None:
    value = measuring.sum(step.of)
    if math.isfinite(value):
        measuring.gathered.metrics[step.metric] = round(value, 4)


async def _finding(measuring: Measuring, step: steps.FindingStep) -> None:
    if measuring.sum(step.of) >= step.least:
        measuring.gathered.findings[step.finding] = step.says


async def _screenshot(measuring: Measuring, step: steps.ScreenshotStep) -> None:
    picture = await measuring.tab.picture()
    if len(picture) <= MOST_PICTURE:
        measuring.gathered.pictures[step.screenshot] = picture


MEASURES: Mapping[type[CheckStep], Callable[[Measuring, Any], Coroutine[Any, Any, CheckFault | None]]] = {
    steps.ShapesStep: _shapes,
    steps.TallyStep: _tally,
    steps.ReadStep: _read,
    steps.CostStep: _cost,
    steps.CompareStep: _compare,
    steps.MetricStep: _metric,
    steps.FindingStep: _finding,
    steps.ScreenshotStep: _screenshot,
}


def scripts_of(check_steps: tuple[CheckStep, ...]) -> tuple[str, ...]:
    """What runs before the page's own code, so that these steps can be done: nothing where only costs are measured."""
    draws = any(isinstance(step, steps.ShapesStep | steps.TallyStep) for step in check_steps)
    costs = any(isinstance(step, steps.CostStep) for step in check_steps)
    return (*(() if costs else ("probe.js",)), *((DRAWS,) if draws else ()))


def data_url(page: bytes, fragment: str) -> str:
    """The address of a page that comes from nowhere. Pure."""
    return f"data:text/html;base64,{base64.b64encode(page).decode()}#{fragment}"
