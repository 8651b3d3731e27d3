"""Situations in which a board is easily read for more than it says: each test reads the sentence that is printed."""

from __future__ import annotations

import random
import re

import pytest
from board_situations import board_of, compare_of, names, record

from prony.boards import words
from prony.boards.columns import columns_on
from prony.boards.columns.column import TERMINAL
from prony.boards.comparison.pairwise import pairwise
from prony.boards.ranks import ranking_of
from prony.errors import JournalError
from prony.export.formats import exporter_of
from prony.journal.index import Index
from prony.nouns import Machine, Sampling
from prony.phrases import quantities

LATER = "2026-01-02T00:00:00.000Z"


def drawn(count: int, share: float, seed: int) -> str:
    """Outcomes of tasks that are solved with this chance."""
    rng = random.Random(seed)
    return "".join("1" if rng.random() < share else "0" for _ in range(count))


def sentence(home, *args, **more):
    return board_of(record(home, *args, **more)).sentence


def cell(board, label, name):
    row = next(one for one in board.rows if one.label == label)
    return next(one for one in columns_on(board, TERMINAL) if one.name == name).cell(row)


# --- the order of many ----------------------------------------------------------------------------------------------


def five_and_one():
    """Five that differ by a task or two, each failing others, and one that solves a quarter."""
    close = {f"m{n}": "".join("0" if (task + n) % 4 == 0 else "1" for task in range(60)) for n in range(1, 6)}
    return close | {"m6": "1000" * 15}


def test_five_that_are_close_tie_and_one_is_behind_all(tmp_path):
    board = board_of(record(tmp_path, five_and_one()))
    assert "m1 to m5 tie, nothing here tells them apart; m6 is behind all of them, by " in board.sentence
    assert "95 % for all pairs at once, 60 tasks" in board.sentence
    assert [row.rank.text for row in board.models] == ["1-5 a"] * 5 + ["6 b"]


@pytest.mark.parametrize("seed", range(3))
def test_of_ten_equals_no_order_is_claimed(tmp_path, seed):
    equals = {f"model-{n:02d}": drawn(50, 0.5, 100 * seed + n) for n in range(10)}
    told = sentence(tmp_path, equals)
    assert told.startswith("no order is decided: the 10 models ")
    assert re.search(
        r"these 50 tasks show a difference of [34]\d points or more between two of them, 4 times of 5", told
    )


def test_the_difference_that_a_board_names_is_decided_when_it_is_there(tmp_path):
    """Half an interval's width was named, at which such boards decide every second time."""
    equals = {f"m{n}": [*map(float, drawn(30, 0.4, n))] for n in range(4)}
    samples = {name: {f"t{at:02d}": [value] for at, value in enumerate(line)} for name, line in equals.items()}
    shown = ranking_of(samples, 0.95).resolution
    lines = ["1" * 30, "1" * int(30 * (1.0 - shown)) + "0" * (30 - int(30 * (1.0 - shown)))]
    ahead = {f"m{n}": {f"t{at:02d}": [float(bit)] for at, bit in enumerate(line)} for n, line in enumerate(lines * 2)}
    assert any(pair.decided for pair in ranking_of(ahead, 0.95).pairs)


def test_one_that_is_ahead_of_all_is_said_to_be_with_its_margin(tmp_path):
    told = sentence(tmp_path, {"top": "1" * 60, "b": drawn(60, 0.4, 1), "c": drawn(60, 0.4, 2), "d": drawn(60, 0.4, 3)})
    assert told.startswith("top is ahead of all 3 others: of the next, ")
    assert ", interval +" in told


def test_a_chain_says_who_is_behind_whom_and_letters_agree(tmp_path):
    board = board_of(record(tmp_path, {f"m{n}": drawn(200, 0.9 - 0.1 * n, n) for n in range(1, 7)}))
    letters = {row.contestant: set(row.rank.letters) for row in board.models}
    for pair in board.ranking.pairs:
        assert pair.decided is not bool(letters[pair.ahead] & letters[pair.behind])
    assert " behind " in board.sentence


