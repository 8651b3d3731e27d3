"""Problems whose cases are still to be made: a stand-in for them, with which their suite can be read."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MADE: dict[str, tuple[str, dict[str, Any]]] = {
    "making/generate.py": ("tests/cases.jsonl", {"stdin": "", "expect": ""}),
    "making/tables.json": ("tests/sql.jsonl", {"rows": []}),
}
"""What cases are made of -> their file, and what a case of it holds at least beside its id."""


@contextmanager
def stand_ins(suites: Iterable[Path]) -> Iterator[None]:
    """Lay a stand-in for its cases into each problem that says how they are made and has none, while the block runs.

    suites: folders. Whoever makes the cases replaces it; where nobody did, it is taken away at the end.
    """
    laid = {file: text for folder in suites for file, text in _stand_ins_of(folder)}
    for file, text in laid.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text)
    try:
        yield
    finally:
        for file, text in laid.items():
            if file.is_file() and file.read_bytes() == text:
                file.unlink()
                if not any(file.parent.iterdir()):
                    file.parent.rmdir()


def _stand_ins_of(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for source, (cases, least) in MADE.items():
        for found in sorted(folder.glob(f"*/{source}")):
            problem = found.parent.parent
            # A link is refused when the suite is read; until then nothing is written through one.
            linked = any(path.is_symlink() for path in (problem, problem / "tests"))
            if not linked and not os.path.lexists(problem / cases):
                yield problem / cases, _stand_in(problem / "task.toml", least)


def _stand_in(task_file: Path, least: dict[str, Any]) -> bytes:
    """A case for each criterion of a problem. What is wrong with the file is told when the suite is read."""
    try:
        told: dict[str, Any] = tomllib.loads(task_file.read_text(encoding="utf-8")).get("prony", {})
        criteria = [criterion for criterion in told.get("criteria", []) if isinstance(criterion, dict)]
    except (OSError, ValueError, AttributeError, TypeError):
        criteria = []
    patterns = [str(pattern) for criterion in criteria for pattern in _patterns(criterion)]
    ids = dict.fromkeys(pattern.replace("*", "to-be-made") for pattern in patterns)
    return "".join(f"{json.dumps({'id': case, **least})}\n" for case in ids or ["x"]).encode()


def _patterns(criterion: dict[str, Any]) -> list[Any]:
    """The patterns of a criterion's tests; left out, they are those below its id."""
    tests = criterion.get("tests", f"{criterion.get('id', 'x')}/*")
    return tests if isinstance(tests, list) else [tests]
