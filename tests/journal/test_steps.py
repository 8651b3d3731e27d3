"""Claims of attempts that hand in several times, and of judges who ask models: what counts for whom."""

from __future__ import annotations

import msgspec
import pytest

from prony.bench.remaining import Done
from prony.boards import attempt_view, leaderboard
from prony.boards.comparison.compare import compare
from prony.journal import index as index_module
from prony.journal import read_events
from prony.journal.index import Index, up_to_date
from prony.journal.past import past_cells
from prony.nouns import Exchange, FaultCode, Grade, Outcome, Purpose, Submission


def rows(home):
    with up_to_date(home) as index:
        return {row["attempt"]: dict(row) for row in index.query("SELECT * FROM attempt")}


def row_of(home, label="m", **options):
    with up_to_date(home) as index:
        board = leaderboard(index, **options)
    return next(row for row in board.rows if row.label == label)


def in_steps(builder, *solved: bool, label: str = "m", task: str = "one") -> str:
    """An attempt that handed in once for each of `solved`, each graded as it came."""
    one = builder.start(label, task)
    for step, good in enumerate(solved[:-1]):
        builder.submit(one, step)
        builder.grade(one, good, step=step)
    last = len(solved) - 1
    builder.end(one, step=last)
    builder.grade(one, solved[last], step=last)
    return one


def test_what_has_one_step_and_no_judge_is_written_as_it_always_was():
    exchange = Exchange(id="e", attempt="a", number=0, dialect="chat", started_at="", streamed=True)
    for noun in (Submission(mode="answer"), exchange):
        assert not {b'"step"', b'"purpose"'} & set(msgspec.json.encode(noun).replace(b":", b",").split(b","))
    assert "step" in Grade.__struct_fields__


def test_the_last_step_decides_whatever_the_earlier_ones_came_to(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    won, lost = in_steps(builder, False, False, True), in_steps(builder, True, False, task="two")
    found = rows(tmp_path)
    assert (found[won]["outcome"], found[won]["step"], found[won]["grades"]) == ("solved", 2, 3)
    assert (found[lost]["outcome"], found[lost]["step"]) == ("failed", 1)
    assert row_of(tmp_path).solved.value == 0.5


def test_the_newest_grade_of_each_step_stands_for_it(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = in_steps(builder, False, True)
    builder.grade(one, True, step=0, grader="2")
    assert rows(tmp_path)[one]["grader"] == "1", "a regrade of an earlier step changes nothing of the last"
    builder.grade(one, False, step=1, grader="2")
    assert rows(tmp_path)[one]["outcome"] == "failed"
    assert row_of(tmp_path, step=0).outcomes.solved == 1


def test_a_last_step_without_a_grade_waits_for_it(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.submit(one, 0)
    builder.grade(one, True, step=0)
    assert rows(tmp_path)[one]["outcome"] == "open"
    builder.end(one, step=1)
    assert rows(tmp_path)[one]["outcome"] == "waiting"
    assert Done(read_events(builder.dir)).outcome(one) is None


def test_a_last_step_that_was_graded_before_the_attempt_ended_counts(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    for step, solved in enumerate((False, True)):
        builder.submit(one, step)
        builder.grade(one, solved, step=step)
    builder.end(one, step=1)
    assert rows(tmp_path)[one]["outcome"] == "solved"
    assert Done(read_events(builder.dir)).outcome(one) is Outcome.SOLVED


def test_an_attempt_that_handed_in_and_then_looped_is_faulted_and_can_be_judged_by_what_it_handed_in(
    build_run, tmp_path
):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.submit(one, 0)
    builder.grade(one, True, step=0)
    builder.end(one, code=FaultCode.LOOP)
    assert rows(tmp_path)[one]["outcome"] == "faulted"
    by_first = row_of(tmp_path, step=0)
    assert (by_first.outcomes.solved, by_first.outcomes.faulted) == (1, 0)
    assert "faulted:loop" not in by_first.outcomes.reasons


def test_a_board_can_be_judged_by_any_step(build_run, tmp_path):
    builder = build_run(contestants=("m", "n"))
    for label in ("m", "n"):
        builder.identify(label)
    in_steps(builder, False, True)
    in_steps(builder, True, task="two")
    in_steps(builder, True, False, label="n")
    in_steps(builder, True, label="n", task="two")
    assert [row_of(tmp_path, step=step).solved.value for step in (0, 1, 7, None)] == [0.5, 1.0, 1.0, 1.0]
    with up_to_date(tmp_path) as index:
        duel = compare(index, "m", "n", step=0).tasks[0]
    assert (duel.a.solved, duel.a.outcome, duel.b.solved, duel.b.outcome) == (0, "failed", 1, "solved")


def test_an_attempt_shows_each_step_with_its_grades(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = in_steps(builder, False, True)
    view = attempt_view(tmp_path, one)
    assert [(step.step, step.outcome, len(step.grades)) for step in view.steps] == [(0, "failed", 1)]
    assert [grade.solved for grade in view.grades] == [True]
    assert view.steps[0].files[0].content.text == "x = 0\n"


def test_a_grade_of_a_step_that_was_not_handed_in_is_damage(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.submit(one, 0)
    builder.grade(one, True, step=1)
    with Index(tmp_path) as index:
        assert "has not ended" in index.update().damaged["r1"]


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_steps_and_judges_in_any_batches_give_the_same_index(build_run, tmp_path, monkeypatch, batch):
    builder = build_run()
    builder.identify("m")
    one = in_steps(builder, False, True, False)
    builder.exchange(one, purpose=Purpose.JUDGE)
    builder.grade(one, True, step=1, grader="2")
    monkeypatch.setattr(index_module, "BATCH", batch)
    with Index(tmp_path) as index:
        index.update()
        dump = index.dump()
        monkeypatch.setattr(index_module, "BATCH", 10_000)
        index.rebuild()
        assert index.dump() == dump


def test_what_a_judge_used_is_in_no_number_of_the_contestant(build_run, tmp_path):
    builder = build_run(contestants=("m", "n"))
    for label in ("m", "n"):
        builder.identify(label)
        one = builder.attempt(label, "one", True)
        if label == "n":
            builder.exchange(
                one, number=1, purpose=Purpose.JUDGE, wall_s=60.0, prompt=9000, completion=700, reply="judged"
            )
    m, n = row_of(tmp_path, "m"), row_of(tmp_path, "n")
    assert n.speed == m.speed
    judged = rows(tmp_path)[one]
    assert (judged["exchanges"], judged["prompt_tokens"], judged["completion_tokens"]) == (1, 100, 21)
    assert (judged["judge_exchanges"], judged["judge_prompt_tokens"], judged["judge_completion_tokens"]) == (
        1,
        9000,
        700,
    )
    assert judged["judge_s"] == 60.0
    assert Done(read_events(builder.dir)).tokens == 2 * 121
    with up_to_date(tmp_path) as index:
        cells = {cell.label: cell for cell in past_cells(index, ["r1"])}
    assert cells["n"].prefill_s == cells["m"].prefill_s
    assert (cells["n"].requests, cells["n"].completion_tokens) == (1, 21)


def test_a_judges_exchanges_stand_apart_in_the_attempt(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.attempt("m", "one", True)
    builder.exchange(one, number=1, purpose=Purpose.JUDGE, reply="judged")
    view = attempt_view(tmp_path, one)
    assert [seen.exchange.number for seen in view.exchanges] == [0]
    assert [seen.exchange.number for seen in view.judging] == [1]
    assert view.reply is not None
    assert view.reply.text == "ok"
