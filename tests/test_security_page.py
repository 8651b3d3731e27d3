"""Each promise of the page on security has a test, which is there; the page is reachable from the readme."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
TABLE = PAGE.partition("<!-- promises")[2].partition("<!-- /promises -->")[0]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_promise_names_a_test():
    rows = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) > 20
    assert [row for row in rows if "`tests/" not in row] == []


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_of_a_promise_is_there(file, test):
    assert test.startswith("test_")
    assert test in functions(ROOT / file)


def test_every_named_test_is_in_that_form():
    assert len(NAMED) == TABLE.count("tests/") - TABLE.count("tests/test_security_page.py")


@pytest.mark.parametrize(
    ("page", "link"),
    [("README.md", "docs/security.md"), ("SECURITY.md", "docs/security.md"), ("docs/security.md", "../SECURITY.md")],
)
def test_the_page_is_linked(page, link):
    assert f"({link})" in (ROOT / page).read_text("utf-8")
