"""What was handed in, opened in a browser: used as a user would, and looked at from outside.

The browser has a scene of its own. The site is served into it: files from out here, a server of the submission's from
another scene, which has no way to the browser. Each check has a page of its own. A browser that one broke is replaced.
"""

from __future__ import annotations

import functools
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager

from prony.errors import GradingError, PronyError
from prony.grading.check_fault import LATE, CheckFault, result_of
from prony.grading.compiled import ready
from prony.grading.lost import NOT_RUN, LostCriteria
from prony.grading.pages.browsing import TOOLCHAIN, Browsing, open_browser
from prony.grading.pages.cdp import CdpGone, CdpRefused
from prony.grading.pages.measuring import Measuring, PageFindings, data_url, scripts_of
from prony.grading.pages.page_steps import check_fault
from prony.grading.pages.served_site import relay, serve_files
from prony.grading.pages.tab import Tab
from prony.grading.protocol import bounded
from prony.grading.services.hosting import Hosting, ServerProgram
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import TestResult, Verdict
from prony.sandbox import Sandbox
from prony.suites.graders.page import PageOptions
from prony.suites.graders.service import ServiceOptions
from prony.suites.page_checks import PAGE_STEPS, level_of
from prony.suites.stepped import SteppedCheck

MIB = 1 << 20
ENDED = frozenset({*LATE, Verdict.CRASH, Verdict.OOM, Verdict.LIMIT})
"""Verdicts after which a criterion is not tried further: each may have cost a browser."""
OPENINGS = 2
"""How often a page may not open by its end, or in time, before the other checks are not tried."""


