"""Replies that change files: every shape in which models write edits, and what is refused by name."""

from __future__ import annotations

import difflib
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.nouns import FaultCode, Mode, Task
from prony.suites import extract, prompt
from prony.suites.edit_blocks import edits_in

A = """\
import math


def area(r):
    return math.pi * r


def twice(x):
    total = x
    for _ in range(1):
        # count
        total += x + 0
        # count
    return total
"""
B = "LIMIT = 10\nNAME = 'b'\n"
START = {"src/a.py": A.encode(), "src/b.py": B.encode(), "README.md": b"# Read me\n"}
FIXED = A.replace("math.pi * r\n", "math.pi * r ** 2\n")
OLD, NEW = "    return math.pi * r\n", "    return math.pi * r ** 2\n"


def task(*editable: str) -> Task:
    return Task(
        id="mine/edits",
        suite="mine",
        name="edits",
        title="",
        path="",
        digest="",
        mode=Mode.EDIT,
        instruction="Correct it.",
        editable=editable or ("src/**",),
    )


def block(
    old: str = OLD, new: str = NEW, marks: tuple[str, str, str] = ("<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE")
):
    return f"{marks[0]}\n{old}{marks[1]}\n{new}{marks[2]}\n"


def diff(before: str = A, after: str = FIXED, name: str = "src/a.py", context: int = 3) -> str:
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}", n=context)
    return "".join(lines)


HUNK = "@@ -4,2 +4,2 @@\n def area(r):\n-    return math.pi * r\n+    return math.pi * r ** 2\n"

STRICT = {
    "name above the fence": f"src/a.py\n```\n{block()}```\n",
    "name in backticks, prose before": f"The area is wrong.\n\n`src/a.py`\n```python\n{block()}```\nThat is all.\n",
    "name in a heading": f"### src/a.py\n\n```python\n{block()}```\n",
    "name in bold, with a colon": f"**src/a.py**:\n```python\n{block()}```\n",
    "name in a sentence": f"In `src/a.py`, change the return line:\n\n```python\n{block()}```\n",
    "name as File:": f"File: src/a.py\n```python\n{block()}```\n",
    "name within the fence": f"```\nsrc/a.py\n{block()}```\n",
    "name in the info string": f"```python src/a.py\n{block()}```\n",
    "name behind a colon in the info string": f"```python:src/a.py\n{block()}```\n",
    "name behind the mark": f"```\n{block(marks=('<<<<<<< SEARCH src/a.py', '=======', '>>>>>>> REPLACE'))}```\n",
    "no fence": f"src/a.py\n{block()}",
    "marks of other lengths": f"src/a.py\n{block(marks=('<<<<< SEARCH', '=====', '>>>>> REPLACE'))}",
    "marks of Cline": f"src/a.py\n{block(marks=('------- SEARCH', '=======', '+++++++ REPLACE'))}",
    "marks of a merge": f"src/a.py\n{block(marks=('<<<<<<< ORIGINAL', '=======', '>>>>>>> UPDATED'))}",
    "marks of git": f"src/a.py\n{block(marks=('<<<<<<< HEAD', '=======', '>>>>>>> branch'))}",
    "windows line ends": f"src/a.py\n```\n{block()}```\n".replace("\n", "\r\n"),
    "after reasoning": f"<think>\nsrc/a.py\n{block(OLD, 'no')}\n</think>\nsrc/a.py\n```\n{block()}```\n",
    "a diff": f"```diff\n{diff()}```\n",
    "a diff without a fence": f"Here:\n\n{diff()}",
    "a diff with git's header": f"```diff\ndiff --git a/src/a.py b/src/a.py\nindex 1..2 100644\n{diff()}```\n",
    "a diff without a/ and b/": f"```diff\n{diff().replace('a/src', 'src').replace('b/src', 'src')}```\n",
    "a diff without context": f"```diff\n{diff(context=0)}```\n",
    "a diff whose blank lines lost their blank": "```diff\n" + diff().replace("\n \n", "\n\n") + "```\n",
    "a hunk under the name": f"`src/a.py`\n```diff\n{HUNK}```\n",
    "a patch": "*** Begin Patch\n*** Update File: src/a.py\n@@ def area(r):\n-    return math.pi * r\n"
    "+    return math.pi * r ** 2\n*** End Patch\n",
    "a patch without @@": "```\n*** Begin Patch\n*** Update File: src/a.py\n def area(r):\n-    return math.pi * r\n"
    "+    return math.pi * r ** 2\n*** End Patch\n```\n",
    "a diff with words behind the names": "```diff\n"
    + diff().replace("a/src/a.py", "src/a.py (original)").replace("b/src/a.py", "src/a.py 2026-01-01 10:00:00")
    + "```\n",
    "a fence behind the last mark": f"src/a.py\n```\n{block().rstrip()}```\n",
    "numbers of lines before it": f"src/a.py\n{block(':start_line:5' + chr(10) + '-------' + chr(10) + OLD)}",
    "the example of the brief, and then the edit": "{example}src/a.py\n```\n" + block() + "```\n",
    "what was shown before": f"`src/a.py` has:\n```python\n{OLD}```\nSo:\n\n`src/a.py`\n```\n{block()}```\n",
    "a shell command that names the file": f"src/a.py\n```\n{block()}```\n"
    "Run `python src/a.py`:\n```bash\npython src/a.py\n```\n",
}
EXAMPLE = prompt(task(), {}).partition("the line above it:\n\n")[2].partition("The lines to search")[0]

