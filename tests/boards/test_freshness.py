"""Freshness: what models may have seen of the tasks before."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from statistics import NormalDist

import pytest
from board_situations import board_of
from members_record import members_record

from prony.boards.columns.released import COLUMN
from prony.boards.comparison.compare import compare
from prony.boards.freshness import words
from prony.boards.freshness.freshness import Freshness, freshness
from prony.boards.freshness.tables import freshness_tables
from prony.errors import UsageError
from prony.export.formats import exporter_of
from prony.journal.index import Index
from prony.nouns import KnowledgeCutoff

CARD = "the card of the model"
SKILLS = {"alpha": {"python": 0.5, "go": 0.2}, "beta": {"python": 0.3, "go": 0.2}}
SPECS = {"alpha": {"cutoff": KnowledgeCutoff(day="2024-10", source=CARD)}}
DAYS = {number: "2024-10-31" if number < 30 else "2024-11-01" for number in range(60)}


def fresh(home: Path, **question) -> Freshness:
    with Index(home) as index:
        index.update()
        return freshness(index, **question)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """alpha remembers the suite; nobody has seen its variant."""
    home = tmp_path_factory.mktemp("fresh")
    shape = {"problems": 60, "released": DAYS, "specs": SPECS}
    members_record(home, SKILLS, seed=4, lift={"alpha": 2.0}, **shape)
    variant = {"suite": "many-7", "run": "r2", "digest": "e" * 64, "pinned": {"variant_of": "many", "variant": 7}}
    members_record(home, SKILLS, seed=5, **shape, **variant)
    return home


def test_a_month_ends_with_its_last_day(home: Path):
    """Tasks of the last day of October are before a cut-off in October, those of the next day after it."""
    row = next(row for row in fresh(home, suite="many").rows if row.label == "alpha")
    assert row.split is not None
    assert (row.split.before.tasks, row.split.before.problems, row.split.after.tasks) == (60, 30, 60)
    assert (row.split.cutoff, row.split.source) == ("2024-10", CARD)
    assert row.split.difference == pytest.approx(row.split.before.value - row.split.after.value)
    assert row.split.lo < row.split.difference < row.split.hi
    assert not row.split.decided


def test_nothing_is_shown_where_no_cut_off_is_stated(home: Path):
    found = fresh(home, suite="many")
    assert next(row for row in found.rows if row.label == "beta").split is None
    assert "no cut-off is stated of beta" in words.sentences(found)


def test_the_board_has_the_split_of_who_has_one(home: Path):
    board = board_of(home, suite="many")
    told = {row.label: COLUMN.cell(row) for row in board.models}
    assert told["beta"] == "--"
    assert told["alpha"].count("/30") == 2
    assert COLUMN.shown(board)


def test_who_has_seen_none_of_it_is_said_and_needs_no_column(tmp_path: Path):
    specs = {"alpha": {"cutoff": KnowledgeCutoff(day="2023-01-15", source=CARD)}}
    members_record(tmp_path, SKILLS, problems=20, released=DAYS, specs=specs)
    board = board_of(tmp_path)
    assert not COLUMN.shown(board)
    assert f"all dated tasks were released after the stated cut-off of alpha (2023-01-15, {CARD})" in board.notes


def test_a_cut_off_can_be_asked_about(home: Path):
    found = fresh(home, suite="many", cutoffs=("beta=2024-10-31",))
    row = next(row for row in found.rows if row.label == "beta")
    assert row.split is not None
    assert (row.split.before.tasks, row.split.source) == (60, "given with the question")


@pytest.mark.parametrize("word", ["nobody=2024-01-01", "beta=soon", "beta=2024-13", "beta", "beta=2024-02-30"])
def test_a_cut_off_that_is_none_is_an_error(home: Path, word: str):
    with pytest.raises(UsageError) as caught:
        fresh(home, suite="many", cutoffs=(word,))
    assert caught.value.code == "E102"


def test_who_remembers_a_suite_is_told_from_who_does_not(home: Path):
    (table,) = fresh(home, suite="many").memory
    assert (table.suite, table.variant, table.seed, table.common) == ("many", "many-7", 7, 120)
    alpha, beta = (next(gap for gap in table.gaps if gap.label == label) for label in ("alpha", "beta"))
    assert (alpha.state, beta.state) == ("decided", "not_decided")
    assert (
        alpha.sentence
        == "alpha: 18 points better on many than on many-7, 95 % for all 2 at once +5 to +30, 60 problems"
    )
    assert beta.sentence.startswith("beta: no gap between many and many-7 is decided: -2 points")


def test_the_gap_is_the_one_that_can_be_computed_by_hand(home: Path):
    """Means of two languages within each of 60 problems, two pseudo-problems, half of the error for each of two."""
    with Index(home) as index:
        index.update()
        rows = index.query("SELECT task, outcome FROM attempt WHERE label = 'alpha'")
    solved = {row["task"]: row["outcome"] == "solved" for row in rows}
    d = [
        sum(solved[f"many/p{n:03d}-{one}"] - solved[f"many-7/p{n:03d}-{one}"] for one in ("python", "go")) / 2
        for n in range(60)
    ]
    mean = sum(d) / 60
    (table,) = fresh(home, suite="many").memory
    gap = next(gap for gap in table.gaps if gap.label == "alpha")
    assert (gap.difference, gap.problems, gap.tasks) == (pytest.approx(mean), 60, 120)
    assert table.level == pytest.approx(0.975)
    z = NormalDist().inv_cdf(1 - 0.025 / 2)
    least, most = (z * sqrt((sum((x - mean) ** 2 for x in d) + 2 * s2) / (60 * 61)) for s2 in (0.25, 1.0))
    assert mean + least <= gap.hi <= mean + most


def test_a_variant_is_compared_with_its_suite_from_its_side_too(home: Path):
    (here,), (there,) = (fresh(home, suite=name).memory for name in ("many", "many-7"))
    assert [gap.sentence for gap in here.gaps] == [gap.sentence for gap in there.gaps]


def test_a_suite_without_variants_has_no_gap(tmp_path: Path):
    members_record(tmp_path, SKILLS, problems=10)
    found = fresh(tmp_path)
    assert found.memory == ()
    assert words.sentences(found)[0] == "none of 20 tasks says when it was released"


def test_a_control_that_failed_in_the_variant_strikes_its_gaps_out(tmp_path: Path):
    members_record(tmp_path, SKILLS, problems=10)
    broken = {**SKILLS, "empty": {"python": 9.0, "go": 9.0}}
    variant = {"suite": "many-7", "run": "r2", "digest": "e" * 64, "pinned": {"variant_of": "many", "variant": 7}}
    members_record(tmp_path, broken, problems=10, references=("empty",), **variant)
    (table,) = fresh(tmp_path, suite="many").memory
    assert {gap.state for gap in table.gaps} == {"not_to_be_read"}
    assert all("empty" in gap.sentence and gap.lo is None for gap in table.gaps)


@pytest.mark.parametrize("form", ["csv", "md", "json"])
def test_every_form_holds_splits_and_gaps(home: Path, form: str):
    found = fresh(home, suite="many")
    told = exporter_of(form).view(found, freshness_tables(found))
    assert "many-7" in told
    assert CARD in told


def test_a_comparison_has_the_tasks_that_neither_has_seen(tmp_path: Path):
    """Of 40 problems the last 20 were released after both cut-offs, of which the later one counts."""
    specs = {
        "alpha": {"cutoff": KnowledgeCutoff(day="2024-10", source=CARD)},
        "beta": {"cutoff": KnowledgeCutoff(day="2024-03", source=CARD)},
    }
    days = {number: "2024-06-01" if number < 20 else "2024-11-01" for number in range(40)}
    members_record(tmp_path, SKILLS, problems=40, seed=8, released=days, specs=specs)
    with Index(tmp_path) as index:
        index.update()
        found = compare(index, "alpha", "beta")
    fresh_ones = {one.name: one for one in found.slices if one.dimension == "released"}
    assert {name: one.tasks for name, one in fresh_ones.items()} == {"after both cut-offs": 40, "before": 40}
    after = fresh_ones["after both cut-offs"]
    assert after.difference == pytest.approx(after.a_value - after.b_value)
    assert after.p_adjusted is None or after.p_adjusted >= after.p


def test_a_comparison_has_no_such_tasks_where_one_states_no_cut_off(home: Path):
    with Index(home) as index:
        index.update()
        found = compare(index, "alpha", "beta", suite="many")
    assert {one.dimension for one in found.slices} == {"language"}
