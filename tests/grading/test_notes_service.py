"""rounds/notes: what an agent leaves is graded as an answer is, and a page is seen where a browser is."""

from __future__ import annotations

import pytest

from prony.grading import grade
from prony.grading.toolchains import sandbox_for
from prony.nouns import Limits, RunSettings, TestStatus
from prony.sandbox import Workspaces, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of
from prony.suites.compose import changes

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

TASKS = {task.name: task for task in load_suite("rounds").tasks}
IN_GO = pytest.param(
    "notes-go",
    "go build -o /tmp/program . && cd $(mktemp -d) && exec env PORT=8099 /tmp/program",
    marks=pytest.mark.skipif(
        find_toolchain("go-modules") is None, reason="no modules of Go: prony toolchains get go-modules"
    ),
)
IN_PYTHON = ("notes-py", "exec env PORT=8099 python3 notes.py")
ASKS = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8099/').read())"
ASKED = f"""({{start}}) > /tmp/log 2>&1 &
for n in $(seq 300); do python3 -c "{ASKS}" > page 2>> log && break; sleep 0.1; done
grep -c '<title>Notes</title>' page; rm -rf page log __pycache__ notes.db; kill %1"""


@pytest.mark.parametrize(("name", "start"), [IN_GO, IN_PYTHON])
async def test_an_agent_can_build_and_try_it_and_what_it_leaves_is_graded_as_an_answer(name, start):
    task, held = TASKS[name], materials_of(TASKS[name])
    limits = Limits(cpu_s=60, wall_s=120, memory_mb=2048, processes=256, disk_mb=512)
    async with Workspaces().open({**held.workspace, **held.solution}, task.toolchain, limits=limits) as workspace:
        tried = await workspace.run(ASKED.format(start=start))
        assert tried.stdout.startswith(b"1\n"), tried.stdout
        after = (await workspace.take()).files
    left = changes(task, held.workspace, after)
    assert set(left.files) == set(held.solution)
    assert left.notes == ()
    async with sandbox_for([task], RunSettings(slots=1)) as sandbox:
        graded = await grade(task, left.files, sandbox, attempt="a")
    assert (graded.solved, graded.score) == (True, 20.0), graded.tests


@pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium")
async def test_its_page_is_seen_where_a_browser_is_and_a_page_that_misbehaves_costs_nothing():
    task, held = TASKS["notes-py"], materials_of(TASKS["notes-py"])
    kept: list[bytes] = []
    endless = held.solution["notes.py"].replace(b"<script>", b"<script>for (;;) open('/');", 1)
    async with sandbox_for([task], RunSettings(slots=1)) as sandbox:
        seen = await grade(task, held.solution, sandbox, attempt="a", put_blob=lambda data: str(kept.append(data)))
        unseen = await grade(task, {"notes.py": endless}, sandbox, attempt="b", put_blob=str)
    assert list(seen.pictures) == ["page"]
    assert kept[0].startswith(b"\x89PNG")
    assert (unseen.score, unseen.pictures) == (20.0, {})
    assert any(note.startswith("no picture of its page: ") for note in unseen.notes)
    assert all(test.status is TestStatus.PASS for test in unseen.tests)


async def test_it_is_graded_without_a_browser_as_well():
    task, held = TASKS["notes-py"], materials_of(TASKS["notes-py"])
    async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:
        graded = await grade(task, held.solution, sandbox, attempt="a", put_blob=str)
    assert (graded.solved, graded.pictures) == (True, {})
