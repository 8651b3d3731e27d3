"""Claims of `prony board`: one view model, four forms, and no number in one that another contradicts."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from prony.cli.terminal import cell_width
from prony.journal.origin import mark
from prony.nouns import FaultCode

TASKS = {f"py-{n}": "python" for n in range(6)} | {f"js-{n}": "javascript" for n in range(4)}


@pytest.fixture
def bench(build_run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    builder = build_run(
        "20260101-0000-aaaa", tasks=TASKS, contestants=("all-correct", "small", "large"), references=("all-correct",)
    )
    mark(builder.dir)
    wins = {"all-correct": 10, "small": 2, "large": 8}
    for label, count in wins.items():
        builder.identify(label, reference=label == "all-correct")
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < count, wall_s=2.0 + number)
    builder.finish()
    return builder


BOARD = """\
quick 1@dddddddd · 10 tasks · run 20260101-0000-aaaa · 2026-01-01T00:00:03.000Z
large solves more than small: +60 points, 95 % interval SPAN, 10 tasks.

model        quant   bits/w  rank  solved      %  95 % interval  0        50       100    py    js  score %  not solved  wall p50           s/solved  tok/s  engine tok/s  prompt tok  cached %       tok/solved    GB  Pareto  assurance  engine
large        Q4_K_M    4.85  1 a     8/10   80.0  INTERVAL       AXIS                   6/6~  2/4~     80.0  2 failed       6.5 s  8.1 s (4.2 to 16)    3.7           7.3        1000        50    26 (18 to 43)  0.49  yes     A          embedded 9.9
small        Q4_K_M    4.85  2 b     2/10   20.0  INTERVAL       AXIS                   2/6~  0/4~     20.0  8 failed       6.5 s  33 s (5.6 to 189)    3.7           7.3        1000        50  105 (23 to 591)  0.49  no      A          embedded 9.9
-- references: no models, of known score
all-correct  Q4_K_M    4.85  --     10/10  100.0  INTERVAL       AXIS                   6/6~  4/4~    100.0  --             6.5 s  6.5 s (4.6 to 11)    3.7           7.3        1000        50    21 (21 to 30)  0.49  --      A          embedded 9.9

solved: of the scored attempts. Interval over tasks (Wilson, modified). rank: the places that a model may have; who shares a letter is not told apart. ~: fewer than 20 tasks, too few to be read alone. FOLD
next  see where large went wrong: prony show ATTEMPT
"""  # noqa: E501

PARTS = {
    "INTERVAL     ": r" {0,3}\d+\.\d to \d+\.\d",
    "AXIS                 ": "[ ─●]{21}",
    "FOLD": r"tok/s: decode, median, at the client\. n/c: not\n  captured\. "
    r"Infra and missing are counted beside the rate, never in it\.",
    "SPAN": r"\+\d+ to \+\d+",
    "ATTEMPT": "a[0-9a-f]{11}",
}


def test_the_board_as_text(bench, prony):
    said = prony("board", "last", width=250)
    pattern = re.escape(BOARD)
    for name, part in PARTS.items():
        pattern = pattern.replace(re.escape(name), part)
    assert said.code == 0
    assert said.err == ""
    assert re.fullmatch(pattern, said.out), said.out


def test_the_dot_stands_where_the_estimate_is(bench, prony):
    header, large, small, _, reference = prony("board", width=220).out.splitlines()[3:8]
    left = header.index("0        50")
    assert [line[left : left + 21].index("●") for line in (small, large, reference)] == [4, 16, 20]


@pytest.mark.parametrize("width", [40, 72, 80, 99, 100, 140, 250])
def test_no_line_is_wider_than_the_terminal(bench, prony, width):
    said = prony("board", width=width)
    assert max(cell_width(line) for line in said.out.splitlines()) <= width
    assert "large" in said.out
    assert "8/10" in said.out


def test_dropped_columns_are_named(bench, prony):
    assert "not shown at this width: " in prony("board", width=80).out
    assert "not shown" not in prony("board", width=250).out


def test_json_csv_and_markdown_tell_the_same_numbers(bench, prony):
    board = json.loads(prony("board", "--json").out)
    rows = {row["label"]: row for row in csv.DictReader(io.StringIO(prony("board", "--csv").out))}
    told = prony("board", "--md").out
    assert board["schema"] == "prony.board/1"
    assert [row["label"] for row in board["models"]] == ["large", "small"]
    for group, row in [
        *(("model", row) for row in board["models"]),
        *(("reference", row) for row in board["references"]),
    ]:
        record = rows[row["label"]]
        assert record["group"] == group
        assert float(record["solved_share"]) == row["solved"]["value"]
        assert float(record["solved_lo_share"]) == row["solved"]["lo"]
        assert float(record["wall_p50_s"]) == row["speed"]["wall_p50_s"]
        assert int(record["failed"]) == row["outcomes"]["failed"]
        assert f"| {row['solved']['solved']}/10 |" in told
    assert board["sentence"][1:] in told
    assert all(line.count("|") > 10 for line in told.splitlines() if line.startswith("|"))


def test_units_stand_in_the_csv_column_names(bench, prony):
    names = prony("board", "--csv").out.splitlines()[0].split(",")
    assert {"wall_p50_s", "size_bytes", "decode_tokens_per_s", "solved_share", "python_solved_share"} <= set(names)


def test_what_was_not_captured_is_empty_in_csv_null_in_json_and_said_in_text(build_run, prony):
    builder = build_run()
    builder.identify("m", size_bytes=None)
    builder.attempt("m", "one", FaultCode.EMPTY, prompt=None, completion=None, cached=None)
    assert next(csv.DictReader(io.StringIO(prony("board", "--csv").out)))["size_bytes"] == ""
    assert json.loads(prony("board", "--json").out)["incomplete"][0]["size_bytes"] is None
    assert "n/c" in prony("board", width=200).out


def test_the_attempts_of_a_run_can_be_listed(bench, prony):
    listed = prony("board", "--attempts").out.splitlines()
    assert len(listed) == 31
    assert listed[0].split()[:3] == ["attempt", "model", "task"]
    assert len(json.loads(prony("board", "--attempts", "--json").out)["attempts"]) == 30
    assert len(prony("board", "--attempts", "--csv").out.splitlines()) == 31
    assert len(prony("board", "--attempts", "--md").out.splitlines()) == 32


def test_data_goes_to_stdout_and_a_damaged_run_is_told_on_stderr(bench, prony, tmp_path):
    path = tmp_path / "runs" / "20260101-0000-aaaa" / "events.jsonl"
    path.write_bytes(path.read_bytes()[:-40] + b'"}\n')
    said = prony("board", "--json")
    json.loads(said.out)
    assert "E602" in said.err
    assert "E602" in prony("board", "--json", "-q").err, "quiet silences progress, not warnings"


def test_index_reads_rebuilds_and_reports_damage(bench, prony, tmp_path):
    assert "1 runs" in prony("index").out
    rebuilt = prony("index", "--rebuild")
    assert rebuilt.code == 0
    assert "events read" in rebuilt.out
    path = tmp_path / "runs" / "20260101-0000-aaaa" / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"passed"', b'"Passed"').replace(b'"quick/py-3"', b'"quick/py-4"', 1))
    damaged = prony("index", "--rebuild")
    assert damaged.code == 1
    assert "E602" in damaged.err
