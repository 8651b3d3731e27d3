"""Claims of the validity gate: what may not be concluded is not said, on a board and in a comparison alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from board_situations import board_of, compare_of, record

from prony.boards import attempt_view
from prony.boards.doubt import DoubtKind
from prony.boards.validity.validity import Withheld

GOOD, POOR = "1" * 14, "1" * 6 + "0" * 8
KNOWN = ("all-correct", "known-flaws", "looping", "empty")


def headline(home, **question):
    """The sentence of the board, which the comparison of the two best must share."""
    board = board_of(home, **question)
    assert compare_of(home, **question).versus.sentence == board.sentence
    return board.sentence


def with_control(home, label, line, **more):
    return record(home, {"alpha": GOOD, "beta": POOR, label: line}, references=(label,), **more)


@pytest.mark.parametrize(
    ("label", "line", "told"),
    [
        ("empty", "1" * 4 + "e" * 10, "the reference empty, which must not, solved 4 of 14 tasks"),
        ("empty", "e" * 13 + "1", "the reference empty, which must not, solved 1 of 14 tasks"),
        ("looping", "l" * 7 + "1" * 7, "the reference looping, which must not, solved 7 of 14 tasks"),
        ("known-flaws", "1" * 9 + "0" * 5, "the reference known-flaws, which must not, solved 9 of 14 tasks"),
        ("all-correct", "1" * 11 + "000", "the reference all-correct did not solve 3 of 14 tasks (3 failed)"),
        ("all-correct", "1" * 8 + "i" * 6, "the reference all-correct did not solve 6 of 14 tasks (6 infra)"),
        ("all-correct", "i" * 14, "the reference all-correct did not solve 14 of 14 tasks (14 infra)"),
        ("all-correct", "1" * 13 + "m", "the reference all-correct did not solve 1 of 14 tasks (1 missing)"),
        ("all-correct", "1" * 13 + ".", "the reference all-correct did not solve 1 of 14 tasks (1 missing)"),
        ("all-correct", "1" * 12 + "vl", "the reference all-correct did not solve 2 of 14 tasks (1 faulted, 1 void)"),
    ],
)
def test_a_control_that_did_not_come_out_as_it_must_strikes_the_claim(tmp_path, label, line, told):
    with_control(tmp_path, label, line)
    assert headline(tmp_path).startswith(f"not to be read: {told}")
    board = board_of(tmp_path)
    assert "more than" not in board.sentence
    assert board.comparison.decision == Withheld.NOT_TO_BE_READ
    assert any(told in note and "do not trust" in note for note in board.notes)
    assert label in board.next_steps[0]
    assert "prony show" in board.next_steps[0] or "--resume" in board.next_steps[0]


@pytest.mark.parametrize(
    ("label", "line"),
    [("empty", "e" * 14), ("looping", "l" * 14), ("all-correct", GOOD), ("known-flaws", "0" * 14)],
)
def test_controls_that_come_out_as_they_must_leave_the_claim_standing(tmp_path, label, line):
    with_control(tmp_path, label, line)
    assert headline(tmp_path).startswith("alpha solves more than beta")
    assert board_of(tmp_path).doubts == ()


@pytest.mark.parametrize(("flawed", "struck"), [(range(10, 14), False), (range(9, 14), True)])
def test_known_flaws_may_solve_where_it_recites_no_flaw(tmp_path, flawed, struck):
    recites = {f"quick/py-{number:03d}": "flaw" for number in flawed}
    with_control(tmp_path, "known-flaws", "1" * 10 + "0" * 4, specs={"known-flaws": {"recites": recites}})
    assert ("not to be read" in headline(tmp_path)) is struck
    if struck:
        assert "solved 1 of 5 tasks" in headline(tmp_path)


def test_the_next_step_is_the_attempt_that_went_wrong(tmp_path):
    with_control(tmp_path, "empty", "eeee1" + "e" * 9)
    board = board_of(tmp_path)
    shown = board.next_steps[0].rpartition(" ")[2]
    view = attempt_view(tmp_path, shown)
    assert (view.label, view.task, view.outcome) == ("empty", "quick/py-004", "solved")


@pytest.mark.parametrize("repeats", [("1" * 14, "1" * 13 + "0"), ("1" * 14, "1" * 13 + "i")])
def test_one_repeat_that_a_control_did_not_solve_is_enough(tmp_path, repeats):
    record(
        tmp_path,
        {"alpha": [GOOD, GOOD], "beta": [POOR, POOR], "all-correct": repeats},
        references=("all-correct",),
    )
    assert "all-correct did not solve 1 of 14 tasks" in headline(tmp_path)


def test_a_model_that_is_only_called_as_a_control_is_none(tmp_path):
    record(tmp_path, {"empty": GOOD, "all-correct": POOR})
    assert headline(tmp_path).startswith("empty solves more than all-correct")


# --- runs that have not come to their end ---------------------------------------------------------------------------


@pytest.mark.parametrize("finish", [None, "stopped", "budget"])
def test_what_is_not_all_made_is_told_as_so_far(tmp_path, finish):
    record(tmp_path, {"alpha": "1" * 8 + "." * 12, "beta": "0" * 8 + "." * 12}, finish=finish)
    told = headline(tmp_path)
    assert told.startswith("so far, not a result: ")
    assert "interval" not in told
    assert "24 of 40 attempts are not made or not graded yet" in told
    assert board_of(tmp_path).comparison.decision == Withheld.INTERIM


@pytest.mark.parametrize(("ahead", "decided"), [(8, True), (6, False), (7, True), (1, False)])
def test_so_far_is_decided_by_a_test_that_may_be_looked_at_at_any_time(tmp_path, ahead, decided):
    """Of 7:0 the wealth is 21.7, of 6:0 it is 11.9; 20 decides."""
    line = "1" * ahead + "0" * (8 - ahead)
    record(tmp_path, {"alpha": line + "." * 12, "beta": "0" * 8 + "." * 12}, finish=None)
    assert ("decides that alpha solves more" in headline(tmp_path)) is decided
    assert ("does not decide between them" in headline(tmp_path)) is not decided


def test_so_far_repeats_are_weighed_by_how_much_one_is_ahead_not_only_on_how_many_tasks(tmp_path):
    """alpha is ahead by one of three attempts on 12 tasks, and behind by all three on 4: equal in all."""
    alpha = ["1" * 12 + "0" * 4 + "." * 4, *["0" * 16 + "." * 4] * 2]
    beta = ["0" * 12 + "1" * 4 + "." * 4] * 3
    record(tmp_path, {"alpha": alpha, "beta": beta}, finish=None)
    told = headline(tmp_path)
    assert "alpha solved more on 12, beta on 4 of 16 common tasks" in told
    assert "does not decide between them" in told


def test_so_far_scores_are_told_as_scores_and_by_a_comparison_too(tmp_path):
    line = "0" * 14 + "." * 6
    record(tmp_path, {"alpha": line, "beta": line}, scores={"alpha": [0.9] * 20, "beta": [0.2] * 20}, finish=None)
    told = board_of(tmp_path).score_sentence
    assert told.startswith("so far, not a result: alpha scored more on 14, beta on 0 of 14 common tasks")
    assert "decides that alpha scores more on these" in told
    assert compare_of(tmp_path).sentences[1] == f"by score: {told}"


def test_so_far_a_picked_pair_says_no_more_than_the_board(tmp_path):
    seven = "1" * 7 + "0" + "." * 12
    record(tmp_path, {"alpha": seven, "beta": "0" * 8 + "." * 12, "gamma": "1" * 4 + "0" * 4 + "." * 12}, finish=None)
    assert "no order is decided" in board_of(tmp_path).sentence
    assert "does not decide between them" in compare_of(tmp_path, "alpha", "beta").versus.sentence


def test_a_positive_control_that_still_runs_is_none_yet(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR, "all-correct": "1" * 10 + "...."}, references=KNOWN[:1], finish=None)
    assert headline(tmp_path).startswith("so far, not a result: alpha solved more on 8, beta on 0 of 14 common tasks")
    assert "4 of 14 attempts of the reference all-correct are not made" in headline(tmp_path)


def test_two_without_a_common_task_are_not_compared_so_far_either(tmp_path):
    record(tmp_path, {"alpha": "1" * 7 + "m" * 7, "beta": "m" * 7 + "1" * 7})
    assert headline(tmp_path).startswith("so far, not a result: not comparable: alpha and beta share no task")


def test_attempts_that_wait_for_their_grade_are_no_result(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": "1" * 6 + "0" * 4 + "w" * 4})
    assert headline(tmp_path).startswith("so far, not a result: ")


def test_one_model_alone_in_an_open_run_is_so_far(tmp_path):
    record(tmp_path, {"alpha": "1" * 19 + "."}, finish=None)
    assert board_of(tmp_path).sentence.startswith("so far, not a result: alpha solves")


def test_two_whose_attempts_are_all_made_are_a_result_while_a_third_still_runs(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR, "gamma": "0" + "." * 13}, finish=None)
    assert headline(tmp_path).startswith("alpha solves more than beta")


# --- several runs ---------------------------------------------------------------------------------------------------


def test_a_contestant_that_changed_between_two_runs_strikes_its_claims(tmp_path):
    record(tmp_path, {"alpha": "1" * 28 + "0" * 32, "beta": "1" * 29 + "0" * 31})
    record(tmp_path, {"alpha": "1" * 12 + "0" * 48}, run="r2", created_at="2026-01-02T00:00:00.000Z")
    told = headline(tmp_path)
    assert told.startswith("not to be read: alpha changed between r1 and r2: -27 points, 95 % interval -")
    board = board_of(tmp_path)
    assert any("alpha: 60 attempts of r1 superseded by r2; alpha changed" in note for note in board.notes)
    assert headline(tmp_path, run="r1").startswith("not decided"), "one run alone is not concerned"


def test_a_row_of_which_some_attempts_were_made_again_after_they_were_scored_is_not_read(tmp_path):
    first, tasks = "1" * 10 + "0" * 10, {f"t{n}": "python" for n in range(20)}
    record(tmp_path, {"alpha": first, "beta": "0" * 20}, tasks=tasks)
    again = "." * 10 + "1" * 6 + "." * 4
    record(tmp_path, {"alpha": again}, tasks=tasks, run="r2", created_at="2026-01-02T00:00:00.000Z")
    told = headline(tmp_path)
    assert told.startswith("not to be read: the row of alpha mixes attempts of several runs (14 of r1, 6 of r2)")
    assert any("6 attempts of r1 superseded" in note for note in board_of(tmp_path).notes)


@pytest.mark.parametrize("lost", ["i", "m"])
def test_a_row_of_two_runs_in_which_nothing_scored_was_made_again_is_read(tmp_path, lost):
    record(tmp_path, {"alpha": "1" * 12 + lost * 2, "beta": POOR})
    again = "." * 12 + "11"
    record(tmp_path, {"alpha": again}, run="r2", created_at="2026-01-02T00:00:00.000Z")
    board = board_of(tmp_path)
    assert board.sentence.startswith("alpha solves more than beta")
    assert any("scored attempts: 12 of r1, 2 of r2" in note for note in board.notes)


def test_a_run_made_anew_with_the_same_result_is_read_and_says_what_would_have_shown(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR})
    record(tmp_path, {"alpha": GOOD, "beta": POOR}, run="r2", created_at="2026-01-02T00:00:00.000Z")
    board = board_of(tmp_path)
    assert board.sentence.startswith("alpha solves more than beta")
    assert any("no change detected between r1 and r2: 0 points" in note for note in board.notes)


# --- what else ------------------------------------------------------------------------------------------------------


def test_who_was_graded_by_another_version_than_most_is_not_compared(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR})
    record(tmp_path, {"gamma": POOR}, run="r2", created_at="2026-01-02T00:00:00.000Z", grader="2")
    assert "gamma was graded by grader version 2, others by version 1" in board_of(tmp_path).sentence
    assert board_of(tmp_path, run="r1").sentence.startswith("alpha solves more")
    assert compare_of(tmp_path, "alpha", "beta").versus.sentence.startswith("alpha solves more")
    assert compare_of(tmp_path, "alpha", "gamma").versus.sentence.startswith("not to be read")


def test_who_was_graded_by_two_versions_is_not_compared(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR})
    again = "." * 7 + "1" * 7
    record(tmp_path, {"alpha": again}, run="r2", created_at="2026-01-02T00:00:00.000Z", grader="2")
    assert "alpha was graded by grader versions 1 and 2" in board_of(tmp_path).sentence


def test_a_damaged_journal_strikes_what_was_read_from_it(tmp_path):
    record(tmp_path, {"alpha": GOOD, "beta": POOR})
    with (tmp_path / "runs" / "r1" / "events.jsonl").open("ab") as journal:
        journal.write(b'{"seq":99}\n')
    assert "the journal of run r1 is damaged" in headline(tmp_path)


@pytest.mark.parametrize(("lost", "struck"), [(40, True), (25, True), (6, False)])
def test_who_lost_many_attempts_to_infra_is_not_read(tmp_path, lost, struck):
    lines = ["1" * 20] * 3
    gone = "".join(lines)[: 60 - lost] + "i" * lost
    mine = ["".join(gone[at::3]) for at in range(3)]
    record(tmp_path, {"alpha": mine, "beta": ["1" * 8 + "0" * 12] * 3})
    assert ("not to be read" in headline(tmp_path)) is struck


def test_several_reasons_are_counted_and_the_gravest_stands_first(tmp_path):
    record(
        tmp_path,
        {"alpha": GOOD, "beta": POOR, "all-correct": "0" + "1" * 13, "empty": "1" + "e" * 13},
        references=("all-correct", "empty"),
    )
    told = headline(tmp_path)
    assert told.startswith("not to be read: the reference empty")
    assert told.endswith("1 more reason below")


def test_the_reasons_of_the_docs_are_those_of_the_code():
    text = (Path(__file__).parents[2] / "docs" / "boards.md").read_text("utf-8")
    lines = text.partition("<!-- doubts")[2].partition("<!-- /doubts")[0].splitlines()[3:]
    assert [line.split("|")[1].strip() for line in lines] == [kind.value for kind in DoubtKind]
