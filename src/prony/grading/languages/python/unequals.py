"""Comparisons in tests of unittest, and values that a right answer does not equal."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from prony.grading.canaries import random_name


def with_unequals(source: bytes) -> bytes:
    """A file of tests in which what is compared must also differ from other values than the expected one.

    So an object that equals everything passes no test, wherever in it it comes back, nor one that equals what it meets
    first. What other values are is known now for a literal, and in the run for what is none.
    """
    tree = ast.parse(source)
    unequals = _Unequals(mocked=b"mock" in source)
    unequals.visit(tree)
    if unequals.meets:
        place = _after_the_first(tree.body)
        tree.body[place:place] = unequals.helper()
    return ast.unparse(ast.fix_missing_locations(tree)).encode()


_MEETING = Path(__file__).with_name("meeting.py")


class _Unequals(ast.NodeTransformer):
    """Keeps what is compared in a variable, and compares it more often: before the test's own comparison, and after."""

    def __init__(self, *, mocked: bool) -> None:
        self.count = 0
        self.mocked = mocked
        self.functions = 0
        self.meets = False
        self.name = f"_{random_name()}"

    def helper(self) -> list[ast.stmt]:
        """The function of `meeting.py` under this file's own name for it."""
        (function,) = [node for node in ast.parse(_MEETING.read_text()).body if isinstance(node, ast.FunctionDef)]
        function.name = self.name
        function.body = function.body[1:]
        for node in ast.walk(function):  # names of types mean nothing in the test's file
            if isinstance(node, ast.FunctionDef):
                node.returns = None
            elif isinstance(node, ast.arg):
                node.annotation = None
            elif isinstance(node, ast.AnnAssign):
                node.annotation = ast.Constant(None)
        return [function]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Only comparisons in functions meet others: a variable of a module would stay."""
        self._within(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        """See `visit_FunctionDef`."""
        self._within(node)
        return node

    def _within(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.functions += 1
        self.generic_visit(node)
        self.functions -= 1

    def visit_Expr(self, node: ast.Expr) -> list[ast.stmt]:
        """See `_twice`."""
        return self._twice(node)

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        """See `_twice`."""
        return self._twice(node)

    def _twice(self, statement: ast.Expr | ast.Assert) -> list[ast.stmt]:
        """A statement that compares with a literal, and before and after it the same value with other literals."""
        expected = expected_value(statement)
        if expected is None:
            return self._meeting(statement)
        values, index = expected
        compare = statement.test if isinstance(statement, ast.Assert) else None
        value = compare.left if isinstance(compare, ast.Compare) else values[1 - index]
        if literal(value) or isinstance(value, ast.Starred) or not _writable(values[index]):
            return [statement]
        name = f"_compared_{self.count}"
        self.count += 1
        kept = ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)
        if isinstance(compare, ast.Compare):
            compare.left = ast.Name(id=name, ctx=ast.Load())
        else:
            values[1 - index] = ast.Name(id=name, ctx=ast.Load())
        # before: what equals whatever it meets first; after: what equals everything from then on
        expected_literal = ast.literal_eval(values[index])
        before = [_differs(name, other) for other in other_parts(expected_literal)]
        return [kept, *before, statement, _differs(name, _other(expected_literal))]

    def _meeting(self, statement: ast.Expr | ast.Assert) -> list[ast.stmt]:
        """A statement that compares two values, of which either may be the expected one, between two meetings."""
        sides = _sides(statement)
        if sides is None or not self.functions:
            return [statement]
        self.meets = True
        names = f"_left_{self.count}", f"_right_{self.count}"
        self.count += 1
        kept: list[ast.stmt] = []
        for name, (values, index) in zip(names, sides, strict=True):
            kept.append(ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=values[index]))
            values[index] = ast.Name(id=name, ctx=ast.Load())
        if isinstance(compare := _comparison(statement), ast.Compare):
            compare.left = ast.Name(id=names[0], ctx=ast.Load())
        left, right = names
        folder = "__file__.rpartition('/')[0]"
        before, after = (
            ast.parse(f"{self.name}({left}, {right}, __name__, {folder}, {self.mocked}, {judged})").body[0]
            for judged in (False, True)
        )
        # what a test wants to see freed is held by nobody else
        return [*kept, before, statement, after, *ast.parse(f"{left} = {right} = None").body]

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Only statements of methods: a variable of a class would be inherited."""
        for member in node.body:
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                self.visit(member)
        return node


def _after_the_first(body: list[ast.stmt]) -> int:
    """The index after a module's docstring and what it imports from the future."""
    index = 0
    while index < len(body) and (
        (isinstance(node := body[index], ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.ImportFrom) and node.module == "__future__")
    ):
        index += 1
    return index


