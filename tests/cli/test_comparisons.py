"""Claims of what a comparison prints: no sentence stronger than its interval, in situations that tempt one."""

from __future__ import annotations

import json
import random

import pytest
from contest import firsts, play
from msgspec.structs import replace

from prony.nouns import CriterionResult, FaultCode, Sampling, Thinking

TWENTY = {f"t{n:02}": "python" for n in range(20)}
FIFTY = {f"t{n:02}": "python" for n in range(50)}


def joined(said) -> str:
    """What was printed, without the breaks of its lines."""
    return " ".join(said.out.split())


@pytest.fixture
def ten_equals(build_run):
    """Ten contestants of equal skill on 50 tasks; the luckiest and the unluckiest are 20 points apart or more."""
    labels = [f"model-{n:02}" for n in range(10)]
    rng = random.Random(0)
    results = {label: {task: [rng.random() < 0.5] for task in FIFTY} for label in labels}
    play(build_run(tasks=FIFTY, contestants=labels), results)
    return results


def test_a_pair_picked_from_ten_equals_is_not_decided(ten_equals, prony):
    totals = {label: sum(one for [one] in tasks.values()) for label, tasks in ten_equals.items()}
    best, worst = max(totals, key=totals.__getitem__), min(totals, key=totals.__getitem__)
    found = json.loads(prony("compare", best, worst, "--json").out)
    assert found["versus"]["decision"] == "a_better", "the pair's own test is fooled"
    assert (found["family"]["contestants"], found["family"]["decided"]) == (10, False)
    said = joined(prony("compare", best, worst))
    assert f"Picked from 10: not decided among all. {best} against {worst}: " in said
    assert f"Had these two been named before anybody looked: {best} solves more than {worst}" in said
    assert not found["whole"]["decided"]
    assert "●" not in said, "no dot claims what no sentence does"


def test_a_pair_that_stands_out_of_all_is_decided_among_all(build_run, prony):
    results = {"far": firsts(2, TWENTY), "a": firsts(18, TWENTY), "b": firsts(19, TWENTY)}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    lines = prony("compare", "b", "far").out.splitlines()
    assert lines[1].startswith("b solves more than far: +85 points")
    assert lines[2].startswith("Picked from 3: decided among all of them, too (family-wise p < 0.001)")


def test_two_models_and_a_reference_are_no_field_to_pick_from(build_run, prony):
    builder = build_run(tasks=TWENTY, contestants=["all-correct", "a", "b"], references=("all-correct",))
    builder.identify("all-correct", reference=True)
    play(builder, {"all-correct": firsts(20, TWENTY), "a": firsts(19, TWENTY), "b": firsts(3, TWENTY)})
    assert json.loads(prony("compare", "a", "b", "--json").out)["family"] is None
    assert "Picked" not in prony("compare", "a", "b").out


def test_equal_solves_with_other_scores_are_no_draw(build_run, prony):
    """Both solve 8 of 20; of the other 12 one earns nine tenths, the other next to nothing."""
    solved = {task: [1.0] for task in list(TWENTY)[:8]}
    results = {
        "alpha": solved | {task: [0.9] for task in list(TWENTY)[8:]},
        "beta": solved | {task: [0.05] for task in list(TWENTY)[8:]},
    }
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    said = prony("compare", "alpha", "beta", width=160)
    text = joined(said)
    assert "They solved the same tasks, but scores differ on 12: alpha scores more than beta: +51 points" in text
    assert "they differ on no task" not in said.out
    assert sum(line.startswith("quick/t") for line in said.out.splitlines()) == 12
    assert "0/1  90.0 %" in said.out


def test_an_order_by_score_against_that_by_solved_is_said(build_run, prony):
    tasks = list(TWENTY)
    results = {
        "solver": {task: [1.0] if n < 8 else [0.0] for n, task in enumerate(tasks)},
        "scorer": {task: [1.0] if n < 2 else [0.95] for n, task in enumerate(tasks)},
    }
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    lines = prony("compare", "solver", "scorer", width=200).out.splitlines()
    assert lines[1].startswith("solver solves more than scorer: +30 points")
    assert lines[2].startswith("By score (differing on 18 tasks): scorer scores more than solver: +")


