"""A contestant over time: what changed, whose doing that is, and alarms that looking often does not raise."""

from __future__ import annotations

import random

import pytest

from prony.boards.drift.drift import drift_history
from prony.boards.drift.epochs import by_week
from prony.boards.drift.lineages import lineages_of
from prony.boards.validity.gathered import gathered
from prony.errors import JournalError
from prony.journal.index import Index
from prony.journal.queries import RunRow
from prony.nouns import EngineIdentity, RunSettings, Sampling
from prony.stats.over_time import DriftVerdict, drift, error_at

TASKS = {f"t{n:02d}": "python" for n in range(20)}


@pytest.fixture
def measured(build_run, tmp_path):
    """A function that records one run of `m`. line: a character for each task, or one such line for each repeat;
    files: what it hands in, by default other bytes in each attempt; engine: the build of its engine."""
    runs = []

    def record(*lines, label="m", files=None, reply=None, engine="9.9", finish=True, day=None, who=None):
        number = len(runs) + 1
        builder = build_run(
            f"r{number:02d}",
            tasks=TASKS,
            contestants=(label,),
            repeats=len(lines),
            created_at=f"2026-01-{day or number:02d}T00:00:00.000Z",
        )
        runs.append(builder)
        builder.identify(
            label,
            name="m",
            sha256="a" * 64,
            fingerprint={"engine": EngineIdentity(kind="embedded", version=engine), **(who or {})},
        )
        for repeat, line in enumerate(lines):
            for task, one in zip(TASKS, line, strict=False):
                if one == ".":
                    continue
                attempt = builder.start(label, task, repeat)
                told = files or f"{number} {repeat} {task}"
                builder.end(attempt, reply=reply or told, files={"a.py": told.encode()})
                builder.grade(attempt, one == "1")
        if finish:
            builder.finish()
        else:
            builder.journal.close()
        return builder

    def ask(*args, **question):
        with Index(tmp_path) as index:
            index.update()
            return drift_history(index, *args, **question)

    record.history = ask
    return record


def test_two_runs_of_one_contestant_are_compared_as_a_board_compares_them(measured):
    before, after = "1" * 10 + "0" * 10, "1" * 12 + "0" * 8
    measured(before, before)
    measured(after, after)
    view = measured.history()
    ((step,),) = [one.steps for one in view.lineages]
    known = drift(
        {t: [float(c)] * 2 for t, c in zip(TASKS, before, strict=True)},
        {t: [float(c)] * 2 for t, c in zip(TASKS, after, strict=True)},
    )
    assert (step.change, step.lo, step.hi) == pytest.approx((known.change.value, known.change.lo, known.change.hi))
    assert (step.p, step.p_adjusted) == pytest.approx((known.p, known.p))
    assert step.smallest_detectable == pytest.approx(known.smallest_detectable)


def test_a_change_raises_an_alarm_and_says_that_nothing_of_the_fingerprint_changed(measured):
    for line in ("1" * 20, "1" * 20, "0" * 15 + "1" * 5):
        measured(line, line, line)
    view = measured.history()
    (one,) = view.lineages
    assert [step.watched.alarm for step in one.steps] == [False, True]
    assert view.sentences[0].startswith("m changed at r03: -75 points against the 2 epochs before, 99.")
    assert "nothing of its fingerprint changed" in view.sentences[0]
    assert view.scope.startswith("Of boards of 1 contestant that never change, at most 5 % ever raise an alarm")


def test_no_change_names_the_one_that_would_have_been_shown(measured):
    chance = random.Random(1)
    for _ in range(2):
        measured(*("".join(chance.choice("01") for _ in TASKS) for _ in range(10)))
    view = measured.history()
    assert "m: no change detected over 2 epochs; r02 against what was before: " in view.sentences[0]
    assert view.sentences[0].endswith("or more would have been shown 4 times of 5")


def test_too_few_attempts_to_show_any_change_say_so(measured, monkeypatch):
    for line in ("1.", "0."):
        measured(line + "." * 18)
    assert "so few attempts would show no change for certain, however large" in measured.history().sentences[0]


