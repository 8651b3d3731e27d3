"""A folder from elsewhere may hold links under the names that commands write to of their own accord."""

from __future__ import annotations

import pytest


@pytest.fixture
def one_run(build_run):
    made = build_run()
    made.identify("m")
    made.attempt("m", "one", True)
    made.finish()
    return made


def test_a_link_under_the_name_of_a_page_keeps_what_it_leads_to(one_run, prony, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("whole")
    (tmp_path / "r1.html").symlink_to(mine)
    said = prony("report", "last")
    assert (said.code, "E109" in said.err) == (2, True)
    assert mine.read_text() == "whole"


def test_a_link_that_a_person_names_is_followed(one_run, prony, tmp_path):
    (tmp_path / "page.html").symlink_to(tmp_path / "there.html")
    assert prony("report", "last", "-o", "page.html").code == 0
    assert (tmp_path / "there.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "page.html").is_symlink()


def test_a_link_in_place_of_prony_toml_is_not_written_through_by_init(prony, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("whole")
    (tmp_path / "prony.toml").symlink_to(mine)
    prony("init")
    assert mine.read_text() == "whole"
