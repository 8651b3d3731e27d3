"""A task in steps is read whole, and what does not fit is said with its place."""

import msgspec
import pytest
from tests.support.step_suite import write_step_suite

from prony.export.suites.suite_target import ExportedTask, exported
from prony.nouns import AskedWhen
from prony.suites import SuiteProblems, load_suite, materials_of
from prony.suites.step_views import at_step


@pytest.fixture
def stepped(tmp_path):
    return write_step_suite(tmp_path / "stepped")


@pytest.fixture
def cheaper(stepped):
    return next(task for task in load_suite(stepped).tasks if task.name == "cheaper")


def names(criteria):
    return [one.id for one in criteria]


def test_a_step_has_its_briefs_and_says_when_it_is_asked(stepped):
    cheaper, tries = load_suite(stepped).tasks
    assert [brief.when for brief in cheaper.steps[0].briefs] == ["metrics.cost > 50", ""]
    assert (cheaper.steps[0].ask, tries.steps[0].ask) == (AskedWhen.ALWAYS, AskedWhen.UNSOLVED)


def test_criteria_of_the_first_step_count_again_in_the_next(cheaper):
    assert names(at_step(cheaper, 0).criteria) == ["right", "cheap"]
    assert names(at_step(cheaper, 1).criteria) == ["right", "cheap", "improved", "said"]


def test_a_criterion_may_count_in_its_own_step_alone(cheaper):
    first, *others = cheaper.criteria
    once = msgspec.structs.replace(cheaper, criteria=(msgspec.structs.replace(first, again=False), *others))
    assert names(at_step(once, 1).criteria) == ["cheap", "improved", "said"]


def test_a_step_beyond_the_last_is_the_last(cheaper):
    assert at_step(cheaper, 7) == at_step(cheaper, 1)
    assert at_step(at_step(cheaper, 1), 0) == at_step(cheaper, 1)


def test_later_steps_hand_in_what_earlier_ones_did_and_more(cheaper):
    assert at_step(cheaper, 0).answer == ("cost.py",)
    assert at_step(cheaper, 1).answer == ("cost.py", "said.py")
    materials = materials_of(cheaper)
    assert set(materials.solution) == {"cost.py"}
    assert set(materials.at(1).solution) == {"cost.py", "said.py"}
    assert materials.at(1).solution["cost.py"] != materials.solution["cost.py"]


def test_a_flaw_lies_over_the_reference_of_its_step(cheaper):
    assert set(materials_of(cheaper).flawed("dear")) == {"cost.py"}
    assert set(materials_of(cheaper).flawed("no-cheaper")) == {"cost.py", "said.py"}


def test_tests_of_another_step_are_no_tests_of_this_one(stepped):
    toml = (stepped / "tries/task.toml").read_text()
    (stepped / "tries/task.toml").write_text(
        toml.replace('tests = ["*"]', 'tests = ["shown/*"]\n[[prony.criteria]]\nid = "hidden"\nstep = 1')
    )
    tries = next(task for task in load_suite(stepped).tasks if task.name == "tries")
    assert b"hidden/three" not in materials_of(tries).tests["cases.jsonl"]
    assert b"hidden/three" in materials_of(tries).at(1).tests["cases.jsonl"]


def test_a_task_without_steps_is_the_same_at_each(cheaper):
    plain = msgspec.structs.replace(cheaper, steps=())
    assert at_step(plain, 1) is plain


