"""Claims of how a run is named on the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from prony.bench.plan import new_run_id
from prony.cli.runs import run_id
from prony.errors import UsageError


@pytest.fixture
def home(tmp_path):
    for name in ("20260101-0000-aaaa", "20260102-0000-bbbb", "20260102-0000-cccc"):
        (tmp_path / "runs" / name).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("named", ["20260101", "20260101-0000-aaaa"])
def test_a_run_is_named_whole_or_by_its_beginning(home, named):
    assert run_id(home, named) == "20260101-0000-aaaa"


def test_last_is_the_newest_run(home):
    assert run_id(home, "last") == "20260102-0000-cccc"


def test_last_is_the_run_that_began_last_whatever_its_folder_is_called(build_run, tmp_path):
    build_run("20260102-1824-f5ae", created_at="2026-01-02T18:24:05.001Z")
    build_run("20260102-1824-afd7", created_at="2026-01-02T18:24:05.002Z")
    build_run("zz-an-old-copy", created_at="2025-01-02T18:24:05.002Z")
    assert run_id(tmp_path, "last") == "20260102-1824-afd7"


def test_names_of_runs_of_one_minute_sort_by_their_time():
    begun = datetime(2026, 1, 2, 18, 24, tzinfo=UTC)
    names = [new_run_id(begun + timedelta(milliseconds=n)) for n in (0, 1, 999, 1000, 59_999)]
    assert names == sorted(names)


@pytest.mark.parametrize(("named", "code"), [("20260102", "E114"), ("2027", "E101"), ("nothing", "E101")])
def test_a_name_of_none_or_of_several_is_refused(home, named, code):
    with pytest.raises(UsageError, match=code):
        run_id(home, named)


def test_there_is_no_last_run_before_the_first(tmp_path):
    with pytest.raises(UsageError, match="no run last"):
        run_id(tmp_path, "last")
