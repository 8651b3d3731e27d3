"""Tables of a problem in SQL: of one plan come the schema, which every dialect takes, and the rows of each set of data.

`making/tables.json` of a problem says its tables and columns, the rows of the example, and what else there is to be
said of its cases; docs/suites.md is the reference. Pure, and the same for one seed on every machine.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from prony.nouns import Noun
from prony.suites.problems import Problems
from prony.suites.sql_briefs import CASES, SCHEMA

TABLES = "making/tables.json"
_NAMES = (
    "Ada Bela Caro Dino Edda Finn Gesa Hugo Inga Joss Kaya Lars Mona Nils Olga Piet Quin Rosa Sven Tara Udo Vera Wim"
    " Xena Yuri Zoe Amos Britt Cleo Dario Elin Frode Greta Hanno Ilka Jarl Kira Levin Maren Noah Oda Pavel Rieke Silas"
    " Thea Ulf Vito Wanda Yara Zeno Arvid Berit Clara Didrik Esra Fabio Gunda Henk Iris Jonte Kalle Lotta Milo Nora"
)
NAMES = _NAMES.split()
SIZES = {"sparse": 14, "many": 90}
"""Rows of a table in a set of data, where the plan says nothing else."""
NULLS = {"sparse": 0.5, "many": 0.08}
"""The share of NULLs in columns that may be NULL."""
SETS = ("example", "empty", "sparse", "many")
_TYPES = {
    "pk": "INTEGER PRIMARY KEY",
    "int": "INTEGER",
    "ref": "INTEGER",
    "parent": "INTEGER",
    "dec": "DECIMAL(10, 2)",
    "date": "DATE",
    "oneof": "DATE",
    "ts": "TIMESTAMP",
}
_TEXT = "VARCHAR(60)"
_ROOTS = 0.06
"""The share of rows of a tree without a parent."""

Cells = list[list[Any]]
Columns = list[tuple[str, str, bool]]


class Rounded(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a problem rounds: SQL that gives those numbers before they are, and to how many decimals they are."""

    sql: str
    decimals: int


class TablesPlan(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `making/tables.json` says."""

    tables: dict[str, list[str]]
    """Table -> its columns, as `NAME KIND`; with `?` behind it a column may be NULL.

    Kinds: `pk`, `code:PREFIX`, `name`, `pick:a,b`, `int:LOW:HIGH`, `dec:LOW:HIGH`, `date:FIRST:DAYS`,
    `ts:FIRST:MINUTES`, `ref:TABLE`, `parent`, `after:COLUMN:LOW:HIGH` (days or minutes behind another),
    `oneof:DATE,DATE`.
    """
    example: dict[str, Cells]
    """The rows that the brief shows."""
    more: dict[str, Cells] = {}
    """Rows that stand behind the generated ones of `many`: both sides of each bound, ties, what is there twice."""
    columns: list[str]
    """What the answer's columns are called."""
    order: str | list[str] = "any"
    check: str | None = None
    """What is asked after the answer; None where the answer itself is a query."""
    sizes: dict[str, dict[str, int]] = {}
    keys: dict[str, list[str]] = {}
    """Table -> the columns of its primary key, where that is not one `pk`."""
    unique: dict[str, list[str]] = {}
    """Table -> columns that are together in one row at most."""
    remarks: dict[str, str] = {}
    """TABLE.COLUMN -> what the schema says of it."""
    indexes: list[str] = []
    least: int = 1
    """Rows that `many` must give at least."""
    plans: bool = False
    """Whether the plan of the query is looked at, in a database with the rows of tests/MEMBER/big.sql."""
    rounded: Rounded | None = None
    seed: int = 1


def read_plan(files: Mapping[str, bytes], folder: Path, problems: Problems) -> TablesPlan | None:
    """The plan among a problem's `files`; None where there is none, or it does not hold, which `problems` gets."""
    data = files.get(TABLES)
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=TablesPlan)
    except (msgspec.DecodeError, RecursionError) as error:
        problems.add("E311", str(folder / TABLES), f"not a plan of tables: {error}")
        return None


def with_seed(data: bytes, seed: int) -> bytes:
    """A plan's file with another seed."""
    return (json.dumps({**json.loads(data), "seed": seed}, indent=1, ensure_ascii=False) + "\n").encode()


def made_of_tables(plan: TablesPlan) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The files below tests/ that come of a plan, and its cases, which lack the rows that are expected.

    Raises ValueError, KeyError, IndexError for a plan that cannot be meant.
    """
    tables = _Tables(plan)
    files = {SCHEMA: tables.schema().encode()}
    cases: list[dict[str, Any]] = []
    for which in SETS:
        setup = ["schema.sql"]
        for name, rows in tables.rows(which).items():
            if rows:
                files[f"tests/{which}/{name}.csv"] = tables.as_csv(name, rows).encode()
                setup.append(f"{which}/{name}.csv")
        cases.append(_case(plan, which, setup))
    if plan.plans:
        cases.append({**_case(plan, "plan", ["schema.sql", "big.sql"]), "seeks": True})
    return files, cases


def as_lines(cases: list[dict[str, Any]]) -> bytes:
    """Cases as the file that holds them."""
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases).encode()


def is_made(path: str) -> bool:
    """Whether a problem's file comes of its plan."""
    return path in (SCHEMA, CASES) or path.startswith(tuple(f"tests/{which}/" for which in SETS))


