"""Trade-offs: nobody is dominated but decidedly, and nobody keeps to a budget but with the whole interval."""

import random

import pytest
from board_situations import names, record

from prony.boards.tradeoffs.budget import Keeps, limits_of
from prony.boards.tradeoffs.contests import Stands
from prony.boards.tradeoffs.dimensions import TRADES
from prony.boards.tradeoffs.dimensions.contest import exact_amount, exactly
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.tradeoffs.dominance import TradeStanding
from prony.boards.tradeoffs.tradeoffs import TradeQuestion, tradeoffs
from prony.errors import JournalError
from prony.journal.index import Index


def weighed(home, **question):
    with Index(home) as index:
        index.update()
        return tradeoffs(index, question=TradeQuestion(**question))


def line(rate, tasks=60):
    return "1" * round(rate * tasks) + "0" * (tasks - round(rate * tasks))


def made(home, who, *, tasks=60, **shape):
    """who: label -> (share solved, seconds of an attempt, tokens, GB)."""
    chance = random.Random(3)
    spread = [chance.lognormvariate(0.0, 0.3) for _ in range(tasks)]
    own = {name: [one * chance.lognormvariate(0.0, 0.1) for one in spread] for name in who}
    return record(
        home,
        {name: line(rate, tasks) for name, (rate, *_) in who.items()},
        walls={name: [seconds * one for one in own[name]] for name, (_, seconds, *_) in who.items()},
        tokens={name: [int(tokens * one) for one in own[name]] for name, (_, _, tokens, _) in who.items()},
        who={name: {"size_bytes": None if gb is None else int(gb * 1e9)} for name, (*_, gb) in who.items()},
        **shape,
    )


def standing(found):
    return {row.label: row.standing.value for row in found.rows}


def test_who_is_worse_in_everything_is_dominated_and_the_margin_is_said(tmp_path):
    found = weighed(made(tmp_path, {"good": (0.9, 10, 100, 5), "bad": (0.3, 40, 400, 20)}))
    assert standing(found) == {"good": "not_dominated", "bad": "dominated"}
    (one,) = found.dominances
    assert one.better_in == ("solved", "wall", "tokens", "gb")
    told = found.sentences[0]
    assert told.startswith("bad is decidedly dominated by good, which has +60 points (")
    assert "0.25 times the GB" in told
    assert "and no worse" not in told


def test_who_may_be_better_in_one_thing_is_not_dominated(tmp_path):
    found = weighed(made(tmp_path, {"a": (0.8, 10, 100, 5), "b": (0.75, 10.3, 104, 5)}))
    assert not found.dominances
    assert found.sentences[0].startswith("nobody is decidedly dominated on solved, wall, tokens, gb: a and b")


def test_no_worse_is_by_the_margin_that_was_asked_for(tmp_path):
    home = made(tmp_path, {"small": (0.9, 10, 100, 5), "large": (0.9, 30, 300, 50)}, tasks=200)
    found = weighed(home, margin=0.05)
    assert standing(found)["large"] == "dominated"
    assert "no worse by more than 5 points or 5 % in solved" in found.sentences[0]
    assert not weighed(home, margin=0.001).dominances


def test_what_was_not_captured_is_neither_better_nor_worse(tmp_path):
    found = weighed(made(tmp_path, {"a": (0.9, 10, 100, None), "b": (0.2, 40, 400, 9)}))
    assert standing(found) == {"a": "not_compared", "b": "not_dominated"}
    assert "not compared, since a number was not captured: a" in found.sentences
    assert any("not weighed: wh and money" in note for note in found.notes)
    assert standing(
        weighed(made(tmp_path / "x", {"a": (0.9, 10, 100, None), "b": (0.2, 40, 400, 9)}), weighed=("solved", "wall"))
    ) == {"a": "not_dominated", "b": "dominated"}


def test_what_strikes_a_board_out_strikes_trade_offs_out(tmp_path):
    who = {"good": (0.9, 10, 100, 5), "bad": (0.3, 40, 400, 20), "empty": (0.1, 1, 1, 1)}
    found = weighed(made(tmp_path, who, references=("empty",)))
    assert found.sentences[0].startswith("not to be read: ")
    assert (found.dominances, found.contests) == ((), ())


def test_a_run_that_goes_on_decides_nothing(tmp_path):
    outcomes = {"good": f"{line(0.9)[2:]}..", "bad": f"{line(0.3)[2:]}.."}
    found = weighed(record(tmp_path, outcomes, tasks=names(60), finish=None))
    assert not found.dominances
    assert all(told.startswith("so far, not a result: ") for told in found.sentences)


def test_times_that_do_not_compare_decide_nothing(tmp_path):
    from prony.nouns import Machine

    home = tmp_path
    record(
        home,
        {"good": line(0.9), "bad": line(0.3)},
        walls={"good": [10.0 + n for n in range(60)], "bad": [40.0 + n for n in range(60)]},
        who={name: {"fingerprint": {"machine": Machine(cpu=cpu)}} for name, cpu in (("good", "A"), ("bad", "B"))},
    )
    found = weighed(home, limits=("wall=100",))
    assert not found.dominances
    assert not any(one.dimension == "wall" for one in found.contests)
    assert {one.whole for one in found.budget.kept} == {Keeps.PERHAPS}


