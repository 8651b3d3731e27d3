"""The snapshots that come with Prony: all hold, and their known errors are found, no others."""

import datetime

import pytest

from prony.outside.checks import check
from prony.outside.library import boards
from prony.outside.names import read_name
from prony.outside.snapshot import age_days

KNOWN_ERRORS = {
    "llama-server-six-tasks-2026-03": [
        ("total", "qwen35-27b-claude-distill-q8-nonthink"),
        ("rank", "qwen35-27b-claude-distill-q8-nonthink"),
        ("rank", "qwen35-9b-q8"),
        ("rank", "kimi-linear-48b-a3b-q6kl"),
    ],
    "llama-server-six-tasks-incomplete-2026-03": [("maximum", "nemotron-cascade-2-30b-a3b-q8")],
    "rank-llms-coding101-overall-2025-04": [("rank", "phi4:latest")],
    "five-rounds-lisp": [("percentage", "Qwen3-Coder-30B-A3B")],
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return {one.name: one for one in boards(tmp_path_factory.mktemp("home"))}


def test_every_snapshot_can_be_read_and_says_what_it_is(known):
    assert len(known) >= 20
    for one in known.values():
        assert one.snapshot is not None, one.wrong
        assert one.snapshot.method
        assert one.snapshot.axes


def test_the_known_errors_of_published_tables_are_found_and_no_others(known):
    found = {name: [(f.rule, f.row) for f in check(one.snapshot).findings] for name, one in known.items()}
    assert {name: errors for name, errors in found.items() if errors} == KNOWN_ERRORS
    assert not [name for name, one in known.items() if check(one.snapshot).unread]


def test_every_model_name_in_them_is_reconciled_to_a_vendor(known):
    names = [read_name(row.model) for one in known.values() for row in one.snapshot.rows]
    assert [name.printed for name in names if not name.vendor] == []


def test_age_counts_from_publication_and_is_unknown_without_a_day(known):
    day = datetime.date(2026, 3, 18)
    assert age_days(known["hackernoon-languages-2026-03"].snapshot, day) == 10
    assert age_days(known["five-rounds-go"].snapshot, day) is None
    assert age_days(known["whatllm-coding-2026-05"].snapshot, day) == 0
