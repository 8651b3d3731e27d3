"""Tally, a made-up language that is compiled: a shell script with a line `tally` at its head and lines `use PART`.

Its compiler, a script too, joins files and the parts of a prebuilt library to a program; its tests are compiled with
the submission. So it uses whatever a toolchain that compiles can say.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from prony.config import cache_dir
from prony.grading.canaries import MOST_TURNED, Canaries, random_name
from prony.grading.compiled import Compiled, build_tests, overlay
from prony.grading.languages import Parts, Runner
from prony.languages import Language, Syntax
from prony.sandbox import Sandbox
from prony.sandbox.toolchains import Compile, Stock, Toolchain

HERE = Path(__file__).parent
LIBRARY = "/opt/tally-library"
COMPILER = "/opt/tally/tallyc.sh"
TEST_FILE = "_check.tally"
MAKE = """
mkdir -p stock/made
for part; do
  if [ -f "$part.sh" ]; then cp "$part.sh" stock/made; echo "$part made/$part.sh" >> stock/parts; fi
done
"""

LANGUAGE = Language(
    id="tally",
    toolchain="tally",
    short="tly",
    suffixes=(".tally",),
    fences=frozenset({"tally"}),
    syntax=Syntax(comments=("#",), strings=(), blocks={'"': '"', "'": "'"}),
    definition=r"^NAME\(\)",
    starts=r"tally$",
    runner="tally",
    test_files=(f"*{TEST_FILE}",),
)


def find(override: str | None = None) -> Toolchain | None:
    """The compiler that lies beside this file; None where nothing runs it."""
    if not os.path.isfile("/bin/sh"):
        return None
    sources = {path.name: path.read_bytes() for path in sorted((HERE / "library").iterdir())}
    compiler = Path(override) if override else HERE / "tallyc.sh"
    digest = hashlib.sha256(compiler.read_bytes() + repr(sources).encode()).hexdigest()
    folder = str(cache_dir() / "stock" / f"tally-{digest[:16]}")
    return Toolchain(
        id="tally",
        version="1.2",
        digest=digest,
        binary=str(compiler),
        start=("./program",),
        binds=((str(compiler), COMPILER), (folder, LIBRARY)),
        commands={"tallyc": ("/bin/sh", COMPILER, LIBRARY)},
        compile=Compile(
            command="tallyc",
            program=("out/program", "main", "{module}"),
            tests=("out/checks", "", "{token}"),
            missing_status=4,
            missing_name=r"^[a-z]+$",
            stock=Stock(
                folder=folder,
                inside=LIBRARY,
                sources=sources,
                command=("/bin/sh", "-c", MAKE, "sh"),
                base=("plus",),
                listing="parts",
            ),
        ),
    )


def canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Checks that fail of themselves, and checks of the suite that fail at their end."""
    names = re.findall(r"^(check_\w+)\(\)", b"\n".join(tests.values()).decode(), re.MULTILINE)
    plain = {f"check_{random_name()}": line for line in ("false", "return 1", "test 1 = 2", "exit 3")}
    turned = {f"check_{random_name()}": f"{name}; false" for name in secrets.SystemRandom().sample(names, len(names))}
    chosen = plain | dict(list(turned.items())[:MOST_TURNED])
    body = "".join(f"{name}() {{ {line}; }}\n" for name, line in chosen.items())
    return Canaries(files={f"{random_name()}{TEST_FILE}": f"tally\n{body}".encode()}, ids=tuple(chosen))


async def compile_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """One binary of the submission and the checks."""
    own = {path: data for path, data in tree.items() if not path.endswith(TEST_FILE)}
    return await build_tests("tally", overlay(own, tests), sandbox, about_a_test=re.compile(re.escape(TEST_FILE)))


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="tally_runner.py", canaries=canaries, helpers=("prony_children.py",), compile_tests=compile_tests
    ),
)
