"""Claims of measured numbers: one file gives a contestant's number, whatever it reads, and the index keeps up."""

from __future__ import annotations

import pytest

from prony.journal import index as index_module
from prony.journal.index import Index, up_to_date
from prony.journal.measures import MEASURES, Measure
from prony.journal.measures.measure import is_measure
from prony.journal.measures.over import add_parts, mean, quantile, ratio, total
from prony.journal.queries import GradeChoice, counted_of
from prony.nouns import FaultCode, Purpose

PAUSE = Measure(
    of_exchange=lambda one: None if one.times.end_s is None else (one.times.end_s - one.times.last_s, 1),
    finish=lambda parts: parts[0] / parts[1],
    over=mean,
)
SLOWEST = Measure(of_exchange=lambda one: one.times.end_s, join=max, over=max)
NOTES = Measure(of_end=lambda end: len(end.labels), over=total, scored_only=False)
TESTS = Measure(of_grade=lambda grade: len(grade.tests), over=total)


@pytest.fixture
def brought():
    """Measures of every source."""
    with (
        MEASURES.adding("pause-s", PAUSE),
        MEASURES.adding("slowest-s", SLOWEST),
        MEASURES.adding("notes", NOTES),
        MEASURES.adding("tests", TESTS),
    ):
        yield


def tallied(home, label_task_digest="d" * 64, **choice):
    with up_to_date(home) as index:
        tallies = counted_of(index, "", label_task_digest, GradeChoice(**choice)).tallies
    assert len(tallies) == 1
    return next(iter(tallies.values())).measures


def fill(builder):
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one, number=0, wall_s=3.0)
    builder.exchange(one, number=1, wall_s=5.0)
    builder.exchange(one, number=2, wall_s=99.0, purpose=Purpose.JUDGE)
    builder.end(one, labels=("a", "b"))
    builder.grade(one, True, tests=3)
    two = builder.attempt("m", "two", FaultCode.STREAM_CUT)
    return one, two


def test_values_come_from_exchanges_ends_and_grades_and_none_from_a_judge(build_run, tmp_path, brought):
    fill(build_run())
    found = tallied(tmp_path)
    assert found["pause_s"] == pytest.approx(0.5)
    assert found["slowest_s"] == 5.0
    assert found["notes"] == 2
    assert found["tests"] == 3


def test_an_index_that_was_filled_without_a_measure_is_filled_anew(build_run, tmp_path):
    fill(build_run())
    assert "slowest_s" not in tallied(tmp_path)
    with MEASURES.adding("slowest-s", SLOWEST):
        assert tallied(tmp_path)["slowest_s"] == 5.0
    assert "slowest_s" not in tallied(tmp_path)


def test_a_measure_of_grades_follows_the_grade_that_was_chosen(build_run, tmp_path, brought):
    builder = build_run()
    one, _ = fill(builder)
    builder.grade(one, True, tests=7, grader="2")
    assert tallied(tmp_path)["tests"] == 7
    assert tallied(tmp_path, grader="1")["tests"] == 3


@pytest.mark.parametrize("batch", [1, 3])
def test_events_in_any_batches_give_the_same_measures(build_run, tmp_path, brought, monkeypatch, batch):
    builder = build_run()
    one, _ = fill(builder)
    builder.grade(one, False, tests=4, grader="2")
    monkeypatch.setattr(index_module, "BATCH", batch)
    with Index(tmp_path) as index:
        index.update()
        dump = index.dump()
        monkeypatch.setattr(index_module, "BATCH", 10_000)
        index.rebuild()
        assert index.dump() == dump


def test_what_no_attempt_tells_is_none(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True, completion=None)
    found = tallied(tmp_path)
    assert (found["completion_tokens"], found["decode_tokens_per_s"]) == (None, None)


def test_many_values_become_one():
    assert quantile([4, None, 1, 3, 2], 0.5) == 2.5
    assert quantile([], 0.5) is None
    assert (mean([1, 2]), total([1, 2]), ratio([(1, 4), (2, 8)]), ratio([(0, 0)])) == (1.5, 3, 0.25, None)
    assert add_parts((1, 2), (3, 4)) == [4, 6]


def test_a_measure_reads_exactly_one_thing():
    assert is_measure(Measure()) is not None
    assert is_measure(Measure(of_end=lambda end: 1, of_grade=lambda grade: 1)) is not None
    assert is_measure(object()) is not None
    assert is_measure(TESTS) is None


def test_every_measure_has_a_help_text():
    assert all(measure.help for measure in MEASURES.values())
