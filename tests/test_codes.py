"""Error codes: each has one home, one meaning, and is raised."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "check_codes.py"


@pytest.fixture(scope="module")
def check():
    spec = importlib.util.spec_from_file_location("check_codes", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_our_own_codes_hold_and_the_page_lists_them(check):
    assert check.main([]) == 0


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (
            {"errors.py": "CODES = {}", "a/x.py": "raise UsageError('E101', '')"},
            ["E101 is raised in a and not declared"],
        ),
        (
            {"errors.py": "CODES = {'E101': ''}", "a/x.py": "f('E101')", "a/codes.py": "CODES = {'E101': ''}"},
            ["E101 is declared twice: errors.py, a"],
        ),
        (
            {"errors.py": "CODES = {}", "a/codes.py": "CODES = {'E401': ''}", "b/x.py": "if code == 'E401': ..."},
            ["E401 is declared in a and not raised there"],
        ),
        (
            {"errors.py": "CODES: dict[str, str] = {'E101': ''}", "a/x.py": "1"},
            ["E101 is declared in errors.py and not raised there"],
        ),
        (
            {"errors.py": "CODES = {'E901': ''}", "a/x.py": "raise UsageError('E901', '')"},
            ["a/x.py:1: UsageError with E901"],
        ),
        (
            {
                "errors.py": "CODES = {'E101': ''}",
                "a/x.py": "raise UsageError('E101', '')",
                "b/codes.py": "CODES = {'E401': ''}",
                "b/y.py": "raise SandboxError('E401', '')",
            },
            [],
        ),
    ],
)
def test_what_does_not_hold_is_a_line(check, tmp_path: Path, files: dict[str, str], lines: list[str]):
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text + "\n")
    assert check.problems(tmp_path) == lines


def test_a_code_of_another_shape_is_a_defect():
    from prony.errors import PronyError

    with pytest.raises(AssertionError, match="no error code"):
        PronyError("E40", "no")
