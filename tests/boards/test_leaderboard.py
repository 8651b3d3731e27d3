"""Claims of the leaderboard: its numbers are those of the journal, counted here a second time and by other means."""

from __future__ import annotations

import itertools
import math
import random
import statistics

import pytest

from prony.boards import leaderboard, leaderboards
from prony.errors import JournalError
from prony.journal.index import Index
from prony.nouns import Assurance, FaultCode, Verdict

TASKS = {f"py-{n}": "python" for n in range(6)} | {f"js-{n}": "javascript" for n in range(4)}


def board_of(home, **question):
    with Index(home) as index:
        index.update()
        return leaderboard(index, **question)


def row(board, label):
    return next(one for one in board.rows if one.label == label)


def plain_wilson(solved: int, n: int) -> tuple[float, float]:
    """Wilson's interval, from its textbook formula."""
    z, p = statistics.NormalDist().inv_cdf(0.975), solved / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def test_every_number_of_a_random_run_equals_one_counted_by_hand(build_run, tmp_path):
    rng = random.Random(7)
    builder = build_run(tasks=TASKS, contestants=("m", "n"))
    solved, walls, kinds = {}, {}, {}
    for label in ("m", "n"):
        builder.identify(label)
        for task in TASKS:
            wall = rng.uniform(1.5, 9)
            result = rng.choice([True, True, False, FaultCode.LOOP, FaultCode.EMPTY])
            builder.attempt(
                label, task, result, wall_s=wall, completion=rng.randrange(2, 400), prompt=rng.randrange(60, 99)
            )
            solved.setdefault(label, {})[task] = result is True
            walls.setdefault(label, []).append(wall)
            kinds.setdefault(label, []).append(result)
    builder.finish()
    board = board_of(tmp_path)
    for label in ("m", "n"):
        one = row(board, label)
        wins = sum(solved[label].values())
        assert one.solved.value == pytest.approx(wins / 10)
        assert (one.solved.solved, one.solved.attempts, one.solved.tasks) == (wins, 10, 10)
        if 2 < wins < 8:
            assert (one.solved.lo, one.solved.hi) == pytest.approx(plain_wilson(wins, 10))
        assert one.speed.wall_p50_s == pytest.approx(statistics.median(walls[label]))
        assert one.outcomes.solved == wins
        assert one.outcomes.failed == kinds[label].count(False)
        assert one.outcomes.faulted == kinds[label].count(FaultCode.LOOP) + kinds[label].count(FaultCode.EMPTY)
        assert one.outcomes.reasons.get("faulted:loop", 0) == kinds[label].count(FaultCode.LOOP)
        for language in one.languages:
            mine = [won for task, won in solved[label].items() if TASKS[task] == language.language]
            assert language.rate.value == pytest.approx(sum(mine) / len(mine))
            assert language.rate.attempts == len(mine)
            assert language.few


def test_models_are_sorted_by_point_estimate_and_references_stand_apart(build_run, tmp_path):
    builder = build_run(contestants=("ref", "low", "high"), references=("ref",))
    for label, wins in (("ref", 2), ("low", 1), ("high", 2)):
        builder.identify(label, reference=label == "ref")
        for number, task in enumerate(("one", "two")):
            builder.attempt(label, task, number < wins)
    builder.finish()
    board = board_of(tmp_path)
    assert [one.label for one in board.models] == ["high", "low"]
    assert [one.label for one in board.references] == ["ref"]
    assert board.comparison is not None
    assert {board.comparison.a, board.comparison.b} == {"high", "low"}, "a reference is never compared with models"


def test_a_decided_comparison_is_said_in_one_sentence_with_its_interval(build_run, tmp_path):
    builder = build_run(tasks={f"t{n}": "python" for n in range(12)}, contestants=("weak", "strong"))
    for label in ("weak", "strong"):
        builder.identify(label)
        for n in range(12):
            builder.attempt(label, f"t{n}", label == "strong" or n == 0)
    builder.finish()
    board = board_of(tmp_path)
    assert board.comparison is not None
    assert board.comparison.decision == "a_better"
    assert board.comparison.difference == pytest.approx(11 / 12)
    assert board.sentence == board.comparison.sentence
    assert board.sentence.startswith("strong solves more than weak")
    assert "interval" in board.sentence


