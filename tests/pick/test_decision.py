"""The sentence of a pick, read in the situations that a folder can be in."""

from __future__ import annotations

import pytest
from board_situations import names, record

TASKS = {**names(30), **names(20, "go")}
BOTH = "python:3,go:2"


def rows(**solved: int) -> dict[str, str]:
    """Label -> a line that solves so many of the 50 tasks, the first ones."""
    return {label: "1" * count + "0" * (50 - count) for label, count in solved.items()}


def test_an_empty_folder_decides_nothing_and_says_what_to_run(picked):
    found = picked(BOTH)
    assert (found.decision.state, found.decision.exit_code, found.decision.choice) == ("nothing", 4, None)
    assert found.decision.sentence == "no decision: no model was measured in this folder yet"
    assert found.next_steps[0].startswith("prony run quick --model ")


def test_references_alone_are_no_model(tmp_path, picked):
    record(tmp_path, {"all-correct": "1" * 50, "empty": "0" * 50}, tasks=TASKS, references=("all-correct", "empty"))
    found = picked(BOTH)
    assert (found.decision.exit_code, found.candidates) == (4, ())
    assert found.decision.sentence == "no decision: only references of known score were run here, and no model"


def test_a_model_alone_is_no_choice(tmp_path, picked):
    record(tmp_path, rows(a=40), tasks=TASKS)
    found = picked(BOTH)
    assert found.decision.exit_code == 4
    assert "a is the only model measured on your languages (python, go): 80 % [66 to 89]" in found.decision.sentence
    assert found.decision.sentence.endswith("there is nothing to choose between")


def test_a_tie_names_all_who_tie_and_why_one_is_chosen(tmp_path, picked):
    walls = {"a": [20.0 + n % 5 for n in range(50)], "b": [5.0 + n % 5 for n in range(50)], "c": [30.0] * 50}
    record(tmp_path, rows(a=40, b=38, c=36), tasks=TASKS, walls=walls)
    found = picked(BOTH)
    assert (found.decision.state, found.decision.exit_code, found.decision.label) == ("tie", 0, "b")
    assert found.decision.sentence.startswith(
        "b ties with first on your languages (python, go): 76 % [62 to 86], 0.49 GB without its context, 7.0 s; with "
        "it tie a and c (these 50 tasks show a difference of "
    )
    assert " points or more, 4 times of 5); chosen among them because it is faster: " in found.decision.sentence
    assert set(found.decision.ties) == {"a", "b", "c"}


def test_a_difference_of_times_that_is_not_decided_is_not_called_faster(tmp_path, picked):
    walls = {"a": [10.0 + 9 * (n % 3) for n in range(50)], "b": [10.5 + 9 * ((n + 1) % 3) for n in range(50)]}
    record(tmp_path, rows(a=40, b=38), tasks=TASKS, walls=walls)
    told = picked(BOTH).decision
    assert told.label == "a"
    assert "faster" not in told.sentence
    assert (
        "for the lowest median of seconds measured (19.0 s, b 19.5 s), a difference that is not decided"
        in told.sentence
    )


@pytest.mark.parametrize(("prefer", "label"), [("size", "c"), ("tokens", "a"), ("speed", "b")])
def test_what_is_preferred_decides_between_equals_and_the_others_are_told(tmp_path, picked, prefer, label):
    record(
        tmp_path,
        rows(a=40, b=40, c=40),
        tasks=TASKS,
        walls={"a": [9.0] * 50, "b": [5.0 + n % 2 for n in range(50)], "c": [9.5] * 50},
        tokens={"a": [10 + n % 3 for n in range(50)], "b": [50 + n % 3 for n in range(50)], "c": [90] * 50},
        who={"a": {"size_bytes": 9 * 10**9}, "b": {"size_bytes": 8 * 10**9}, "c": {"size_bytes": 7 * 10**9}},
    )
    found = picked(BOTH, prefer=prefer)
    assert found.decision.label == label
    others = {"size": "c", "tokens": "a", "speed": "b"}
    for by, name in others.items():
        assert (f"with --prefer {by} it would be {name}" in found.changes) == (by != prefer)


