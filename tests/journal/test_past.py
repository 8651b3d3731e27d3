"""What the index tells of earlier costs, from runs whose every number is known."""

from __future__ import annotations

from pathlib import Path

import past_runs as made
import pytest

from prony.journal.index import Index
from prony.journal.past import brief_bytes, disk_bytes, past_cells, past_contestants, past_runs
from prony.nouns import EngineIdentity, FaultCode, RunSettings


@pytest.fixture
def index(tmp_path: Path):
    with Index(tmp_path) as one:
        yield one


def test_an_attempt_costs_what_its_exchanges_and_its_tries_took(build_run, index: Index):
    run = build_run()
    run.identify("m")
    run.attempt("m", "one", FaultCode.STREAM_CUT, wall_s=3.0)
    run.attempt("m", "one", True, try_no=1, wall_s=2.0)
    run.attempt("m", "two", False, wall_s=5.0, completion=41)
    run.finish()
    index.update()
    one, two = past_cells(index, ["r1"])
    assert (one.task, one.wall_s, one.requests, one.completion_tokens, one.prompt_tokens) == (
        "quick/one",
        5.0,
        2,
        42,
        200,
    )
    assert (two.task, two.wall_s, two.completion_tokens, two.prefill_s, two.decode_s) == (
        "quick/two",
        5.0,
        41,
        0.5,
        4.0,
    )
    assert (two.digest, two.repeat, two.label) == ("t" * 64, 0, "m")


def test_what_was_never_made_cost_nothing(build_run, index: Index):
    run = build_run()
    run.identify("m")
    run.end(run.start("m", "one"), code=FaultCode.RUN_BUDGET, wall_s=0.0)
    run.start("m", "two")
    run.finish("budget")
    index.update()
    assert past_cells(index, ["r1"]) == []
    assert past_runs(index, 10) == []


def test_a_regrade_adds_no_cost(build_run, index: Index):
    run = build_run()
    run.identify("m")
    attempt = run.attempt("m", "one", True)
    index.update()
    before = past_cells(index, ["r1"])
    run.grade(attempt, False, grader="9")
    run.finish()
    index.update()
    assert past_cells(index, ["r1"]) == before


def test_contestants_come_with_what_was_asked_for_and_what_they_were(build_run, index: Index):
    run = build_run()
    run.identify("m")
    run.finish()
    index.update()
    (one,) = past_contestants(index, ["r1"])
    assert (one.label, one.spec.engine, one.fingerprint.artifact.name, one.load_s) == ("m", "embedded", "m", 1.5)
    assert one.settings.repeats == 1
    assert past_contestants(index, ["another"]) == []


def test_the_newest_runs_come_until_there_are_attempts_enough(build_run, index: Index):
    for number in range(3):
        run = build_run(f"r{number}", created_at=f"2026-01-01T00:00:0{number}.000Z")
        run.identify("m")
        run.attempt("m", "one", True)
        run.attempt("m", "two", True)
        run.finish()
    index.update()
    assert [one.run for one in past_runs(index, 3)] == ["r1", "r2"]
    assert [one.attempts for one in past_runs(index, 1)] == [2]


def test_a_brief_is_as_long_as_its_messages_and_a_lost_one_is_left_out(build_run, index: Index, tmp_path: Path):
    run = build_run()
    run.identify("m")
    run.attempt("m", "one", True)
    run.finish()
    index.update()
    cells = past_cells(index, ["r1"])
    assert brief_bytes(tmp_path / "runs", cells) == {("r1", "m", "quick/one"): len("do it")}
    blob = cells[0].request_blob
    assert blob is not None
    next((tmp_path / "runs").rglob(f"{blob}.zst")).unlink()
    assert brief_bytes(tmp_path / "runs", cells) == {}


def test_a_folder_takes_the_blocks_of_its_files(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 100_000)
    assert disk_bytes(tmp_path) >= 100_000


def test_what_links_point_at_is_no_part_of_a_folder(tmp_path: Path):
    (tmp_path / "big").write_bytes(b"x" * 5_000_000)
    run = tmp_path / "run"
    run.mkdir()
    (run / "elsewhere").symlink_to(tmp_path / "big")
    (run / "nowhere").symlink_to(tmp_path / "gone")
    (run / "around").symlink_to(tmp_path)
    assert disk_bytes(run) < 100_000


def test_grading_that_is_still_to_come_is_not_known_to_take_no_time(build_run, index: Index):
    run = build_run()
    run.identify("m")
    handed_in = run.start("m", "one")
    run.exchange(handed_in)
    run.end(handed_in)
    run.attempt("m", "two", True)
    run.finish()
    index.update()
    waiting, graded = past_cells(index, ["r1"])
    assert waiting.grade_s is None
    assert graded.grade_s is not None


@pytest.mark.parametrize(("asked", "slots", "were"), [(4, 1, 1), (4, None, 4), (1, 8, 1), (4, 8, 4)])
def test_no_more_attempts_were_made_at_once_than_the_engine_had_slots(asked: int, slots: int | None, were: int):
    of = made.expected(made.spec())
    engine = EngineIdentity(kind="llama-server", slots=slots)
    past = made.contestant(of, engine=engine)._replace(settings=RunSettings(parallel=asked))
    assert past.at_once == were
