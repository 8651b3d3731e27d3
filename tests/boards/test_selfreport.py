"""What contestants say of their own work: what is a claim, and what comes of it beside what was measured."""

from __future__ import annotations

import pytest

from prony.boards.selfreport.claims import claims_of
from prony.boards.selfreport.selfreport import selfreport
from prony.journal.index import Index

TASKS = {f"t{n}": "python" for n in range(8)}

TIMES = {
    "Time spent: ~5 min": (300, 300),
    "- **Time spent:** 2m 30s": (150, 150),
    "It took me 10-15 minutes.": (600, 900),
    "I spent about 1 h 20 min on it.": (4800, 4800),
    "I finished the task in about five minutes.": (300, 300),
    "Total time: half an hour. Time spent on parsing: 5 min.": (1800, 1800),
    "Duration: 00:05:00": (300, 300),
    "Time: ~30 minutes": (1800, 1800),
    "Actual time taken: 45 seconds": (45, 45),
}
NO_TIMES = (
    "The tests took 3 seconds.",
    "This would take 5 minutes.",
    "If I had spent 5 minutes on it, I would have seen it.",
    "It did not take 5 minutes.",
    "The program finished in about 2 seconds.",
    "The lock is released after 5 minutes.",
    "I spent less than 5 minutes on it.",
    "Time spent on parsing: 5 min. Time spent on printing: 3 min.",
    "```\nTime spent: 5 min\n```",
    "> Time spent: 5 min",
    "How long did it take? It took me a while.",
)
SUCCESSES = (
    "All 58 tests pass.",
    "58/58 tests passed",
    "All 58 of 58 checks pass",
    "The tests pass now.",
    "I ran the tests and they all pass.",
    "Tests: all passed",
    "35 passed in 0.3s",
    "0 failed, 12 passed",
    "It works.",
    "Everything now works as expected.",
    "The parser is fully implemented.",
    "All ten bugs have been fixed.",
    "I fixed all the bugs.",
    "Initially 3 tests failed. All tests pass now.",
)
FAILURES = (
    "41/58 tests passed.",
    "41 of 58 tests pass",
    "Not all tests pass.",
    "10 passed, 1 failed",
    "Two tests still fail.",
    "I could not fix the last bug.",
    "The code does not work yet.",
    "All tests pass. The undo command is not implemented.",
)
NEITHER = (
    "This should pass all tests.",
    "If all tests pass, we are done.",
    "Run the tests to see that all tests pass.",
    "All tests pass except one.",
    "I couldn't run the tests here.",
    "Let me know if it works.",
    "The function returns None if the test fails.",
    "Do all tests pass?",
    "I will make sure that all tests pass.",
    "The handler is passed to the emitter.",
    "```python\n# all tests pass\n```",
    "```python\n# all tests pass, and the fence is never closed",
    "> All tests pass.",
    "<!-- All tests pass. -->",
)


@pytest.mark.parametrize(("text", "span"), TIMES.items())
def test_a_plain_statement_of_a_time_is_a_claim(text, span):
    time = claims_of(text).time
    assert time is not None
    assert time[:2] == span


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_claims_no_time_is_not_taken_for_a_claim(text):
    assert claims_of(text).time is None


@pytest.mark.parametrize("text", SUCCESSES)
def test_a_plain_statement_of_success_is_a_claim(text):
    said = claims_of(text).success
    assert said is not None
    assert said.success


@pytest.mark.parametrize("text", FAILURES)
def test_who_owns_up_claims_no_success(text):
    said = claims_of(text).success
    assert said is not None
    assert not said.success


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_conditional_asked_or_quoted_claims_nothing(text):
    assert claims_of(text).success is None


def test_words_of_the_brief_are_nobodys_claims():
    brief = "Work until:\n\n- all tests pass.\n\nTime spent: 5 min"
    assert claims_of("You asked:\nAll tests pass.\nTime spent: 5 min", brief) == (None, None, None)
    said = claims_of("All 12 tests pass.", brief).success
    assert said is not None


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Confidence: 90%", 0.9),
        ("I am 80% confident.", 0.8),
        ("confidence = 0.75", 0.75),
        ("I am not confident, 80 % of it is a guess", None),
        ("Confidence: 90%. Confidence: 20%", None),
        ("Confidence: 400%", None),
    ],
)
def test_a_stated_chance_is_read(text, confidence):
    assert claims_of(text).confidence == confidence


