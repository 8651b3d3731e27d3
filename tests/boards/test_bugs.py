"""Bugs and approaches: what is caught is counted as it is, and *only* is decided against each of the others."""

from __future__ import annotations

import itertools

import pytest
import synthetic
from msgspec.structs import replace

from prony.boards.bugs.bugs import bugs
from prony.boards.bugs.sole import sole_catch
from prony.boards.bugs.telling import tellings
from prony.errors import JournalError
from prony.journal import Graded
from prony.journal.index import Index
from prony.nouns import Assurance, CriterionResult, FaultCode

PARTS = ("bug-1", "bug-2", "bug-3")


def parts(caught: str, bonus: str = "") -> tuple[CriterionResult, ...]:
    """`101`: the first and the last are earned; `bonus` the same of a bonus."""
    of = [(name, one, False) for name, one in zip(PARTS, caught, strict=True)]
    of += [("smell", one, True) for one in bonus]
    return tuple(
        CriterionResult(
            id=name,
            points=5.0,
            earned=5.0 * int(one),
            required=not extra,
            assurance=Assurance.A,
            title=f"the {name}",
            bonus=extra,
            failed=() if one == "1" else ("t1",),
        )
        for name, one, extra in of
    )


@pytest.fixture
def hunt(build_run, tmp_path):
    """A function that records what each model caught at the task `fix` and returns the view. of: label -> for each
    attempt what it caught, or a fault; same: whether all its attempts hand in the same bytes."""

    def make(of, *, labels=None, bonus="", same=False, references=(), finish="complete", **question):
        builder = build_run(
            tasks={"fix": "python"},
            contestants=tuple(of),
            repeats=max(map(len, of.values())),
            references=references,
        )
        for label, attempts in of.items():
            builder.identify(label, reference=label in references)
            for repeat, caught in enumerate(attempts):
                if caught is None:
                    continue
                one = builder.start(label, "fix", repeat)
                if isinstance(caught, FaultCode):
                    builder.end(one, code=caught)
                    continue
                copy = 0 if same else repeat
                builder.end(one, files={"answer.py": f"{label} {copy}".encode()})
                grade = synthetic.grade(one, caught == "111")
                kinds = {} if labels is None else labels[label][repeat]
                builder.put(Graded(grade=replace(grade, criteria=parts(caught, bonus), labels=kinds)))
        if finish:
            builder.finish(finish)
        else:
            builder.journal.close()
        with Index(tmp_path) as index:
            index.update()
            return bugs(index, **question)

    return make


def counts(view, criterion):
    names = {one.contestant: one.label for one in view.models}
    found = next(one for one in view.criteria if one.criterion == criterion)
    return {names[one.contestant]: (one.caught, one.attempts) for one in found.catches}


def test_each_bug_is_counted_by_contestant_with_its_difficulty(hunt):
    view = hunt({"a": ["111", "110"], "b": ["100", "100"], "c": ["100", "000"]})
    assert counts(view, "bug-1") == {"a": (2, 2), "b": (2, 2), "c": (1, 2)}
    assert counts(view, "bug-3") == {"a": (1, 2), "b": (0, 2), "c": (0, 2)}
    shares = {one.criterion: one.rate.value for one in view.criteria}
    assert shares == {"bug-1": pytest.approx(5 / 6), "bug-2": pytest.approx(1 / 3), "bug-3": pytest.approx(1 / 6)}


def test_an_attempt_without_a_grade_of_its_own_caught_nothing_and_infra_is_no_attempt(hunt):
    view = hunt({"a": ["111", FaultCode.EMPTY], "b": ["100", FaultCode.ENGINE_CRASH]})
    assert counts(view, "bug-1") == {"a": (1, 2), "b": (1, 1)}


def test_what_all_and_what_none_caught_is_said_with_how_many_attempts_that_is(hunt):
    view = hunt({"a": ["110", "110"], "b": ["100", "100"]})
    assert "caught in every attempt (4 attempts each): fix / the bug-1" in view.sentences
    assert "caught in none (4 attempts each): fix / the bug-3" in view.sentences


def test_only_one_caught_it_is_decided_from_enough_attempts(hunt):
    view = hunt({"a": ["111"] * 8, "b": ["110"] * 8, "c": ["110"] * 8})
    (sole,) = [one.sole for one in view.criteria if one.sole]
    assert (sole.caught, sole.attempts, sole.others, sole.decided) == (8, 8, 16, True)
    assert view.sentences[0].startswith("only a catches fix / the bug-3: 8 of 8, none of the others' 16 attempts (p ")


def test_only_one_caught_it_once_is_said_and_not_decided(hunt):
    view = hunt({"a": ["111", "110"], "b": ["110", "110"]})
    assert view.sentences[0] == (
        "only a caught fix / the bug-3 (1 of 2, others none of 2), which so few attempts do not decide"
    )