LENIENT = {
    "blanks at the end of a line": (
        f"src/a.py\n{block(OLD.replace('r' + chr(10), 'r  ' + chr(10)))}",
        "blanks at the ends",
    ),
    "blank lines around": (
        f"src/a.py\n{block(chr(10) + chr(10) + chr(10) + chr(10) + OLD, NEW)}",
        "blank lines around it",
    ),
    "no indentation": (f"src/a.py\n{block(OLD.lstrip(), NEW.lstrip())}", "indented otherwise"),
    "too much indentation": (f"src/a.py\n{block('    ' + OLD, '    ' + NEW)}", "indented otherwise"),
    "the last part of the name": (f"a.py\n{block()}", "taken for src/a.py"),
    "a whole path": (f"/workspace/src/a.py\n{block()}", "taken for src/a.py"),
    "no name, lines of one file": (f"```\n{block()}```\n", "names no file"),
    "a hunk with other numbers": (
        f"```diff\n--- a/src/a.py\n+++ b/src/a.py\n{HUNK.replace('-4,2 +4,2', '-40,2 +40,2')}```\n",
        "its numbers",
    ),
    "a whole file": (f"`src/a.py`\n```python\n{FIXED}```\n", "whole file"),
}

REFUSED = {
    "what is not there": (
        f"src/a.py\n{block('    return math.tau * r' + chr(10))}",
        "no line of the file is 'return math.tau * r'",
    ),
    "nearly there": (f"src/a.py\n{block('    return  math.pi * r' + chr(10))}", "no line of the file is"),
    "in two places": (
        "src/a.py\n" + block("        # count\n", "\n"),
        "its lines stand in 2 places of the file (lines 11, 13)",
    ),
    "another file": (f"src/c.py\n{block()}", "there is no file src/c.py"),
    "what may not be changed": ("README.md\n" + block("# Read me\n", "# No\n"), "README.md may not be changed"),
    "a new file that may not be there": ("other/x.py\n" + block("", "X = 1\n"), "other/x.py may not be changed"),
    "a way out": ("../a.py\n" + block("", "X = 1\n"), "leads out of the folder"),
    "no divider": (f"src/a.py\n<<<<<<< SEARCH\n{OLD}>>>>>>> REPLACE\n", "no line ======="),
    "nothing searched in a file that has text": ("src/a.py\n" + block("", NEW), "searches for nothing"),
    "only a part of a file": (
        f"`src/a.py`\n```python\n{NEW}# ... rest unchanged\n```\n",
        "neither an edit nor the whole",
    ),
    "nothing changed": (f"src/a.py\n{block(OLD, OLD)}", "change nothing"),
    "a cut": (f"src/a.py\n```\n<<<<<<< SEARCH\n{OLD}=======\n    return math", "the reply ends within it"),
    "no edit": ("I cannot do that.", "holds no edit"),
    "an example alone": ("{example}", "holds no edit"),
}


