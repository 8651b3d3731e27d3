"""Toolchains of tasks: which tasks lack one here (missing, never failed), and a sandbox with those that are there."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from prony.grading.calibration.calibrator import toolchains_to_compare
from prony.nouns import RunSettings, Task
from prony.sandbox import Sandbox, Toolchain, find_backend, open_sandbox
from prony.sandbox.toolchains import find
from prony.suites.graders import GRADER_KINDS
from prony.suites.graders.page import PageOptions

BROWSER = "chromium"
IN_SCENES = frozenset({"page", "service", "sql"})
"""Graders whose programs speak with one another over a network of their own."""


def missing_toolchains(
    tasks: Iterable[Task], overrides: dict[str, str] | None = None, backend: str = RunSettings().sandbox
) -> dict[str, str]:
    """Task id -> the requirement that nothing here answers to; tasks that can be graded are left out.

    backend: the sandbox, of which some give no network and no mounts. Raises SandboxError E408.
    """
    found: dict[str, Toolchain | None] = {}
    absent: dict[str, str] = {}
    kind = find_backend(backend)
    has_network, has_mounts = (getattr(kind, part, True) for part in ("has_network", "has_mounts"))
    for task in tasks:
        for requirement in task.toolchain:
            if requirement not in found:
                found[requirement] = find(requirement, overrides)
            toolchain = found[requirement]
            if toolchain is None:
                absent[task.id] = f"no toolchain for {requirement}"
            elif toolchain.needs_mounts and not has_mounts:
                absent[task.id] = f"{toolchain.id} needs mounts, which the sandbox {backend} does not have"
        if not has_network and IN_SCENES & set(task.grader):
            absent[task.id] = f"services need a network of their own, which the sandbox {backend} does not have"
    return absent


@asynccontextmanager
async def sandbox_for(
    tasks: Iterable[Task],
    settings: RunSettings,
    say: Callable[[str], None] = lambda line: None,
    *,
    accepted: bool = False,
) -> AsyncIterator[Sandbox]:
    """A sandbox with every toolchain that `tasks` need, and what their limits are measured with.

    say: gets a line about what takes long. accepted: consent of this call, without which a backend that does not
    isolate is not opened. Raises SandboxError.
    """
    tasks = list(tasks)
    named = {name for task in tasks for name in task.toolchain} | toolchains_to_compare(tasks)
    needed = sorted(named | _for_pictures(tasks, settings)) or ["python"]
    async with open_sandbox(
        settings.sandbox,
        slots=settings.slots,
        toolchains=needed,
        overrides=settings.toolchains,
        accept_untrusted=accepted,
        say=say,
    ) as sandbox:
        yield sandbox


def _for_pictures(tasks: Iterable[Task], settings: RunSettings) -> set[str]:
    """The browser, where a task would have a picture of its page, and could do without, and one is here."""
    kind = GRADER_KINDS["page"]
    chosen = [kind.decode(kind.select("page", task.options)) for task in tasks if "page" in task.grader]
    if not any(isinstance(options, PageOptions) and options.only_pictures for options in chosen):
        return set()
    browser, backend = find(BROWSER, settings.toolchains), find_backend(settings.sandbox)
    usable = browser is not None and (getattr(backend, "has_mounts", True) or not browser.needs_mounts)
    return {BROWSER} if usable else set()


def default_slots() -> int:
    """Sandbox slots: one per core, at most eight."""
    return max(1, min(8, os.cpu_count() or 1))
