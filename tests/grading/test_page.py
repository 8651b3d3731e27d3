"""Pages: opened in a browser, used as a user would, looked at from outside; their time goes as we say."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import pytest_asyncio
from page_tasks import write_page_task

from prony.errors import PronyError
from prony.grading import grade
from prony.nouns import Assurance, Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_task

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium"),
]

COUNTER = """<!doctype html><title>Counter</title><style>#n { color: #ff0000 }</style>
<button id="more" type="button">more</button><output id="n">0</output><p id="gone" hidden>gone</p>
<input id="name"><select id="s"><option>a<option>b</select><a href="#there">go</a>
<canvas id="c" width="100" height="80" style="position:absolute; left:20px; top:100px"></canvas>
<script>
let n = Number(localStorage.n || 0);
const show = () => { document.querySelector("#n").textContent = n; localStorage.n = n; };
document.querySelector("#more").onclick = () => { n++; show(); };
document.querySelector("#name").oninput = e => document.title = e.target.value;
addEventListener("keydown", e => { if (e.key === "ArrowRight") { n += 10; show(); } });
show();
const x = document.querySelector("#c").getContext("2d");
x.fillStyle = "#00aa00"; x.fillRect(10, 10, 50, 50);
setTimeout(() => document.body.insertAdjacentHTML("beforeend", "<b id=late>late</b>"), 5000);
console.log("ready");
</script>"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browsers():
    async with open_sandbox(slots=1, toolchains=("chromium", "node", "python")) as opened:
        yield opened


@pytest.fixture
def looked(browsers, tmp_path: Path):
    """A function that grades a page on checks and gives the results by id."""

    async def run(*checks, page: str = COUNTER, answer: str = "index.html", **fields):
        task = write_page_task(tmp_path / "task", checks, answer=answer, **fields)
        graded = await grade(task, {answer: page.encode()}, browsers, attempt="a")
        assert graded.verdict is not Verdict.GRADER_ERROR, graded.notes
        return {test.id: test for test in graded.tests}

    return run


def verdicts(tests) -> dict[str, Verdict]:
    return {test_id: test.verdict for test_id, test in tests.items()}


RIGHT = (
    {"id": "text", "expect": "#n", "text": "0", "count": 1, "visible": True, "styles": {"color": "rgb(255, 0, 0)"}},
    {"id": "hidden", "expect": "#gone", "visible": False, "text": "gone"},
    {"id": "none", "expect": "#missing", "count": 0},
    {"id": "attribute", "expect": "#more", "attributes": {"type": "button", "disabled": None}},
    {"id": "click", "steps": [{"click": "#more"}, {"click": "#more", "times": 2}, {"expect": "#n", "text": "3"}]},
    {"id": "fresh", "expect": "#n", "text": "0"},
    {"id": "kept", "steps": [{"click": "#more"}, {"reload": True}, {"expect": "#n", "text": "1"}]},
    {
        "id": "type",
        "steps": [
            {"type": "Hé 漢!", "into": "#name"},
            {"expect": "#name", "value": "Hé 漢!"},
            {"expect": "title", "text": "Hé 漢!"},
        ],
    },
    {"id": "press", "steps": [{"press": "ArrowRight", "times": 2}, {"expect": "#n", "text": "20"}]},
    {
        "id": "keys",
        "steps": [
            {"type": "abc", "into": "#name"},
            {"press": "Control+a"},
            {"press": "x"},
            {"expect": "#name", "value": "x"},
        ],
    },
    {"id": "later", "steps": [{"expect": "#late", "count": 0}, {"wait_ms": 5100}, {"expect": "#late", "text": "late"}]},
    {"id": "within", "steps": [{"expect": "#late", "text": "late", "within_ms": 6000}]},
    {
        "id": "pixel",
        "steps": [
            {"pixel": [15, 15], "of": "#c", "color": "#00aa00"},
            {"pixel": [80, 70], "of": "#c", "color": "#ffffff"},
            {"pixel": [15, 15], "of": "#c", "color": "#ffffff", "differs": True},
        ],
    },
    {
        "id": "evaluate",
        "steps": [{"evaluate": "n", "equals": 0}, {"evaluate": "Promise.resolve({a: [1]})", "equals": {"a": [1]}}],
    },
    {
        "id": "apart",
        "steps": [
            {"evaluate": "typeof show", "equals": "undefined", "apart": True},
            {"evaluate": "document.title", "equals": "Counter", "apart": True},
        ],
    },
    {
        "id": "calls",
        "steps": [{"calls": "fillRect", "least": 1, "most": 1}, {"calls": "stroke", "least": 0, "most": 0}],
    },
    {"id": "still", "film_ms": 500, "most": 0},
    {"id": "console", "steps": [{"quiet": True}, {"logged": "^ready$"}, {"alone": True}]},
    {"id": "at", "steps": [{"click": "a"}, {"at": "/index.html#there"}]},
    {
        "id": "resize",
        "steps": [{"resize": [300, 200]}, {"evaluate": "[innerWidth, innerHeight]", "equals": [300, 200]}],
    },
)