def test_a_decided_lead_is_told_with_its_margin_and_never_on_point_estimates(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20, c=10), tasks=TASKS)
    told = picked(BOTH).decision
    assert (told.state, told.label, told.ties, told.runner_up) == ("decided", "a", ("a",), "b")
    assert "a solves more than b and c on your languages (python, go), of the next, b, by 56 points [" in told.sentence


def test_a_better_model_that_does_not_fit_is_left_out_and_told(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20, c=19), tasks=TASKS, who={"a": {"size_bytes": 30 * 10**9}})
    found = picked(BOTH, memory_gb=24)
    assert "a" not in found.decision.ties
    assert found.decision.state == "tie"
    [told] = [one for one in found.changes if "left out" in one]
    assert told.startswith("a solves more than b, by 56 points [")
    assert told.endswith("is left out: takes 30.0 GB without its context, of 25.8 GB")


def test_the_only_one_that_passes_is_no_winner(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20), tasks=TASKS, walls={"a": [99.0] * 50, "b": [3.0] * 50})
    told = picked(BOTH, max_wall_s=10).decision
    assert (told.state, told.label) == ("only", "b")
    assert "b is the only one of 2 measured models that passes: " in told.sentence
    assert "left out: a 99 s measured here, at most 10 s asked for" in told.sentence


def test_nobody_who_passes_is_no_decision(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20), tasks=TASKS)
    told = picked(BOTH, min_tok_s=1000).decision
    assert told.exit_code == 4
    assert "none of 2 measured models passes" in told.sentence


def test_a_board_that_may_not_be_read_decides_nothing(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20, empty=50), tasks=TASKS, references=("empty",))
    found = picked(BOTH)
    assert (found.decision.exit_code, found.decision.choice, found.changes) == (4, None, ())
    assert "not to be read: the reference empty, which must not, solved 50 of 50 tasks" in found.decision.sentence
    assert found.next_steps[0].startswith("see what empty did there: prony show ")


@pytest.mark.parametrize("made", [40, 49])
def test_a_run_that_goes_on_decides_nothing(tmp_path, picked, made):
    record(tmp_path, {"a": "1" * made, "b": "0" * made}, tasks=TASKS, finish=None)
    found = picked(BOTH)
    assert found.decision.exit_code == 4
    assert "so far, not a result: no model is chosen while tasks still come in" in found.decision.sentence


def test_a_language_that_nothing_speaks_to_is_told(tmp_path, picked):
    record(tmp_path, rows(a=40, b=38), tasks=TASKS)
    nothing = picked("elixir")
    assert nothing.decision.sentence == "no decision: no task of quick is in your languages"
    part = picked("elixir:3,go")
    assert (nothing.not_measured, part.not_measured) == (("elixir",), ("elixir",))
    assert part.suites[0].tasks == 20
    assert "on your languages (go)" in part.decision.sentence


def test_too_few_tasks_decide_nothing_however_far_apart(tmp_path, picked):
    record(tmp_path, {"a": "11111", "b": "00000"}, tasks=names(5))
    assert "too few tasks to tell a and b apart: 5 tasks of quick" in picked("python").decision.sentence


def test_who_solves_everything_ties_and_who_solves_nothing_is_not_chosen(tmp_path, picked):
    record(tmp_path / "all", rows(a=50, b=50), tasks=TASKS)
    record(tmp_path / "none", rows(a=0, b=0), tasks=TASKS)
    from picks import pick_of

    everything, nothing = pick_of(tmp_path / "all", BOTH).decision, pick_of(tmp_path / "none", BOTH).decision
    assert (everything.state, nothing.state) == ("tie", "nothing")
    assert "saturated: they solve every task" in everything.sentence
    assert "nothing solved: " in nothing.sentence