def test_without_partial_credit_there_is_no_word_of_scores(build_run, prony):
    play(build_run(tasks=TWENTY, contestants=["a", "b"]), {"a": firsts(9, TWENTY), "b": firsts(7, TWENTY)})
    said = prony("compare", "a", "b")
    assert "score A - B" not in said.out
    assert json.loads(prony("compare", "a", "b", "--json").out)["score"] is None


def test_tasks_are_counted_by_who_solved_more_not_by_halves(build_run, prony):
    """One solves every task once of two times, the other three of them always."""
    tasks = {f"t{n}": "python" for n in range(8)}
    results = {
        "alpha": {task: [True, False] for task in tasks},
        "beta": {task: [n < 3] * 2 for n, task in enumerate(tasks)},
    }
    play(build_run(tasks=tasks, contestants=list(results), repeats=2), results)
    assert "tasks by who solved more A 5 · B 3 · alike 0 (every time 0, at times 0, never 0)" in joined(
        prony("compare", "alpha", "beta")
    )


@pytest.mark.parametrize("others", [4, 14])
def test_a_slice_says_why_nothing_is_decided(build_run, prony, others):
    tasks = {f"py{n}": "python" for n in range(5)} | {f"go{n}": "go" for n in range(others)}
    results = {
        "alpha": {task: [True] for task in tasks},
        "beta": {task: [language == "go" and n % 7 > 0] for n, (task, language) in enumerate(tasks.items())},
    }
    play(build_run(tasks=tasks, contestants=list(results)), results)
    lines = prony("compare", "alpha", "beta", width=160).out.splitlines()
    python, go = (next(line for line in lines if line.startswith(name)) for name in ("python", "go"))
    assert python.endswith("5 tasks, 6 needed")
    assert "no interval" in python, "no interval without 0 beside a claim that is not made"
    assert go.endswith("4 tasks, 6 needed") if others == 4 else "not decided: p = " in go


def test_several_dimensions_are_one_family(build_run, prony):
    tasks = {f"py{n:02}": "python" for n in range(10)} | {f"js{n:02}": "javascript" for n in range(10)}
    results = {"alpha": {task: [task != "py00"] for task in tasks}, "beta": {task: [task < "js07"] for task in tasks}}
    play(build_run(tasks=tasks, contestants=list(results)), results)
    one = json.loads(prony("compare", "alpha", "beta", "--json").out)["slices"]
    both = json.loads(prony("compare", "alpha", "beta", "--by", "language", "--by", "axis", "--json").out)
    assert both["by"] == ["language", "axis"]
    python = [next(found for found in slices if found["name"] == "python") for slices in (one, both["slices"])]
    assert python[0]["p"] == python[1]["p"]
    assert python[0]["p_adjusted"] <= python[1]["p_adjusted"]


def test_the_interval_of_a_slice_that_is_decided_excludes_0_and_no_other_claims(build_run, prony):
    rng = random.Random(1)
    tasks = {f"{language}{n}": language for language in ("python", "go", "javascript") for n in range(9)}
    results = {
        "alpha": {task: [rng.random() < 0.9] for task in tasks},
        "beta": {task: [rng.random() < 0.3] for task in tasks},
    }
    play(build_run(tasks=tasks, contestants=list(results)), results)
    slices = json.loads(prony("compare", "alpha", "beta", "--json").out)["slices"]
    assert any(one["decided"] for one in slices)
    for one in slices:
        assert not one["decided"] or one["lo"] > 0 or one["hi"] < 0
        assert one["why"].startswith("p ") == one["decided"]


def test_the_notes_of_both_rows_stand_under_the_comparison(build_run, prony):
    builder = build_run(tasks=TWENTY, contestants=["a", "b"])
    builder.identify("a", sha256=None)
    builder.identify("b")
    play(builder, {"a": firsts(9, TWENTY), "b": firsts(7, TWENTY)})
    assert "! a: weights not verified" in joined(prony("compare", "a", "b"))


def quants(build_run, prony, *options: str, **other) -> str:
    """The text of a comparison of two quantizations of one model, of which one differs in `other`, too."""
    builder = build_run(tasks=TWENTY, contestants=["q4", "q8"])
    builder.identify("q4", name="smol", quantization="Q4_0", size_bytes=10)
    builder.identify("q8", name="smol", quantization="Q8_0", size_bytes=20, fingerprint=other)
    play(builder, {"q4": firsts(9, TWENTY), "q8": firsts(7, TWENTY)})
    return joined(prony("compare", "q4", "q8", *options))


