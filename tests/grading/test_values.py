"""Values as a task's files write them."""

import math

import pytest

from prony.errors import GradingError
from prony.grading.values import untag


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ([1, "a", None, {"k": [True]}], [1, "a", None, {"k": [True]}]),
        ({"$tuple": [1, {"$tuple": []}]}, (1, ())),
        ({"$set": [1, 2]}, {1, 2}),
        ({"$frozenset": ["a"]}, frozenset({"a"})),
        ({"$bytes": "00ff"}, b"\x00\xff"),
        ({"$float": "inf"}, math.inf),
        ({"$complex": [1, -2]}, 1 - 2j),
        ({"$dict": [[1, "one"], [{"$tuple": [1, 2]}, "pair"]]}, {1: "one", (1, 2): "pair"}),
        ({"$tuple": [1], "other": 2}, {"$tuple": [1], "other": 2}),
        ({"$unknown": 1}, {"$unknown": 1}),
    ],
)
def test_a_tagged_object_is_what_it_stands_for(written, value):
    read = untag(written)
    assert read == value
    assert type(read) is type(value)


def test_nan_can_be_written():
    assert math.isnan(untag({"$float": "nan"}))


@pytest.mark.parametrize("written", [{"$tuple": 1}, {"$bytes": "zz"}, {"$float": "x"}, {"$set": [[1]]}, {"$dict": [1]}])
def test_a_tag_over_the_wrong_thing_is_an_error_with_an_example(written):
    with pytest.raises(GradingError) as error:
        untag([written])
    assert error.value.code == "E515"
    assert "$tuple" in (error.value.hint or "")
