"""Negative controls for unittest: plain ones, and copies of the suite's own methods that fail at a value or the end."""

from __future__ import annotations

import ast
import random
import secrets
import sys
from typing import TypeGuard

from prony.grading.canaries import MOST_TURNED, NO_CANARIES, Canaries, random_name
from prony.grading.languages.python.unequals import expected_value, something_else, with_unequals


def unittest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Python's unittest: plain ones, and two copies of each method in `tests`, as far as they allow it.

    A test file runs under a random name, as its copies do, and its methods end in a comparison as theirs do.
    """
    name, method = f"test_{random_name()}", random_name()
    imports = _imports(tests) or f"import {module.removesuffix('.py').replace('/', '.')}"
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
        new = path if _is_named(path, tests) else _beside(path)
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


def _is_named(path: str, tests: dict[str, bytes]) -> bool:
    """Whether any file of tests names the module at `path`, in an import or a text, so that it must keep its name."""
    stem = path.rpartition("/")[2].removesuffix(".py")
    return any(stem in name for source in tests.values() for name in _names(ast.parse(source)))


def _imported(tree: ast.Module) -> list[str]:
    """The modules that a file imports; one beside it by a name that begins with a dot."""
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    other = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [*plain, *("." * node.level + (node.module or "") for node in other)]


def _names(tree: ast.Module) -> list[str]:
    """What could name a module: names in imports, and texts."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names += [part for alias in node.names for part in alias.name.split(".")]
            names += (getattr(node, "module", None) or "").split(".")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.append(node.value)
    return names


def _imports(tests: dict[str, bytes]) -> str:
    """The import lines of the suite's own files: a control must load what they load, hooks included."""
    lines = [
        ast.unparse(node)
        for source in tests.values()
        for node in ast.parse(source).body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    return "\n".join(dict.fromkeys(lines))


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
    turned = [method for case in _cases(tree) for method in filter(_is_test, case.body) if _turn(method.body)]
    kept = random.SystemRandom().sample(turned, min(len(turned), MOST_TURNED))
    for case in _cases(tree):
        case.body = [node for node in case.body if not _is_test(node) or node in kept] or [ast.Pass()]
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
        for method in filter(_is_test, case.body):
            if not method.args.args + method.args.posonlyargs or (
                isinstance(method, ast.AsyncFunctionDef) and not awaits
            ):
                continue
            _end_with_a_comparison(method, equal)
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


def _end_with_a_comparison(method: ast.FunctionDef | ast.AsyncFunctionDef, equal: bool) -> None:
    """Put a method's body into a function within it, whose call the comparison follows.

    Where nothing in the body returns, each of its statements leaves a mark: who skips some has not passed.
    """
    own = (*method.args.posonlyargs, *method.args.args)[0].arg
    taken, passed = _parameters(method.args)
    kind = "async def" if isinstance(method, ast.AsyncFunctionDef) else "def"
    call = f"await {method.name}" if isinstance(method, ast.AsyncFunctionDef) else method.name
    number = secrets.randbelow(10**9) + 1
    body = method.body if _returns(method) else _marked(method.body)
    marks = "" if _returns(method) else f" assert _reached == {list(range(len(method.body)))}\n"
    (outer,) = ast.parse(
        f"{kind} outer():\n {kind} {method.name}({taken}): pass\n _reached = []\n {call}({passed})\n{marks}"
        f" {own}.assertEqual({number}, {number if equal else number + 1})"
    ).body
    assert isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
    inner = outer.body[0]
    assert isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
    inner.body, method.body = body, outer.body


def _returns(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(method))


def _marked(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a body, each followed by a mark of its own."""
    marks = ast.parse("\n".join(f"_reached.append({index})" for index in range(len(body)))).body
    return [statement for pair in zip(body, marks, strict=True) for statement in pair]


def _parameters(given: ast.arguments) -> tuple[str, str]:
    """Parameters of the same names without defaults, and how a call passes them on: a body may assign to them."""
    plain = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    star = [f"*{given.vararg.arg}"] if given.vararg else []
    names = [argument.arg for argument in given.kwonlyargs]
    rest = [f"**{given.kwarg.arg}"] if given.kwarg else []
    taken = [*plain, *(star or ["*"] * bool(names)), *names, *rest]
    passed = [*plain, *star, *(f"{name}={name}" for name in names), *rest]
    return ", ".join(taken), ", ".join(passed)


def _cases(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _is_test(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")


def _turn(body: list[ast.stmt]) -> bool:
    """Change the expected value of one of a method's comparisons with a literal that are sure to be reached, at random.

    Only statements of the method's own body are sure to run, and only where nothing before them can return.
    """
    places = []
    for statement in body:
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            break
        if (expected := expected_value(statement)) is not None:
            places.append(expected)
    if not places:
        return False
    values, index = secrets.choice(places)
    values[index] = something_else(values[index])
    return True
