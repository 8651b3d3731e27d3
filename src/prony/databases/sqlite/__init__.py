"""SQLite."""

from __future__ import annotations

from prony.databases.database import Database
from prony.databases.plans import of_sqlite
from prony.databases.sqlite.server import open_sqlite
from prony.databases.statements import SQLITE

_COUNT = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r)"

DATABASE = Database(
    id="sqlite",
    title="SQLite",
    dialect=SQLITE,
    booleans=False,
    open=open_sqlite,
    endless=f"{_COUNT} SELECT count(*) FROM r",
    flood=f"{_COUNT} SELECT n, hex(zeroblob(500)) FROM r",
    explain="EXPLAIN QUERY PLAN ",
    read_whole=of_sqlite,
)
