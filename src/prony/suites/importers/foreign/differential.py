"""Graders that ask the answer and a reference alike: in the oracle's sandbox the reference runs, in another the answer.

JSON has no tuples, sets and complex numbers. Which lists of an input stand for one is read in the assertions that the
input was made from.
"""

from __future__ import annotations

import ast
import json
from typing import Any

from prony.suites.importers.foreign.literals import NotLiteral, parse, value_of
from prony.suites.importers.foreign.oracles import filled

_PROGRAM = '''"""Compare what the answer gives for each input with what the reference gives."""

import copy
import json

from prony_grader import call, check, test

TAGS = {"$tuple": tuple, "$set": set, "$frozenset": frozenset}


def untag(value):
    if isinstance(value, list):
        return [untag(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        tag, inner = next(iter(value.items()))
        if tag in TAGS:
            return TAGS[tag](untag(item) for item in inner)
        if tag == "$complex":
            return complex(*inner)
        if tag == "$float":
            return float(inner)
        if tag == "$dict":
            return {untag(key): untag(item) for key, item in inner}
    return {key: untag(item) for key, item in value.items()}


def is_floats(value):
    several = isinstance(value, (list, tuple)) and value
    return all(isinstance(item, float) for item in value) if several else isinstance(value, float)


def near(got, expected, most):
    if isinstance(expected, (list, tuple)):
        fits = isinstance(got, (list, tuple)) and len(got) == len(expected)
        return fits and all(near(a, b, most) for a, b in zip(got, expected))
    numbers = (int, float, complex)
    if not isinstance(got, numbers) or not isinstance(expected, numbers):
        return False
    return got == expected or got != got and expected != expected or abs(got - expected) <= most + 1e-7 * abs(expected)


def same(got, expected, arguments):
    if ENTRY_POINT == "find_zero" and "poly" in names:
        return abs(names["poly"](*arguments, got)) <= max(ATOL, 1e-4)
    if ENTRY_POINT in AS_SETS:
        return set(got) == set(expected)
    if ENTRY_POINT in FOUND_OR_NOT and not isinstance(got, bool):
        return expected == (got is not None)
    if got == expected or ENTRY_POINT in ANYTHING or ENTRY_POINT in OR_ZERO and got == 0:
        return True
    most = ATOL or (1e-6 if is_floats(expected) else 0)
    return bool(most) and type(got) is type(expected) and near(got, expected, most)


names = {"__name__": "reference"}
with open("foreign_reference.py", encoding="utf-8") as source:
    exec(compile(source.read(), "foreign_reference.py", "exec"), names)
with open("foreign_inputs.json", encoding="utf-8") as source:
    groups = json.load(source)

for group, inputs in groups.items():
    with test(group):
        for tags in inputs:
            arguments = untag(tags)
            expected = names[ENTRY_POINT](*copy.deepcopy(arguments))
            check(same(call(ENTRY_POINT, *arguments), expected, arguments), "another value than the reference's")
'''

AS_SETS = frozenset(
    {
        "Diff",
        "common_in_nested_lists",
        "extract_singly",
        "find_char_long",
        "find_dissimilar",
        "intersection_array",
        "larg_nnum",
        "similar_elements",
    }
)
"""Functions of MBPP+ whose result counts as a set, as its own judge has it."""
FOUND_OR_NOT = frozenset({"check_str", "text_match_three", "text_starta_endb"})
"""Functions of MBPP+ that may give what they found instead of True."""
ANYTHING = frozenset({"are_equivalent"})
"""Functions of MBPP+ whose reference is known to be wrong, so that its own judge takes whatever comes."""
OR_ZERO = frozenset({"sum_div"})


def differential_oracle(entry_point: str, reference: str, inputs: dict[str, Any], atol: float) -> dict[str, bytes]:
    """The hidden tests that compare an answer with `reference`; `inputs`: id of a test -> lists of tagged arguments."""
    constants = {
        "ENTRY_POINT": repr(entry_point),
        "ATOL": repr(float(atol)),
        "AS_SETS": repr(sorted(AS_SETS)),
        "FOUND_OR_NOT": repr(sorted(FOUND_OR_NOT)),
        "ANYTHING": repr(sorted(ANYTHING)),
        "OR_ZERO": repr(sorted(OR_ZERO)),
    }
    return {
        "grade.py": filled(_PROGRAM, constants),
        "foreign_reference.py": reference.encode(),
        "foreign_inputs.json": json.dumps(inputs).encode(),
    }


def restored(arguments: list[Any], assertions: str) -> list[Any]:
    """`arguments` with tuples, sets and complex numbers where the arguments of the assertions have them."""
    models = _models(assertions)
    if not models or any(len(model) != len(arguments) for model in models):
        return arguments
    return [_shaped(value, [model[place] for model in models]) for place, value in enumerate(arguments)]


def _models(assertions: str) -> list[list[Any]]:
    """The arguments of the first call in each assertion, as far as they can be read."""
    try:
        body = parse(assertions).body
    except NotLiteral:
        return []
    models = []
    for node in body:
        call = next((inner for inner in ast.walk(node) if isinstance(inner, ast.Call) and _readable(inner)), None)
        if call is not None:
            models.append([value_of(argument) for argument in call.args])
    return models


def _readable(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Name) or call.func.id in ("set", "tuple", "sorted", "list", "len", "abs"):
        return False
    try:
        [value_of(argument) for argument in call.args]
    except NotLiteral:
        return False
    return True


def _shaped(value: Any, models: list[Any]) -> Any:
    """`value` with the types of `models`, which stand where it stands; deeper than they go, as their last one."""
    if isinstance(value, dict):
        inner = [item for model in models if isinstance(model, dict) for item in model.values()]
        return {key: _shaped(item, inner) for key, item in value.items()}
    if isinstance(value, str) and any(isinstance(model, complex) for model in models):
        try:
            return complex(value)
        except ValueError:
            return value
    if not isinstance(value, list):
        return value
    containers = [model for model in models if isinstance(model, list | tuple | set)]
    inner = [item for model in containers for item in model]
    deeper = inner if any(isinstance(item, list | tuple | set | dict | complex) for item in inner) else containers
    items = [_shaped(item, deeper) for item in value]
    kinds = {type(model) for model in containers}
    kind = kinds.pop() if len(kinds) == 1 else list
    try:
        return kind(items)
    except TypeError:
        return items