def test_an_engine_that_was_updated_is_the_same_contestant_over_time_and_the_field_is_named(measured):
    measured("1" * 20, engine="b7120")
    measured("1" * 20, engine="b7431")
    (one,) = measured.history().lineages
    assert len(one.contestants) == 2
    assert one.label == "m"
    (step,) = one.steps
    assert [(f.name, f.before, f.after) for f in step.changed_fields] == [("engine.version", "b7120", "b7431")]
    assert "engine.version b7120 -> b7431" in measured.history().sentences[0]


def test_who_was_chosen_to_differ_is_another_contestant(measured):
    measured("1" * 20)
    measured("0" * 20, who={"sampling": Sampling(temperature=0.8)})
    view = measured.history()
    assert (view.lineages, sorted(view.once)) == ((), ["m (temperature 0)", "m (temperature 0.8)"])
    assert view.sentences[0].startswith("measured once: ")


def test_two_builds_in_one_run_were_compared_by_choice(measured, build_run, tmp_path):
    measured("1" * 20, engine="b1")
    builder = build_run("r9", tasks=TASKS, contestants=("m", "n"), created_at="2026-02-01T00:00:00.000Z")
    for label, build in (("m", "b1"), ("n", "b2")):
        engine = EngineIdentity(kind="embedded", version=build)
        builder.identify(label, name="m", sha256="a" * 64, fingerprint={"engine": engine})
        builder.attempt(label, "t00", True)
    builder.finish()
    assert all(len(one.contestants) == 1 for one in measured.history().lineages)
    assert lineages_of([]) == []


def test_identical_outputs_are_counted(measured):
    measured("10" * 10, files="x", reply="same")
    measured("10" * 10, files="x", reply="same")
    view = measured.history()
    (step,) = view.lineages[0].steps
    assert (step.outputs.identical, step.outputs.compared) == (20, 20)
    assert "m: all 20 of 20 replies of r02 are byte for byte those of r01" in view.sentences


def test_the_same_bytes_judged_otherwise_are_the_graders_doing(measured):
    measured("1" * 20, files="x", reply="same")
    measured("0" * 5 + "1" * 15, files="x", reply="same")
    view = measured.history()
    (step,) = view.lineages[0].steps
    assert (step.outputs.flips, step.outputs.submissions) == (5, 20)
    assert step.outputs.of_grader == pytest.approx(-0.25) == step.change
    assert any("5 of 20 submissions that r01 and r02 both graded were judged otherwise" in t for t in view.sentences)


def test_other_bytes_judged_otherwise_are_not_laid_to_the_grader(measured):
    measured("1" * 20)
    measured("0" * 5 + "1" * 15)
    (step,) = measured.history().lineages[0].steps
    assert (step.outputs.flips, step.outputs.of_grader) == (0, 0.0)


def test_a_regrade_that_judges_otherwise_is_told(measured):
    builder = measured("1" * 20, finish=False)
    from prony.journal import JournalWriter

    builder.journal = JournalWriter(builder.dir)
    attempt = next(event.attempt.id for event in builder.events if type(event).__name__ == "Started")
    builder.grade(attempt, False, grader="1")
    builder.finish()
    measured("1" * 20)
    (one,) = measured.history().lineages
    assert (one.regraded, one.regrade_flips, one.flipped_attempt) == (1, 1, attempt)


def test_copies_of_one_reply_within_an_epoch_are_one_attempt(measured):
    for line in ("1" * 20, "0" + "1" * 19):
        measured(line, line, line, line, line, files="x", reply="same")
    (one,) = measured.history().lineages
    assert [epoch.copies for epoch in one.epochs] == [True, True]
    assert one.steps[0].p > 0.05
    assert drift({"t": [1.0] * 5}, {"t": [0.0] * 5}).p < 0.05


