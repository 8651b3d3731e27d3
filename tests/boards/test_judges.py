"""Rows that were not graded with the same toolchains are told apart, on a board and in a comparison."""

from __future__ import annotations

import pytest
from board_situations import board_of, compare_of
from synthetic_run import RunBuilder

from prony.journal.index import Index

TASKS = {f"t{n}": "go" for n in range(6)}
NEW = {"sandbox": "bubblewrap 0.11.0", "python": "3.11.7 sha256:aa", "go": "1.27.3 sha256:bb"}
OLD = NEW | {"go": "1.26.0 sha256:cc"}


@pytest.fixture
def judged(tmp_path):
    """A function that records a run in which each contestant is graded by its own judges; with `again`, anew."""

    def build(judges, again=None):
        builder = RunBuilder(tmp_path, "r1", tasks=TASKS, contestants=tuple(judges))
        attempts = []
        for label in judges:
            builder.identify(label, name=label, sha256=label[0] * 64)
            for task in TASKS:
                attempt = builder.start(label, task, 0)
                builder.end(attempt)
                attempts.append((attempt, label))
        for attempt, label in attempts:
            builder.grade(attempt, True, judged_by=judges[label])
        for attempt, _ in attempts if again is not None else ():
            builder.grade(attempt, True, judged_by=again)
        builder.finish()
        return tmp_path

    return build


def notes_of(home):
    told = [note for note in board_of(home).notes if "was not the same for all" in note]
    assert [note for note in compare_of(home).notes if "was not the same for all" in note] == told
    return told


def test_one_judge_for_all_is_nothing_to_say(judged):
    assert notes_of(judged({"m": NEW, "n": NEW})) == []


def test_two_versions_of_a_toolchain_are_told_with_whom_they_graded(judged):
    (note,) = notes_of(judged({"m": NEW, "n": OLD}))
    assert note == (
        "go was not the same for all: 1.26.0 sha256:cc graded n; 1.27.3 sha256:bb graded m; what one takes, "
        "another may not: prony regrade r1 grades a run again with what is here"
    )


def test_another_kind_of_sandbox_is_told_and_another_version_of_one_is_not(judged):
    assert notes_of(judged({"m": NEW, "n": NEW | {"sandbox": "bubblewrap 0.8.0"}})) == []


def test_grading_again_with_one_judge_takes_the_note_away(judged):
    assert notes_of(judged({"m": NEW, "n": OLD}, again=NEW)) == []


def test_a_grade_that_names_no_judge_is_passed_over(judged):
    assert notes_of(judged({"m": NEW, "n": {}})) == []


def test_a_weaker_sandbox_is_told(judged):
    (note,) = notes_of(judged({"m": NEW, "n": NEW | {"sandbox": "bare (no isolation)"}}))
    assert note.startswith("sandbox was not the same for all: bare graded n; bubblewrap graded m")


def test_the_index_is_the_same_in_whatever_batches_grades_arrive(judged):
    home = judged({"m": NEW, "n": OLD})
    with Index(home) as index:
        index.update()
        rows = [tuple(row) for row in index.query("SELECT judges, judged_by FROM judge ORDER BY judges")]
        assert len(rows) == 2
        kept = {row["judges"] for row in index.query("SELECT DISTINCT judges FROM attempt")}
    assert kept == {key for key, _ in rows}
