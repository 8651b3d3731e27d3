"""One page in a browser: its time goes frame by frame as we say, and what it does is noted from outside.

The browser itself keeps the page's clock (virtual time) and draws when it is told, so that no code of the page can bend
either. What the page shows is asked in a world of its own, or looked at in pictures.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import importlib.resources
import secrets
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from prony.grading.pages.cdp import Cdp, CdpRefused
from prony.nouns import Verdict

FRAME_MS = 1000 / 60
SETTLE_S = 0.2
"""How long what was asked for may take without a frame."""
PATIENCE_S = 1.0
"""How long a request may hold up the page's clock."""
EPOCH_S = 1_700_000_000
MOST_NOTED = 200
MOST_DIALOGS = 50
MOST_WINDOWS = 20
STARVED_TASKS = 10_000
LONGEST_LINE = 2000
T = TypeVar("T")


class PageFailed(Exception):
    """The page made it impossible to go on. verdict: what that is."""

    def __init__(self, verdict: Verdict, why: str) -> None:
        super().__init__(why)
        self.verdict = verdict
        self.why = why


class Tab:
    """A page in a browser context of its own."""

    def __init__(self, cdp: Cdp, origin: str, *, scripts: tuple[str, ...] = ("probe.js",)) -> None:
        """scripts: what runs in the page's world before its own code, and counts there."""
        self._cdp = cdp
        self._scripts = scripts
        self._origin = origin
        self._session = self._target = self._context = self._frame_id = ""
        self._world = "w" + secrets.token_hex(8)
        self._probes = {script: "p" + secrets.token_hex(8) for script in scripts}
        self._worlds: dict[bool, int] = {}
        """Whether it is apart -> the main frame's context."""
        self._ticks_ms = 0.0
        self._expired = asyncio.Event()
        self._loaded = asyncio.Event()
        self._pending: dict[str, float] = {}
        self._failed: PageFailed | None = None
        self._windows = 0
        self.frames = 0
        self.wrong: list[str] = []
        """Errors on the console, and exceptions that nobody caught."""
        self.logged: list[str] = []
        self.dialogs: list[str] = []
        self.foreign: list[str] = []
        """URLs elsewhere that the page asked for."""
        self.accepts, self.answer = False, ""
        self.held: tuple[tuple[float, float], str] | None = None
        """Where a button of the mouse is held, and which."""

    async def open(self, width: int, height: int) -> None:
        """Make the page, on which nothing is yet."""
        call = self._cdp.call
        self._context = (await call("Target.createBrowserContext"))["browserContextId"]
        await call("Browser.setDownloadBehavior", behavior="deny", browserContextId=self._context)
        made = await call(
            "Target.createTarget",
            url="about:blank",
            browserContextId=self._context,
            width=width,
            height=height,
            enableBeginFrameControl=True,
        )
        self._target = made["targetId"]
        self._session = (await call("Target.attachToTarget", targetId=self._target, flatten=True))["sessionId"]
        self._cdp.hear(self._session, self._hear)
        if self._origin:
            self._cdp.hear("", self._hear_browser)
            await call("Target.setDiscoverTargets", discover=True)
        for domain in ("Page", "Runtime", "Log", "Network", "Inspector"):
            await self._call(f"{domain}.enable")
        tree = await self._call("Page.getFrameTree")
        self._frame_id = tree["frameTree"]["frame"]["id"]
        await self._call("Page.addScriptToEvaluateOnNewDocument", source=_script("look.js"), worldName=self._world)
        for script, name in self._probes.items():
            source = _script(script).replace("__NAME__", name)
            await self._call("Page.addScriptToEvaluateOnNewDocument", source=source)
        clock = await self._call("Emulation.setVirtualTimePolicy", policy="pause", initialVirtualTime=EPOCH_S)
        self._ticks_ms = clock["virtualTimeTicksBase"]

    async def close(self) -> None:
        """Let go of the page, and of everything that it kept."""
        self._cdp.forget(self._session)
        if self._origin:
            self._cdp.forget("")
        await self._cdp.call("Target.disposeBrowserContext", browserContextId=self._context)

    async def go(self, path: str) -> None:
        """Open a path of the site and wait until it has loaded."""
        self._loaded.clear()
        answer = await self.drawing(self._call("Page.navigate", url=self._origin + path))
        if answer.get("errorText"):
            raise PageFailed(Verdict.FAIL, "the page cannot be opened")
        while not self._loaded.is_set():
            await self.frame()

    async def reload(self) -> None:
        """Open the page again."""
        self._loaded.clear()
        await self.drawing(self._call("Page.reload"))
        while not self._loaded.is_set():
            await self.frame()

    async def frame(self, picture: bool = False, span_ms: float = FRAME_MS) -> bytes:
        """Let a frame's time pass, and draw. picture: give what is seen, as a PNG."""
        if self._failed is not None:
            raise self._failed
        await self._pass_time(span_ms)
        self._ticks_ms += span_ms
        self.frames += 1
        extra = {"screenshot": {"format": "png", "optimizeForSpeed": True}} if picture else {}
        drawn = await self._call(
            "HeadlessExperimental.beginFrame", frameTimeTicks=self._ticks_ms, interval=span_ms, **extra
        )
        return base64.b64decode(drawn.get("screenshotData", ""))

    async def _pass_time(self, span_ms: float) -> None:
        """Let a frame's time pass; while the page waits for the network, it stands still, but not for long."""
        self._expired.clear()
        youngest = max(self._pending.values(), default=0.0)
        patience_s = youngest + PATIENCE_S - time.monotonic()
        if patience_s > 0:
            self._advance("pauseIfNetworkFetchesPending", span_ms)
            try:
                async with asyncio.timeout(patience_s):
                    await self._unless_failed(self._expired.wait())
                return
            except TimeoutError:
                pass
        self._advance("advance", span_ms)
        await self._unless_failed(self._expired.wait())

    def _advance(self, policy: str, span_ms: float) -> None:
        self._cdp.tell(
            "Emulation.setVirtualTimePolicy",
            self._session,
            policy=policy,
            budget=span_ms,
            maxVirtualTimeTaskStarvationCount=STARVED_TASKS,
        )

    async def picture(self) -> bytes:
        """What is seen, as a PNG."""
        for _ in range(10):  # a frame in which nothing changed may come without one
            if data := await self.frame(picture=True):
                return data
        raise PageFailed(Verdict.FAIL, "the page cannot be drawn")

    async def wait(self, wait_ms: float, span_ms: float = FRAME_MS) -> None:
        """Let the page's time pass, a frame every `span_ms`."""
        for _ in range(max(1, round(wait_ms / span_ms))):
            await self.frame(span_ms=span_ms)

    async def drawing(self, call: Coroutine[Any, Any, T]) -> T:
        """Do something that takes the page a frame, and more where it is not done by then."""
        task = asyncio.ensure_future(call)
        try:
            await self.frame()
            while not task.done():
                await asyncio.wait({task}, timeout=SETTLE_S)
                if not task.done():
                    await self.frame()
            return await task
        finally:
            task.cancel()

    async def input(self, method: str, **parameters: Any) -> None:
        """Give the page an event of mouse or keyboard."""
        await self.drawing(self._call(f"Input.{method}", **parameters))

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        await self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    async def value(self, expression: str, *, apart: bool, waits: bool = False) -> Any:
        """The value of an expression. waits: a promise is awaited, while the page's time goes on.

        Raises CdpRefused where it throws, or its value is no JSON.
        """
        parameters: dict[str, Any] = {"expression": expression, "returnByValue": True, "awaitPromise": waits}
        if apart:
            while (context := self._worlds.get(True)) is None:
                await self.frame()
            parameters["contextId"] = context
        call = self._call("Runtime.evaluate", **parameters)
        answer = await (self.drawing(call) if waits else call)
        if "exceptionDetails" in answer:
            raise CdpRefused("it threw")
        return answer["result"].get("value")

    async def calls(self, name: str) -> int:
        """How often the page has called what the probe counts; -1 for what it does not."""
        value = await self.asked("probe.js", repr(name))
        return value if type(value) is int else -1

    async def asked(self, script: str, argument: str) -> Any:
        """What one of the page's `scripts` says."""
        return await self.value(f"{self._probes[script]}({argument})", apart=False)

    async def cpu_s(self) -> float:
        """The CPU time of all processes that run pages."""
        return sum((await self.processes()).values())

    async def processes(self) -> dict[int, float]:
        """The CPU time of each process that runs pages, in seconds, as the browser accounts for it."""
        told = await self._cdp.call("SystemInfo.getProcessInfo")
        return {one["id"]: float(one["cpuTime"]) for one in told["processInfo"] if one["type"] == "renderer"}

    async def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return await self._unless_failed(self._cdp.call(method, self._session, **parameters))

    async def _unless_failed(self, waiting: Coroutine[Any, Any, T]) -> T:
        """Wait, but not for a page that has failed."""
        task = asyncio.ensure_future(waiting)
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=0.25)
                if self._failed is not None and not task.done():
                    raise self._failed
            return await task
        finally:
            task.cancel()

    def _fail(self, verdict: Verdict, why: str) -> None:
        self._failed = self._failed or PageFailed(verdict, why)

    # --- what the browser tells ---------------------------------------------------------------------------------

    def _hear(self, method: str, told: dict[str, Any]) -> None:
        hear = _HEARD.get(method)
        if hear is not None:
            hear(self, told)

    def _hear_browser(self, method: str, told: dict[str, Any]) -> None:
        if method != "Target.targetCreated":
            return
        target = told["targetInfo"]
        if target["type"] == "page" and target.get("openerId") == self._target:
            self._windows += 1
            self._cdp.tell("Target.closeTarget", targetId=target["targetId"])
            if self._windows > MOST_WINDOWS:
                self._fail(Verdict.LIMIT, f"it opened more than {MOST_WINDOWS} windows")

    def _context_made(self, told: dict[str, Any]) -> None:
        context = told["context"]
        data = context.get("auxData", {})
        if data.get("frameId") == self._frame_id:
            if context["name"] == self._world:
                self._worlds[True] = context["id"]
            elif data.get("isDefault"):
                self._worlds[False] = context["id"]

    def _context_gone(self, told: dict[str, Any]) -> None:
        for apart, number in tuple(self._worlds.items()):
            if number == told.get("executionContextId", number):
                del self._worlds[apart]

    def _dialog(self, told: dict[str, Any]) -> None:
        _note(self.dialogs, told.get("message", ""))
        self._windows += told.get("type") == "beforeunload"
        parameters: dict[str, Any] = {"accept": self.accepts or told.get("type") == "beforeunload"}
        if told.get("type") == "prompt":
            parameters["promptText"] = self.answer
        self._cdp.tell("Page.handleJavaScriptDialog", self._session, **parameters)
        if len(self.dialogs) > MOST_DIALOGS:
            self._fail(Verdict.LIMIT, f"it showed more than {MOST_DIALOGS} dialogs")

    def _request(self, told: dict[str, Any]) -> None:
        url = told["request"]["url"]
        if url.startswith(("data:", "blob:", "about:")):
            return
        if not url.startswith(self._origin + "/"):
            _note(self.foreign, url)
        else:
            self._pending[told["requestId"]] = time.monotonic()

    def _socket(self, told: dict[str, Any]) -> None:
        if not told["url"].replace("ws:", "http:").startswith(self._origin + "/"):
            _note(self.foreign, told["url"])

    def _said(self, told: dict[str, Any]) -> None:
        line = " ".join(str(part.get("value", part.get("description", ""))) for part in told.get("args", ()))
        _note(self.logged, line)
        if told.get("type") in ("error", "assert"):
            _note(self.wrong, line)

    def _threw(self, told: dict[str, Any]) -> None:
        details = told["exceptionDetails"]
        _note(self.wrong, str(details.get("exception", {}).get("description") or details.get("text", "")))

    def _entry(self, told: dict[str, Any]) -> None:
        if told["entry"].get("level") == "error":
            _note(self.wrong, str(told["entry"].get("text", "")))


