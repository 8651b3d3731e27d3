"""Claims of the index: it can be thrown away, and it is the same however it was built, by however many at once."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from prony.errors import JournalError
from prony.journal import index as index_module
from prony.journal import schema
from prony.journal.index import Index
from prony.nouns import FaultCode, Verdict

TASKS = {"one": "python", "two": "javascript", "three": "python"}


def fill(builder, rng: random.Random) -> None:
    """A run of two contestants with every outcome, tries after infra, and a regrade."""
    for label in ("m", "ref"):
        builder.identify(label, reference=label == "ref")
        for task in TASKS:
            for repeat in range(2):
                roll = rng.random()
                if roll < 0.2:
                    builder.attempt(label, task, FaultCode.STREAM_CUT, repeat=repeat)
                    builder.attempt(label, task, rng.random() < 0.5, repeat=repeat, try_no=1)
                elif roll < 0.4:
                    builder.attempt(label, task, rng.choice([FaultCode.LOOP, FaultCode.EMPTY, FaultCode.RUN_BUDGET]))
                elif roll < 0.5:
                    builder.start(label, task, repeat)
                elif roll < 0.6:
                    builder.end(builder.start(label, task, repeat))
                else:
                    one = builder.attempt(label, task, rng.random() < 0.5, repeat=repeat, wall_s=1 + rng.random())
                    if roll > 0.9:
                        builder.grade(one, True, grader="2")
    builder.finish()


def whole_record(build_run, seed: int) -> None:
    rng = random.Random(seed)
    for number in range(3):
        builder = build_run(
            f"r{number}",
            tasks=TASKS,
            contestants=("m", "ref"),
            references=("ref",),
            repeats=2,
            digest=("d" if number else "e") * 64,
            created_at=f"2026-01-0{9 - number}T00:00:00.000Z",
        )
        fill(builder, rng)


@pytest.mark.parametrize("seed", range(4))
def test_events_in_any_batches_give_the_same_dump_as_a_rebuild(build_run, tmp_path, monkeypatch, seed):
    whole_record(build_run, seed)
    rng = random.Random(seed)
    other = tmp_path / "other"
    whole = {run.name: (run / "events.jsonl").read_bytes() for run in (tmp_path / "runs").iterdir()}
    done = dict.fromkeys(whole, 0)
    monkeypatch.setattr(index_module, "BATCH", rng.choice([3, 7, 10_000]))
    with Index(other) as incremental:
        while any(done[run] < len(data) for run, data in whole.items()):
            run = rng.choice(sorted(whole))
            path = other / "runs" / run / "events.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            done[run] = min(len(whole[run]), done[run] + rng.randrange(1, 4000))
            path.write_bytes(whole[run][: done[run]])
            if rng.random() < 0.7:
                incremental.update()
        incremental.update()
        dump = incremental.dump()
    monkeypatch.setattr(index_module, "BATCH", 10_000)
    with Index(tmp_path) as rebuilt:
        rebuilt.rebuild()
        assert rebuilt.dump() == dump
    assert dump.count('INSERT INTO "attempt"') > 20


def test_an_update_where_nothing_is_new_changes_nothing(build_run, tmp_path):
    whole_record(build_run, 1)
    with Index(tmp_path) as index:
        assert index.update().events > 50
        before = index.dump()
        assert index.update().events == 0
        assert index.dump() == before


def test_a_run_that_is_removed_is_forgotten_whole(build_run, tmp_path):
    whole_record(build_run, 2)
    with Index(tmp_path) as index:
        index.update()
        shutil.rmtree(tmp_path / "runs" / "r1")
        index.update()
        dump = index.dump()
        assert "r1" not in {row["run"] for row in index.query("SELECT run FROM attempt UNION SELECT run FROM run")}
        index.rebuild()
        assert index.dump() == dump


def test_a_run_that_is_replaced_is_read_anew(build_run, tmp_path):
    whole_record(build_run, 3)
    with Index(tmp_path) as index:
        index.update()
        shutil.copyfile(tmp_path / "runs" / "r2" / "events.jsonl", tmp_path / "runs" / "r1" / "events.jsonl")
        index.update()
        dump = index.dump()
        index.rebuild()
        assert index.dump() == dump


def test_a_damaged_run_is_reported_and_the_events_before_the_damage_stay(build_run, tmp_path):
    whole_record(build_run, 4)
    path = tmp_path / "runs" / "r1" / "events.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[20] = lines[20].replace(b'"at":"2', b'"at":"3')
    path.write_bytes(b"".join(lines))
    with Index(tmp_path) as index:
        damaged = index.update().damaged
        assert list(damaged) == ["r1"]
        assert "E602" in damaged["r1"]
        assert index.query("SELECT seq FROM run WHERE run = 'r1'")[0]["seq"] == 21
        assert index.update().damaged == damaged
        dump = index.dump()
        index.rebuild()
        assert index.dump() == dump


def test_an_event_of_an_attempt_that_never_started_is_damage_not_a_crash(build_run, tmp_path):
    builder = build_run()
    builder.grade("a00000000000", True)
    builder.journal.close()
    with Index(tmp_path) as index:
        assert "never started" in index.update().damaged["r1"]


def test_the_newest_try_that_is_not_infra_counts(build_run, tmp_path):
    builder = build_run(tasks={"one": "python"})
    builder.identify("m")
    builder.attempt("m", "one", FaultCode.ENGINE_CRASH)
    kept = builder.attempt("m", "one", True, try_no=1)
    builder.attempt("m", "one", FaultCode.ENGINE_CRASH, try_no=2)
    with Index(tmp_path) as index:
        index.update()
        rows = index.query("SELECT attempt FROM attempt WHERE counts = 1 AND counts_in_run = 1")
        assert [row["attempt"] for row in rows] == [kept]
        cell = dict(index.query("SELECT * FROM cell WHERE scope = ''")[0])
        assert (cell["solved"], cell["infra"], cell["scores"]) == (1, 0, "[1.0]")


def test_the_newer_run_counts_over_all_runs_and_each_run_counts_its_own(build_run, tmp_path):
    for run, solved, day in (("late", False, 2), ("early", True, 1)):
        builder = build_run(run, tasks={"one": "python"}, created_at=f"2026-01-0{day}T00:00:00.000Z")
        builder.identify("m")
        builder.attempt("m", "one", solved)
        builder.finish()
    with Index(tmp_path) as index:
        index.update()
        cells = {row["scope"]: row["solved"] for row in index.query("SELECT scope, solved FROM cell")}
        assert cells == {"": 0, "late": 0, "early": 1}


def test_a_grader_error_is_infra_and_a_tampered_submission_is_void(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    for task, verdict in (("one", Verdict.GRADER_ERROR), ("two", Verdict.TAMPERED)):
        one = builder.start("m", task)
        builder.end(one)
        builder.grade(one, False, verdict=verdict)
    with Index(tmp_path) as index:
        index.update()
        outcomes = {row["task"]: row["outcome"] for row in index.query("SELECT task, outcome FROM attempt")}
        assert outcomes == {"quick/one": "infra", "quick/two": "void"}


def test_the_newest_grade_decides_and_every_grade_stays(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.attempt("m", "one", False)
    with Index(tmp_path) as index:
        index.update()
        builder.grade(one, True, grader="2", score=20.0)
        index.update()
        assert index.query("SELECT outcome, grader FROM attempt")[0]["outcome"] == "solved"
        grades = index.query("SELECT number, grader, outcome FROM grade")
        assert [tuple(row) for row in grades] == [(1, "1", "failed"), (2, "2", "solved")]


def test_speeds_follow_their_definitions_over_all_exchanges_of_an_attempt(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one, number=0, wall_s=3.0, completion=41)  # first token 0.5 s, last 2.5 s; server 1000 ms
    builder.exchange(one, number=1, wall_s=2.0, completion=21, cached=None)  # first 0.5, last 1.5; server 500 ms
    builder.end(one)
    builder.grade(one, True)
    with Index(tmp_path) as index:
        index.update()
        row = {one["name"]: one["value"] for one in index.query("SELECT name, value FROM measure WHERE scope = ''")}
    assert row["decode_tokens_per_s"] == pytest.approx((40 + 20) / (2.0 + 1.0))
    assert row["server_decode_tokens_per_s"] == pytest.approx((40 + 20) / (1.0 + 0.5))
    assert (row["prompt_tokens"], row["cached_share"]) == (200, 50 / 100)
    assert row["completion_tokens"] == 62


def test_every_field_of_a_fingerprint_can_be_queried(build_run, tmp_path):
    build_run().identify("m", architecture="llama")
    with Index(tmp_path) as index:
        index.update()
        fields = {row["field"]: row["value"] for row in index.query("SELECT field, value FROM fingerprint_field")}
    assert fields["artifact.architecture"] == "llama"
    assert fields["engine.served_context"] == 4096
    assert fields["sampling.temperature"] == 0.0
    assert fields["harness.name"] == "chat"


def test_criteria_and_tests_can_be_queried(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", False)
    with Index(tmp_path) as index:
        index.update()
        criteria = index.query("SELECT criterion, points, earned, required FROM criterion")
        tests = index.query("SELECT test, status FROM test ORDER BY test")
    assert [tuple(row) for row in criteria] == [("works", 20.0, 0.0, 1)]
    assert [tuple(row) for row in tests] == [("t1", "fail"), ("t2", "pass")]


def test_an_index_of_another_version_is_built_anew(build_run, tmp_path, monkeypatch):
    whole_record(build_run, 5)
    with Index(tmp_path) as index:
        index.update()
        dump = index.dump()
    with sqlite3.connect(tmp_path / ".prony" / "index.sqlite") as db:
        db.execute("DROP TABLE cell")
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with Index(tmp_path) as index:
        index.update()
        assert index.dump() == dump


def test_a_file_that_is_no_index_is_an_error_that_names_the_way_out(build_run, tmp_path):
    whole_record(build_run, 6)
    path = tmp_path / ".prony" / "index.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"not a database, " * 999)
    with Index(tmp_path) as index:
        with pytest.raises(JournalError) as caught:
            index.update()
        assert caught.value.code == "E620"
        assert "prony index --rebuild" in (caught.value.hint or "")
        assert index.rebuild().events > 50
        assert index.update().events == 0


def test_an_index_in_use_is_never_removed_by_a_rebuild(build_run, tmp_path, monkeypatch):
    whole_record(build_run, 9)
    monkeypatch.setattr(index_module, "BUSY_S", 0.05)
    with Index(tmp_path) as index, Index(tmp_path) as other:
        index.update()
        inode = index.path.stat().st_ino
        with other._writing(), pytest.raises(JournalError) as caught:
            index.rebuild()
        assert caught.value.code == "E620"
        assert "locked" in (caught.value.cause or "")
        assert index.path.stat().st_ino == inode
        assert index.query("SELECT count(*) AS n FROM attempt")[0]["n"] > 20


def test_an_index_with_broken_pages_is_replaced_by_a_rebuild(build_run, tmp_path):
    whole_record(build_run, 10)
    with Index(tmp_path) as index:
        index.update()
        index.query("PRAGMA wal_checkpoint(TRUNCATE)")
        dump = index.dump()
    path = tmp_path / ".prony" / "index.sqlite"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with Index(tmp_path) as index:
        index.rebuild()
        assert index.dump() == dump


def test_many_processes_may_update_and_read_at_once(build_run, tmp_path):
    whole_record(build_run, 7)
    script = (
        "import sys; from pathlib import Path; from prony.journal.index import Index\n"
        "with Index(Path(sys.argv[1])) as index:\n"
        "    for _ in range(5): index.update(); index.query('SELECT count(*) FROM cell')\n"
    )
    children = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(4)]
    assert [child.wait(60) for child in children] == [0] * 4
    with Index(tmp_path) as index:
        dump = index.dump()
        index.rebuild()
        assert index.dump() == dump


def test_a_reader_sees_the_old_index_until_a_rebuild_is_done(build_run, tmp_path, monkeypatch):
    whole_record(build_run, 8)
    with Index(tmp_path) as reader, Index(tmp_path) as builder:
        reader.update()
        seen = []
        count = "SELECT count(*) AS n FROM attempt"
        whole = reader.query(count)[0]["n"]
        real = builder._advance
        monkeypatch.setattr(builder, "_advance", lambda run: (seen.append(reader.query(count)[0]["n"]), real(run))[1])
        builder.rebuild()
    assert seen
    assert set(seen) == {whole}


def test_an_index_without_runs_is_empty_not_an_error(tmp_path):
    with Index(tmp_path) as index:
        assert index.update().events == 0
        assert index.query("SELECT * FROM run") == []


def test_labels_and_reasons_are_counted_by_name(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, labels=("truncated",))
    builder.grade(one, True)
    builder.attempt("m", "two", FaultCode.LOOP)
    with Index(tmp_path) as index:
        index.update()
        row = index.query("SELECT reasons, labels FROM standing WHERE scope = 'r1'")[0]
    assert json.loads(row["reasons"]) == {"faulted:loop": 1}
    assert json.loads(row["labels"]) == {"truncated": 1}


def test_the_index_lies_beside_the_runs(build_run, tmp_path):
    build_run()
    with Index(tmp_path) as index:
        index.update()
    assert {path.name for path in Path(tmp_path, ".prony").iterdir()} <= {
        "index.sqlite",
        "index.sqlite-wal",
        "index.sqlite-shm",
    }


def test_what_was_missed_before_anybody_knew_whose_it_was_counts_for_who_it_turned_out_to_be(build_run):
    run = build_run()
    for task in run.tasks:
        run.attempt("m", task, FaultCode.LOAD_FAILED)
    with Index(run.home) as index:
        index.update()
        assert [row["contestant"] for row in index.query("SELECT DISTINCT contestant FROM attempt")] == ["?m"]
        mine = run.identify("m")
        for task in run.tasks:
            run.attempt("m", task, solved=True)
        index.update()
        assert [row["contestant"] for row in index.query("SELECT DISTINCT contestant FROM attempt")] == [mine]
        for table in ("cell", "standing"):
            assert {row["contestant"] for row in index.query(f"SELECT contestant FROM {table}")} == {mine}
        step_by_step = index.dump()
        index.rebuild()
        assert index.dump() == step_by_step, "in whatever batches it is read"


def test_the_same_reply_and_the_same_files_are_known_to_be_the_same(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    handed_in = [("a", b"x = 1"), ("a", b"x = 1"), ("b", b"x = 1"), ("a", b"x = 2")]
    for repeat, (reply, data) in enumerate(handed_in):
        builder.end(builder.start("m", "one", repeat), reply=reply, files={"solution.py": data})
    builder.end(builder.start("m", "two"), code=FaultCode.EMPTY)
    builder.finish()
    with Index(tmp_path) as index:
        index.update()
        rows = index.query("SELECT replied, handed_in FROM attempt ORDER BY seq")
    (r1, h1), (r2, h2), (r3, h3), (r4, h4), nothing = [tuple(row) for row in rows]
    assert (r1 == r2 == r4, r1 != r3) == (True, True)
    assert (h1 == h2 == h3, h1 != h4) == (True, True)
    assert nothing == (None, None)
