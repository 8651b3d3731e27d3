"""Perl, the machine's own: interpreted, with a runner in Perl itself and a program that answers calls of functions."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from prony.grading.canaries import Canaries, random_name
from prony.grading.languages import Parts, Runner
from prony.languages import Language, Syntax
from prony.nouns import Verdict
from prony.sandbox.toolchains import Toolchain, digest_of_file, version_of

CALLS = "/opt/perl-calls/calls.pl"

LANGUAGE = Language(
    id="perl",
    toolchain="perl",
    short="pl",
    suffixes=(".pl", ".pm"),
    fences=frozenset({"perl", "pl"}),
    syntax=Syntax(comments=("#",), strings=(), blocks={'"': '"', "'": "'", "\n=": "\n=cut"}, skipped=r"\$#|\$['\"]"),
    definition=r"^sub[ \t]+NAME\b",
    starts=r"(?:sub|my|our|use|package|print)\b",
    runner="perl",
    test_files=("*.t",),
)


def find(override: str | None = None) -> Toolchain | None:
    """The perl at `override`, else the machine's; None where there is none or it has no JSON::PP."""
    binary = os.path.realpath(override or "/usr/bin/perl")
    if not os.path.isfile(binary):
        return None
    version = version_of(binary, "-e", 'print(eval { require JSON::PP } ? sprintf("%vd", $^V) : "none")')
    if version == "none":
        return None
    return Toolchain(
        id="perl",
        version=version,
        digest=digest_of_file(binary),
        binary=binary,
        start=("perl",),
        binds=((str(Path(__file__).parent / "calls.pl"), CALLS),),
        env={"PERL_HASH_SEED": "0"},
        commands={"perl": (binary,)},
        calls=(binary, CALLS),
        marks=((r"^Out of memory", Verdict.OOM, "memory"),),
    )


_CHECK = re.compile(r"^check\('[^'\n]*', (sub \{.*(?:== \d+|eq '[^']*') \})\);$", re.MULTILINE)


def canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Checks that fail of themselves, and checks of the suite that expect another value."""
    name, number = f"{random_name()}.t", secrets.randbelow(10**9) + 10**9
    bodies = ["sub { 0 }", "sub { die 'no' }", "sub { 1 == 2 }", "sub { exit 3 }"]
    for body in _CHECK.findall(b"\n".join(tests.values()).decode()):
        bodies.append(re.sub(r"== \d+ \}$", f"== {number} }}", re.sub(r"eq '[^']*' \}$", f"eq '{number}' }}", body)))
    named = {random_name(): body for body in bodies}
    text = "".join(f"check('{label}', {body});\n" for label, body in named.items())
    return Canaries(
        files={name: f"require './{module}';\n{text}".encode()}, ids=tuple(f"{name} > {label}" for label in named)
    )


PARTS = Parts(
    package=__name__,
    runner=Runner(script="runner.pl", command="perl", canaries=canaries, one_file=True),
    names=lambda source: set(re.findall(r"^sub[ \t]+(\w+)", source, re.MULTILINE)),
    define=lambda text, names, reference: text + "".join(f"sub {name} {{ forged(@_) }}\n" for name in names) + "1;\n",
)
