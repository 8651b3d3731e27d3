from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.sandbox.values import Garbled, Unmarshallable, decode, encode, frame_length, pack, unpack

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False)
)
hashables = st.recursive(
    scalars.filter(lambda v: v == v), lambda inner: st.tuples(inner) | st.frozensets(inner), max_leaves=5
)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(hashables, inner) | st.sets(hashables),
    max_leaves=20,
)


def same(a: object, b: object) -> bool:
    """Equal, of the same types all the way down, NaN included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return len(a) == len(b) and all(key in b and same(value, b[key]) for key, value in a.items())
    return a == b


@given(plain)
def test_every_plain_value_comes_back_as_it_was(value):
    assert same(decode(unpack(pack({"value": encode(value)})[4:])["value"]), value)


@pytest.mark.parametrize("bits", [53, 64, 20_000])
def test_integers_of_any_size_travel(bits):
    for value in (2**bits, 2**bits - 1, -(2**bits)):
        assert decode(json.loads(json.dumps(encode(value)))) == value


@pytest.mark.parametrize("value", [object(), len, range(3), {}.keys(), iter([]), Exception(), type])
def test_what_is_not_plain_is_refused_by_name(value):
    with pytest.raises(Unmarshallable, match=type(value).__name__):
        encode(value)


def test_a_cycle_is_too_deep():
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(Unmarshallable, match="deep"):
        encode(cycle)


@pytest.mark.parametrize(
    "data", [{}, {"x": 1}, {"t": 1}, {"d": [[1]]}, {"d": [[[], 1]]}, {"s": [[1]]}, {"b": "0"}, {"i": "9z"}, {"f": []}]
)
def test_what_no_encoder_makes_is_garbled(data):
    with pytest.raises(Garbled):
        decode(data)


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b"1", b"\xff", b"[" * 100_000, b'{"a":' * 100_000])
def test_a_body_that_is_no_message_is_garbled(body):
    with pytest.raises(Garbled):
        unpack(body)


def test_a_frame_beyond_the_limit_is_refused_on_both_sides():
    with pytest.raises(Unmarshallable):
        pack({"value": "x" * (9 << 20)})
    with pytest.raises(Garbled):
        frame_length(b"\xff\xff\xff\xff")


@pytest.mark.parametrize("tag", ["s", "z"])
def test_items_that_share_a_hash_are_refused_before_they_are_compared(tag):
    colliding = [{"i": hex((2**61 - 1) * k)} for k in range(200_000)]
    with pytest.raises(Garbled, match="share a hash"):
        decode({tag: colliding})


def test_keys_that_share_a_hash_are_refused_wherever_they_hide():
    for wrapped in (lambda key: key, lambda key: {"t": [1, key]}, lambda key: {"z": [key]}):
        pairs = [[wrapped({"i": hex((2**61 - 1) * k)}), 1] for k in range(100_000)]
        with pytest.raises(Garbled, match="share a hash"):
            decode([{"d": pairs}])


def test_a_large_set_of_honest_values_is_read():
    honest = {*range(-1000, 100_000), *map(str, range(50_000)), 2.5, None}
    assert decode(encode(honest)) == honest


def test_a_frame_of_nothing_but_lists_is_refused_before_it_is_read():
    with pytest.raises(Garbled, match="lists and objects"):
        unpack(b'{"value":[' + b"[]," * 600_000 + b"[]]}")
