"""Every way in which a suite can be wrong is said with its code, its file and line, and a way out."""

import json
import os
from pathlib import Path

import pytest

from prony.languages import runner_names
from prony.suites import SuiteProblems, load_suite
from prony.suites.codes import CODES

CRITERION = '[[prony.criteria]]\nid = "basics"\n'
RUNNERS = ", ".join(runner_names())
MIXABLE = 'licence = "CC0-1.0"'
FLAW = '[[prony.flaws]]\nid = "smaller"\nfails = ["basics"]\nscore = [0, 0]\n'


def problem_of(folder):
    """The single problem of a suite, as (code, where below the suite's folder, what, hint)."""
    with pytest.raises(SuiteProblems) as error:
        load_suite(folder.root)
    assert len(error.value.problems) == 1, error.value.problems
    problem = error.value.problems[0]
    assert problem.code in CODES
    assert (error.value.code, error.value.where) == (problem.code, problem.where)
    return problem.code, problem.where.removeprefix(f"{folder.root}/"), problem.what, problem.hint


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "said", "hint"),
    [
        ("suite.toml", "licence", "license", "E310", 3, "license", "licence"),
        ("suite.toml", 'version = "1"', "version = 1", "E311", 2, "must be a text", None),
        ("suite.toml", 'version = "1"', 'version = "1"\nid = "My Suite"', "E311", 3, "lowercase", None),
        ("suite.toml", 'version = "1"', 'version = "1"\nreleased = "soon"', "E311", 3, "2026-11-21", None),
        ("suite.toml", 'version = "1"', 'version = "1"\norder = ["lagrer"]', "E320", 3, "lagrer", "larger"),
        ("suite.toml", 'version = "1"', 'version = "1"\norder = ["larger", "larger"]', "E332", 3, "twice", None),
        ("suite.toml", 'version = "1"', 'version = "1"\nmixed = 3', "E311", 3, "must be a table", None),
        ("suite.toml", MIXABLE, f"{MIXABLE}\n[mixed.empty]", "E311", 4, "mixed.empty", "taken"),
        ("suite.toml", MIXABLE, f"{MIXABLE}\n[mixed.A]", "E311", 4, "lowercase", None),
        ("suite.toml", MIXABLE, f"{MIXABLE}\n[mixed.a]\nlagrer = 'x'", "E331", 5, "no task", "larger"),
        ("suite.toml", MIXABLE, f"{MIXABLE}\n[mixed.a]\nlarger = 'x'", "E331", 5, "no flaw of larger", None),
        ("suite.toml", MIXABLE, f"{MIXABLE}\n[mixed.a]\nlarger = 3", "E331", 5, "no flaw of larger", None),
        ("suite.toml", 'version = "1"', "version = ", "E303", 2, "not valid TOML", None),
        ("larger/task.toml", "[prony]", "[prony", "E303", 1, "not valid TOML", None),
        ("larger/task.toml", "answer =", 'anser = "x"\nanswer =', "E310", 2, "anser", "answer"),
        ("larger/task.toml", "answer =", "answer = 3\naxes =", "E311", 2, "text or a list", None),
        ("larger/task.toml", "answer =", 'mode = "anwser"\nanswer =', "E311", 2, "answer, edit, agent, text", None),
        ("larger/task.toml", "answer =", 'toolchain = "node >= 20"\nanswer =', "E311", 2, "node>=20", None),
        ("larger/task.toml", "answer =", "released = 2026\nanswer =", "E311", 2, "must be a date", None),
        ("larger/task.toml", "answer =", "retired = 2026-01-01T00:00:00\nanswer =", "E311", 2, "must be a date", None),
        ("larger/task.toml", "answer =", 'assurance = "Z"\nanswer =', "E311", 2, "A, B, C", None),
        ("larger/task.toml", "answer =", "max_tokens = 0\nanswer =", "E311", 2, "between 1", None),
        ("larger/task.toml", "answer =", "scale = true\nanswer =", "E311", 2, "must be a number", None),
        ("larger/task.toml", "answer =", 'services = ["postgres"]\nanswer =', "E312", 2, "not supported", None),
        ("larger/task.toml", "answer =", 'difficulty = "esay"\nanswer =', "E311", 2, "did you mean easy?", None),
        ("larger/task.toml", CRITERION, CRITERION + "point = 3\n", "E310", 5, "point", "points"),
        ("larger/task.toml", CRITERION, CRITERION + "points = -3\n", "E311", 5, "between 0", None),
        ("larger/task.toml", CRITERION, CRITERION + "points = '3'\n", "E311", 5, "number", None),
        ("larger/task.toml", CRITERION, CRITERION + "gate = true\n", "E334", 3, "cap", None),
        ("larger/task.toml", CRITERION, CRITERION + "points = 1\nbonus = true\n", "E313", 1, "nothing earns", None),
        (
            "larger/task.toml",
            CRITERION,
            CRITERION + '[[prony.criteria]]\nid = "more"\ntests = "basics/*"\nbonus = true\nrequired = true\n',
            "E334",
            5,
            "neither `required`",
            None,
        ),
        ("larger/task.toml", CRITERION, CRITERION + "full = 3\n", "E334", 3, "kind metric", None),
        ("larger/task.toml", CRITERION, CRITERION + 'tests = ["basic/*"]\n', "E330", 3, "basic/*", "basics"),
        ("larger/task.toml", CRITERION, CRITERION + '[[prony.criteria]]\nid = "basics"\n', "E332", 6, "twice", None),
        ("larger/task.toml", CRITERION, CRITERION + '[[prony.criteria]]\nid = "edges"\n', "E330", 5, "edges", None),
        (
            "larger/task.toml",
            CRITERION,
            CRITERION + 'points = 20\n[[prony.criteria]]\nid = "more"\ntests = "basics/*"\n',
            "E334",
            3,
            "not for all",
            None,
        ),
        (
            "larger/task.toml",
            CRITERION,
            CRITERION + '[[prony.criteria]]\nid = "speed"\nmetric = "ms"\nfull = 2\n',
            "E334",
            5,
            "zero",
            None,
        ),
        ("larger/task.toml", FLAW, FLAW.replace('["basics"]', '["basic"]'), "E331", 7, "basic", "basics"),
        ("larger/task.toml", FLAW, FLAW.replace("[0, 0]", "[0, 40]"), "E334", 8, "0 to 20", None),
        ("larger/task.toml", FLAW, FLAW.replace("[0, 0]", "[4, 1]"), "E311", 8, "lowest", None),
        ("larger/task.toml", FLAW, FLAW.replace('["basics"]', "[]"), "E334", 5, "equivalent", None),
        ("larger/task.toml", FLAW, FLAW.replace('"smaller"', '"smallest"'), "E331", 5, "no files", "flaws/smallest"),
        ("larger/task.toml", FLAW, '[[prony.caps]]\nwhen = "ms < 3"\ntotal = 2\n' + FLAW, "E333", 6, "rule", "metrics"),
        (
            "larger/task.toml",
            FLAW,
            '[[prony.caps]]\nwhen = "criteria.basic == 0"\ntotal = 2\n' + FLAW,
            "E333",
            6,
            "'basic'",
            "basics",
        ),
        ("larger/task.toml", FLAW, '[prony.limits]\ncpu = 3\n' + FLAW, "E310", 6, "cpu", "cpu_s"),
        ("larger/task.toml", FLAW, '[prony.limits]\nmemory_mb = 1\n' + FLAW, "E311", 6, "between 32", None),
        ("larger/task.toml", FLAW, '[prony.grader]\nkind = "case"\n' + FLAW, "E311", 6, "case", "cases"),
        ("larger/task.toml", FLAW, '[prony.grader]\nfile = "x.jsonl"\n' + FLAW, "E320", None, "missing", None),
        ("larger/task.toml", FLAW, '[prony.grader]\nindependent = ["small"]\n' + FLAW, "E331", 6, "small", "smaller"),
        ("larger/task.toml", FLAW, '[prony.grader]\nrunner = "jest"\n' + FLAW, "E311", 6, RUNNERS, None),
        ("larger/tests/cases.jsonl", '"call"', '"cal"', "E310", 1, "cal", "call"),
        ("larger/tests/cases.jsonl", "{", "{{", "E340", 1, "JSON", None),
        ("larger/tests/cases.jsonl", '"args": [1, 2]', '"args": 3', "E340", 1, "array", None),
        ("larger/tests/cases.jsonl", ', "expect": 2', "", "E340", 1, "nothing is expected", None),
        ("larger/tests/cases.jsonl", '"call": "larger"', '"call": "larger", "stdin": "x"', "E340", 1, "either", None),
        ("larger/tests/cases.jsonl", '"expect": 2', '"expect": 2, "raises": "ValueError"', "E340", 1, "only one", None),
        ("larger/tests/cases.jsonl", '"expect": 2', '"expect": 2, "order": "random"', "E340", 1, "any, deep", None),
    ],
)  # fmt: skip
def test_one_slip_is_said_once_with_its_line(suite_folder, file, old, new, code, line, said, hint):
    if "[[prony.criteria]]" in new and 'id = "edges"' in new:
        new += "tests = 'edges/*'\n"
    suite_folder.edit(file, old, new)
    found, where, what, way_out = problem_of(suite_folder)
    assert found == code
    assert line is None or where == f"{file}:{line}"
    assert said in what
    assert hint is None or hint in (way_out or "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("larger/task.toml", "no task.toml"),
        ("larger/instruction.md", "brief is missing"),
        ("larger/tests/cases.jsonl", "nothing grades"),
        ("larger/solution/larger.py", "reference has no larger.py"),
    ],
)
def test_a_missing_file_is_named(suite_folder, path, said):
    suite_folder.drop(path)
    code, where, what, _ = problem_of(suite_folder)
    assert code == "E320"
    assert said in what
    assert where.startswith(path.rsplit("/", 1)[0])


