"""Lines of cases.jsonl become cases."""

import json

import msgspec
import pytest

from prony.suites import Case, SuiteProblems, Tolerance, read_cases


def read(*rows):
    return read_cases("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode(), "c.jsonl")


def test_calls_programs_comments_and_blank_lines():
    cases = read(
        "// calls",
        {"id": "a", "call": "f", "args": [[1, 2]], "kwargs": {"k": None}, "expect": None},
        "",
        {"id": "b", "stdin": "x\n", "argv": ["-v"], "expect": "y\n", "exit": None, "stdout": "tokens"},
        {"id": "c", "argv": [], "exit": 2},
        {"id": "d", "call": "f", "arguments": [[]]},
    )
    assert [case.id for case in cases] == ["a", "b", "c", "d"]
    assert cases[0] == Case(id="a", call="f", args=([1, 2],), kwargs={"k": None}, expect=None)
    assert (cases[1].exit, cases[2].exit, cases[2].expect) == (None, 2, msgspec.UNSET)


def test_short_forms_are_spelled_out():
    one, two = read(
        {"id": "a", "call": "f", "raises": "ValueError"},
        {"id": "b", "call": "f", "expect": 0.1, "tolerance": 1e-9},
    )
    assert one.raises == ("ValueError",)
    assert two.tolerance == Tolerance(abs=1e-9, rel=1e-9)


def test_any_value_of_json_may_be_expected():
    values = [None, True, 1, 1.5, "x", [], {}, {"$tuple": [1]}]
    assert [
        case.expect for case in read(*({"id": str(n), "call": "f", "expect": v} for n, v in enumerate(values)))
    ] == values


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a"}, "either"),
        ({"id": "", "call": "f", "expect": 1}, "id is empty"),
        ({"id": "a", "call": "f"}, "nothing is expected"),
        ({"id": "a", "call": "f", "expect": 1, "unchanged": True, "arguments": [1]}, "contradict"),
        ({"id": "a", "stdin": "x", "expect": 1}, "is a text"),
        ({"id": "a", "stdin": "x", "raises": "E"}, "belong to a `call`"),
        ({"id": "a", "call": "f", "expect": 1, "stderr": True}, "belongs to a program"),
        ({"id": "a", "stdin": "x", "expect": "y", "stdout": "words"}, "lines, exact, tokens, floats"),
        ({"id": "a", "call": "f", "expect": 1, "timeout_s": 0}, "more than 0"),
        ({"id": "a", "call": "f", "expect": 1, "tolerance": -1}, "not negative"),
        ({"id": "a", "call": "f", "expect": 1, "tolerance": {"abs": "x"}}, "float"),
        ("[1]", "JSON object"),
        ("[" * 100_000, "not a line of JSON"),
        ("// nothing", "holds no case"),
    ],
)
def test_a_case_that_cannot_be_right_is_said(row, said):
    with pytest.raises(SuiteProblems, match=said):
        read(row)