def test_one_thing_that_differs_is_no_warning(build_run, prony):
    assert "they differ in quantization" in quants(build_run, prony)


def test_two_names_of_one_file_are_no_two_models(build_run, prony):
    builder = build_run(tasks=TWENTY, contestants=["cool", "hot"])
    builder.identify("cool", name="smol", sha256="0" * 64)
    builder.identify("hot", name="smol", sha256="0" * 64, fingerprint={"sampling": Sampling(temperature=0.8)})
    play(builder, {"cool": firsts(9, TWENTY), "hot": firsts(7, TWENTY)})
    assert "they differ in temperature as was meant" in joined(prony("compare", "cool", "hot", "--axis", "temperature"))


def test_more_than_one_thing_is(build_run, prony):
    told = quants(build_run, prony, sampling=Sampling(temperature=0.8), thinking=Thinking.ON)
    assert "! they differ in 3 things (quantization, temperature, thinking): the difference cannot be laid to" in told


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        ("quantization", "they differ in quantization as was meant"),
        ("artifact.quantization", "beside artifact.quantization they differ in"),
        ("thinking", "! they are not known to differ in thinking, which is what was to be compared"),
    ],
)
def test_the_axis_that_was_meant_is_held_against_what_differs(build_run, prony, axis, words):
    assert words in quants(build_run, prony, "--axis", axis)


def test_beside_the_axis_nothing_else_may_differ(build_run, prony):
    told = quants(build_run, prony, "--axis", "quantization", sampling=Sampling(temperature=0.8))
    assert "! beside quantization they differ in temperature: the difference cannot be laid to quantization" in told


def test_facts_are_of_common_tasks_and_of_an_attempt(build_run, prony):
    """Equal speed on every task; one lost its six slow tasks to infra."""
    slow = set(list(TWENTY)[:6])
    results = {
        "alpha": {task: [True] for task in TWENTY},
        "beta": {task: [FaultCode.UNREACHABLE if task in slow else True] for task in TWENTY},
    }
    pace = dict.fromkeys(("alpha", "beta"), lambda task: {"wall_s": 100.0 if task in slow else 3.0, "completion": 40})
    play(build_run(tasks=TWENTY, contestants=list(results)), results, **pace)
    found = json.loads(prony("compare", "alpha", "beta", "--json").out)
    facts = found["a_facts"], found["b_facts"]
    assert [one["attempts"] for one in facts] == [14, 14]
    assert facts[0]["measures"] == facts[1]["measures"]
    assert facts[0]["measures"]["wall_p50_s"] == 3.0
    assert facts[0]["measures"]["completion_tokens"] == 40, "of an attempt, no sum"
    assert [one["infra"] for one in facts] == [0, 6]


@pytest.fixture
def lossy(build_run):
    """Of 20 tasks, one solves all that it was scored on and lacks six; the other solves a few less, of all."""
    results = {
        "alpha": {task: [FaultCode.UNREACHABLE if n >= 14 else True] for n, task in enumerate(TWENTY)},
        "beta": {task: [n not in (0, 1)] for n, task in enumerate(TWENTY)},
    }
    play(build_run(tasks=TWENTY, contestants=list(results)), results)


def test_missing_tasks_are_counted_as_nothing_beside_common_ones(lossy, prony):
    found = json.loads(prony("compare", "alpha", "beta", "--json").out)
    assert found["versus"]["difference"] == pytest.approx(2 / 14)
    assert found["missing"]["difference"] == pytest.approx(-4 / 20)
    assert found["missing"]["tasks"] == 20
    assert "With 0 for what is missing: alpha against beta -20 points, 95 % interval " in joined(
        prony("compare", "alpha", "beta")
    )


def test_a_margin_is_not_shown_by_what_missing_tasks_would_refute(lossy, prony):
    margin = json.loads(prony("compare", "alpha", "beta", "--margin", "15", "--json").out)["margin"]
    assert margin["a_not_worse"] != "shown"
    assert margin["margin"] == 0.15


