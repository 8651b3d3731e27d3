"""PostgreSQL."""

from __future__ import annotations

from prony.databases.database import Database
from prony.databases.plans import of_postgres
from prony.databases.postgres.server import open_postgres
from prony.databases.statements import POSTGRES

DATABASE = Database(
    id="postgres",
    title="PostgreSQL",
    dialect=POSTGRES,
    booleans=True,
    open=open_postgres,
    endless="DO $$ BEGIN LOOP END LOOP; END $$",
    flood="SELECT generate_series(1, 100000000), repeat('x', 1000)",
    explain="EXPLAIN (FORMAT JSON, COSTS OFF) ",
    read_whole=of_postgres,
)
