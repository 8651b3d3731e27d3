"""Compose: what of a submission is taken over, and what of a workspace is a submission."""

from __future__ import annotations

import pytest

from prony.nouns import Mode, Task
from prony.suites import changes, protected, submission_tree, taken_over

START = {"main.py": b"1\n", "lib/util.py": b"2\n", "tests/test_main.py": b"3\n", "notes.txt": b"4\n"}


@pytest.fixture
def task() -> Task:
    return Task(
        id="s/t",
        suite="s",
        name="t",
        title="",
        path="",
        digest="",
        mode=Mode.AGENT,
        instruction="",
        editable=("main.py", "lib/**", "tests/test_own.py"),
        protect=("tests/**",),
    )


def test_what_is_editable_is_taken_over_and_clean(task: Task) -> None:
    assert [taken_over(task, path) for path in ("main.py", "lib/a/b.py", "notes.txt", "lib/../main.py")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_editable_as_well_is_not_protected(task: Task) -> None:
    assert [protected(task, path) for path in ("tests/test_main.py", "tests/test_own.py", "main.py")] == [
        True,
        False,
        False,
    ]


def test_an_untouched_workspace_has_no_changes(task: Task) -> None:
    assert not changes(task, START, START)


def test_new_and_changed_files_are_told_from_those_that_are_gone(task: Task) -> None:
    found = changes(task, START, {"main.py": b"one\n", "lib/new.py": b"5\n", "notes.txt": b"4\n"})
    assert found.files == {"main.py": b"one\n", "lib/new.py": b"5\n"}
    assert found.removed == ("lib/util.py", "tests/test_main.py")
    assert found.notes == ()


def test_a_protected_file_that_was_changed_comes_along_as_evidence(task: Task) -> None:
    assert changes(task, START, {**START, "tests/test_main.py": b"pass\n"}).files == {"tests/test_main.py": b"pass\n"}


def test_what_nobody_asked_for_is_named_and_left(task: Task) -> None:
    found = changes(
        task, START, {**{p: d for p, d in START.items() if p != "notes.txt"}, "a\x1b.log": b"", "out/x": b"x"}
    )
    assert (found.files, found.removed) == ({}, ())
    assert found
    assert found.notes == ("changed, but not asked for: 'a\\x1b.log', 'notes.txt', 'out/x'",)


def test_of_many_files_only_the_first_are_named(task: Task) -> None:
    (note,) = changes(task, START, {**START, **{f"junk/{n:03}": b"" for n in range(500)}}).notes
    assert note.endswith("and 490 more")


def test_a_submission_lies_on_the_start(task: Task) -> None:
    tree = submission_tree(task, START, {"main.py": b"one\n", "notes.txt": b"mine\n"})
    assert tree == {**START, "main.py": b"one\n"}


def test_a_submission_lies_on_the_start_without_what_it_removed_as_far_as_it_may(task: Task) -> None:
    tree = submission_tree(task, START, {}, removed=("main.py", "notes.txt"))
    assert tree == {path: data for path, data in START.items() if path != "main.py"}