def test_two_alone_have_the_ranks_of_their_own_comparison(tmp_path):
    record(tmp_path, {"alpha": "1" * 14, "beta": "1" * 6 + "0" * 8})
    board = board_of(tmp_path)
    assert board.comparison.decision == "a_better"
    assert [row.rank.text for row in board.models] == ["1 a", "2 b"]


def test_no_rank_stands_on_a_board_that_may_not_be_read(tmp_path):
    record(
        tmp_path,
        five_and_one() | {"empty": "1" * 4 + "e" * 56},
        references=("empty",),
    )
    board = board_of(tmp_path)
    assert board.sentence.startswith("not to be read")
    assert board.ranking is None
    assert {row.rank for row in board.rows} == {None}


@pytest.mark.parametrize("count", [3, 5])
def test_too_few_tasks_rank_nobody(tmp_path, count):
    told = sentence(tmp_path, {"a": "1" * count, "b": "0" * count, "c": "1" + "0" * (count - 1)})
    assert told.startswith("too few tasks to rank 3 models")


# --- the end of a scale ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("models", [("a", "b"), ("a", "b", "c"), tuple("abcdef")])
@pytest.mark.parametrize(
    ("outcome", "state", "tasks"), [("1", "saturated", "harder"), ("0", "nothing solved", "easier")]
)
def test_who_solves_everything_or_nothing_needs_other_tasks_not_more(tmp_path, models, outcome, state, tasks):
    board = board_of(record(tmp_path, dict.fromkeys(models, outcome * 14)))
    assert board.sentence.startswith(state)
    assert f"{tasks} tasks" in board.sentence
    assert any(tasks in step for step in board.next_steps)
    assert not any("more tasks" in step for step in board.next_steps)


@pytest.mark.parametrize(
    ("outcomes", "told"), [("1", "alpha solved 1 of 1 task"), (["1", "1", "0", "1"], "alpha solved 1 task in 3 of 4")]
)
def test_one_task_is_no_claim_about_tasks_like_it(tmp_path, outcomes, told):
    said = sentence(tmp_path, {"alpha": outcomes})
    assert said.startswith(told)
    assert "tasks like these" not in said


def test_rounding_makes_nothing_of_something_and_everything_of_nearly(tmp_path):
    record(tmp_path, {"alpha": "1" + "0" * 199})
    assert "alpha solves 0.5 %" in board_of(tmp_path).sentence
    assert cell(board_of(tmp_path), "alpha", "percent") == "0.5"


def test_a_claim_has_no_bound_of_nothing(tmp_path):
    told = sentence(tmp_path, {"alpha": "1" * 966 + "0" * 34, "beta": "1" * 960 + "0" * 40})
    assert told.startswith("alpha solves more than beta: +0.6 points, 95 % interval +0.0")
    assert "interval 0 to" not in told


# --- scores ---------------------------------------------------------------------------------------------------------


def test_the_same_tasks_solved_and_other_scores_are_both_said(tmp_path):
    scores = {"alpha": [1] * 8 + [0.9] * 12, "beta": [1] * 8 + [0.05] * 12}
    board = board_of(record(tmp_path, {"alpha": "1" * 8 + "0" * 12, "beta": "1" * 8 + "0" * 12}, scores=scores))
    assert board.sentence.startswith("not decided: alpha against beta 0 points")
    assert words.score_verdict(board).startswith("By score: alpha scores more than beta: +51 points")
    assert " to " in cell(board, "alpha", "score_interval")
    for name in ("json", "md"):
        assert "scores more than" in exporter_of(name).boards([board])


def test_an_order_by_score_that_is_another_is_said(tmp_path):
    scores = {"alpha": [1] * 8 + [0] * 12, "beta": [1] * 2 + [0.93] * 18}
    board = board_of(record(tmp_path, {"alpha": "1" * 8 + "0" * 12, "beta": "1" * 2 + "0" * 18}, scores=scores))
    assert any("by score the order of the estimates is beta, alpha" in note for note in board.notes)


def test_without_partial_credit_scores_are_not_said_twice(tmp_path):
    board = board_of(record(tmp_path, {"alpha": "1" * 14, "beta": "1" * 6 + "0" * 8}))
    assert board.score_sentence == ""
    assert "score_interval" not in [one.name for one in columns_on(board, TERMINAL)]