async def test_a_page_is_used_and_looked_at(looked):
    tests = await looked(*RIGHT)
    assert {name: test.message for name, test in tests.items() if test.verdict is not Verdict.PASS} == {}
    levels = {name for name, test in tests.items() if test.assurance is Assurance.B}
    assert levels == {"evaluate", "calls", "resize"}


WRONG = {
    "text": {"expect": "#n", "text": "1", "within_ms": 50},
    "count": {"expect": "#n", "count": 2, "within_ms": 50},
    "visible": {"expect": "#gone", "visible": True, "within_ms": 50},
    "attribute": {"expect": "#more", "attributes": {"type": "submit"}, "within_ms": 50},
    "style": {"expect": "#n", "styles": {"color": "rgb(0, 0, 0)"}, "within_ms": 50},
    "value": {"expect": "#name", "value": "xyzzy", "within_ms": 50},
    "pixel": {"pixel": [15, 15], "of": "#c", "color": "#0000ff", "within_ms": 50},
    "film": {"film_ms": 300, "least": 1},
    "calls": {"calls": "fillRect", "least": 2},
    "uncounted": {"calls": "alert"},
    "evaluate": {"evaluate": "n", "equals": 1, "within_ms": 50},
    "throws": {"evaluate": "nothing.there", "equals": 1, "within_ms": 50},
    "logged": {"logged": "xyzzy"},
    "dialog": {"dialog": "xyzzy"},
    "at": {"at": "/xyzzy", "within_ms": 50},
    "absent": {"click": "#xyzzy"},
}


async def test_every_kind_of_difference_fails_and_tells_no_expectation(looked):
    tests = await looked(*({"id": name, **step} for name, step in WRONG.items()))
    assert set(verdicts(tests).values()) == {Verdict.FAIL}, tests
    assert not any("xyzzy" in test.message for test in tests.values())


MOVING = """<!doctype html><canvas id="c" width="200" height="100"></canvas><p id="t">-</p><script>
const x = c.getContext("2d"), began = performance.now(); let frames = 0;
const draw = now => { frames++; x.clearRect(0, 0, 200, 100); x.fillStyle = "#0000ff";
  x.fillRect((now - began) / 1000 * 50, 20, 20, 20); t.textContent = Math.floor((now - began) / 1000);
  requestAnimationFrame(draw); };
requestAnimationFrame(draw);
</script>"""


async def test_time_goes_frame_by_frame_however_slow_the_machine(looked):
    began = time.monotonic()
    tests = await looked(
        {"id": "frames", "steps": [{"calls": "requestAnimationFrame", "during_ms": 1000, "least": 60, "most": 60}]},
        {"id": "draws", "steps": [{"calls": "fillRect", "during_ms": 500, "least": 30, "most": 30}]},
        {
            "id": "place",
            "steps": [{"wait_ms": 2000}, {"pixel": [108, 28], "of": "#c", "color": "#0000ff", "within_ms": 0}],
        },
        {"id": "seconds", "steps": [{"wait_ms": 3000}, {"expect": "#t", "matches": "^(2|3)$"}]},
        {"id": "moves", "film_ms": 500, "least": 5, "most": 5},
        page=MOVING,
    )
    assert {name: test.message for name, test in tests.items() if test.verdict is not Verdict.PASS} == {}
    assert time.monotonic() - began < 120


