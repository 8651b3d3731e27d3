"""Make the lock of a kit's npm packages anew: each with its digest, none with an address.

    python scripts/npm_lock.py src/prony/kits/NAME.lock.json PACKAGE@VERSION ... [--optional PACKAGE@VERSION ...]

What is `--optional` is for some machines only, as its own `os` and `cpu` say. npm resolves the rest with the user's own
configuration; nothing is installed and nothing runs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from prony.kits.packages.npm import OPTIONS, npm_command


def main() -> None:
    """Resolve, and write the lock."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lock", type=Path)
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--optional", nargs="*", default=[])
    arguments = parser.parse_args()
    npm = npm_command()
    if npm is None:
        sys.exit("Node's wheel is not installed: make toolchains")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        wanted = {
            "dependencies": dict(package.rsplit("@", 1) for package in arguments.packages),
            "optionalDependencies": dict(package.rsplit("@", 1) for package in arguments.optional),
        }
        (folder / "package.json").write_text(json.dumps(wanted))
        own = ("--package-lock-only", "--omit-lockfile-registry-resolved", f"--prefix={folder}")
        subprocess.run([*npm, "install", *own, *OPTIONS], check=True)
        lock = json.loads((folder / "package-lock.json").read_bytes())
    lock["name"] = arguments.lock.name.partition(".")[0]
    arguments.lock.write_text(json.dumps(lock, indent=1) + "\n")


if __name__ == "__main__":
    main()