def mine(home, count, **solved):
    record(
        home,
        {label: "1" * number + "0" * (count - number) for label, number in solved.items()},
        tasks=names(count),
        run="r2",
        suite="mine",
        digest="e" * 64,
        created_at="2026-01-02T00:00:00.000Z",
    )


def test_own_tasks_decide_against_a_general_suite_which_is_told(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20), tasks=TASKS)
    mine(tmp_path, 30, a=2, b=28)
    found = picked(BOTH, own="mine")
    assert found.decision.sentence.startswith("b solves more than a on your own tasks (mine), by 87 points [")
    assert any(one.startswith("quick says otherwise: a is ahead by ") for one in found.changes)
    assert picked(BOTH, suites=("quick",)).decision.label == "a"


def test_own_tasks_that_are_too_few_say_so_and_leave_it_to_the_general_suite(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20), tasks=TASKS)
    mine(tmp_path, 5, a=0, b=5)
    found = picked(BOTH, own="mine")
    assert (found.decision.label, found.decision.decided_by) == ("a", ("quick",))
    assert "mine tells nothing: 5 tasks of mine, at least 6 needed" in found.notes


def test_a_tie_on_own_tasks_is_narrowed_by_the_general_suite(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20, c=47), tasks=TASKS)
    mine(tmp_path, 30, a=20, b=20, c=1)
    told = picked(BOTH, own="mine").decision
    assert (told.label, told.decided_by) == ("a", ("mine", "quick"))
    assert "c" not in told.ties


def test_a_model_that_own_tasks_were_not_asked_of_is_not_beaten_by_them(tmp_path, picked):
    record(tmp_path, rows(a=48, b=20), tasks=TASKS)
    mine(tmp_path, 30, b=30)
    found = picked(BOTH, own="mine")
    assert found.decision.label == "a"
    assert "mine tells nothing here: only b was measured on all of it" in found.notes


def test_the_nearest_weights_that_turn_the_estimates_are_told_as_estimates(tmp_path, picked):
    lines = {"a": "1" * 28 + "0" * 2 + "1" * 6 + "0" * 14, "b": "1" * 18 + "0" * 12 + "1" * 14 + "0" * 6}
    record(tmp_path, lines, tasks=TASKS)
    [told] = [one for one in picked("python:3,go:1").changes if one.startswith("of the estimates")]
    assert told.startswith("of the estimates, a is highest; with ")
    assert told.endswith(", b is")
    lead = (28 - 18) / 30, (6 - 14) / 20
    level = round(100 * lead[1] / (lead[1] - lead[0]))
    assert f"python at {level} % of the weight or less, not 75 %" in told or f"go at {100 - level} %" in told


def test_a_bound_that_an_interval_reaches_over_is_said_not_to_be_decided(tmp_path, picked):
    walls = {label: [8.0 + n % 5 for n in range(50)] for label in ("a", "b")}
    record(tmp_path, rows(a=48, b=20), tasks=TASKS, walls=walls)
    found = picked(BOTH, max_wall_s=10.2)
    assert found.decision.label == "a"
    assert any("not decided: its interval reaches over that" in note for note in found.notes)


def test_who_is_left_at_home_is_told_where_the_choice_runs_elsewhere(tmp_path, picked):
    specs = {"a": {"base_url": "https://name:secret@far.example/v1", "model": "m", "engine": "openai-compatible"}}
    record(tmp_path, rows(a=48, b=20, c=19), tasks=TASKS, specs=specs)
    found = picked(BOTH)
    assert "a runs at far.example; b and c would be left with --where local" in found.changes
    assert found.chosen.launch.text == "served at https://far.example/v1 as m"


def test_tasks_marked_in_points_have_their_sentence_beside(tmp_path, picked):
    half = [1.0 if n < 20 else 0.5 for n in range(50)]
    record(tmp_path, rows(a=20, b=20), tasks=TASKS, scores={"a": half, "b": [1.0] * 20 + [0.0] * 30})
    found = picked(BOTH)
    assert found.decision.state == "tie"
    assert any(note.startswith("by score, on all tasks of quick alike: a scores more than b") for note in found.notes)