# --- what is not there ----------------------------------------------------------------------------------------------


def test_the_only_complete_one_is_compared_with_each_incomplete_one(tmp_path):
    record(
        tmp_path, {"alpha": "1" * 9 + "0" * 5, "beta": "1" * 8 + "0" * 2 + "i" * 4, "gamma": "1" * 10 + "0" * 3 + "i"}
    )
    told = board_of(tmp_path).sentence
    assert "alpha against beta +10 points" in told
    assert "alpha against gamma -8 points" in told
    assert "beta against gamma" not in told
    assert "98 % interval" in told, "two looks, each at less than 5 %"


@pytest.mark.parametrize("lost", [40, 21])
def test_who_lost_more_than_a_third_to_infra_is_not_complete(tmp_path, lost):
    gone = "1" * (60 - lost) + "i" * lost
    board = board_of(record(tmp_path, {"alpha": [gone[at::3] for at in range(3)], "beta": ["1" * 20] * 3}))
    assert [row.label for row in board.models] == ["beta"]
    assert [row.label for row in board.incomplete] == ["alpha"]


def test_groups_never_mix_in_a_pasted_table(tmp_path):
    record(
        tmp_path,
        {"alpha": "1" * 9 + "0" * 5, "beta": "1" * 8 + "i" * 6, "all-correct": "1" * 14},
        references=("all-correct",),
    )
    told = exporter_of("md").boards([board_of(tmp_path)])
    tables = [part for part in told.split("\n\n") if part.startswith("|")]
    assert ["alpha" in table for table in tables] == [True, False, False]
    assert ["all-correct" in table for table in tables] == [False, False, True]
    assert told.index("*incomplete") < told.index("| beta") < told.index("*references") < told.index("| all-correct")
    for part in ("digest " + "d" * 64, "newest attempt 2026", "machine: Some CPU", "n = 14 tasks", "95 % intervals"):
        assert part in told


def test_bounds_that_say_nothing_are_not_said(tmp_path):
    record(tmp_path, {"alpha": "1" * 20, "gamma": "i" * 20})
    assert not any("whatever the unscored" in note for note in words.footnotes(board_of(tmp_path)))


def test_uneven_repeats_are_marked_where_count_and_percentage_differ(tmp_path):
    uneven = ["000000111111", "000000iiiiii", "000000iiiiii"]
    board = board_of(record(tmp_path, {"alpha": uneven, "beta": ["1" * 8 + "0" * 4] * 3}))
    assert (cell(board, "alpha", "solved"), cell(board, "alpha", "percent")) == ("6/24", "50.0")
    [note] = [note for row in board.models if row.label == "alpha" for note in row.notes if "uneven" in note]
    assert "1 to 3 scored attempts at each of 12 tasks; % is the mean over tasks" in note
    assert "%: the mean over tasks" in words.legend(board)
    assert not any("uneven" in note for row in board.models if row.label == "beta" for note in row.notes)


@pytest.mark.parametrize(
    ("lost", "told"), [("i", "1 of 14 attempts is not scored"), ("ii", "2 of 14 attempts are not")]
)
def test_one_attempt_is_and_two_are(tmp_path, lost, told):
    board = board_of(record(tmp_path, {"alpha": "1" * (14 - len(lost)) + lost}))
    assert any(told in note for note in words.footnotes(board))


# --- rows that can be told apart ------------------------------------------------------------------------------------


def test_what_differs_has_a_column_in_every_table(tmp_path):
    who = {
        "cold": {"fingerprint": {"sampling": Sampling(temperature=0.0)}},
        "hot": {"fingerprint": {"sampling": Sampling(temperature=0.8)}},
    }
    board = board_of(record(tmp_path, {"cold": "1" * 14, "hot": "1" * 13 + "0"}, who=who))
    assert (cell(board, "cold", "sampling.temperature"), cell(board, "hot", "sampling.temperature")) == ("0", "0.8")
    assert "| temperature |" in exporter_of("md").boards([board])
    assert "sampling.temperature=0.8" in exporter_of("csv").boards([board])


def test_what_is_alike_has_none(tmp_path):
    board = board_of(record(tmp_path, {"alpha": "1" * 14, "beta": "1" * 13 + "0"}))
    assert all(row.traits == {} for row in board.rows)


