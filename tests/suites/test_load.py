"""Suites and tasks as they are loaded: defaults, order, digests, and the built-in suites themselves."""

import re
import shutil

import pytest

from prony.errors import SuiteError
from prony.nouns import Assurance, Mode
from prony.suites import builtin_suites, load_suite, load_task, materials_of, prompt, suites_root, trigger
from prony.suites.step_views import at_step


def test_five_files_and_nine_lines_make_a_task(suite_folder):
    toml = (suite_folder.root / "larger/task.toml").read_text()
    assert len(toml.splitlines()) == 8
    assert len(list((suite_folder.root / "larger").rglob("*.*"))) == 5
    task = load_suite(suite_folder.root).tasks[0]
    assert (task.id, task.title, task.mode, task.language) == ("mine/larger", "larger", Mode.ANSWER, "python")
    assert (task.toolchain, task.grader, task.assurance) == (("python",), ("cases",), Assurance.A)
    assert (task.answer, task.editable, task.defines) == (("larger.py",), ("larger.py",), ("larger",))
    assert [(c.points, c.tests) for c in task.criteria] == [(20.0, ("basics", "basics/*"))]
    assert task.instruction == "Write `larger(a, b)`."


def test_harbors_own_keys_are_left_alone(suite_folder):
    suite_folder.edit(
        "larger/task.toml",
        "[prony]",
        'schema_version = "1.4"\n[task]\nname = "mine/larger"\ndescription = "The larger one"\n[metadata]\nx = 1\n'
        "[agent]\ntimeout_sec = 600\n[verifier]\ntimeout_sec = 60\n[environment]\ncpus = 1\n[prony]",
    )
    assert load_suite(suite_folder.root).tasks[0].title == "The larger one"


def test_a_task_inherits_from_its_suite(suite_folder):
    suite_folder.edit("suite.toml", 'version = "1"', 'version = "1"\nscale = 100\nreleased = 2026-11-21\ncanary = "G"')
    suite_folder.edit("larger/instruction.md", "canary", "canary G")
    suite = load_suite(suite_folder.root)
    task = suite.tasks[0]
    assert (task.scale, task.criteria[0].points, task.released, task.canary) == (100.0, 100.0, "2026-11-21", "G")
    assert suite.released == "2026-11-21"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("grade.py", "oracle"),
        ("test_larger.py", "suite"),
        ("larger.test.mjs", "suite"),
        ("cases.jsonl", "cases"),
    ],
)
def test_the_grader_follows_from_the_tests(suite_folder, file, kind):
    old = suite_folder.root / "larger/tests/cases.jsonl"
    old.rename(old.with_name(file))
    assert load_suite(suite_folder.root).tasks[0].grader == (kind,)


def test_options_of_graders_are_passed_on(suite_folder):
    suite_folder.edit(
        "larger/task.toml", "[[prony.flaws]]", '[prony.grader]\nkind = "cases"\nmodule = "larger.py"\n[[prony.flaws]]'
    )
    task = load_suite(suite_folder.root).tasks[0]
    assert (task.grader, task.options) == (("cases",), {"module": "larger.py"})


def test_tasks_come_in_the_order_of_the_suite_then_by_name(suite_folder):
    for name in ("zebra", "apple", "middle"):
        shutil.copytree(suite_folder.root / "larger", suite_folder.root / name)
    suite_folder.write("_drafts/idea.txt", "not a task")
    suite_folder.edit("suite.toml", 'version = "1"', 'version = "1"\norder = ["middle"]')
    assert [task.name for task in load_suite(suite_folder.root).tasks] == ["middle", "apple", "larger", "zebra"]


def test_the_digest_covers_names_and_bytes_and_nothing_else(suite_folder, tmp_path):
    first = load_suite(suite_folder.root)
    twin = tmp_path / "elsewhere" / "mine"
    shutil.copytree(suite_folder.root, twin)
    for path in twin.rglob("*"):
        path.chmod(0o700)
    (twin / "larger/solution/__pycache__").mkdir()
    (twin / "larger/solution/__pycache__/larger.pyc").write_bytes(b"litter")
    assert load_suite(twin).digest == first.digest

    digests = {first.digest}
    for path in ("larger/instruction.md", "larger/tests/cases.jsonl", "larger/flaws/smaller/larger.py", "suite.toml"):
        text = (twin / path).read_text()
        (twin / path).write_text(text + "\n")
        digests.add(load_suite(twin).digest)
        (twin / path).write_text(text)
    (twin / "larger/workspace").mkdir()
    (twin / "larger/workspace/larger.py").write_text("")
    digests.add(load_suite(twin).digest)
    assert len(digests) == 6


