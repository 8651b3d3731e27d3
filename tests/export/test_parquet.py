"""Claims of Parquet files: the numbers of the board, typed, under one documented schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from board_situations import record

from prony.boards import leaderboard
from prony.boards.attempts.lines import attempt_lines
from prony.errors import UsageError
from prony.export.parquet.schema import HEAD, SCHEMA, TABLES
from prony.export.parquet.write import write
from prony.export.target import ExportOrder
from prony.journal.index import Index

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
NOW = "2026-01-05T00:00:00+00:00"
OUTCOMES = {"all-correct": "1" * 20, "a": ["1" * 12 + "0" * 8] * 2, "b": ["10" * 9 + "il"] * 2}


@pytest.fixture
def home(tmp_path):
    scores = {"a": [1.0] * 12 + [0.3] * 8}
    return record(tmp_path, OUTCOMES, references=("all-correct",), scores=scores)


def exported(home: Path, name: str = "frames") -> dict[str, list[dict[str, Any]]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    with Index(home) as index:
        index.update()
        done = write(index, ExportOrder(out=home / name, now=NOW))
    found = {Path(file.path).stem: parquet.read_table(file.path).to_pylist() for file in done.files}
    assert {Path(file.path).stem: file.rows for file in done.files} == {key: len(rows) for key, rows in found.items()}
    return found


def test_rows_are_those_of_the_board(home):
    found = exported(home)["rows"]
    with Index(home) as index:
        board = json.loads(msgspec.json.encode(leaderboard(index)))
    rows = {row["contestant"]: row for group in ("models", "incomplete", "references") for row in board[group]}
    assert {row["contestant"] for row in found} == set(rows)
    for row in found:
        told = rows[row["contestant"]]
        for rate in ("solved", "score"):
            ends = (row[f"{rate}_share"], row[f"{rate}_lo_share"], row[f"{rate}_hi_share"])
            assert ends == (told[rate]["value"], told[rate]["lo"], told[rate]["hi"])
        assert row["wall_p50_s"] == told["speed"]["wall_p50_s"]
        assert row["completion_tokens"] == told["speed"]["completion_tokens"]
        assert row["size_bytes"] == told["size_bytes"]
        rank = told["rank"] or {"best": None, "worst": None}
        assert (row["rank_best"], row["rank_worst"]) == (rank["best"], rank["worst"])
        assert (row["complete"], row["reference"]) == (told["complete"], told["reference"])


def test_attempts_are_those_of_the_record(home):
    found = {row["attempt"]: row for row in exported(home)["attempts"]}
    with Index(home) as index:
        lines = {line.attempt: line for line in attempt_lines(index, "r1")}
    assert found.keys() == lines.keys()
    for attempt, line in lines.items():
        row = found[attempt]
        for name in ("label", "task", "outcome", "verdict", "fault", "wall_s", "ttft_s", "prompt_tokens", "counts"):
            assert row[name] == getattr(line, name), name
        assert row["score_share"] == line.score
        assert row["started_at"].tzinfo is not None


def test_cells_add_up_to_rows(home):
    tables = exported(home)
    for row in tables["rows"]:
        mine = [cell for cell in tables["cells"] if cell["contestant"] == row["contestant"]]
        for name in ("scored", "solved", "infra"):
            assert sum(cell[name] for cell in mine) == row[name]
        shares = [cell["solved"] / cell["scored"] for cell in mine if cell["scored"]]
        assert row["solved_share"] == pytest.approx(sum(shares) / len(shares))


def test_every_file_has_every_column_in_its_type_with_its_meaning(home):
    parquet = pytest.importorskip("pyarrow.parquet")
    exported(home)
    for name, columns in TABLES.items():
        schema = parquet.read_schema(home / "frames" / f"{name}.parquet")
        assert schema.names == [column.name for column in columns]
        assert schema.metadata[b"schema"] == SCHEMA.encode()
        for column in columns:
            field = schema.field(column.name)
            assert str(field.type).startswith(column.type)
            assert field.metadata[b"help"] == column.help.encode()


def test_what_may_not_be_read_has_its_doubt_in_its_row(tmp_path):
    home = record(tmp_path, {"m": "1" * 10 + "." * 5}, finish=None)
    [row] = exported(home)["rows"]
    assert "not made or not graded" in row["doubts"]


def test_a_file_is_of_attempts_alone(home):
    found = exported(home, "attempts.parquet")
    assert list(found) == ["attempts"]


def test_without_the_library_it_says_what_to_install(home, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    order = ExportOrder(out=home / "frames", now=NOW)
    with Index(home) as index, pytest.raises(UsageError) as refused:
        write(index, order)
    assert refused.value.code == "E162"
    assert "pip install 'prony[parquet]'" in (refused.value.hint or "")
    assert not (home / "frames").exists()


def test_the_schema_is_that_of_the_docs():
    told = [f"| all | `{column.name}` | {column.type} | {column.help} |" for column in HEAD]
    for name, columns in TABLES.items():
        told += [f"| {name} | `{column.name}` | {column.type} | {column.help} |" for column in columns[len(HEAD) :]]
    table = DOCS.read_text("utf-8").partition("<!-- parquet")[2].partition("<!-- /parquet")[0]
    assert [line for line in table.splitlines() if line.startswith("| ")][1:] == told


def test_units_stand_in_the_names():
    units = ("_s", "_share", "_bytes", "_per_s", "_tokens", "_at", "_weight")
    for columns in TABLES.values():
        for column in columns:
            if column.type == "double" and column.name != "level":
                assert column.name.endswith(units), column.name
