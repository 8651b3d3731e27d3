"""The value of a Python expression, read from its syntax tree: constants, containers, and a little bounded arithmetic.

Nothing is run: each kind of node has its row here, sizes are bounded, and everything else is `NotLiteral`.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

LARGEST_INT_BITS = 4096
MOST_ITEMS = 100_000
"""Items of one container, or characters of one text, that arithmetic may make."""

Names = Mapping[str, Any]
"""The values of names that stand for a literal."""


class NotLiteral(ValueError):
    """An expression whose value cannot be read without running it."""


def parse(source: str) -> ast.Module:
    """The syntax tree of `source`. Raises NotLiteral where it has none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotLiteral(f"it is no Python that can be read: {error}") from None


def value_of(node: ast.expr, names: Names | None = None) -> Any:
    """The value of `node`, where `names` are known. Raises NotLiteral."""
    try:
        return _value(node, names or {})
    except RecursionError:
        raise NotLiteral("it is nested too deeply") from None
    except (ArithmeticError, TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise NotLiteral(f"it has no value: {error}") from None


def _value(node: ast.AST, names: Names) -> Any:
    reader = _READERS.get(type(node))
    if reader is None:
        raise NotLiteral(f"a {type(node).__name__} would have to be run")
    return reader(node, names)


def _constant(node: ast.Constant, names: Names) -> Any:
    if node.value is Ellipsis:
        raise NotLiteral("`...` is no plain value")
    return node.value


def _name(node: ast.Name, names: Names) -> Any:
    if node.id not in names:
        raise NotLiteral(f"{node.id} is not known without running anything")
    return names[node.id]


def _items(nodes: Iterable[ast.expr], names: Names) -> list[Any]:
    out: list[Any] = []
    for item in nodes:
        out += _value(item.value, names) if isinstance(item, ast.Starred) else [_value(item, names)]
    return out


def _dict(node: ast.Dict, names: Names) -> dict[Any, Any]:
    out: dict[Any, Any] = {}
    for key, item in zip(node.keys, node.values, strict=True):
        if key is None:
            raise NotLiteral("a dict within a dict's braces would have to be run")
        out[_value(key, names)] = _value(item, names)
    return out


def _unary(node: ast.UnaryOp, names: Names) -> Any:
    value = _value(node.operand, names)
    if isinstance(node.op, ast.Not):
        return not value
    _need_number(value)
    return _UNARY[type(node.op)](value)


def _binary(node: ast.BinOp, names: Names) -> Any:
    left, right = _value(node.left, names), _value(node.right, names)
    if isinstance(node.op, ast.Add) and type(left) is type(right) and type(left) in (list, tuple, str):
        return _bounded(left + right)
    if isinstance(node.op, ast.Mult) and type(right) is int and type(left) in (list, tuple, str):
        if len(left) * max(right, 0) > MOST_ITEMS:
            raise NotLiteral("it would be too large")
        return left * right
    _need_number(left)
    _need_number(right)
    if isinstance(node.op, ast.Pow) and type(left) is int and left.bit_length() * abs(right) > LARGEST_INT_BITS:
        raise NotLiteral("a power would be too large")
    if type(node.op) not in _BINARY:
        raise NotLiteral(f"{type(node.op).__name__} would have to be run")
    return _bounded(_BINARY[type(node.op)](left, right))


def _need_number(value: Any) -> None:
    if type(value) not in (int, float, complex, bool):
        raise NotLiteral("arithmetic of something that is no number")


def _bounded(value: Any) -> Any:
    if type(value) is int and value.bit_length() > LARGEST_INT_BITS:
        raise NotLiteral("a number would be too large")
    if type(value) in (list, tuple, str) and len(value) > MOST_ITEMS:
        raise NotLiteral("it would be too large")
    return value


def _call(node: ast.Call, names: Names) -> Any:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in _CALLS or name in names or node.keywords:
        raise NotLiteral(f"{ast.unparse(node.func)[:60]}() would have to be run")
    return _CALLS[name](*_items(node.args, names))


def _attribute(node: ast.Attribute, names: Names) -> Any:
    if isinstance(node.value, ast.Name) and node.value.id == "math" and node.attr in _MATH:
        return _MATH[node.attr]
    raise NotLiteral(f"{ast.unparse(node)[:60]} would have to be looked up")


def _range(*bounds: int) -> list[int]:
    span = range(*bounds)
    if len(span) > MOST_ITEMS:
        raise NotLiteral("a range is too long")
    return list(span)


def _text(value: Any) -> str:
    if type(value) not in (int, float, bool, str):
        raise NotLiteral("str() of a container would have to be run")
    return str(value)


def _float(value: Any) -> float:
    if type(value) is str and len(value) > 40:
        raise NotLiteral("float() of a long text")
    return float(value)


_READERS: dict[type[ast.AST], Callable[[Any, Names], Any]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.List: lambda node, names: _items(node.elts, names),
    ast.Tuple: lambda node, names: tuple(_items(node.elts, names)),
    ast.Set: lambda node, names: set(_items(node.elts, names)),
    ast.Dict: _dict,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Call: _call,
    ast.Attribute: _attribute,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_CALLS: dict[str, Callable[..., Any]] = {
    "tuple": lambda *items: tuple(*items),
    "list": lambda *items: list(*items),
    "set": lambda *items: set(*items),
    "frozenset": lambda *items: frozenset(*items),
    "range": _range,
    "str": _text,
    "float": _float,
    "complex": lambda *parts: complex(*(part for part in parts if not isinstance(part, str))),
}
_MATH = {"pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan, "tau": math.tau}
