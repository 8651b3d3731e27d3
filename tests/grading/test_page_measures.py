"""Pages that are measured: shapes on a canvas, calls, what frames cost beside another page, and sums over all that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import pytest_asyncio
from page_tasks import write_page_task

from prony.errors import PronyError
from prony.grading import grade
from prony.grading.pages.png import read_png
from prony.nouns import Assurance, Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_task
from prony.suites.sums import SumFault, names_in, work_out

browser = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium"),
]
HEAD = """<!doctype html><style>body { margin: 0 }</style><canvas id="c" width="400" height="200"></canvas>
<input id="n" type="range" min="1" max="500" value="100"><output id="fps">-</output><p id="log"></p><script>
const n = document.querySelector("#n"), log = document.querySelector("#log"), x = c.getContext("2d");
n.oninput = () => log.textContent += "input "; n.onchange = () => log.textContent += "change " + n.value;
"""
LOOP = """let k = 0, shown = performance.now(), seen = 0;
const draw = now => { k++; seen++; x.clearRect(0, 0, 400, 200); const many = +n.value;
  for (let i = 0; i < many; i++) shape(20 + (i % 20) * 10 + k % 50, 20 + Math.floor(i / 20) * 10);
  if (now - shown >= 500) { fps.textContent = Math.round(seen * 1000 / (now - shown)); seen = 0; shown = now; }
  requestAnimationFrame(draw); };
requestAnimationFrame(draw);
</script>"""
DRAWN = (
    "x.beginPath(); x.arc(a, b, 4, 0, 7); x.fill(); x.stroke();",
    "x.beginPath(); x.ellipse(a, b, 4, 4, 0, 0, 7); x.stroke();",
    "x.fillRect(a - 4, b - 4, 8, 8);",
    "x.save(); x.translate(a, b); x.scale(2, 2); x.fillRect(-2, -2, 4, 4); x.restore();",
    "x.drawImage(sprite, a - 4, b - 4);",
    "x.save(); x.translate(a, b); x.fill(path); x.restore();",
)
MADE = """const sprite = new OffscreenCanvas(8, 8), s = sprite.getContext("2d"); s.arc(4, 4, 4, 0, 7); s.fill();
const path = new Path2D(); path.arc(0, 0, 4, 0, 7);
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browsers():
    async with open_sandbox(slots=1, toolchains=("chromium",)) as opened:
        yield opened


@pytest.fixture
def graded(browsers, tmp_path: Path):
    """A function that grades a page on checks."""

    async def run(*checks, page: str, tests: dict[str, str] | None = None, **fields):
        task = write_page_task(tmp_path / "task", checks, **fields)
        for name, text in (tests or {}).items():
            (tmp_path / "task" / "tests" / name).write_text(text)
        loaded = load_task(tmp_path / "task", "suite")
        found = await grade(loaded, {"index.html": page.encode()}, browsers, attempt="a")
        assert task.id == loaded.id
        assert found.verdict is not Verdict.GRADER_ERROR, found.notes
        return found

    return run


def messages(found) -> dict[str, str]:
    return {test.id: test.message for test in found.tests if test.verdict is not Verdict.PASS}


