"""docs/attacks.md: every attack that is tried here and the verdict that it must get, as the tests themselves say it.

PRONY_WRITE_DOCS=1 writes the page anew.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

from hostile_programs import forgeries
from hostile_programs.told_otherwise import TOLD_OTHERWISE

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "attacks.md"
BEGIN, END = "<!-- the table -->\n", "<!-- end of the table -->\n"
HELD = "held"


def table() -> str:
    """A section for each file of attacks, a row for each test in it."""
    lines = []
    for path in sorted(FOLDER.glob("test_*.py")):
        tree = ast.parse(path.read_text())
        rows = [row for node in tree.body if is_test(node) for row in rows_of(node, tree)]
        if path.name != Path(__file__).name:
            title = (ast.get_docstring(tree) or path.stem).splitlines()[0].rstrip(".")
            lines += [
                f"### {title}",
                "",
                f"`tests/attacks/{path.name}`",
                "",
                "| attack | verdict |",
                "|---|---|",
                *rows,
                "",
            ]
    lines += [
        "### Told otherwise by Landlock",
        "",
        "Rows that attack the slot itself, in Python and JavaScript, are run in the backend `landlock`, too (`make",
        "test-slow`). There they get the same verdict; in these, a program is told something else:",
        "",
        "| attack | why |",
        "|---|---|",
        *(f"| {name.removeprefix('test_').replace('_', ' ')} | {why} |" for name, why in TOLD_OTHERWISE.items()),
        "",
    ]
    return "\n".join(lines)


def test_every_row_that_is_told_otherwise_is_a_row() -> None:
    names = {
        node.name for path in FOLDER.glob("test_*.py") for node in ast.parse(path.read_text()).body if is_test(node)
    }
    assert set(TOLD_OTHERWISE) <= names


def is_test(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")


def rows_of(test: ast.FunctionDef | ast.AsyncFunctionDef, tree: ast.Module) -> Iterator[str]:
    claim = test.name.removeprefix("test_").replace("_", " ")
    members = "; ".join(members_of(test, tree))
    found = dict.fromkeys(verdicts_of(test, tree))
    asked = " or ".join(word for word in found if not word.startswith("not "))
    ruled_out = ", ".join(word for word in found if word.startswith("not ") and word.removeprefix("not ") not in found)
    told = ", ".join(filter(None, (asked, ruled_out))) or HELD
    yield f"| {claim}{f': {members}' if members else ''} | {told} |".replace("\n", " ")


def members_of(test: ast.FunctionDef | ast.AsyncFunctionDef, tree: ast.Module) -> list[str]:
    """The names of what a test is repeated for, where they are the keys of a table of its file."""
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    marked = (node for mark in test.decorator_list for node in ast.walk(mark))
    names = dict.fromkeys(node.id for node in marked if isinstance(node, ast.Name))
    keys = [key.value for name in names if name in tables for key in tables[name].keys if isinstance(key, ast.Constant)]
    shared = [key for name in names if name not in tables for key in getattr(forgeries, name, ())]
    return [key.replace("|", "\\|") for key in (*keys, *shared) if isinstance(key, str)]


def verdicts_of(function: ast.AST, tree: ast.Module, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The verdicts that a test asks for, or rules out, by itself and by the helpers that it calls."""
    helpers = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    claims = [node for node in ast.walk(function) if isinstance(node, ast.Assert | ast.Assign)]
    for node in (part for claim in claims for part in ast.walk(claim)):
        if isinstance(node, ast.Compare):
            without = isinstance(node.ops[0], ast.IsNot | ast.NotIn | ast.NotEq)
            for named in ast.walk(node):
                if (
                    isinstance(named, ast.Attribute)
                    and isinstance(named.value, ast.Name)
                    and named.value.id == "Verdict"
                ):
                    yield f"{'not ' if without else ''}`{named.attr.lower()}`"
    for node in ast.walk(function):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
        if called in helpers and called not in seen:
            yield from verdicts_of(helpers[called], tree, seen | {called})


def test_the_page_shows_every_attack_and_its_verdict() -> None:
    before, _, rest = PAGE.read_text().partition(BEGIN)
    behind = rest.partition(END)[2]
    page = f"{before}{BEGIN}{table()}{END}{behind}"
    if os.environ.get("PRONY_WRITE_DOCS"):
        PAGE.write_text(page)
    assert PAGE.read_text() == page, "write it anew with PRONY_WRITE_DOCS=1"


def test_a_verdict_that_a_helper_asks_for_is_the_tests() -> None:
    source = (
        "def low(x):\n    assert x.verdict not in (Verdict.PASS, Verdict.OOM)\n"
        "def test_it(x):\n    assert x.verdict is Verdict.LIMIT\n    low(x)\n"
    )
    tree = ast.parse(source)
    assert list(verdicts_of(tree.body[1], tree)) == ["`limit`", "not `pass`", "not `oom`"]
    assert list(rows_of(tree.body[1], tree)) == ["| it | `limit`, not `pass`, not `oom` |"]