@pytest.mark.parametrize("text", ["5 " * 200_000, "all " * 100_000, "```\n" * 50_000, "took me ~" * 50_000])
def test_no_text_costs_much(text):
    assert claims_of(text) == (None, None, None)


@pytest.fixture
def said(build_run, tmp_path):
    """A function that records a run: label -> for each task (solved, wall_s, last message, notes)."""

    def record(everybody):
        builder = build_run("r1", tasks=TASKS, contestants=tuple(everybody))
        for label, lines in everybody.items():
            builder.identify(label, name=label, sha256=label[0] * 64)
            for task, (solved, wall_s, reply, notes) in zip(TASKS, lines, strict=False):
                attempt = builder.start(label, task, 0)
                files = {"a.py": b"x = 1\n"} | ({"DEV_NOTES.md": notes.encode()} if notes else {})
                builder.end(attempt, reply=reply, wall_s=wall_s, files=files)
                builder.grade(attempt, solved)
        builder.finish()
        with Index(tmp_path) as index:
            index.update()
            return selfreport(index)

    return record


def test_words_are_held_against_the_hidden_tests(said):
    lines = [(n % 2 == 0, 10.0, "All tests pass.", "") for n in range(6)] + [
        (True, 10.0, "Two tests still fail.", ""),
        (False, 10.0, "Here it is.", ""),
    ]
    (line,) = said({"m": lines}).lines
    assert (line.attempts, line.silent, line.unread) == (8, 1, 0)
    assert (line.claimed.attempts, line.claimed.part, line.claimed.value) == (6, 3, 0.5)
    assert line.claimed.lo < 0.5 < line.claimed.hi
    assert (line.admitted.attempts, line.admitted.part) == (1, 1)


def test_five_rounds_of_the_same_claim_are_no_skill(said):
    """The published claims of one round, as if one contestant had made them: claim and time in seconds."""
    published = [("~5 min", 113), ("~5 min", 66), ("10-15 min", 45), ("~15 min", 36), ("~30 min", 65), ("~30 min", 32)]
    view = said({"m": [(True, float(took), "", f"Time spent: {words}") for words, took in published]})
    (line,) = view.lines
    assert line.time.tasks == 6
    assert line.time.factor == pytest.approx(2.0 ** (22.8712 / 6), rel=1e-3)
    assert line.time.skill == pytest.approx(-6.1, abs=0.05)
    assert line.time.tracking == pytest.approx(-0.7356, abs=1e-4)
    assert "one number said always would be no worse" in view.sentences[-1]
    ratios = [one.claimed_hi_s / one.wall_s for one in view.claims]
    assert ratios == pytest.approx([2.6549, 4.5455, 20.0, 25.0, 27.6923, 56.25], rel=1e-4)


def test_four_times_are_too_few_to_say_anything(said):
    (line,) = said({"m": [(True, 60.0, "Time spent: 5 min", "")] * 4}).lines
    assert (line.time.tasks, line.time.factor) == (4, None)


def test_an_attempt_without_any_text_is_counted_as_unread(said):
    (line,) = said({"m": [(True, 60.0, "", "")] * 3}).lines
    assert (line.unread, line.silent) == (3, 0)


def test_who_claims_nothing_is_said_so(said):
    assert said({"m": [(True, 60.0, "Here it is.", "")] * 8}).sentences == (
        "nobody claims a success, a failure or a time in what was read",
    )


def test_the_words_of_an_attempt_stand_beside_what_was_found(said):
    view = said({"m": [(False, 60.0, "Done. All 12 tests pass.", "")]})
    (claim,) = view.claims
    assert (claim.success, claim.solved, claim.success_words) == (True, False, "All 12 tests pass.")
