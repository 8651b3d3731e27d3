"""The door for graders: a kind with options of its own, from its folder alone, and the worked example of the docs."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from worked_example import DOCS, example_files

from prony.errors import SuiteError
from prony.grading import GRADERS, grade, prove
from prony.sandbox import open_sandbox
from prony.suites import SuiteProblems, load_suite, materials_of
from prony.suites.graders import GRADER_KINDS

FOLDER = Path(__file__).parent / "grader_counted"


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The kind `counted`, registered for one test."""
    monkeypatch.syspath_prepend(str(FOLDER))
    module = importlib.import_module("counted")
    with GRADER_KINDS.adding("counted", module.GRADER), GRADERS.adding("counted", module.grade):
        yield module


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A copy of the suite that the toy grades."""
    return Path(shutil.copytree(FOLDER / "words", tmp_path / "words"))


def edit(suite: Path, old: str, new: str) -> None:
    file = suite / "greet/task.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def refusal(suite: Path) -> SuiteError:
    with pytest.raises(SuiteProblems) as refused:
        load_suite(suite)
    return refused.value


@pytest.mark.usefixtures("toy")
async def test_a_task_that_a_foreign_kind_grades_loads_holds_and_is_graded(words: Path) -> None:
    suite = load_suite(words)
    (task,) = suite.tasks
    assert task.grader == ("counted",)
    async with open_sandbox(slots=2, toolchains=("python",)) as sandbox:
        (proof,) = await prove(suite, sandbox)
        assert proof.problems == ()
        right = await grade(task, materials_of(task).solution, sandbox, attempt="a")
        wrong = await grade(task, {"greet.py": b"print('hello')"}, sandbox, attempt="a")
    assert (right.solved, right.score, right.metrics) == (True, 20.0, {"words": 2.0})
    assert (wrong.solved, wrong.score, wrong.metrics) == (False, 10.0, {"words": 1.0})


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(
    ("old", "new", "code", "line", "what", "hint"),
    [
        ("most = 2", "mots = 2", "E310", 6, "prony.grader.counted has no key 'mots'", "did you mean most?"),
        ("most = 2", "most = 0", "E311", 6, "most must be between 1 and 100, not 0", None),
        ("most = 2", 'most = "two"', "E311", 6, "most must be a whole number, not 'two'", None),
        ('words = ["hello", "world"]', "words = [1]", "E311", 5, "words must be a text or a list of texts", None),
        ("most = 2", 'runner = "node"', "E310", 6, "prony.grader.counted has no key 'runner'", None),
    ],
)
def test_a_wrong_option_is_refused_where_it_stands(
    words: Path, old: str, new: str, code: str, line: int, what: str, hint: str | None
) -> None:
    edit(words, old, new)
    error = refusal(words)
    assert (error.code, error.where) == (code, f"{words / 'greet/task.toml'}:{line}")
    assert error.what.startswith(what)
    assert hint is None or error.hint == hint


@pytest.mark.usefixtures("toy")
def test_an_option_that_must_be_said_is_asked_for(words: Path) -> None:
    edit(words, 'words = ["hello", "world"]\n', "")
    error = refusal(words)
    assert (error.code, error.what) == ("E313", "the grader counted needs `words` in [prony.grader]")


@pytest.mark.usefixtures("toy")
def test_an_option_may_stand_in_the_table_for_all(words: Path) -> None:
    edit(words, "[prony.grader.counted]", '[prony.grader]\nkind = "counted"')
    (task,) = load_suite(words).tasks
    assert task.grader == ("counted",)


@pytest.mark.usefixtures("toy")
async def test_options_that_no_longer_fit_their_kind_are_a_fault_of_the_task(words: Path) -> None:
    (task,) = load_suite(words).tasks
    old = msgspec.structs.replace(task, options={"counted": {"most": 2}})
    async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:
        graded = await grade(old, {}, sandbox, attempt="a")
    assert "E504" in graded.notes[0]
    assert "words" in graded.notes[0]


def test_the_kind_is_gone_when_nobody_brings_it(words: Path) -> None:
    error = refusal(words)
    assert "prony.grader has no key 'counted'" in str(error)


def test_a_kind_of_another_package_is_found_by_its_entry_point(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    words: Path,
) -> None:
    root = guest_package({"counted.py": (FOLDER / "counted.py").read_text()}, "[prony.graders]\ncounted = counted\n")
    assert_proven(prony, {**environment, "PYTHONPATH": str(root)}, words)


def test_the_worked_example_of_the_docs_holds(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    files = example_files("grader.md")
    root = guest_package(
        {name: text for name, text in files.items() if "/" not in name}, "[prony.graders]\nlines = lines_grader\n"
    )
    for name in [name for name in files if "/" in name]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(files[name])
    assert_proven(prony, {**environment, "PYTHONPATH": str(root)}, tmp_path / "sorting")


def assert_proven(prony: tuple[str, ...], env: dict[str, str], suite: Path) -> None:
    done = subprocess.run([*prony, "prove", str(suite), "--json"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)


def test_the_refusal_that_the_docs_show_is_what_is_said(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    files = example_files("grader.md")
    root = guest_package({"lines_grader.py": files["lines_grader.py"]}, "[prony.graders]\nlines = lines_grader\n")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace('case = "any"', 'case = "none"'))
    env = {**environment, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [*prony, "prove", "./sorting"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    shown = (DOCS / "grader.md").read_text().rpartition("```text\n")[2].partition("```")[0]
    assert shown.strip() in done.stderr.replace(f"{tmp_path}/", "")


SERVER = """from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(BODY)
HTTPServer(("127.0.0.1", 8080), Handler).serve_forever()
"""
SERVED = {
    "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
    "echo/task.toml": '[prony]\nanswer = "echo.py"\n[prony.grader.served.paths]\n"/a" = "A"\n"/b" = "B"\n'
    '[[prony.criteria]]\nid = "a"\ntests = "served/a"\n[[prony.criteria]]\nid = "b"\ntests = "served/b"\n',
    "echo/instruction.md": "Serve /a and /b on port 8080.",
    "echo/solution/echo.py": SERVER.replace("BODY", "self.path[1:].upper().encode()"),
}


async def test_a_kind_starts_what_was_handed_in_and_asks_it_from_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER.parent / "grader_served"))
    module = importlib.import_module("served")
    for name, text in SERVED.items():
        (tmp_path / "served" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "served" / name).write_text(text)
    with GRADER_KINDS.adding("served", module.GRADER), GRADERS.adding("served", module.grade):
        (task,) = load_suite(tmp_path / "served").tasks
        constant = {"echo.py": SERVER.replace("BODY", "b'A'").encode()}
        async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:
            right = await grade(task, materials_of(task).solution, sandbox, attempt="a")
            half = await grade(task, constant, sandbox, attempt="a")
            ended = await grade(task, {"echo.py": b"print('no server')"}, sandbox, attempt="a")
    assert [found.score for found in (right, half, ended)] == [20, 10, 0]
    assert "no server" in ended.tests[0].message
