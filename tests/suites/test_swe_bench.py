"""Rows as SWE-bench's: a tree out of a local clone, tests hidden, and nothing of the clone obeyed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.support.swe_rows import FIX, TEST, committed, git, imported, lay_clones, row

from prony.errors import SuiteError
from prony.nouns import Assurance, Mode
from prony.suites import load_suite
from prony.suites.importers import ImportSettings
from prony.suites.importers.folder import import_suite


@pytest.fixture
def clones(tmp_path: Path) -> Path:
    return lay_clones(tmp_path)


def refused(clones: Path, one: dict[str, Any]) -> str:
    """Why a row is left out, beside a good one."""
    report = imported(clones, row(clones), {**one, "instance_id": "own__sums-2"})
    assert report.tasks == ("own__sums-1",)
    return report.refusals[0].why


def test_a_row_becomes_a_task_in_a_workspace(clones: Path, tmp_path: Path) -> None:
    report = imported(clones, row(clones, difficulty="<15 min fix"))
    (task,) = load_suite(tmp_path / "own").tasks
    assert report.importer == "swe-bench"
    assert (task.mode, task.assurance, task.released, task.difficulty) == (
        Mode.AGENT,
        Assurance.B,
        "2024-05-06",
        "easy",
    )
    assert [criterion.id for criterion in task.criteria] == ["fixed", "kept"]
    assert task.options["path"] == ["src"]
    assert "The first number is left out." in task.instruction
    assert "slice" not in task.instruction


def test_the_test_patch_is_applied_to_hidden_files_alone(clones: Path, tmp_path: Path) -> None:
    imported(clones, row(clones))
    task = tmp_path / "own/own__sums-1"
    assert "test_two" not in (task / "workspace/src/sums/tests/test_adding.py").read_text()
    assert "test_two" in (task / "tests/src/sums/tests/test_adding.py").read_text()
    assert (task / "tests/src/sums/tests/numbers.py").read_text() == "ZERO = 0\n"
    assert not (task / "tests/src/sums/adding.py").exists()
    assert (task / "solution/src/sums/adding.py").read_text().endswith("sum(numbers)\n")


def test_without_clones_the_next_step_is_told(clones: Path, tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps(row(clones)))
    with pytest.raises(SuiteError) as caught:
        import_suite(source, tmp_path / "own")
    assert caught.value.code == "E348"
    assert "--repos" in str(caught.value.hint)


@pytest.mark.parametrize("place", ["own/sums", "own__sums.git", "sums", "sums.git"])
def test_a_clone_is_found_by_any_of_its_usual_places(clones: Path, tmp_path: Path, place: str) -> None:
    good = row(clones)
    (tmp_path / "others" / place).parent.mkdir(parents=True)
    words = ("clone", "-q", *(["--bare"] if place.endswith(".git") else []))
    git(tmp_path, *words, str(clones / "own__sums"), str(tmp_path / "others" / place))
    assert imported(tmp_path / "others", good).tasks == ("own__sums-1",)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"repo": "own/other"}, "no clone of own/other"),
        ({"repo": "../own__sums"}, "no clone of"),
        ({"base_commit": "0" * 40}, "lacks the commit"),
        ({"base_commit": "--help"}, "lacks the commit"),
        ({"base_commit": "HEAD"}, "lacks the commit"),
        ({"patch": FIX.replace("numbers[1:]", "other")}, "its patch does not apply"),
        ({"patch": ""}, "its patch does not apply"),
        ({"patch": "--- /dev/null\n+++ b/.git/hooks/x\n@@ -0,0 +1 @@\n+x\n"}, "its patch does not apply"),
        ({"patch": "--- /dev/null\n+++ b/../x\n@@ -0,0 +1 @@\n+x\n"}, "its patch does not apply"),
        ({"patch": "--- /dev/null\n+++ b/a:b\n@@ -0,0 +1 @@\n+x\n"}, "no path that a task may have"),
        (
            {"patch": "diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+/etc\n"},
            "makes a link",
        ),
        ({"patch": "diff --git a/x b/x\nGIT binary patch\nliteral 9\nQcmZPo\n"}, "no text"),
        ({"FAIL_TO_PASS": "[]"}, "FAIL_TO_PASS names no test"),
        ({"FAIL_TO_PASS": "no"}, "Expecting value"),
        ({"FAIL_TO_PASS": [1]}, "FAIL_TO_PASS"),
        ({"FAIL_TO_PASS": ["test_two (sums.tests)"]}, "not named as pytest names them"),
        ({"FAIL_TO_PASS": ["../test_x.py::test"]}, "not a clean relative path"),
        ({"FAIL_TO_PASS": ["tests/test_x.py::test"]}, "which is not in the repository"),
        ({"FAIL_TO_PASS": [f"test_x.py::test_{n}" for n in range(4000)]}, "more than 3000 tests"),
        ({"test_patch": TEST.replace("def test_two", "print 1 #")}, "not in the Python of this machine"),
        ({"instance_id": None}, "instance_id"),
    ],
)
def test_a_row_that_cannot_be_a_task_is_named(clones: Path, more: dict[str, Any], why: str) -> None:
    source = {**row(clones), "instance_id": "own__sums-2", **more}
    report = imported(clones, row(clones), source)
    assert report.tasks == ("own__sums-1",)
    assert why in report.refusals[0].why


def test_what_a_clone_says_is_never_obeyed(clones: Path, tmp_path: Path) -> None:
    project, mark = clones / "own__sums", tmp_path / "mark"
    program = f"touch {mark}"
    for key in ("core.fsmonitor", "core.sshCommand", "diff.external", "filter.x.smudge", "core.editor", "alias.apply"):
        git(project, "config", key, program if key != "alias.apply" else f"!{program}")
    git(project, "config", "tar.tar.command", program)
    for hook in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction"):
        (project / ".git/hooks").mkdir(exist_ok=True)
        (project / ".git/hooks" / hook).write_text(f"#!/bin/sh\n{program}\n")
        (project / ".git/hooks" / hook).chmod(0o755)
    base = git(project, "rev-parse", "HEAD")
    mark.unlink(missing_ok=True)
    (project / ".git/info/attributes").write_text("* filter=x export-ignore ident eol=crlf\n")
    report = imported(clones, {**row(clones), "base_commit": base})
    assert report.tasks == ("own__sums-1",)
    assert not mark.exists()
    assert (tmp_path / "own/own__sums-1/workspace/README.md").read_bytes() == b"Sums.\n"


def test_links_submodules_and_odd_names_are_losses(clones: Path, tmp_path: Path) -> None:
    project = clones / "own__sums"
    (project / "again.md").symlink_to("README.md")
    (project / "out").symlink_to("/etc/passwd")
    (project / "up").symlink_to("../../mark")
    (project / "folder").symlink_to("src")
    (project / "a:b").write_text("odd")
    (project / os.fsdecode(b"\xff")).write_text("odd")
    base = committed(project)
    git(project, "update-index", "--add", "--cacheinfo", f"160000,{base},inner")
    git(project, "commit", "-q", "-m", "two")
    report = imported(clones, row(clones))
    files = {path.name for path in (tmp_path / "own/own__sums-1/workspace").iterdir()}
    assert files == {"README.md", "again.md", "src"}
    (losses,) = report.losses.values()
    assert [loss.partition(" are left out")[0] for loss in losses] == [
        "files with names that no task may have",
        "links to folders, or to nothing in the tree",
        "submodules",
    ]


@pytest.mark.parametrize("day", ["", "2024-13-99", "yesterday", 1715000000, "1999"])
def test_a_day_that_is_none_costs_no_row(clones: Path, tmp_path: Path, day: object) -> None:
    imported(clones, row(clones, created_at=day))
    assert load_suite(tmp_path / "own").tasks[0].released is None


def test_texts_that_no_file_can_hold_cost_their_row_alone(clones: Path) -> None:
    source = clones.parent / "rows.jsonl"
    good, nul = json.dumps(row(clones)), json.dumps(row(clones, instance_id="own-2", problem_statement="a\x00b"))
    lone = json.dumps(row(clones, instance_id="own-3", problem_statement="\ud800"))
    source.write_bytes("\n".join((good, nul, lone)).encode() + b"\n\xff\xfe\n")
    report = import_suite(source, clones.parent / "own", settings=ImportSettings(repos=clones))
    assert report.tasks == ("own-2", "own__sums-1")
    assert len(report.refusals) == 2


def test_a_file_that_the_reference_takes_away_is_a_loss(clones: Path) -> None:
    gone = "--- a/README.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-Sums.\n"
    report = imported(clones, row(clones, patch=FIX + gone))
    assert "README.md" in report.losses["own__sums-1"][0]


def test_ids_that_were_cut_are_not_asked(clones: Path, tmp_path: Path) -> None:
    cut = ["src/sums/tests/test_adding.py::test_empty[a", "src/sums/tests/test_adding.py::test_empty"]
    report = imported(clones, row(clones, PASS_TO_PASS=cut))
    assert "1 of its tests" in report.losses["own__sums-1"][0]
    frozen = json.loads((tmp_path / "own/own__sums-1/tests/expected.json").read_text())
    assert len(frozen["tests"]) == 2


def test_a_tree_that_unfolds_without_end_is_refused(clones: Path) -> None:
    project = clones / "own__sums"
    blob = (
        subprocess.run(
            ["git", "-C", str(project), "hash-object", "-w", "--stdin"], input=b"x", capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )
    tree, kind, mode = blob, "blob", "100644"
    for _ in range(10):
        listed = "".join(f"{mode} {kind} {tree}\t{name}\n" for name in "abcdefghij")
        made = subprocess.run(
            ["git", "-C", str(project), "mktree"], input=listed.encode(), capture_output=True, check=True
        )
        tree, kind, mode = made.stdout.decode().strip(), "tree", "040000"
    bomb = git(project, "commit-tree", tree, "-m", "bomb")
    assert "too large" in refused(clones, {**row(clones), "base_commit": bomb})


def test_a_file_that_is_too_large_is_not_unpacked(clones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = clones / "own__sums"
    with (project / "zeros").open("wb") as file:
        file.truncate(17 << 20)
    base = git(project, "rev-parse", "HEAD")
    huge = committed(project)
    report = imported(clones, {**row(clones), "base_commit": base}, row(clones, base_commit=huge, instance_id="own-2"))
    assert "larger than 16 MiB" in report.refusals[0].why


def test_other_importers_have_no_use_for_clones(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text('{"name": "x", "instruction": "y", "answer": "z.py"}')
    with pytest.raises(SuiteError, match="no use for --repos") as caught:
        import_suite(tmp_path / "own.jsonl", tmp_path / "own", settings=ImportSettings(repos=tmp_path))
    assert caught.value.hint == "it is for swe-bench"
