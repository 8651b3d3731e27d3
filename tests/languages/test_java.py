"""Java as replies have it: what defines a name, what is code, and how several texts become one file."""

from __future__ import annotations

import pytest

from prony.languages import LANGUAGES, language_of, language_of_fence

JAVA = LANGUAGES["java"]
SOLUTION = """package shop;

import java.util.List;

public class Solution {
    private static final int MOST = 3;

    public static List<int[]> pairs(int[] numbers, int sum) throws Exception {
        return null;
    }

    <T extends Comparable<T>> T max(List<T> all) {
        return helper(all);
    }

    record Point(int x) {}
}
"""


def test_a_suffix_and_a_fence_mean_it() -> None:
    assert language_of("src/Main.java") is JAVA
    assert language_of_fence("java") is JAVA


@pytest.mark.parametrize("name", ["Solution", "pairs", "max", "Point"])
def test_types_and_methods_define_names(name: str) -> None:
    assert JAVA.defines(SOLUTION, name)


@pytest.mark.parametrize("name", ["helper", "List", "numbers", "Comparable", "MOST", "null"])
def test_what_is_called_or_named_defines_nothing(name: str) -> None:
    assert not JAVA.defines(SOLUTION, name)


@pytest.mark.parametrize(
    "text", ["    return pairs(a, b);", "int x = pairs(a);", "if (pairs(a)) {", "// int pairs(int a) {"]
)
def test_an_example_of_its_use_is_no_definition(text: str) -> None:
    assert not JAVA.defines(text, "pairs")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (SOLUTION, True),
        (SOLUTION[:-3], False),
        ("class A { char c = '\\''; String s = \"}\"; }", True),
        ('class A { String s = """\n  } "quoted" {\n  """; }', True),
        ('class A { String s = """\n  open', False),
        ("class A { /* } */ }", True),
    ],
)
def test_a_text_that_is_cut_off_is_told(text: str, whole: bool) -> None:
    assert JAVA.whole(text) is whole


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("import java.util.*;", True),
        ("public static void main(String[] args) {", True),
        ("@Override", True),
        ("class Main {", True),
        ("record P(int x) {}", True),
        ("class of problems that Java programs have", False),
        ("import the library first", False),
        ("Public methods are documented.", False),
    ],
)
def test_a_line_begins_as_only_code_does(line: str, code: bool) -> None:
    assert JAVA.begins_code(line) is code


def test_several_texts_become_one_file_with_one_public_type() -> None:
    first = "package a;\nimport java.util.List;\nimport java.util.Map;\n\npublic class Main {}\n"
    second = "package a;\nimport java.util.List;\n\npublic final class Tool {\n    public int x;\n}\n"
    assert JAVA.joined((first, second)) == (
        "package a;\n\nimport java.util.List;\nimport java.util.Map;\n\n"
        "public class Main {}\n\nfinal class Tool {\n    public int x;\n}\n"
    )
    assert JAVA.one_unit((first, second))
    assert not JAVA.one_unit((first, "package b;\nclass B {}"))
