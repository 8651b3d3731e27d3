"""What a brief shows of a problem in SQL: tables and example, made of the very files that it is graded by. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "tests/schema.sql"
CASES = "tests/sql.jsonl"


def tables_and_examples(tree: Mapping[str, bytes]) -> str:
    """The schema and the shown cases of a problem, for the end of its brief; empty where it has none."""
    if SCHEMA not in tree or CASES not in tree:
        return ""
    parts = [f"The tables:\n\n```sql\n{_text(tree[SCHEMA]).strip()}\n```"]
    for line in tree[CASES].splitlines():
        try:
            case = json.loads(line)
        except ValueError:
            continue
        if isinstance(case, dict) and case.get("shown") is True and isinstance(case.get("rows"), list):
            parts.append(_example(case, tree))
    return "\n\n".join(parts)


def _example(case: Mapping[str, Any], tree: Mapping[str, bytes]) -> str:
    parts = ["An example. The tables hold:"]
    for name in case.get("setup") or ():
        if str(name).endswith(".csv"):
            head, *rows = list(csv.reader(io.StringIO(_text(tree.get(f"tests/{name}", b""))))) or [[]]
            table = str(name).rpartition("/")[2].removesuffix(".csv")
            parts.append(f"`{table}`\n\n{_table(head, [[cell or None for cell in row] for row in rows])}")
    check = case.get("check")
    columns = case.get("columns")
    names = columns if isinstance(columns, list) else [str(at + 1) for at in range(len((case["rows"] or [[]])[0]))]
    gives = f"Afterwards `{check}` gives:" if check else "The answer gives:"
    parts.append(f"{gives}\n\n{_table(names, case['rows'])}")
    return "\n\n".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join('NULL' if cell is None else str(cell) for cell in line)} |" for line in lines)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
