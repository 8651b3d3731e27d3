"""What every problem of the suite `languages` must have, and that no two of them are alike."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from prony.suites import load_suite
from prony.suites.problems import Problems
from prony.suites.variants import wording_of

SUITE = load_suite("languages")
PROBLEMS = {task.problem: Path(task.path) for task in SUITE.tasks}
MEMBERS = ("python", "javascript", "typescript", "go", "rust", "java", "c", "cpp", "elixir", "ruby", "php", "bash")
KINDS = {"parsing", "text", "dates", "money", "scheduling", "graphs", "ranges", "states", "queries", "simulation"}
KINDS |= {"structures"}

WORDS_IN_A_ROW = 6
MOST_ALIKE = 0.08
"""The share of runs of words that two statements may have in common: what is said of many inputs, as their limits."""

MOST_CASE_BYTES = 130_000


def statement(problem: str) -> str:
    return (PROBLEMS[problem] / "instruction.md").read_text("utf-8").partition("-->")[2]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return set(zip(*(words[at:] for at in range(WORDS_IN_A_ROW)), strict=False))


def test_every_problem_is_set_in_twelve_languages():
    assert tuple(dict.fromkeys(task.member for task in SUITE.tasks)) == MEMBERS
    assert set(Counter(task.problem for task in SUITE.tasks).values()) == {len(MEMBERS)}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_has_what_it_needs(problem):
    tasks = {task.member: task for task in SUITE.tasks if task.problem == problem}
    folder = PROBLEMS[problem]
    lines = (folder / "tests/cases.jsonl").read_text("utf-8").splitlines()
    groups = Counter(json.loads(line)["id"].partition("/")[0] for line in lines)
    references = {member for member, task in tasks.items() if task.has_reference}
    assert "python" in references
    assert len(references) >= 4
    assert len({flaw.id for task in tasks.values() for flaw in task.flaws}) >= 2
    assert set(groups) == {criterion.id for criterion in tasks["python"].criteria}
    assert len(groups) >= 3
    assert sum(groups.values()) >= 12
    assert 1 <= sum(json.loads(line).get("shown", False) for line in lines) <= 3
    assert (folder / "tests/cases.jsonl").stat().st_size <= MOST_CASE_BYTES
    assert (folder / "making/generate.py").is_file()
    assert (folder / "making/brute.py").is_file()
    assert tasks["python"].axes[0] in KINDS
    assert len(tasks["python"].axes) == 1


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_can_be_said_in_other_words_and_numbers(problem):
    problems = Problems()
    files = {
        path.relative_to(PROBLEMS[problem]).as_posix(): path.read_bytes()
        for path in PROBLEMS[problem].rglob("*")
        if path.is_file()
    }
    wording = wording_of(files, PROBLEMS[problem], problems)
    assert problems.found == []
    assert len(wording.words) + len(wording.numbers) >= 2


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_statement_speaks_of_no_language_and_holds_no_example_of_its_own(problem):
    text = statement(problem)
    assert re.findall(r"(?i)\b(python|javascript|typescript|golang|rust|java|elixir|ruby|php|bash|c\+\+)\b", text) == []
    assert "```" not in text
    assert text.isascii()
    assert 60 <= len(text.split()) <= 600


def test_no_two_statements_are_alike():
    grams = {problem: runs(statement(problem)) for problem in PROBLEMS}
    alike = {
        (one, other): share
        for one, other in itertools.combinations(grams, 2)
        if (share := len(grams[one] & grams[other]) / min(len(grams[one]), len(grams[other]))) > MOST_ALIKE
    }
    assert alike == {}


def test_titles_and_names_stand_once():
    titles = Counter(task.title for task in SUITE.tasks if task.member == "python")
    assert [title for title, count in titles.items() if count > 1] == []


def test_the_page_of_suites_says_how_many_there_are():
    page = (Path(SUITE.path).parents[1] / "docs/suites.md").read_text("utf-8")
    count = Counter(task.difficulty for task in SUITE.tasks if task.member == "python")
    told = f"{len(PROBLEMS)} problems that working programmers meet ({count['easy']} easy, {count['medium']} medium, "
    assert f"{told}{count['hard']} hard)" in " ".join(page.split())
