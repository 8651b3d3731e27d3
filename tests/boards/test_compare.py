"""Claims of a comparison: paired by task, no claim beyond its test, and what tells the two apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from prony.boards import leaderboard, words
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.compare import compare
from prony.errors import JournalError
from prony.journal.index import Index
from prony.nouns import FaultCode

TASKS = {f"py-{n}": "python" for n in range(8)} | {f"js-{n}": "javascript" for n in range(7)}


@pytest.fixture
def bench(build_run):
    """`large` solves 14 of 15, `small` the first 3, and `ref` all."""
    builder = build_run(tasks=TASKS, contestants=("ref", "small", "large"), references=("ref",))
    for label, count in {"ref": 15, "small": 3, "large": 14}.items():
        builder.identify(label, reference=label == "ref", quantization="Q8_0" if label == "large" else "Q4_0")
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < count, wall_s=1.0 + number)
    builder.finish()
    return builder


@pytest.fixture
def compared(tmp_path):
    def call(*names: str, **options: str):
        with Index(tmp_path) as index:
            index.update()
            return compare(index, *names, **options)

    return call


def test_without_names_it_is_the_boards_own_comparison(bench, compared, tmp_path):
    found = compared()
    with Index(tmp_path) as index:
        board = leaderboard(index)
    assert found.versus == board.comparison
    assert (found.a, found.b) == tuple(
        replace(row, rank=None, traits={}, amounts={}, pareto=None) for row in board.models[:2]
    )
    assert (found.versus.a_contestant, found.versus.b_contestant) == (found.a.contestant, found.b.contestant)


def test_the_sides_are_as_they_were_named(bench, compared):
    one, other = compared("small", "large"), compared("large", "small")
    assert one.versus.difference == -other.versus.difference == pytest.approx(-11 / 15)
    assert (one.versus.decision, other.versus.decision) == ("b_better", "a_better")
    assert one.versus.sentence == other.versus.sentence


def test_tasks_are_counted_by_who_solved_them(bench, compared):
    matrix = compared("large", "small").matrix
    assert (matrix.both, matrix.only_a, matrix.only_b, matrix.neither) == (3, 11, 0, 1)


def test_each_language_is_compared_and_its_claim_is_adjusted_for_their_number(bench, compared):
    found = compared("large", "small")
    assert (found.whole.name, found.whole.tasks, found.whole.decided) == ("", 15, True)
    python, javascript = found.slices
    assert [(one.name, one.tasks, one.few) for one in found.slices] == [("python", 8, True), ("javascript", 7, True)]
    assert python.difference == pytest.approx(5 / 8)
    assert javascript.difference == pytest.approx(6 / 7)
    for one in found.slices:
        assert one.p <= one.p_adjusted <= 2 * one.p
        assert one.decided == (one.p_adjusted < 0.05 and one.lo > 0)


def test_a_slice_of_few_tasks_claims_nothing(build_run, compared):
    builder = build_run(tasks={"a": "python", "b": "python", "c": "go"}, contestants=("x", "y"))
    for label in ("x", "y"):
        builder.identify(label)
        for task in "abc":
            builder.attempt(label, task, label == "x")
    found = compared("x", "y")
    assert [(one.p, one.p_adjusted, one.decided) for one in (found.whole, *found.slices)] == [(None, None, False)] * 3


def test_only_the_fields_that_differ_are_told(bench, compared):
    found = compared("large", "small")
    told = {field.name: (field.a.value, field.b.value) for field in found.differing}
    assert told["artifact.quantization"] == ("Q8_0", "Q4_0")
    assert told.keys() == {"artifact.sha256", "artifact.name", "artifact.quantization", "model_id"}
    assert found.same_fields > 20


def test_a_field_that_only_one_has_is_not_there_in_the_other(build_run, compared, monkeypatch):
    builder = build_run(contestants=("x", "y"))
    builder.identify("x", architecture="llama")
    builder.identify("y", architecture=None)
    for label in ("x", "y"):
        builder.attempt(label, "one", True)
    field = next(one for one in compared("x", "y").differing if one.name == "artifact.architecture")
    assert (field.a.value, field.b.value, field.b.note) == ("llama", None, "not captured")


def test_where_they_differ_the_losers_attempt_and_its_first_failing_test_are_named(bench, compared):
    found = compared("large", "small")
    assert [duel.task for duel in found.tasks] == [f"quick/{task}" for task in list(TASKS)[3:14]]
    first = found.tasks[0]
    assert (first.a.solved, first.a.scored, first.b.solved, first.b.scored) == (1, 1, 0, 1)
    assert first.loser is first.b
    assert (first.b.why, first.b.outcome, first.a.why) == ("t1", "failed", "")
    assert first.b.wall_s == 4.0


def test_a_fault_is_named_where_nothing_was_graded(build_run, compared):
    builder = build_run(contestants=("x", "y"))
    for label in ("x", "y"):
        builder.identify(label)
        builder.attempt(label, "one", True if label == "x" else FaultCode.LOOP)
    duel = compared("x", "y").tasks[0]
    assert (duel.b.outcome, duel.b.why) == ("faulted", "loop")


def test_repeats_are_shares_of_their_task(build_run, compared):
    builder = build_run(tasks={"a": "python"}, contestants=("x", "y"), repeats=3)
    for label, wins in {"x": 2, "y": 1}.items():
        builder.identify(label)
        for repeat in range(3):
            builder.attempt(label, "a", repeat < wins, repeat=repeat)
    found = compared("x", "y")
    assert found.versus.difference == pytest.approx(1 / 3)
    assert (found.tasks[0].a.solved, found.tasks[0].a.scored) == (2, 3)
    assert found.matrix.only_a == 1


def test_an_older_graders_word_can_be_asked_for(build_run, compared):
    builder = build_run(contestants=("x", "y"))
    for label in ("x", "y"):
        builder.identify(label)
        one = builder.start(label, "one")
        builder.end(one)
        builder.grade(one, label == "x", grader="1")
        builder.grade(one, True, grader="2")
    assert compared("x", "y").tasks == ()
    assert [duel.task for duel in compared("x", "y", grader="1").tasks] == ["quick/one"]


def test_a_grader_version_that_graded_nothing_there_is_told_with_those_that_did(build_run, compared):
    builder = build_run(contestants=("x", "y"))
    for label in ("x", "y"):
        builder.identify(label)
        builder.attempt(label, "one", True)
    with pytest.raises(JournalError) as caught:
        compared("x", "y", grader="7")
    assert caught.value.code == "E656"
    assert "version 1" in (caught.value.hint or "")


def test_a_reference_may_be_compared_and_is_called_one(bench, compared):
    assert any("ref is a reference" in note for note in compared("ref", "large").notes)


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (("large", "nobody"), "E654", "there is no contestant nobody"),
        (("large",), "E654", "two contestants are needed"),
        (("large", "large"), "E655", "the same contestant"),
        (("large", ""), "E654", "no contestant"),
    ],
)
def test_a_name_that_does_not_fit_is_told_with_those_that_are_there(bench, compared, names, code, words):
    with pytest.raises(JournalError) as caught:
        compared(*names)
    assert caught.value.code == code
    assert words in caught.value.what
    assert "small" in (caught.value.hint or "")


def test_a_beginning_is_enough_where_it_fits_one_and_an_id_always(build_run, compared):
    builder = build_run(contestants=("model-a", "model-b"))
    ids = [builder.identify(label) for label in ("model-a", "model-b")]
    for label in ("model-a", "model-b"):
        builder.attempt(label, "one", True)
    assert compared("model-a", ids[1][:6]).b.label == "model-b"
    with pytest.raises(JournalError) as caught:
        compared("model", "model-b")
    assert "fits 2 contestants" in caught.value.what


def test_a_sentence_does_not_give_a_name_a_capital(bench, compared, tmp_path):
    assert compare_words.verdict(compared()).startswith("large ")
    with Index(tmp_path) as index:
        assert words.verdict(leaderboard(index)).startswith("large ")


def test_a_sentence_that_begins_with_no_name_has_a_capital(build_run, compared):
    builder = build_run(tasks=TASKS, contestants=("one", "other"))
    for label in ("one", "other"):
        builder.identify(label)
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < 7)
    builder.finish()
    assert compare_words.verdict(compared()).startswith("Not decided: one against other")
