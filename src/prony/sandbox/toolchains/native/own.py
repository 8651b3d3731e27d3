"""A compiler of C or C++ that the user named: the machine's gcc or clang, or another one in a folder of its own."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import os
import re
from pathlib import Path

from prony.errors import SandboxError
from prony.sandbox.toolchains.native.sources import NativeLanguage
from prony.sandbox.toolchains.native.zig import MARKS
from prony.sandbox.toolchains.toolchain import Compile, Toolchain, digest_of_file, version_of


def own(dialect: NativeLanguage, binary: str) -> Toolchain:
    """The compiler at `binary`. Raises SandboxError E412 where it is none for the language."""
    said = version_of(binary, "--version", shape=r".*(?:gcc|g\+\+|clang|GCC|Free Software|cc|c\+\+).*")
    numbers = re.findall(r"\d+\.\d+(?:\.\d+)?", said)
    named = re.search(r"(?:^|[-/])(gcc|g\+\+|clang\+\+|clang|cc|c\+\+)(?:-\d[\d.]*)?$", os.path.basename(binary))
    if not numbers or named is None or named[1] not in dialect.compilers:
        raise SandboxError(
            "E412",
            f"{binary} is no compiler for {dialect.id}",
            cause=f"its version is {said!r}",
            hint=f"name one that is called {', '.join(dialect.compilers)}, with or without a version behind it",
        )
    return _toolchain(dialect, binary, numbers[-1])


@functools.lru_cache(maxsize=8)
def _toolchain(dialect: NativeLanguage, binary: str, version: str) -> Toolchain:
    real = os.path.realpath(binary)
    prefix = str(Path(real).parents[1])
    in_place = real.startswith("/usr/")
    rpath = "" if in_place else f"{prefix}/lib64:{prefix}/lib"
    front = version_of(binary, f"-print-prog-name={'cc1' if dialect.id == 'c' else 'cc1plus'}")
    parts = [path for path in (real, front) if os.path.isfile(path)]
    script = importlib.resources.files("prony.sandbox.toolchains.native").joinpath("own.sh").read_text("utf-8")
    return Toolchain(
        id=dialect.id,
        version=version,
        digest=hashlib.sha256("\n".join(map(digest_of_file, parts)).encode()).hexdigest(),
        binary=binary,
        start=("./program",),
        binds=() if in_place else ((prefix, prefix),),
        commands={"compile": ("/bin/sh", "-c", script, "own.sh", binary if in_place else real, rpath)},
        bounded_by_address_space=True,
        marks=MARKS,
        compile=Compile(command="compile", program=("program", "{module}"), choose=dialect.choose),
    )
