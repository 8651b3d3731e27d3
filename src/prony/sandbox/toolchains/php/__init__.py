"""PHP: out of the distribution's packages, without root; else one that a path names.

Its settings are ours (`driver/php.ini`), on every machine: what the machine's own say means nothing in a slot.
"""

from __future__ import annotations

import os
from pathlib import Path

from prony import kits
from prony.kits.php import INSIDE, SETTINGS, ZONES
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: kits.Ways = (("php",),)

DRIVER = "/opt/php-driver"
"""Where the programs of ours in PHP lie, beside this file."""
SYSTEM = "/usr/bin/php"
MARKS = (
    (r"Allowed memory size of \d+ bytes exhausted|Out of memory", Verdict.OOM, "memory"),
    (
        r"(?:pcntl_fork|proc_open|exec|popen)\(\): .*(?:Resource temporarily unavailable|Error 11)",
        Verdict.LIMIT,
        "pids",
    ),
    (r"No space left on device|File too large|Disk quota exceeded|errno=(?:27|28|122)", Verdict.LIMIT, "disk"),
    (r"Too many open files|No file descriptors available", Verdict.LIMIT, "files"),
)
_QUESTION = (
    "$d = ini_get('extension_dir'); $e = array_map('strtolower', get_loaded_extensions());"
    '$s = array_filter($e, fn($n) => is_file("$d/$n.so")); sort($s);'
    "echo implode('|', [PHP_VERSION, PHP_BINARY, dirname(PHP_BINDIR), $d, implode(',', $s)]);"
)
_ANSWER = r"\d+\.\d+\.\d+[^|]*\|/[^|]+\|/[^|]*\|[^|]*\|[\w,]*"
_FIRST = ("pdo", "xml", "dom")
_LEFT_OUT = ("ffi", "xdebug")


def find(override: str | None = None) -> Toolchain | None:
    """The PHP at `override`, else the kit's, else the system's own; None where there is none."""
    if override is not None:
        return _own(override)
    folder = kits.folder("php")
    if folder is not None:
        return _kit(folder)
    return _own(SYSTEM) if os.access(SYSTEM, os.X_OK) else None


def _kit(folder: Path) -> Toolchain | None:
    """The PHP of the distribution's packages that lie in `folder`."""
    usr, manifest = folder / "usr", kits.manifest("php")
    binaries = sorted(usr.glob("bin/php[0-9]*"))
    libraries = next((path.parent.relative_to(usr) for path in usr.glob("lib/*/libxml2.so.*")), None)
    if manifest is None or not binaries or libraries is None:
        return None
    version = next(piece.version for piece in manifest.pieces if piece.name == f"{binaries[0].name}-cli")
    return _toolchain(
        version=version.partition(":")[2].partition("-")[0] or version.partition("-")[0],
        digest=manifest.digest,
        binary=str(binaries[0]),
        inside=f"{INSIDE}/bin/{binaries[0].name}",
        folders=(f"{INSIDE}/bin",),
        binds=((str(usr), INSIDE), (str(usr / "share/zoneinfo"), ZONES)),
        env={"LD_LIBRARY_PATH": f"{INSIDE}/{libraries}", "PHP_INI_SCAN_DIR": f"{INSIDE}/{SETTINGS}"},
        needs_mounts=True,
    )


def _own(binary: str) -> Toolchain:
    """A PHP that somebody installed, asked where it really lives and what it loads.

    Raises SandboxError E412 where it does not run."""
    version, real, prefix, folder, loaded = version_of(binary, "-r", _QUESTION, shape=_ANSWER).split("|")
    real = os.path.realpath(real)
    in_place = real.startswith("/usr/")
    if not in_place and not real.startswith(
        f"{prefix}/"
    ):  # a binary that was moved, or one that needs nothing beside it
        alone = f"{INSIDE}/php"
        return _toolchain(
            version=version,
            digest=digest_of_file(real),
            binary=real,
            inside=alone,
            binds=((real, alone),),
            env={"PHP_INI_SCAN_DIR": ""},
            called=False,
        )
    names = [name for name in loaded.split(",") if name and name not in _LEFT_OUT]
    ordered = [*(name for name in _FIRST if name in names), *(name for name in names if name not in _FIRST)]
    place = folder if in_place else folder.replace(prefix, INSIDE, 1)
    return _toolchain(
        version=version,
        digest=digest_of_file(real),
        binary=real,
        inside=real if in_place else real.replace(prefix, INSIDE, 1),
        words=("-d", f"extension_dir={place}", *(word for name in ordered for word in ("-d", f"extension={name}"))),
        binds=() if in_place else ((prefix, INSIDE),),
        env={"PHP_INI_SCAN_DIR": ""},
    )


def _toolchain(
    *,
    version: str,
    digest: str,
    binary: str,
    inside: str,
    binds: tuple[tuple[str, str], ...],
    env: dict[str, str],
    words: tuple[str, ...] = (),
    folders: tuple[str, ...] = (),
    called: bool = True,
    needs_mounts: bool = False,
) -> Toolchain:
    start = (inside, "-d", "memory_limit={heap_mb}M", *words)
    return Toolchain(
        id="php",
        version=version,
        digest=digest,
        binary=binary,
        start=("php",),
        binds=(*binds, (str(Path(__file__).parent / "driver"), DRIVER)),
        folders=folders,
        env={"PHPRC": f"{DRIVER}/php.ini", **env},
        commands={"php": start},
        calls=(*start, f"{DRIVER}/calls.php") if called else (),
        bounded_by_address_space=True,
        marks=MARKS,
        needs_mounts=needs_mounts,
    )
