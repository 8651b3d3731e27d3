"""What one choice does: pairs that differ in it alone, their mean effect by task, and where it is not the same."""

import random

import pytest
from board_situations import record
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.boards.factors.axis_pairs import rank_of
from prony.boards.factors.effects import _effect
from prony.boards.factors.factors import axes, factors
from prony.errors import JournalError
from prony.journal.index import Index
from prony.nouns import EngineIdentity, Sampling, Thinking
from prony.stats import compare as stats_compare
from prony.stats.samples import samples_of


def sampled(temperature):
    return {"sampling": Sampling(temperature=temperature)}


def served(cache):
    return {"engine": EngineIdentity(kind="llama-server", version="1", settings={"cache_type_k": cache})}


def models(of):
    """model -> (value -> (outcomes, fields)) as one record's outcomes and who they are."""
    outcomes, who = {}, {}
    for model, values in of.items():
        for value, (line, fields) in values.items():
            outcomes[f"{model} {value}"] = line
            who[f"{model} {value}"] = {"name": model, "sha256": model[0] * 64, "fingerprint": fields}
    return outcomes, who


def asked(home, ask, *args, **question):
    with Index(home) as index:
        index.update()
        return ask(index, *args, **question)


def drawn(rate, tasks, seed):
    chance = random.Random(seed)
    return "".join("1" if chance.random() < rate else "0" for _ in range(tasks))


@pytest.fixture
def two_models(tmp_path):
    """Two models at two temperatures: the higher one solves ten tasks more of 40, for both."""
    low, high = "1" * 20 + "0" * 20, "1" * 30 + "0" * 10
    outcomes, who = models(
        {name: {"cold": (low, sampled(0.0)), "hot": (high, sampled(0.8))} for name in ("alpha", "beta")}
    )
    return record(tmp_path, outcomes, who=who)


def test_an_effect_is_the_mean_over_all_pairs_that_differ_in_the_axis_alone(two_models):
    found = asked(two_models, factors, "temperature")
    assert [(level.value, level.models) for level in found.levels] == [
        ("0.0", ("alpha cold", "beta cold")),
        ("0.8", ("alpha hot", "beta hot")),
    ]
    (contrast,) = found.contrasts
    (effect,) = contrast.effects
    assert (effect.difference, effect.tasks, effect.decided) == (0.25, 40, "high_better")
    assert [(pair.low, pair.high, pair.difference) for pair in contrast.pairs] == [
        ("alpha cold", "alpha hot", 0.25),
        ("beta cold", "beta hot", 0.25),
    ]
    assert not contrast.interaction.found
    assert found.sentences[0].startswith("temperature 0.8 solves more than 0.0: +25 points, 95 % interval")
    assert found.sentences[0].endswith("40 tasks, 2 pairs of models")


def test_more_pairs_on_the_same_tasks_are_no_more_tasks(tmp_path):
    low, high = "1" * 20 + "0" * 20, "1" * 30 + "0" * 10
    widths = []
    for count in (1, 4):
        outcomes, who = models(
            {f"{letter}-model": {"cold": (low, sampled(0.0)), "hot": (high, sampled(0.8))} for letter in "abcd"[:count]}
        )
        home = tmp_path / str(count)
        (contrast,) = asked(record(home, outcomes, who=who), factors, "temperature").contrasts
        widths.append(contrast.effects[0].hi - contrast.effects[0].lo)
    assert widths[1] >= widths[0] - 1e-9


def test_an_effect_that_is_not_the_same_for_all_is_no_mean(tmp_path):
    low, high = "1" * 20 + "0" * 20, "1" * 34 + "0" * 6
    outcomes, who = models(
        {
            "alpha": {"cold": (low, sampled(0.0)), "hot": (high, sampled(0.8))},
            "beta": {"cold": (high, sampled(0.0)), "hot": (low, sampled(0.8))},
        }
    )
    found = asked(record(tmp_path, outcomes, who=who), factors, "temperature")
    (contrast,) = found.contrasts
    assert contrast.interaction.found
    assert contrast.effects[0].decided == ""
    assert "0 points on average" in found.sentences[0]
    assert found.sentences[0].endswith("the mean over pairs speaks for neither")


