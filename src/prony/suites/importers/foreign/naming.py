"""Names of tasks, made of what a foreign set calls them."""

from __future__ import annotations

import re


def task_name(text: str) -> str:
    """`text` as a task's name: `HumanEval/12` is `humaneval-12`."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-_")[:120]
