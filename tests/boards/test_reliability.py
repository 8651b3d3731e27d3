"""What repeats have in common: solved every time, at times, never; and copies, which tell nothing."""

from math import comb

import pytest
from board_situations import record
from hypothesis import given
from hypothesis import strategies as st

from prony.boards.reliability.reliability import reliability
from prony.boards.reliability.steadiness import flip_of
from prony.journal.index import Index
from prony.nouns import FaultCode

TASKS = {f"t{n:02d}": "python" for n in range(12)}


def reliability_of(home, **question):
    with Index(home) as index:
        index.update()
        return reliability(index, **question)


def by_times(view, label):
    return next(one for one in (*view.models, *view.references) if one.label == label)


@pytest.fixture
def sampled(build_run, tmp_path):
    """A function that records a run: label -> for each repeat a character for each task. What is handed in differs in
    every attempt, but for the labels in `greedy`, which hand in the same at each repeat."""

    def record_run(lines, greedy=(), finish=True):
        builder = build_run("r1", tasks=TASKS, contestants=tuple(lines), repeats=max(map(len, lines.values())))
        for label, repeats in lines.items():
            builder.identify(label, name=label, sha256=label[0] * 64)
            for repeat, line in enumerate(repeats):
                for task, one in zip(TASKS, line, strict=True):
                    if one == ".":
                        continue
                    if one == "i":
                        builder.attempt(label, task, FaultCode.ENGINE_CRASH, repeat=repeat)
                        continue
                    attempt = builder.start(label, task, repeat)
                    text = f"{label} {task}" if label in greedy else f"{label} {task} {repeat}"
                    builder.end(attempt, reply=text, files={"a.py": text.encode()})
                    builder.grade(attempt, one == "1")
        if finish:
            builder.finish()
        else:
            builder.journal.close()
        return reliability_of(tmp_path)

    return record_run


def test_tasks_are_counted_by_how_many_attempts_solved_them(sampled):
    view = sampled({"m": ["1" * 6 + "0" * 6, "1" * 4 + "0" * 8, "1" * 3 + "0" * 3 + "1" + "0" * 5]})
    m = by_times(view, "m")
    assert (m.repeats, m.by_times) == (3, (5, 3, 1, 3))
    assert (m.every_time.value, m.at_least_once.value) == pytest.approx((3 / 12, 7 / 12))
    assert m.differing.value == pytest.approx(4 / 12)
    assert m.flip.value == pytest.approx((4 * 2 / 3) / 12)
    assert view.sentences == (
        "m solves 3 of 12 tasks every time (3 of 3), 4 at times, 5 never; two attempts at one task differ in 22 % of "
        f"cases, 95 % interval {view.sentences[0].partition('interval ')[2]}",
    )


def test_copies_are_no_reliability(sampled):
    line = "1" * 6 + "0" * 6
    view = sampled({"greedy": [line] * 5, "lucky": [line] * 5}, greedy=("greedy",))
    greedy, lucky = by_times(view, "greedy"), by_times(view, "lucky")
    assert (greedy.copied, greedy.known, greedy.all_copies) == (12, 12, True)
    assert (lucky.copied, lucky.known, lucky.all_copies) == (0, 12, False)
    told = {one.label: next(line for line in view.sentences if line.startswith(f"{one.label} ")) for one in view.models}
    assert "all attempts at each task are copies" in told["greedy"]
    assert "two attempts" not in told["greedy"]
    assert "two attempts at one task differ in 0 % of cases" in told["lucky"]


def test_one_attempt_each_tells_nothing_and_says_what_would(sampled):
    view = sampled({"m": ["1" * 6 + "0" * 6]})
    assert view.sentences == (
        "m was tried once at each task, which tells nothing of its reliability: prony run -k 5 tells",
    )
    assert (by_times(view, "m").flip.value, by_times(view, "m").differing.value) == (None, None)


def test_a_task_with_fewer_attempts_is_left_out(sampled):
    view = sampled({"m": ["1" * 12, "1" * 11 + "."]})
    m = by_times(view, "m")
    assert (m.repeats, m.tasks, m.uneven) == (2, 11, 1)


def test_models_are_ranked_among_those_with_as_many_repeats(sampled):
    view = sampled({"a": ["1" * 12] * 3, "b": ["0" * 12] * 3, "c": ["1" * 12, "1" * 12, "i" * 12]})
    assert list(view.rankings) == [3]
    assert (by_times(view, "a").letters, by_times(view, "b").letters, by_times(view, "c").letters) == ("a", "b", "")


def test_a_control_that_failed_strikes_it_out(tmp_path):
    lines = {"m": ["1" * 12, "1" * 12], "empty": ["1" * 12, "0" * 12]}
    view = reliability_of(record(tmp_path, lines, references=("empty",)))
    assert view.rankings == {}
    [told] = view.sentences
    assert told.startswith("not to be read: ")


def test_an_unfinished_run_says_so_far(sampled):
    view = sampled({"m": ["1" * 12, "1" * 10 + ".."]}, finish=False)
    assert all(told.startswith("so far, not a result: ") for told in view.sentences)


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_chance_of_a_flip_is_that_of_two_drawn_attempts(counts):
    solved, attempts = counts
    alike = comb(solved, 2) + comb(attempts - solved, 2)
    assert flip_of(solved, attempts) == pytest.approx(1.0 - alike / comb(attempts, 2))
