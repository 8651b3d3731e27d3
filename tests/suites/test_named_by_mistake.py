"""A block under the file's name that is a command, a session or an output: the answer is the block that is code."""

from __future__ import annotations

import pytest

from prony.suites import extract

PYTHON = "def larger(a, b):\n    return a if a > b else b\n"
JS = "export function larger(a, b) {\n  return a > b ? a : b;\n}\n"
GO = "package main\n\nfunc Larger(a, b int) int {\n\tif a > b {\n\t\treturn a\n\t}\n\treturn b\n}\n"

FILES = {
    "larger.py": (PYTHON, "python", "larger"),
    "larger.mjs": (JS, "js", "larger"),
    "larger.go": (GO, "go", "Larger"),
}
AFTERWARDS = [
    "Save it as `{file}` and run:\n```bash\n{run} {file}\n```\n",
    "Put this into `{file}`, then:\n```\n$ {run} {file}\n2\n```\n",
    "`{file}` prints:\n```text\n2\n```\n",
    "To create `{file}`:\n```sh\ntouch {file}\n```\n",
    "```console\n# {file}\n$ {run} {file}\n```\n",
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("after", AFTERWARDS)
def test_a_command_under_the_files_name_is_not_the_file(answer_task, file: str, after: str) -> None:
    code, fence, name = FILES[file]
    run = {"python": "python", "js": "node", "go": "go run"}[fence]
    reply = f"Here it is:\n\n```{fence}\n{code}```\n\n{after.format(file=file, run=run)}"
    found = extract(reply, answer_task(file, defines=(name,)))
    assert found.files == {file: code.encode()}, found


def test_a_session_of_the_interpreter_is_not_the_file(answer_task) -> None:
    reply = f"```python\n{PYTHON}```\n\nWith `larger.py`:\n```python\n>>> larger(1, 2)\n2\n```\n"
    assert extract(reply, answer_task("larger.py", defines=("larger",))).files == {"larger.py": PYTHON.encode()}


@pytest.mark.parametrize("body", ["def larger(a, b)\n    return a\n", "larger = lambda a, b: a\n"])
def test_code_under_the_files_name_stays_the_answer_however_wrong_it_is(answer_task, body: str) -> None:
    reply = f"A first try:\n\n```python\n{PYTHON}```\n\nNow `larger.py`:\n\n```python\n{body}```\n"
    found = extract(reply, answer_task("larger.py", defines=("larger",)))
    assert found.files["larger.py"].decode().startswith(body.strip())


def test_a_command_alone_is_what_was_handed_in(answer_task) -> None:
    reply = "Run `larger.py`:\n```bash\npython larger.py\n```\n"
    found = extract(reply, answer_task("larger.py", defines=("larger",)))
    assert found.files == {"larger.py": b"python larger.py\n"}