def _note(kept: list[str], line: str) -> None:
    if len(kept) < MOST_NOTED:
        kept.append(line[:LONGEST_LINE])


_HEARD: dict[str, Callable[[Tab, dict[str, Any]], object]] = {
    "Emulation.virtualTimeBudgetExpired": lambda tab, told: tab._expired.set(),
    "Page.loadEventFired": lambda tab, told: tab._loaded.set(),
    "Page.javascriptDialogOpening": Tab._dialog,
    "Runtime.executionContextCreated": Tab._context_made,
    "Runtime.executionContextDestroyed": Tab._context_gone,
    "Runtime.executionContextsCleared": Tab._context_gone,
    "Runtime.consoleAPICalled": Tab._said,
    "Runtime.exceptionThrown": Tab._threw,
    "Log.entryAdded": Tab._entry,
    "Network.requestWillBeSent": Tab._request,
    "Network.webSocketCreated": Tab._socket,
    "Network.loadingFinished": lambda tab, told: tab._pending.pop(told["requestId"], None),
    "Network.loadingFailed": lambda tab, told: tab._pending.pop(told["requestId"], None),
    "Inspector.targetCrashed": lambda tab, told: tab._fail(Verdict.CRASH, "the page crashed"),
}


@functools.cache
def _script(name: str) -> str:
    return importlib.resources.files("prony.grading.pages").joinpath(name).read_text("utf-8")
