"""Negative controls for unittest: plain ones, and copies of the suite's own methods that fail at a value or the end."""

from __future__ import annotations

import ast
import random
import secrets
import sys

from prony.grading.canaries import MOST_TURNED, NO_CANARIES, Canaries, random_name
from prony.grading.languages.python.copies import end_with, imports_of, is_named, is_test, turn
from prony.grading.languages.python.unequals import with_unequals


def unittest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Python's unittest: plain ones, and two copies of each method in `tests`, as far as they allow it.

    A test file runs under a random name, as its copies do, and its methods end in a comparison as theirs do.
    """
    name, method = f"test_{random_name()}", random_name()
    imports = imports_of(tests) or f"import {module.removesuffix('.py').replace('/', '.')}"
    lines = _plain_unittest(tests, module)
    body = "\n".join(f"    def test_{method}_{number}(self):\n        {line}" for number, line in enumerate(lines))
    files = {f"{name}.py": f"{imports}\nimport unittest\n\n\nclass Case(unittest.TestCase):\n{body}\n".encode()}
    ids = [f"{name}.Case.test_{method}_{number}" for number in range(len(lines))]
    renamed, prefixes = {}, {}
    for path, plain in tests.items():
        source = with_unequals(plain)
        for copy in (_copied(path, source), _turned(path, source)):
            files.update(copy.files)
            ids += copy.ids
        new = path if is_named(path, tests) else _beside(path)
        files[new] = ast.unparse(_with_last_words(ast.parse(source), equal=True)[0]).encode()
        if new != path:
            renamed[path] = new
            prefixes[_dotted(path) + "."] = _dotted(new) + "."
    return Canaries(files=files, ids=tuple(ids), renamed=renamed, prefixes=prefixes)


def _beside(path: str) -> str:
    """A random name for a file of tests in the folder of `path`."""
    folder = path.rpartition("/")[0]
    return f"{folder}/test_{random_name()}.py" if folder else f"test_{random_name()}.py"


def _dotted(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _imported(tree: ast.Module) -> list[str]:
    """The modules that a file imports; one beside it by a name that begins with a dot."""
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    other = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [*plain, *("." * node.level + (node.module or "") for node in other)]


WAYS = {
    "assertEqual": "self.assertEqual({n}, {m})",
    "assertNotEqual": "self.assertNotEqual({n}, {n})",
    "assertTrue": "self.assertTrue({n} == {m})",
    "assertFalse": "self.assertFalse({n} == {n})",
    "assertIs": "self.assertIs({n}, None)",
    "assertIsNot": "self.assertIsNot(None, None)",
    "assertIsNone": "self.assertIsNone({n})",
    "assertIsNotNone": "self.assertIsNotNone(None)",
    "assertIn": "self.assertIn({n}, [{m}])",
    "assertNotIn": "self.assertNotIn({n}, [{n}])",
    "assertIsInstance": "self.assertIsInstance({n}, str)",
    "assertLess": "self.assertLess({m}, {n})",
    "assertLessEqual": "self.assertLessEqual({m}, {n})",
    "assertGreater": "self.assertGreater({n}, {m})",
    "assertGreaterEqual": "self.assertGreaterEqual({n}, {m})",
    "assertAlmostEqual": "self.assertAlmostEqual({n}.5, {m}.5)",
    "assertListEqual": "self.assertListEqual([{n}], [{m}])",
    "assertTupleEqual": "self.assertTupleEqual(({n},), ({m},))",
    "assertDictEqual": "self.assertDictEqual({{1: {n}}}, {{1: {m}}})",
    "assertSetEqual": "self.assertSetEqual({{{n}}}, {{{m}}})",
    "assertCountEqual": "self.assertCountEqual([{n}], [{m}])",
    "assertRegex": "self.assertRegex('{n}', '^{m}$')",
    "assertRaises": "self.assertRaises(ValueError, lambda: {n})",
    "assertRaisesRegex": "self.assertRaisesRegex(ValueError, '{n}', lambda: {n})",
    "assert ": "assert {n} == {m}",
    "fail": "self.fail('{n}')",
}
"""How a test can fail, by a word that stands in a file whose tests may fail so."""


def _plain_unittest(tests: dict[str, bytes], module: str) -> tuple[str, ...]:
    """A control for each way to fail that the tests use, and one for an error; others turn none of them green.

    Where tests import what is neither the submission nor the language's own, a helper may use any way.
    """
    number = secrets.randbelow(10**9) + 1
    known = {*sys.stdlib_module_names, module.partition("/")[0].removesuffix(".py")}
    helped = any(
        name.partition(".")[0] not in known for source in tests.values() for name in _imported(ast.parse(source))
    )
    used = [way for word, way in WAYS.items() if helped or any(word.encode() in text for text in tests.values())]
    ways = ["raise RuntimeError('{n}')", WAYS["assertEqual"], *used]
    return tuple(way.format(n=number, m=number + 1) for way in dict.fromkeys(ways))


def _copied(path: str, source: bytes) -> Canaries:
    """A copy of a test file in which each method does what it does, and then compares two numbers that differ."""
    tree, ids = _with_last_words(ast.parse(source), equal=False)
    return _file(path, tree, ids)


def _turned(path: str, source: bytes) -> Canaries:
    """A copy of a test file that has some of the methods that can expect something random instead, at one place."""
    tree = ast.parse(source)
    turned = [method for case in _cases(tree) for method in filter(is_test, case.body) if turn(method.body)]
    kept = random.SystemRandom().sample(turned, min(len(turned), MOST_TURNED))
    for case in _cases(tree):
        case.body = [node for node in case.body if not is_test(node) or node in kept] or [ast.Pass()]
    tree, ids = _with_last_words(tree, equal=True)
    return _file(path, tree, ids)


def _file(path: str, tree: ast.Module, ids: list[str]) -> Canaries:
    if not ids:
        return NO_CANARIES
    new = _beside(path)
    text = ast.unparse(tree).encode()
    return Canaries(files={new: text}, ids=tuple(f"{_dotted(new)}.{test_id}" for test_id in ids))


def _with_last_words(tree: ast.Module, *, equal: bool) -> tuple[ast.Module, list[str]]:
    """A file whose test methods end in a comparison of two numbers, wherever they return; and their ids in it.

    Tests and controls look alike to whoever walks the frames: they differ in one number. A coroutine of a class that
    does not await its tests is left alone: it never fails.
    """
    ids = []
    for case in _cases(tree):
        awaits = any("Async" in ast.unparse(base) for base in case.bases)
        for method in filter(is_test, case.body):
            if not method.args.args + method.args.posonlyargs or (
                isinstance(method, ast.AsyncFunctionDef) and not awaits
            ):
                continue
            own = (*method.args.posonlyargs, *method.args.args)[0].arg
            number = secrets.randbelow(10**9) + 1
            end_with(method, f"{own}.assertEqual({number}, {number if equal else number + 1})")
            ids.append(f"{case.name}.{method.name}")
    return ast.fix_missing_locations(tree), [*ids, *_inherited(tree, frozenset(ids))]


_FRAMEWORK = frozenset({"object", "TestCase", "IsolatedAsyncioTestCase"})


def _inherited(tree: ast.Module, ids: frozenset[str]) -> list[str]:
    """The ids of tests among `ids` in classes that inherit them, as far as the file itself says who inherits what."""
    classes = {case.name: case for case in _cases(tree)}
    found = []
    for case in classes.values():
        line = _line(case, classes)
        names = dict.fromkeys(test_id.partition(".")[2] for test_id in ids)
        for name in names if line else ():
            definer = next((other for other in line if name in _bound(other)), None)
            if definer not in (None, case) and f"{definer.name}.{name}" in ids:
                found.append(f"{case.name}.{name}")
    return found


def _line(case: ast.ClassDef, classes: dict[str, ast.ClassDef], depth: int = 0) -> list[ast.ClassDef]:
    """A class and those that it inherits from, nearest first; empty where one of them is not of this file."""
    line = [case]
    for base in case.bases:
        name = ast.unparse(base)
        if name.removeprefix("unittest.") in _FRAMEWORK:
            continue
        above = _line(classes[name], classes, depth + 1) if name in classes and depth < 9 else []
        if not above:
            return []
        line += above
    return line


def _bound(case: ast.ClassDef) -> set[str]:
    """The names that a class's own body binds."""
    defined = {node.name for node in case.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return defined | {
        node.id for node in ast.walk(case) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _cases(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]
