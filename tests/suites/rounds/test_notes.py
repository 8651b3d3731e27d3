"""What rounds/notes-go and notes-py say of how an answer is written: of known answers, and of hostile ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prony.suites import load_suite, materials_of, suites_root

TASKS = {task.name: task for task in load_suite("rounds").tasks if task.name.startswith("notes-")}


def read(task: str, folder: Path, files: dict[str, bytes]) -> dict[str, object]:
    """What the reader of a task reports of some files: metrics and tests by name, labels as `label NAME`."""
    for path, data in files.items():
        (folder / path).write_bytes(data)
    program = suites_root() / "rounds" / task / "tests" / "read.py"
    env = {**os.environ, "PRONY_CHANNEL": "1"}
    ended = subprocess.run([sys.executable, program], cwd=folder, env=env, capture_output=True, timeout=60)
    assert ended.returncode == 0, ended.stderr.decode()
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    return {_name(line): line.get("value", line.get("status")) for line in lines}


def _name(line: dict[str, object]) -> str:
    return f"label {line['label']}" if "label" in line else str(line.get("metric") or line["test"])


@pytest.mark.parametrize(
    ("task", "flaw", "embed", "index", "fts5"),
    [
        ("notes-go", (), "go:embed", "triggers", "pass"),
        ("notes-go", ("string",), "string", "code", "pass"),
        ("notes-go", ("template",), "template", "code", "pass"),
        ("notes-go", ("own-index",), "go:embed", "triggers", "pass"),
        ("notes-go", ("page-from-disk",), "none", "triggers", "pass"),
        ("notes-go", ("like",), "go:embed", "none", "fail"),
        ("notes-py", (), "string", "triggers", "pass"),
        ("notes-py", ("wsgi",), "template", "code", "pass"),
        ("notes-py", ("words-in-python",), "string", "none", "fail"),
    ],
)
def test_how_the_page_and_the_index_are_made_is_read_off_known_answers(tmp_path, task, flaw, embed, index, fts5):
    found = read(task, tmp_path, materials_of(TASKS[task]).flawed(*flaw))
    assert (found["label embed"], found["label index"], found["written/fts5"]) == (embed, index, fts5)


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        (b"Page: go:embed\nIndex: triggers\nTime: 5 min\n", (2, 0, "right")),
        (b"**Page**: string\n- Index: trigger\n", (2, 1, "wrong: page")),
        (b"# Notes\n\nPAGE: template\nIndex: code\n", (2, 2, "wrong: index, page")),
        (b"The page is embedded.\n", (0, 0, None)),
    ],
)
def test_what_the_notes_say_of_the_code_is_compared_with_it(tmp_path, notes, told):
    files = {**materials_of(TASKS["notes-go"]).solution, "DEV_NOTES.md": notes}
    found = read("notes-go", tmp_path, files)
    assert (found["claims"], found["claims_wrong"], found.get("label claims")) == told


def test_lines_of_code_are_those_that_hold_code(tmp_path):
    source = b'// a\npackage main\n\n/* b\nc */ var x = `one\n\n// two`\n\nconst y = "//" // d\n'
    found = read("notes-go", tmp_path, {"main.go": source, "index.html": b"<p>\n"})
    assert (found["loc_go"], found["loc_page"], found["loc"]) == (4, 0, 4)


@pytest.mark.parametrize(
    ("task", "name", "source"),
    [
        ("notes-go", "main.go", b"/*" * 200_000),
        ("notes-go", "main.go", b'"`' * 200_000),
        ("notes-go", "main.go", b'"CREATE VIRTUAL TABLE ' * 18_000),
        ("notes-go", "main.go", bytes(range(256)) * 1_000),
        ("notes-py", "notes.py", b"(" * 400_000),
        ("notes-py", "notes.py", b"x = " + b"-" * 100_000 + b"1"),
        ("notes-py", "notes.py", b"x = " + b"+".join([b"1"] * 50_000)),
        ("notes-py", "notes.py", b"\0"),
    ],
)
def test_what_no_one_would_write_is_read_to_its_end(tmp_path, task, name, source):
    assert read(task, tmp_path, {name: source})["written/fts5"] == "fail"