def test_too_few_tasks_are_never_called_a_decision(build_run, tmp_path):
    builder = build_run(contestants=("a", "b"))
    for label in ("a", "b"):
        builder.identify(label)
        for task in ("one", "two"):
            builder.attempt(label, task, label == "a")
    board = board_of(tmp_path)
    assert board.comparison is not None
    assert board.comparison.decision == "too_few_tasks"
    assert board.comparison.p is None


def test_one_model_alone_is_told_with_its_interval(build_run, tmp_path):
    builder = build_run(tasks=TASKS)
    builder.identify("m")
    for n, task in enumerate(TASKS):
        builder.attempt("m", task, n < 5)
    assert board_of(tmp_path).sentence.startswith("m solves 50 % of tasks like these, 95 % interval 23 to 77")


@pytest.mark.parametrize("lost", [False, FaultCode.LOOP])
def test_a_board_whose_all_correct_reference_does_not_solve_all_is_not_to_be_trusted(build_run, tmp_path, lost):
    builder = build_run(tasks={"a": "python", "b": "python"}, contestants=("all-correct",), references=("all-correct",))
    builder.identify("all-correct", reference=True)
    builder.attempt("all-correct", "a", True)
    assert not any("do not trust" in note for note in board_of(tmp_path).notes)
    builder.attempt("all-correct", "b", lost)
    assert any("do not trust" in note for note in board_of(tmp_path).notes)


def test_references_alone_are_no_result(build_run, tmp_path):
    builder = build_run(contestants=("ref",), references=("ref",))
    builder.identify("ref", reference=True)
    builder.attempt("ref", "one", True)
    board = board_of(tmp_path)
    assert "no model" in board.sentence
    assert any("--gguf" in step for step in board.next_steps)


def test_infra_and_missing_are_beside_the_rate_and_void_is_in_it(build_run, tmp_path):
    builder = build_run(tasks=dict.fromkeys("abcdef", "python"))
    builder.identify("m")
    builder.attempt("m", "a", True)
    for number in range(3):
        builder.attempt("m", "b", FaultCode.STREAM_CUT, try_no=number)
    builder.attempt("m", "c", FaultCode.RUN_BUDGET)
    tampered = builder.start("m", "d")
    builder.end(tampered)
    builder.grade(tampered, False, verdict=Verdict.TAMPERED)
    builder.end(builder.start("m", "e"))
    one = row(board_of(tmp_path), "m")
    counts = one.outcomes
    assert (counts.planned, counts.solved, counts.void, counts.infra, counts.missing, counts.waiting) == (
        6,
        1,
        1,
        1,
        2,
        1,
    )
    assert counts.scored == 2
    assert one.solved.value == pytest.approx(0.5)
    assert counts.reasons == {"infra:stream_cut": 1, "missing:not_run": 1, "missing:run_budget": 1}
    assert one.tries == 7


def test_a_contestant_with_unscored_tasks_stands_apart_with_the_bounds_of_what_is_unknown(build_run, tmp_path):
    builder = build_run(tasks=dict.fromkeys("abcd", "python"), contestants=("whole", "part"))
    for label in ("whole", "part"):
        builder.identify(label)
        for task in "abcd":
            builder.attempt(label, task, True if label == "whole" or task != "d" else FaultCode.ENGINE_CRASH)
    board = board_of(tmp_path)
    assert [one.label for one in board.models] == ["whole"]
    part = board.incomplete[0]
    assert part.solved.value == 1.0, "a task without a scored attempt is not averaged over"
    assert part.solved.tasks == 3
    assert (part.at_least, part.at_most) == (0.75, 1.0)


def test_repeats_are_averaged_within_their_task(build_run, tmp_path):
    builder = build_run(repeats=4)
    builder.identify("m")
    for repeat in range(4):
        builder.attempt("m", "one", repeat == 0, repeat=repeat)
    builder.attempt("m", "two", True, repeat=0)
    one = row(board_of(tmp_path), "m")
    assert one.solved.value == pytest.approx((0.25 + 1.0) / 2)
    assert (one.solved.tasks, one.solved.attempts) == (2, 5)
    assert one.outcomes.missing == 3