async def grade(subject: Subject, sandbox: Sandbox, options: PageOptions) -> Findings:
    """The result of every check of the task. Raises GradingError E502 where there is nothing to look for, E504."""
    data = subject.tests.get(options.file)
    if data is None:
        raise GradingError("E502", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    checks = _read(data, f"{subject.task.path}/tests/{options.file}")
    if options.only_pictures:
        return await _pictures(subject, sandbox, options, checks)
    if TOOLCHAIN not in toolchain_names(subject.task):
        raise GradingError(
            "E504",
            f"{subject.task.id}: a page needs a browser",
            where=subject.task.path,
            hint=f'say toolchain = "{TOOLCHAIN}", or ["node", "{TOOLCHAIN}"] for a server',
        )
    ids = tuple(check.id for check in checks)
    missing = [path for path in subject.task.answer if path not in subject.tree and not path.endswith(".md")]
    if missing:
        fault = CheckFault(verdict=Verdict.LOAD_ERROR, hidden="the file is missing")
        return Findings(tests=_all(checks, fault), expected=ids)
    server = await _server(subject, sandbox, options) if options.serve else None
    if isinstance(server, CheckFault):
        return Findings(tests=_all(checks, server), expected=ids)
    looked = _Looked(subject, sandbox, options, server)
    results = await looked.results(checks)
    gathered = looked.gathered
    return Findings(
        tests=tuple(results[test_id] for test_id in ids),
        expected=ids,
        metrics=gathered.metrics,
        labels={"findings": ", ".join(sorted(gathered.findings))} if gathered.findings else {},
        notes=tuple(f"{name}: {says}" for name, says in sorted(gathered.findings.items())),
        pictures=gathered.pictures,
    )


async def _pictures(
    subject: Subject, sandbox: Sandbox, options: PageOptions, checks: tuple[SteppedCheck, ...]
) -> Findings:
    """What was seen of a page, where somebody keeps it and a browser is here. It is for and against nobody."""
    if not subject.pictured or TOOLCHAIN not in sandbox.toolchains:
        return Findings()
    try:
        server = await _server(subject, sandbox, options) if options.serve else None
        if isinstance(server, CheckFault):
            return Findings(notes=(bounded(f"no picture of its page: {server.hidden}"),))
        looked = _Looked(subject, sandbox, options, server)
        results = await looked.results(checks)
    except PronyError as error:
        return Findings(notes=(bounded(f"no picture of its page: {error.what}"),))
    failed = next((test.message for test in results.values() if test.verdict is not Verdict.PASS), "")
    notes = (bounded(f"no picture of its page: {failed}"),) if failed else ()
    return Findings(pictures=looked.gathered.pictures, notes=notes)


@functools.lru_cache(maxsize=64)
def _read(data: bytes, where: str) -> tuple[SteppedCheck, ...]:
    return PAGE_STEPS.read(data, where)


def _all(checks: Iterable[SteppedCheck], fault: CheckFault) -> tuple[TestResult, ...]:
    return tuple(result_of(check.id, fault, shown=check.shown, level=level_of(check.steps)) for check in checks)


async def _server(subject: Subject, sandbox: Sandbox, options: PageOptions) -> ServerProgram | CheckFault:
    built = await ready(subject, "page", options, sandbox)
    if built.verdict is not Verdict.PASS:
        return CheckFault(verdict=built.verdict, hidden=built.said)
    return ServerProgram(
        toolchain=toolchain_names(subject.task)[0],
        files=built.tree,
        argv=built.argv,
        env={},
        limits=subject.task.limits,
    )


class _Looked:
    """One submission in as few browsers as it needs."""

    def __init__(self, subject: Subject, sandbox: Sandbox, options: PageOptions, server: ServerProgram | None) -> None:
        self._subject = subject
        self._sandbox = sandbox
        self._options = options
        self._server = server
        self._step_s = options.step_s * subject.stretch
        self._lost = LostCriteria(subject.task)
        self._unopened: list[Verdict] = []
        self._until = 0.0
        self.gathered = PageFindings(metrics={}, findings={}, pictures={})

    async def results(self, checks: Iterable[SteppedCheck]) -> dict[str, TestResult]:
        """The result of each check by its id."""
        results: dict[str, TestResult] = {}
        self._until = time.monotonic() + self._options.most_s * self._subject.stretch
        waiting = list(checks)
        while waiting:
            async with self._sandbox.turn(machine=self._subject.task.limits.alone), AsyncExitStack() as stack:
                site = await stack.enter_async_context(self._site())
                usable = True
                while waiting and usable:
                    check, began = waiting.pop(0), time.monotonic()
                    fault, usable = await self._fault(check, site)
                    results[check.id] = result_of(
                        check.id,
                        fault,
                        shown=check.shown,
                        level=level_of(check.steps),
                        wall_s=time.monotonic() - began,
                    )
        return results

    async def _fault(self, check: SteppedCheck, site: Browsing | CheckFault) -> tuple[CheckFault | None, bool]:
        """Why a check does not hold, and whether the browser can be used further."""
        verdict = self._lost.verdict(check.id)
        if verdict is not None:
            return CheckFault(verdict=verdict, hidden=NOT_RUN), True
        if len(self._unopened) >= OPENINGS:
            return CheckFault(verdict=self._unopened[-1], hidden="not tried: the page had not opened before"), True
        if time.monotonic() > self._until:
            return CheckFault(verdict=Verdict.TIMEOUT_WALL, hidden="not tried: the page had used up its time"), True
        if isinstance(site, CheckFault):
            return site, True
        fault, usable = await self._look(check, site)
        if fault is not None and fault.verdict in ENDED:
            self._lost.lose(check.id, fault.verdict)
        return fault, usable

    async def _look(self, check: SteppedCheck, browsing: Browsing) -> tuple[CheckFault | None, bool]:
        tab = Tab(browsing.cdp, f"http://127.0.0.1:{self._options.port}", scripts=scripts_of(check.steps))
        measuring = Measuring(tab, self.gathered, functools.partial(self._beside, browsing))
        try:
            await tab.open(self._options.width, self._options.height)
            fault = await check_fault(check, measuring, self._path(), self._step_s)
            if fault is not None and fault.verdict in ENDED:
                if not measuring.opened:
                    self._unopened.append(fault.verdict)
                verdict = await browsing.end_verdict() if fault.verdict is Verdict.CRASH else fault.verdict
                return CheckFault(verdict=verdict, hidden=fault.hidden, shown=fault.shown), False
            await tab.close()
        except (CdpGone, CdpRefused):
            return CheckFault(verdict=await browsing.end_verdict(), hidden="the page took its browser away"), False
        return fault, True

    async def _beside(self, browsing: Browsing, name: str) -> Tab:
        """A page of the tests' own, opened in the same browser. Raises GradingError E502 where it is not there."""
        path, _, fragment = name.partition("#")
        page = self._subject.tests.get(path)
        if page is None:
            raise GradingError("E502", f"{self._subject.task.id} has no tests/{path}", where=self._subject.task.path)
        tab = Tab(browsing.cdp, "", scripts=())
        await tab.open(self._options.width, self._options.height)
        await tab.go(data_url(page, fragment))
        return tab

    def _path(self) -> str:
        pages = [path for path in self._subject.task.answer if path.endswith((".html", ".htm"))]
        return self._options.path or (f"/{pages[0]}" if pages and not self._options.serve else "/")

    @asynccontextmanager
    async def _site(self) -> AsyncIterator[Browsing | CheckFault]:
        """A browser with the site in its network; the fault where the submission's server does not serve it."""
        options = self._options
        async with AsyncExitStack() as stack:
            browsing = await stack.enter_async_context(open_browser(self._sandbox, options.memory_mb))
            if self._server is None:
                await stack.enter_async_context(serve_files(browsing.scene, options.port, self._subject.tree))
                yield browsing
                return
            limits = self._server.limits
            size_mb = sum(map(len, self._server.files.values())) // MIB + 1
            scene = await stack.enter_async_context(
                self._sandbox.scene(
                    disk_mb=limits.disk_mb + size_mb, memory_mb=limits.memory_mb, processes=limits.processes
                )
            )
            hosting = Hosting(scene, self._server, ServiceOptions(port=options.port, start_s=options.start_s))
            fault = await hosting.start(0)
            if fault is not None:
                yield fault
                return
            await stack.enter_async_context(relay(browsing.scene, options.port, scene, options.port))
            yield browsing
