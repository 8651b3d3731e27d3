"""Python: the machine's own interpreter, the real one behind virtual environments and version managers.

It may lie under a home that nobody else may enter, so it is bound at a fixed place. Only its standard library is there:
programs run without site-packages, so that every machine offers the same.
"""

from __future__ import annotations

import os
import platform
import sys
import sysconfig

from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: Ways = ()
"""It is the machine's own."""
INSIDE = "/opt/python"
ENV = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
"""The same set order, and no files beside sources, on every machine."""
ANSWER = r"\d+\.\d[^|]*\|[^|]+\|[^|]+\|[^|]*"
"""What a Python prints that is asked for its version, its folder, its binary and its library."""
MARKS = (
    (r"^MemoryError", Verdict.OOM, "memory"),
    (r"\[Errno 11\]|can't start new thread", Verdict.LIMIT, "pids"),
    (r"\[Errno (27|28|122)\]", Verdict.LIMIT, "disk"),
    (r"\[Errno (23|24)\]", Verdict.LIMIT, "files"),
)


def find(override: str | None = None) -> Toolchain | None:
    """The interpreter that runs this process, or the one at `override`."""
    if override is not None:
        return _other(override)
    base = sys.base_prefix
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    binary = os.path.realpath(os.path.join(base, "bin", name))
    if not os.path.isfile(binary):
        binary = os.path.realpath(sys.executable)
    shared = sysconfig.get_config_var("Py_ENABLE_SHARED")
    library = os.path.join(base, "lib", str(sysconfig.get_config_var("INSTSONAME"))) if shared else ""
    return _toolchain(platform.python_version(), base, binary, library)


def _other(binary: str) -> Toolchain:
    """Another interpreter, asked where it really lives."""
    question = (
        "import os, platform, sys, sysconfig as c; s = c.get_config_var('Py_ENABLE_SHARED');"
        "n = 'python%d.%d' % sys.version_info[:2]; b = os.path.join(sys.base_prefix, 'bin', n);"
        "b = b if os.path.isfile(b) else sys.executable;"
        "l = os.path.join(sys.base_prefix, 'lib', c.get_config_var('INSTSONAME')) if s else '';"
        "print('|'.join([platform.python_version(), sys.base_prefix, os.path.realpath(b), l]))"
    )
    version, base, real, library = version_of(binary, "-I", "-c", question, shape=ANSWER).split("|")
    return _toolchain(version, base, real, library)


def _toolchain(version: str, base: str, binary: str, library: str) -> Toolchain:
    in_place = binary.startswith("/usr/") and base.startswith("/usr")
    library = library if os.path.isfile(library) else ""
    inside = binary if in_place else os.path.join(INSIDE, os.path.relpath(binary, os.path.realpath(base)))
    env = dict(ENV)
    if library and not in_place:
        env["LD_LIBRARY_PATH"] = f"{INSIDE}/lib"
    start = (inside, "-s", "-S", "-B")
    return Toolchain(
        id="python",
        version=version,
        digest=digest_of_file(library or binary),
        binary=binary,
        start=("python3",),
        binds=() if in_place else ((os.path.realpath(base), INSIDE),),
        folders=() if in_place else (f"{INSIDE}/bin",),
        env=env,
        commands={"python3": start, "python": start},
        in_process=True,
        bounded_by_address_space=True,
        marks=MARKS,
    )
