"""Unified diffs apply to the letter, or not at all."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.suites.patches import PatchError, apply_patch

FILES = {"a.py": b"one\ntwo\nthree\n", "b.py": b"x\n"}


def diff(before: str, after: str, name: str = "a.py", context: int = 3) -> bytes:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}", n=context
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    ).encode()


TEXTS = st.lists(st.sampled_from(["one\n", "two\n", "\n", "x\n", "-y\n", "+z\n"]), max_size=12).map("".join)


@given(TEXTS, TEXTS, st.sampled_from([0, 1, 3]), st.booleans())
def test_a_diff_turns_one_text_into_the_other(before, after, context, cut):
    if cut:
        before, after = before.removesuffix("\n"), after.removesuffix("\n")
    if before != after and before and after:
        assert apply_patch({"a.py": before.encode()}, diff(before, after, context=context)) == {"a.py": after.encode()}


def test_other_files_stay():
    assert apply_patch(FILES, diff("one\ntwo\nthree\n", "one\n2\nthree\n")) == {
        "a.py": b"one\n2\nthree\n",
        "b.py": b"x\n",
    }


def test_a_file_can_be_created_and_deleted():
    assert apply_patch(FILES, b"--- /dev/null\n+++ b/c.py\n@@ -0,0 +1 @@\n+new\n")["c.py"] == b"new\n"
    assert apply_patch(FILES, b"--- a/b.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n") == {"a.py": FILES["a.py"]}


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        (b"", "no file header"),
        (b"just words\n", "no file header"),
        (b"--- a/z.py\n+++ b/z.py\n@@ -1 +1 @@\n-x\n+y\n", "no file z.py"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -2 +2 @@\n-TWO\n+2\n", "line 4: does not match line 2"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -9 +9 @@\n-x\n+y\n", "outside the file"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n-one\n", "ends inside a hunk"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n?one\n", "is no line of a hunk"),
        (b"--- a/a.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n", "leaves lines"),
        (b"--- /dev/null\n+++ /dev/null\n", "names no file"),
        (b"\xff\xfe", "not UTF-8"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one\n+1\n+2\n", "line 6: the hunk above is longer than it says"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one\n+1\n-two\n", "line 6: the hunk above is longer than it says"),
        (b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one\n+1\n two\n", "line 6: the hunk above is longer than it says"),
        (b"--- a/a.py\n+++ b/a.py\n", "no hunk follows"),
        (b"--- a/a.py\n+++ b/a.py\nwords\n@@ -1 +1 @@\n-one\n+1\n", "no hunk follows"),
        (b"@@ -1 +1 @@\n-one\n+1\n", "line 1: a hunk without the names of its file"),
        (b"--- a/a.py\n+++ b/b.py\n@@ -1 +1 @@\n-one\n+1\n", "there is a file b.py already"),
        (b"--- /dev/null\n+++ b/b.py\n@@ -0,0 +1 @@\n+1\n", "there is a file b.py already"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(patch, reason):
    with pytest.raises(PatchError, match=reason):
        apply_patch(FILES, patch)


def test_what_git_writes_around_a_diff_is_passed_over():
    mail = b"From 1 Mon Sep 17\nSubject: x\n---\n a.py | 2 +-\n\ndiff --git a/a.py b/a.py\nindex 1..2 100644\n"
    signed = mail + b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one\n+1\n-- \n2.39.5\n\n"
    assert apply_patch(FILES, signed)["a.py"] == b"1\ntwo\nthree\n"


# --- hunks that are found by their lines -----------------------------------------------------------------------------

MEND = b"--- a/a.py\n+++ b/a.py\n@@ -7,2 +7,2 @@\n two\n-three\n+3\n"


@given(TEXTS, TEXTS)
def test_a_hunk_goes_where_its_lines_stand(before, after):
    files = {"a.py": f"{before}two\nthree\n{after}".encode()}
    assert apply_patch(files, MEND, anywhere=True) == {"a.py": f"{before}two\n3\n{after}".encode()}


def test_several_hunks_go_one_behind_the_other():
    patch = b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+1\n@@ -2 +2 @@\n-y\n+2\n"
    assert apply_patch({"a.py": b"\nx\n\n\ny\n"}, patch, anywhere=True) == {"a.py": b"\n1\n\n\n2\n"}
    with pytest.raises(PatchError, match="in 0 places"):
        apply_patch({"a.py": b"y\nx\n"}, patch, anywhere=True)


def test_a_last_line_without_an_end_is_found_as_such():
    patch = b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n"
    assert apply_patch({"a.py": b"one\nx"}, patch, anywhere=True) == {"a.py": b"one\ny\n"}
    with pytest.raises(PatchError, match="in 0 places"):
        apply_patch({"a.py": b"one\nx\n"}, patch, anywhere=True)


def test_a_new_last_line_without_an_end_says_nothing_of_the_old_one():
    patch = b"--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n two\n+3\n\\ No newline at end of file\n-three\n"
    assert apply_patch(FILES, patch, anywhere=True)["a.py"] == b"one\ntwo\n3"


@pytest.mark.parametrize(
    ("text", "patch", "reason"),
    [
        (b"two\nthree\ntwo\nthree\n", MEND, "in 2 places"),
        (b"three\ntwo\n", MEND, "in 0 places"),
        (b"x\n", b"--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+new\n", "could stand anywhere"),
    ],
)
def test_a_hunk_that_could_stand_nowhere_or_in_several_places_is_refused(text, patch, reason):
    with pytest.raises(PatchError, match=reason):
        apply_patch({"a.py": text}, patch, anywhere=True)


def test_files_are_made_wherever_hunks_go():
    made = apply_patch({}, b"--- /dev/null\n+++ b/c.py\n@@ -0,0 +1 @@\n+new\n", anywhere=True)
    assert made == {"c.py": b"new\n"}
