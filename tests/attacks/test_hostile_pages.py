"""Pages that want more than to be looked at: each gets its verdict, and whoever looks sees what is really there."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio
from page_tasks import write_page_task

from prony.grading import grade
from prony.nouns import Grade, Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium"),
]

BODY = "<!doctype html><p id=n>0</p><button onclick='act()'>act</button><canvas id=c></canvas><script>\n{}\n</script>"
LOOK = ({"click": "button"}, {"expect": "#n", "text": "1", "within_ms": 200})
PAGES: dict[str, tuple[str, Verdict]] = {
    "an endless loop as it loads": ("while (true);", Verdict.TIMEOUT_WALL),
    "an endless loop when it is used": ("act = () => { while (true); };", Verdict.TIMEOUT_WALL),
    "promises without an end": ("act = () => Promise.resolve().then(act);", Verdict.TIMEOUT_WALL),
    "timers without an end": ("act = () => { setTimeout(act, 0); setTimeout(act, 0); };", Verdict.TIMEOUT_WALL),
    "dialogs without an end": ("act = () => { while (true) alert('again'); };", Verdict.LIMIT),
    "dialogs as it loads": ("for (;;) confirm('sure?');", Verdict.LIMIT),
    "windows without an end": (
        "act = () => { for (let i = 0; i < 99; i++) open('about:blank', 'w' + i); };",
        Verdict.LIMIT,
    ),
    "memory without an end": (
        "act = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 24).fill(1)); };",
        Verdict.OOM,
    ),
    "a heap without an end": (
        "act = () => { const a = []; for (;;) a.push(Array.from({ length: 1e5 }, () => ({}))); };",
        Verdict.OOM,
    ),
    "a download": (
        "act = () => Object.assign(document.createElement('a'), { download: 'x', href: 'data:,x' }).click();",
        Verdict.FAIL,
    ),
    "goes elsewhere": ("act = () => { location = 'http://192.0.2.1/'; };", Verdict.FAIL),
    "goes to nothing": ("act = () => { location = 'about:blank'; };", Verdict.FAIL),
    "goes round and round": ("location.reload();", Verdict.TIMEOUT_WALL),
    "writes over itself": ("act = () => { document.write('<p id=m>1</p>'); document.close(); };", Verdict.FAIL),
    "forges what is asked": (
        "const one = () => '1'; Object.defineProperty(HTMLElement.prototype, 'innerText', { get: one });"
        "Object.defineProperty(Node.prototype, 'textContent', { get: one });"
        "document.querySelectorAll = Document.prototype.querySelectorAll = () => [{ innerText: '1' }];"
        "Array.prototype.map = one; Object.prototype.toJSON = () => ({ count: 1, text: '1' }); JSON.stringify = one;"
        "act = () => {};",
        Verdict.FAIL,
    ),
    "names that stand in the way": (
        "act = () => {}; document.body.insertAdjacentHTML('beforeend',"
        "'<img name=querySelectorAll><form name=body><input name=innerText value=1></form><a id=look>1</a>');",
        Verdict.FAIL,
    ),
    "takes the browser's port": (
        "act = () => { for (let p = 20000; p < 20100; p++) new WebSocket(`ws://127.0.0.1:${p}/devtools/browser`); };",
        Verdict.FAIL,
    ),
}
SAMPLE = ("an endless loop when it is used", "dialogs without an end", "forges what is asked")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("chromium", "python")) as opened:
        yield opened


async def looked_at(sandbox: Sandbox, folder: Path, script: str, *steps: dict[str, object], step_s: int = 2) -> Grade:
    task = write_page_task(
        folder, [{"id": "a", "steps": list(steps or LOOK)}], options=f"step_s = {step_s}\nmemory_mb = 512"
    )
    return await grade(task, {"index.html": BODY.format(script).encode()}, sandbox, attempt="a")


async def assert_verdict(sandbox: Sandbox, folder: Path, page: str) -> None:
    code, verdict = PAGES[page]
    # What fills its memory needs time for it, on a busy machine.
    graded = await looked_at(sandbox, folder, code, step_s=30 if verdict is Verdict.OOM else 2)
    assert graded.tests[0].verdict is verdict, (graded.tests, graded.notes)
    ended = await sandbox.run(Program(argv=("python3", "-c", "print(6 * 7)")))
    assert ended.stdout == b"42\n"


@pytest.mark.parametrize("page", SAMPLE)
async def test_a_page_of_a_sample(sandbox: Sandbox, tmp_path: Path, page: str) -> None:
    await assert_verdict(sandbox, tmp_path / "task", page)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
async def test_a_page(sandbox: Sandbox, tmp_path: Path, page: str) -> None:
    await assert_verdict(sandbox, tmp_path / "task", page)


@pytest.mark.slow
async def test_a_clock_that_is_bent_bends_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    bent = "const now = performance.now.bind(performance); performance.now = () => now() * 100; Date.now = () => 0;"
    late = "setTimeout(() => { n.textContent = '1'; }, 5000);"
    for number, (wait_ms, verdict) in enumerate(((4900, Verdict.FAIL), (5100, Verdict.PASS))):
        steps = ({"wait_ms": wait_ms}, {"expect": "#n", "text": "1", "within_ms": 0})
        graded = await looked_at(sandbox, tmp_path / str(number), bent + late, *steps)
        assert graded.tests[0].verdict is verdict


@pytest.mark.slow
async def test_calls_that_were_not_made_are_not_counted(sandbox: Sandbox, tmp_path: Path) -> None:
    forge = """
    for (const key of Object.getOwnPropertyNames(window)) if (/^p[0-9a-f]{16}$/.test(key)) {
      try { window[key] = () => 99; } catch {}
      try { Object.defineProperty(window, key, { value: () => 99 }); } catch {}
      try { delete window[key]; } catch {}
    }
    Reflect.apply = () => 99; Object.defineProperty = () => 99; Number.prototype.valueOf = () => 99;
    CanvasRenderingContext2D.prototype.fillRect = () => 99;
    const x = document.querySelector("#c").getContext("2d"); for (let i = 0; i < 50; i++) x.fillRect(0, 0, 1, 1);
    """
    graded = await looked_at(sandbox, tmp_path / "a", forge, {"calls": "fillRect"})
    assert graded.tests[0].verdict is Verdict.FAIL
    graded = await looked_at(sandbox, tmp_path / "b", forge, {"calls": "fillRect", "least": 0, "most": 0})
    assert graded.tests[0].verdict is Verdict.PASS


@pytest.mark.slow
async def test_a_right_page_that_changed_its_own_surroundings_is_right(sandbox: Sandbox, tmp_path: Path) -> None:
    code = PAGES["forges what is asked"][0].replace("act = () => {};", "")
    graded = await looked_at(sandbox, tmp_path / "a", "const p = n.firstChild; act = () => { p.data = 1; };" + code)
    assert graded.solved, graded.tests


@pytest.mark.slow
async def test_what_a_page_asks_for_elsewhere_is_seen_and_gets_nowhere(sandbox: Sandbox, tmp_path: Path) -> None:
    scripts = (
        "fetch('http://192.0.2.1/x')",
        "new WebSocket('ws://192.0.2.1/x')",
        "new Image().src = 'https://a.test/x'",
    )
    for number, script in enumerate(scripts):
        graded = await looked_at(sandbox, tmp_path / str(number), script, {"wait_ms": 100}, {"alone": True})
        assert graded.tests[0].verdict is Verdict.FAIL, script


@pytest.mark.slow
async def test_whoever_looks_keeps_nothing_of_a_page_that_never_stops_talking(sandbox: Sandbox, tmp_path: Path) -> None:
    flood = "setInterval(() => { for (let i = 0; i < 50; i++) console.log('x'.repeat(100000)); }, 1);"
    steps = ({"wait_ms": 500}, {"expect": "#n", "text": "1", "within_ms": 0})
    await looked_at(sandbox, tmp_path / "first", flood, *steps)
    gc.collect()
    before = psutil.Process().memory_info().rss
    for number in range(3):
        graded = await looked_at(sandbox, tmp_path / str(number), flood, *steps)
        assert graded.tests[0].verdict not in (Verdict.PASS, Verdict.GRADER_ERROR)  # it may fill its own memory
    gc.collect()
    assert psutil.Process().memory_info().rss - before < 32 << 20
