"""A problem that is set for several members of its suite is as many tasks, which share what is not a member's own."""

import json

import pytest

from prony.errors import GradingError, SuiteError
from prony.suites import MaterialsCache, load_suite, materials_of, prompt

SUITE = """\
title = "Mine"
version = "1"
licence = "CC0-1.0"
canary = "c4"
[members.python]
answer = "main.py"
header = "Write a program in Python."
[members.go]
answer = "main.go"
header = "Write a program in Go."
limits = { cpu_s = 9 }
"""
TASK = """\
[prony]
title = "Sums"
[prony.limits]
memory_mb = 300
[[prony.criteria]]
id = "basics"
[[prony.flaws]]
id = "product"
fails = ["basics"]
score = [0, 0]
"""
CASES = (
    {"id": "basics/two", "stdin": "1 2\n", "expect": "3\n", "shown": True},
    {"id": "basics/none", "stdin": "", "expect": "0\n"},
)


@pytest.fixture
def folder(suite_folder):
    for path in ("larger/flaws/smaller/larger.py", "larger/solution/larger.py"):
        suite_folder.drop(path)
    suite_folder.write("suite.toml", SUITE)
    suite_folder.write("larger/task.toml", TASK)
    suite_folder.write("larger/instruction.md", "<!-- canary c4 -->\nPrint the sum.\n")
    suite_folder.write("larger/tests/cases.jsonl", "".join(json.dumps(case) + "\n" for case in CASES))
    suite_folder.write("larger/making/generate.py", "print()\n")
    suite_folder.write("larger/solution/python/main.py", "import sys\nprint(sum(map(int, sys.stdin.read().split())))\n")
    suite_folder.write("larger/flaws/product/python/main.py", "print(2)\n")
    return suite_folder


def tasks_of(folder):
    return {task.member: task for task in load_suite(folder.root).tasks}


def problems_of(folder):
    with pytest.raises(SuiteError) as refused:
        load_suite(folder.root)
    return str(refused.value)


def test_each_member_is_a_task_of_the_problem(folder):
    tasks = load_suite(folder.root).tasks
    assert [(task.name, task.problem, task.member) for task in tasks] == [
        ("larger-python", "larger", "python"),
        ("larger-go", "larger", "go"),
    ]
    assert [task.toolchain for task in tasks] == [("python",), ("go",)]


def test_an_ordinary_task_is_a_problem_of_its_own(suite_folder):
    (task,) = load_suite(suite_folder.root).tasks
    assert (task.problem, task.member, task.has_reference) == ("larger", "", True)


def test_a_brief_has_the_members_header_before_it_and_the_shown_cases_after_it(folder):
    assert tasks_of(folder)["go"].instruction == (
        "Write a program in Go.\n\nPrint the sum.\n\nExample\n\nInput:\n\n```\n1 2\n```\n\nOutput:\n\n```\n3\n```"
    )


def test_a_canary_is_no_part_of_what_a_member_is_sent(folder):
    task = tasks_of(folder)["python"]
    assert "c4" not in prompt(task, {})
    folder.write("larger/instruction.md", "Print the sum.\n")
    assert "canary" in problems_of(folder)


def test_a_member_has_only_its_own_reference_and_flaws(folder):
    tasks = tasks_of(folder)
    assert [(task.has_reference, [flaw.id for flaw in task.flaws]) for task in tasks.values()] == [
        (True, ["product"]),
        (False, []),
    ]
    assert list(materials_of(tasks["python"]).solution) == ["main.py"]
    assert materials_of(tasks["go"]).solution == {}


def test_own_files_are_laid_over_shared_ones_in_every_part(folder):
    folder.write("larger/workspace/notes.txt", "for all\n")
    folder.write("larger/workspace/go/notes.txt", "for Go\n")
    folder.write("larger/tests/go/extra.txt", "hidden\n")
    tasks = tasks_of(folder)
    assert materials_of(tasks["python"]).workspace == {"notes.txt": b"for all\n"}
    assert materials_of(tasks["go"]).workspace == {"notes.txt": b"for Go\n"}
    assert sorted(materials_of(tasks["go"]).tests) == ["cases.jsonl", "extra.txt"]
    assert sorted(materials_of(tasks["python"]).tests) == ["cases.jsonl"]


def test_a_folder_that_is_no_members_is_an_ordinary_one(folder):
    folder.write("larger/workspace/data/notes.txt", "for all\n")
    assert sorted(materials_of(tasks_of(folder)["go"]).workspace) == ["data/notes.txt"]


