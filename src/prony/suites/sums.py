"""Sums over noted numbers: `after.y - 2 * before.y`. Numbers, NAME.MEASURE, the four operations and brackets. Pure."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping

LONGEST = 300
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class SumFault(ValueError):
    """A text that is no sum."""


def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers that a sum asks for, each as NAME and MEASURE. Raises SumFault."""
    tree = _tree(text)
    _check(tree)
    return tuple(
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    )


def work_out(text: str, noted: Mapping[str, Mapping[str, float]]) -> float:
    """The sum; nan where it asks for what was not noted, or divides by nothing. Raises SumFault."""
    tree = _tree(text)
    _check(tree)
    try:
        return _value(tree, noted)
    except (KeyError, ZeroDivisionError, OverflowError):
        return math.nan


def _tree(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise SumFault("it is too long")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SumFault("it is no sum") from error


def _check(node: ast.expr) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            _check(left)
            _check(right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand)
        case ast.Constant(value=value) if type(value) in (int, float):
            pass
        case ast.Attribute(value=ast.Name()):
            pass
        case _:
            raise SumFault("a sum has numbers, NAME.MEASURE, + - * / and brackets")


def _value(node: ast.expr, noted: Mapping[str, Mapping[str, float]]) -> float:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left, noted), _value(right, noted))
        case ast.UnaryOp(operand=operand):
            return -_value(operand, noted)
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.Attribute(value=ast.Name(id=name), attr=measure):
            return noted[name][measure]
    raise SumFault("no sum")
