"""llama.cpp's own benchmark, run on a contestant's file in turns with the sweep; what it says is read strictly.

It has no HTTP, no template and no sampler, so that its numbers never stand in one column with those of a server.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from prony.config import expanded
from prony.errors import RunError
from prony.journal.sweeps import LlamaBenchTest
from prony.plain import clean_line

PROGRAM = "llama-bench"
TIMEOUT_S = 1800.0
MOST_BYTES = 1 << 20


class _Said(msgspec.Struct, frozen=True):
    """A test as llama-bench writes it, less what is not needed here."""

    build_commit: str
    build_number: int
    n_threads: int
    n_prompt: int
    n_gen: int
    n_depth: int
    samples_ns: tuple[int, ...]


_read = msgspec.json.Decoder(list[_Said], strict=True).decode


class BenchAnswer(msgspec.Struct, frozen=True):
    """What one call of llama-bench measured."""

    build: str
    threads: int
    tests: tuple[LlamaBenchTest, ...]


def program_at(named: str | None) -> Path | None:
    """The program: the one that is named, else that on PATH; None where there is none. Raises RunError E923."""
    if named is None:
        found = shutil.which(PROGRAM)
        return Path(found) if found else None
    path = expanded(named)
    found = shutil.which(str(path.absolute()))
    if found is None:
        raise RunError("E923", f"no program {named}", hint=f"--llama-bench takes the path of llama.cpp's {PROGRAM}")
    return Path(found)


def commands(
    program: Path, gguf: Path, threads: int | None, prompts: Sequence[int], reply_tokens: int, gpu_layers: int | None
) -> list[list[str]]:
    """Two calls: prompts of these lengths read from the first token; a reply behind each of them."""
    lengths = ",".join(map(str, prompts))
    common = [str(program), "-m", str(gguf), "-r", "1", "-o", "json"]
    common += ["-t", str(threads)] if threads else []
    common += ["-ngl", str(gpu_layers)] if gpu_layers is not None else []
    return [
        [*common, "-p", lengths, "-n", "0"],
        [*common, "-p", "0", "-n", str(reply_tokens), "-d", lengths],
    ]


def answer_of(said: bytes, prompts: Sequence[int], reply_tokens: int) -> BenchAnswer:
    """What it said, held to what it was asked. Raises RunError E923 for anything else."""
    try:
        tests = _read(said)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RunError("E923", "what llama-bench says cannot be read", cause=str(error), hint=_NEWER) from error
    asked = {(length, 0, 0) for length in prompts} | {(0, reply_tokens, length) for length in prompts}
    builds = {(one.build_commit, one.build_number, one.n_threads) for one in tests}
    for one in tests:
        if (one.n_prompt, one.n_gen, one.n_depth) not in asked or not one.samples_ns or min(one.samples_ns) <= 0:
            what = f"a prompt of {one.n_prompt}, a reply of {one.n_gen}, at depth {one.n_depth}"
            raise RunError("E923", f"llama-bench tells of what it was not asked: {what}", hint=_NEWER)
    if len(builds) != 1:
        raise RunError("E923", "llama-bench tells of no test, or of several builds", hint=_NEWER)
    ((commit, number, threads),) = builds
    return BenchAnswer(
        build=clean_line(f"b{number} ({commit})")[:80],
        threads=threads,
        tests=tuple(
            LlamaBenchTest(
                prompt_tokens=one.n_prompt, reply_tokens=one.n_gen, depth=one.n_depth, samples_ns=one.samples_ns
            )
            for one in tests
        ),
    )


_NEWER = "its JSON is that of llama.cpp from 2025 on (`llama-bench -o json`); leave it out with --no-llama-bench"


async def benched(
    program: Path, gguf: Path, threads: int | None, prompts: Sequence[int], reply_tokens: int, gpu_layers: int | None
) -> BenchAnswer:
    """Run it. Raises RunError E923 where it does not end well within half an hour, or says what cannot be read."""
    answers = [
        answer_of(await _said(command), prompts, reply_tokens)
        for command in commands(program, gguf, threads, prompts, reply_tokens, gpu_layers)
    ]
    tests = tuple(test for answer in answers for test in answer.tests)
    return msgspec.structs.replace(answers[0], tests=tests)


async def _said(command: Sequence[str]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(TIMEOUT_S):
            said, complaint, _ = await asyncio.gather(
                _bounded(process.stdout), _bounded(process.stderr), process.wait()
            )
    except TimeoutError:
        raise RunError("E923", f"llama-bench did not end within {TIMEOUT_S / 60:.0f} minutes") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        raise RunError(
            "E923",
            f"llama-bench ended with exit status {process.returncode}",
            cause=clean_line(lines[-1])[:300] if lines else None,
            hint="run it by hand: " + " ".join(command[:3]) + "; or leave it out with --no-llama-bench",
        )
    return said


async def _bounded(stream: asyncio.StreamReader) -> bytes:
    """All of a stream; no more than `MOST_BYTES` of it is kept."""
    kept = bytearray()
    while piece := await stream.read(1 << 16):
        if len(kept) < MOST_BYTES:
            kept += piece
    return bytes(kept[:MOST_BYTES])
