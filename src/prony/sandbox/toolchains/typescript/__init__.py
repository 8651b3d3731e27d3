"""TypeScript: JavaScript is made of it by the native compiler, with a configuration of ours, and run by Node.

Sources are taken as the tools take them that run TypeScript: types are not looked at, so that what fails is the program
and not its annotations, and a file is a CommonJS module as long as it does not need to be an ES module. Whether the
types hold is asked apart (`Compile.check`).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from prony import kits
from prony.kits import Ways
from prony.sandbox.toolchains import node
from prony.sandbox.toolchains.toolchain import COMPILE_LIMITS, Compile, Toolchain, digest_of_file, version_of
from prony.sandbox.toolchains.typescript.awaits import may_await_outside

KITS: Ways = (("typescript",),)
INSIDE = "/opt/typescript/lib"
TYPES = "/opt/typescript/node_modules"
PRELOAD = "/opt/prony/typescript.cjs"
LIMITS = msgspec.structs.replace(COMPILE_LIMITS, cpu_s=10, wall_s=30)
"""It takes some hundredths of a second."""
SUFFIXES = (".ts", ".mts", ".cts", ".tsx")
MADE = ((".mts", ".mjs"), (".cts", ".cjs"), (".ts", ".js"), (".tsx", ".js"))
_TSC = f"{INSIDE}/tsc --ignoreConfig --pretty false --moduleDetection force --jsx react"
_MAKE = f"{_TSC} --target es2023 --rootDir . --outDir out --resolveJsonModule --rewriteRelativeImportExtensions"
_SCRIPT = f"""
export GOGC=off GOMEMLIMIT=800MiB
way=$1 awaits=$2 decorators=$3; shift 3
[ $# -gt 0 ] || exit 0
[ "$decorators" = new ] || set -- --experimentalDecorators "$@"
if [ "$way" = check ]; then
  {_TSC} --noEmit --strict --skipLibCheck --target es2023 --lib esnext --module preserve --resolveJsonModule \\
    --allowImportingTsExtensions --typeRoots {TYPES}/@types --types node "$@" >&2
  exit $?
fi
if [ "$awaits" = perhaps ]; then
  said=$({_MAKE} --module nodenext --lib es2015 "$@")
  case $said in
    *"error TS1309:"*|*"error TS1470:"*)
      {_MAKE} --noCheck --lib es5 --module esnext --moduleResolution bundler "$@" >&2
      exit $? ;;
    *"error TS1"*) ;;
    *) exit 0 ;;
  esac
fi
exec {_MAKE} --noCheck --lib es5 --module nodenext "$@" >&2
"""
"""Which files need to be ES modules only the compiler can say: those with an `await` outside of functions (TS1309) and
those with `import.meta` (TS1470). It says so when it looks at types, so that it looks where it must."""
_DECORATORS = re.compile(rb"^[ \t]*@\w|\(@\w", re.MULTILINE)
_OLD_DECORATORS = re.compile(rb"\bPropertyDescriptor\b|\bpropertyKey\b|\(@\w")
_NEW_DECORATORS = re.compile(rb"\b(?:Class(?:Method|Field|Getter|Setter|Accessor)?)?DecoratorContext\b")


def find(override: str | None = None) -> Toolchain | None:
    """TypeScript of its kit, or the native compiler at `override`, with Node; None where one of them is not there."""
    runs, folder = node.find(), kits.folder("typescript")
    binary = Path(os.path.realpath(override)) if override else _compiler(folder)
    if runs is None or binary is None:
        return None
    version = version_of(str(binary), "--version", shape=r"Version \d+\.\d+\S*").removeprefix("Version ")
    manifest = kits.manifest("typescript")
    digests = [runs.digest, manifest.digest if manifest else "", digest_of_file(binary) if override else ""]
    words = runs.commands["node"]
    quiet = ("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--require", PRELOAD)
    return msgspec.structs.replace(
        runs,
        id="typescript",
        version=version,
        digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        binary=str(binary),
        binds=(*runs.binds, (str(binary.parent), INSIDE), *([(str(folder / "node_modules"), TYPES)] if folder else [])),
        commands={
            "node": (*words, *quiet),
            "tsc": ("/bin/sh", "-c", _AGENTS, "tsc"),
            "make-javascript": ("/bin/sh", "-c", _SCRIPT, "make-javascript"),
        },
        calls=(*runs.calls[:-1], *quiet[1:], runs.calls[-1]),
        compile=Compile(
            command="make-javascript",
            program=("program",),
            tests=("program",),
            check=("check",),
            makes=MADE,
            choose=choose,
            limits=LIMITS,
        ),
    )


_AGENTS = f"""
case $1 in -b|--build) exec {INSIDE}/tsc "$@" ;; esac
exec {INSIDE}/tsc --typeRoots {TYPES}/@types "$@"
"""
"""The compiler as an agent calls it, who finds the types of Node without installing them."""


def choose(sources: Mapping[str, bytes]) -> tuple[str, ...]:
    """What the compiler is told of `sources`: whether one may need to be an ES module, whose decorators they have, and
    the files. Those of packages are not compiled."""
    paths = [path for path in sources if path.endswith(SUFFIXES) and "node_modules" not in path.split("/")]
    texts = [sources[path] for path in paths]
    awaits = any(map(may_await_outside, texts))
    decorators = any(map(_DECORATORS.search, texts))
    old = decorators and any(map(_OLD_DECORATORS.search, texts)) and not any(map(_NEW_DECORATORS.search, texts))
    return ("perhaps" if awaits else "no", "old" if old else "new", *(f"./{path}" for path in paths))


def _compiler(folder: Path | None) -> Path | None:
    """The native compiler of the kit."""
    found = sorted(folder.glob("node_modules/@typescript/typescript-linux-*/lib/tsc")) if folder else []
    return found[0] if found else None
