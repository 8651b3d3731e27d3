"""Claims of columns and dimensions: all of them are in the docs, and a board can be sliced by each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prony.boards import leaderboard
from prony.boards.columns import COLUMNS, columns_on, every_column
from prony.boards.columns.column import EVERYWHERE, TERMINAL
from prony.boards.comparison.compare import compare
from prony.boards.dimensions import DIMENSIONS, dimension_of, slice_by
from prony.boards.row_notes import NOTED
from prony.boards.tradeoffs.dimensions import trades
from prony.errors import JournalError
from prony.journal.index import up_to_date
from prony.journal.planned_tasks import TaskRow

DOCS = Path(__file__).parents[2] / "docs" / "boards.md"


def table(name: str) -> list[str]:
    text = DOCS.read_text("utf-8")
    return text.partition(f"<!-- {name}")[2].partition(f"<!-- /{name}")[0].splitlines()[3:]


def test_the_table_of_columns_is_that_of_the_code():
    columns = [one for one in every_column() if TERMINAL in one.faces and one.name != "axis"]
    assert [f"| {one.header} | {one.help} |" for one in columns] == [
        line for line in table("columns") if "50   100" not in line
    ]


def test_every_definition_that_a_column_names_is_there():
    links = [link for one in every_column() for link in re.findall(r"\]\(([^\s)]+)\)", one.help)]
    assert len(links) > 5
    for link in links:
        page, _, anchor = link.partition("#")
        headings = re.findall(r"^#+ (.+)$", (DOCS.parent / page).read_text("utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, link


def test_the_table_of_dimensions_is_that_of_the_code():
    assert [f"| {name} | {one.help} |" for name, one in DIMENSIONS.items()] == table("dimensions")


def test_the_table_of_trade_offs_is_that_of_the_code():
    assert [f"| {one.name} | {one.help} |" for one in trades()] == table("trades")


def test_the_flags_that_boards_note_are_those_of_the_docs():
    notes = DOCS.read_text("utf-8").partition("\n## Notes\n")[2].partition("\n* of several")[0]
    assert tuple(re.findall(r"`(\w+)`", notes.partition("The flags")[2].partition("Others stand")[0])) == NOTED


def test_every_column_has_a_face_and_says_what_it_is():
    for column in every_column():
        assert column.faces, column.name
        assert column.faces <= EVERYWHERE
        assert column.help
    assert len(list(COLUMNS)) > 15


def test_fields_of_records_have_one_column_each(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    with up_to_date(tmp_path) as index:
        board = leaderboard(index)
    names = [name for column in columns_on(board, "csv") for name in column.record(board.rows[0])]
    assert len(names) == len(set(names))


def sliced(build_run, tmp_path, by):
    builder = build_run(contestants=("m", "n"))
    for label, level in (("m", "Q4_0"), ("n", "Q8_0")):
        builder.identify(label, quantization=level)
        for task in ("one", "two"):
            builder.attempt(label, task, label == "m")
    with up_to_date(tmp_path) as index:
        return leaderboard(index, by=by)


@pytest.mark.parametrize("by", ["language", "difficulty", "axis", "mode"])
def test_slices_of_tasks_are_rates_of_their_own(build_run, tmp_path, by):
    board = sliced(build_run, tmp_path, by)
    assert board.by == by
    for row in board.rows:
        assert [one.name for one in row.slices] == list(board.slices)
        assert all(one.rate.tasks == board.slices[one.name] for one in row.slices)


def test_a_field_of_the_fingerprint_groups_the_rows(build_run, tmp_path):
    board = sliced(build_run, tmp_path, "artifact.quantization")
    assert [(row.label, row.under) for row in board.models] == [("m", "Q4_0"), ("n", "Q8_0")]
    assert board.slices == {}


@pytest.mark.parametrize("name", ["nothing", "artifact", "artifact.quantisation", ""])
def test_what_is_no_dimension_is_told_with_those_that_are(name):
    with pytest.raises(JournalError) as caught:
        dimension_of(name)
    assert caught.value.code == "E657"
    assert "difficulty" in (caught.value.hint or "")


def test_a_comparison_is_not_sliced_by_what_is_of_contestants(build_run, tmp_path):
    sliced(build_run, tmp_path, "language")
    with up_to_date(tmp_path) as index, pytest.raises(JournalError) as caught:
        compare(index, by="engine.kind")
    assert caught.value.code == "E657"


def test_a_task_with_several_axes_is_in_several_slices(build_run, tmp_path):
    def task(name: str, difficulty: str, *axes: str) -> TaskRow:
        return TaskRow(name, "", "python", difficulty, 20.0, "", "answer", "", axes)

    tasks = [task("a", "hard", "x", "y"), task("b", "easy", "y"), task("c", "odd")]
    assert slice_by(dimension_of("axis"), tasks) == {"x": ["a"], "y": ["a", "b"]}
    assert list(slice_by(dimension_of("difficulty"), tasks)) == ["easy", "hard", "odd"]


@pytest.mark.parametrize(("came", "headers"), [((None, None), 0), ((0, 0), 0), ((2, 3), 1)])
def test_a_rare_number_has_a_column_where_somebody_has_it(build_run, tmp_path, came, headers):
    builder = build_run()
    builder.identify("m")
    for task, count in zip(("one", "two"), came, strict=True):
        attempt = builder.start("m", task)
        builder.end(attempt, text_calls=count)
        builder.grade(attempt, True)
    with up_to_date(tmp_path) as index:
        board = leaderboard(index)
    columns = [one for one in columns_on(board, TERMINAL) if one.name == "text_calls"]
    assert len(columns) == headers
    assert [one.cell(board.rows[0]) for one in columns] == ["5"] * headers
