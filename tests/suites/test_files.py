"""The parts of a task folder as data, and submissions laid on a clean copy."""

import pytest

from prony.errors import SuiteError
from prony.nouns import Mode
from prony.suites import (
    left_out,
    load_suite,
    materials_of,
    submission_tree,
    taken_over,
)
from prony.suites.files import clean_path, read_tree, tree_digest


@pytest.fixture
def task(suite_folder):
    suite_folder.write("larger/workspace/larger.py", "def larger(a, b):\n    ...\n")
    suite_folder.write("larger/workspace/data/numbers.txt", "1 2 3\n")
    return load_suite(suite_folder.root).tasks[0]


def test_each_part_is_read_by_its_own_path(task):
    assert list(materials_of(task).workspace) == ["data/numbers.txt", "larger.py"]
    assert list(materials_of(task).tests) == ["cases.jsonl"]
    assert materials_of(task).solution == {"larger.py": b"def larger(a, b):\n    return max(a, b)\n"}
    assert materials_of(task).flawed("smaller") == {"larger.py": b"def larger(a, b):\n    return min(a, b)\n"}


def test_an_unknown_flaw_is_an_error(task):
    with pytest.raises(SuiteError) as error:
        materials_of(task).flawed("absent")
    assert error.value.code == "E331"


def test_several_patches_make_one_solution_with_several_flaws(suite_folder):
    suite_folder.write("larger/solution/larger.py", "def larger(a, b):\n    c = a\n    return max(c, b)\n")
    head = "--- a/larger.py\n+++ b/larger.py\n"
    suite_folder.drop("larger/flaws/smaller/larger.py")
    suite_folder.write(
        "larger/flaws/smaller.patch", head + "@@ -3 +3 @@\n-    return max(c, b)\n+    return min(c, b)\n"
    )
    suite_folder.write("larger/flaws/twice.patch", head + "@@ -2 +2 @@\n-    c = a\n+    c = a * 2\n")
    suite_folder.edit(
        "larger/task.toml",
        "[[prony.flaws]]",
        '[[prony.flaws]]\nid = "twice"\nfails = ["basics"]\nscore = [0, 0]\n[[prony.flaws]]',
    )
    task = load_suite(suite_folder.root).tasks[0]
    both = materials_of(task).flawed("smaller", "twice")["larger.py"]
    assert both == b"def larger(a, b):\n    c = a * 2\n    return min(c, b)\n"


def test_only_declared_files_of_a_submission_are_taken_over(task):
    handed_in = {"larger.py": b"new", "data/numbers.txt": b"9", "../x": b"", "tests/cases.jsonl": b""}
    tree = submission_tree(task, materials_of(task).workspace, handed_in)
    assert tree == {"data/numbers.txt": b"1 2 3\n", "larger.py": b"new"}
    assert left_out(task, handed_in) == ("../x", "data/numbers.txt", "tests/cases.jsonl")


def test_a_workspace_task_takes_over_what_is_editable(suite_folder):
    suite_folder.edit(
        "larger/task.toml", 'answer = "larger.py"', 'mode = "agent"\ntoolchain = "python"\neditable = ["src/**"]'
    )
    task = load_suite(suite_folder.root).tasks[0]
    assert task.mode is Mode.AGENT
    assert taken_over(task, "src/deep/er/x.py")
    assert not taken_over(task, "src/../tests/x.py")
    assert not taken_over(task, "setup.py")


@pytest.mark.parametrize("path", ["a", "a/b.py", "a/b-c_d.e", "ä/ö.py"])
def test_plain_paths_are_clean(path):
    assert clean_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        "./a",
        "a\\b",
        "C:/a",
        "a\nb",
        "a\x00",
        "\x1b",
        "-a",
        " a",
        "a ",
        "a" * 300,
    ],
)
def test_other_paths_are_not(path):
    assert not clean_path(path)


def test_the_digest_tells_a_folder_from_a_file_and_a_move_from_nothing():
    trees = [{"a": b"x"}, {"b": b"x"}, {"a/b": b"x"}, {"a": b"y"}, {"a": b"x", "b": b""}, {}]
    assert len({tree_digest(tree) for tree in trees}) == len(trees)
    assert tree_digest({"b": b"1", "a/c": b"2"}) == tree_digest({"a/c": b"2", "b": b"1"})


def test_a_tree_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "big").write_bytes(b"x" * ((16 << 20) + 1))
    with pytest.raises(SuiteError, match="larger than 16 MiB"):
        read_tree(tmp_path)


def test_an_absent_folder_is_an_empty_one(tmp_path):
    assert read_tree(tmp_path / "absent") == {}


def test_a_folder_that_may_not_be_read_is_a_problem_and_no_empty_one(tmp_path, monkeypatch):
    def forbidden(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("prony.suites.files.os.scandir", forbidden)
    with pytest.raises(SuiteError, match="cannot be read: Permission denied") as caught:
        read_tree(tmp_path)
    assert caught.value.code == "E303"
