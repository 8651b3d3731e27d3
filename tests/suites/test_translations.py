"""Rows of MultiPL-E become tasks without anything of them being run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prony.suites.importers.foreign.translations import TRANSLATIONS
from prony.suites.importers.foreign.translations.cpp import declarations
from prony.suites.importers.foreign.translations.literal_text import values
from prony.suites.importers.foreign.translations.php import NOTATION as PHP
from prony.suites.importers.foreign.translations.ruby import NOTATION as RUBY
from prony.suites.importers.foreign.translations.translation import MultiPlERow

ROWS = Path(__file__).parents[1] / "data/multipl_e"


def row_of(language: str, **changes: str) -> MultiPlERow:
    told = json.loads((ROWS / language / "row.json").read_text())
    return MultiPlERow(**{**told, **changes})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"a", -1, 2.5, nil', ["a", -1, 2.5, None]),
        ('[1, [2, []]], {"a" => 1, 2 => [true, false]}', [[1, [2, []]], {"a": 1, 2: [True, False]}]),
        (r'"tab\t quote\" back\\", ' + r"'raw\n it\'s'", ['tab\t quote" back\\', r"raw\n it's"]),
        ("[1, 2,]", [[1, 2]]),
        ("{}", [{}]),
        ('"3 # no { here"', ["3 # no { here"]),
        ("", []),
    ],
)
def test_literals_of_ruby_are_values(text: str, wanted: list[Any]) -> None:
    assert values(text, RUBY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('array(1, array(2)), [3], "x"', [[1, [2]], [3], "x"]),
        ('array("a" => 1, "b" => array()), NULL', [{"a": 1, "b": []}, None]),
        ("array(0 => 5, 1 => 6), array(1 => 6)", [[5, 6], {1: 6}]),
        (r'"a \$ sign, 3$ and {}"', ["a $ sign, 3$ and {}"]),
    ],
)
def test_literals_of_php_are_values(text: str, wanted: list[Any]) -> None:
    assert values(text, PHP) == wanted


@pytest.mark.parametrize(
    "text", ['"#{`id`}"', "system('id')", "[1, 2", "'open", "1 2", '"\\u{41}"', "{1.5 => 2}", "foo"]
)
def test_what_ruby_would_have_to_run_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"run|end"):
        values(text, RUBY)


@pytest.mark.parametrize(
    "text", ['"$name"', '"{$a[0]}"', "array(f(1))", "[" * 100, "array(1, 2 => 3)", "1.2.3", "`id`"]
)
def test_what_php_would_have_to_run_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"run|deeply"):
        values(text, PHP)


@pytest.mark.parametrize("language", ["bash", "cpp", "go", "java", "php", "ruby", "rust"])
def test_tests_in_another_form_are_refused(language: str) -> None:
    row = row_of(language, tests="nothing that is known")
    translation = next(one for one in TRANSLATIONS.values() if row.language in one.languages)
    with pytest.raises(ValueError, match=r"its tests|an assertion"):
        translation.task(row)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("bash", '= ""', '= "$(id)"'),
        ("php", "array(), 3", "f(), 3"),
        ("ruby", "call([], 3)", "call(gets, 3)"),
        ("java", "import org.javatuples.*;", "import org.javatuples.*;\n// Pair.with("),
    ],
)
def test_a_row_of_which_a_part_cannot_be_read_is_refused_whole(language: str, old: str, new: str) -> None:
    told = row_of(language)
    row = row_of(language, tests=told.tests.replace(old, new), prompt=told.prompt.replace(old, new))
    assert row != told
    translation = next(one for one in TRANSLATIONS.values() if row.language in one.languages)
    with pytest.raises(ValueError, match=r"run|javatuples"):
        translation.task(row)


def test_a_test_of_cpp_knows_the_types_of_the_prompt() -> None:
    prompt = "#include<string>\nunion Either{\n  long f1;\n};\n// union of two {\nEither pick(long n) {\n"
    told = declarations(prompt, "pick")
    assert told.splitlines() == ["#include<string>", "union Either{", "  long f1;", "};", "Either pick(long n);"]
