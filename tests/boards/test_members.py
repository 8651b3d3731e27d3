"""Boards of suites that state one problem in several languages: problems are what varies."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from statistics import NormalDist

import pytest
from board_situations import board_of, record
from members_record import members_record

from prony.boards import leaderboard
from prony.boards.board import Board
from prony.boards.heat import words
from prony.boards.heat.languages import Languages, languages
from prony.boards.heat.tables import languages_tables
from prony.errors import JournalError
from prony.export.formats import exporter_of
from prony.journal.index import Index
from prony.nouns import SuiteSample

ALPHA = {"python": 1.5, "go": 1.2, "rust": 0.2, "elixir": -0.8}
EVEN = {"python": 0.8, "go": 0.7, "rust": 0.6, "elixir": 0.5}


def table_of(home: Path, **question) -> Languages:
    with Index(home) as index:
        index.update()
        return languages(index, **question)


def filtered_board(home: Path, *where: str) -> Board:
    with Index(home) as index:
        index.update()
        return leaderboard(index, where=where)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return members_record(tmp_path_factory.mktemp("many"), {"alpha": ALPHA, "even": EVEN}, problems=60, seed=4)


def gap(found: Languages, label: str, one: str, other: str):
    row = next(row for row in found.rows if row.label == label)
    assert row.spread is not None
    return next(gap for gap in row.spread.gaps if (gap.one, gap.other) == (one, other))


def test_a_problem_in_four_languages_is_one_problem(tmp_path: Path):
    """Sixty problems that stand or fall whole, in four languages: no more evidence than in one."""
    line = "1" * 40 + "0" * 20
    one = record(tmp_path / "one", {"m": line}, tasks={f"p{number:02d}": "python" for number in range(60)})
    tasks = {f"p{n:02d}-{language}": language for n in range(60) for language in ("python", "go", "rust", "c")}
    pins = {name: {"problem": name[:3], "member": language} for name, language in tasks.items()}
    four = record(tmp_path / "four", {"m": "".join(what * 4 for what in line)}, tasks=tasks, pins=pins)
    alone, together = (board_of(home).models[0].solved for home in (one, four))
    assert (together.tasks, together.problems, alone.problems) == (240, 60, None)
    assert together.value == alone.value
    assert together.lo == pytest.approx(alone.lo, abs=0.005)
    assert together.hi == pytest.approx(alone.hi, abs=0.005)


def test_two_models_are_compared_by_problem(tmp_path: Path):
    """One is ahead on four problems of twenty, in each of ten languages: four tasks' worth, not forty."""
    languages_of = [f"l{number}" for number in range(10)]
    tasks = {f"p{n:02d}-{language}": language for n in range(20) for language in languages_of}
    pins = {name: {"problem": name[:3], "member": language} for name, language in tasks.items()}
    better, worse = ("".join(what * 10 for what in line) for line in ("1" * 12 + "0" * 8, "1" * 8 + "0" * 12))
    home = record(tmp_path, {"better": better, "worse": worse}, tasks=tasks, pins=pins)
    board = board_of(home)
    assert board.comparison is not None
    assert board.comparison.decision == "not_decided"
    assert "200 tasks state 20 problems, in 10 languages: intervals and tests count problems" in "\n".join(board.notes)


def test_a_gap_is_told_with_its_interval(home: Path):
    found = table_of(home)
    assert "the same problems stand in all 4 languages" in found.pairing
    wide = gap(found, "alpha", "python", "elixir")
    assert (wide.paired, wide.decided, wide.n) == (True, True, 60)
    assert wide.sentence == "alpha: elixir is 35 points below python, 95 % -57 to -13, 60 problems"
    assert wide.sentence in words.sentences(found)
    assert not any("even:" in told and "below" in told for told in words.sentences(found))


def test_the_interval_is_the_one_that_can_be_computed_by_hand(home: Path):
    """Mean difference +- z sqrt((sum (d - mean)^2 + 2) / (n (n + 1))), z for one of six pairs: two-sided 0.05 / 6."""
    with Index(home) as index:
        index.update()
        rows = index.query("SELECT task, outcome FROM attempt WHERE label = 'alpha'")
    solved = {row["task"].rpartition("/")[2]: row["outcome"] == "solved" for row in rows}
    d = [solved[f"p{n:03d}-python"] - solved[f"p{n:03d}-elixir"] for n in range(60)]
    mean = sum(d) / 60
    half = NormalDist().inv_cdf(1 - 0.05 / 12) * sqrt((sum((one - mean) ** 2 for one in d) + 2) / (60 * 61))
    found = gap(table_of(home), "alpha", "python", "elixir")
    assert (found.value, found.lo, found.hi) == pytest.approx((mean, mean - half, mean + half))


