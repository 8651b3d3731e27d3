"""Right pages for rounds/particles that do harm beside: each gets its verdict, and leaves nothing running."""

from __future__ import annotations

from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium"),
]

TASK = next(task for task in load_suite("rounds").tasks if task.name == "particles")
RIGHT = materials_of(TASK).solution["simulation.html"].decode()
PAGES = {
    "an endless loop as it loads": "for (;;);",
    "an endless loop in a frame": "requestAnimationFrame(() => { for (;;); });",
    "a canvas of two gigabytes": (
        "const all = []; for (let i = 0; i < 40; i++) { const c = document.createElement('canvas');"
        "c.width = 32000; c.height = 16000; const x = c.getContext('2d'); x.fillRect(0, 0, 32000, 16000);"
        "x.getImageData(0, 0, 16000, 16000); all.push(c); }"
    ),
    "goes away": "setTimeout(() => { location = 'about:blank'; }, 200);",
    "goes round and round": "requestAnimationFrame(() => location.reload());",
    "windows without an end": "for (let i = 0; i < 99; i++) open('about:blank', 'w' + i);",
    "dialogs without an end": "for (;;) alert('again');",
    "a service worker": (
        "navigator.serviceWorker.register('/simulation.html'); navigator.serviceWorker.register("
        "URL.createObjectURL(new Blob(['onfetch = e => e.respondWith(new Response(1))'])));"
    ),
    "asks the ports of its machine": (
        "for (let p = 1; p < 3000; p++) fetch('http://127.0.0.1:' + p).catch(() => 0);"
        "for (let p = 20000; p < 20200; p++) new WebSocket(`ws://127.0.0.1:${p}/devtools/browser`);"
    ),
    "workers without an end": (
        "const code = URL.createObjectURL(new Blob(['for (;;);']));for (let i = 0; i < 20; i++) new Worker(code);"
    ),
}
FORGED = {
    "frames of its own": "const ask = requestAnimationFrame; window.requestAnimationFrame = f => setTimeout(f, 0, 0);",
    "counters that see nothing": (
        "for (const key of ['push', 'map', 'sort']) Array.prototype[key] = () => [];"
        "Map.prototype.get = () => ({ left: 0, top: 0, width: 1, height: 1, across: 1, down: 1 });"
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("chromium", "node", "python")) as opened:
        yield opened


def browsers() -> int:
    return sum("chrom" in process.name() for process in psutil.Process().children(recursive=True))


@pytest.mark.parametrize("page", [*PAGES, *FORGED])
async def test_a_hostile_page_gets_its_verdict_and_leaves_nothing(sandbox: Sandbox, page: str) -> None:
    before = browsers()
    script = PAGES.get(page) or FORGED[page]
    hostile = RIGHT.replace("</body>", f"<script>{script}</script></body>")
    files = {"simulation.html": hostile.encode(), "DEV_NOTES.md": b"none"}
    graded = await grade(TASK, files, sandbox, attempt="a")
    assert graded.verdict not in (Verdict.PASS, Verdict.GRADER_ERROR), graded.notes
    assert browsers() <= before
    ended = await sandbox.run(Program(argv=("python3", "-c", "print(6 * 7)")))
    assert ended.stdout == b"42\n"


async def test_a_right_page_beside_endless_workers_pays_for_them_itself(sandbox: Sandbox) -> None:
    workers = "<script>new Worker(URL.createObjectURL(new Blob(['for (;;);'])));</script></body>"
    files = {"simulation.html": RIGHT.replace("</body>", workers).encode(), "DEV_NOTES.md": b"none"}
    graded = await grade(TASK, files, sandbox, attempt="a")
    earned = {criterion.id: criterion.earned for criterion in graded.criteria}
    assert earned["runs"] == 1
    assert earned["cost-1k"] < 4