def test_few_tasks_of_a_language_are_marked_in_text(tmp_path):
    tasks = names(5) | names(25, "go")
    board = board_of(record(tmp_path, {"alpha": "1" * 30}, tasks=tasks))
    assert (cell(board, "alpha", "python"), cell(board, "alpha", "go")) == ("5/5~", "25/25")
    assert "~: fewer than 20 tasks" in words.legend(board)


@pytest.mark.parametrize(("fault", "told"), [("l", "loop, said the same again"), ("t", "truncated, its reply was cut")])
def test_a_fault_is_explained_where_it_occurs(tmp_path, fault, told):
    assert told in words.legend(board_of(record(tmp_path, {"alpha": "1" * 9 + fault * 5})))


@pytest.mark.parametrize(("repeats", "method"), [(1, "Wilson, modified"), (2, "effective-n Wilson")])
def test_the_legend_names_the_method_as_records_do(tmp_path, repeats, method):
    board = board_of(record(tmp_path, {"alpha": ["1" * 7 + "0" * 7, "1" * 8 + "0" * 6][:repeats]}))
    assert board.models[0].solved.method == method
    assert f"Interval over tasks ({method})" in words.legend(board)


def test_a_comparison_says_what_the_board_says_of_two(tmp_path):
    record(tmp_path, {"alpha": "1" * 14, "beta": "1" * 6 + "0" * 8})
    assert compare_of(tmp_path).versus.sentence == board_of(tmp_path).sentence


def test_so_far_many_are_told_apart_by_a_test_for_every_look(tmp_path):
    record(tmp_path, {"a": "1" * 12 + "." * 8, "b": "0" * 12 + "." * 8, "c": "0" * 12 + "." * 8}, finish=None)
    told = board_of(tmp_path).sentence
    assert told.startswith(
        "so far, not a result: a is ahead of both others (95 % for all pairs at once, by a test that may"
    )
    assert "interval" not in told


# --- what stands beside the claim of who solves more ------------------------------------------------------------------


