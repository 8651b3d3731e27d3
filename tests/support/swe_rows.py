"""A tiny project in a clone, and rows as SWE-bench's that name it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from prony.suites.importers import ImportSettings
from prony.suites.importers.folder import ImportReport, import_suite

FIX = """\
diff --git a/src/sums/adding.py b/src/sums/adding.py
--- a/src/sums/adding.py
+++ b/src/sums/adding.py
@@ -1,2 +1,2 @@
 def total(numbers):
-    return sum(numbers[1:])
+    return sum(numbers)
"""
TEST = """\
diff --git a/src/sums/tests/test_adding.py b/src/sums/tests/test_adding.py
--- a/src/sums/tests/test_adding.py
+++ b/src/sums/tests/test_adding.py
@@ -4,3 +4,7 @@

 def test_empty():
     assert total([]) == ZERO
+
+
+def test_two():
+    assert total([1, 2]) == 3
"""
FILES = {
    "src/sums/__init__.py": "",
    "src/sums/adding.py": "def total(numbers):\n    return sum(numbers[1:])\n",
    "src/sums/tests/__init__.py": "",
    "src/sums/tests/numbers.py": "ZERO = 0\n",
    "src/sums/tests/test_adding.py": "from ..adding import total\nfrom .numbers import ZERO\n\n\n"
    "def test_empty():\n    assert total([]) == ZERO\n",
    "README.md": "Sums.\n",
}


def git(folder: Path, *words: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    named = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, text=True, env={**own, **named}
    ).stdout.strip()


def lay_clones(folder: Path) -> Path:
    """A folder of clones with one tiny project."""
    project = folder / "clones/own__sums"
    for path, text in FILES.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)
    git(project, "init", "-q")
    committed(project)
    return folder / "clones"


def committed(project: Path) -> str:
    git(project, "add", "-A", "-f")
    git(project, "commit", "-q", "--allow-empty", "-m", "one")
    return git(project, "rev-parse", "HEAD")


def row(clones: Path, **more: Any) -> dict[str, Any]:
    return {
        "instance_id": "own__sums-1",
        "repo": "own/sums",
        "base_commit": git(clones / "own__sums", "rev-parse", "HEAD"),
        "patch": FIX,
        "test_patch": TEST,
        "problem_statement": "The first number is left out.",
        "hints_text": "It is the slice.",
        "created_at": "2024-05-06T07:08:09Z",
        "version": "1.0",
        "FAIL_TO_PASS": json.dumps(["src/sums/tests/test_adding.py::test_two"]),
        "PASS_TO_PASS": json.dumps(["src/sums/tests/test_adding.py::test_empty"]),
        "environment_setup_commit": "",
        **more,
    }


def imported(clones: Path, *rows: dict[str, Any]) -> ImportReport:
    source = clones.parent / "rows.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in rows))
    return import_suite(source, clones.parent / "own", settings=ImportSettings(repos=clones))
