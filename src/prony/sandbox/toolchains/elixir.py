"""Elixir: out of the distribution's packages, without root; else one that the machine has, or that a path names.

Erlang's tree and Elixir's are bound at fixed places. What starts is `erlexec` itself: `erl` and `elixir` are scripts
that hold the paths of an installation.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
from pathlib import Path

from prony import kits
from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: kits.Ways = (("elixir",),)

INSIDE = "/opt/elixir"
ERLANG, LANGUAGE, LIBRARIES = f"{INSIDE}/erlang", f"{INSIDE}/language", f"{INSIDE}/libraries"
"""Where Erlang, Elixir's applications, and the libraries that Erlang is linked with lie in a slot."""
SYSTEM = "/usr/bin/elixir"
APPLICATIONS = ("elixir", "eex", "ex_unit", "iex", "logger", "mix")
FLAGS = ("+S", "2:2", "+SDcpu", "2:2", "+SDio", "2", "+A", "1")
"""The same schedulers on every machine, and few threads beside them."""
QUIET = ("+sbwt", "none", "+sbwtdcpu", "none", "+sbwtdio", "none")
"""Schedulers that have nothing to do sleep: waiting in a loop would count as the program's time."""
ONE_MAPPING = ("+JMsingle", "true")
"""Compiled code lies in memory of its own. Before, it is a file: 8 MB of the disk, which must have 16 MB or more."""
FIRST_WITH_IT = 14
"""The version of the runtime that knows that flag."""
MARKS = (
    (r"(?:eheap|binary|literal|ets|sl|ll)_?alloc: Cannot (?:re)?allocate", Verdict.OOM, "memory"),
    (r"Failed to create .*thread|:eagain|system_limit", Verdict.LIMIT, "pids"),
    (r"no space left on device|file too large|:enospc|:efbig|:edquot", Verdict.LIMIT, "disk"),
    (r"too many open files|:emfile|:enfile", Verdict.LIMIT, "files"),
)
_QUESTION = 'IO.puts(Enum.join([System.version(), :code.root_dir(), :code.lib_dir(:elixir)], "|"))'
_ANSWER = r"\d+\.\d+\.\d+[^|]*\|/[^|]+\|/[^|]+"
_VERSION = re.compile(r'\{vsn,\s*"(\d+\.\d+\.\d+[^"]*)"\}')


def find(override: str | None = None) -> Toolchain | None:
    """The Elixir at `override`, else the kit's, else the system's own; None where there is none."""
    if override is not None:
        return _own(override)
    folder = kits.folder("elixir")
    if folder is not None:
        return _kit(folder)
    return _own(SYSTEM) if os.access(SYSTEM, os.X_OK) else None


def _kit(folder: Path) -> Toolchain | None:
    """The Elixir of the distribution's packages that lie in `folder`."""
    usr, manifest = folder / "usr", kits.manifest("elixir")
    erlang, language = usr / "lib" / "erlang", usr / "lib" / "elixir" / "lib"
    described = language / "elixir" / "ebin" / "elixir.app"
    if manifest is None or not described.is_file() or not any(erlang.glob("erts-*/bin/erlexec")):
        return None
    version = _VERSION.search(described.read_text(encoding="utf-8"))
    libraries = next((path for path in sorted(usr.glob("lib/*-linux-gnu*")) if path.is_dir()), None)
    return _toolchain(version[1] if version else "0", manifest.digest, erlang, language, libraries)


def _own(binary: str) -> Toolchain:
    """An Elixir that somebody installed, asked where it really lives. Raises SandboxError E412."""
    env = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ} | {"LANG": "C.UTF-8"}
    version, root, library = version_of(binary, "-e", _QUESTION, env=env, shape=_ANSWER).split("|")
    erlang, language = Path(os.path.realpath(root)), Path(os.path.realpath(library)).parent
    if not any(erlang.glob("erts-*/bin/erlexec")) or not (language / "elixir" / "ebin").is_dir():
        raise SandboxError(
            "E412",
            f"{binary} is no Elixir that can be used",
            cause=f"there is no erlexec below {erlang}, or no Elixir in {language}",
            hint="name another, or get Prony's own: prony toolchains get elixir",
        )
    return _toolchain(version, _digest(erlang, language), erlang, language, None)


@functools.cache
def _digest(erlang: Path, language: Path) -> str:
    """One digest of the virtual machine and of what Elixir is made of."""
    files = [*sorted(erlang.glob("erts-*/bin/beam*")), *sorted(language.glob("*/ebin/*.beam"))]
    return hashlib.sha256("\n".join(map(digest_of_file, files)).encode()).hexdigest()


def _toolchain(version: str, digest: str, erlang: Path, language: Path, libraries: Path | None) -> Toolchain:
    runtime = sorted(path.name for path in erlang.glob("erts-*") if (path / "bin" / "erlexec").exists())[-1]
    programs = f"{ERLANG}/{runtime}/bin"
    places = [
        word for name in APPLICATIONS if (language / name).is_dir() for word in ("-pa", f"{LANGUAGE}/{name}/ebin")
    ]
    mapping = ONE_MAPPING if int(re.findall(r"\d+", runtime)[0]) >= FIRST_WITH_IT else ()
    machine = (f"{programs}/erlexec", *FLAGS, *QUIET, *mapping, "-boot", "no_dot_erlang", "-noshell", *places)
    elixir = (*machine, "-elixir", "ansi_enabled", "false", "-s", "elixir", "start_cli", "-extra")
    return Toolchain(
        id="elixir",
        version=version,
        digest=digest,
        binary=str(erlang / runtime / "bin" / "erlexec"),
        start=("elixir",),
        binds=(
            (str(erlang), ERLANG),
            (str(language), LANGUAGE),
            *(((str(libraries), LIBRARIES),) if libraries is not None else ()),
        ),
        env={
            "ROOTDIR": ERLANG,
            "BINDIR": programs,
            "EMU": "beam",
            "PROGNAME": "erl",
            "ERL_CRASH_DUMP": "/dev/null",
            "ERL_CRASH_DUMP_SECONDS": "0",
            **({"LD_LIBRARY_PATH": LIBRARIES} if libraries is not None else {}),
        },
        commands={"elixir": elixir},
        marks=MARKS,
    )