def _comparison(statement: ast.Expr | ast.Assert) -> ast.expr | None:
    """What an `assert` or an `assertTrue` asserts."""
    if isinstance(statement, ast.Assert):
        return statement.test
    call = statement.value
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "assertTrue":
        return call.args[0] if call.args else None
    return None


def _sides(statement: ast.Expr | ast.Assert) -> list[tuple[list[ast.expr], int]] | None:
    """Where the two values stand that a statement compares, as lists and the indices in them."""
    compare = _comparison(statement)
    if isinstance(compare, ast.Compare) and len(compare.ops) == 1 and isinstance(compare.ops[0], ast.Eq):
        return [([compare.left], 0), (compare.comparators, 0)]
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _EQUALITIES):
        return None
    values = call.args[:2]
    starred = any(isinstance(value, ast.Starred) for value in values)
    return None if starred or len(values) < 2 else [(call.args, 0), (call.args, 1)]


def _differs(name: str, other: object) -> ast.stmt:
    """A statement that fails where what `name` holds equals `other`."""
    return ast.parse(f"assert not {name} == {other!r}").body[0]


def expected_value(statement: ast.stmt) -> tuple[list[ast.expr], int] | None:
    """Where the literal stands that `statement` compares with, as a list and the index in it; None for no literal."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        named = isinstance(call.func, ast.Attribute) and call.func.attr in _EQUALITIES
        if named and len(call.args) >= 2:
            return next(((call.args, at) for at in (1, 0) if literal(call.args[at])), None)
    if isinstance(statement, ast.Assert) and isinstance(statement.test, ast.Compare):
        compare = statement.test
        if len(compare.ops) == 1 and isinstance(compare.ops[0], ast.Eq) and literal(compare.comparators[0]):
            return compare.comparators, 0
    return None


_EQUALITIES = frozenset(
    {"assertEqual", "assertAlmostEqual", "assertListEqual", "assertDictEqual", "assertTupleEqual", "assertSetEqual"}
)


def literal(node: ast.expr) -> bool:
    """Whether an expression is a literal."""
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return False
    return True


def _writable(node: ast.expr) -> bool:
    """Whether what a literal stands for is a literal as Python writes it: infinity is none."""
    return literal(ast.parse(repr(ast.literal_eval(node)), mode="eval").body)


def something_else(node: ast.expr) -> ast.expr:
    """A literal of the same type as `node` that no honest answer will be."""
    parsed = ast.parse(repr(_other(ast.literal_eval(node))))
    assert isinstance(parsed.body[0], ast.Expr)
    return parsed.body[0].value


def other_parts(value: Any) -> list[Any]:
    """Values of the same type, in each of which another part is changed, from the first to the last; of many, some.

    In this order no part meets its own value before another one: a list is compared up to what differs.
    """
    paths = list(_paths(value))
    kept = sorted(secrets.SystemRandom().sample(range(len(paths)), min(len(paths), _MOST_PARTS)))
    return [_changed_at(value, paths[index]) for index in kept]


_MOST_PARTS = 12


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """The indices and keys that lead to each innermost part of a value."""
    if isinstance(value, dict | list | tuple) and value:
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        yield from ((key, *rest) for key, part in parts for rest in _paths(part))
    else:
        yield ()


def _changed_at(value: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        return _other(value)
    key, *rest = path
    part = _changed_at(value[key], tuple(rest))
    return {**value, key: part} if isinstance(value, dict) else type(value)([*value[:key], part, *value[key + 1 :]])


def _other(value: Any) -> Any:
    """Another value of the same type; in a container, one of its parts is another one."""
    return _CHANGES.get(type(value), _any_word)(value)


def _with_another(value: Any) -> list[Any]:
    parts = list(value)
    if not parts:
        return [random_name()]
    index = secrets.randbelow(len(parts))
    parts[index] = _other(parts[index])
    return parts


def _dict_with_another(value: dict[Any, Any]) -> dict[Any, Any]:
    if not value:
        return {random_name(): 0}
    key = secrets.choice(list(value))
    return {**value, key: _other(value[key])}


_CHANGES: dict[type, Callable[..., object]] = {
    int: lambda value: value + secrets.randbelow(10**9) + 10**9,
    float: lambda value: (secrets.randbelow(10**9) + 10**9 + 0.5) * (1e-18 if abs(value) > 1 else 1),
    str: lambda value: value + random_name(),
    bytes: lambda value: value + random_name().encode(),
    list: _with_another,
    tuple: lambda value: tuple(_with_another(value)),
    set: lambda value: {*value, random_name()},
    dict: _dict_with_another,
}
"""How a value of each type is changed; True, False and None become a random text: their opposite may be honest."""


def _any_word(value: object) -> str:
    return random_name()
