"""Task folders that are good until a test spoils them, and tasks for replies that need no folder."""

from pathlib import Path

import pytest

from prony.nouns import Mode, Task

SUITE_TOML = """\
title = "Mine"
version = "1"
licence = "CC0-1.0"
"""

TASK_TOML = """\
[prony]
answer = "larger.py"
[[prony.criteria]]
id = "basics"
[[prony.flaws]]
id = "smaller"
fails = ["basics"]
score = [0, 0]
"""

FILES = {
    "suite.toml": SUITE_TOML,
    "larger/task.toml": TASK_TOML,
    "larger/instruction.md": "<!-- canary -->\nWrite `larger(a, b)`.\n",
    "larger/tests/cases.jsonl": '{"id": "basics/two", "call": "larger", "args": [1, 2], "expect": 2}\n',
    "larger/solution/larger.py": "def larger(a, b):\n    return max(a, b)\n",
    "larger/flaws/smaller/larger.py": "def larger(a, b):\n    return min(a, b)\n",
}


class SuiteFolder:
    """A suite on disk: write a file, drop one, or edit one by replacing text."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def drop(self, path: str) -> None:
        (self.root / path).unlink()

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert old in text, f"{old!r} does not stand in {path}"
        self.write(path, text.replace(old, new))


@pytest.fixture
def suite_folder(tmp_path):
    return SuiteFolder(tmp_path / "mine")


@pytest.fixture
def answer_task():
    """Make a task of mode answer that asks for some files and names."""

    def make(*answer: str, defines: tuple[str, ...] = ()) -> Task:
        return Task(
            id="mine/one",
            suite="mine",
            name="one",
            title="One",
            path="/nowhere",
            digest="",
            mode=Mode.ANSWER,
            instruction="Do it.",
            answer=answer,
            defines=defines,
        )

    return make
