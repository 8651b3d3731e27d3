"""The one message that a contestant gets."""

import pytest

from prony.nouns import Task
from prony.suites import extract, load_suite, materials_of, prompt, trigger


def told(task: Task) -> str:
    return prompt(task, materials_of(task).workspace)


@pytest.fixture
def task_of(suite_folder):
    def load(**files):
        for path, text in files.items():
            suite_folder.write(f"larger/workspace/{path}", text)
        return load_suite(suite_folder.root).tasks[0]

    return load


def test_a_prompt_is_the_phrase_the_brief_and_how_to_hand_in(task_of):
    assert told(task_of()) == (
        "Task [mine/larger]\n\nWrite `larger(a, b)`.\n\n"
        "Answer with the complete content of the file `larger.py` in one fenced code block.\n"
    )


def test_the_start_is_shown(task_of):
    text = told(task_of(**{"larger.py": "def larger(a, b):\n    ..."}))
    assert "This file exists:\n\n`larger.py`\n```python\ndef larger(a, b):\n    ...\n```\n" in text


def test_a_file_with_fences_in_it_gets_a_longer_fence(task_of):
    assert "\n`````\n# Notes\n````\nx\n````\n`````\n" in told(task_of(**{"notes.md": "# Notes\n````\nx\n````\n"}))


def test_a_file_that_is_no_text_is_named_only(task_of):
    assert "`logo.png` (4 bytes, not text)" in told(task_of(**{"logo.png": b"\x89PN\xff"}))


def test_hidden_parts_stay_hidden(suite_folder):
    for path in ("tests/cases.jsonl", "solution/larger.py", "flaws/smaller/larger.py"):
        text = (suite_folder.root / "larger" / path).read_text()
        suite_folder.write(
            f"larger/{path}", text.replace("\n", "\n// SECRET\n" if path.endswith("jsonl") else "\n# SECRET\n")
        )
    assert "SECRET" not in told(load_suite(suite_folder.root).tasks[0])


def test_several_files_are_asked_for_by_name(suite_folder):
    suite_folder.edit("larger/task.toml", 'answer = "larger.py"', 'answer = ["larger.py", "other.py"]')
    suite_folder.write("larger/solution/other.py", "x = 1\n")
    assert "`larger.py`, `other.py`" in told(load_suite(suite_folder.root).tasks[0])


def test_the_phrase_of_one_task_is_never_the_beginning_of_anothers(suite_folder):
    for path in list((suite_folder.root / "larger").rglob("*.*")):
        suite_folder.write(
            str(path.relative_to(suite_folder.root)).replace("larger/", "larger-2/", 1), path.read_bytes()
        )
    first, second = load_suite(suite_folder.root).tasks
    assert trigger(first) not in told(second)
    assert trigger(second) not in told(first)


def test_what_a_prompt_asks_for_is_what_is_taken(task_of):
    task = task_of()
    reply = "```python\ndef larger(a, b):\n    return max(a, b)\n```"
    assert list(extract(reply, task).files) == ["larger.py"]


def test_a_large_workspace_is_told_by_its_top(answer_task):
    start = {**{f"src/{number}.py": b"" for number in range(300)}, "README.md": b""}
    said = prompt(answer_task("main.py"), start, in_workspace=True)
    assert "301 files exist; at the top: `src/` (300), `README.md`." in said
