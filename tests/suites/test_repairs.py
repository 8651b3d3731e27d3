"""Repairs of a task: which there are, and everything that can be wrong with them."""

from __future__ import annotations

import pytest

from prony.suites import SuiteProblems, load_suite, materials_of, repair_files
from prony.suites.repairs import MOST_REPAIRS, planted_bug

FLAWED = "def larger(a, b)\n    return min(a, b)\n"
PATCH = "--- a/larger.py\n+++ b/larger.py\n@@ -1 +1 @@\n-def larger(a, b)\n+def larger(a, b):\n"
PROGRAM = "from pathlib import Path\nPath('larger.py').write_text('')\n"


@pytest.fixture
def folder(suite_folder):
    """A suite whose one task has a bug that stops its import, and a repair for it."""
    suite_folder.edit(
        "larger/task.toml", "[[prony.criteria]]", '[prony.grader]\nindependent = ["smaller"]\n[[prony.criteria]]'
    )
    suite_folder.write("larger/flaws/smaller/larger.py", FLAWED)
    suite_folder.write("larger/repairs/basics.patch", PATCH)
    return suite_folder


def problems(folder) -> list[tuple[str, str, str]]:
    with pytest.raises(SuiteProblems) as raised:
        load_suite(folder.root)
    return [(one.code, one.where.removeprefix(f"{folder.root}/larger/"), one.what) for one in raised.value.problems]


def test_a_repair_is_named_for_the_criterion_of_its_bug(folder):
    (task,) = load_suite(folder.root).tasks
    assert task.repairs == ("basics",)
    (repair,) = repair_files(materials_of(task))
    assert (repair.criterion, repair.patch, repair.program) == ("basics", PATCH.encode(), None)
    assert planted_bug(task, "basics").id == "smaller"


def test_a_repair_can_be_a_program(folder):
    folder.drop("larger/repairs/basics.patch")
    folder.write("larger/repairs/basics.py", PROGRAM)
    (repair,) = repair_files(materials_of(load_suite(folder.root).tasks[0]))
    assert (repair.patch, repair.program) == (None, PROGRAM.encode())


def test_a_task_without_repairs_has_none(suite_folder):
    (task,) = load_suite(suite_folder.root).tasks
    assert (task.repairs, repair_files(materials_of(task))) == ((), ())


def test_repairs_are_part_of_the_tasks_digest(folder):
    before = load_suite(folder.root).tasks[0].digest
    folder.edit("larger/repairs/basics.patch", "@@ -1 +1 @@", "@@ -1,1 +1,1 @@")
    assert load_suite(folder.root).tasks[0].digest != before


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("basic.patch", PATCH, "E346", "no criterion is called 'basic'"),
        ("basics.sh", "true\n", "E346", "basics.sh is no repair"),
        ("basics", PATCH, "E346", "basics is no repair"),
        (".py", PROGRAM, "E346", ".py is no repair"),
        ("more/basics.py", PROGRAM, "E346", "more/basics.py is no repair"),
        ("basics.py", PROGRAM, "E346", "both a patch and a program"),
    ],
)
def test_a_file_that_is_no_repair_is_refused(folder, name, text, code, said):
    folder.write(f"larger/repairs/{name}", text)
    ((found, where, what),) = problems(folder)
    assert (found, where) == (code, f"repairs/{name}")
    assert said in what


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ("nothing\n", "no file header"),
        (PATCH.replace("larger.py", "smaller.py"), "there is no file smaller.py"),
        (PATCH.replace("-def larger(a, b)\n", "-def largest(a, b)\n"), "in 0 places"),
        (PATCH.replace("+def larger(a, b):\n", "+def larger(a, b)\n"), "changes nothing"),
    ],
)
def test_a_patch_must_fit_the_solution_with_its_bug(folder, patch, said):
    folder.write("larger/repairs/basics.patch", patch)
    ((code, where, what),) = problems(folder)
    assert (code, where) == ("E345", "repairs/basics.patch")
    assert said in what


def test_a_program_must_be_python(folder):
    folder.drop("larger/repairs/basics.patch")
    folder.write("larger/repairs/basics.py", "import re\nif\n")
    ((code, where, what),) = problems(folder)
    assert (code, where) == ("E346", "repairs/basics.py:2")
    assert "no Python" in what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[prony.grader]\nindependent = ["smaller"]\n', ""),
        ('fails = ["basics"]', 'fails = ["basics", "more"]'),
    ],
)
def test_a_repair_needs_a_planted_bug_that_fails_its_criterion_alone(folder, old, new):
    folder.edit(
        "larger/task.toml", "[[prony.flaws]]", '[[prony.criteria]]\nid = "more"\ntests = "basics/*"\n[[prony.flaws]]'
    )
    folder.edit("larger/task.toml", old, new)
    ((code, where, what),) = problems(folder)
    assert (code, where) == ("E346", "repairs/basics.patch")
    assert what == "no planted bug fails basics and nothing else"


def test_there_may_not_be_more_than_can_be_tried(folder):
    names = [f"c{n}" for n in range(MOST_REPAIRS)]
    told = (folder.root / "larger/task.toml").read_text()
    for name in names:
        told += f'[[prony.criteria]]\nid = "{name}"\ntests = "basics/*"\n'
        told += f'[[prony.flaws]]\nid = "f-{name}"\nfails = ["{name}"]\nscore = [0, 0]\n'
        folder.write(f"larger/flaws/f-{name}/larger.py", FLAWED)
        folder.write(f"larger/repairs/{name}.patch", PATCH)
    folder.write("larger/task.toml", told)
    flaws = ", ".join(f'"f-{name}"' for name in names)
    folder.edit("larger/task.toml", '["smaller"]\n[[prony.criteria]]', f'["smaller", {flaws}]\n[[prony.criteria]]')
    ((code, where, what),) = problems(folder)
    assert (code, where, what) == ("E347", "repairs", "5 repairs, and 4 are the most")
