"""Read MBPP: a row has task_id, text (or prompt), code, test_list, and what the tests need first."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path

from prony.suites.importers.foreign.functions import PythonProblem, checked_by_code
from prony.suites.importers.foreign.literals import parse
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row
from prony.suites.importers.importer import ImportedSuite, ImportedTask

BRIEF = """{text}

Write it in Python. For example, this must hold:

```python
{example}
```
"""


class MbppRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    task_id: int | str
    code: str
    test_list: tuple[str, ...]
    text: str = ""
    prompt: str = ""
    test_setup_code: str = ""
    test_imports: tuple[str, ...] = ()


class Mbpp:
    """Reads MBPP, whole or sanitized."""

    title = "MBPP (.jsonl, .json): task_id, text or prompt, code, test_list"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"task_id", "code", "test_list"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem is a refusal."""
        return read_suite(source, "MBPP", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, MbppRow)
    text = row.text or row.prompt
    if not text.strip() or not row.test_list:
        raise ValueError("it has no text, or no tests")
    name = f"mbpp-{row.task_id}"
    problem = PythonProblem(
        name=name,
        brief=BRIEF.format(text=text.strip(), example=row.test_list[0].strip()),
        entry_point=_entry_point(row),
        solution=row.code,
        source=f"MBPP/{row.task_id}",
    )
    setup = "\n".join(filter(None, (row.test_setup_code, *row.test_imports)))
    check = "def check(candidate):\n" + textwrap.indent("\n".join(row.test_list), "    ") + "\n"
    return checked_by_code(problem, setup, check)


def _entry_point(row: MbppRow) -> str:
    """The function that the first test calls and the reference defines. Raises ValueError where there is none."""
    defined = {node.name for node in parse(row.code).body if isinstance(node, ast.FunctionDef)}
    calls = (node for node in ast.walk(parse(row.test_list[0])) if isinstance(node, ast.Call))
    names = [node.func.id for node in calls if isinstance(node.func, ast.Name) and node.func.id in defined]
    if not names:
        raise ValueError("its first test calls nothing that its code defines")
    return names[0]


IMPORTER = Mbpp()