def test_a_flaw_without_files_is_named(suite_folder):
    suite_folder.drop("larger/flaws/smaller/larger.py")
    assert problem_of(suite_folder)[0] == "E331"


def test_a_flaw_that_nothing_declares_is_named(suite_folder):
    suite_folder.write("larger/flaws/smalller/larger.py", "x")
    code, _, what, hint = problem_of(suite_folder)
    assert (code, hint) == ("E331", "did you mean smaller?")
    assert "smalller" in what


def test_a_file_that_no_contestant_could_hand_in_is_named(suite_folder):
    suite_folder.write("larger/solution/helper.py", "x = 1\n")
    assert problem_of(suite_folder)[0] == "E320"


def test_a_test_that_counts_for_no_criterion_is_named(suite_folder):
    suite_folder.edit(
        "larger/tests/cases.jsonl", "}\n", '}\n{"id": "edge/one", "call": "larger", "args": [], "expect": 1}\n'
    )
    code, where, what, _ = problem_of(suite_folder)
    assert (code, where) == ("E330", "larger/task.toml:3")
    assert "edge/one" in what


def test_a_case_id_that_stands_twice_is_named(suite_folder):
    line = (suite_folder.root / "larger/tests/cases.jsonl").read_text()
    suite_folder.write("larger/tests/cases.jsonl", f"// two of a kind\n\n{line}{line}")
    assert problem_of(suite_folder)[:2] == ("E332", "larger/tests/cases.jsonl:4")