def test_equals_on_many_tasks_are_shown_to_be_no_worse_and_on_few_not(build_run, prony):
    many = {f"t{n:03}": "python" for n in range(120)}
    results = {label: {task: [n % 3 > 0] for n, task in enumerate(many)} for label in ("a", "b")}
    play(build_run(tasks=many, contestants=list(results)), results)
    told = joined(prony("compare", "a", "b"))
    assert "a and b are each shown to be no worse than the other by more than 5 points" in told
    assert "neither a nor b is shown to be no worse than the other by more than 1 point." in joined(
        prony("compare", "a", "b", "--margin", "1")
    ).replace("Neither", "neither")


def test_an_unfinished_run_is_told_so_far_and_claims_no_slice(build_run, prony):
    builder = build_run(tasks=TWENTY, contestants=["alpha", "beta"])
    first = list(TWENTY)[:8]
    play(builder, {"alpha": {task: [True] for task in first}, "beta": {task: [False] for task in first}}, finish=False)
    found = json.loads(prony("compare", "alpha", "beta", "--json").out)
    assert len(found["sentences"]) == 1
    assert found["sentences"][0].startswith("so far, not a result: ")
    whole = found["whole"]
    assert (whole["decided"], whole["lo"], whole["hi"]) == (False, None, None), "no interval holds for who peeks"
    assert "solves more than" not in prony("compare", "alpha", "beta").out


@pytest.mark.parametrize("control", ["empty", "all-correct"])
def test_a_control_that_failed_strikes_every_claim(build_run, prony, control):
    builder = build_run(tasks=TWENTY, contestants=[control, "alpha", "beta"], references=(control,))
    builder.identify(control, reference=True)
    play(builder, {control: firsts(4, TWENTY), "alpha": firsts(20, TWENTY), "beta": firsts(2, TWENTY)})
    said = prony("compare", "alpha", "beta", width=160)
    assert said.out.splitlines()[1].startswith("Not to be read: the reference ")
    for word in ("solves more than", "not worse", "decided among", "●"):
        assert word not in said.out
    assert "next: see what" in said.out


def test_repeats_tell_how_far_one_differs_from_itself(build_run, prony):
    results = {
        "alpha": {task: [n % 2 == 0, n % 3 == 0] for n, task in enumerate(TWENTY)},
        "beta": {task: [n % 3 == 0] * 2 for n, task in enumerate(TWENTY)},
    }
    play(build_run(tasks=TWENTY, contestants=list(results), repeats=2), results)
    noise = json.loads(prony("compare", "alpha", "beta", "--json").out)["noise"]
    assert [one["repeats"] for one in noise] == [2, 2]
    assert noise[0]["difference"] > noise[1]["difference"] > 0
    assert "By chance alone, runs differ: two of alpha by up to" in joined(prony("compare", "alpha", "beta"))
    assert "score A - B" not in prony("compare", "alpha", "beta").out, "no partial credit"


@pytest.fixture
def dearer(build_run):
    """One solves 18 of 20 in 30 s each, the other 8 in 10 s each."""
    results = {"alpha": firsts(18, TWENTY), "beta": firsts(8, TWENTY)}
    pace = {"alpha": {"wall_s": 30.0, "completion": 300}, "beta": {"wall_s": 10.0, "completion": 100}}
    play(build_run(tasks=TWENTY, contestants=list(results)), results, **pace)


def test_costs_are_per_solved_task_with_their_ratio(dearer, prony):
    costs = {one["name"]: one for one in json.loads(prony("compare", "alpha", "beta", "--json").out)["costs"]}
    seconds = costs["seconds"]
    assert (seconds["a"], seconds["b"]) == (pytest.approx(30 * 20 / 18), pytest.approx(10 * 20 / 8))
    assert seconds["ratio"] == pytest.approx(seconds["a"] / seconds["b"])
    assert seconds["lo"] < seconds["ratio"] < seconds["hi"]
    assert seconds["further"] == pytest.approx((30 - 10) / (18 / 20 - 8 / 20))
    assert "For each task that alpha solves beyond those of beta, it takes 40.0 seconds (" in joined(
        prony("compare", "alpha", "beta")
    )


def test_who_solves_none_has_no_cost_per_solved_task(build_run, prony):
    results = {"alpha": firsts(9, TWENTY), "beta": firsts(0, TWENTY)}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    costs = json.loads(prony("compare", "alpha", "beta", "--json").out)["costs"]
    assert {(one["b"], one["ratio"], one["why"]) for one in costs} == {(None, None, "B solved none")}


