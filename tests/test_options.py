"""Options are the fields of a struct: on the command line, in prony.toml, and laid one over the other."""

from __future__ import annotations

from typing import Annotated

import click
import msgspec
import pytest
from click.testing import CliRunner

from prony.cli.struct_options import from_options, struct_options, table_of
from prony.config import AttemptConfig, ContestantConfig, SamplingConfig
from prony.errors import UsageError
from prony.nouns import AttemptLimits, ContestantOptions, Noun, Sampling
from prony.options import option, options_of, overlaid


class Toy(Noun, frozen=True, kw_only=True):
    top_x: Annotated[int, option("Pin top-x.", ge=1, le=9)] | None = None
    heat: Annotated[float, option("Pin the heat.", flag="--toy-heat", gt=0)] | None = None
    inner: Sampling = Sampling()


def given(*words: str) -> Toy:
    """What a command with the options of `Toy` makes of `words`."""
    got: list[Toy] = []

    @click.command
    def command(**options: object) -> None:
        got.append(from_options(Toy, options))

    for add in struct_options(Toy):
        command = add(command)
    result = CliRunner().invoke(command, words)
    if result.exit_code:
        raise ValueError(result.output)
    return got[0]


def test_a_new_field_is_an_option_of_the_command_line() -> None:
    assert given("--top-x", "3", "--toy-heat", "0.5") == Toy(top_x=3, heat=0.5)
    assert given() == Toy()


@pytest.mark.parametrize("words", [("--top-x", "0"), ("--top-x", "10"), ("--toy-heat", "0"), ("--toy-heat", "nan")])
def test_an_option_has_the_bounds_of_its_field(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=words[0]):
        given(*words)


@pytest.mark.parametrize(
    ("struct", "tables"), [(Sampling, (SamplingConfig, ContestantConfig)), (AttemptLimits, (AttemptConfig,))]
)
def test_every_setting_is_an_option_and_a_key_of_prony_toml(struct: type[Noun], tables: tuple[type[Noun], ...]) -> None:
    assert [one.name for one in options_of(struct)] == list(struct.__struct_fields__)
    for table in tables:
        assert set(struct.__struct_fields__) <= set(table.__struct_fields__)


def test_of_each_setting_the_first_that_is_said_holds() -> None:
    flags = ContestantOptions(sampling=Sampling(temperature=0.0), threads=2)
    table = ContestantOptions(sampling=Sampling(temperature=0.7, top_k=40), template={"a": 1})
    file = ContestantOptions(sampling=Sampling(min_p=0.1), template={"a": 2, "b": 3}, attempt=AttemptLimits(wall_s=5))
    assert overlaid(flags, table, file) == ContestantOptions(
        sampling=Sampling(temperature=0.0, top_k=40, min_p=0.1),
        template={"a": 1, "b": 3},
        attempt=AttemptLimits(wall_s=5),
        threads=2,
    )


def test_words_for_a_template_are_json_or_text() -> None:
    said = table_of("--template", ("enable_thinking=false", "effort=high", "budget=7", "text=a=b"))
    assert said == {"enable_thinking": False, "effort": "high", "budget": 7, "text": "a=b"}
    with pytest.raises(UsageError, match="KEY=VALUE, not thinking") as caught:
        table_of("--template", ("thinking",))
    assert caught.value.code == "E102"


@pytest.mark.parametrize("word", ["effort=null", 'effort={"a": [null]}'])
def test_words_that_no_plan_can_keep_are_refused(word: str) -> None:
    with pytest.raises(UsageError, match="no null"):
        table_of("--template", (word,))


def test_a_setting_out_of_its_bounds_is_refused_by_the_file_too() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"<= 1\.0"):
        msgspec.convert({"min_p": 2}, SamplingConfig)
