"""Foreign tests as data: what can be read becomes cases, what would have to be run is refused, and nothing is run."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from prony.suites.importers.foreign.asserts import read_asserts
from prony.suites.importers.foreign.literals import NotLiteral, parse, value_of
from prony.suites.importers.foreign.tagged import tagged


def cases_of(source: str) -> list[dict[str, Any]]:
    return read_asserts(parse(source).body, frozenset({"candidate", "f"}))


@pytest.mark.parametrize(
    ("source", "case"),
    [
        ("assert f([1, 2]) == 3", {"args": [[1, 2]], "expect": 3, "equality": "python"}),
        ("assert 3 == f(1)", {"args": [1], "expect": 3, "equality": "python"}),
        (
            "assert candidate(-1.5) == (1, 2), 'why'",
            {"args": [-1.5], "expect": {"$tuple": [1, 2]}, "equality": "python"},
        ),
        ("assert f(x=1) == {}", {"args": [], "kwargs": {"x": 1}, "expect": {}, "equality": "python"}),
        ("assert f() is None", {"args": [], "expect": None}),
        ("assert f() is True", {"args": [], "expect": True}),
        (
            "assert f(2) == 2.0 / 3.0",
            {"args": [2], "expect": 2.0 / 3.0, "equality": "python"},
        ),
        (
            "assert f({1: {2}}) == float('inf')",
            {"args": [{"$dict": [[1, {"$set": [2]}]]}], "expect": {"$float": "inf"}, "equality": "python"},
        ),
        (
            "assert math.isclose(f(1), 2, rel_tol=0.01)",
            {"args": [1], "expect": 2.0, "tolerance": {"abs": 0.0, "rel": 0.01}, "equality": "python"},
        ),
        (
            "assert abs(f(1) - 0.25) <= 0.001",
            {"args": [1], "expect": 0.25, "tolerance": {"abs": 0.001, "rel": 0.0}, "equality": "python"},
        ),
    ],
)
def test_an_assertion_is_a_case(source: str, case: dict[str, Any]) -> None:
    assert cases_of(source) == [case]


def test_a_bound_that_is_not_reached_is_the_number_below_it() -> None:
    (case,) = cases_of("assert math.fabs(f(1) - 0.25) < 0.001")
    assert 0.0009 < case["tolerance"]["abs"] < 0.001


def test_loops_over_what_can_be_read_are_followed() -> None:
    source = "for a, b in [(1, 2), (3, 4)]:\n    for c in range(2):\n        assert f(a + c) == b\n"
    assert [(case["args"], case["expect"]) for case in cases_of(source)] == [([1], 2), ([2], 2), ([3], 4), ([4], 4)]


def test_names_stand_for_what_they_were_set_to() -> None:
    source = "import math\nwanted = [1, 2]\nassert True\nassert f(*wanted) == wanted * 2\n"
    assert [(case["args"], case["expect"]) for case in cases_of(source)] == [([1, 2], [1, 2, 1, 2])]


@pytest.mark.parametrize(
    "source",
    [
        "assert f(g(1)) == 2",
        "assert f(1) != 2",
        "assert f(1)",
        "assert not f(1)",
        "assert tuple(f(1)) == (1,)",
        "assert f(f(1)) == 1",
        "assert f(1) == 1\nopen('/tmp/x', 'w')",
        "for _ in range(3):\n    x = random()\n    assert f(x) == 1",
        "while True:\n    assert f(1) == 1",
        "try:\n    f(1)\nexcept ValueError:\n    pass",
        "assert f(1) == __import__('os').system('true')",
        "assert f(1) == (lambda: 1)()",
        "assert f(1) == [x for x in y]",
        "assert f(**{'a': 1}) == 1",
        "assert abs(f(1) - 5) < 2",
        "assert f(1) is 'text'",
        "import os",
        "",
    ],
)
def test_what_would_have_to_be_run_is_refused_whole(source: str) -> None:
    with pytest.raises(NotLiteral):
        cases_of(source)


@pytest.mark.parametrize(
    "source",
    [
        "10 ** 10 ** 10",
        "2 ** 100000",
        "-(2 ** 4000) * 2 ** 4000",
        "'x' * 10 ** 9",
        "[0] * 10 ** 9",
        "range(10 ** 12)",
        "(((" * 400 + "1" + ")))" * 400,
        "1 / 0",
        "[1, 2][7]",
        "{[1]: 2}",
        "float('x')",
        "str([1])",
        "1 << 10 ** 9",
        "...",
    ],
)
def test_a_value_that_is_too_large_or_none_is_refused(source: str) -> None:
    with pytest.raises(NotLiteral):
        value_of(ast.parse(source, mode="eval").body if "(((" not in source else parse(source).body[0].value)


@pytest.mark.parametrize(
    "source",
    [
        "for a in range(90000):\n    for b in range(90000):\n        pass\nassert f(1) == 1",
        "x = [0] * 90000\nfor _ in range(2000):\n    assert f(x) == 1",
        "x = [[0] * 90000] * 90000\nassert f(x) == 1",
    ],
)
def test_a_small_text_makes_no_endless_work(source: str) -> None:
    with pytest.raises(NotLiteral):
        cases_of(source)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        "x",
        [1, (2, {3})],
        {"a": 1},
        {"$set": 1},
        {1: 2, (1, 2): 3},
        frozenset({1}),
        b"\x00\xff",
        1j,
        float("-inf"),
        2**80,
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    from prony.grading.values import untag

    back = untag(tagged(value))
    assert back == value
    assert type(back) is type(value)
