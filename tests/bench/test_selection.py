from __future__ import annotations

from pathlib import Path

import pytest

from prony.bench.selection import Selection, enlarged, pin_of, pins_of
from prony.errors import UsageError
from prony.suites import load_suite


@pytest.fixture(scope="module")
def quick():
    return load_suite("quick")


def test_a_larger_sample_begins_with_the_smaller_one(quick):
    for fewer, more in ((1, 2), (5, 9), (9, 14)):
        small, large = (set(pin_of(quick, Selection(sample=n, seed=3)).tasks) for n in (fewer, more))
        assert len(small) == fewer
        assert small < large


def test_a_sample_is_recorded_with_how_it_was_drawn(quick):
    pin = pin_of(quick, Selection(sample=3, seed=5, languages=("js",), patterns=("js-*",)))
    assert pin.sample is not None
    assert (pin.sample.problems, pin.sample.of, pin.sample.seed) == (3, 6, 5)
    assert (pin.sample.languages, pin.sample.patterns) == (("js",), ("js-*",))
    assert all(task.startswith("quick/js-") for task in pin.tasks)


def test_a_sample_of_more_than_there_are_is_all_of_them(quick):
    pin = pin_of(quick, Selection(sample=500))
    assert len(pin.tasks) == len(quick.tasks)
    assert pin.sample is not None
    assert pin.sample.problems == pin.sample.of == 14


def test_tasks_stay_in_the_order_of_their_suite(quick):
    names = [task.id for task in quick.tasks]
    tasks = pin_of(quick, Selection(sample=7, seed=1)).tasks
    assert list(tasks) == [name for name in names if name in tasks]


@pytest.mark.parametrize("name", ["golang", "Go", "go"])
def test_a_language_is_known_by_its_other_names(quick, name: str):
    (pin,) = pins_of([quick], Selection(languages=(name,)))
    assert sorted(pin.tasks) == ["quick/go-ring", "quick/go-totals"]
    assert pin.sample is None


def test_a_language_without_tasks_names_the_one_that_was_meant(quick):
    with pytest.raises(UsageError, match="no task is set for pyhton") as caught:
        pins_of([quick], Selection(languages=("go", "pyhton")))
    assert (caught.value.code, caught.value.hint) == ("E104", "did you mean python?")


def test_a_language_without_tasks_is_told_which_there_are(quick):
    with pytest.raises(UsageError) as caught:
        pins_of([quick], Selection(languages=("cobol",)))
    assert caught.value.hint == "there are tasks for go, javascript, python"


def test_a_pattern_and_a_language_that_exclude_each_other_are_an_error(quick):
    with pytest.raises(UsageError, match=r"no task matches js-\* and go"):
        pins_of([quick], Selection(patterns=("js-*",), languages=("go",)))


def test_a_suite_without_what_is_asked_for_is_left_out(quick, mini_suite: Path):
    pins = pins_of([quick, load_suite(mini_suite)], Selection(languages=("go",)))
    assert [pin.id for pin in pins] == ["quick"]


def test_a_sample_is_enlarged_by_its_own_seed_and_languages(quick):
    small = pin_of(quick, Selection(sample=2, seed=4, languages=("python", "go")))
    large = enlarged(small, quick, 5)
    assert set(small.tasks) < set(large.tasks)
    assert large.sample is not None
    assert (large.sample.problems, large.sample.seed, large.sample.languages) == (5, 4, ("python", "go"))


def test_a_sample_is_not_made_smaller(quick):
    with pytest.raises(UsageError, match="a sample of 2 is smaller than that of this run: 5 problems"):
        enlarged(pin_of(quick, Selection(sample=5)), quick, 2)


def test_a_whole_suite_is_no_sample_to_enlarge(quick):
    with pytest.raises(UsageError, match="it is no sample"):
        enlarged(pin_of(quick, Selection()), quick, 20)
