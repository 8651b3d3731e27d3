"""Comparisons with a literal in tests of unittest, and values that a right answer does not equal."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Callable
from typing import Any

from prony.grading.canaries import random_name


def with_unequals(source: bytes) -> bytes:
    """A file of tests in which what is compared with a literal must also differ from another one.

    So an object that equals everything passes no test, wherever in it it comes back.
    """
    tree = ast.parse(source)
    _Unequals().visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree)).encode()


class _Unequals(ast.NodeTransformer):
    """Keeps what is compared in a variable, and compares it twice more."""

    def __init__(self) -> None:
        self.count = 0

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
            return [statement]
        values, index = expected
        compare = statement.test if isinstance(statement, ast.Assert) else None
        value = compare.left if isinstance(compare, ast.Compare) else values[1 - index]
        if literal(value) or isinstance(value, ast.Starred):
            return [statement]
        name = f"_compared_{self.count}"
        self.count += 1
        kept = ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)
        if isinstance(compare, ast.Compare):
            compare.left = ast.Name(id=name, ctx=ast.Load())
        else:
            values[1 - index] = ast.Name(id=name, ctx=ast.Load())
        # before: what equals whatever it meets first; after: what equals everything from then on
        before, after = (
            ast.parse(f"assert not {name} == {ast.unparse(something_else(values[index]))}").body[0] for _ in range(2)
        )
        return [kept, before, statement, after]

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Only statements of methods: a variable of a class would be inherited."""
        for member in node.body:
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                self.visit(member)
        return node


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


def something_else(node: ast.expr) -> ast.expr:
    """A literal of the same type as `node` that no honest answer will be."""
    parsed = ast.parse(repr(_other(ast.literal_eval(node))))
    assert isinstance(parsed.body[0], ast.Expr)
    return parsed.body[0].value


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
    float: lambda value: value + secrets.randbelow(10**9) + 10**9,
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