def test_limits_of_a_member_are_laid_over_those_of_the_problem(folder):
    tasks = tasks_of(folder)
    assert [(task.limits.cpu_s, task.limits.memory_mb) for task in tasks.values()] == [(5.0, 300), (9.0, 300)]


def test_a_problem_can_be_set_for_fewer_members(folder):
    folder.edit("larger/task.toml", "[prony]\n", '[prony]\nmembers = ["python"]\n')
    assert list(tasks_of(folder)) == ["python"]


def test_a_task_of_a_suite_with_members_can_be_one_without(folder):
    folder.edit("larger/task.toml", "[prony]\n", '[prony]\nmembers = []\nanswer = "main.py"\n')
    folder.write("larger/solution/main.py", "print(3)\n")
    folder.write("larger/flaws/product/main.py", "print(2)\n")
    for path in ("larger/solution/python/main.py", "larger/flaws/product/python/main.py"):
        folder.drop(path)
    (task,) = load_suite(folder.root).tasks
    assert (task.name, task.member) == ("larger", "")


def test_a_member_that_the_suite_does_not_have_is_told_with_the_nearest(folder):
    folder.edit("larger/task.toml", "[prony]\n", '[prony]\nmembers = ["pyhton"]\n')
    assert "did you mean python?" in problems_of(folder)


@pytest.mark.parametrize(
    ("path", "digests_that_change"),
    [
        ("larger/solution/python/main.py", {"python"}),
        ("larger/flaws/product/python/main.py", {"python"}),
        ("larger/tests/notes.txt", {"python", "go"}),
        ("larger/instruction.md", {"python", "go"}),
        ("larger/making/generate.py", set()),
        ("larger/variants.toml", set()),
    ],
)
def test_a_digest_covers_what_a_member_is_made_of_and_nothing_else(folder, path, digests_that_change):
    before = {member: task.digest for member, task in tasks_of(folder).items()}
    file = folder.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text((file.read_text() if file.is_file() else "") + "# more\n")
    after = {member: task.digest for member, task in tasks_of(folder).items()}
    assert {member for member in after if after[member] != before[member]} == digests_that_change


def test_what_the_suite_says_of_a_member_is_part_of_its_digest(folder):
    before = tasks_of(folder)
    folder.edit("suite.toml", "a program in Go", "a Go program")
    after = tasks_of(folder)
    assert before["python"].digest == after["python"].digest
    assert before["go"].digest != after["go"].digest
    with pytest.raises(GradingError) as refused:
        _ = MaterialsCache().of(before["go"]).tests
    assert refused.value.code == "E506"


def test_a_member_that_is_gone_from_the_suite_is_a_changed_task(folder):
    task = tasks_of(folder)["go"]
    folder.write("suite.toml", SUITE.partition("[members.go]")[0])
    with pytest.raises(GradingError) as refused:
        _ = MaterialsCache().of(task).tests
    assert refused.value.code == "E506"


def test_a_problem_needs_one_reference(folder):
    folder.drop("larger/solution/python/main.py")
    assert "the reference solution is missing" in problems_of(folder)


def test_a_flaw_needs_files_for_one_member(folder):
    folder.drop("larger/flaws/product/python/main.py")
    assert "flaw product has no files" in problems_of(folder)


def test_what_is_wrong_for_all_members_is_told_once(folder):
    folder.edit("larger/task.toml", 'title = "Sums"', 'titel = "Sums"')
    assert problems_of(folder).count("titel") == 1


def test_names_of_problems_and_members_may_not_meet_anothers(folder):
    folder.write("larger-go/task.toml", '[prony]\nmembers = []\nanswer = "a.py"\n[[prony.criteria]]\nid = "basics"\n')
    folder.write("larger-go/instruction.md", "<!-- canary c4 -->\nPrint.\n")
    folder.write("larger-go/tests/cases.jsonl", json.dumps(CASES[0]))
    folder.write("larger-go/solution/a.py", "print(3)\n")
    assert "2 tasks are called larger-go" in problems_of(folder)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[members]\ngo = 3\n", "members.go must be a table"),
        ("[members.Go]\nanswer = 'a.go'\n", "members.Go must be a table with a name"),
        ("[members.go]\nanswers = 'a.go'\n", "did you mean answer?"),
        ("members = 3\n", "members must be a table"),
    ],
)
def test_members_that_do_not_hold_are_problems_of_the_suite(folder, table, told):
    folder.write("suite.toml", SUITE.partition("[members.python]")[0] + table)
    assert told in problems_of(folder)
