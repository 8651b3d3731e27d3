"""MariaDB."""

from __future__ import annotations

from prony.databases.database import Database
from prony.databases.mariadb.server import open_mariadb
from prony.databases.plans import of_mariadb
from prony.databases.statements import MARIADB

DATABASE = Database(
    id="mariadb",
    title="MariaDB",
    dialect=MARIADB,
    booleans=False,
    open=open_mariadb,
    endless="SELECT BENCHMARK(1000000000000, MD5('x'))",
    flood="SELECT seq, REPEAT('x', 1000) FROM seq_1_to_1000000000",
    explain="EXPLAIN FORMAT=JSON ",
    read_whole=of_mariadb,
)
