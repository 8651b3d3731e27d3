"""Rows that change a program: what becomes of numbers and texts, and what keeps foreign rows out."""

from __future__ import annotations

import msgspec
import pytest

from prony.languages import LANGUAGES, Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.language import wrong_with


def edited(rows: tuple[Mutation, ...], text: str) -> list[str | None]:
    """What each row makes of a text."""
    return [edit(text) if callable(edit := row.edits["it"]) else edit for row in rows]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("1", ["2", "0"]),
        ("0", ["1", "-1"]),
        ("1_000", ["1001", "999"]),
        ("0x10", ["17", "15"]),
        ("0b1", ["2", "0"]),
        ("2.5", ["3.5", "1.5"]),
        ("010", [None, None]),
        ("08", [None, None]),
        ("1e5", [None, None]),
        ("10n", [None, None]),
        ("1u", [None, None]),
        ("9" * 5000, [None, None]),
    ],
)
def test_a_number_is_moved_by_one_where_it_is_sure_what_it_means(text, changed):
    assert edited(numbers("(x) @it"), text) == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("'a'", "''"),
        ('""', '"mutant"'),
        ('f"{a}"', '""'),
        ("rb'a'", "rb''"),
        ('"""a\nb"""', '""'),
        ("`a${`b`}`", "``"),
        ("a", None),
    ],
)
def test_a_text_is_emptied_and_an_empty_one_filled(text, changed):
    assert edited(texts("(x) @it"), text) == [changed]


def test_a_bound_that_is_a_number_is_left_to_the_rows_of_numbers():
    assert edited(shifted("(x) @it"), "n") == ["n + 1", "n - 1"]
    assert edited(shifted("(x) @it"), "3") == [None, None]


def test_a_row_for_each_pair_and_each_side():
    (row,) = replacements("boundary", "(compare TEXT @it)", {"<": "<="})
    assert (row.query, row.edits) == ('(compare "<" @it)', {"it": "<="})
    assert [row.edits["it"] for row in operands("(x)")] == ["{a}", "{b}"]


@pytest.mark.parametrize(
    "mutations",
    [
        "tree_sitter_python",
        Mutations(grammar="os; print(1)", rows=()),
        Mutations(grammar="tree-sitter-python", rows=()),
        Mutations(grammar="tree_sitter_python", rows=(), skips=(1,)),  # type: ignore[arg-type]
        Mutations(grammar="tree_sitter_python", rows=("(x)",)),  # type: ignore[arg-type]
        Mutations(grammar="tree_sitter_python", rows=(Mutation(kind="Two Words", query="(x)", edits={"it": ""}),)),
        Mutations(grammar="tree_sitter_python", rows=(Mutation(kind="a:b#c", query="(x)", edits={"it": ""}),)),
        Mutations(grammar="tree_sitter_python", rows=(Mutation(kind="none", query="(x)", edits={}),)),
    ],
)
def test_mutations_of_another_package_that_cannot_be_used_keep_their_language_out(mutations):
    wrong = wrong_with(msgspec.structs.replace(LANGUAGES["python"], mutations=mutations))
    assert wrong is not None
    assert "mutations" in wrong


def test_a_language_without_mutations_is_one():
    assert wrong_with(msgspec.structs.replace(LANGUAGES["go"], mutations=None)) is None


def test_every_built_in_language_of_programs_has_mutations():
    found = {name: language.mutations is not None for name, language in LANGUAGES.items()}
    assert found == dict.fromkeys(LANGUAGES, True) | {"html": False}  # a page is marked up, and its flaws are written
