"""The host's own equality."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.grading.compare import DEEPEST, Rules, equal, kind_of, stdout_equal
from prony.suites.cases import Tolerance

NAN, INF = math.nan, math.inf
CLOSE = Rules(tolerance=Tolerance(abs=1e-6, rel=1e-6))

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=5)
    | st.complex_numbers(allow_nan=False)
)  # fmt: skip
KEYS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.sets(KEYS, max_size=4)
        | st.frozensets(KEYS, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_every_plain_value_equals_itself_under_every_rule(value):
    for order in ("exact", "any", "deep"):
        assert equal(value, value, Rules(order=order))
        assert equal(value, value, Rules(order=order, tolerance=CLOSE.tolerance))


@given(VALUES, VALUES)
def test_equality_is_symmetric(left, right):
    assert equal(left, right) == equal(right, left)


@given(VALUES, VALUES)
def test_what_is_equal_here_is_equal_in_python(left, right):
    if equal(left, right) and "nan" not in repr((left, right)):
        assert left == right


@given(st.lists(VALUES, max_size=5).flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))))
def test_a_shuffled_list_is_the_same_multiset(pair):
    assert equal(pair[0], pair[1], Rules(order="any"))


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_multisets_count_their_items(left, right):
    assert equal(left, right, Rules(order="any")) == (sorted(left) == sorted(right))


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (3, 3.0),
        (1, 1 + 0j),
        (0.0, -0.0),
        (NAN, NAN),
        (INF, INF),
        ([1, (2, {3: "x"})], [1, (2, {3: "x"})]),
        ({1: 2}, {1.0: 2.0}),
        ({1, 2}, frozenset({2, 1})),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([NAN], [NAN]),
        ("", ""),
    ],
)
def test_these_are_equal(expected, got):
    assert equal(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (True, 1),
        (0, False),
        ([True], [1]),
        ({1}, {True}),
        ({True: 0}, {1: 0}),
        ([1, 2], (1, 2)),
        ("1", 1),
        (b"a", "a"),
        (None, False),
        ([], None),
        (NAN, 0.0),
        (INF, -INF),
        (INF, 1e308),
        ([1, 2], [2, 1]),
        ([1], [1, 1]),
        ({}, []),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1}, {"b": 1}),
        (0.1 + 0.2, 0.3),
        (10**400, 1.5),
        (3 * 10**18 + 9, 3e18),
        (2**53 + 1, float(2**53)),
        ([2**53 + 1], [float(2**53)]),
    ],
)
def test_these_are_not_equal(expected, got):
    assert not equal(expected, got)
    assert not equal(got, expected)


class AlwaysEqual:
    """What a forger returns."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash(5)


class LyingInt(int):
    """A subclass that claims anything."""

    def __eq__(self, other):
        raise AssertionError("a candidate's method was called")

    __hash__ = int.__hash__


class LyingList(list):
    """A subclass of a container."""

    def __len__(self):
        raise AssertionError("a candidate's method was called")


@pytest.mark.parametrize("got", [AlwaysEqual(), LyingInt(5), LyingList([5]), object(), int, range(5)])
def test_what_is_not_plain_equals_nothing_and_none_of_its_methods_run(got):
    for expected in (5, [5], [got], {"a": 5}):
        for order in ("exact", "any", "deep"):
            assert not equal(expected, got, Rules(order=order))
            assert not equal([expected], [got], Rules(order=order))
            assert not equal({"k": expected}, {"k": got}, Rules(order=order))


def test_what_is_not_plain_is_found_inside_an_unordered_list():
    assert not equal([1, 5], [AlwaysEqual(), 1], Rules(order="any"))
    assert not equal([1, 5], [AlwaysEqual(), 1], Rules(order="any", tolerance=CLOSE.tolerance))


