"""JSON of an answer: read with bounds, compared with what a check expects, and searched by pointers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from prony.grading.compare import DEEPEST, Rules, equal, matched
from prony.nouns import Noun

LONGEST_TEXT = 4096
"""Characters of a text that patterns are searched in; the rest is not looked at."""
MOST_PAIRED = 256
"""Items of a list that are compared without their order one by one; longer lists have no matchers in them."""


class _Nothing:
    """Where a pointer leads to nothing."""


NOTHING = _Nothing()


class JsonRules(Noun, frozen=True, kw_only=True):
    """How an answer is compared. partial: its objects may have more keys."""

    rules: Rules = Rules()
    partial: bool = False


def read_json(body: bytes) -> Any:
    """The value of a body; NOTHING where it is no JSON."""
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return NOTHING


def at(value: Any, pointer: str) -> Any:
    """What a JSON pointer (RFC 6901) leads to; NOTHING where it leads nowhere."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if type(value) is dict and key in value:
            value = value[key]
        elif type(value) is list and re.fullmatch("0|[1-9][0-9]{0,8}", key) and int(key) < len(value):
            value = value[int(key)]
        else:
            return NOTHING
    return value


def fits(expected: Any, got: Any, how: JsonRules, depth: int = 0) -> bool:
    """Whether `got` is what `expected` describes."""
    if depth > DEEPEST:
        return False
    if type(expected) is dict:
        if len(expected) == 1 and (name := next(iter(expected))) in _MATCHERS:
            return _MATCHERS[name](expected[name], got)
        if type(got) is not dict or not (
            expected.keys() <= got.keys() if how.partial else expected.keys() == got.keys()
        ):
            return False
        return all(fits(value, got[key], _inner(how), depth + 1) for key, value in expected.items())
    if type(expected) is list and type(got) is list:
        return _lists_fit(expected, got, how, depth)
    return equal(expected, got, how.rules)


def _lists_fit(expected: list[Any], got: list[Any], how: JsonRules, depth: int) -> bool:
    if len(expected) != len(got):
        return False
    inner = _inner(how)
    if how.rules.order == "exact":
        return all(fits(one, other, inner, depth + 1) for one, other in zip(expected, got, strict=True))
    if len(expected) > MOST_PAIRED:
        return equal(expected, got, how.rules)
    return matched([[fits(one, other, inner, depth + 1) for other in got] for one in expected])


def _inner(how: JsonRules) -> JsonRules:
    """The rules of what lies deeper: an order that is told of the outermost list holds for that alone."""
    if how.rules.order != "any":
        return how
    return msgspec.structs.replace(how, rules=msgspec.structs.replace(how.rules, order="exact"))


def found(pattern: str, text: str) -> re.Match[str] | None:
    """Where `pattern` is found in the part of a text that is looked at."""
    return re.search(pattern, text[:LONGEST_TEXT])


_TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: type(value) is bool,
    "integer": lambda value: type(value) is int or (type(value) is float and value.is_integer()),
    "number": lambda value: type(value) in (int, float),
    "string": lambda value: type(value) is str,
    "array": lambda value: type(value) is list,
    "object": lambda value: type(value) is dict,
}


def _is_of_type(names: Any, got: Any) -> bool:
    return any(_TYPES[name](got) for name in (names if isinstance(names, list) else [names]))


_MATCHERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "$matches": lambda pattern, got: type(got) is str and found(pattern, got) is not None,
    "$type": _is_of_type,
    "$any": lambda _, got: True,
}