def test_frozen_ids_take_part_in_the_checks(suite_folder):
    tests = suite_folder.root / "larger/tests"
    (tests / "cases.jsonl").rename(tests / "grade.py")
    load_suite(suite_folder.root)
    suite_folder.write("larger/tests/expected.json", json.dumps({"tests": ["basics/one", "other/two"]}))
    assert problem_of(suite_folder)[0] == "E330"
    suite_folder.write("larger/tests/expected.json", "[]")
    assert problem_of(suite_folder)[:2] == ("E341", "larger/tests/expected.json")


def test_a_patch_must_apply_and_change_something(suite_folder):
    suite_folder.drop("larger/flaws/smaller/larger.py")
    suite_folder.write(
        "larger/flaws/smaller.patch", "--- a/larger.py\n+++ b/larger.py\n@@ -2 +2 @@\n-    return x\n+    y\n"
    )
    code, _, what, _ = problem_of(suite_folder)
    assert code == "E345"
    assert "line 4" in what
    same = "--- a/larger.py\n+++ b/larger.py\n@@ -2 +2 @@\n-    return max(a, b)\n+    return max(a, b)\n"
    suite_folder.write("larger/flaws/smaller.patch", same)
    assert problem_of(suite_folder)[:1] == ("E345",)


def test_a_missing_key_is_named(suite_folder):
    suite_folder.edit("larger/task.toml", CRITERION, "")
    with pytest.raises(SuiteProblems) as error:
        load_suite(suite_folder.root)
    first = error.value.problems[0]
    assert (first.code, first.what) == ("E313", "prony has no criteria")


