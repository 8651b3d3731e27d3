"""Comparisons in tests of unittest, and values that a right answer does not equal."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prony.grading.canaries import random_name


def with_unequals(source: bytes) -> bytes:
    """A file of tests in which what is compared must also differ from other values than the expected one.

    So an object that equals everything passes no test, wherever in it it comes back, nor one that equals what it meets
    first.
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
    """Keeps what is compared in variables, and lets it meet other values before and after the test's own comparison."""

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
        """See `_meeting`."""
        return self._meeting(node)

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        """See `_meeting`."""
        return self._meeting(node)

    def _meeting(self, statement: ast.Expr | ast.Assert) -> list[ast.stmt]:
        """A statement that compares two values, of which either may be the expected one, between two meetings."""
        sides = _sides(statement)
        if sides is None or not self.functions:
            return [statement]
        texts: list[str] = []
        kept: list[ast.Assign] = []
        for values, index in sides:
            value = values[index]
            if literal(value):  # it stays where it is: a control may have another one there
                texts.append(ast.unparse(value))
                continue
            texts.append(f"_compared_{self.count}")
            self.count += 1
            kept.append(ast.Assign(targets=[ast.Name(id=texts[-1], ctx=ast.Store())], value=value))
            values[index] = ast.Name(id=texts[-1], ctx=ast.Load())
        if not kept:
            return [statement]
        self.meets = True
        if isinstance(compare := _comparison(statement), ast.Compare):
            compare.left = sides[0][0][0]
        here = "__name__, __file__.rpartition('/')[0]" if len(kept) == 2 else "'', ''"
        before, after = (
            ast.parse(f"{self.name}({', '.join(texts)}, {here}, {self.mocked}, {judged})").body[0]
            for judged in (False, True)
        )
        # what a test wants to see freed is held by nobody else
        freed = [ast.Assign(targets=assign.targets, value=ast.Constant(None)) for assign in kept]
        return [*kept, before, statement, after, *freed]

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
