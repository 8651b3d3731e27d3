"""Assert statements as cases: what calls the function with values that can be read, and says what must come of it.

    assert f([1, 2]) == 3            assert f(1) is None           assert abs(f(2) - 0.5) < 1e-6
    assert 3 == f([1, 2])            for x in range(3): ...        assert math.isclose(f(2), 0.5, rel_tol=0.01)

A test of which one statement cannot be read is not read at all: half of a test would call wrong answers right.
"""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from prony.suites.importers.foreign.literals import Names, NotLiteral, value_of
from prony.suites.importers.foreign.tagged import tagged

MOST_STEPS = 20_000
"""Statements that are followed, those of loops once for each round."""

LARGEST_BYTES = 8 << 20
"""Of the cases of one test, as they are written."""

LARGEST_TOLERANCE = 0.5
"""Absolute tolerances below this never let one integer pass for another, which are compared exactly here."""

ISCLOSE_REL = 1e-9
"""The relative tolerance of `math.isclose` where none is said."""


def read_asserts(body: Sequence[ast.stmt], functions: frozenset[str]) -> list[dict[str, Any]]:
    """The cases of a test's statements, in which `functions` are the names of the function that is asked for.

    A case names no function and has no id yet. Raises NotLiteral for the first statement that cannot be read.
    """
    reader = _Reader(functions)
    try:
        reader.read(body)
    except NotLiteral:
        raise
    except RecursionError:
        raise NotLiteral("it is nested too deeply") from None
    except ValueError as error:
        raise NotLiteral(str(error)) from None
    if not reader.cases:
        raise NotLiteral("it asserts nothing of the function")
    return reader.cases


class _Reader:
    """Follows the statements of a test in their order, with the values of the names that they set."""

    def __init__(self, functions: frozenset[str]) -> None:
        self.functions = functions
        self.names: dict[str, Any] = {}
        self.cases: list[dict[str, Any]] = []
        self.steps = 0
        self.written_bytes = 0

    def read(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise NotLiteral(f"more than {MOST_STEPS} statements")
            if isinstance(statement, ast.Assert):
                if not _is_true(statement.test):
                    self.add(_case(statement.test, self.functions, self.names))
            elif isinstance(statement, ast.For) and not statement.orelse:
                self.loop(statement)
            elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                _bind(statement.targets[0], value_of(statement.value, self.names), self.names)
            elif not _says_nothing(statement):
                raise NotLiteral(f"a statement would have to be run: {ast.unparse(statement)[:80]}")

    def loop(self, loop: ast.For) -> None:
        items = value_of(loop.iter, self.names)
        if type(items) not in (list, tuple):
            raise NotLiteral("a loop over something that is no list")
        for item in items:
            _bind(loop.target, item, self.names)
            self.read(loop.body)

    def add(self, case: dict[str, Any]) -> None:
        self.cases.append(case)
        self.written_bytes += len(json.dumps(case))
        if self.written_bytes > LARGEST_BYTES:
            raise NotLiteral(f"its cases would be larger than {LARGEST_BYTES >> 20} MiB")


def _bind(target: ast.expr, value: Any, names: dict[str, Any]) -> None:
    if isinstance(target, ast.Name):
        names[target.id] = value
    elif isinstance(target, ast.Tuple) and type(value) in (list, tuple) and len(target.elts) == len(value):
        for inner, item in zip(target.elts, value, strict=True):
            _bind(inner, item, names)
    else:
        raise NotLiteral(f"an assignment would have to be run: {ast.unparse(target)[:60]}")


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and test.value is True


def _says_nothing(statement: ast.stmt) -> bool:
    """Whether a statement changes nothing that an assertion depends on: an import, a text, a bare name, `pass`."""
    return isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant | ast.Name)
    )


def _case(test: ast.expr, functions: frozenset[str], names: Names) -> dict[str, Any]:
    for read in _FORMS:
        case = read(test, functions, names)
        if case is not None:
            return case
    raise NotLiteral(f"an assertion computes: {ast.unparse(test)[:80]}")


