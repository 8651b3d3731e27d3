"""Copies of tests: what the controls of unittest and of pytest have in common."""

from __future__ import annotations

import ast
import secrets
from typing import TypeGuard

from prony.grading.languages.python.unequals import expected_value, something_else

TestFunction = ast.FunctionDef | ast.AsyncFunctionDef


def is_named(path: str, tests: dict[str, bytes]) -> bool:
    """Whether any file of tests names the module at `path`, in an import or a text, so that it must keep its name."""
    stem = path.rpartition("/")[2].removesuffix(".py")
    return any(stem in name for source in tests.values() for name in _names(ast.parse(source)))


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


def imports_of(tests: dict[str, bytes]) -> str:
    """The import lines of the suite's own files: a control must load what they load, hooks included."""
    lines = [
        ast.unparse(node)
        for source in tests.values()
        for node in ast.parse(source).body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    return "\n".join(dict.fromkeys(lines))


def end_with(method: TestFunction, last: str) -> None:
    """Put a test's body into a function within it, whose call the statement `last` follows.

    Where nothing in the body returns, each of its statements leaves a mark: who skips some has not passed.
    """
    taken, passed = _parameters(method.args)
    kind = "async def" if isinstance(method, ast.AsyncFunctionDef) else "def"
    call = f"await {method.name}" if isinstance(method, ast.AsyncFunctionDef) else method.name
    body = method.body if _returns(method) else _marked(method.body)
    marks = "" if _returns(method) else f" assert _reached == {list(range(len(method.body)))}\n"
    (outer,) = ast.parse(
        f"{kind} outer():\n {kind} {method.name}({taken}): pass\n _reached = []\n {call}({passed})\n{marks} {last}"
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


def is_test(node: ast.stmt) -> TypeGuard[TestFunction]:
    """Whether a statement defines what is named as a test."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")


def turn(body: list[ast.stmt]) -> bool:
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