def test_several_are_told_apart_with_the_error_rate_of_all(build_run, prony):
    results = {"far": firsts(2, TWENTY), "a": firsts(18, TWENTY), "b": firsts(19, TWENTY), "c": firsts(17, TWENTY)}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    said = prony("compare", "a", "b", "far", width=140)
    assert said.code == 0
    assert "b solves more than far; a solves more than far (decided among 4 contestants, 20 tasks)." in joined(said)
    assert "Not told apart: b and a." in joined(said)
    lines = said.out.splitlines()
    assert next(line for line in lines if line.startswith("A b")).split()[2:] == ["95.0", "1-3", "a", "+5", "+85", "*"]
    found = json.loads(prony("compare", "a", "b", "far", "--json").out)
    assert (found["schema"], len(found["pairs"]), found["field"]) == ("prony.pairwise/1", 3, 4)


def test_ten_equals_picked_by_twos_and_threes_are_not_told_apart(ten_equals, prony):
    totals = sorted(ten_equals, key=lambda label: sum(one for [one] in ten_equals[label].values()))
    assert "No pair is decided among 10 contestants, 50 tasks." in joined(prony("compare", *totals[:2], *totals[-2:]))


def test_a_board_that_may_not_be_read_tells_no_pair_apart(build_run, prony):
    labels = ["empty", "a", "b", "c"]
    builder = build_run(tasks=TWENTY, contestants=labels, references=("empty",))
    builder.identify("empty", reference=True)
    play(builder, dict(zip(labels, (firsts(n, TWENTY) for n in (3, 20, 10, 0)), strict=True)))
    said = prony("compare", "a", "b", "c")
    assert "Not to be read: the reference empty" in joined(said)
    assert "*" not in said.out.replace("* decided", "")
    assert json.loads(prony("compare", "a", "b", "c", "--json").out)["pairs"] == []


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("a", "b", "c", "--axis", "model"), "--axis is of two contestants, and 3 are named"),
        (("a", "b", "c", "--fail-if-worse-than", "5"), "--fail-if-worse-than is of two contestants"),
        (tuple("abcabcabc"), "9 contestants are named, and 8 are shown at most"),
        (("a", "b", "a"), "a and a are the same contestant"),
    ],
)
def test_what_is_of_two_is_refused_of_more(build_run, prony, names, words):
    results = {label: firsts(9, TWENTY) for label in "abc"}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    said = prony("compare", *names)
    assert said.code in (2, 3)
    assert words in " ".join(said.err.split())


def bugs_of(found: tuple[int, ...]) -> tuple[CriterionResult, ...]:
    """Five planted bugs of four points, of which these were found."""
    return tuple(
        CriterionResult(
            id=f"bug-{n}", title=f"The bug {n}", points=4.0, earned=4.0 * (n in found), required=True, assurance="A"
        )
        for n in range(5)
    )


def test_bugs_are_compared_one_by_one(build_run, prony, monkeypatch):
    import synthetic

    plain, caught = synthetic.grade, {"alpha": (0, 1, 2), "beta": (0, 3)}
    builder = build_run(tasks=TWENTY, contestants=list(caught))
    for label, found in caught.items():
        builder.identify(label)
        monkeypatch.setattr(
            synthetic,
            "grade",
            lambda attempt, solved, *, found=found, **what: replace(
                plain(attempt, solved, score=4.0 * len(found)), criteria=bugs_of(found)
            ),
        )
        for task in TWENTY:
            builder.attempt(label, task, False)
    builder.finish()
    bugs = json.loads(prony("compare", "alpha", "beta", "--json").out)["bugs"]
    matrix = bugs["matrix"]
    assert (bugs["criteria"], bugs["tasks"]) == (100, 20)
    assert [matrix[name] for name in ("both", "only_a", "only_b", "neither")] == [20, 40, 20, 20]
    assert len(bugs["differing"]) == 60
    text = joined(prony("compare", "alpha", "beta", width=160))
    assert "100 criteria of 20 tasks without full marks: both earned 20 · A more 40 · B more 20 · neither 20" in text
    assert "quick/t00 bug-1 1/1 0/1 The bug 1" in text


def test_tasks_of_one_criterion_have_no_bugs_to_compare(dearer, prony):
    assert json.loads(prony("compare", "alpha", "beta", "--json").out)["bugs"] is None