class TestInTheBrowser:
    pytestmark = browser

    async def test_shapes_are_seen_however_they_are_drawn(self, graded):
        steps = [
            {"wait_ms": 100},
            {"shapes": "s", "frames": 4, "near": [60, 60], "radius": 30},
            {"compare": "s.count", "least": 100, "most": 100},
            {"compare": "s.size", "least": 7.9, "most": 8.1},
            {"compare": "s.speed", "least": 0.99, "most": 1.01},
            {"compare": "s.outside", "most": 0},
            {"compare": "s.near", "least": 0.1, "most": 0.5},
        ]
        checks = [{"id": f"w{at}", "steps": [{"open": f"/index.html?{at}"}, *steps]} for at in range(len(DRAWN))]
        ways = ", ".join(f"(a, b) => {{ {way} }}" for way in DRAWN)
        page = HEAD + MADE + f"const shape = [{ways}][+location.search.slice(1)];" + LOOP
        found = await graded(*checks, page=page)
        assert messages(found) == {}
        assert found.tests[0].assurance is Assurance.B

    async def test_a_slider_is_set_and_a_number_is_read_at_another_pace(self, graded):
        checks = [
            {
                "id": "set",
                "steps": [
                    {"set": "#n", "to": 300},
                    {"shapes": "s"},
                    {"compare": "s.count", "least": 300, "most": 300},
                    {"expect": "#log", "text": "input change 300"},
                    {"set": "#n", "to": 200, "moving": True},
                    {"expect": "#log", "text": "input change 300input"},
                ],
            },
            {
                "id": "pace",
                "steps": [
                    {"wait_ms": 2000, "fps": 20},
                    {"read": "#fps", "as": "shown"},
                    {"compare": "shown.value / 20", "least": 0.95, "most": 1.05},
                    {"read": "#c", "as": "nothing"},
                ],
            },
            {"id": "absent", "steps": [{"read": "#c", "as": "n"}, {"compare": "n.value", "least": 0}]},
        ]
        found = await graded(*checks, page=HEAD + "const shape = (a, b) => x.fillRect(a, b, 5, 5);" + LOOP)
        assert set(messages(found)) == {"absent"}
        assert found.tests[1].assurance is Assurance.A

    async def test_a_button_is_held_until_it_is_let_go(self, graded):
        page = (
            HEAD
            + """const tell = e => { log.textContent += e.type + e.button + " "; };
        addEventListener("mousedown", tell); addEventListener("mouseup", tell);</script>"""
        )
        steps = [
            {"hold": [50, 50], "button": "right"},
            {"wait_ms": 200},
            {"expect": "#log", "text": "mousedown2"},
            {"release": True},
            {"expect": "#log", "text": "mousedown2 mouseup2"},
        ]
        assert messages(await graded({"id": "a", "steps": steps}, page=page)) == {}

    async def test_what_costs_time_is_counted_named_and_measured_beside_another_page(self, graded):
        slow = """const shape = (a, b) => { x.shadowBlur = 9; x.shadowColor = "red"; const g =
        x.createRadialGradient(a, b, 1, a, b, 9); g.addColorStop(0, "red"); x.fillStyle = g; "a(1".split("(");
        x.beginPath(); x.arc(a, b, 9, 0, 7); x.fill(); };"""
        plain = HEAD + "const shape = (a, b) => x.fillRect(a, b, 5, 5);" + LOOP
        ops = [
            {"tally": "t", "during_ms": 200},
            {"compare": "t.gradients", "least": 100, "most": 100},
            {"compare": "t.shadowed", "least": 100, "most": 100},
            {"compare": "t.parses", "least": 100, "most": 100},
            {"finding": "blur", "of": "t.shadowed", "least": 50, "says": "a blur for each"},
            {"finding": "veil", "of": "t.fades", "least": 1, "says": "a veil"},
        ]
        cost = [{"cost": "c", "frames": 40, "beside": "plain.html#7"}, {"metric": "ratio", "of": "c.ratio"}]
        found = await graded(
            {"id": "ops", "steps": ops},
            {"id": "cost", "steps": cost},
            page=HEAD + slow + LOOP,
            tests={"plain.html": plain},
        )
        assert messages(found) == {}
        assert found.labels == {"findings": "blur"}
        assert "blur: a blur for each" in found.notes
        assert found.metrics["ratio"] > 2
        assert found.tests[1].assurance is Assurance.A

    async def test_a_picture_is_kept_by_whoever_grades(self, browsers, tmp_path):
        task = write_page_task(tmp_path / "task", [{"id": "a", "screenshot": "start"}])
        kept: list[bytes] = []

        def put(data: bytes) -> str:
            kept.append(data)
            return "blob"

        found = await grade(task, {"index.html": b"<p>hello"}, browsers, attempt="a", put_blob=put)
        assert found.pictures == {"start": "blob"}
        assert read_png(kept[0]).shape == (600, 800, 3)
        assert (await grade(task, {"index.html": b"<p>hello"}, browsers, attempt="a")).pictures == {}

    async def test_a_page_that_never_opens_is_not_opened_for_every_check(self, graded):
        checks = [{"id": f"c{number}", "quiet": True} for number in range(6)]
        found = await graded(
            *checks,
            page="<script>for (;;);</script>",
            options="step_s = 1",
            criteria=[f"c{number}" for number in range(6)],
        )
        assert {test.verdict for test in found.tests} == {Verdict.TIMEOUT_WALL}
        assert sum("not tried" in test.message for test in found.tests) == 4


def test_sums_are_worked_out_of_noted_numbers():
    noted = {"a": {"x": 3.0}, "b": {"x": 2.0, "y": 0.0}}
    assert names_in("a.x - 2 * b.x") == (("a", "x"), ("b", "x"))
    assert work_out("-(a.x - 2 * b.x) / 4", noted) == 0.25
    assert str(work_out("a.x / b.y", noted)) == "nan"
    assert str(work_out("a.z", noted)) == "nan"


@pytest.mark.parametrize(
    "text", ["", "a", "a.x.y", "a.x ** 2", "f(a.x)", "a.x if 1 else 2", "True", "'a'", "9 +", "(" * 99]
)
def test_what_is_no_sum_is_refused(text):
    with pytest.raises(SumFault):
        names_in(text)


BAD = {
    '{"compare": "s.count", "least": 1}': "no step before notes 's'",
    '[{"shapes": "s"}, {"compare": "s.near", "least": 1}]': "no 'near'",
    '[{"shapes": "s"}, {"compare": "s.count"}]': "nothing is compared",
    '[{"shapes": "s"}, {"metric": "m", "of": "s.count ** 2"}]': "a sum has",
    '{"cost": "c", "beside": "a b"}': "a file below tests/",
    '{"shapes": "S!"}': "Expected `str` matching",
    '{"shapes": "s", "near": [1, 2, 3]}': "two numbers",
}


@pytest.mark.parametrize("steps", BAD)
def test_a_measure_that_cannot_be_right_is_refused(tmp_path, steps):
    write_page_task(tmp_path / "task", [{"id": "z", "quiet": True}])
    read = json.loads(steps)
    line = {"id": "a", "steps": read if isinstance(read, list) else [read]}
    (tmp_path / "task" / "tests" / "page.jsonl").write_text(json.dumps(line))
    with pytest.raises(PronyError) as refused:
        load_task(tmp_path / "task", "suite")
    assert BAD[steps] in str(refused.value)