def test_one_task_can_be_loaded_alone(suite_folder):
    assert load_task(suite_folder.root / "larger", "mine") == load_suite(suite_folder.root).tasks[0]
    with pytest.raises(SuiteError, match="no such task folder"):
        load_task(suite_folder.root / "absent", "mine")


def test_an_unknown_suite_is_answered_with_the_nearest_name():
    with pytest.raises(SuiteError) as error:
        load_suite("quikc")
    assert (error.value.code, error.value.hint) == ("E301", "did you mean quick?")


def test_a_folder_without_suite_toml_is_no_suite(tmp_path):
    with pytest.raises(SuiteError) as error:
        load_suite(tmp_path)
    assert error.value.code == "E301"
    assert "suite.toml" in error.value.what


@pytest.mark.parametrize("name", builtin_suites())
def test_a_built_in_suite_holds_together(name):
    suite = load_suite(name)
    assert suite.id == name
    assert suite.path == str(suites_root() / name)
    assert suite.canary
    assert suite.released
    flaws = {task.problem: set[str]() for task in suite.tasks}
    for task in suite.tasks:
        flaws[task.problem].update(flaw.id for flaw in task.flaws)
        assert len(task.flaws) >= 3 or task.member, task.id
        assert len(task.criteria) >= 2 or "plan" in task.criteria[0].tests, task.id
        full = sum(criterion.points for criterion in at_step(task, 0).criteria if not criterion.bonus)
        assert full == pytest.approx(task.scale), task.id
        assert suite.canary not in prompt(task, materials_of(task).workspace), task.id
        assert prompt(task, materials_of(task).workspace).count(trigger(task)) == 1, task.id
    assert [problem for problem, ids in flaws.items() if len(ids) < 2] == []


def test_no_trigger_stands_in_the_prompt_of_another_task():
    tasks = [task for name in builtin_suites() for task in load_suite(name).tasks]
    assert len({trigger(task) for task in tasks}) == len(tasks)
    for task in tasks:
        text = prompt(task, materials_of(task).workspace)
        assert re.findall(r"Task \[[^\]]*\]", text) == [trigger(task)]


def test_an_installed_wheel_brings_its_suites_along(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "prony"
    shutil.copytree(suites_root() / "quick", package / "builtin_suites" / "quick")
    in_checkout = load_suite("quick")
    monkeypatch.setattr("prony.__file__", str(package / "__init__.py"))
    assert builtin_suites() == ["quick"]
    assert load_suite("quick").path == str(package / "builtin_suites" / "quick")
    assert load_suite("quick").digest == in_checkout.digest


def test_quick_is_a_ladder_in_three_languages():
    suite = load_suite("quick")
    languages = [task.language for task in suite.tasks]
    assert {name: languages.count(name) for name in languages} == {"python": 6, "javascript": 6, "go": 2}
    assert {task.difficulty for task in suite.tasks} == {"easy", "medium", "hard"}
    assert any(task.assurance is Assurance.B for task in suite.tasks)
    assert any("oracle" in task.grader for task in suite.tasks)


def test_a_suite_of_which_a_task_folder_may_not_be_read_is_a_problem_with_a_code(suite_folder, monkeypatch):
    monkeypatch.setattr("prony.suites.load.os.access", lambda path, mode: path.name != "larger")
    with pytest.raises(SuiteError, match="larger cannot be read") as caught:
        load_suite(suite_folder.root)
    assert caught.value.code == "E303"


def test_a_suite_folder_that_may_not_be_read_is_said_to_be_one(tmp_path, monkeypatch):
    monkeypatch.setattr("prony.suites.load.os.access", lambda path, mode: False)
    with pytest.raises(SuiteError, match="cannot be read") as caught:
        load_suite(tmp_path)
    assert caught.value.code == "E303"