def test_a_task_without_the_table_prony_is_refused(suite_folder):
    suite_folder.write("larger/task.toml", '[task]\nname = "mine/larger"\n')
    with pytest.raises(SuiteProblems) as error:
        load_suite(suite_folder.root)
    assert error.value.problems[0].what == "task.toml has no table [prony]"


def test_a_misspelt_table_is_found(suite_folder):
    suite_folder.edit("larger/task.toml", "[prony]", "[pronny]\nx = 1\n[prony]")
    assert problem_of(suite_folder)[3] == "did you mean prony?"


def test_steps_are_refused_rather_than_ignored(suite_folder):
    suite_folder.edit("larger/task.toml", "[prony]", '[[steps]]\nname = "build"\n[prony]')
    assert problem_of(suite_folder)[0] == "E312"


def test_a_brief_without_the_canary_of_its_suite_is_refused(suite_folder):
    suite_folder.edit("suite.toml", 'version = "1"', 'version = "1"\ncanary = "a-guid"')
    code, _, what, hint = problem_of(suite_folder)
    assert code == "E320"
    assert "canary" in what
    assert "a-guid" in hint


def test_a_link_is_refused(suite_folder):
    os.symlink("/etc/passwd", suite_folder.root / "larger/tests/passwd")
    code, where, what, _ = problem_of(suite_folder)
    assert (code, where) == ("E321", "larger/tests/passwd")
    assert "link" in what


def test_a_linked_folder_is_refused(suite_folder):
    os.symlink("/etc", suite_folder.root / "larger/workspace")
    assert problem_of(suite_folder)[0] == "E321"


def test_a_linked_task_is_refused(suite_folder):
    os.symlink(suite_folder.root / "larger", suite_folder.root / "again")
    assert problem_of(suite_folder)[0] == "E321"


def test_a_pipe_is_refused_and_not_waited_for(suite_folder):
    os.mkfifo(suite_folder.root / "larger/tests/pipe")
    code, _, what, _ = problem_of(suite_folder)
    assert code == "E321"
    assert "plain file" in what


@pytest.mark.parametrize("name", ["two\nlines.py", "back\\slash.py", " blank.py", "-rf", "e\u0301.py", "a:b.py"])
def test_an_odd_name_is_refused(suite_folder, name):
    suite_folder.write(f"larger/workspace/{name}", "x")
    assert problem_of(suite_folder)[0] == "E321"


def test_names_that_are_one_file_on_some_systems_are_refused(suite_folder):
    suite_folder.write("larger/workspace/Readme.md", "x")
    suite_folder.write("larger/workspace/README.md", "x")
    assert problem_of(suite_folder)[0] == "E321"


def test_all_problems_of_a_suite_are_told_at_once(suite_folder):
    suite_folder.edit("suite.toml", "licence", "license")
    suite_folder.edit("larger/task.toml", "score = [0, 0]", "score = [0, 99]")
    suite_folder.edit("larger/tests/cases.jsonl", '"call"', '"cal"')
    suite_folder.drop("larger/instruction.md")
    with pytest.raises(SuiteProblems) as error:
        load_suite(suite_folder.root)
    assert error.value.code == "E302"
    assert {problem.code for problem in error.value.problems} >= {"E310", "E320", "E334"}
    text = str(error.value)
    for problem in error.value.problems:
        assert problem.where in text
        assert problem.what in text


def test_every_code_of_a_suite_is_shown_by_a_test_here():
    here = Path(__file__).parent
    files = ("test_validation.py", "test_load.py", "test_repairs.py", "test_importers.py")
    shown = "".join((here / name).read_text() for name in files)
    codes = [code for code in CODES if "E300" < code < "E350"]
    assert [code for code in codes if code not in shown] == []
