"""What a suite keeps of its mutants speaks of the tests that are there, or says that it does not."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from prony.errors import SuiteError
from prony.nouns import Suite
from prony.suites import SuiteProblems, builtin_suites, load_suite
from prony.suites.equivalents import read_equivalents
from prony.suites.files import EQUIVALENTS
from prony.suites.mutant_record import (
    RECORD,
    TaskMutants,
    equivalents_digest,
    mutant_share,
    percent_killed,
    read_record,
    write_record,
)

ROOT = Path(__file__).parents[1] / "data" / "torture" / "suite"
ENTRY = '[[equivalents]]\nmutant = "digits.py:1:1:text#000000"\nwhy = "the brief leaves it open"\n'


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    shutil.copytree(ROOT, tmp_path / "suite")
    return load_suite(tmp_path / "suite")


def entry(suite: Suite, name: str, **fields: object) -> TaskMutants:
    (task,) = (task for task in suite.tasks if task.name == name)
    known = {"digest": task.digest, "equivalents": equivalents_digest(task), "total": 10, "tried": 10, "killed": 10}
    return msgspec.convert({**known, **fields}, TaskMutants)


def test_what_is_written_is_read_again_and_other_tasks_stay(suite):
    write_record(suite, {"py-cases": entry(suite, "py-cases")})
    path = write_record(suite, {"js-cases": entry(suite, "js-cases", killed=9, survived=["m"])})
    assert path == Path(suite.path) / RECORD
    assert set(read_record(suite).tasks) == {"py-cases", "js-cases"}
    share = mutant_share(suite)
    assert (share.killed, share.decided) == (19, 20)
    assert share.sentence.startswith("tests proven by 20 mutants, 95 % killed; 4 tasks without any: ")


def test_a_record_is_no_part_of_the_suites_digest(suite):
    write_record(suite, {"py-cases": entry(suite, "py-cases")})
    assert load_suite(suite.path) == suite


def test_a_task_that_the_suite_has_no_longer_leaves_the_record(suite):
    write_record(suite, {"py-cases": entry(suite, "py-cases"), "js-cases": entry(suite, "js-cases")})
    shutil.rmtree(Path(suite.path) / "py-cases")
    after = load_suite(suite.path)
    write_record(after, {})
    assert set(read_record(after).tasks) == {"js-cases"}


@pytest.mark.parametrize("change", ["tests/cases.jsonl", "instruction.md", EQUIVALENTS])
def test_a_record_of_other_tests_or_other_equivalents_is_stale(suite, change):
    write_record(suite, {"py-cases": entry(suite, "py-cases"), "js-cases": entry(suite, "js-cases")})
    with open(Path(suite.path) / "py-cases" / change, "a", encoding="utf-8") as file:
        file.write(ENTRY if change == EQUIVALENTS else "\n")
    share = mutant_share(load_suite(suite.path))
    assert share.stale == ("py-cases",)
    assert (share.killed, share.decided) == (10, 10)
    assert "1 task changed since: py-cases" in share.sentence


def test_a_sample_is_called_one(suite):
    write_record(suite, {"py-cases": entry(suite, "py-cases", total=300, tried=10)})
    assert "(of a sample: 10 of 300)" in mutant_share(suite).sentence


def test_without_a_record_nothing_is_claimed(suite):
    assert mutant_share(suite).sentence == "no mutants have tried these tests"


@pytest.mark.parametrize(
    ("killed", "decided", "words"), [(200, 200, "100 %"), (1999, 2000, "99.9 %"), (0, 3, "0 %"), (2, 3, "66.6 %")]
)
def test_the_share_is_never_rounded_up(killed, decided, words):
    assert percent_killed(killed, decided) == words


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"schema": "prony.board/1"}',
        '{"schema": 1, "tasks": {"a": 1}}',
        "[" * 99999,
        '{"schema": "prony.mutant-record/1", "tasks": {"py-cases": {"digest": "", "killed": -3}}}',
        '{"schema": "prony.mutant-record/1", "tasks": {"py-cases": {"digest": "", "killed": 1e300}}}',
    ],
)
def test_a_record_that_cannot_be_read_is_an_error_with_a_next_step(suite, text):
    (Path(suite.path) / RECORD).write_text(text)
    with pytest.raises(SuiteError) as refused:
        mutant_share(suite)
    assert refused.value.code == "E355"
    assert "prove" in (refused.value.hint or "")


def test_a_record_that_is_a_link_is_not_followed(suite, tmp_path):
    (tmp_path / "elsewhere.json").write_text("{}")
    (Path(suite.path) / RECORD).symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(SuiteError) as refused:
        read_record(suite)
    assert refused.value.code == "E355"


# --- equivalents.toml ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[[equivalents]]\nmutant = "a"\n', "E313", 1),
        ('[[equivalents]]\nmutant = "a"\nwhy = " "\n', "E311", 3),
        ('[[equivalents]]\nmutant = "a"\nwhy = 3\n', "E311", 3),
        ('[[equivalents]]\nwhy = "so"\n', "E313", 1),
        ('[[equivalents]]\nmutant = "a"\nwhy = "so"\nbecause = "x"\n', "E310", 4),
        ('[[equivalent]]\nmutant = "a"\nwhy = "so"\n', "E310", 1),
        (2 * '[[equivalents]]\nmutant = "a"\nwhy = "so"\n', "E332", 4),
        ("[[equivalents]\n", "E303", None),
    ],
)
def test_an_entry_that_does_not_hold_is_an_error_with_its_line(suite, text, code, line):
    (task,) = (task for task in suite.tasks if task.name == "py-cases")
    (Path(task.path) / EQUIVALENTS).write_text(text)
    with pytest.raises(SuiteProblems) as refused:
        read_equivalents(task, ["solution.py"])
    assert [problem.code for problem in refused.value.problems] == [code]
    assert line is None or refused.value.problems[0].where.endswith(f"{EQUIVALENTS}:{line}")


def test_an_entry_counts_for_the_members_that_it_names(tmp_path):
    (tmp_path / "suite.toml").write_text(
        'title = "Mine"\nversion = "1"\nlicence = "CC0-1.0"\nid = "mine"\n'
        '[members.sqlite]\nanswer = "a.sql"\n[members.oracle]\nanswer = "a.sql"\n'
    )
    folder = tmp_path / "sums"
    (folder / "tests").mkdir(parents=True)
    (folder / "task.toml").write_text('[prony]\ntitle = "Sums"\n[[prony.criteria]]\nid = "one"\n')
    (folder / "instruction.md").write_text("Sum.")
    (folder / "solution").mkdir()
    (folder / "solution/a.sql").write_text("SELECT 1")
    (folder / "tests/cases.jsonl").write_text('{"id": "one", "stdin": "", "expect": "1"}\n')
    both, named = '[[equivalents]]\nmutant = "a.sql:1:1:text#000000"\nwhy = "so"\n', 'members = ["oracle"]\n'
    tasks = {task.member: task for task in load_suite(tmp_path).tasks}
    (folder / EQUIVALENTS).write_text(both + named + both.replace(":1:1:", ":2:1:"))
    entries = {
        member: [it.mutant for it in read_equivalents(task, ["a.sql"]).entries] for member, task in tasks.items()
    }
    assert entries["sqlite"] == ["a.sql:2:1:text#000000"]
    assert entries["oracle"] == ["a.sql:1:1:text#000000", "a.sql:2:1:text#000000"]
    (folder / EQUIVALENTS).write_text(both + named + both + 'members = ["sqlite"]\n')
    assert len(read_equivalents(tasks["sqlite"], ["a.sql"]).entries) == 1
    (folder / EQUIVALENTS).write_text(both + named + both + named)
    with pytest.raises(SuiteProblems, match="stands twice"):
        read_equivalents(tasks["sqlite"], ["a.sql"])


def test_a_file_of_that_name_in_the_workspace_is_a_file_like_any_other(suite):
    folder = Path(suite.path) / "py-cases" / "workspace"
    folder.mkdir(exist_ok=True)
    before = load_suite(suite.path).digest
    (folder / EQUIVALENTS).write_text("x")
    assert load_suite(suite.path).digest != before


# --- the built-in suites ---------------------------------------------------------------------------------------------


def page_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutants_page", ROOT.parents[3] / "scripts" / "mutants_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UNTRIED = frozenset({"sql"})
"""Suites whose tests no mutants have tried for the record."""


@pytest.mark.parametrize("name", sorted(set(builtin_suites()) - UNTRIED))
def test_what_is_recorded_of_a_built_in_suite_is_at_least_95_percent(name):
    tasks = read_record(load_suite(name)).tasks.values()
    killed = sum(task.killed for task in tasks)
    decided = killed + sum(len(task.survived) for task in tasks)
    assert 100 * killed >= 95 * decided > 0
    assert sum(task.broken for task in tasks) == 0


def test_the_suites_page_says_what_the_records_say():
    script = page_script()
    text = script.PAGE.read_text("utf-8")
    assert script.written(text) == text, "write it with: python scripts/mutants_page.py"
