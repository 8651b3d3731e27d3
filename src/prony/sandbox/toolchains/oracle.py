"""Oracle's dialect: PostgreSQL's server, and what rewrites the dialect for it. None is had where either is missing."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

import msgspec

from prony.kits import Ways
from prony.sandbox.toolchains import postgres
from prony.sandbox.toolchains.toolchain import Stock, Toolchain

KITS: Ways = postgres.KITS
DSN = "PRONY_ORACLE_DSN"
"""The variable that names a server of one's own."""
BASE = "oracle_base"
"""The database of the emulation's functions, in the data directory that is initialised once."""
_LIBRARY = f"""
echo 'CREATE DATABASE {BASE};' | "$bin/postgres" --single -D data postgres >/dev/null
"$bin/postgres" --single -j -D data {BASE} < oracle.sql >/dev/null 2>oracle.log
if grep -E 'ERROR|FATAL' oracle.log; then exit 1; fi
"""
"""Statements of the library end with a semicolon and an empty line, as this way of running them asks."""
_EMULATION = Path(__file__).resolve().parents[2] / "databases" / "oracle"


def find(override: str | None = None) -> Toolchain | None:
    """The server that PRONY_ORACLE_DSN names; else the emulation, on the kit's PostgreSQL or on the `postgres` at
    `override`; None where a part of it is missing."""
    if dsn := os.environ.get(DSN):
        address = dsn.rpartition("@")[2]
        digest = hashlib.sha256(address.encode()).hexdigest()
        return Toolchain(id="oracle", version=f"at {address}", digest=digest, binary=sys.executable)
    if importlib.util.find_spec("sqlglot") is None:
        return None
    server = postgres.find(override)
    if server is None:
        return None
    from importlib.metadata import version

    parser = version("sqlglot")
    digest = hashlib.sha256(f"{server.digest} {parser} {_digest()}".encode()).hexdigest()
    assert server.prebuilt is not None
    stock = _with_library(server.prebuilt)
    binds = (*(bind for bind in server.binds if bind[1] != server.prebuilt.inside), (stock.folder, stock.inside))
    return msgspec.structs.replace(
        server,
        id="oracle",
        version=f"19c (emulated: PostgreSQL {server.version}, sqlglot {parser})",
        digest=digest,
        binds=binds,
        prebuilt=stock,
    )


def _with_library(stock: Stock) -> Stock:
    """PostgreSQL's data directory with one database more, of which those of answers are copies."""
    library = (_EMULATION / "library.sql").read_bytes()
    shell, option, script, *words = stock.command
    script = script.replace("tar -cf", f"{_LIBRARY}\ntar -cf", 1)
    recipe = hashlib.sha256(script.encode() + library).hexdigest()
    return msgspec.structs.replace(
        stock,
        folder=f"{stock.folder}-oracle-{recipe[:16]}",
        inside="/opt/oracle-stock",
        sources={**stock.sources, "oracle.sql": library},
        command=(shell, option, script, *words),
    )


def _digest() -> str:
    """Of what makes the emulation."""
    files = sorted(path for path in _EMULATION.glob("*") if path.suffix in (".py", ".sql"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