def test_the_score_keeps_partial_credit_and_faults_score_nothing(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", False, score=15.0)
    builder.attempt("m", "two", FaultCode.EMPTY)
    one = row(board_of(tmp_path), "m")
    assert one.solved.value == 0.0
    assert one.score.value == pytest.approx((0.75 + 0.0) / 2)


def test_the_weakest_assurance_of_any_grade_is_told(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    for task, level in (("one", Assurance.A), ("two", Assurance.C)):
        attempt = builder.start("m", task)
        builder.end(attempt, labels=("truncated",))
        builder.grade(attempt, True, assurance=level)
    one = row(board_of(tmp_path), "m")
    assert one.assurance == "C"
    assert any("forgeable" in note for note in one.notes)
    assert "2 x truncated" in one.notes


def test_a_board_tells_who_was_asked_through_shims(build_run, tmp_path):
    builder = build_run(contestants=("plain", "particular"))
    builder.identify("plain")
    builder.identify("particular", fingerprint={"shims": ("max-completion-tokens", "without:stream_options")})
    board = board_of(tmp_path)
    [note] = [note for note in row(board, "particular").notes if "demands" in note]
    assert "max-completion-tokens, without:stream_options" in note
    assert not any("demands" in note for note in row(board, "plain").notes)


def test_chips_tell_quantization_engine_and_harness_and_nothing_is_guessed(build_run, tmp_path):
    builder = build_run(contestants=("known", "unknown"))
    builder.identify("known")
    builder.identify("unknown", quantization=None, bits_per_weight=None, size_bytes=None, sha256=None)
    board = board_of(tmp_path)
    assert row(board, "known").chips == ("Q4_K_M", "4.85 bits/weight", "chat", "embedded 9.9")
    assert row(board, "known").size_bytes == 491_400_032
    unknown = row(board, "unknown")
    assert (unknown.quantization, unknown.bits_per_weight, unknown.size_bytes) == (None, None, None)
    assert any("weights not verified" in note for note in unknown.notes)


def test_a_contestant_that_was_never_identified_has_a_row_and_no_numbers(build_run, tmp_path):
    builder = build_run(contestants=("ghost",))
    builder.attempt("ghost", "one", FaultCode.LOAD_FAILED)
    one = row(board_of(tmp_path), "ghost")
    assert one.solved.value is None
    assert one.outcomes.missing == 2
    assert any("never identified" in note for note in one.notes)


def test_a_board_by_an_older_grader_version_shows_the_grades_of_that_version(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    for task in ("one", "two"):
        attempt = builder.attempt("m", task, False)
        if task == "one":
            builder.grade(attempt, True, grader="2")
    assert row(board_of(tmp_path), "m").solved.value == pytest.approx(0.5)
    assert row(board_of(tmp_path, grader="1"), "m").solved.value == 0.0
    second = row(board_of(tmp_path, grader="2"), "m")
    assert second.solved.value == 1.0
    assert second.outcomes.waiting == 1, "what version 2 has not seen waits for it"


def test_a_board_by_the_only_grader_version_equals_the_board(build_run, tmp_path):
    rng = random.Random(11)
    builder = build_run(tasks=TASKS, repeats=2)
    builder.identify("m")
    for task, repeat in itertools.product(TASKS, range(2)):
        builder.attempt("m", task, rng.choice([True, False, FaultCode.LOOP, FaultCode.STREAM_CUT]), repeat=repeat)
    builder.finish()
    assert board_of(tmp_path, grader="1").rows == board_of(tmp_path).rows


def test_without_a_run_all_runs_of_the_newest_suite_count_and_another_digest_does_not(build_run, tmp_path):
    for day, (run, digest, label) in enumerate((("r1", "a", "m"), ("r2", "b", "m"), ("r3", "b", "n")), 1):
        builder = build_run(run, digest=digest * 64, contestants=(label,), created_at=f"2026-01-0{day}T00:00:00.000Z")
        builder.identify(label)
        builder.attempt(label, "one", True)
        builder.attempt(label, "two", run == "r1")
        builder.finish()
    board = board_of(tmp_path)
    assert [one.run for one in board.runs] == ["r2", "r3"]
    assert {one.label: one.solved.value for one in board.rows} == {"m": 0.5, "n": 0.5}
    assert row(board_of(tmp_path, run="r1"), "m").solved.value == 1.0


def test_a_run_is_found_by_a_beginning_of_its_name_and_a_wrong_one_is_an_error_with_names(build_run, tmp_path):
    for run in ("20260101-aa", "20260102-bb"):
        build_run(run).finish()
    assert board_of(tmp_path, run="20260102").run == "20260102-bb"
    assert board_of(tmp_path, run="last").run == "20260102-bb"
    for wrong in ("2026010", "nope"):
        with pytest.raises(JournalError) as caught:
            board_of(tmp_path, run=wrong)
        assert caught.value.code == "E650"
        assert "20260102-bb" in (caught.value.hint or "")
    with pytest.raises(JournalError) as caught:
        board_of(tmp_path, suite="six")
    assert caught.value.code == "E650"


def test_no_run_at_all_is_an_error_that_says_how_to_make_one(tmp_path):
    with pytest.raises(JournalError) as caught:
        board_of(tmp_path)
    assert caught.value.code == "E653"


def test_an_unfinished_run_says_so_and_names_the_resume(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    board = board_of(tmp_path)
    assert any("interim" in note for note in board.notes)
    assert board.next_steps[0] == "1 attempt not made: prony run --resume r1"


def test_a_damaged_run_is_named_on_the_board(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    builder.finish()
    path = tmp_path / "runs" / "r1" / "events.jsonl"
    path.write_bytes(
        path.read_bytes().replace(b'"reason":"complete"', b'"reason":"complet"').replace(b'"at":"2', b'"at":"1', 1)
    )
    assert any("E602" in note for note in board_of(tmp_path).notes)


def test_a_damaged_run_is_not_proposed_to_be_resumed(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    builder.journal.close()
    assert any("--resume" in step for step in board_of(tmp_path).next_steps)
    with (tmp_path / "runs" / "r1" / "events.jsonl").open("ab") as journal:
        journal.write(b'{"seq":99}\n')
    assert not any("--resume" in step for step in board_of(tmp_path).next_steps)


def test_boards_of_several_suites_are_never_one(build_run, tmp_path):
    build_run("r1", suite="quick").finish()
    build_run("r2", suite="six", digest="e" * 64, created_at="2026-02-01T00:00:00.000Z").finish()
    with Index(tmp_path) as index:
        index.update()
        assert [board.suite for board in leaderboards(index)] == ["six"]
        assert [board.suite for board in leaderboards(index, suite="quick")] == ["quick"]


def test_the_next_step_names_an_attempt_that_went_wrong(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    wrong = builder.attempt("m", "two", False)
    builder.finish()
    assert any(step.endswith(f"prony show {wrong}") for step in board_of(tmp_path).next_steps)


def test_what_a_grader_could_not_judge_is_infra_with_its_reason_and_the_way_to_grade_it_again(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one)
    builder.grade(one, False, verdict=Verdict.GRADER_ERROR)
    builder.attempt("m", "two", True)
    builder.finish()
    board = board_of(tmp_path)
    assert row(board, "m").outcomes.reasons == {"infra:grader_error": 1}
    assert any("prony regrade r1" in step for step in board.next_steps)


def test_who_could_not_run_in_one_run_and_ran_in_another_has_one_row_in_all_of_them(build_run, tmp_path):
    failed = build_run("r1")
    for task in failed.tasks:
        failed.attempt("m", task, FaultCode.LOAD_FAILED)
    failed.finish()
    assert [one.outcomes.missing for one in board_of(tmp_path).rows] == [2]
    worked = build_run("r2")
    worked.identify("m")
    for task in worked.tasks:
        worked.attempt("m", task, solved=True)
    worked.finish()
    assert [(one.label, one.solved.solved, one.outcomes.missing) for one in board_of(tmp_path).rows] == [("m", 2, 0)]
    assert [one.outcomes.missing for one in board_of(tmp_path, run="r1").rows] == [2], "its own run still says so"


def test_what_a_resume_mends_leaves_no_row_of_nobody(build_run, tmp_path):
    run = build_run()
    for task in run.tasks:
        run.attempt("m", task, FaultCode.LOAD_FAILED)
    run.identify("m")
    for task in run.tasks:
        run.attempt("m", task, solved=True)
    run.finish()
    for where in ({}, {"run": "r1"}):
        assert [(one.label, one.solved.solved) for one in board_of(tmp_path, **where).rows] == [("m", 2)]
