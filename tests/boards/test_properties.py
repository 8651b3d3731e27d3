"""What holds of every record: claims of random small ones, through the journal and the index to what faces show."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from board_situations import board_of, compare_of, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prony import stats
from prony.boards.comparison.gate import Standing
from prony.boards.comparison.gate_claims import not_under, not_worse
from prony.boards.factors.factors import factors
from prony.journal.index import Index
from prony.nouns import Sampling

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FLIPPED = {"a_better": "b_better", "b_better": "a_better"}
NAMES = ("alpha", "beta", "gamma", "delta")


@st.composite
def records(draw, least=2, most=2, repeats=(1, 2, 3), missing=False):
    """label -> a line for each repeat; contestants of any skill on 6 to 16 tasks."""
    tasks, times = draw(st.integers(6, 16)), draw(st.sampled_from(repeats))
    chance = random.Random(draw(st.integers(0, 2**32)))
    found = {}
    for name in NAMES[: draw(st.integers(least, most))]:
        skill = draw(st.sampled_from([0.0, 0.2, 0.5, 0.8, 0.95, 1.0]))
        lost = draw(st.sampled_from([0.0, 0.15])) if missing else 0.0
        found[name] = [
            "".join("i" if chance.random() < lost else "1" if chance.random() < skill else "0" for _ in range(tasks))
            for _ in range(times)
        ]
    return found


def seen(outcomes, ask=compare_of, *names, **question):
    """What a face shows of a record that is written, indexed and read."""
    with tempfile.TemporaryDirectory() as home:
        return ask(record(Path(home), outcomes), *names, **question)


def scores(lines):
    """task -> outcomes, as `prony.stats` takes them."""
    return {f"py-{i:03d}": [float(one) for one in some] for i, some in enumerate(zip(*lines, strict=True))}


def turned(lo, hi):
    return (None if hi is None else -hi, None if lo is None else -lo)


@SLOW
@given(records(most=3, missing=True))
def test_turning_a_comparison_round_turns_every_claim_and_no_more(outcomes):
    one = seen(outcomes, compare_of, "alpha", "beta")
    other = seen(outcomes, compare_of, "beta", "alpha")
    assert other.versus.decision == FLIPPED.get(one.versus.decision, one.versus.decision)
    assert (other.versus.lo, other.versus.hi) == pytest.approx(turned(one.versus.lo, one.versus.hi))
    assert (other.versus.p, other.versus.resolution) == pytest.approx((one.versus.p, one.versus.resolution))
    assert (other.margin.a_not_worse, other.margin.b_not_worse) == (one.margin.b_not_worse, one.margin.a_not_worse)
    assert len(one.sentences) == len(other.sentences)
    if one.versus.decision in FLIPPED:
        assert one.versus.sentence == other.versus.sentence
    if one.family is not None:
        assert other.family.decided is one.family.decided
        assert (other.family.lo, other.family.hi) == pytest.approx(turned(one.family.lo, one.family.hi))


@SLOW
@given(records(most=3, repeats=(2, 3)), st.randoms(use_true_random=False))
def test_the_order_of_attempts_says_nothing(outcomes, chance):
    shuffled = {}
    for name, lines in outcomes.items():
        columns = [chance.sample(some, len(some)) for some in zip(*lines, strict=True)]
        shuffled[name] = ["".join(line) for line in zip(*columns, strict=True)]
    one, other = seen(outcomes, board_of), seen(shuffled, board_of)
    assert one.sentence == other.sentence
    assert one.ranking == other.ranking
    told, turned_round = (seen(lines, compare_of, "alpha", "beta") for lines in (outcomes, shuffled))
    assert told.sentences == turned_round.sentences
    assert told.whole == turned_round.whole


@SLOW
@given(records(missing=False))
def test_faces_show_the_numbers_of_the_estimators(outcomes):
    a, b = (scores(outcomes[name]) for name in ("alpha", "beta"))
    direct, shown = stats.compare(a, b), seen(outcomes, compare_of, "alpha", "beta")
    assert shown.versus.sentence == stats.sentence(direct, "alpha", "beta")
    assert (shown.versus.difference, shown.versus.lo, shown.versus.hi) == pytest.approx(
        (direct.difference.value, direct.difference.lo, direct.difference.hi)
    )
    rate = stats.rate([task for task, some in a.items() for _ in some], [one for some in a.values() for one in some])
    row = next(one for one in seen(outcomes, board_of).rows if one.label == "alpha")
    assert (row.solved.value, row.solved.lo, row.solved.hi) == pytest.approx((rate.value, rate.lo, rate.hi))
    assert row.solved.state == rate.state


@SLOW
@given(records(most=4))
def test_other_labels_change_labels_only(outcomes):
    renamed = {f"x-{name}": lines for name, lines in outcomes.items()}
    one, other = seen(outcomes, compare_of, "alpha", "beta"), seen(renamed, compare_of, "x-alpha", "x-beta")
    named = [told.replace("alpha", "x-alpha").replace("beta", "x-beta") for told in one.sentences]
    assert named == list(other.sentences)
    assert one.whole == other.whole


@SLOW
@given(records(most=3, repeats=(1, 2)), st.integers(2, 3))
def test_copies_of_all_attempts_narrow_nothing_and_decide_nothing(outcomes, times):
    copied = {name: lines * times for name, lines in outcomes.items()}
    one, other = seen(outcomes, board_of), seen(copied, board_of)
    for before in one.models:
        after = next(row for row in other.models if row.label == before.label)
        assert after.solved.hi - after.solved.lo >= before.solved.hi - before.solved.lo - 1e-9
    told, again = (seen(lines, compare_of, "alpha", "beta") for lines in (outcomes, copied))
    assert again.versus.hi - again.versus.lo >= told.versus.hi - told.versus.lo - 1e-9
    assert again.versus.decision in (told.versus.decision, "not_decided")
    assert decided(other) <= decided(one)


def decided(board):
    """Labels of who is decidedly ahead of whom."""
    label = {row.contestant: row.label for row in board.rows}
    pairs = () if board.ranking is None else board.ranking.pairs
    return {(label[pair.ahead], label[pair.behind]) for pair in pairs if pair.decided}


@SLOW
@given(records(least=3, most=4))
def test_one_more_contestant_makes_no_claim_of_two_stronger(outcomes):
    two = {name: outcomes[name] for name in ("alpha", "beta")}
    alone, among = (seen(some, compare_of, "alpha", "beta") for some in (two, outcomes))
    if "more than" in among.sentences[0]:
        assert among.sentences[0] == alone.sentences[0]
    assert among.whole.decided <= alone.whole.decided
    several = decided(seen(outcomes, board_of))
    assert {pair for pair in several if set(pair) == set(two)} <= decided(seen(two, board_of))


@SLOW
@given(records(most=3, missing=True), st.sampled_from([0.01, 0.05, 0.2, 0.5]))
def test_the_gate_says_what_the_comparison_says(outcomes, margin):
    with tempfile.TemporaryDirectory() as home:
        found = compare_of(record(Path(home), outcomes), "alpha", "beta", margin=margin)
    claim = not_worse(found)
    assert (claim.standing is Standing.HELD) == (found.margin.a_not_worse == "shown" and not found.doubts)
    assert (claim.standing is Standing.REFUTED) == (found.margin.a_not_worse == "refuted" and not found.doubts)
    if claim.standing is Standing.REFUTED:
        with_zeros = found.missing.decision if found.missing else ""
        assert "b_better" in (found.versus.decision, with_zeros)
    if found.versus.decision == "a_better" and found.missing is None:
        assert claim.standing is Standing.HELD
    floor = not_under(found.a, 0.5, found)
    if floor.standing is Standing.HELD:
        assert found.a.solved.lo >= 0.5


@SLOW
@given(records())
def test_the_effect_of_one_pair_is_their_comparison(outcomes):
    who = {
        name: {"name": "same", "sha256": "a" * 64, "fingerprint": {"sampling": Sampling(temperature=at)}}
        for name, at in (("alpha", 0.8), ("beta", 0.0))
    }
    with tempfile.TemporaryDirectory() as home:
        record(Path(home), outcomes, who=who)
        found = compare_of(Path(home), "alpha", "beta")
        with Index(Path(home)) as index:
            index.update()
            (effect,) = factors(index, "temperature").contrasts[0].effects
    assert (effect.difference, effect.lo, effect.hi, effect.p) == pytest.approx(
        (found.versus.difference, found.versus.lo, found.versus.hi, found.versus.p)
    )
    assert {"high_better": "a_better", "low_better": "b_better", "": ""}[effect.decided] == (
        found.versus.decision if found.versus.decision in FLIPPED else ""
    )
    assert effect.resolution == found.versus.resolution