def test_whoever_differs_in_more_is_no_pair(tmp_path):
    outcomes, who = models(
        {"alpha": {"cold": ("10" * 10, sampled(0.0)), "hot": ("11" * 10, sampled(0.8) | {"thinking": Thinking.ON})}}
    )
    home = record(tmp_path, outcomes, who=who)
    with pytest.raises(JournalError) as caught:
        asked(home, factors, "temperature")
    assert caught.value.code == "E658"
    assert "differs in something else, too" in str(caught.value)
    assert asked(home, axes).axes == ()


def test_what_only_one_of_two_tells_makes_no_pair_and_is_counted(tmp_path):
    line = "10" * 10
    outcomes, who = models(
        {
            "alpha": {"cold": (line, sampled(0.0)), "hot": (line, sampled(0.8))},
            "beta": {"cold": (line, sampled(0.0)), "hot": (line, sampled(0.8))},
        }
    )
    who["beta hot"]["bits_per_weight"] = None
    found = asked(record(tmp_path, outcomes, who=who), factors, "temperature")
    assert [(pair.low, pair.high) for pair in found.contrasts[0].pairs] == [("alpha cold", "alpha hot")]
    assert found.left_out == 1
    assert any("1 pair left out" in note for note in found.notes)


def test_any_field_is_an_axis_and_three_values_are_adjusted_together(tmp_path):
    lines = {"f16": "1" * 30 + "0" * 10, "q8_0": "1" * 29 + "0" * 11, "q4_0": "1" * 10 + "0" * 30}
    outcomes, who = models({"alpha": {cache: (line, served(cache)) for cache, line in lines.items()}})
    home = record(tmp_path, outcomes, who=who)
    found = asked(home, factors, "kv")
    assert {(one.low, one.high): one.effects[0].decided for one in found.contrasts} == {
        ("q4_0", "f16"): "high_better",
        ("q8_0", "f16"): "",
        ("q4_0", "q8_0"): "high_better",
    }
    assert any("not decided: kv f16 against q8_0" in one and "Holm over 3 contrasts" in one for one in found.sentences)
    same = asked(home, factors, "engine.settings.cache_type_k")
    assert [one.effects[0].difference for one in same.contrasts] == [
        one.effects[0].difference for one in found.contrasts
    ]
    assert {(one.axis, one.pairs) for one in asked(home, axes).axes} == {("kv", 3)}


def test_numbers_run_by_size_and_off_comes_before_on(tmp_path):
    line = "10" * 5
    outcomes, who = models({"alpha": {str(t): (line, sampled(t)) for t in (1.0, 0.2, 0.0)}})
    home = record(tmp_path, outcomes, who=who)
    assert [level.value for level in asked(home, factors, "temperature").levels] == ["0.0", "0.2", "1.0"]


@pytest.mark.parametrize(
    "ordered",
    [
        ["q4_0", "q8_0", "bf16", "f16", "f32"],
        ["IQ2_XS", "IQ3_M", "Q4_K_M (Q4_K + Q6_K)", "Q8_0"],
        ["off", "low", "medium", "high"],
        ["8", "16", "alpha"],
    ],
)
def test_precisions_run_by_their_bits_and_effort_from_little_to_much(ordered):
    rank = rank_of(reversed(ordered))
    assert sorted(ordered, key=rank.__getitem__) == ordered


def test_a_cache_of_one_type_is_called_by_that_type(tmp_path):
    def cached(keys, values):
        settings = {"cache_type_k": keys, "cache_type_v": values}
        return {"engine": EngineIdentity(kind="llama-server", settings=settings)}

    line = "10" * 5
    kinds = {"a": ("q8_0", "q8_0"), "b": ("f16", "f16"), "c": ("q8_0", "f16")}
    outcomes, who = models({"alpha": {name: (line, cached(*types)) for name, types in kinds.items()}})
    home = record(tmp_path, outcomes, who=who)
    assert [level.value for level in asked(home, factors, "kv").levels] == ["q8_0", "q8_0 f16", "f16"]


