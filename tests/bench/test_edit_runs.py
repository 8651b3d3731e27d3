"""Whole runs of tasks that ask for edits: blocks and diffs become files, in the run and when replies are read again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from prony.bench.remaining import Done
from prony.journal import read_events
from prony.nouns import AttemptEnd, Mode, Outcome

TASK = """\
[prony]
mode = "edit"
toolchain = ["python"]
editable = ["shop/**"]
[prony.grader]
kind = "cases"
module = "shop/prices.py"
[[prony.criteria]]
id = "total"
points = 12
[[prony.criteria]]
id = "half"
points = 8
[[prony.flaws]]
id = "total-left"
fails = ["total"]
score = [8, 8]
[[prony.flaws]]
id = "half-left"
fails = ["half"]
score = [12, 12]
"""
PRICES = """\
def total(prices):
    result = 0
    for price in prices:
        result = price
    return result


def half(price):
    return price / 2
"""
FIXED = PRICES.replace("result = price", "result += price").replace("price / 2", "price // 2")
CASES = (
    '{"id": "total/three", "call": "total", "args": [[1, 2, 3]], "expect": 6}\n'
    '{"id": "half/odd", "call": "half", "args": [7], "expect": 3}\n'
)
REPLIES = {
    "blocks": "`shop/prices.py`\n```python\n<<<<<<< SEARCH\n        result = price\n=======\n        result += price\n"
    ">>>>>>> REPLACE\n<<<<<<< SEARCH\n    return price / 2\n=======\n    return price // 2\n>>>>>>> REPLACE\n```\n",
    "diff": "```diff\n--- a/shop/prices.py\n+++ b/shop/prices.py\n@@ -4,1 +4,1 @@\n-        result = price\n"
    "+        result += price\n@@ -9,1 +9,1 @@\n-    return price / 2\n+    return price // 2\n```\n",
    "half": "`shop/prices.py`\n```python\n<<<<<<< SEARCH\n        result = price\n=======\n        result += price\n"
    ">>>>>>> REPLACE\n<<<<<<< SEARCH\n    return price / 2.0\n=======\n    return price // 2\n>>>>>>> REPLACE\n```\n",
    "elsewhere": "`shop/goods.py`\n```\n<<<<<<< SEARCH\nx = 1\n=======\nx = 2\n>>>>>>> REPLACE\n```\n",
}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("suites") / "shop"
    root.mkdir()
    (root / "suite.toml").write_text('title = "Shop"\nversion = "1"\nlicence = "CC0-1.0"\n')
    for name in REPLIES:
        texts = {
            "task.toml": TASK,
            "instruction.md": "`total` and `half` (which rounds down) are wrong. Correct them.\n",
            "workspace/shop/prices.py": PRICES,
            "workspace/README.md": "# Shop\n",
            "tests/cases.jsonl": CASES,
            "solution/shop/prices.py": FIXED,
            "flaws/total-left/shop/prices.py": FIXED.replace("result += price", "result = price"),
            "flaws/half-left/shop/prices.py": FIXED.replace("price // 2", "price / 2"),
        }
        for path, text in texts.items():
            file = root / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    return root


@pytest.fixture(scope="module")
def run_dir(suite: Path, prony: tuple[str, ...], cache_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of what lies in files."""
    import os

    home = tmp_path_factory.mktemp("home")
    (home / "replies").mkdir()
    for name, text in REPLIES.items():
        (home / "replies" / f"{name}.md").write_text(text)
    (home / "prony.toml").write_text(
        '[[contestants]]\nengine = "replay"\nmodel = "kept"\noptions = { replies = "replies" }\n'
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(cache_home)}
    done = subprocess.run(
        [*prony, "run", str(suite), "--json"], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return home / "runs" / json.loads(done.stdout)["plan"]["id"]


def ended(run_dir: Path) -> dict[str, tuple[Outcome | None, float | None, AttemptEnd]]:
    done = Done(read_events(run_dir))
    return {
        done.attempts[name].task.partition("/")[2]: (
            done.outcome(name),
            done.grades[name].score if name in done.grades else None,
            end,
        )
        for name, end in done.ends.items()
    }


def test_edits_become_the_files_that_they_make(run_dir: Path) -> None:
    ends = ended(run_dir)
    for name in ("blocks", "diff"):
        outcome, score, end = ends[name]
        assert (outcome, score, end.labels) == (Outcome.SOLVED, 20, ())
        assert end.submission is not None
        assert (end.submission.mode, list(end.submission.files)) == (Mode.EDIT, ["shop/prices.py"])


def test_an_edit_that_is_not_there_costs_its_own_bug_and_is_named(run_dir: Path) -> None:
    outcome, score, end = ended(run_dir)["half"]
    assert (outcome, score, end.labels) == (Outcome.FAILED, 12, ("edit_missed",))
    assert end.submission is not None
    assert any(note.startswith("edit 2 of 2 (line 8 of the reply, shop/prices.py)") for note in end.submission.notes)


def test_a_reply_whose_edits_are_all_elsewhere_is_malformed_and_says_why(run_dir: Path) -> None:
    outcome, score, end = ended(run_dir)["elsewhere"]
    assert (outcome, score) == (Outcome.FAULTED, None)
    assert end.fault is not None
    assert "there is no file shop/goods.py" in end.fault.detail


def test_replies_are_read_again_to_the_same_files(
    run_dir: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> None:
    before = {task: (outcome, score) for task, (outcome, score, _) in ended(run_dir).items()}
    words = [*prony, "regrade", run_dir.name, "--extract"]
    done = subprocess.run(words, cwd=run_dir.parents[1], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {task: (outcome, score) for task, (outcome, score, _) in ended(run_dir).items()} == before


@pytest.mark.real_engine
def test_references_hand_in_edits_and_get_what_they_are_known_for(
    suite: Path, prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    words = [*prony, "run", str(suite), "--only-reference", "--task", "blocks", "--json"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
