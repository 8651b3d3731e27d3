"""Estimates: they say what earlier attempts cost, widen with every step away from them, and never guess."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import past_runs as made
import pytest

from prony.config import Config, CostsConfig
from prony.forecast.costs import Prices, TokenPrice, prices_of
from prony.forecast.estimate import estimate, sources_of
from prony.forecast.kinship import Expected, Kin, relation
from prony.forecast.outlook import _told_absent, _told_busy
from prony.forecast.prediction import Forecast, Past, Range
from prony.journal.past import PastCell, PastContestant
from prony.nouns import Artifact, EngineIdentity, Machine, RunSettings, Sampling, Task

TASKS = made.tasks(*"abcdefgh")
NEW = made.tasks(*"stuvwxyz")


def guess(
    of: Expected,
    past: Past,
    tasks: dict[str, Task] = TASKS,
    prices: Prices | None = None,
    repeats: int = 1,
    plays: int = 2000,
    **settings: Any,
) -> Forecast:
    sources = sources_of({of.spec.label: of}, {of.spec.label: made.cells(of.spec, tasks, repeats)}, tasks, past)
    return estimate(made.plan(of.spec, **settings), sources, past, prices or Prices(), plays=plays)


def told(*contestants: PastContestant, tasks: dict[str, Task] = TASKS, **fields: Any) -> Past:
    """A run in which each contestant made one attempt at each task."""
    cells = [made.cell(one, task, **fields) for one in contestants for task in tasks.values()]
    return Past(contestants=contestants, cells=tuple(cells), runs=(made.past_run(attempts=len(cells)),))


def width(found: Range | None) -> float:
    assert found is not None
    return found.high / found.low


def holds(found: Range | None, truth: float) -> bool:
    assert found is not None
    return found.low <= truth <= found.high


M = made.expected(made.spec())


def test_what_was_run_before_is_expected_to_take_what_it_took():
    found = guess(M, told(made.contestant(M)))
    assert found.complete
    assert found.tokens_in == Range(about=800, low=800, high=800)
    assert found.tokens_out is not None
    assert found.tokens_out.about == pytest.approx(1600, rel=0.03)
    truth = 8 * 12.5 + 1.0  # attempts with their grading, and the load
    assert found.seconds is not None
    assert found.seconds.about == pytest.approx(truth, rel=0.05)
    assert holds(found.seconds, truth)
    assert found.shares[0].learned[0].step == "the same contestant at the same tasks"


def test_the_same_question_gets_the_same_answer():
    past = told(made.contestant(M))
    assert guess(M, past) == guess(M, past)


def test_repeats_take_as_many_times_as_long():
    past = told(made.contestant(M))
    once, four = guess(M, past), guess(M, past, repeats=4)
    assert once.seconds is not None
    assert four.seconds is not None
    assert four.seconds.about == pytest.approx(4 * once.seconds.about, rel=0.1)
    assert four.attempts == 32


def test_where_nothing_was_run_nothing_is_guessed():
    found = guess(M, Past())
    assert not found.complete
    assert (found.seconds, found.tokens, found.money, found.disk_bytes) == (None, None, None, None)
    assert found.unknown == ("m",)
    assert found.shares[0].replies_at_most == 8 * 1024


def test_every_step_away_is_named_and_is_wider_than_the_one_before():
    other = made.expected(made.spec("n"), size_bytes=15 * 10**8)
    huge = made.expected(made.spec("h"), size_bytes=10**10)
    changed = made.contestant(M, engine=EngineIdentity(kind="embedded", version="8"))
    steps = {
        "the same contestant at the same tasks": guess(M, told(made.contestant(M))),
        "the same model with another setup at the same tasks": guess(M, told(changed)),
        "the same contestant at other tasks": guess(M, told(made.contestant(M)), NEW),
        "models of its size class here at the same tasks": guess(M, told(made.contestant(other))),
        "other models here at the same tasks": guess(M, told(made.contestant(huge))),
    }
    for words, found in steps.items():
        assert [one.step for one in found.shares[0].learned] == [words]
    widths = [width(found.seconds) for found in steps.values()]
    assert widths[0] < widths[1]
    assert widths[0] < widths[2] < widths[4]
    assert widths[1] < widths[3] < widths[4]
    assert steps["the same model with another setup at the same tasks"].shares[0].learned[0].differs == (
        "engine version",
    )


def test_the_nearest_step_wins_task_by_task():
    half = made.tasks(*"abcd")
    found = guess(M, told(made.contestant(M), tasks=half))
    assert {one.step: one.cells for one in found.shares[0].learned} == {
        "the same contestant at the same tasks": 4,
        "the same contestant at other tasks": 4,
    }


def test_a_task_that_changed_is_another_task():
    before = {name: msgspec.structs.replace(task, digest="old") for name, task in TASKS.items()}
    found = guess(M, told(made.contestant(M), tasks=before))
    assert [one.step for one in found.shares[0].learned] == ["the same contestant at other tasks"]


def test_a_model_twice_the_size_takes_twice_the_time_of_the_engine():
    small = made.expected(made.spec("n"), size_bytes=5 * 10**8)
    found = guess(M, told(made.contestant(small)), grade=False)
    same = guess(M, told(made.contestant(M)), grade=False)
    assert found.seconds is not None
    assert same.seconds is not None
    assert found.seconds.about == pytest.approx(same.seconds.about * 23 / 12, rel=0.25)


@pytest.mark.parametrize(
    "past",
    [
        made.contestant(M, machine=Machine(cpu="Another", cores=4)),
        made.contestant(M, harness=msgspec.structs.replace(made.HARNESS, name="loop")),
        made.contestant(made.expected(made.spec(reference=True))),
    ],
    ids=["another machine", "another harness", "a reference"],
)
def test_what_cannot_be_compared_teaches_nothing(past: PastContestant):
    assert relation(M, past) is None
    assert guess(M, told(past)).unknown == ("m",)


def test_models_teach_references_nothing():
    reference = made.expected(made.spec("all-correct", reference=True))
    assert relation(reference, made.contestant(M)) is None
    again = made.contestant(reference, artifact=Artifact(sha256="built anew"))
    found = relation(reference, again)
    assert found is not None
    assert (found.kin, found.differs) == (Kin.CHANGED, ("model file",))


def test_a_server_that_cannot_be_asked_is_taken_for_what_it_was():
    served = made.expected(made.spec(engine="ollama", base_url="http://127.0.0.1:1/v1", gguf=None))
    found = relation(served, made.contestant(served, artifact=Artifact(sha256="told then")))
    assert found is not None
    assert found.kin is Kin.SAME


def test_sampling_that_is_not_greedy_makes_replies_less_certain():
    sampled = made.expected(made.spec(sampling=Sampling(temperature=0.8)))
    assert width(guess(sampled, told(made.contestant(sampled))).tokens_out) > width(
        guess(M, told(made.contestant(M))).tokens_out
    )


def test_runs_that_agree_make_the_next_one_surer():
    once = told(made.contestant(M))
    runs = [made.contestant(M, run=f"r{n}") for n in range(6)]
    cells = tuple(made.cell(one, task) for one in runs for task in TASKS.values())
    often = Past(contestants=tuple(runs), cells=cells, runs=tuple(made.past_run(one.run) for one in runs))
    assert width(guess(M, often).seconds) < width(guess(M, once).seconds)
    assert "more than once" in " ".join(guess(M, often).assumed)


def test_no_reply_is_expected_beyond_its_budget():
    past = told(made.contestant(M), tasks=made.tasks("a"), completion_tokens=1000)
    found = guess(M, past, NEW)
    assert found.tokens_out is not None
    assert found.tokens_out.high <= 8 * 1024


def test_briefs_of_other_tasks_are_counted_by_their_bytes():
    long = made.tasks(*"xyz", instruction="Do this. " * 400)
    one = made.contestant(M)
    past = told(one)
    briefs = {(cell.run, cell.label, cell.task): 400 for cell in past.cells}
    found = guess(M, msgspec.structs.replace(past, briefs=briefs), long)
    assert found.tokens_in is not None
    assert found.tokens_in.about == pytest.approx(3 * (3600 + 100) / 4, rel=0.1)


def test_what_an_engine_does_not_tell_stays_unknown():
    found = guess(M, told(made.contestant(M), completion_tokens=None, prompt_tokens=None))
    assert (found.tokens_in, found.tokens_out, found.tokens) == (None, None, None)
    assert found.seconds is not None


def on_another_engine() -> PastContestant:
    """The weights of `M`, which an earlier run had in another engine."""
    return made.contestant(M, run="r2", engine=EngineIdentity(kind="ollama", version="1"))


def test_tokens_that_an_engine_does_not_tell_are_those_of_the_same_weights_on_another():
    here, there = made.contestant(M), on_another_engine()
    untold = [made.cell(here, task, prompt_tokens=None, completion_tokens=None) for task in TASKS.values()]
    known = [made.cell(there, task, prompt_tokens=70) for task in TASKS.values()]
    past = Past(contestants=(here, there), cells=(*untold, *known), runs=(made.past_run(), made.past_run("r2")))
    found = guess(M, past)
    assert found.tokens_in is not None
    assert found.tokens_in.about == pytest.approx(8 * 70)
    assert found.tokens_out is not None
    assert found.tokens_out.about == pytest.approx(8 * 200, rel=0.1)


def test_one_attempt_whose_server_was_killed_does_not_make_all_tokens_unknown():
    here = made.contestant(M)
    cells = [made.cell(here, task) for task in TASKS.values()]
    killed = made.cell(here, next(iter(TASKS.values())), prompt_tokens=None, completion_tokens=None, repeat=1)
    found = guess(M, Past(contestants=(here,), cells=(*cells, killed), runs=(made.past_run(),)))
    assert found.tokens_in is not None
    assert found.tokens_in.about == pytest.approx(8 * 100)


def test_tokens_of_other_weights_stand_in_for_none():
    other = made.contestant(made.expected(made.spec("other")))
    untold = made.contestant(M)
    cells = [made.cell(untold, task, prompt_tokens=None, completion_tokens=None) for task in TASKS.values()]
    cells += [made.cell(other, task) for task in TASKS.values()]
    found = guess(M, Past(contestants=(untold, other), cells=tuple(cells), runs=(made.past_run(),)))
    assert found.tokens_in is None


class TestMoney:
    """What has no price is not known, never nothing."""

    past = told(made.contestant(M))

    def test_without_prices_it_is_not_known(self):
        found = guess(M, self.past)
        assert found.money is None
        assert list(found.unpriced.values()) == [("m",)]

    def test_this_machine_costs_its_electricity(self):
        found = guess(M, self.past, prices=Prices(currency="EUR", watts=360.0, price_per_kwh=0.5))
        assert found.money is not None
        assert found.seconds is not None
        assert found.money.about == pytest.approx(found.seconds.about * 360 / 3.6e6 * 0.5)
        assert not found.unpriced

    def test_hardware_is_paid_off_by_the_hour(self):
        costs = CostsConfig(watts=360.0, price_per_kwh=0.5, hardware_price=1800.0, lifetime_hours=20_000.0)
        found = guess(M, self.past, prices=prices_of(Config(costs=costs)))
        assert found.money is not None
        assert found.seconds is not None
        by_the_second = 360 / 3.6e6 * 0.5 + 1800 / 20_000 / 3600
        assert found.money.about == pytest.approx(found.seconds.about * by_the_second)

    def test_a_hosted_model_costs_its_tokens(self):
        hosted = made.expected(made.spec(engine="openai-compatible", base_url="https://api.example.com/v1", gguf=None))
        prices = Prices(hosted=TokenPrice(prompt=3.0, reply=15.0), watts=100.0, price_per_kwh=0.5)
        found = guess(hosted, told(made.contestant(hosted)), prices=prices)
        assert found.money is not None
        assert found.money.about == pytest.approx((800 * 3 + 1600 * 15) / 1e6, rel=0.05)

    def test_electricity_is_no_price_of_a_hosted_model(self):
        hosted = made.expected(made.spec(engine="openai-compatible", base_url="https://api.example.com/v1", gguf=None))
        found = guess(hosted, told(made.contestant(hosted)), prices=Prices(watts=100.0, price_per_kwh=0.5))
        assert found.money is None
        assert "price_in" in next(iter(found.unpriced))

    def test_cached_tokens_have_their_own_price(self):
        price = TokenPrice(prompt=10.0, reply=0.0, cached=1.0)
        assert price.of(1e6, 4e5, 0.0) == pytest.approx(6.4)


def test_a_budget_is_held_against_the_estimate():
    past = told(made.contestant(M))
    tight, wide = guess(M, past, max_minutes=0.1, max_total_tokens=10**6), guess(M, past, max_minutes=600)
    assert [(one.name, one.spent_early) for one in tight.budgets] == [("max_minutes", 1.0), ("max_total_tokens", 0.0)]
    assert wide.budgets[0].spent_early == 0.0


def test_a_run_that_goes_on_has_spent_some_of_its_budget():
    past = told(made.contestant(M))
    left = sources_of({"m": M}, {"m": made.cells(M.spec, TASKS)}, TASKS, past)
    plan = made.plan(M.spec, max_total_tokens=10_000)
    outlooks = [estimate(plan, left, past, Prices(), spent_tokens=spent).budgets[0] for spent in (0, 9_000)]
    assert [one.spent_early for one in outlooks] == [0.0, 1.0]


def test_attempts_at_once_gain_something_between_nothing_and_all():
    served = made.expected(made.spec(engine="vllm", base_url="http://127.0.0.1:1/v1", gguf=None), shares_cpu=False)
    past = told(made.contestant(served))
    alone, four = guess(served, past, grade=False), guess(served, past, parallel=4, grade=False)
    assert alone.seconds is not None
    assert four.seconds is not None
    assert alone.seconds.about / 4 < four.seconds.about < alone.seconds.about
    assert width(four.seconds) > width(alone.seconds)


def test_attempts_that_an_engine_made_one_at_a_time_are_not_taken_for_four_at_once():
    """A run asked for four at once of an engine with one slot: the next one, of one at once, takes as long."""
    one_slot = EngineIdentity(kind="llama-server", slots=1)
    served = made.expected(
        made.spec(engine="llama-server", base_url="http://127.0.0.1:1/v1", gguf=None), engine=one_slot, slots=1
    )
    was = made.contestant(served, engine=one_slot)._replace(settings=RunSettings(parallel=4, slots=1))
    past = told(was)
    run = msgspec.structs.replace(past, runs=(past.runs[0]._replace(settings=was.settings, span_s=8 * 12.5 + 1),))
    found = guess(served, run, parallel=4)
    assert found.seconds is not None
    assert found.seconds.about == pytest.approx(8 * 12.5 + 1, rel=0.05)


def test_an_engine_that_does_not_say_how_many_it_takes_is_believed_to_take_as_many_as_before():
    silent = made.expected(made.spec(engine="ollama", base_url="http://127.0.0.1:1/v1", gguf=None))
    was = made.contestant(silent, engine=EngineIdentity(kind="ollama", slots=2))
    (source,) = sources_of({"m": silent}, {"m": made.cells(silent.spec, TASKS)}, TASKS, told(was)).values()
    assert source.parallel(RunSettings(parallel=8)) == 2
    assert source.parallel(RunSettings(parallel=1)) == 1


def test_attempts_that_wait_for_their_grades_teach_nothing_of_grading():
    graded, half = told(made.contestant(M)), [*TASKS.values()][4:]
    cells = [one._replace(grade_s=None) if one.task in {task.id for task in half} else one for one in graded.cells]
    found, whole = guess(M, msgspec.structs.replace(graded, cells=tuple(cells))), guess(M, graded)
    assert found.seconds is not None
    assert whole.seconds is not None
    assert found.seconds.about == pytest.approx(whole.seconds.about, rel=0.01)
    assert "never graded" in " ".join(found.assumed)
    assert "never graded" not in " ".join(whole.assumed)


def test_where_nothing_was_ever_graded_the_estimate_says_that_it_leaves_grading_out():
    past = told(made.contestant(M), grade_s=None)
    assert "grading takes no time, for nothing was graded yet" in guess(M, past).assumed
    assert not any("grad" in line for line in guess(M, past, grade=False).assumed)


def test_disk_is_of_the_contestants_that_are_known_as_all_totals_are():
    stranger = made.expected(made.spec("n", harness="loop"))
    past = msgspec.structs.replace(told(made.contestant(M)), disk={"r1": 8_000})
    left = {one.spec.label: made.cells(one.spec, TASKS) for one in (M, stranger)}
    sources = sources_of({"m": M, "n": stranger}, left, TASKS, past)
    both = estimate(made.plan(M.spec, stranger.spec), sources, past, Prices())
    alone = guess(M, past, plays=4000)
    assert both.unknown == ("n",)
    assert both.disk_bytes is not None
    assert alone.disk_bytes is not None
    assert both.disk_bytes.about == pytest.approx(alone.disk_bytes.about, rel=0.05)


def test_no_attempt_is_expected_to_last_longer_than_attempts_may():
    slow = told(made.contestant(M), wall_s=800.0, decode_s=790.0)
    found = guess(M, slow, grade=False)
    assert found.seconds is not None
    assert found.seconds.high < 8 * 900 + 20


def test_tokens_of_a_brief_are_counted_by_attempts_of_one_request():
    """An attempt that was made twice has the tokens of two briefs."""
    one = made.contestant(M)
    past = told(one)
    twice = tuple(cell._replace(repeat=1, requests=2, prompt_tokens=200) for cell in past.cells)
    briefs = {(cell.run, cell.label, cell.task): 400 for cell in past.cells}
    past = msgspec.structs.replace(past, cells=(*past.cells, *twice), briefs=briefs)
    (source,) = sources_of({"m": M}, {"m": made.cells(M.spec, NEW)}, NEW, past).values()
    assert source.bytes_per_token(briefs) == pytest.approx(4.0)


def test_tasks_that_nothing_here_can_grade_are_named():
    found = guess(M, told(made.contestant(M)))
    assert _told_absent(found, {}) == found
    line = _told_absent(found, {"made/b": "no toolchain for go", "made/a": "no toolchain for go"}).assumed[-1]
    assert line.startswith("made/a, made/b: not run here (no toolchain for go")


def test_a_machine_that_is_busy_now_is_told_of():
    found = guess(M, told(made.contestant(M)))
    assert _told_busy(found, load=1.5, cores=4) == found
    assert "load is 9 on 4 cores" in _told_busy(found, load=9.1, cores=4).assumed[-1]
    assert _told_busy(guess(M, Past()), load=9.1, cores=4).assumed == ()


def test_downloads_are_told_apart_and_counted_once():
    here = made.expected(made.spec(catalog="w", gguf=None), download_bytes=500)
    again = made.expected(made.spec("n", catalog="w", gguf=None), download_bytes=500)
    left = {one.spec.label: made.cells(one.spec, TASKS) for one in (here, again)}
    sources = sources_of({"m": here, "n": again}, left, TASKS, Past())
    assert estimate(made.plan(here.spec, again.spec), sources, Past(), Prices()).download_bytes == 500


def test_a_contestant_with_nothing_left_is_no_part_of_it():
    past = told(made.contestant(M))
    sources = sources_of({"m": M}, {"m": []}, TASKS, past)
    assert sources == {}


@pytest.mark.parametrize("tasks", [TASKS, NEW], ids=["the same tasks", "other tasks"])
def test_intervals_hold_what_they_say_in_a_world_of_known_spreads(tasks: dict[str, Task]):
    """200 worlds: task lengths, replies and the machine's speed vary as they please; 95 % intervals hold the truth."""
    dice = random.Random(11)
    sampled = made.expected(made.spec(sampling=Sampling(temperature=0.8)))
    held = 0
    for _ in range(200):
        length = {task.id: dice.lognormvariate(5.0, 0.7) for task in {**TASKS, **tasks}.values()}

        def lived(speed: float, these: dict[str, Task], length: dict[str, float] = length) -> list[PastCell]:
            one = made.contestant(sampled)
            cells = []
            for task in these.values():
                tokens = max(1, min(1024, round(length[task.id] * dice.lognormvariate(0, 0.35))))
                seconds = tokens / 20 * speed * dice.lognormvariate(0, 0.1)
                cells.append(
                    made.cell(one, task, completion_tokens=tokens, decode_s=seconds, wall_s=seconds + 2, grade_s=0.0)
                )
            return cells

        before = lived(dice.lognormvariate(0, 0.15), TASKS)
        past = Past(contestants=(made.contestant(sampled),), cells=tuple(before), runs=(made.past_run(span_s=0),))
        truth = sum(one.wall_s for one in lived(dice.lognormvariate(0, 0.15), tasks)) + 1.0
        held += holds(guess(sampled, past, tasks, plays=400).seconds, truth)
    assert held >= 184