def _case(plan: TablesPlan, case_id: str, setup: list[str]) -> dict[str, Any]:
    case: dict[str, Any] = {"id": case_id, "setup": setup}
    if plan.check is not None:
        case["check"] = plan.check
    return {
        **case,
        "rows": [],
        "columns": plan.columns,
        "order": plan.order,
        **({"shown": True} if case_id == "example" else {}),
    }


class _Tables:
    """The tables of a plan, and rows for them."""

    def __init__(self, plan: TablesPlan) -> None:
        self._plan = plan
        self._tables: dict[str, Columns] = {
            name: [_column(words) for words in columns] for name, columns in plan.tables.items()
        }

    def schema(self) -> str:
        """The tables, as every dialect takes them."""
        return "\n".join((*(self._create(name) for name in self._tables), *self._plan.indexes))

    def _create(self, name: str) -> str:
        lines: list[tuple[str, str]] = []
        for column, kind, may_be_null in self._tables[name]:
            head, *rest = kind.split(":")
            must = "" if may_be_null or head == "pk" else " NOT NULL"
            by_kind = {"ref": f"{rest[0]}.id" if rest else "", "parent": f"{name}.id"}.get(head, "")
            remark = self._plan.remarks.get(f"{name}.{column}") or by_kind
            lines.append((f"  {column} {self._type(name, kind)}{must}", remark))
        if keys := self._plan.keys.get(name):
            lines.append((f"  PRIMARY KEY ({', '.join(keys)})", ""))
        body = [
            f"{line}{',' if at < len(lines) else ''}{f' -- {remark}' if remark else ''}"
            for at, (line, remark) in enumerate(lines, 1)
        ]
        return "\n".join((f"CREATE TABLE {name} (", *body, ");\n"))

    def _type(self, table: str, kind: str) -> str:
        head, *rest = kind.split(":")
        if head == "after":
            return self._type(table, next(kind for column, kind, _ in self._tables[table] if column == rest[0]))
        return _TYPES.get(head, _TEXT)

    def rows(self, which: str) -> dict[str, Cells]:
        """The rows of a set of data."""
        if which == "example":
            return dict(self._plan.example)
        if which == "empty":
            return {}
        rng = random.Random(f"{self._plan.seed} {which}")
        made: dict[str, Cells] = {}
        for name in self._tables:
            made[name] = self._drawn(name, which, rng, made)
        if which == "many":
            for name, rows in self._plan.more.items():
                made[name] += rows
        return made

    def _drawn(self, name: str, which: str, rng: random.Random, made: Mapping[str, Cells]) -> Cells:
        columns = self._tables[name]
        pool = rng.sample(NAMES, len(NAMES))
        unique = self._plan.unique.get(name) or self._plan.keys.get(name)
        seen: set[tuple[Any, ...]] = set()
        rows: Cells = []
        for at in range(self._plan.sizes.get(name, {}).get(which, SIZES[which])):
            row: dict[str, Any] = {}
            for column, kind, may_be_null in columns:
                value = _cell(kind, at, row, made, rng, pool)
                row[column] = None if may_be_null and rng.random() < NULLS[which] else value
            key = tuple(row[column] for column in unique or ())
            if unique and key in seen:
                continue
            seen.add(key)
            rows.append(list(row.values()))
        return rows

    def as_csv(self, name: str, rows: Cells) -> str:
        """Rows as a file."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column for column, _, _ in self._tables[name]])
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
        return out.getvalue()


def _column(words: str) -> tuple[str, str, bool]:
    name, _, kind = words.partition(" ")
    return name, kind.removesuffix("?"), kind.endswith("?")


def _cell(
    kind: str, at: int, row: Mapping[str, Any], made: Mapping[str, Cells], rng: random.Random, pool: list[str]
) -> Any:
    """A value of a column for the row `at`, of which `row` is what is drawn already."""
    head, _, words = kind.partition(":")
    match head:
        case "pk":
            return at + 1
        case "code":
            return f"{words}{at + 1:03}"
        case "name":
            return pool[at % len(pool)] + (f" {at // len(pool) + 1}" if at >= len(pool) else "")
        case "pick" | "oneof":
            return rng.choice(words.split(","))
        case "int":
            return rng.randint(*_bounds(words))
        case "dec":
            low, high = _bounds(words)
            return f"{Decimal(rng.randint(low * 100, high * 100)) / 100:.2f}"
        case "date":
            first, _, days = words.rpartition(":")
            return _later(first, rng.randrange(int(days)))
        case "ts":
            first, _, minutes = words.rpartition(":")
            return _later(first, rng.randrange(int(minutes)))
        case "ref":
            return rng.choice(made[words])[0] if made[words] else None
        case "parent":
            return rng.randint(max(1, at // 3), at) if at and rng.random() > _ROOTS else None
        case "after":
            other, _, bounds = words.partition(":")
            by = rng.randint(*_bounds(bounds))
            return None if row[other] is None else _later(row[other], by)
    raise ValueError(f"no kind of column: {kind}")


def _bounds(words: str) -> tuple[int, int]:
    low, high = words.split(":")
    return int(low), int(high)


def _later(base: Any, by: int) -> Any:
    """A number, a date or a time that lies so much, so many days or so many minutes behind another."""
    if isinstance(base, int):
        return base + by
    if len(base) == len("2024-02-29"):
        return str(date.fromisoformat(base) + timedelta(days=by))
    return str(datetime.fromisoformat(base) + timedelta(minutes=by))