def test_a_picked_pair_refutes_no_margin_that_all_pairs_at_once_do_not(tmp_path):
    """m0 solves 27 of 30 and m5 19: named beforehand that is worse by more than 5 points; among six it is not known."""
    lines = {f"m{n}": "1" * (20 - n) + "0" * (n // 2) + "1" * 4 + "0" * (6 + n - n // 2) for n in range(1, 5)}
    best, worst = "1" * 27 + "0" * 3, "1" * 19 + "0" * 11
    record(tmp_path, {"m0": best, **lines, "m5": worst})
    found = compare_of(tmp_path, "m0", "m5")
    assert found.margin.b_not_worse == "refuted"
    (told,) = (one for one in found.sentences if "not worse than" in one)
    assert found.family.lo < 0.05
    assert told.startswith("had these two been named before anybody looked: ")


def test_what_tasks_show_of_two_picked_from_thirty_is_not_what_they_show_of_two_named_before(tmp_path):
    everybody = {f"m{n:02}": drawn(40, 0.5, n) for n in range(30)}
    board = board_of(record(tmp_path / "thirty", everybody))
    found = compare_of(tmp_path / "thirty", "m03", "m07")
    alone = compare_of(record(tmp_path / "two", {name: everybody[name] for name in ("m03", "m07")}), "m03", "m07")
    assert found.versus.decision == alone.versus.decision == "not_decided"
    assert found.versus.resolution == alone.versus.resolution

    def named(told):
        return int(told.partition("show a difference of ")[2].partition(" points or more")[0])

    assert min(named(found.sentences[0]), named(board.sentence)) > named(alone.sentences[0])
    assert "between two picked from 30, 4 times of 5" in found.sentences[0]
    assert "picked" not in alone.sentences[0]


@pytest.mark.parametrize(
    ("alpha", "told"),
    [
        (["1" * 12 + "0" * 8] * 3, ""),
        (["1" * 12 + "0" * 8] * 2 + ["1" * 10 + "01" + "0" * 8], "repeats (-k 4) help too"),
        (["1" * 12 + "0" * 8], "repeats (-k 4) help where sampling is not greedy"),
        (["1" * 12 + "0" * 8] * 3 + ["1" * 10 + "01" + "0" * 8], ""),
    ],
)
def test_repeats_are_advised_only_where_they_would_tell_more(tmp_path, alpha, told):
    record(tmp_path, {"alpha": alpha, "beta": ["1" * 10 + "0" * 10] * len(alpha)})
    (step,) = (one for one in board_of(tmp_path).next_steps if one.startswith("to tell alpha from beta"))
    assert ("repeats" in step) is bool(told)
    assert step.endswith(told)


def test_two_tasks_of_which_none_is_solved_are_not_said_to_be_too_hard(tmp_path):
    assert "easier tasks" not in sentence(tmp_path / "two", {"alpha": "00"})
    assert "easier tasks" in sentence(tmp_path / "six", {"alpha": "000000"})


def test_of_scores_and_tasks_each_sentence_says_which_it_is_about(tmp_path):
    record(
        tmp_path,
        {"alpha": "1" * 12 + "0" * 8, "beta": "0" * 20, "gamma": "0" * 20},
        scores={"alpha": [1] * 12 + [0] * 8, "beta": [0.95] * 20, "gamma": [0.9] * 20},
    )
    told = compare_of(tmp_path, "alpha", "beta").sentences
    assert any("by more than 5 points of tasks solved" in one for one in told)
    assert any(one.startswith("by score, picked from 3: ") for one in told)


def test_a_difference_beyond_the_noise_of_repeats_is_no_claim_where_tasks_leave_it_open(tmp_path):
    record(tmp_path, {"alpha": ["1" * 12 + "0" * 8] * 5, "beta": ["1" * 9 + "0" * 11] * 5})
    told = compare_of(tmp_path, "alpha", "beta").sentences
    assert told[-1].endswith("is larger than that, but tasks vary, too, and it is not decided")


def test_a_decided_difference_within_the_noise_of_repeats_may_shrink_in_another_run(tmp_path):
    alpha = ["1" * 20, "1" * 6 + "0" * 14]
    beta = ["1" * 11 + "0" * 9, "1" * 6 + "0" * 14]
    record(tmp_path, {"alpha": alpha, "beta": beta})
    found = compare_of(tmp_path, "alpha", "beta")
    assert found.versus.decision == "a_better"
    assert found.sentences[-1].endswith("is no larger, so another run may well show less of it")


def test_one_cost_on_every_task_is_told_and_bounds_are_rounded_outwards(tmp_path):
    record(tmp_path, {"alpha": "111111", "beta": "100000"})
    costs = compare_of(tmp_path, "alpha", "beta").costs
    assert "A and B: one cost on every task, so the interval is of solving alone" in costs[0].why
    assert quantities(2.0041, 2456.3) == "2.00 to 2457"
    assert quantities(0.5, 0.99996) == "0.500 to 0.999960"
    assert quantities(1.00002, 3.0) == "1.000020 to 3.00"


def test_the_ratio_of_a_picked_pair_holds_for_every_pair(tmp_path):
    walls = {name: [2.0 + (n * seed) % 7 for n in range(20)] for seed, name in enumerate(("m0", "m1", "m2"), 1)}
    lines = {name: "1" * (15 - 2 * n) + "0" * (5 + 2 * n) for n, name in enumerate(walls)}
    record(tmp_path / "three", lines, walls=walls)
    record(tmp_path / "two", {name: lines[name] for name in ("m0", "m1")}, walls=walls)
    wide, narrow = (compare_of(tmp_path / where, "m0", "m1").costs[0] for where in ("three", "two"))
    assert wide.ratio == narrow.ratio
    assert wide.lo < narrow.lo < narrow.hi < wide.hi
    assert "A / B: interval for all 3 pairs at once" in wide.why


@pytest.mark.parametrize(("tasks", "certain"), [(4, False), (5, True)])
def test_so_few_attempts_show_no_change_and_do_not_say_that_they_would(tmp_path, tasks, certain):
    record(tmp_path, {"alpha": "1" * tasks, "beta": "0" * tasks})
    record(tmp_path, {"alpha": "1" * (tasks - 1) + "0"}, run="r2", created_at="2026-01-02T00:00:00.000Z")
    (note,) = (one.note for one in board_of(tmp_path).repetitions)
    assert ("would show no change for certain, however large" in note) is not certain


def test_who_cannot_be_compared_is_named(tmp_path):
    record(tmp_path, {"alpha": "i" * 10, "beta": "1" * 10})
    with pytest.raises(JournalError, match="two contestants are needed; alpha has no scored attempt"):
        compare_of(tmp_path)


def test_without_a_complete_contestant_the_best_two_of_several_are_no_pair_named_beforehand(tmp_path):
    lines = {
        "alpha": "1" * 8 + "i" * 3 + "0" * 9,
        "beta": "i" * 3 + "1" * 12 + "0" * 5,
        "gamma": "0" * 6 + "i" * 6 + "0" * 8,
    }
    record(tmp_path, lines)
    board = board_of(tmp_path)
    assert not board.models
    assert "(95 % for all pairs at once, 11 tasks)" in board.sentence, "those that every two share"
    assert "gamma" in board.sentence


def test_each_against_each_by_score_too(tmp_path):
    record(
        tmp_path,
        {"alpha": "1" * 12 + "0" * 8, "beta": "0" * 20, "gamma": "0" * 20},
        scores={"alpha": [1] * 12 + [0] * 8, "beta": [0.95] * 20, "gamma": [0.1] * 20},
    )
    with Index(tmp_path) as index:
        index.update()
        told = pairwise(index, ["alpha", "beta", "gamma"]).sentences
    assert told[0].startswith("alpha solves more than gamma, beta (decided among 3 contestants")
    assert any(one.startswith("by score: ") and "beta scores more than" in one for one in told)


def test_a_slice_is_claimed_by_the_very_rule_of_a_comparison(tmp_path):
    """On 8 tasks that all differ, 7:1 has a mid-p below 5 % and an exact p of 7 %."""
    tasks = {**names(8), **names(4, "go")}
    record(tmp_path, {"alpha": "1" * 7 + "0" + "0" * 4, "beta": "0" * 7 + "1" + "0" * 4}, tasks=tasks)
    (python,) = (one for one in compare_of(tmp_path, "alpha", "beta").slices if one.name == "python")
    assert python.p < 0.05
    assert not python.decided


def test_times_of_several_machines_do_not_compare_and_nobody_is_the_fastest(tmp_path):
    line, walls = "1" * 15 + "0" * 5, {"alpha": [10.0] * 20, "beta": [2.0] * 20}
    elsewhere = {"fingerprint": {"machine": Machine(cpu="Other CPU", cores=64)}}
    record(tmp_path / "one", {"alpha": line, "beta": line}, walls=walls)
    record(tmp_path / "two", {"alpha": line, "beta": line}, walls=walls, who={"beta": elsewhere})
    assert any("beta is the fastest" in note for note in board_of(tmp_path / "one").notes)
    board = board_of(tmp_path / "two")
    assert not any("fastest" in note for note in board.notes)
    told = "times do not compare: they were measured on 2 machines ("
    assert any(note.startswith(told) for note in board.notes)
    assert any(note.startswith(told) for note in compare_of(tmp_path / "two").notes)


def test_the_next_step_says_what_it_would_tell_where_scores_are_compared(tmp_path):
    line = "0" * 20
    record(tmp_path, {"alpha": line, "beta": line}, scores={"alpha": [0.9] * 20, "beta": [0.1] * 20})
    assert board_of(tmp_path).next_steps[0].startswith("to tell alpha from beta by tasks solved: run them on easier")


def test_a_third_contestant_does_not_decide_between_two_others(tmp_path):
    """Alone, beta's lead over alpha is open: its interval reaches 0. A third one, just like alpha, had decided it."""
    lines = {"alpha": ["0" * 11] * 3, "beta": ["00101000000", "00001000001", "00010001100"], "gamma": ["0" * 11] * 3}
    two = board_of(record(tmp_path / "two", {name: lines[name] for name in ("alpha", "beta")}))
    three = board_of(record(tmp_path / "three", lines))
    assert not any(pair.decided for board in (two, three) for pair in board.ranking.pairs)
