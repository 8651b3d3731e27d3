"""Self-tests of toolchains: does a right program pass on this machine, and is each kind of wrong one told?

A language has three small programs in `samples/` beside its grading: `hello` (multiplies two numbers), `loop` (never
ends) and `flood` (prints without end). A database says the same three as statements. What was seen is remembered for
the version and digest that it was seen with.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from prony.config import cache_dir
from prony.databases import DATABASES, Database, split
from prony.grading.languages import LANGUAGE_PARTS
from prony.grading.pages.trial import try_page
from prony.languages import LANGUAGES
from prony.nouns import Limits, Noun, Verdict
from prony.plain_files import write_whole
from prony.sandbox import Program, Sandbox

FORMAT = 1
LIMITS = Limits(cpu_s=2, wall_s=15, output_bytes=1 << 16)
SESSION_LIMITS = Limits(cpu_s=1, wall_s=15, output_bytes=1 << 16)
"""Of a sample of a database: an endless one takes all of its wall clock, where a server is one process."""


Run = Callable[[str, dict[str, bytes], bytes, Sandbox], Awaitable[str]]
"""(toolchain, a sample's files, its input, sandbox) -> what it printed or showed, else its verdict."""


class SelfTest(Noun, frozen=True, kw_only=True):
    """What the samples of one language did."""

    language: str
    claims: dict[str, str]
    """What should be seen -> what was seen instead; empty where it was seen."""

    @property
    def holds(self) -> bool:
        """Whether everything was as it should be."""
        return not any(self.claims.values())


def samples_for(toolchain: str) -> tuple[str, dict[str, dict[str, bytes]]] | None:
    """The language whose samples try `toolchain`, and the files of each sample by its name; None where none has any."""
    if (database := DATABASES.get(toolchain)) is not None:
        texts = {"hello": database.sample, "loop": database.endless, "flood": database.flood}
        return "sql", {name: {f"{name}.sql": text.encode()} for name, text in texts.items()}
    for name, language in LANGUAGES.items():
        parts = LANGUAGE_PARTS.get(name) if language.toolchain == toolchain else None
        if parts is not None and (samples := parts.samples()):
            return name, samples
    return None


async def self_test(toolchain: str, sandbox: Sandbox, *, anew: bool = False) -> SelfTest | None:
    """Run the samples for `toolchain` in `sandbox`, or remember what they did; None where no language has any.

    anew: run them whatever is remembered. Raises SandboxError.
    """
    found = samples_for(toolchain)
    if found is None:
        return None
    language, samples = found
    place = _place(toolchain, sandbox, samples)
    if not anew and (known := _remembered(place)) is not None:
        return known
    hello = samples["hello"]
    run, endless, flood = _OTHERWISE.get(toolchain, (_run, Verdict.TIMEOUT_CPU, Verdict.OUTPUT_LIMIT))
    seen = await asyncio.gather(
        run(toolchain, hello, b"6 7\n", sandbox),
        run(toolchain, hello, b"6 8\n", sandbox),
        run(toolchain, samples["loop"], b"", sandbox),
        run(toolchain, samples["flood"], b"", sandbox),
    )
    wanted = {"right answer": "42", "another answer": "48", "endless loop": str(endless), "flood": str(flood)}
    claims = {name: "" if it == want else it for (name, want), it in zip(wanted.items(), seen, strict=True)}
    result = SelfTest(language=language, claims=claims)
    if result.holds:  # what does not hold is tried again: it may have been the load
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, msgspec.json.encode(result))
    return result


async def _ask(database: Database, sample: bytes, stdin: bytes, sandbox: Sandbox) -> str:
    """The one value that a sample of a database gave, else its verdict."""
    text = sample.decode().format(*stdin.decode().split()) if stdin else sample.decode()
    async with database.open(sandbox, SESSION_LIMITS) as server:
        await server.create("trial")
        statements = split(text, database.dialect)
        outcome = await server.run("trial", statements, role="solver", wall_s=SESSION_LIMITS.wall_s)
    if outcome.verdict is not Verdict.PASS or outcome.table is None:
        return str(outcome.verdict) if outcome.fault is None else f"{outcome.verdict}: {outcome.fault.message[:200]}"
    return str(outcome.table.rows[0][0]) if outcome.table.rows else "no rows"


async def _run(toolchain: str, files: dict[str, bytes], stdin: bytes, sandbox: Sandbox) -> str:
    """What a sample printed, else its verdict, with the compiler's words where it was not compiled."""
    if (database := DATABASES.get(toolchain)) is not None:
        return await _ask(database, next(iter(files.values())), stdin, sandbox)
    chain = sandbox.toolchain(toolchain)
    module = next(iter(files))
    laid = dict(files)
    argv = chain.argv(module)
    if chain.compile is not None:
        words = chain.compile.arguments(chain.compile.program, module=module, folder=".")
        built = await sandbox.build(toolchain, files, words)
        if built.verdict is not Verdict.PASS:
            return f"{built.verdict}: {built.said[:200]}"
        laid |= built.files
    ended = await sandbox.run(Program(toolchain=toolchain, files=laid, argv=argv, stdin=stdin, limits=LIMITS))
    if ended.verdict is not Verdict.PASS:
        said = ended.stderr.decode(errors="replace").strip()[-200:]
        return str(ended.verdict) if ended.verdict is not Verdict.FAIL else f"fail: {said or ended.detail}"
    return ended.stdout.decode(errors="replace").strip()[:200]


_OTHERWISE: dict[str, tuple[Run, Verdict, Verdict]] = {
    "chromium": (try_page, Verdict.TIMEOUT_WALL, Verdict.LIMIT),
}
"""Toolchains that run no programs: how their samples are run, and the verdicts of those that are endless, and flood."""


def _place(toolchain: str, sandbox: Sandbox, samples: dict[str, dict[str, bytes]]) -> Path:
    contents = {
        name: {path: hashlib.sha256(data).hexdigest() for path, data in s.items()} for name, s in samples.items()
    }
    others = set(sandbox.toolchains) - {toolchain}
    judges = sorted((name, it) for name, it in sandbox.identity.items() if name not in others)
    identity = [FORMAT, toolchain, judges, contents]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:32]
    return cache_dir() / "self-tests" / f"{toolchain}-{key}.json"


def _remembered(place: Path) -> SelfTest | None:
    try:
        return msgspec.json.decode(place.read_bytes(), type=SelfTest)
    except (OSError, msgspec.DecodeError):
        return None