CAP = '[[prony.caps]]\nwhen = "criteria.right == 0"\ntotal = 3\nstep = 2\n[[prony.steps]]'
STEP = 'ask = "unsolved"\nbrief = "again.md"\n'


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "where", "said"),
    [
        ("tries/task.toml", STEP, STEP + "brie = 3\n", "E310", "task.toml:10", "brief"),
        ("tries/task.toml", STEP, 'ask = "never"\nbrief = "again.md"\n', "E311", "task.toml:8", "always, unsolved"),
        ("tries/task.toml", STEP, 'ask = "unsolved"\n', "E313", "task.toml:7", "either `brief`"),
        ("tries/task.toml", STEP, STEP + 'briefs = [{file = "again.md"}]\n', "E334", "task.toml:7", "either `brief`"),
        ("tries/task.toml", "again.md", "agian.md", "E320", "task.toml:9", "there is no file agian.md"),
        ("tries/task.toml", "again.md", "tests/cases.jsonl", "E311", "task.toml:9", "cannot be a brief"),
        ("tries/task.toml", "again.md", "../again.md", "E311", "task.toml:9", "cannot be a brief"),
        ("tries/task.toml", STEP, STEP + 'shows = ["shwon/*"]\n', "E330", "task.toml:10", "no test is called"),
        ("tries/task.toml", "[[prony.steps]]", CAP, "E334", "task.toml:10", "there is no step 2"),
        ("tries/task.toml", 'after = "lower-case"', 'after = "lower"', "E331", "task.toml:17", "lower-case"),
        ("tries/again.md", "{{ tests.failed }}", "{{ tests.faild }}", "E311", "again.md", "tests.failed"),
        ("tries/again.md", "{{ tests.failed }}", "{{ criteria.wrong }}", "E311", "again.md", "no criterion"),
        ("tries/tests/cases.jsonl", ', "shown": true', "", "E330", "task.toml:7", "none that may be shown"),
        ("cheaper/task.toml", "metrics.cost > 50", "metrics.cost >", "E333", "task.toml:27", "cannot be read"),
        ("cheaper/task.toml", "metrics.cost > 50", "criteria.said == 0", "E333", "task.toml:27", "step before"),
        ("cheaper/task.toml", 'when = "metrics.cost > 50", ', "", "E334", "task.toml:27", "the last has none"),
        ("cheaper/task.toml", 'fails = ["cheap"]', 'fails = ["said"]', "E331", "task.toml:33", "does not count"),
        (
            "cheaper/task.toml",
            'after = "dear"\nbriefs',
            'after = "no-cheaper"\nbriefs',
            "E331",
            ":26",
            "flaw of step 0",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(stepped, file, old, new, code, where, said):
    text = (stepped / file).read_text()
    assert old in text
    (stepped / file).write_text(text.replace(old, new, 1))
    with pytest.raises(SuiteProblems) as error:
        load_suite(stepped)
    problem = error.value.problems[0]
    assert (len(error.value.problems), problem.code) == (1, code), error.value.problems
    assert where in problem.where
    assert said in f"{problem.what} {problem.hint}"


def test_a_brief_of_a_step_begins_with_the_canary_too(stepped):
    suite = (stepped / "suite.toml").read_text()
    (stepped / "suite.toml").write_text(f'{suite}canary = "0f0f"\n')
    with pytest.raises(SuiteProblems) as error:
        load_suite(stepped)
    named = {problem.where.rpartition("/")[2] for problem in error.value.problems}
    assert {"again.md", "dear.md", "cheaper.md", "instruction.md"} == named


def test_a_step_in_which_nothing_counts_is_told(stepped):
    toml = (stepped / "tries/task.toml").read_text()
    (stepped / "tries/task.toml").write_text(toml.replace('tests = ["*"]', 'tests = ["*"]\nagain = false'))
    with pytest.raises(SuiteProblems, match="no criterion counts in step 1"):
        load_suite(stepped)


def test_a_reference_of_no_step_is_told(stepped):
    (stepped / "tries/solution/steps/2").mkdir(parents=True)
    (stepped / "tries/solution/steps/2/initials.py").write_text("pass\n")
    with pytest.raises(SuiteProblems, match="the reference of no step"):
        load_suite(stepped)


def test_a_step_that_asks_for_another_file_needs_a_reference_with_it(stepped):
    (stepped / "cheaper/solution/steps/1/said.py").unlink()
    with pytest.raises(SuiteProblems, match=r"the reference has no said\.py"):
        load_suite(stepped)


def test_a_cap_over_what_counts_later_says_so(stepped):
    toml = (stepped / "cheaper/task.toml").read_text()
    cap = '[[prony.caps]]\nwhen = "criteria.said == 0"\ntotal = 3\n'
    (stepped / "cheaper/task.toml").write_text(toml + cap)
    with pytest.raises(SuiteProblems, match="does not count in step 0"):
        load_suite(stepped)
    (stepped / "cheaper/task.toml").write_text(toml + cap + "step = 1\n")
    task = load_suite(stepped).tasks[0]
    assert (at_step(task, 0).caps, len(at_step(task, 1).caps)) == ((), 1)


def test_other_formats_are_not_told_half_of_a_task_in_steps(cheaper):
    done, left_out = exported([cheaper], lambda task: ExportedTask(task=task))
    assert (done, list(left_out)) == ([], ["cheaper"])
    assert "steps" in left_out["cheaper"]


@pytest.mark.parametrize(
    ("task", "flaw", "hint"),
    [("cheaper", "dear", "of step 1: no-cheaper"), ("tries", "still-lower-case", "lower-case")],
)
def test_a_mixed_contestant_hands_in_what_its_task_ends_with(stepped, task, flaw, hint):
    with (stepped / "suite.toml").open("a") as file:
        file.write(f'[mixed.hasty]\n{task} = "{flaw}"\n')
    with pytest.raises(SuiteProblems) as caught:
        load_suite(stepped)
    problem = caught.value.problems[0]
    assert (problem.code, hint in problem.hint) == ("E331", True)
    assert f"{flaw!r} is no flaw that {task} ends with" in problem.what