def test_points_have_an_effect_of_their_own_where_there_is_partial_credit(tmp_path):
    outcomes, who = models({"alpha": {"cold": ("0" * 12, sampled(0.0)), "hot": ("0" * 12, sampled(0.8))}})
    scores = {"alpha cold": [0.1] * 6 + [0.2] * 6, "alpha hot": [0.8] * 6 + [0.7] * 6}
    found = asked(record(tmp_path, outcomes, who=who, scores=scores), factors, "temperature")
    assert [(one.measure, one.decided) for one in found.contrasts[0].effects] == [
        ("solved", ""),
        ("score", "high_better"),
    ]
    assert "temperature 0.8 scores more than 0.0: +60 points" in found.sentences[1]


def test_repeats_that_come_out_otherwise_are_no_partial_credit(tmp_path):
    """In whatever order a task's repeats were solved, scores say what outcomes say, and are told once."""
    outcomes = {"alpha cold": ["0" * 12, "1" * 12], "alpha hot": ["1" * 12, "0" * 6 + "1" * 6]}
    who = {
        label: {"name": "alpha", "sha256": "a" * 64, "fingerprint": sampled(value)}
        for label, value in (("alpha cold", 0.0), ("alpha hot", 0.8))
    }
    (contrast,) = asked(record(tmp_path, outcomes, who=who), factors, "temperature").contrasts
    assert [effect.measure for effect in contrast.effects] == ["solved"]


@st.composite
def pairs_of_samples(draw):
    """What two models of each pair scored, task by task; some tasks are lacking in some pairs."""
    score = st.sampled_from([0.0, 0.25, 1.0])
    side = st.dictionaries(st.sampled_from("abcdefghij"), st.lists(score, min_size=1, max_size=3), min_size=6)
    return draw(st.lists(st.tuples(side, side), min_size=1, max_size=10))


@given(pairs_of_samples())
@settings(deadline=None, max_examples=60)
def test_arrays_tell_of_an_effect_what_task_by_task_tells(pairs):
    common = [
        ({t: high[t] for t in high.keys() & low.keys()}, {t: low[t] for t in high.keys() & low.keys()})
        for high, low in pairs
    ]
    told = _effect("score", [(samples_of(high), samples_of(low)) for high, low in common])
    means = [{}, {}]
    for pair in common:
        for side, mine in zip(pair, means, strict=True):
            for task, scores in side.items():
                mine.setdefault(task, []).append(sum(scores) / len(scores))
    high, low = common[0] if len(common) == 1 else means
    if not high:
        assert told.difference is None
        return
    known = stats_compare(high, low)
    assert (told.difference, told.lo, told.hi, told.tasks) == (
        known.difference.value,
        known.difference.lo,
        known.difference.hi,
        known.n_common,
    )
    assert (told.p, told.resolution) == (known.p, known.resolution)


def test_too_few_tasks_decide_nothing_and_say_so(tmp_path):
    outcomes, who = models({"alpha": {"cold": ("0000", sampled(0.0)), "hot": ("1111", sampled(0.8))}})
    found = asked(record(tmp_path, outcomes, who=who), factors, "temperature")
    assert found.sentences[0].startswith("too few tasks to compare temperature 0.8 and 0.0: 4 tasks, at least 6 needed")


def test_a_control_that_failed_strikes_the_effect_out(tmp_path):
    outcomes, who = models({"alpha": {"cold": ("0" * 10, sampled(0.0)), "hot": ("1" * 10, sampled(0.8))}})
    outcomes["empty"] = "1" * 10
    found = asked(record(tmp_path, outcomes, who=who, references=("empty",)), factors, "temperature")
    assert found.sentences[0].startswith("not to be read: ")
    assert len(found.sentences) == 1


def test_effects_that_are_none_are_rarely_claimed(tmp_path):
    """Equal models at equal rates, 40 tasks, two pairs: at most 5 % of 60 records, and two standard errors."""
    claims = 0
    for seed in range(60):
        outcomes, who = models(
            {
                name: {
                    value: (drawn(0.5, 40, f"{seed}{name}{value}"), sampled(t))
                    for value, t in (("cold", 0.0), ("hot", 0.8))
                }
                for name in ("alpha", "beta")
            }
        )
        found = asked(record(tmp_path / str(seed), outcomes, who=who), factors, "temperature")
        claims += bool(found.contrasts[0].effects[0].decided)
    assert claims <= 60 * 0.05 + 2 * (60 * 0.05 * 0.95) ** 0.5