def test_a_tolerance_is_for_floats_alone():
    assert equal(1.0, 1.0 + 1e-7, CLOSE)
    assert equal(1e12, 1e12 + 1e5, CLOSE)
    assert equal([{"x": (1.0,)}], [{"x": (1.0000001,)}], CLOSE)
    assert equal(2, 2.0000001, CLOSE)
    assert equal(1 + 1j, 1 + 1.0000001j, CLOSE)
    assert not equal(1.0, 1.1, CLOSE)
    assert not equal(10**12, 10**12 + 1, CLOSE)
    assert not equal(INF, 1e308, CLOSE)
    assert not equal(NAN, 1.0, CLOSE)
    assert not equal("1.0", "1.0000001", CLOSE)


def test_unordered_floats_are_matched_not_taken_greedily():
    wide = Rules(order="any", tolerance=Tolerance(abs=0.15))
    assert equal([1.0, 1.1], [1.1, 1.2], wide)
    assert equal([1.1, 1.0, 1.2], [1.2, 1.1, 1.3], wide)
    assert not equal([1.0, 1.0], [1.1, 1.3], wide)


def test_order_any_frees_the_outer_list_and_deep_frees_all():
    assert equal([[1, 2], [3]], [[3], [1, 2]], Rules(order="any"))
    assert not equal([[1, 2], [3]], [[3], [2, 1]], Rules(order="any"))
    assert equal([[1, 2], [3]], [[3], [2, 1]], Rules(order="deep"))
    assert equal({"a": [1, 2]}, {"a": [2, 1]}, Rules(order="deep"))
    assert not equal({"a": [1, 2]}, {"a": [2, 1]}, Rules(order="any"))
    assert not equal([1, 2], (2, 1), Rules(order="deep"))


def test_a_value_without_end_is_unequal_and_does_not_exhaust_us():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    cyclic: list = []
    cyclic.append(cyclic)
    for order in ("exact", "any", "deep"):
        assert not equal(deep, deep, Rules(order=order))
        assert not equal(cyclic, cyclic, Rules(order=order))
    while deep:
        deep = deep[0]


def test_nesting_within_the_bound_is_compared():
    value: list = []
    for _ in range(DEEPEST - 1):
        value = [value]
    assert equal(value, value)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5))
def test_noise_below_the_tolerance_never_matters(numbers):
    noisy = [x * (1 + 1e-9) for x in numbers]
    if all(math.isfinite(x) for x in noisy):
        assert equal(numbers, noisy, CLOSE)


@pytest.mark.parametrize(
    ("rule", "expected", "got", "same"),
    [
        ("exact", "a\n", b"a\n", True),
        ("exact", "a\n", b"a", False),
        ("lines", "a\nb", b"a  \r\nb\n\n", True),
        ("lines", "a\nb", b"a b", False),
        ("lines", "a", b" a", False),
        ("lines", "\na", b"a", False),
        ("lines", "a\n\nb", b"a\nb", False),
        ("lines", "", b"\n \n", True),
        ("tokens", "1 2\n3", b"1\n2 3", True),
        ("tokens", "1 2", b"12", False),
        ("floats", "0.30 ok", b"0.3000001 ok", True),
        ("floats", "0.30 ok", b"0.31 ok", False),
        ("floats", "0.3 ok", b"0.3 OK", False),
        ("floats", "1e400", b"inf", True),
        ("floats", "nan", b"nan", True),
        ("floats", "1", b"1_0", False),
        ("floats", "1", b"9" * 100_000, False),
        ("lines", "é", "é".encode(), True),
        ("lines", "é", "é".encode("latin-1"), False),
        ("exact", "a\0b", b"a\0b", True),
    ],
)
def test_output_is_compared_by_its_rule(rule, expected, got, same):
    assert stdout_equal(expected, got, rule, CLOSE.tolerance) is same


@given(st.binary(max_size=50))
def test_any_bytes_can_be_judged(got):
    for rule in ("exact", "lines", "tokens", "floats"):
        assert stdout_equal("expected text that is longer", got, rule) is False


def test_a_difference_is_named_without_its_content():
    assert kind_of([1, 2, 3]) == "list of 3"
    assert kind_of("secret") == "str of 6"
    assert kind_of(7) == "int"
    assert kind_of(None) == "NoneType"
