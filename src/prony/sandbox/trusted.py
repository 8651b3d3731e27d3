"""The slot's own programs: files that a backend lays inside as data, so that no folder of ours is visible there."""

from __future__ import annotations

import functools
from pathlib import Path

INSIDE = "/opt/prony"
"""Where they lie inside a slot."""
SUPERVISOR = "prony/sandbox/inside/supervisor.py"
_PACKAGES = ("prony", "prony/sandbox", "prony/sandbox/inside")
_SHARED = ("values.py", "artifacts.py")


@functools.cache
def trusted_files() -> dict[str, bytes]:
    """Contents by path below `INSIDE`. Our packages' own `__init__` files stay outside: they import the host's side."""
    here = Path(__file__).parent
    files = {f"{package}/__init__.py": b"" for package in _PACKAGES}
    files |= {f"prony/sandbox/{name}": (here / name).read_bytes() for name in _SHARED}
    for path in sorted((here / "inside").iterdir()):
        if path.suffix == ".py" and path.name != "__init__.py":
            files[f"prony/sandbox/inside/{path.name}"] = path.read_bytes()
        elif path.suffix in (".mjs", ".cjs"):
            files[path.name] = path.read_bytes()
    return files
