"""Modules of Go beside Go: for tasks whose go.mod requires them. Compiled once a machine; no programs run by it."""

from __future__ import annotations

import hashlib
import os

import msgspec

from prony import kits
from prony.config import cache_dir
from prony.errors import SandboxError
from prony.kits import Ways
from prony.sandbox.toolchains import go
from prony.sandbox.toolchains.toolchain import STOCK_LIMITS, Stock, Toolchain

KITS: Ways = (("go-modules",),)
SOURCES = "/opt/go-vendor"
INSIDE = "/opt/go-modules-{}"
"""Where compiled modules lie in a slot. Their digest is in it, and so in what programs are kept by."""
LIMITS = msgspec.structs.replace(STOCK_LIMITS, cpu_s=1800, wall_s=1800, memory_mb=3072)
BASE = ("github.com/google/uuid", "modernc.org/sqlite", "modernc.org/sqlite/vtab")
"""What programs may import."""
_REPLACED = rf"sed -n 's#^\# \(.*\) .*$#replace \1 => {SOURCES}/\1#p' {SOURCES}/modules.txt"
"""Each module is where the kit has it, whatever version is asked for."""
_SCRIPT = rf"""
set -e
go=$1; shift
mkdir -p stock/cache
export GOCACHE="$PWD/stock/cache" GOMAXPROCS="$(nproc)"
{{
  echo "module stock"
  echo "go 1.26"
  sed -n 's/^# \(.*\) \(.*\)$/require \1 \2/p' {SOURCES}/modules.txt
  {_REPLACED}
}} > go.mod
here=
for name in "$@"; do [ -d "{SOURCES}/$name" ] && here="$here $name"; done
"$go" build $here
"$go" list -export -deps -f '{{{{if .Export}}}}{{{{.ImportPath}}}} {{{{.Export}}}}{{{{end}}}}' $here \
  | sed "s#$PWD/stock/##" > stock/importcfg
"""
_COMMAND = rf"""
if [ ! -d "$GOCACHE" ]; then
  for stock in {go.STOCK} "$0"; do cp -rsf "$stock/cache/." "$GOCACHE"; done
  rm -f "$GOCACHE/trim.txt"
  date +%s > "$GOCACHE/trim.txt"
fi 2>/dev/null
root="$PWD"
while [ "$root" != / ] && [ ! -f "$root/go.mod" ]; do root="$(dirname "$root")"; done
if [ -f "$root/go.mod" ]; then
  places="$(mktemp -d)"
  {{ cat "$root/go.mod"; echo; {_REPLACED}; }} > "$places/go.mod"
  export GOFLAGS="$GOFLAGS -modfile=$places/go.mod"
fi
go=$1; shift
exec "$go" "$@"
"""
"""The go command of an agent: it finds the modules, and what is compiled of them, without a network."""


def find(override: str | None = None) -> Toolchain | None:
    """The modules of the kit, beside the Go that is here; None where either is not. Raises SandboxError E412."""
    if override is not None:
        raise SandboxError("E412", "go-modules are libraries, not a program to name", hint="take it out of prony.toml")
    chain, folder, manifest = go.find(), kits.folder("go-modules"), kits.manifest("go-modules")
    if chain is None or folder is None or manifest is None:
        return None
    return _toolchain(chain, str(folder), manifest.version("modernc.org/sqlite").removeprefix("v"), manifest.digest)


def _toolchain(chain: Toolchain, sources: str, version: str, digest: str) -> Toolchain:
    compiler = chain.commands["gofmt"][0].removesuffix("gofmt") + "go"
    recipe = hashlib.sha256(repr((digest, chain.version, chain.digest, _SCRIPT, BASE)).encode()).hexdigest()
    folder = str(cache_dir() / "stock" / f"go-modules-{recipe[:16]}")
    inside = INSIDE.format(recipe[:16])
    return Toolchain(
        id="go-modules",
        version=version,
        digest=digest,
        binary=os.path.join(sources, "modules.txt"),
        # The stock of Go itself is made apart: that of the modules brings the parts of it that they take.
        binds=(*(bind for bind in chain.binds if bind[1] != go.STOCK), (sources, SOURCES), (folder, inside)),
        env=chain.env,
        commands={"go": ("/bin/sh", "-c", _COMMAND, inside, compiler)},
        prebuilt=Stock(
            folder=folder,
            inside=inside,
            sources={},
            command=("/bin/sh", "-c", _SCRIPT, "sh", compiler),
            base=BASE,
            listing="importcfg",
            env={"GOMEMLIMIT": "off"},
            limits=LIMITS,
            making="compiling modules of Go, once on this machine (a minute of CPU)",
        ),
        extends="go",
        words=("-modules", inside),
    )
