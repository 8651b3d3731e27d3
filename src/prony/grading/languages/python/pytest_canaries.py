"""Negative controls for pytest: plain ones, and copies of the suite's own functions that fail at a value or the end."""

from __future__ import annotations

import ast
import random
import secrets
from collections.abc import Iterator

from prony.grading.canaries import MOST_TURNED, Canaries, random_name
from prony.grading.languages.python.copies import TestFunction, end_with, imports_of, is_named, is_test, turn
from prony.grading.languages.python.unequals import with_unequals

WAYS = {
    "assert": "assert {n} == {m}",
    " in ": "assert {n} in [{m}]",
    "not ": "assert not {n}",
    "raises": "with pytest.raises(ValueError):\n        {n}",
    "approx": "assert {n} == pytest.approx({m}.5)",
    "fail": "pytest.fail('{n}')",
}
"""How a test can fail, by a word that stands in a file whose tests may fail so."""

Container = ast.Module | ast.ClassDef


def pytest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for pytest: plain ones, and two copies of each function in `tests`, as far as they allow it.

    A test file runs under a random name, as its copies do, and its functions end in a comparison as theirs do.
    """
    plain, ids = _plain(tests, module)
    files, renamed, prefixes = dict(plain), {}, {}
    copied: dict[str, tuple[str, ...]] = {}
    for path, source in tests.items():
        text = with_unequals(source)
        copy, turned = _beside(path), _beside(path)
        files[copy] = _ended(text, equal=False)
        copied[f"{path}::"] = (f"{copy}::",)
        if found := _turned(text):
            files[turned] = found[0]
            ids += [f"{turned}::{test_id}" for test_id in found[1]]
        new = path if is_named(path, tests) else _beside(path)
        files[new] = _ended(text, equal=True)
        if new != path:
            renamed[path] = new
            prefixes[f"{path}::"] = f"{new}::"
    return Canaries(files=files, ids=tuple(ids), renamed=renamed, prefixes=prefixes, copied=copied)


def _plain(tests: dict[str, bytes], module: str) -> tuple[dict[str, bytes], list[str]]:
    """A file with a test for each way to fail that the suite's tests may use, and one for an error."""
    number = secrets.randbelow(10**9) + 1
    used = [way for word, way in WAYS.items() if any(word.encode() in source for source in tests.values())]
    lines = [way.format(n=number, m=number + 1) for way in ("raise RuntimeError('{n}')", WAYS["assert"], *used)]
    name, function = f"test_{random_name()}.py", f"test_{random_name()}"
    imports = imports_of(tests) or f"import {module.removesuffix('.py').replace('/', '.')}"
    lines = list(dict.fromkeys(lines))
    body = "".join(f"def {function}_{at}():\n    {line}\n\n\n" for at, line in enumerate(lines))
    return {name: f"{imports}\nimport pytest\n\n\n{body}".encode()}, [
        f"{name}::{function}_{at}" for at in range(len(lines))
    ]


def _beside(path: str) -> str:
    """A random name for a file of tests in the folder of `path`."""
    folder = path.rpartition("/")[0]
    return f"{folder}/test_{random_name()}.py" if folder else f"test_{random_name()}.py"


def _containers(tree: ast.Module) -> Iterator[Container]:
    """The module, and its classes of tests."""
    yield tree
    yield from (node for node in tree.body if isinstance(node, ast.ClassDef))


def _functions(container: Container) -> list[TestFunction]:
    """Its tests. A coroutine needs a plugin, which is not there."""
    return [node for node in container.body if is_test(node) and isinstance(node, ast.FunctionDef)]


def _ended(source: bytes, *, equal: bool) -> bytes:
    """A file whose tests end in a comparison of two numbers, wherever they return."""
    tree = ast.parse(source)
    for container in _containers(tree):
        for function in _functions(container):
            _end(function, equal)
    return ast.unparse(ast.fix_missing_locations(tree)).encode()


def _end(function: TestFunction, equal: bool) -> None:
    number = secrets.randbelow(10**9) + 1
    end_with(function, f"assert {number} == {number if equal else number + 1}")


def _turned(source: bytes) -> tuple[bytes, list[str]] | None:
    """A copy of a file that has some of the tests that can expect something random instead, and their ids.

    What a decorator makes several tests of is left out: its ids are not told by the source.
    """
    tree = ast.parse(source)
    able = [
        (container, function)
        for container in _containers(tree)
        for function in _functions(container)
        if not function.decorator_list and not getattr(container, "decorator_list", ()) and turn(function.body)
    ]
    kept = random.SystemRandom().sample(able, min(len(able), MOST_TURNED))
    if not kept:
        return None
    chosen = {id(function) for _, function in kept}
    for container in _containers(tree):
        rest = [node for node in container.body if not is_test(node) or id(node) in chosen]
        container.body = rest or [ast.Pass()]
    for _, function in kept:
        _end(function, equal=True)
    ids = [
        f"{container.name}::{function.name}" if isinstance(container, ast.ClassDef) else function.name
        for container, function in kept
    ]
    return ast.unparse(ast.fix_missing_locations(tree)).encode(), ids
