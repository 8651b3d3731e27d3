"""Negative controls for level B: tests that a correct submission must fail, made fresh for each grading.

They run beside the suite's own tests, through the same runner and after the same imports. A hook that turns everything
green turns them green too. Two kinds: `plain` ones use every common way to fail, and `turned` ones are the suite's own
tests with their expected values changed, which also catch a value that claims to equal anything. Names are random.
"""

from __future__ import annotations

import ast
import json
import random
import re
import secrets
from collections.abc import Callable
from typing import TypeGuard

from prony.nouns import Noun

MOST_TURNED = 3
"""Turned tests for one file."""


class Canaries(Noun, frozen=True, kw_only=True):
    """Test files to lay beside the suite's own, and the ids in them that must fail."""

    files: dict[str, bytes]
    ids: tuple[str, ...]


NO_CANARIES = Canaries(files={}, ids=())


def unittest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Python's unittest: plain ones, and turned copies of the methods in `tests` that allow it."""
    name, method = f"test_{_word()}", _word()
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
    new = f"test_{_word()}.py"
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
    str: lambda value: value + _word(),
    bytes: lambda value: value + _word().encode(),
    list: lambda value: [*value, _word()],
    tuple: lambda value: (*value, _word()),
    set: lambda value: {*value, _word()},
    dict: lambda value: {**value, _word(): 0},
}
"""How a value of each type is changed; True, False and None become a random text: their opposite may be honest."""


_RELATIVE = re.compile(r"""^\s*(?:import|export)\b[^"';]*["'](\.{1,2}/[^"'\n]+)["']""", re.MULTILINE)
"""What an ES module imports from beside itself."""


def _any_word(value: object) -> str:
    return _word()


def node_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Plain canaries for node:test."""
    name, label = f"{_word()}.test.mjs", _word()
    lines = _plain_node()
    body = "\n".join(f'test("{label} {number}", () => {{ {line} }});' for number, line in enumerate(lines))
    loads = {found for source in tests.values() for found in _RELATIVE.findall(source.decode("utf-8", "replace"))}
    head = "\n".join(
        (
            'import assert from "node:assert";',
            'import strict, { deepStrictEqual, strictEqual } from "node:assert/strict";',
            'import test from "node:test";',
            *(f"await import({json.dumps(name)}).catch(() => undefined);" for name in sorted(loads or {f"./{module}"})),
        )
    )
    ids = tuple(f"{name} > {label} {number}" for number in range(len(lines)))
    return Canaries(files={name: f"{head}\n{body}\n".encode()}, ids=ids)


def _plain_node() -> tuple[str, ...]:
    number = secrets.randbelow(10**9) + 1
    other = number + 1
    return (
        f"assert.equal({number}, {other});",
        f"assert.strictEqual({number}, {other});",
        f"assert.deepEqual([{number}], [{other}]);",
        f"assert.deepStrictEqual({{ a: {number} }}, {{ a: {other} }});",
        f"assert.ok({number} === {other});",
        f"assert({number} === {other});",
        f"strict.equal({number}, {other});",
        f"strict.deepEqual([{number}], [{other}]);",
        f"strictEqual({number}, {other});",
        f"deepStrictEqual([{number}], [{other}]);",
        f"assert.throws(() => {number});",
        f"assert.fail('{number}');",
        f"throw new Error('{number}');",
    )


_PACKAGE = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)


def go_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Go's testing: plain ones in the package of each folder's first test file, and turned ones of all."""
    folders: dict[str, bytes] = {}
    for path, source in sorted(tests.items()):
        folders.setdefault(path.rpartition("/")[0], source)
    files, ids = {}, []
    for folder, source in folders.items():
        package = _PACKAGE.search(source)
        if package is None:
            continue
        word, prefix = _word(), f"{folder}/" if folder else ""
        names = [f"Test{word.capitalize()}{number}" for number in range(len(_plain_go()))]
        imports = "".join(f'\t"{name}"\n' for name in _GO_IMPORTS)
        body = "\n".join(
            f"func {name}(t *testing.T) {{\n\t{line}\n}}\n" for name, line in zip(names, _plain_go(), strict=True)
        )
        files[f"{prefix}{word}_test.go"] = f"package {package[1].decode()}\n\nimport (\n{imports})\n\n{body}".encode()
        ids += [f"{prefix}{name}" for name in names]
    for path, source in tests.items():
        turned = _turned_go(path, source)
        files.update(turned.files)
        ids += turned.ids
    return Canaries(files=files, ids=tuple(ids))


_GO_TEST = re.compile(rb"^func (Test(?![a-z])\w*)\(\w+ \*testing\.T\)", re.MULTILINE)


def _turned_go(path: str, source: bytes) -> Canaries:
    """Up to MOST_TURNED tests of a file once more, each of which fails at its end, however it got there."""
    package, names = _PACKAGE.search(source), [name.decode() for name in _GO_TEST.findall(source)]
    if package is None or not names or b"//go:build" in source:
        return NO_CANARIES
    chosen = random.SystemRandom().sample(names, min(MOST_TURNED, len(names)))
    called = {f"{name}{_word().capitalize()}": name for name in chosen}
    body = "\n".join(f"func {new}(t *testing.T) {{\n\tdefer t.Fail()\n\t{old}(t)\n}}\n" for new, old in called.items())
    folder, _, file = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    # The end of a file's name may say for which system it is.
    text = f'package {package[1].decode()}\n\nimport "testing"\n\n{body}'.encode()
    return Canaries(files={f"{prefix}{_word()}_{file}": text}, ids=tuple(f"{prefix}{new}" for new in called))


_GO_IMPORTS = ("bytes", "errors", "fmt", "reflect", "strings", "testing")


def _plain_go() -> tuple[str, ...]:
    number = secrets.randbelow(10**9) + 1
    other = number + 1
    return (
        "t.Fail()",
        f't.Errorf("%d", {number})',
        f't.Error("{number}")',
        f't.Fatalf("%d", {number})',
        f't.Fatal("{number}")',
        "t.FailNow()",
        f'panic("{number}")',
        f'if got := fmt.Sprint({number}); got != "{other}" {{\n\t\tt.Errorf("got %s", got)\n\t}}',
        f"if !reflect.DeepEqual([]int{{{number}}}, []int{{{other}}}) {{\n\t\tt.Fail()\n\t}}",
        f'if !bytes.Equal([]byte("{number}"), []byte("{other}")) {{\n\t\tt.Fail()\n\t}}',
        f'if !strings.Contains("{number}", "{other}") {{\n\t\tt.Fail()\n\t}}',
        f'if !errors.Is(errors.New("{number}"), errors.New("{number}")) {{\n\t\tt.Fail()\n\t}}',
        't.Run("one", func(t *testing.T) { t.Fail() })',
        't.Run("one", func(t *testing.T) { t.Parallel(); t.Fail() })',
    )


def _word() -> str:
    """A random name."""
    return "c" + secrets.token_hex(8)