def test_a_named_language_is_compared_with_each_other_in_a_smaller_family(home: Path):
    found = table_of(home, against="py")
    assert found.against == "python"
    row = next(row for row in found.rows if row.label == "alpha")
    assert row.spread is not None
    assert [one.one for one in row.spread.gaps] == ["go", "rust", "elixir"]
    narrow, wide = gap(found, "alpha", "elixir", "python"), gap(table_of(home), "alpha", "python", "elixir")
    assert narrow.value == -wide.value
    assert -wide.hi < narrow.lo < narrow.hi < -wide.lo
    assert words.gap(narrow) == "-35 [-55 to -15]*"


def test_a_language_that_no_task_has_is_an_error_with_the_nearest(home: Path):
    with pytest.raises(JournalError, match="no task is of pyton") as caught:
        table_of(home, against="pyton")
    assert (caught.value.code, caught.value.hint) == ("E671", "did you mean python?")


def test_difficulties_and_kinds_stand_below_counted_by_problem(home: Path):
    found = table_of(home)
    row = next(row for row in found.rows if row.label == "alpha")
    slices = {(one.dimension, one.value): one for one in row.slices}
    assert list(slices)[:3] == [("difficulty", "easy"), ("difficulty", "medium"), ("difficulty", "hard")]
    hard = slices["difficulty", "hard"]
    assert (hard.rate.tasks, hard.rate.problems, hard.few) == (80, 20, False)
    assert words.slice_cell(slices["kind", "money"]).endswith(" /15~")
    assert slices["difficulty", "easy"].rate.value > hard.rate.value


def test_every_form_holds_gaps_and_slices(home: Path):
    found = table_of(home, against="python")
    told = {form: exporter_of(form).view(found, languages_tables(found)) for form in ("csv", "md", "json")}
    assert all("-0.35" in told[form] for form in ("csv", "json"))
    assert "| alpha | model | elixir | python | -35 points | -55 to -15 | 60 | yes | yes |" in told["md"]


def test_a_failed_control_strikes_the_gaps_out(tmp_path: Path):
    certain = dict.fromkeys(("python", "go"), 9.0)
    members_record(
        tmp_path, {"alpha": {"python": 2.0, "go": -2.0}, "empty": certain}, problems=30, references=("empty",)
    )
    row = next(row for row in table_of(tmp_path).rows if row.label == "alpha")
    assert row.spread is not None
    assert row.spread.gaps == ()
    assert row.spread.sentence.startswith("not to be read")


@pytest.fixture(scope="module")
def two_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """alpha ran twenty problems of sixty, even forty of them."""
    home = tmp_path_factory.mktemp("samples")
    two = ("python", "go")
    for run, label, skills, drawn in (("r1", "alpha", ALPHA, 20), ("r2", "even", EVEN, 40)):
        members_record(
            home,
            {label: {language: skills[language] for language in two}},
            problems=60,
            seed=4,
            run=run,
            drawn=range(drawn),
            pinned={"sample": SuiteSample(problems=drawn, of=60)},
        )
    return home


def test_samples_are_never_mixed_silently(two_samples: Path):
    notes = "\n".join(board_of(two_samples).notes)
    assert "runs of different samples: r1: 20 of 60 problems (seed 0); r2: 40 of 60 problems (seed 0)" in notes
    assert "models were given different tasks (even 80, alpha 40 of 80): 40 tasks are common to all 2" in notes


def test_the_common_tasks_can_be_read_alone(two_samples: Path):
    board = filtered_board(two_samples, "common=yes")
    assert (board.tasks, len(board.models), len(board.incomplete)) == (40, 2, 0)
    assert not any("different tasks" in note for note in board.notes)


def test_one_sample_is_named(tmp_path: Path):
    members_record(
        tmp_path,
        {"alpha": ALPHA, "even": EVEN},
        problems=40,
        drawn=range(10),
        pinned={"sample": SuiteSample(problems=10, of=40, seed=3, languages=("go", "rust"))},
    )
    assert "a sample: 10 of 40 problems in go, rust (seed 3)" in board_of(tmp_path).notes


def test_a_reference_without_a_solution_in_a_language_is_no_failed_control(tmp_path: Path):
    """all-correct solves what it was given; what it was spared is nothing that it lost."""
    tasks = {"p1-python": "python", "p1-rust": "rust"}
    pins = {name: {"problem": "p1", "member": language} for name, language in tasks.items()}
    specs = {"all-correct": {"model": "all-correct", "spared": ("quick/p1-rust",)}}
    outcomes = {"m": "10", "all-correct": "1."}
    record(tmp_path, outcomes, tasks=tasks, pins=pins, specs=specs, references=("all-correct",))
    assert board_of(tmp_path).doubts == ()