@pytest.mark.parametrize("reply", STRICT.values(), ids=STRICT)
def test_an_edit_is_made_in_whatever_shape_it_comes(reply: str) -> None:
    found = extract(reply.replace("{example}", EXAMPLE), task(), START)
    assert found.fault is None, found
    assert found.files == {"src/a.py": FIXED.encode()}, found
    assert found.labels == (), found.notes


@pytest.mark.parametrize(("reply", "note"), LENIENT.values(), ids=LENIENT)
def test_a_liberty_with_blanks_names_and_numbers_is_taken_and_noted(reply: str, note: str) -> None:
    found = extract(reply, task(), START)
    assert found.files == {"src/a.py": FIXED.encode()}, found
    assert found.labels == ("edit_lenient",)
    assert any(note in line for line in found.notes), found.notes


@pytest.mark.parametrize(("reply", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_made_is_no_answer_and_says_why(reply: str, why: str) -> None:
    found = extract(reply.replace("{example}", EXAMPLE), task(), START)
    assert (found.files, found.removed) == ({}, ())
    assert found.fault is not None
    assert found.fault.code is FaultCode.NO_ANSWER
    assert why in found.fault.detail, found.fault.detail


def test_an_edit_that_is_not_there_is_named_and_the_others_are_made() -> None:
    reply = (
        f"src/a.py\n```\n{block()}```\n\nsrc/b.py\n```\n{block('LIMIT = 11' + chr(10), 'LIMIT = 12' + chr(10))}```\n"
    )
    found = extract(reply, task(), START)
    assert found.files == {"src/a.py": FIXED.encode()}
    assert found.labels == ("edit_missed",)
    assert (
        "edit 2 of 2 (line 12 of the reply, src/b.py) is not made: no line of the file is 'LIMIT = 11'" in found.notes
    )


def test_edits_are_made_one_after_the_other() -> None:
    reply = f"src/a.py\n{block()}{block(NEW, '    return 3 * r ** 2' + chr(10))}"
    assert extract(reply, task(), START).files["src/a.py"] == FIXED.replace("math.pi * r ** 2", "3 * r ** 2").encode()


def test_what_an_edit_before_took_away_is_said_to_have_stood_there() -> None:
    found = extract(f"src/a.py\n{block()}{block()}", task(), START)
    assert found.files == {"src/a.py": FIXED.encode()}
    assert any("stood in the file until edit 1 changed it" in line for line in found.notes)


def test_files_are_made_and_deleted() -> None:
    made = "src/new.py\n" + block("", "X = 1\n")
    assert extract(made, task(), START).files == {"src/new.py": b"X = 1\n"}
    gone = "```diff\n--- a/src/b.py\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-LIMIT = 10\n-NAME = 'b'\n```\n"
    found = extract(gone, task(), START)
    assert (found.files, found.removed) == ({}, ("src/b.py",))
    patched = "*** Begin Patch\n*** Add File: src/new.py\n+X = 1\n*** Delete File: src/b.py\n*** End Patch\n"
    found = extract(patched, task(), START)
    assert (found.files, found.removed) == ({"src/new.py": b"X = 1\n"}, ("src/b.py",))
    diffed = "```diff\n--- /dev/null\n+++ b/src/new.py\n@@ -0,0 +1 @@\n+X = 1\n```\n"
    assert extract(diffed, task(), START).files == {"src/new.py": b"X = 1\n"}


def test_marks_of_fences_and_dividers_in_the_text_are_text() -> None:
    start = {"doc.md": b"Title\n=======\n```py\nx = 1\n```\nend\n"}
    old, new = "Title\n=======\n```py\nx = 1\n```\n", "Title\n=======\n```py\nx = 2\n```\n"
    found = extract(f"doc.md\n````\n{block(old, new)}````\n", task("doc.md"), start)
    assert found.files == {"doc.md": b"Title\n=======\n```py\nx = 2\n```\nend\n"}


def test_line_ends_stay_as_they_were() -> None:
    start = {"src/a.py": A.replace("\n", "\r\n").encode(), "src/b.py": b"LIMIT = 10\nNAME = 'b'"}
    reply = f"src/a.py\n{block()}src/b.py\n{block('LIMIT = 10' + chr(10), 'LIMIT = 5' + chr(10))}"
    found = extract(reply, task(), start)
    assert found.files == {"src/a.py": FIXED.replace("\n", "\r\n").encode(), "src/b.py": b"LIMIT = 5\nNAME = 'b'"}
    assert found.labels == ()


def test_spaces_are_taken_for_the_tabs_of_the_file() -> None:
    go = "func f() {\n\tif a {\n\t\treturn 1\n\t}\n}\n"
    reply = "main.go\n" + block("    if a {\n        return 1\n", "    if a {\n        return 2\n")
    found = extract(reply, task("main.go"), {"main.go": go.encode()})
    assert found.files == {"main.go": go.replace("return 1", "return 2").encode()}
    assert found.labels == ("edit_lenient",)


def test_an_edit_of_the_only_file_needs_no_name() -> None:
    found = extract(f"```\n{block()}```\n", task("a.py"), {"a.py": A.encode(), "notes.txt": b"x\n"})
    assert (found.files, found.labels) == ({"a.py": FIXED.encode()}, ())


def test_the_whole_of_the_only_file_is_taken_without_a_name() -> None:
    found = extract(f"Here:\n```python\n{FIXED}```\n", task("a.py"), {"a.py": A.encode()})
    assert (found.files, found.labels) == ({"a.py": FIXED.encode()}, ("edit_lenient",))


def test_an_indented_block_of_a_list_is_made() -> None:
    reply = "1. src/a.py\n" + textwrap.indent(f"```\n{block()}```\n", "   ")
    assert extract(reply, task(), START).files == {"src/a.py": FIXED.encode()}


def test_a_file_that_is_no_text_is_left_alone() -> None:
    found = extract("src/x.bin\n" + block("a\n", "b\n"), task(), {"src/x.bin": b"\xff\xfe"})
    assert found.fault is not None
    assert "is no text" in found.fault.detail


LINES = st.lists(st.sampled_from(["a", "b", "", "  c", "-d", "+e", "@@", "=======", "```"]), max_size=9)


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_a_diff_makes_of_one_text_the_other(before: list[str], after: list[str]) -> None:
    old, new = ("".join(f"{line}\n" for line in lines) for lines in (before, after))
    if old and new and old != new:
        found = extract(f"~~~~diff\n{diff(old, new, 'x.txt')}~~~~\n", task("x.txt"), {"x.txt": old.encode()})
        assert found.files == {"x.txt": new.encode()}, found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>=+-@*` \nSEARCHREPLACEab/.py\t\\", max_size=400))
def test_any_text_is_read(text: str) -> None:
    found = extract(text, task(), START)
    assert found.files or found.removed or found.fault is not None


def test_many_edits_of_a_long_file_are_read_in_bounded_time() -> None:
    long = b"x\n" * 50_000
    text = "a.py\n" + block("x\n" * 200, "y\n") * 400
    assert len(edits_in(text, ["a.py"])) == 400
    assert extract(text, task("a.py"), {"a.py": long}).fault is not None
    nested = "<<<<<<< SEARCH\n=======\n" * 20_000
    assert extract(nested, task(), START).fault is not None
    assert extract("```src/a.py\n" * 30_000, task(), START).fault is not None
