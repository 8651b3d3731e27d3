"""Make what is made of a problem of the suite `sql`, and see that its dialects agree.

    python scripts/sql_suite.py [--write] [PROBLEM ...]

A problem says its tables in `making/tables.json`. Of that come `tests/schema.sql`, which is the same for every dialect
and stands in every brief, the rows of three sets of data (`example`, `sparse`, `many`; a fourth, `empty`, has none),
and `tests/sql.jsonl` with the rows that the references give. Every reference must give the same; so must every flaw
lose the same criteria in every dialect, and those are written into `task.toml`.

    {"tables": {"orders": ["id pk", "customer ref:customers?", "cents int:1:900", "day date:2024-01-01:60"]},
     "example": {"orders": [[1, null, 250, "2024-01-02"]]}, "columns": ["customer", "total"], "order": "any"}

Kinds of columns: `pk`, `code:PREFIX`, `name`, `pick:a,b`, `int:LOW:HIGH`, `dec:LOW:HIGH`, `date:FIRST:DAYS`,
`ts:FIRST:MINUTES`, `ref:TABLE`, `parent`, `after:COLUMN:LOW:HIGH` (days or minutes behind another), `oneof:DATE,DATE`;
with `?` behind it a column may be NULL. Without --write, exits 1 where a file is not what would be written.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import io
import json
import math
import random
import re
import sys
import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from prony.databases import DATABASES, DatabaseServer, ResultTable, SqlOutcome, split
from prony.grading.rows import RowRules, difference
from prony.grading.setup_files import statements_of
from prony.nouns import Limits
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites.cases import Tolerance

SUITE = Path(__file__).resolve().parents[1] / "suites" / "sql"
MEMBERS = ("sqlite", "postgres", "mariadb", "oracle")
LIMITS = Limits(cpu_s=10, wall_s=30, output_bytes=1 << 22)
NAMES = [
    "Ada",
    "Bela",
    "Caro",
    "Dino",
    "Edda",
    "Finn",
    "Gesa",
    "Hugo",
    "Inga",
    "Joss",
    "Kaya",
    "Lars",
    "Mona",
    "Nils",
    "Olga",
    "Piet",
    "Quin",
    "Rosa",
    "Sven",
    "Tara",
    "Udo",
    "Vera",
    "Wim",
    "Xena",
    "Yuri",
    "Zoe",
    "Amos",
    "Britt",
    "Cleo",
    "Dario",
    "Elin",
    "Frode",
    "Greta",
    "Hanno",
    "Ilka",
    "Jarl",
    "Kira",
    "Levin",
    "Maren",
    "Noah",
    "Oda",
    "Pavel",
    "Rieke",
    "Silas",
    "Thea",
    "Ulf",
    "Vito",
    "Wanda",
    "Yara",
    "Zeno",
    "Arvid",
    "Berit",
    "Clara",
    "Didrik",
    "Esra",
    "Fabio",
    "Gunda",
    "Henk",
    "Iris",
    "Jonte",
    "Kalle",
    "Lotta",
    "Milo",
    "Nora",
]
SIZES = {"sparse": 14, "many": 90}
NULLS = {"sparse": 0.5, "many": 0.08}


class Tables:
    """The tables of a problem, and rows for them."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.tables = {
            name: [(words.split(" ", 1)[0], *self._kind(words.split(" ", 1)[1])) for words in columns]
            for name, columns in plan["tables"].items()
        }

    @staticmethod
    def _kind(words: str) -> tuple[str, bool]:
        return (words[:-1], True) if words.endswith("?") else (words, False)

    def schema(self) -> str:
        """The tables, as every dialect takes them."""
        return "\n".join((*(self._create(name) for name in self.tables), *self.plan.get("indexes", ())))

    def _create(self, name: str) -> str:
        lines, remarks = [], []
        for column, kind, may_be_null in self.tables[name]:
            head, *rest = kind.split(":")
            lines.append(
                f"  {column} {self._type(name, column, kind)}{'' if may_be_null or head == 'pk' else ' NOT NULL'}"
            )
            remark = self.plan.get("remarks", {}).get(f"{name}.{column}", "")
            if head == "ref":
                remark = remark or f"{rest[0]}.id"
            if head == "parent":
                remark = remark or f"{name}.id"
            remarks.append(remark)
        keys = self.plan.get("keys", {}).get(name)
        if keys:
            lines.append(f"  PRIMARY KEY ({', '.join(keys)})")
            remarks.append("")
        ends = [f"{line}{',' if at + 1 < len(lines) else ''}" for at, line in enumerate(lines)]
        body = [f"{line} -- {remark}" if remark else line for line, remark in zip(ends, remarks, strict=True)]
        return "\n".join((f"CREATE TABLE {name} (", *body, ");\n"))

    def _type(self, table: str, column: str, kind: str) -> str:
        head, *rest = kind.split(":")
        if head == "after":
            other = next(k for c, k, _ in self.tables[table] if c == rest[0])
            return self._type(table, rest[0], other)
        return {
            "pk": "INTEGER PRIMARY KEY",
            "int": "INTEGER",
            "ref": "INTEGER",
            "parent": "INTEGER",
            "dec": "DECIMAL(10, 2)",
            "date": "DATE",
            "oneof": "DATE",
            "ts": "TIMESTAMP",
        }.get(head, "VARCHAR(60)")

    def rows(self, which: str, seed: int) -> dict[str, list[list[Any]]]:
        """The rows of a set of data."""
        if which == "example":
            return dict(self.plan["example"])
        rng = random.Random(f"{seed} {which}")
        made: dict[str, list[list[Any]]] = {}
        for name, columns in self.tables.items():
            size = self.plan.get("sizes", {}).get(name, {}).get(which, SIZES[which])
            pool = rng.sample(NAMES, len(NAMES))
            seen: set[tuple[Any, ...]] = set()
            unique = self.plan.get("unique", {}).get(name) or self.plan.get("keys", {}).get(name)
            made[name] = []
            for at in range(size):
                row: dict[str, Any] = {}
                for column, kind, may_be_null in columns:
                    value = self._cell(kind, at, row, made, columns, rng, pool)
                    row[column] = None if may_be_null and rng.random() < NULLS[which] else value
                if unique:
                    key = tuple(row[column] for column in unique)
                    if key in seen:
                        continue
                    seen.add(key)
                made[name].append(list(row.values()))
        return made

    def _cell(
        self,
        kind: str,
        at: int,
        row: dict[str, Any],
        made: dict[str, list[list[Any]]],
        columns: Any,
        rng: Any,
        pool: Any,
    ) -> Any:
        head, *rest = kind.split(":", 1)
        words = rest[0] if rest else ""
        if head == "pk":
            return at + 1
        if head == "code":
            return f"{words}{at + 1:03}"
        if head == "name":
            return pool[at % len(pool)] + (f" {at // len(pool) + 1}" if at >= len(pool) else "")
        if head in ("pick", "oneof"):
            return rng.choice(words.split(","))
        if head == "int":
            low, high = words.split(":")
            return rng.randint(int(low), int(high))
        if head == "dec":
            low, high = words.split(":")
            return f"{Decimal(rng.randint(int(low) * 100, int(high) * 100)) / 100:.2f}"
        if head == "date":
            first, days = words.rsplit(":", 1)
            return str(date.fromisoformat(first) + timedelta(days=rng.randrange(int(days))))
        if head == "ts":
            first, minutes = words.rsplit(":", 1)
            return str(datetime.fromisoformat(first) + timedelta(minutes=rng.randrange(int(minutes))))
        if head == "ref":
            return rng.choice(made[words])[0] if made[words] else None
        if head == "parent":
            return rng.randint(max(1, at // 3), at) if at and rng.random() > 0.06 else None
        if head == "after":
            other, low, high = words.split(":")
            base, by = row[other], rng.randint(int(low), int(high))
            if base is None or isinstance(base, int):
                return base if base is None else base + by
            if len(base) == 10:
                return str(date.fromisoformat(base) + timedelta(days=by))
            return str(datetime.fromisoformat(base) + timedelta(minutes=by))
        raise ValueError(f"no kind of column: {kind}")

    def as_csv(self, name: str, rows: list[list[Any]]) -> str:
        """Rows as a file."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column for column, _, _ in self.tables[name]])
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
        return out.getvalue()


class Problem:
    """One folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = json.loads((folder / "making" / "tables.json").read_text("utf-8"))
        self.tables = Tables(self.plan)
        self.toml = (folder / "task.toml").read_text("utf-8")
        named = re.search(r"^members = (\[.*\])$", self.toml, re.MULTILINE)
        self.members = tuple(json.loads(named[1])) if named else MEMBERS
        self.files: dict[str, str] = {"tests/schema.sql": self.tables.schema()}
        self.cases: list[dict[str, Any]] = []
        for which in ("example", "empty", "sparse", "many"):
            setup = ["schema.sql"]
            if which != "empty":
                for name, rows in self.tables.rows(which, self.plan.get("seed", 1)).items():
                    if rows:
                        self.files[f"tests/{which}/{name}.csv"] = self.tables.as_csv(name, rows)
                        setup.append(f"{which}/{name}.csv")
            case: dict[str, Any] = {"id": which, "setup": setup}
            if "check" in self.plan:
                case["check"] = self.plan["check"]
            self.cases.append(case)
        if self.plan.get("plans"):
            case = {"id": "plan", "setup": ["schema.sql", "big.sql"], "seeks": True}
            if "check" in self.plan:
                case["check"] = self.plan["check"]
            self.cases.append(case)

    def text(self, head: str, member: str) -> str | None:
        """A solution or a flaw as a member has it."""
        for path in (self.folder / head / member / "answer.sql", self.folder / head / "answer.sql"):
            if path.is_file():
                return path.read_text("utf-8")
        return None

    def flaws(self) -> list[str]:
        """The ids of its flaws."""
        return re.findall(r'^\[\[prony\.flaws\]\]\nid = "([^"]+)"', self.toml, re.MULTILINE)

    def rules(self) -> RowRules:
        """How its rows are compared."""
        order = self.plan.get("order", "any")
        fields: dict[str, Any] = {"order": order if isinstance(order, str) else tuple(order), "names": True}
        if "tolerance" in self.plan:
            fields["tolerance"] = Tolerance(abs=self.plan["tolerance"])
        return RowRules(**fields)

    async def run(self, server: DatabaseServer, member: str, case: dict[str, Any], text: str, name: str) -> SqlOutcome:
        """What comes of an answer on a set of data."""
        dialect = DATABASES[member].dialect
        await server.create(name)
        try:
            laid = [it for file in case["setup"] for it in statements_of(file, self._bytes(file, member), dialect)]
            outcome = await server.run(name, tuple(laid), role="setup", wall_s=60)
            if outcome.verdict == "pass":
                outcome = await server.run(name, split(text, dialect), role="solver", wall_s=30)
            looked = split(case.get("check", text), dialect)
            if "check" in case and outcome.verdict == "pass":
                outcome = await server.run(name, looked, role="checker", wall_s=30, undone=True)
            if "seeks" in case and outcome.verdict == "pass":
                asked = msgspec.structs.replace(looked[-1], text=f"{DATABASES[member].explain}{looked[-1].text}")
                planned = await server.run(name, (asked,), role="checker", wall_s=30, undone=True)
                told = DATABASES[member].read_whole
                if planned.table is None or told is None or told(planned.table) != ():
                    outcome = msgspec.structs.replace(planned, table=None)
        finally:
            if server.alive:
                await server.drop(name)
        return outcome

    def _bytes(self, file: str, member: str) -> bytes:
        own = self.folder / "tests" / member / file
        if own.is_file():
            return own.read_bytes()
        return self.files[f"tests/{file}"].encode()


def criteria(toml: str, lost: tuple[str, ...]) -> tuple[str, ...]:
    """The criteria that tests count for."""
    found = []
    for block in re.findall(r"^\[\[prony\.criteria\]\]\n((?:[^\[\n].*\n)+)", toml, re.MULTILINE):
        table = tomllib.loads(block)
        if set(table.get("tests", [table["id"]])) & set(lost):
            found.append(table["id"])
    return tuple(found)


def plain(table: ResultTable) -> list[list[Any]]:
    """Rows as JSON holds them."""

    def cell(value: Any) -> Any:
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        text = getattr(value, "text", value)
        return text.removesuffix("+00").removesuffix(" 00:00:00") if isinstance(text, str) else text

    return [[cell(value) for value in row] for row in table.rows]


async def run_all(
    problem: Problem, servers: dict[str, DatabaseServer], members: list[str], case: dict[str, Any], head: str
) -> dict[str, SqlOutcome]:
    """What comes of a solution or a flaw for each member that has it."""
    texts = {member: text for member in members if (text := problem.text(head, member)) is not None}
    outcomes = await asyncio.gather(
        *(problem.run(servers[member], member, case, text, "made") for member, text in texts.items())
    )
    return dict(zip(texts, outcomes, strict=True))


async def make(problem: Problem, servers: dict[str, DatabaseServer]) -> list[str]:
    """Fill in the rows of a problem's cases and the criteria of its flaws; what does not hold."""
    wrong: list[str] = []
    expected: dict[str, ResultTable] = {}
    members = [member for member in problem.members if member in servers]
    for case in problem.cases:
        for member, outcome in (await run_all(problem, servers, members, case, "solution")).items():
            if outcome.table is None:
                why = outcome.fault.message if outcome.fault else f"{outcome.verdict} {outcome.detail}"
                wrong.append(f"{problem.folder.name} {member} {case['id']}: {why}")
                continue
            if case["id"] not in expected:
                expected[case["id"]] = outcome.table
                case["rows"] = plain(outcome.table)
                case["columns"] = problem.plan["columns"]
                if [c.name.lower() for c in outcome.table.columns] != case["columns"]:
                    wrong.append(f"{problem.folder.name} {member}: columns {[c.name for c in outcome.table.columns]}")
            elif said := difference(expected[case["id"]], outcome.table, problem.rules()):
                mine, theirs = plain(expected[case["id"]]), plain(outcome.table)
                apart = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b][:3]
                wrong.append(f"{problem.folder.name} {member} {case['id']}: {said} {len(mine)}/{len(theirs)} {apart}")
        if case["id"] == "many" and len(case.get("rows", ())) < problem.plan.get("least", 1):
            wrong.append(f"{problem.folder.name}: many gives {len(case.get('rows', ()))} rows")
        if "order" in problem.plan:
            case["order"] = problem.plan["order"]
        if "tolerance" in problem.plan:
            case["tolerance"] = problem.plan["tolerance"]
        if case["id"] == "example":
            case["shown"] = True
    if wrong:
        return wrong
    for flaw in problem.flaws():
        lost: dict[str, list[str]] = {}
        for case in problem.cases:
            for member, outcome in (await run_all(problem, servers, members, case, f"flaws/{flaw}")).items():
                lost.setdefault(member, [])
                table = outcome.table if outcome.verdict == "pass" else None
                if table is None or difference(expected[case["id"]], table, problem.rules()):
                    lost[member].append(case["id"])
        kinds = {tuple(ids) for ids in lost.values()}
        if len(kinds) != 1 or () in kinds:
            wrong.append(f"{problem.folder.name} flaw {flaw}: {lost}")
        else:
            ids = criteria(problem.toml, kinds.pop())
            left = 20 - 20 * len(ids) / problem.toml.count("[[prony.criteria]]")
            score = f"score = [{math.floor(left)}, {math.ceil(left)}]"
            problem.toml = re.sub(
                rf'(\[\[prony\.flaws\]\]\nid = "{flaw}"\n)fails = .*\nscore = .*',
                rf"\g<1>fails = {json.dumps(list(ids))}\n{score}",
                problem.toml,
            )
    problem.files["task.toml"] = problem.toml
    problem.files["tests/sql.jsonl"] = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in problem.cases)
    return wrong


async def main() -> int:
    """Make the problems that are named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("problems", nargs="*")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    folders = sorted(path.parent.parent for path in SUITE.glob("*/making/tables.json"))
    chosen = [Problem(it) for it in folders if not arguments.problems or it.name in arguments.problems]
    here = [member for member in MEMBERS if find_toolchain(member) is not None]
    bad = 0
    async with contextlib.AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(open_sandbox(slots=2, toolchains=("python", *here)))
        servers = {member: await stack.enter_async_context(DATABASES[member].open(sandbox, LIMITS)) for member in here}
        for problem in chosen:
            wrong = await make(problem, servers)
            for name, text in sorted(problem.files.items()) if not wrong else ():
                path = problem.folder / name
                if arguments.write:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, "utf-8")
                elif not path.is_file() or path.read_text("utf-8") != text:
                    wrong.append(f"{problem.folder.name}: {name} is not what is made")
            bad += bool(wrong)
            sizes = [len(case.get("rows", ())) for case in problem.cases]
            print("\n".join(wrong) or f"{problem.folder.name}: {sizes}", flush=True)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
