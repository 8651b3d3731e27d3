"""Plans of queries: which tables a database would read from end to end, by what its EXPLAIN says. Pure.

What comes is printed by a server that ran what was handed in: what is no plan is None, and never a good one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from prony.databases.database import ResultTable

_SCAN = re.compile(r"SCAN (?:TABLE )?(\S+)")
_AUTOMATIC = re.compile(r"SEARCH (?:TABLE )?(\S+)(?: USING AUTOMATIC .*)?\Z")
"""By an index that is made for one query alone, of the whole table; or by none, up to the first row that will do."""
_NOT_READ = ("CONSTANT", "(subquery")
_DEEPEST = 100


def of_sqlite(table: ResultTable) -> tuple[str, ...] | None:
    """The tables, by their names in the query, that `EXPLAIN QUERY PLAN` scans."""
    if [column.name for column in table.columns] != ["id", "parent", "notused", "detail"] or not table.rows:
        return None
    scans = [_SCAN.match(str(row[3])) or _AUTOMATIC.match(str(row[3])) for row in table.rows]
    return tuple(scan[1] for scan in scans if scan is not None and not scan[1].startswith(_NOT_READ))


def of_postgres(table: ResultTable) -> tuple[str, ...] | None:
    """The tables that `EXPLAIN (FORMAT JSON)` reads whole: one after the other, or an index without a condition."""
    plans = _only_cell(table)
    if not isinstance(plans, list) or not plans or not isinstance(plans[0], dict) or "Plan" not in plans[0]:
        return None
    return tuple(_whole_nodes(plans[0]["Plan"], "", 0))


def _whole_nodes(node: Any, above: str, depth: int) -> Iterator[str]:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    kind = str(node.get("Node Type", ""))
    by_index = kind in ("Index Scan", "Index Only Scan") and "Index Cond" not in node and above != "Limit"
    if kind == "Seq Scan" or by_index:
        yield str(node.get("Relation Name", "a table"))
    for part in node.get("Plans") or ():
        yield from _whole_nodes(part, kind, depth + 1)


def of_mariadb(table: ResultTable) -> tuple[str, ...] | None:
    """The tables that `EXPLAIN FORMAT=JSON` reads whole, by themselves or by an index."""
    text = _only_cell(table)
    try:
        plan = json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return None
    if not isinstance(plan, dict) or "query_block" not in plan:
        return None
    return tuple(_whole_tables(plan, 0))


def _whole_tables(node: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, dict):
        name = str(node.get("table_name", ""))
        if node.get("access_type") in ("ALL", "index") and not name.startswith("<"):
            yield name
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _whole_tables(part, depth + 1)


def _only_cell(table: ResultTable) -> Any:
    return table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None
