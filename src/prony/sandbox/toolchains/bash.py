"""Bash: the machine's own, with the commands that scripts may count on, and no others in their PATH.

Bash, sed, awk, sort and their kin differ between machines, and nobody ships them pinned. So a script finds those of a
list and nothing else, whatever more this machine has, and the digest is one of all of them: where two machines give the
same digest, a script meets the same programs.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from prony.config import cache_dir
from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: Ways = ()
"""None: it is part of the system."""
INSIDE = "/opt/bash"
JUDGE = "judge"
"""In its folder, bash once more, which may be executed and not be read: the kernel lets nobody look into the memory or
the descriptors of a process that runs such a file."""
PLACES = ("/usr/bin", "/bin", "/run/current-system/sw/bin")
SYSTEM = ("/usr", "/bin", "/nix/store")
"""What a slot has of this machine."""
# fmt: off
COMMANDS = (
    "[", "arch", "awk", "b2sum", "base32", "base64", "basename", "basenc", "bc", "cat", "chmod", "cksum", "cmp",
    "column", "comm", "cp", "csplit", "cut", "date", "dc", "dd", "df", "diff", "diff3", "dir", "dirname", "du", "echo",
    "egrep", "env", "expand", "expr", "factor", "false", "fgrep", "find", "flock", "fmt", "fold", "gawk", "getconf",
    "getopt", "grep", "gunzip", "gzip", "head", "hexdump", "hostname", "iconv", "id", "install", "join", "kill", "link",
    "ln", "ls", "mawk", "md5sum", "mkdir", "mkfifo", "mktemp", "mv", "nice", "nl", "nohup", "nproc", "numfmt", "od",
    "paste", "patch", "pathchk", "pr", "printenv", "printf", "ptx", "pwd", "readlink", "realpath", "rev", "rm", "rmdir",
    "sed", "seq", "setsid", "sh", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "shuf", "sleep",
    "sort", "split", "stat", "stdbuf", "sum", "sync", "tac", "tail", "tar", "tee", "test", "timeout", "touch", "tr",
    "true", "truncate", "tsort", "tty", "uname", "unexpand", "uniq", "unlink", "wc", "which", "whoami", "xargs", "xxd",
    "yes", "zcat",
)
# fmt: on
"""What scripts find by name beside bash itself: those of these that the machine has."""
MARKS = (
    (r"[Cc]annot allocate memory|xrealloc|xmalloc|memory exhausted", Verdict.OOM, "memory"),
    (r"fork: (?:retry: )?(?:[\w ]+: )?Resource temporarily unavailable", Verdict.LIMIT, "pids"),
    (r"No space left on device|File too large|File size limit exceeded|Disk quota exceeded", Verdict.LIMIT, "disk"),
    (r"Too many open files", Verdict.LIMIT, "files"),
)


def find(override: str | None = None) -> Toolchain | None:
    """The machine's bash, or the one at `override`; None where there is none."""
    binary = override or _found("bash")
    if binary is None:
        return None
    # Asked each time: what cannot run is an error, whatever was found before.
    version = version_of(binary, "-c", 'echo "${BASH_VERSION%%[!0-9.]*}"', shape=r"\d+(?:\.\d+)+")
    return _toolchain(binary, version, cache_dir())


@functools.lru_cache(maxsize=8)
def _toolchain(binary: str, version: str, cache: Path) -> Toolchain:
    commands = {name: path for name in COMMANDS if (path := _found(name)) is not None}
    own = digest_of_file(binary)
    # One file may be many commands.
    lines = [f"bash {own}", *(f"{name} {digest_of_file(path)}" for name, path in commands.items())]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    folder = _folder(cache / "commands" / f"bash-{version}-{digest[:16]}", binary, commands)
    inside = f"{INSIDE}/bin"
    return Toolchain(
        id="bash",
        version=version,
        digest=digest,
        binary=os.path.realpath(binary),
        start=("bash",),
        binds=((str(folder), INSIDE),),
        env={"PATH": inside},
        commands={"bash": (f"{inside}/bash",), "sh": (f"{inside}/sh",)},
        bounded_by_address_space=True,
        marks=MARKS,
    )


def _found(name: str) -> str | None:
    """Where the system has a command, behind its links; None where it has none that is in a slot, too."""
    path = shutil.which(name, path=":".join(PLACES))
    real = os.path.realpath(path) if path else ""
    return real if real.startswith(tuple(f"{place}/" for place in SYSTEM)) else None


def _folder(place: Path, binary: str, commands: dict[str, str]) -> Path:
    """The folder of the commands: in the cache, or where that cannot be written in one of this process alone."""
    if not (place / JUDGE).exists():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        except OSError:
            made = Path(tempfile.mkdtemp(prefix="prony-bash-"))
            atexit.register(shutil.rmtree, made, ignore_errors=True)
            _fill(made, binary, commands)
            return made
        _fill(made, binary, commands)
        with contextlib.suppress(OSError):  # another process was first
            made.rename(place)
        shutil.rmtree(made, ignore_errors=True)
    return place


def _fill(folder: Path, binary: str, commands: dict[str, str]) -> None:
    folder.chmod(0o755)
    (folder / "bin").mkdir()
    for name, path in commands.items():
        (folder / "bin" / name).symlink_to(path)
    shutil.copyfile(binary, folder / "bin" / "bash")
    (folder / "bin" / "bash").chmod(0o755)
    shutil.copyfile(binary, folder / JUDGE)
    (folder / JUDGE).chmod(0o111)
