"""The steps of a check on a page, one after the other, until one does not hold."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any
from urllib.parse import quote

from prony.grading.check_fault import CheckFault
from prony.grading.compare import EXACT, Rules, kind_of
from prony.grading.pages.cdp import CdpRefused
from prony.grading.pages.keys_map import key_events
from prony.grading.pages.measuring import MEASURES, Measuring
from prony.grading.pages.png import read_png
from prony.grading.pages.tab import FRAME_MS, PageFailed, Tab
from prony.grading.services.json_match import JsonRules, fits, found
from prony.nouns import Verdict
from prony.suites import page_checks as steps
from prony.suites.stepped import CheckStep, SteppedCheck

_SHOWN = 300
DRAG_MOVES = 8
CROWDED = 8
"""How many times as long as it may a step takes at most, where the machine has little CPU for it."""
IDLE_SHARE = 0.02
"""A page that had less of the CPU than this share of its time does nothing, however much there is."""

Seen = Callable[[], Awaitable[CheckFault | None]]


async def check_fault(check: SteppedCheck, measuring: Measuring, path: str, step_s: float) -> CheckFault | None:
    """Open the page, and go through a check; why it does not hold, or None. Raises CdpGone."""
    tab = measuring.tab
    fault = await _bounded(tab.go(path), tab, step_s)
    if fault is not None:
        return fault
    measuring.opened = True
    for number, step in enumerate(check.steps, 1):
        measure = MEASURES.get(type(step))
        doing = _DO[type(step)](tab, step) if measure is None else measure(measuring, step)
        fault = await _bounded(doing, tab, step_s)
        if fault is not None:
            which = f"step {number}: " if len(check.steps) > 1 else ""
            return CheckFault(verdict=fault.verdict, hidden=which + fault.hidden, shown=fault.shown)
    return None


async def _bounded(doing: Coroutine[Any, Any, CheckFault | None], tab: Tab, step_s: float) -> CheckFault | None:
    """What `doing` says, within `step_s` of this machine's time, or of the CPU where others have most of that."""
    task, began, used_s = asyncio.ensure_future(doing), time.monotonic(), await tab.cpu_s()
    try:
        while True:
            await asyncio.wait({task}, timeout=step_s)
            if task.done():
                return await task
            got_s = await tab.cpu_s() - used_s
            if got_s >= step_s / 2 or got_s < IDLE_SHARE * step_s or time.monotonic() - began > CROWDED * step_s:
                break
    except PageFailed as failed:
        return CheckFault(verdict=failed.verdict, hidden=failed.why)
    except CdpRefused as refused:
        return CheckFault(hidden="the page cannot be asked that", shown=str(refused))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return CheckFault(verdict=Verdict.TIMEOUT_WALL, hidden=f"the page did not answer within {step_s:g} s")


async def _within(tab: Tab, within_ms: float, seen: Seen) -> CheckFault | None:
    """What `seen` says at last: it is asked at each frame, until nothing is wrong or the page's time is up."""
    fault = await seen()
    for _ in range(round(within_ms / FRAME_MS)):
        if fault is None:
            return None
        await tab.frame()
        fault = await seen()
    return fault


# --- what a user does ------------------------------------------------------------------------------------------------


async def _point(tab: Tab, place: steps.Place) -> tuple[float, float]:
    if not isinstance(place, str):
        return place[0], place[1]
    for _ in range(round(1000 / FRAME_MS)):
        await tab.frame()
        at = await tab.value(f"look.at({json.dumps(place)})", apart=True)
        if at is not None:
            return float(at[0]), float(at[1])
    raise PageFailed(Verdict.FAIL, "what must be used is not there, or has no size")


async def _mouse(tab: Tab, kind: str, at: tuple[float, float], button: str = "none", times: int = 0) -> None:
    held = {"none": 0, "left": 1, "right": 2}[button] if kind != "mouseReleased" else 0
    await tab.input("dispatchMouseEvent", type=kind, x=at[0], y=at[1], button=button, buttons=held, clickCount=times)


async def _open(tab: Tab, step: steps.OpenStep) -> None:
    await tab.go(quote(step.open, safe="/?&=#%:@!$'()*+,;~-._"))


async def _reload(tab: Tab, step: steps.ReloadStep) -> None:
    await tab.reload()


async def _click(tab: Tab, step: steps.ClickStep) -> None:
    at = await _point(tab, step.click)
    await _mouse(tab, "mouseMoved", at)
    for number in range(1, step.times + 1):
        await _mouse(tab, "mousePressed", at, step.button, number)
        await _mouse(tab, "mouseReleased", at, step.button, number)


async def _hover(tab: Tab, step: steps.HoverStep) -> None:
    await _mouse(tab, "mouseMoved", await _point(tab, step.hover))


async def _type(tab: Tab, step: steps.TypeStep) -> None:
    if step.into is not None:
        await _click(tab, steps.ClickStep(click=step.into))
    for letter in step.type:
        await _press_once(tab, letter, 0)


