"""Negative controls for unittest: plain ones, and methods of the suite's own with another value expected."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Callable
from typing import TypeGuard

from prony.grading.canaries import MOST_TURNED, NO_CANARIES, Canaries, random_name


def unittest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Python's unittest: plain ones, and turned copies of the methods in `tests` that allow it."""
    name, method = f"test_{random_name()}", random_name()
    imports = _imports(tests) or f"import {module.removesuffix('.py').replace('/', '.')}"
    body = "\n".join(
        f"    def test_{method}_{number}(self):\n        {line}" for number, line in enumerate(_plain_unittest())
    )
    files = {f"{name}.py": f"{imports}\nimport unittest\n\n\nclass Case(unittest.TestCase):\n{body}\n".encode()}
    ids = [f"{name}.Case.test_{method}_{number}" for number in range(len(_plain_unittest()))]
    for path, source in tests.items():
        turned = _turned(path, source)
        files.update(turned.files)
        ids += turned.ids
    return Canaries(files=files, ids=tuple(ids))


def _imports(tests: dict[str, bytes]) -> str:
    """The import lines of the suite's own files: a control must load what they load, hooks included."""
    lines = [
        ast.unparse(node)
        for source in tests.values()
        for node in ast.parse(source).body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    return "\n".join(dict.fromkeys(lines))


def _plain_unittest() -> tuple[str, ...]:
    number = secrets.randbelow(10**9) + 1
    return (
        f"self.assertEqual({number}, {number + 1})",
        f"self.assertTrue({number} == {number + 1})",
        f"assert {number} == {number + 1}",
        f"self.assertIn({number}, [{number + 1}])",
        f"self.fail('{number}')",
        f"raise RuntimeError('{number}')",
        f"self.assertRaises(ValueError, lambda: {number})",
    )


def _turned(path: str, source: bytes) -> Canaries:
    """A copy of a test file in which up to MOST_TURNED methods expect something random instead."""
    tree = ast.parse(source)
    new = f"test_{random_name()}.py"
    ids: list[str] = []
    for case in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
        for method in [node for node in case.body if _is_test(node)]:
            if len(ids) < MOST_TURNED and _turn(method.body):
                ids.append(f"{new.removesuffix('.py')}.{case.name}.{method.name}")
            else:
                case.body.remove(method)
        case.body = case.body or [ast.Pass()]
    if not ids:
        return NO_CANARIES
    folder = path.rpartition("/")[0]
    prefix = folder.replace("/", ".") + "." if folder else ""
    file = f"{folder}/{new}" if folder else new
    return Canaries(files={file: ast.unparse(tree).encode()}, ids=tuple(prefix + test_id for test_id in ids))


def _is_test(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")


def _turn(body: list[ast.stmt]) -> bool:
    """Change the expected value of a method's first comparison with a literal, if it is sure to be reached.

    Only statements of the method's own body are sure to run, and only where nothing before them can return.
    """
    for statement in body:
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            return False
        expected = _expected(statement)
        if expected is not None:
            values, index = expected
            values[index] = _something_else(values[index])
            return True
    return False


def _expected(statement: ast.stmt) -> tuple[list[ast.expr], int] | None:
    """Where the literal stands that `statement` compares with, as a list and the index in it; None for no literal."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        named = isinstance(call.func, ast.Attribute) and call.func.attr in _EQUALITIES
        if named and len(call.args) >= 2:
            return next(((call.args, at) for at in (1, 0) if _literal(call.args[at])), None)
    if isinstance(statement, ast.Assert) and isinstance(statement.test, ast.Compare):
        compare = statement.test
        if len(compare.ops) == 1 and isinstance(compare.ops[0], ast.Eq) and _literal(compare.comparators[0]):
            return compare.comparators, 0
    return None


_EQUALITIES = frozenset(
    {"assertEqual", "assertAlmostEqual", "assertListEqual", "assertDictEqual", "assertTupleEqual", "assertSetEqual"}
)


def _literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return False
    return True


def _something_else(node: ast.expr) -> ast.expr:
    """A literal of the same type as `node` that no honest answer will be."""
    value = ast.literal_eval(node)
    change = _CHANGES.get(type(value), _any_word)
    parsed = ast.parse(repr(change(value)))
    assert isinstance(parsed.body[0], ast.Expr)
    return parsed.body[0].value


_CHANGES: dict[type, Callable[..., object]] = {
    int: lambda value: value + secrets.randbelow(10**9) + 10**9,
    float: lambda value: value + secrets.randbelow(10**9) + 10**9,
    str: lambda value: value + random_name(),
    bytes: lambda value: value + random_name().encode(),
    list: lambda value: [*value, random_name()],
    tuple: lambda value: (*value, random_name()),
    set: lambda value: {*value, random_name()},
    dict: lambda value: {**value, random_name(): 0},
}
"""How a value of each type is changed; True, False and None become a random text: their opposite may be honest."""


def _any_word(value: object) -> str:
    return random_name()
