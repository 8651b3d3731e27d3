"""A card says of one contestant what the board says, and no more of its siblings than one error rate allows."""

import shlex

import pytest
from board_situations import names, record

from prony.boards.card.again import again
from prony.boards.card.card import contestant_card
from prony.boards.entrants import Entrant
from prony.boards.leaderboard import leaderboard
from prony.boards.validity.gathered import gathered
from prony.errors import JournalError
from prony.journal.index import Index
from prony.journal.rollup import Tally
from prony.nouns import ContestantSpec, Sampling


def card_of(home, name, **question):
    with Index(home) as index:
        index.update()
        return contestant_card(index, name, **question)


@pytest.fixture
def kin(tmp_path):
    """Three temperatures of one model, one decidedly worse, and another model."""
    who = {
        label: {"name": "alpha", "sha256": "a" * 64, "fingerprint": {"sampling": Sampling(temperature=heat)}}
        for label, heat in (("cold", 0.0), ("warm", 0.4), ("hot", 0.8))
    }
    lines = {"cold": "1" * 36 + "0" * 4, "warm": "1" * 35 + "0" * 5, "hot": "0" * 40, "other": "10" * 20}
    return record(tmp_path, lines, tasks=names(21) | names(19, "go"), who=who)


def test_its_row_is_that_of_the_board(kin):
    with Index(kin) as index:
        index.update()
        [row] = [row for row in leaderboard(index).rows if row.given == "cold"]
    assert card_of(kin, "cold").row.solved == row.solved
    assert card_of(kin, "cold").row.rank == row.rank


def test_siblings_are_of_the_same_base_model_and_are_decided_together(kin):
    card = card_of(kin, "cold")
    assert sorted(one.decided for one in card.siblings) == [False, True]
    assert all("temperature" in one.differs for one in card.siblings)
    assert any("of 2 siblings of its base model" in told and "solves more than" in told for told in card.sentences)


def test_a_slice_says_how_many_tasks_it_is_of(kin):
    parts = {(one.dimension, one.part.name): one.part for one in card_of(kin, "cold").slices}
    assert (parts["language", "go"].rate.tasks, parts["language", "go"].few) == (19, True)
    assert (parts["language", "python"].rate.tasks, parts["language", "python"].few) == (21, False)


def test_thinking_that_was_not_captured_is_no_zero(kin):
    assert card_of(kin, "cold").thinking_tokens is None


def test_what_others_solve_is_to_be_looked_at_first(tmp_path):
    home = record(tmp_path, {"m": "1" * 18 + "00", "n": "1" * 18 + "01"})
    first, second = card_of(home, "m").look_at
    assert (first.others_solved, second.others_solved) == (1, 0)


def test_a_control_that_failed_strikes_its_claims_out(tmp_path):
    home = record(tmp_path, {"m": "1" * 20, "n": "0" * 20, "empty": "1" + "0" * 19}, references=("empty",))
    card = card_of(home, "m")
    [told] = card.sentences
    assert told.startswith("not to be read: ")
    assert card.row.rank is None
    assert not any(one.decided for one in card.siblings)


def test_an_unfinished_run_says_so_far_and_has_no_place(tmp_path):
    home = record(tmp_path, {"m": "1" * 19 + ".", "n": "0" * 19 + "."}, finish=None)
    card = card_of(home, "m")
    assert card.sentences
    assert all(told.startswith("so far, not a result: ") for told in card.sentences)
    assert card.row.rank is None


def test_a_name_of_nobody_is_refused(kin):
    with pytest.raises(JournalError) as refused:
        card_of(kin, "nobody")
    assert refused.value.code == "E654"


def test_the_command_is_quoted_and_holds_no_secret(kin):
    spec = ContestantSpec(
        label="a b; rm -rf x",
        engine="openai",
        model="it's",
        base_url="http://me:hunter2@host:1/v1?key=hunter3",
        api_key_env="MY_KEY",
        sampling=Sampling(temperature=0.2),
    )
    with Index(kin) as index:
        index.update()
        scope = gathered(index).scope
    entrant = Entrant("c", "m", "m", False, None, {}, {}, Tally(), None, spec=spec, runs=tuple(scope.run_names))
    command, unsaid = again(entrant, scope)
    words = shlex.split(command)
    assert words[:2] == ["prony", "run"]
    assert words[words.index("--model") + 1] == "it's"
    assert words[words.index("--label") + 1] == "a b; rm -rf x"
    assert words[words.index("--base-url") + 1] == "http://host:1/v1"
    assert words[words.index("--temperature") + 1] == "0.2"
    assert "hunter" not in command
    assert any("secret" in told for told in unsaid)
