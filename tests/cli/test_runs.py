"""Claims of how a run is named on the command line."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(("named", "code"), [("20260102", "E114"), ("2027", "E101"), ("nothing", "E101")])
def test_a_name_of_none_or_of_several_is_refused(home, named, code):
    with pytest.raises(UsageError, match=code):
        run_id(home, named)


def test_there_is_no_last_run_before_the_first(tmp_path):
    with pytest.raises(UsageError, match="no run last"):
        run_id(tmp_path, "last")