def test_copies_of_one_submission_are_no_further_evidence(hunt):
    view = hunt({"a": ["111"] * 20, "b": ["110"] * 20}, same=True)
    (sole,) = [one.sole for one in view.criteria if one.sole]
    assert (sole.decided, sole.p) == (False, 1.0)


def test_the_claim_of_one_alone_is_tested_against_each_other_one():
    alone = sole_catch({"a": (5, 5, 5), "b": (0, 500, 500), "c": (0, 1, 1)})
    assert alone.p == pytest.approx(1 / 6)
    assert sole_catch({"a": (5, 5, 5), "b": (1, 500, 500)}) is None
    assert sole_catch({"a": (5, 5, 5)}) is None


@pytest.mark.parametrize(("caught", "its"), [(3, 3), (5, 4), (2, 6)])
def test_p_is_that_of_fishers_exact_test(caught, its):
    from scipy import stats

    found = sole_catch({"a": (caught, 6, 6), "b": (0, its, its)})
    table = [[caught, 6 - caught], [0, its]]
    assert found.p == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue)


def test_a_bonus_is_shown_and_is_no_part_of_what_a_model_catches(hunt):
    view = hunt({"a": ["111", "111"], "b": ["111", "111"]}, bonus="0")
    assert [one.bonus for one in view.criteria] == [False, False, False, True]
    assert {one.catches.value for one in view.models} == {1.0}


def test_kinds_of_solution_are_counted_by_model_with_what_they_solve(hunt):
    def kind(name):
        return {"limiter": name}

    kinds = {"a": [kind("sliding window")] * 2, "b": [kind("sliding window"), kind("counter")], "c": [{}, {}]}
    view = hunt({"a": ["111", "111"], "b": ["111", "000"], "c": ["000", "000"]}, labels=kinds)
    shown = {one.kind: (len(one.models), sum(one.attempts.values()), one.solved.value) for one in view.approaches}
    assert shown == {"sliding window": (2, 3, 1.0), "counter": (1, 1, 0.0), "": (1, 2, 0.0)}
    told = "quick/fix, limiter: sliding window 2, counter 1, not labelled 1 (models; 6 attempts)"
    assert told in view.sentences


def test_references_catch_nothing_here(hunt):
    view = hunt({"a": ["111"], "all-correct": ["111"]}, references=("all-correct",))
    assert [one.label for one in view.models] == ["a"]
    assert counts(view, "bug-1") == {"a": (1, 1)}


def test_what_strikes_a_board_out_strikes_the_bugs_out(hunt):
    view = hunt({"a": ["111"] * 8, "b": ["110"] * 8, "all-correct": ["000"]}, references=("all-correct",))
    assert view.sentences[0].startswith("not to be read: ")
    assert not any(one.sole.decided for one in view.criteria if one.sole)


def test_a_run_that_goes_on_decides_nothing(hunt):
    view = hunt({"a": [*["111"] * 8, None], "b": [*["110"] * 8, None]}, finish=None)
    assert not any(one.sole.decided for one in view.criteria if one.sole)
    assert all(told.startswith("so far, not a result: ") for told in view.sentences)


def test_one_task_can_be_asked_for_by_its_name_and_a_wrong_one_names_the_nearest(hunt, tmp_path):
    view = hunt({"a": ["111"]}, task="fix")
    assert view.task == "quick/fix"
    with Index(tmp_path) as index:
        index.update()
        with pytest.raises(JournalError) as caught:
            bugs(index, task="fixx")
    assert (caught.value.code, "fix" in caught.value.hint) == ("E682", True)


def test_a_suite_that_is_not_marked_in_parts_says_so(build_run, tmp_path):
    builder = build_run(contestants=("m",))
    builder.identify("m")
    builder.attempt("m", "one", True)
    builder.finish()
    with Index(tmp_path) as index:
        index.update()
        view = bugs(index)
    assert "no task of this suite is marked in parts, and nothing labels its solutions" in view.sentences[0]


def test_a_task_that_the_better_fail_is_named_as_maybe_broken():
    skill = {f"m{n}": n for n in range(10)}
    scores = {
        who: {f"t{t:02d}": [float(n > t)] for t in range(10)} | {"odd": [float(n < 5)]} for who, n in skill.items()
    }
    found = {one.task: one for one in tellings(scores, ["odd", "t03"])}
    assert found["odd"].discrimination < -0.5
    assert found["odd"].p_adjusted < 0.05
    assert found["t03"].discrimination > 0.5
    assert tellings({"a": scores["m1"]}, ["odd"]) == []


def test_equals_are_seldom_said_to_catch_something_alone():
    """All that models of equal chance could do at four bugs, twice each: the claim is never made of so little."""
    for a, b in itertools.product(range(3), repeat=2):
        found = sole_catch({"a": (a, 2, 2), "b": (b, 2, 2)})
        assert found is None or found.p * 8 > 0.05
