"""`prony export` and `prony badge` as a person calls them."""

from __future__ import annotations

import json
import sys

import pytest
from board_situations import record


@pytest.fixture
def recorded(tmp_path):
    return record(tmp_path, {"small": "10" * 10, "large": "1" * 19 + "0"})


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_a_board_in_a_file_is_what_the_board_prints(prony, recorded, tmp_path, form):
    said = prony("export", form, "-o", f"board.{form}")
    assert said.code == 0, said.err
    assert (tmp_path / f"board.{form}").read_text("utf-8") == prony("board", f"--{form}").out


def test_without_a_target_it_says_which_there_are(prony, recorded):
    told = prony("export")
    assert told.code == 0
    for name in ("csv", "json", "md", "every-eval-ever", "atif", "parquet"):
        assert f"\n  {name} " in told.out
    known = json.loads(prony("export", "--json").out)["targets"]
    assert [target["name"] for target in known] == [
        "json",
        "csv",
        "md",
        "every-eval-ever",
        "atif",
        "parquet",
        "jsonl",
        "harbor",
    ]


def test_what_was_written_and_left_out_is_told(prony, recorded):
    said = prony("export", "every-eval-ever", "-o", "out")
    assert said.code == 0
    assert said.out.count(".json: ") == 2
    assert "left out: attempts of quick: its texts stay here" in said.err
    document = json.loads(prony("export", "every-eval-ever", "-o", "out", "--texts", "quick", "--json").out)
    assert (len(document["files"]), document["left_out"]) == (4, {})


@pytest.mark.parametrize("out", ["runs", "runs/r1", ".prony/x", "prony.toml", "-"])
def test_no_record_is_written_over(prony, recorded, out):
    said = prony("export", "csv", "-o", out)
    assert said.code == 2
    assert "E109" in said.err or "E160" in said.err


def test_a_place_that_is_no_folder_is_told(prony, recorded, tmp_path):
    (tmp_path / "taken").write_text("mine")
    said = prony("export", "every-eval-ever", "-o", "taken")
    assert (said.code, "E160" in said.err) == (2, True)
    assert (tmp_path / "taken").read_text() == "mine"


def test_parquet_without_its_package_says_how_to_get_it(prony, recorded, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    said = prony("export", "parquet", "-o", "frames")
    assert (said.code, "E162" in said.err, "pip install 'prony[parquet]'" in said.err) == (2, True, True)


def test_a_badge_is_written_and_said(prony, recorded, tmp_path):
    said = prony("badge", "large", "-o", "badge.svg")
    assert said.code == 0, said.err
    assert said.out.startswith("badge.svg: quick@1 | 95.0 (")
    assert "| rank 1 | Q4_K_M" in said.out
    assert (tmp_path / "badge.svg").read_text("utf-8") == prony("badge", "large", "-o", "-").out
    assert json.loads(prony("badge", "large", "--json").out)["rank_best"] == 1
    assert prony("badge", "large").code == 2


def test_a_badge_that_may_not_be_read_is_refused_with_the_next_step(prony, tmp_path):
    record(tmp_path, {"m": "1" * 10 + "." * 5}, finish=None)
    said = prony("badge", "m", "-o", "badge.svg")
    assert (said.code, "E161" in said.err, "prony run --resume r1" in said.err) == (2, True, True)
    assert not (tmp_path / "badge.svg").exists()
