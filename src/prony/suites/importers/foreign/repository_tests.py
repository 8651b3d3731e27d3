"""Tests of a repository in Python as the hidden tests of a task: which files belong to them, and how they find what
they test.

Hidden tests lie in a folder of their own, so a package that has its tests inside itself is in two places: the package
in the workspace, its tests beside the others. A short `__init__.py` among the hidden tests, a bridge, stands for the
package and continues in the workspace.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Collection, Iterable

_FOLDERS = ("tests", "test")
_BRIDGE = '''"""Stands for the package of this name, so that tests that lie in it find the rest of it."""

import os

__file__ = os.path.join(os.environ["PRONY_WORK"], {path!r})
__path__.append(os.path.dirname(__file__))
with open(__file__, "rb") as _opened:
    _code = compile(_opened.read(), __file__, "exec")
exec(_code)
'''


def test_support(paths: Collection[str], test_files: Iterable[str]) -> set[str]:
    """Of the `paths` of a tree those that `test_files` need beside what they test: the nearest folder called `tests`
    whole, without one what looks like tests beside them, and every conftest.py above."""
    needed: set[str] = set()
    for file in test_files:
        folders = file.split("/")[:-1]
        named = [depth for depth, folder in enumerate(folders, 1) if folder in _FOLDERS]
        if named:
            root = "/".join(folders[: named[-1]]) + "/"
            needed |= {path for path in paths if path.startswith(root)}
        else:
            own = "".join(f"{folder}/" for folder in folders)
            beside = {path for path in paths if path.startswith(own) and "/" not in path.removeprefix(own)}
            needed |= {path for path in beside if _looks_like_a_test(path)} | {file}
        above = ["".join(f"{folder}/" for folder in folders[:depth]) for depth in range(len(folders) + 1)]
        needed |= {f"{folder}conftest.py" for folder in above} & set(paths)
    return needed


def bridges(paths: Collection[str], hidden: Collection[str]) -> dict[str, bytes]:
    """The `__init__.py` that stand for the packages of which only the tests are among the `hidden` files."""
    made = {}
    for path in hidden:
        folders = path.split("/")[:-1]
        for depth in range(len(folders), 0, -1):
            module = "/".join([*folders[:depth], "__init__.py"])
            if module not in paths:
                break
            if module not in hidden:
                made[module] = _BRIDGE.format(path=module).encode()
    return made


def source_folders(paths: Collection[str]) -> list[str]:
    """The folders beside the root that packages lie in, as `src/` and `lib/` are."""
    found = []
    for folder in ("src", "lib"):
        packages = {path for path in paths if path.startswith(f"{folder}/") and path.endswith("/__init__.py")}
        modules = {path for path in paths if path.count("/") == 1 and path.startswith(f"{folder}/")}
        own = f"{folder}/__init__.py" in paths
        if not own and (any(path.count("/") == 2 for path in packages) or any(p.endswith(".py") for p in modules)):
            found.append(folder)
    return found


def parses(source: bytes) -> bool:
    """Whether a file of tests is Python as this machine reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _looks_like_a_test(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name == "conftest.py" or (name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py")))
