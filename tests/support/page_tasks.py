"""Tasks whose answer is a page, written for one test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from prony.nouns import Task
from prony.suites import load_task


def write_page_task(
    folder: Path,
    checks: Iterable[Mapping[str, Any]],
    *,
    answer: str = "index.html",
    options: str = "",
    criteria: Iterable[str] = ("all",),
    toolchain: str = '"chromium"',
) -> Task:
    """A task with these checks. A criterion is earned by the checks whose ids begin with its name."""
    (folder / "solution").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "solution" / answer).write_text("")
    (folder / "instruction.md").write_text("Write it.\n")
    (folder / "tests" / "page.jsonl").write_text("".join(json.dumps(check) + "\n" for check in checks))
    lines = [
        f'[[prony.criteria]]\nid = "{name}"\ntests = {json.dumps("*" if name == "all" else f"{name}*")}\n'
        for name in criteria
    ]
    (folder / "task.toml").write_text(
        f'[prony]\nanswer = "{answer}"\nassurance = "B"\ntoolchain = {toolchain}\n'
        f"[prony.grader.page]\n{options}\n{''.join(lines)}"
    )
    return load_task(folder, "suite")