def test_a_sentence_is_not_taken_for_one_that_begins_with_a_name_of_a_letter(build_run, prony):
    results = {"a": firsts(9, TWENTY), "b": {task: [1.0] if n < 3 else [0.9] for n, task in enumerate(TWENTY)}}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    assert "By score (differing on" in prony("compare", "a", "b").out


def test_a_ratio_that_is_the_same_on_every_task_has_no_interval(build_run, prony):
    """Not `1.00 (1.00 to 1.00)`: fourteen tasks that are all alike do not tell how others vary."""
    results = {label: firsts(9, list(TWENTY)[:14]) for label in ("a", "b")}
    play(build_run(tasks=dict(list(TWENTY.items())[:14]), contestants=list(results)), results)
    costs = json.loads(prony("compare", "a", "b", "--json").out)["costs"]
    assert {(one["ratio"], one["lo"], one["hi"]) for one in costs} == {(1.0, None, None)}
    assert "one ratio on every task: no interval" in prony("compare", "a", "b", width=160).out


@pytest.mark.parametrize("repeats", [1, 5])
def test_repeats_that_agree_decide_nothing_that_one_did_not(build_run, prony, repeats):
    """Seven tasks of 75 only by one, one only by the other; once, and five times over."""
    tasks = {f"t{n:02}": "python" for n in range(75)}
    outcomes = {"alpha": [n != 0 for n in range(75)], "beta": [n not in range(1, 8) for n in range(75)]}
    results = {
        label: {task: [won] * repeats for task, won in zip(tasks, wins, strict=True)}
        for label, wins in outcomes.items()
    }
    play(build_run(tasks=tasks, contestants=list(results), repeats=repeats), results)
    text = joined(prony("compare", "alpha", "beta"))
    assert "Not decided: alpha against beta +8 points, 95 % interval -" in text
    assert "solves more than beta" not in text


def test_an_older_run_of_the_same_contestant_is_told(build_run, prony):
    results = {"alpha": firsts(9, TWENTY), "beta": firsts(7, TWENTY)}
    for run, day in (("r1", 1), ("r2", 2)):
        play(
            build_run(run, tasks=TWENTY, contestants=list(results), created_at=f"2026-01-0{day}T00:00:00.000Z"), results
        )
    text = joined(prony("compare", "alpha", "beta"))
    assert "! alpha: 20 attempts of r1 superseded by r2; no change detected between r1 and r2: 0 points" in text
    assert "superseded" not in prony("compare", "alpha", "beta", "--run", "r2").out


@pytest.mark.parametrize(("axis", "hint"), [("quant", "did you mean quantization?"), ("artifact.size", "there are")])
def test_an_axis_that_is_none_is_told_and_not_taken_for_one_that_does_not_differ(dearer, prony, axis, hint):
    said = prony("compare", "alpha", "beta", "--axis", axis)
    assert said.code == 3
    assert f"there is no axis {axis}" in said.err
    assert hint in said.err


def test_contestants_without_a_common_task_are_not_compared_and_pass_no_gate(build_run, prony):
    first, second = list(TWENTY)[:10], list(TWENTY)[10:]
    results = {"a": {task: [True] for task in first}, "b": {task: [True] for task in second}}
    play(build_run(tasks=TWENTY, contestants=list(results)), results)
    said = prony("compare", "a", "b", "--fail-if-worse-than", "5", "--accept-not-shown")
    assert said.code == 4
    assert "solves more" not in said.out
    assert "is shown" not in said.out


def test_a_grade_of_an_older_grader_is_what_the_loser_is_told_by(build_run, prony):
    builder = build_run(tasks=TWENTY, contestants=["x", "y"])
    for label in ("x", "y"):
        builder.identify(label)
        for task in TWENTY:
            one = builder.start(label, task)
            builder.end(one)
            builder.grade(one, label == "x", grader="1")
            builder.grade(one, True, grader="2")
    builder.finish()
    duels = json.loads(prony("compare", "x", "y", "--grader", "1", "--json").out)["tasks"]
    assert {(duel["b"]["outcome"], duel["b"]["why"]) for duel in duels} == {("failed", "t1")}


def test_two_tasks_tell_no_noise(build_run, prony):
    few = dict(list(TWENTY.items())[:2])
    results = {label: {task: [0.0, 0.0] for task in few} for label in ("a", "b")}
    play(build_run(tasks=few, contestants=list(results), repeats=2), results)
    assert "By chance alone" not in prony("compare", "a", "b").out