async def _press(tab: Tab, step: steps.PressStep) -> None:
    for _ in range(step.times):
        await _press_once(tab, step.press, step.hold_ms)


async def _press_once(tab: Tab, name: str, hold_ms: float) -> None:
    down, up = key_events(name)
    await tab.input("dispatchKeyEvent", **down)
    if hold_ms:
        await tab.wait(hold_ms)
    await tab.input("dispatchKeyEvent", **up)


async def _drag(tab: Tab, step: steps.DragStep) -> None:
    begin, end = await _point(tab, step.drag), await _point(tab, step.to)
    await _mouse(tab, "mouseMoved", begin)
    await _mouse(tab, "mousePressed", begin, "left", 1)
    for part in range(1, DRAG_MOVES + 1):
        share = part / DRAG_MOVES
        at = (begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)
        await _mouse(tab, "mouseMoved", at, "left")
        await tab.frame()
    await _mouse(tab, "mouseReleased", end, "left", 1)


async def _scroll(tab: Tab, step: steps.ScrollStep) -> None:
    x, y = await _point(tab, step.over)
    await tab.input("dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=step.scroll[0], deltaY=step.scroll[1])
    await tab.wait(100)


async def _wait(tab: Tab, step: steps.WaitPageStep) -> None:
    await tab.wait(step.wait_ms, 1000 / step.fps)


async def _set(tab: Tab, step: steps.SetStep) -> None:
    kinds = ["input"] if step.moving else ["input", "change"]
    value = str(step.to) if isinstance(step.to, str) else f"{step.to:g}"
    if (
        await tab.value(f"look.set({json.dumps(step.set)}, {json.dumps(value)}, {json.dumps(kinds)})", apart=True)
        is not True
    ):
        raise PageFailed(Verdict.FAIL, "an input is not there")
    await tab.frame()


async def _hold(tab: Tab, step: steps.HoldStep) -> None:
    tab.held = (await _point(tab, step.hold), step.button)
    await _mouse(tab, "mouseMoved", tab.held[0])
    await _mouse(tab, "mousePressed", tab.held[0], step.button, 1)


async def _release(tab: Tab, step: steps.ReleaseStep) -> None:
    if tab.held is not None:
        await _mouse(tab, "mouseReleased", tab.held[0], tab.held[1], 1)
    tab.held = None


async def _resize(tab: Tab, step: steps.ResizeStep) -> None:
    await tab.resize(*step.resize)
    await tab.wait(FRAME_MS * 2)


async def _dialogs(tab: Tab, step: steps.DialogsStep) -> None:
    tab.accepts, tab.answer = step.dialogs == "accept", step.answer


# --- what must be seen -----------------------------------------------------------------------------------------------


async def _expect(tab: Tab, step: steps.ExpectStep) -> CheckFault | None:
    asked = ", ".join(json.dumps(one) for one in (step.expect, [*step.attributes], [*step.styles]))

    async def seen() -> CheckFault | None:
        return element_fault(step, await tab.value(f"look.of({asked})", apart=True))

    return await _within(tab, step.within_ms, seen)


def element_fault(step: steps.ExpectStep, seen: Any) -> CheckFault | None:
    """What is wrong with what was seen of a selector's elements. Pure."""
    if not isinstance(seen, dict):
        return CheckFault(hidden="the page cannot be looked at")
    count = seen["count"]
    if step.count is not None and count != step.count:
        return CheckFault(hidden=f"there are {count} elements, which is the wrong number", shown=step.expect)
    if count == 0:
        if step.count == 0 or step.visible is False:
            return None
        return CheckFault(hidden="an element is not there", shown=step.expect)
    text = " ".join(str(seen["text"]).split())
    if step.text is not None and text != " ".join(step.text.split()):
        return CheckFault(hidden="an element has the wrong text", shown=repr(text[:_SHOWN]))
    if step.matches is not None and found(step.matches, text) is None:
        return CheckFault(hidden="an element has the wrong text", shown=repr(text[:_SHOWN]))
    if step.visible is not None and seen["visible"] is not step.visible:
        return CheckFault(hidden=f"an element is {'not ' if step.visible else ''}visible", shown=step.expect)
    if step.value is not None and seen["value"] != step.value:
        return CheckFault(hidden="an input has the wrong value", shown=repr(str(seen["value"])[:_SHOWN]))
    for (name, wanted), value in zip(step.attributes.items(), seen["attributes"], strict=True):
        if value != wanted:
            return CheckFault(hidden="an attribute is not what it must be", shown=f"{name} = {str(value)[:_SHOWN]}")
    for (name, wanted), value in zip(step.styles.items(), seen["styles"], strict=True):
        if value != wanted:
            return CheckFault(hidden="a style is not what it must be", shown=f"{name}: {str(value)[:_SHOWN]}")
    return None


async def _evaluate(tab: Tab, step: steps.EvaluateStep) -> CheckFault | None:
    rules = Rules(tolerance=step.tolerance or EXACT, order=step.order or "exact")

    async def seen() -> CheckFault | None:
        try:
            value = await tab.value(step.evaluate, apart=step.apart, waits=True)
        except CdpRefused:
            return CheckFault(hidden="an expression has no value")
        if fits(step.equals, value, JsonRules(rules=rules, partial=step.partial)):
            return None
        return CheckFault(hidden=f"an expression has the wrong value, a {kind_of(value)}", shown=repr(value)[:_SHOWN])

    return await _within(tab, step.within_ms, seen)


async def _pixel(tab: Tab, step: steps.PixelStep) -> CheckFault | None:
    async def seen() -> CheckFault | None:
        x, y = step.pixel
        if step.of is not None:
            corner = await tab.value(f"look.corner({json.dumps(step.of)})", apart=True)
            if corner is None:
                return CheckFault(hidden="an element is not there", shown=step.of)
            x, y = x + float(corner[0]), y + float(corner[1])
        picture = read_png(await tab.picture())
        if not (0 <= x < picture.shape[1] and 0 <= y < picture.shape[0]):
            return CheckFault(hidden="a point is not within the window")
        got = [int(part) for part in picture[int(y), int(x)]]
        wanted = bytes.fromhex(step.color[1:])
        same = all(abs(one - other) <= step.tolerance for one, other in zip(got, wanted, strict=True))
        shown = f"#{bytes(got).hex()} at {x:g}, {y:g}"
        return None if same is not step.differs else CheckFault(hidden="a point has the wrong colour", shown=shown)

    return await _within(tab, step.within_ms, seen)


async def _film(tab: Tab, step: steps.FilmStep) -> CheckFault | None:
    pictures = [await tab.picture()]
    for _ in range(int(step.film_ms / step.every_ms)):
        await tab.wait(max(FRAME_MS, step.every_ms - FRAME_MS))
        pictures.append(await tab.picture())
    changes = sum(one != other for one, other in itertools.pairwise(pictures))
    if step.least <= changes <= step.most:
        return None
    return CheckFault(hidden=f"what is seen changes {changes} times, which is the wrong number")


async def _calls(tab: Tab, step: steps.CallsStep) -> CheckFault | None:
    before = 0
    if step.during_ms:
        before = await tab.calls(step.calls)
        await tab.wait(step.during_ms)
    count = await tab.calls(step.calls)
    if count < 0:
        return CheckFault(hidden="calls of it are not counted", shown=step.calls)
    count -= before
    if step.least <= count <= step.most:
        return None
    return CheckFault(hidden=f"it was called {count} times, which is the wrong number", shown=step.calls)


async def _quiet(tab: Tab, step: steps.QuietStep) -> CheckFault | None:
    await tab.frame()
    return CheckFault(hidden="an error was reported", shown=tab.wrong[0][:_SHOWN]) if tab.wrong else None


async def _logged(tab: Tab, step: steps.LoggedStep) -> CheckFault | None:
    await tab.frame()
    right = any(found(step.logged, line) for line in tab.logged)
    return None if right else CheckFault(hidden="a line is not on the console")


async def _dialog(tab: Tab, step: steps.DialogStep) -> CheckFault | None:
    await tab.frame()
    right = any(found(step.dialog, text) for text in tab.dialogs)
    return None if right else CheckFault(hidden="a dialog was not shown")


async def _alone(tab: Tab, step: steps.AloneStep) -> CheckFault | None:
    await tab.frame()
    if not tab.foreign:
        return None
    return CheckFault(hidden="it asked for something from elsewhere", shown=tab.foreign[0][:_SHOWN])


async def _at(tab: Tab, step: steps.AtStep) -> CheckFault | None:
    async def seen() -> CheckFault | None:
        address = await tab.value("look.address()", apart=True)
        right = isinstance(address, str) and re.fullmatch(step.at, address[:2000]) is not None
        return None if right else CheckFault(hidden="the page is at another address", shown=str(address)[:_SHOWN])

    return await _within(tab, step.within_ms, seen)


_DO: Mapping[type[CheckStep], Callable[[Tab, Any], Coroutine[Any, Any, CheckFault | None]]] = {
    steps.OpenStep: _open,
    steps.ReloadStep: _reload,
    steps.ClickStep: _click,
    steps.HoverStep: _hover,
    steps.TypeStep: _type,
    steps.PressStep: _press,
    steps.DragStep: _drag,
    steps.ScrollStep: _scroll,
    steps.WaitPageStep: _wait,
    steps.SetStep: _set,
    steps.HoldStep: _hold,
    steps.ReleaseStep: _release,
    steps.ResizeStep: _resize,
    steps.DialogsStep: _dialogs,
    steps.ExpectStep: _expect,
    steps.EvaluateStep: _evaluate,
    steps.PixelStep: _pixel,
    steps.FilmStep: _film,
    steps.CallsStep: _calls,
    steps.QuietStep: _quiet,
    steps.LoggedStep: _logged,
    steps.DialogStep: _dialog,
    steps.AloneStep: _alone,
    steps.AtStep: _at,
}
