"""Oracle's dialect (19c): emulated on PostgreSQL, or on a server of one's own."""

from __future__ import annotations

from prony.databases.database import Database
from prony.databases.oracle.choice import open_either
from prony.databases.statements import ORACLE

DATABASE = Database(
    id="oracle",
    title="Oracle",
    dialect=ORACLE,
    booleans=False,
    open=open_either,
    sample="SELECT {} * {} FROM dual",
    endless=(
        "WITH r (n) AS (SELECT 1 FROM dual UNION ALL SELECT MOD(n + 1, 1000) FROM r) SELECT COUNT(*) FROM r WHERE n < 0"
    ),
    flood=(
        "WITH r (n) AS (SELECT 1 FROM dual UNION ALL SELECT n + 1 FROM r WHERE n < 10000000)"
        " SELECT n, RPAD('x', 1000, 'x') FROM r"
    ),
)