@pytest.mark.parametrize(
    ("limit", "keeps"),
    [("wall=100", "within"), ("wall=10.6", "perhaps"), ("wall=2", "beyond"), ("wh=5", "not_captured")],
)
def test_a_budget_is_kept_by_the_whole_interval(tmp_path, limit, keeps):
    found = weighed(made(tmp_path, {"m": (0.5, 10, 100, 5)}), limits=(limit,))
    (one,) = found.budget.kept
    assert one.whole == keeps


def test_all_limits_count_and_the_worst_decides(tmp_path):
    who = {"a": (0.9, 10, 100, 5), "b": (0.5, 10, 100, 50), "c": (0.4, 90, 100, 5)}
    found = weighed(made(tmp_path, who), limits=("wall=30", "gb=16"))
    assert {one.contestant: one.whole.value for one in found.budget.kept} == {
        row.contestant: keeps for row, keeps in zip(found.rows, ("within", "beyond", "beyond"), strict=True)
    }
    assert found.sentences[0] == ("only a keeps to at most 30 s/attempt and at most 16 GB; decidedly not: b and c")


def test_only_is_not_said_where_somebody_may_keep_to_it_too(tmp_path):
    found = weighed(made(tmp_path, {"a": (0.9, 10, 100, 5), "b": (0.9, 10, 100, None)}), limits=("gb=16",))
    assert found.sentences[0] == "only a decidedly keeps to at most 16 GB; not captured: b"


def test_the_best_of_those_within_is_decided_among_all(tmp_path):
    who = {"a": (0.9, 10, 100, 5), "b": (0.2, 10, 100, 5), "c": (0.95, 10, 100, 50)}
    found = weighed(made(tmp_path, who), limits=("gb=16",))
    assert found.sentences[1].startswith("of those: a solves more than b, by 70 points (interval +")
    who["b"] = (0.88, 10, 100, 5)
    found = weighed(made(tmp_path / "2", who), limits=("gb=16",))
    assert found.sentences[1].startswith("of those: nothing tells a and b apart in tasks solved")


def test_superlatives_are_decided_against_every_other(tmp_path):
    who = {"quick": (0.9, 3, 100, 5), "slow": (0.88, 30, 101, 5), "slower": (0.9, 60, 99, 5)}
    told = [one for one in weighed(made(tmp_path, who)).sentences if " is the " in one]
    assert len(told) == 1
    assert told[0].startswith("of those that tie with the first, quick is the fastest: 0.1")


@pytest.mark.parametrize("limit", ["wall", "wall=x", "wall=-1", "wall=nan", "wall=inf", "solved=101"])
def test_what_is_no_limit_is_said(limit):
    with pytest.raises(JournalError) as caught:
        limits_of([limit])
    assert caught.value.code == "E681"


def test_a_dimension_that_is_not_there_names_the_nearest(tmp_path):
    with pytest.raises(JournalError) as caught:
        limits_of(["wal=3"])
    assert (caught.value.code, "did you mean wall?" in str(caught.value)) == ("E680", True)
    with pytest.raises(JournalError):
        limits_of(["wall=3", "wall=4"])


def test_a_new_dimension_is_a_descriptor_and_nothing_else(tmp_path):
    letters = TradeDimension(
        name="letters",
        header="letters",
        help="letters of its name",
        amount=exact_amount(lambda row: float(len(row.label))),
        contest=exactly(lambda row: float(len(row.label))),
        estimated=False,
        usual=True,
        superlative="the shortest",
        place=99,
    )
    with TRADES.adding("letters", letters):
        found = weighed(made(tmp_path, {"a": (0.9, 10, 100, 5), "bbbb": (0.2, 40, 400, 9)}))
    assert [one.name for one in found.dimensions if one.weighed][-1] == "letters"
    assert any("a is the shortest: 0.25 times the letters of the next, bbbb" in told for told in found.sentences)


def test_costs_that_do_not_vary_have_no_interval_and_say_so(tmp_path):
    home = record(tmp_path, {"m": "1" * 30, "n": "1" * 30}, tasks=names(30))
    found = weighed(home)
    assert all(row.amounts["wall"].state == "one_cost" and row.amounts["wall"].lo is None for row in found.rows)
    assert any("the same at every task, so nothing tells how it varies" in note for note in found.notes)


def test_equal_sizes_are_as_good_and_not_better(tmp_path):
    found = weighed(made(tmp_path, {"a": (0.9, 10, 100, 5), "b": (0.9, 10, 100, 5)}))
    sizes = [one for one in found.contests if one.dimension == "gb"]
    assert {(one.a_stands, one.b_stands) for one in sizes} == {(Stands.EQUAL, Stands.EQUAL)}
    assert {row.standing for row in found.rows} == {TradeStanding.NOT_DOMINATED}


def test_two_tasks_weigh_nobody_and_say_so(tmp_path):
    found = weighed(made(tmp_path, {"good": (1.0, 10, 100, 5), "bad": (0.0, 40, 400, 20)}, tasks=2))
    assert found.sentences == ("too few tasks to weigh 2 models: 2 tasks, at least 6 needed",)
    assert found.dominances == ()