def test_a_board_counts_copies_as_its_history_does(measured, tmp_path):
    for line in ("1" * 20, "0" + "1" * 19):
        measured(line, line, line, line, line, files="x", reply="same")
    ((step,),) = (one.steps for one in measured.history().lineages)
    with Index(tmp_path) as index:
        index.update()
        (told,) = gathered(index).repetitions
    assert (told.lo, told.hi, told.p) == (step.lo, step.hi, pytest.approx(step.p))
    assert told.smallest_detectable == pytest.approx(step.smallest_detectable)
    assert not told.changed


def test_a_reference_that_fails_strikes_a_history_out(measured, build_run):
    measured("1" * 20)
    measured("0" * 20)
    builder = build_run("r9", tasks=TASKS, contestants=("empty",), references=("empty",))
    builder.identify("empty", reference=True)
    builder.attempt("empty", "t00", True)
    builder.finish()
    view = measured.history()
    assert view.sentences[0].startswith("m: not to be read: ")
    assert not any(step.watched.alarm for one in view.lineages for step in one.steps)


def test_a_run_that_goes_on_raises_no_alarm(measured):
    measured("1" * 20, "1" * 20)
    measured("0" * 20, "0" * 19 + ".", finish=False)
    view = measured.history()
    assert all(told.startswith("so far, not a result: ") for told in view.sentences)
    assert not any(step.watched.alarm for one in view.lineages for step in one.steps)


def test_one_contestant_can_be_asked_for_and_a_wrong_name_says_who_is_there(measured):
    measured("1" * 20)
    measured("1" * 20)
    assert [one.label for one in measured.history("M").lineages] == ["m"]
    with pytest.raises(JournalError) as caught:
        measured.history("nobody")
    assert (caught.value.code, caught.value.hint) == ("E683", "models with a scored attempt: m")


def test_runs_of_one_week_are_one_epoch(measured):
    for day in (5, 6, 12):
        measured("1" * 20, day=day)
    (one,) = measured.history(every="week").lineages
    assert [(epoch.name, len(epoch.runs)) for epoch in one.epochs] == [("2026-W02", 2), ("2026-W03", 1)]


def test_of_many_in_whom_nothing_happened_only_their_number_is_said(tmp_path):
    from board_situations import record

    names = [f"m{number}" for number in range(8)]
    for number in (1, 2):
        day = f"2026-01-0{number}T00:00:00.000Z"
        record(tmp_path, dict.fromkeys(names, "1" * 20), run=f"r{number}", created_at=day)
    with Index(tmp_path) as index:
        index.update()
        view = drift_history(index)
    assert view.sentences == ("no change detected of 8 contestants: their lines tell what would have been shown",)
    assert len(view.lineages) == 8


def test_a_date_that_is_none_is_no_week():
    assert by_week(RunRow("r", "not a date", None, None, None, RunSettings())) == "not a date"


def test_the_error_of_all_looks_together_is_what_was_allowed():
    assert sum(error_at(n, 0.05) for n in range(1, 200_000)) < 0.05
    assert error_at(1, 0.05) > error_at(2, 0.05) > 0.0


def test_looking_after_every_run_of_a_history_without_change_seldom_raises_an_alarm():
    """30 weeks of 30 tasks tried twice; by p < 5 % week by week, most of such histories would have raised one."""
    alarms = naive = 0
    for seed in range(60):
        chance = random.Random(seed)
        rates = [chance.random() for _ in range(30)]
        weeks = [
            {f"t{n}": [float(chance.random() < rate) for _ in range(2)] for n, rate in enumerate(rates)}
            for _ in range(30)
        ]
        before: dict[str, list[float]] = {task: list(some) for task, some in weeks[0].items()}
        looks = []
        for at, week in enumerate(weeks[1:], 1):
            found = drift(before, week, level=1.0 - error_at(at, 0.05))
            looks.append(found.verdict is DriftVerdict.CHANGED)
            naive += drift(weeks[at - 1], week).verdict is DriftVerdict.CHANGED
            before = {task: some + week[task] for task, some in before.items()}
        alarms += any(looks)
    assert alarms <= 60 * 0.1
    assert naive > 60 * 0.3
