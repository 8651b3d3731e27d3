"""MariaDB: the server of the distribution's packages, without root, else that of a jar, or another by its path.

Its stock is a data directory, initialised once on a machine. A server is started on a copy of it (`prony.databases`).
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from prony import kits
from prony.config import cache_dir
from prony.kits import Ways
from prony.sandbox.toolchains.toolchain import Stock, Toolchain, digest_of_file, version_of

KITS: Ways = (("mariadb",), ("mariadb-jar",))
INSIDE = "/opt/mariadb"
STOCK = "/opt/mariadb-stock"
VERSION = r".*\bVer \d+\.\d+\.\d+-MariaDB.*"
_PACKAGE = re.compile(r"(?:\d+:)?(\d+\.\d+\.\d+)")

OPTIONS = (
    *("--bind-address=127.0.0.1", "--port=3306", "--socket=/tmp/mariadb.sock", "--pid-file=/tmp/mariadb.pid"),
    *("--skip-name-resolve", "--skip-ssl", "--skip-log-bin", "--performance-schema=off", "--max-connections=16"),
    *("--tmpdir=/tmp", "--secure-file-priv=/tmp/mariadb-files", "--local-infile=0", "--skip-symbolic-links"),
    *("--innodb-use-native-aio=0", "--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=4M"),
    *("--innodb-buffer-pool-size=32M", "--innodb-flush-method=fsync", "--innodb-doublewrite=0"),
    *("--aria-pagecache-buffer-size=1M", "--key-buffer-size=1M", "--event-scheduler=DISABLED"),
    *("--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci", "--default-time-zone=+00:00"),
    *("--max-allowed-packet=64M", "--log-warnings=0"),
)
"""Nothing outlives a scene, so nothing need be safe on a disk; and nothing depends on the machine."""
BEGIN = """
CREATE DATABASE IF NOT EXISTS mysql;
USE mysql;
SET @auth_root_socket=NULL;
"""
USERS = """
DELETE FROM global_priv;
INSERT INTO global_priv VALUES
  ('127.0.0.1', 'root', '{"access":18446744073709551615,"plugin":"mysql_native_password","authentication_string":""}'),
  ('127.0.0.1', 'solver', '{"access":0,"plugin":"mysql_native_password","authentication_string":""}'),
  ('127.0.0.1', 'checker', '{"access":0,"plugin":"mysql_native_password","authentication_string":""}');
"""
_SCRIPT = r"""
set -e
server=$1 share=$2
mkdir -p stock data/mysql /tmp/mariadb-files
for name in system_tables performance_tables system_tables_data; do
  for file in "$share/mysql_$name.sql" "$share/mariadb_$name.sql"; do
    if [ -f "$file" ]; then cat "$file" >> tables.sql; fi
  done
done
cat begin.sql tables.sql users.sql \
  | "$server" --no-defaults --bootstrap $OPTIONS --datadir="$PWD/data" --net-buffer-length=16K >bootstrap.log 2>&1 \
  || { tail -5 bootstrap.log; exit 1; }
tar -cf stock/data.tar --sort=name -C data .
echo "data data.tar" > stock/parts
"""


def find(override: str | None = None) -> Toolchain | None:
    """The kit's server, or the `mariadbd` at `override`; None where the kit was not fetched."""
    if override is not None:
        binary = Path(os.path.realpath(override))
        line = version_of(override, "--no-defaults", "--version", shape=VERSION)
        found = re.search(r"Ver (\d+\.\d+\.\d+)", line)
        assert found is not None
        return _toolchain(binary.parents[1], binary, found[1], digest_of_file(binary))
    folder, manifest = kits.folder("mariadb"), kits.manifest("mariadb")
    if folder is None or manifest is None:
        return _of_jar()
    package = _PACKAGE.match(manifest.version("mariadb-server-core"))
    binary = folder / "usr" / "sbin" / "mariadbd"
    if package is None or not binary.is_file():
        return None
    return _toolchain(folder / "usr", binary, package[1], manifest.digest)


def _of_jar() -> Toolchain | None:
    """The server that the other kit has; None where that was not fetched."""
    folder, manifest = kits.folder("mariadb-jar"), kits.manifest("mariadb-jar")
    if folder is None or manifest is None:
        return None
    root = folder / "server"
    return _toolchain(root, root / "bin" / "mariadbd", manifest.pieces[0].version, manifest.digest)


def _toolchain(root: Path, binary: Path, version: str, digest: str) -> Toolchain | None:
    tables = next(
        (path for name in ("mysql", "mariadb", ".") for path in root.glob(f"share/{name}/*system_tables.sql")), None
    )
    if tables is None:
        return None
    # What lies below /usr is in every slot.
    in_place = str(root) == "/usr" or str(root).startswith("/usr/")
    inside = str(root) if in_place else INSIDE
    share = f"{inside}/{tables.parent.relative_to(root)}"
    server = f"{inside}/{binary.relative_to(root)}"
    own = (*OPTIONS, f"--basedir={inside}", f"--lc-messages-dir={share}", f"--character-sets-dir={share}/charsets")
    libraries = [path.parent.relative_to(root) for path in sorted(root.glob("lib/*/libpcre2-8.so.0"))]
    sources = {"begin.sql": BEGIN.encode(), "users.sql": USERS.encode()}
    recipe = hashlib.sha256(repr((sorted(sources.items()), _SCRIPT, own)).encode()).hexdigest()
    folder = str(cache_dir() / "stock" / f"mariadb-{version}-{digest[:16]}-{recipe[:16]}")
    return Toolchain(
        id="mariadb",
        version=version,
        digest=digest,
        binary=str(binary),
        binds=(*(() if in_place else ((str(root), INSIDE),)), (folder, STOCK)),
        env={} if in_place else {"LD_LIBRARY_PATH": ":".join(f"{INSIDE}/{path}" for path in libraries)},
        commands={"mariadbd": (server, "--no-defaults", *own)},
        prebuilt=Stock(
            folder=folder,
            inside=STOCK,
            sources=sources,
            command=("/bin/sh", "-c", _SCRIPT, "sh", server, share),
            env={"OPTIONS": " ".join(own)},
            base=("data",),
            listing="parts",
            making="initialising a data directory, once on this machine (a second or two)",
        ),
    )