def test_values_that_solve_everything_in_every_pair_are_saturated(tmp_path):
    outcomes, who = models({"alpha": {"cold": ("1" * 20, sampled(0.0)), "hot": ("1" * 20, sampled(0.8))}})
    (told,) = asked(record(tmp_path, outcomes, who=who), factors, "temperature").sentences
    assert told.startswith("saturated: temperature 0.8 and 0.0 both solve all 20 tasks, 1 pair of models")


def test_the_intervals_of_several_contrasts_hold_at_once(tmp_path):
    lines = {"0.0": "1" * 10 + "0" * 30, "0.4": "1" * 16 + "0" * 24, "0.8": "1" * 18 + "0" * 22}
    of = {"alpha": {value: (line, sampled(float(value))) for value, line in lines.items()}}
    outcomes, who = models(of)
    found = asked(record(tmp_path, outcomes, who=who), factors, "temperature")
    wide = {(one.low, one.high): one.effects[0] for one in found.contrasts}["0.0", "0.4"]
    outcomes, who = models({"alpha": {value: of["alpha"][value] for value in ("0.0", "0.4")}})
    (narrow,) = asked(record(tmp_path / "two", outcomes, who=who), factors, "temperature").contrasts[0].effects
    assert wide.difference == narrow.difference
    assert wide.lo < narrow.lo < narrow.hi < wide.hi
    assert "for all contrasts at once" in wide.sentence
    assert "at once" not in narrow.sentence


def test_pairs_whose_scores_change_otherwise_speak_for_no_mean_either(tmp_path):
    """Solved is the same everywhere; by score, hot helps alpha and harms beta."""
    line = "0" * 20
    outcomes, who = models(
        {name: {"cold": (line, sampled(0.0)), "hot": (line, sampled(0.8))} for name in ("alpha", "beta")}
    )
    shares = {"alpha cold": 0.2, "alpha hot": 0.8, "beta cold": 0.8, "beta hot": 0.3}
    scores = {label: [share] * 20 for label, share in shares.items()}
    (contrast,) = asked(record(tmp_path, outcomes, who=who, scores=scores), factors, "temperature").contrasts
    assert contrast.interaction.found
    assert not any(effect.decided for effect in contrast.effects)


def test_of_many_pairs_each_is_held_against_the_others(tmp_path):
    low, high = "1" * 20 + "0" * 20, "1" * 30 + "0" * 10
    values = {f"{letter}-model": {"cold": (low, sampled(0.0)), "hot": (high, sampled(0.8))} for letter in "abcdefghij"}
    values["j-model"] = {"cold": (high, sampled(0.0)), "hot": (low, sampled(0.8))}
    outcomes, who = models(values)
    found = asked(record(tmp_path, outcomes, who=who), factors, "temperature").contrasts[0].interaction
    assert found.found
    assert (found.one, found.other) == ("j-model cold and j-model hot", "the others")


@pytest.mark.parametrize(
    ("axis", "one", "other"),
    [
        ("temperature", sampled(None), sampled(0.8)),
        ("thinking", {"thinking": None}, {"thinking": Thinking.ON}),
        ("kv", {"engine": EngineIdentity(kind="llama-server", version="1")}, served("q8_0")),
    ],
)
def test_nobody_is_known_to_differ_from_a_value_that_nothing_tells(tmp_path, axis, one, other):
    outcomes, who = models({"alpha": {"untold": ("0" * 10, one), "told": ("1" * 10, other)}})
    with pytest.raises(JournalError) as caught:
        asked(record(tmp_path, outcomes, who=who), factors, axis)
    assert caught.value.code == "E658"
    assert "of 1 model it is not known" in str(caught.value)


def test_of_several_contrasts_each_shows_less_than_one_alone(tmp_path):
    lines = {cache: drawn(0.5, 60, at) for at, cache in enumerate(("f16", "q8_0", "q4_0"))}
    outcomes, who = models({"alpha": {cache: (line, served(cache)) for cache, line in lines.items()}})
    three = asked(record(tmp_path / "three", outcomes, who=who), factors, "kv")
    two = {name: line for name, line in outcomes.items() if "q4_0" not in name}
    one = asked(record(tmp_path / "two", two, who=who), factors, "kv")
    [alone] = one.contrasts
    among = next(each for each in three.contrasts if (each.low, each.high) == (alone.low, alone.high))
    assert among.effects[0].resolution > alone.effects[0].resolution