async def test_a_drag_moves_and_a_key_is_held(looked):
    page = """<!doctype html><div id="d" style="position:absolute;left:50px;top:50px;width:40px;height:40px"></div>
    <p id="o"></p><p id="k">0</p><script>
    let grip = null; const d = document.querySelector("#d");
    d.onpointerdown = e => {
      grip = [e.clientX - d.offsetLeft, e.clientY - d.offsetTop]; d.setPointerCapture(e.pointerId);
    };
    d.onpointermove = e => {
      if (grip) { d.style.left = e.clientX - grip[0] + "px"; d.style.top = e.clientY - grip[1] + "px"; }
    };
    d.onpointerup = () => { grip = null; o.textContent = d.style.left + " " + d.style.top; };
    let down = 0; addEventListener("keydown", () => { down = performance.now(); });
    addEventListener("keyup", () => { k.textContent = Math.round((performance.now() - down) / 100) * 100; });
    </script>"""
    tests = await looked(
        {"id": "drag", "steps": [{"drag": "#d", "to": [270, 170]}, {"expect": "#o", "text": "250px 150px"}]},
        {"id": "hold", "steps": [{"press": "ArrowUp", "hold_ms": 500}, {"expect": "#k", "text": "500"}]},
        page=page,
    )
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests


async def test_dialogs_are_dismissed_or_answered(looked):
    page = "<!doctype html><p id=o></p><button onclick=\"o.textContent = prompt('your name?')\">ask</button>"
    tests = await looked(
        {"id": "no", "steps": [{"click": "button"}, {"expect": "#o", "text": ""}, {"dialog": "name"}]},
        {
            "id": "yes",
            "steps": [{"dialogs": "accept", "answer": "Ada"}, {"click": "button"}, {"expect": "#o", "text": "Ada"}],
        },
        page=page,
    )
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests


async def test_webgl_is_drawn(looked):
    page = """<!doctype html><style>body { margin: 0 }</style><canvas id=g width=50 height=50></canvas><script>
    const gl = g.getContext("webgl"); gl.clearColor(1, 0, 0, 1); gl.clear(gl.COLOR_BUFFER_BIT);</script>"""
    tests = await looked(
        {"id": "a", "steps": [{"pixel": [25, 25], "color": "#ff0000"}, {"calls": "clear", "most": 1}]}, page=page
    )
    assert verdicts(tests) == {"a": Verdict.PASS}, tests


@pytest.mark.parametrize("script", ["throw new Error('no')", "console.error('no')", "Promise.reject('no')"])
async def test_what_goes_wrong_in_a_page_is_seen(looked, script):
    tests = await looked(
        {"id": "a", "steps": [{"wait_ms": 100}, {"quiet": True}]}, page=f"<!doctype html><script>{script}</script>"
    )
    assert verdicts(tests) == {"a": Verdict.FAIL}


async def test_a_page_of_a_server_is_asked_through_a_network_of_its_own(looked):
    server = """import http from 'node:http'; let n = 0;
    http.createServer((q, r) => { if (q.url === '/n') return r.end(String(++n));
      r.setHeader('content-type', 'text/html');
      r.end('<!doctype html><b id=o>-</b><script>' +
        'fetch("/n").then(a => a.text()).then(t => o.textContent = t)</script>');
    }).listen(process.env.PORT, '127.0.0.1');"""
    tests = await looked(
        {"id": "a", "expect": "#o", "text": "1"},
        {"id": "b", "expect": "#o", "text": "2"},
        page=server,
        answer="server.mjs",
        options="serve = true",
        toolchain='["node", "chromium"]',
    )
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests


async def test_no_page_is_a_load_error(browsers, tmp_path):
    task = write_page_task(tmp_path / "task", [{"id": "a", "expect": "b", "count": 0}])
    graded = await grade(task, {}, browsers, attempt="a")
    assert [test.verdict for test in graded.tests] == [Verdict.LOAD_ERROR]


BAD = {
    '{"id": "a", "expect": "b"}': "nothing is expected",
    '{"id": "a", "clack": "b"}': "exactly one of",
    '{"id": "a", "expect": "b", "txet": "c"}': "did you mean text",
    '{"id": "a", "pixel": [1, 2], "color": "red"}': "#rrggbb",
    '{"id": "a", "film_ms": 60000, "every_ms": 16}': "at most 120",
    '{"id": "a", "open": "http://x/"}': "a path",
    '{"id": "a", "logged": "("}': "no pattern",
}


@pytest.mark.parametrize("line", BAD)
async def test_a_check_that_cannot_be_right_is_refused_with_its_line(tmp_path, line):
    write_page_task(tmp_path / "task", [{"id": "z", "quiet": True}])
    (tmp_path / "task" / "tests" / "page.jsonl").write_text(line)
    with pytest.raises(PronyError) as refused:
        load_task(tmp_path / "task", "suite")
    assert BAD[line] in str(refused.value)