def _compared(test: ast.expr, functions: frozenset[str], names: Names) -> dict[str, Any] | None:
    """`f(...) == E`, `E == f(...)`, and `is` with one of Python's single values."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq | ast.Is):
        return None
    left, right = test.left, test.comparators[0]
    call, other = (left, right) if _is_call(left, functions) else (right, left)
    if not _is_call(call, functions):
        return None
    expected = value_of(other, names)
    if isinstance(test.ops[0], ast.Is):
        if expected is not None and type(expected) is not bool:
            return None
        return {**_input(call, names), "expect": expected}
    return {**_input(call, names), "expect": tagged(expected), "equality": "python"}


def _near(test: ast.expr, functions: frozenset[str], names: Names) -> dict[str, Any] | None:
    """`abs(f(...) - E) < t`, with `<=`, `math.fabs` and both orders."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE):
        return None
    inner = _argument_of(test.left, ("abs", "fabs"))
    if not isinstance(inner, ast.BinOp) or not isinstance(inner.op, ast.Sub):
        return None
    call, other = (inner.left, inner.right) if _is_call(inner.left, functions) else (inner.right, inner.left)
    if not _is_call(call, functions):
        return None
    most, expected = value_of(test.comparators[0], names), value_of(other, names)
    if type(most) not in (int, float) or not 0 < most <= LARGEST_TOLERANCE or type(expected) not in (int, float):
        return None
    most = math.nextafter(most, 0) if isinstance(test.ops[0], ast.Lt) else most
    tolerance = {"abs": float(most), "rel": 0.0}
    return {**_input(call, names), "expect": tagged(expected), "tolerance": tolerance, "equality": "python"}


def _close(test: ast.expr, functions: frozenset[str], names: Names) -> dict[str, Any] | None:
    """`math.isclose(f(...), E, rel_tol=..., abs_tol=...)`."""
    if not isinstance(test, ast.Call) or _last_name(test.func) != "isclose" or len(test.args) != 2:
        return None
    call, other = test.args if _is_call(test.args[0], functions) else reversed(test.args)
    if not _is_call(call, functions):
        return None
    said = {keyword.arg or "": value_of(keyword.value, names) for keyword in test.keywords}
    expected = value_of(other, names)
    if not said.keys() <= {"rel_tol", "abs_tol"} or type(expected) not in (int, float):
        return None
    tolerance = {"abs": float(said.get("abs_tol", 0.0)), "rel": float(said.get("rel_tol", ISCLOSE_REL))}
    # As a float, since integers are compared exactly however far they may be off.
    return {**_input(call, names), "expect": float(expected), "tolerance": tolerance, "equality": "python"}


_FORMS: tuple[Callable[[ast.expr, frozenset[str], Names], dict[str, Any] | None], ...] = (_compared, _near, _close)


def _is_call(node: ast.expr, functions: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions


def _argument_of(node: ast.expr, callers: tuple[str, ...]) -> ast.expr | None:
    fits = isinstance(node, ast.Call) and _last_name(node.func) in callers and len(node.args) == 1
    return node.args[0] if fits and isinstance(node, ast.Call) else None


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""


def _input(call: ast.expr, names: Names) -> dict[str, Any]:
    assert isinstance(call, ast.Call)
    if any(keyword.arg is None for keyword in call.keywords):
        raise NotLiteral("arguments by ** would have to be run")
    out: dict[str, Any] = {"args": [tagged(item) for item in _arguments(call.args, names)]}
    kwargs = {str(keyword.arg): tagged(value_of(keyword.value, names)) for keyword in call.keywords}
    return {**out, "kwargs": kwargs} if kwargs else out


def _arguments(nodes: Sequence[ast.expr], names: Names) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Starred):
            yield from value_of(node.value, names)
        else:
            yield value_of(node, names)
