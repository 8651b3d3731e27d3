"""Builds: programs of compiled languages, made of untrusted sources in a slot, and kept by what they were made of.

A compiler is a large program that reads hostile text, so it runs as programs under test do: without a network, under
limits, and what it made comes out as data. The key of the cache is everything that went in: sources, words, toolchain.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from prony.config import cache_dir
from prony.nouns import Noun, Verdict
from prony.plain_files import write_whole
from prony.sandbox.results import Execution, Program
from prony.sandbox.toolchains import Compile, Toolchain

OUT = "out"
"""The folder of /work that a compiler writes to; it is there when the compiler starts."""
MOST_KEPT_BYTES = 512 << 20
FORMAT = 3
_LEAST_BYTES = 1 << 16
"""What any entry of the cache counts for: so that there are never too many to look through."""
_MOST_SAID = 4000
_MARK = f"{OUT}/.prony"
"""An empty file that makes the folder."""


class Built(Noun, frozen=True, kw_only=True):
    """What became of a compilation.

    verdict: PASS, COMPILE_ERROR, or GRADER_ERROR where the slot broke, or the compiler starved on a busy machine.
    files: what was made, by path. said: why it does not compile: the compiler's words, untrusted. kept: it came from
    the cache.
    """

    verdict: Verdict = Verdict.PASS
    files: dict[str, bytes] = {}
    said: str = ""
    kept: bool = False


async def build(
    chain: Toolchain,
    files: Mapping[str, bytes],
    words: Sequence[str],
    run: Callable[[Program], Awaitable[Execution]],
    extend: Callable[[Toolchain, Sequence[str]], Awaitable[None]],
    *,
    stdin: bytes = b"",
    keep: bool = True,
) -> Built:
    """Compile `files` with a toolchain's compiler and `words` behind it.

    run: runs a program in a slot. extend: adds names to the toolchain's stock. stdin: what the compiler reads there, so
    that it lies nowhere. keep: look in the cache first, and put
    what is made there; for sources that will not come again it is not worth the room.
    """
    compiler = chain.compile
    assert compiler is not None, chain.id
    if compiler.choose is not None:
        words = (*words, *compiler.choose(files))
    key = _key(chain, compiler, files, words, stdin)
    if keep and (found := _kept(key)) is not None:
        return found
    laid = {**files, **({} if any(f"{path}/".startswith(f"{OUT}/") for path in files) else {_MARK: b""})}
    program = Program(
        toolchain=chain.id,
        files=laid,
        argv=(compiler.command, *words),
        stdin=stdin,
        limits=compiler.limits,
        collect=(f"{OUT}/**",),
    )
    ended = await run(program)
    if _lacks_parts(ended, compiler) and compiler.stock is not None:
        await extend(chain, _missing(ended, compiler))
        ended = await run(program)
    built = judge(ended, laid, compiler)
    if keep and ended.verdict in (Verdict.PASS, Verdict.FAIL):
        _put(key, built)
    return built


def judge(ended: Execution, files: Mapping[str, bytes], compiler: Compile) -> Built:
    """What an ended compiler means. files: the sources; one that lies where programs are written is none. Pure."""
    if ended.verdict in (Verdict.GRADER_ERROR, Verdict.STARVED):
        return Built(verdict=Verdict.GRADER_ERROR, said=ended.detail)
    if ended.verdict is not Verdict.PASS:
        words = ended.stderr.decode("utf-8", "replace").strip()[:_MOST_SAID]
        if _lacks_parts(ended, compiler):
            words = f"cannot be imported: {', '.join(_missing(ended, compiler))}"
        met = "" if ended.verdict is Verdict.FAIL else f"the compiler met a limit: {ended.detail}"
        return Built(verdict=Verdict.COMPILE_ERROR, said="\n".join(part for part in (met, words) if part))
    made = {path: data for path, data in ended.artifacts.items() if files.get(path) != data}
    return Built(files={path.removeprefix(f"{OUT}/"): data for path, data in made.items()})


def _lacks_parts(ended: Execution, compiler: Compile) -> bool:
    return ended.exit_code is not None and ended.exit_code == compiler.missing_status


def _missing(ended: Execution, compiler: Compile) -> list[str]:
    """The names of the library's parts that an ended compiler misses."""
    pattern = re.compile(compiler.missing_name, re.MULTILINE)
    return [match[0] for match in pattern.finditer(ended.stdout.decode(errors="replace"))]


def _key(
    chain: Toolchain, compiler: Compile, files: Mapping[str, bytes], words: Sequence[str], stdin: bytes = b""
) -> str:
    sources = sorted((path, hashlib.sha256(data).hexdigest()) for path, data in files.items())
    stock = os.path.basename(chain.stock.folder) if chain.stock is not None else ""
    given = [
        FORMAT,
        chain.id,
        chain.version,
        chain.digest,
        stock,
        chain.commands[compiler.command],
        list(words),
        chain.env,
        msgspec.to_builtins(compiler.limits),
        sources,
        *((hashlib.sha256(stdin).hexdigest(),) if stdin else ()),
    ]
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()


def _place(key: str) -> Path:
    return cache_dir() / "compiled" / key[:2] / key


def _kept(key: str) -> Built | None:
    """What was made of the same before. A damaged file is as good as none."""
    try:
        data = _place(key).read_bytes()
    except OSError:
        return None
    seal, index, contents = data[:32], *data[32:].partition(b"\n")[::2]
    if _seal(key, data[32:]) != seal:
        return None
    described = json.loads(index)
    files, start = {}, 0
    for path, size in described["files"]:
        files[path] = contents[start : start + size]
        start += size
    with contextlib.suppress(OSError):  # another process may have made room, or the cache may be read-only
        os.utime(_place(key))
    return Built(verdict=Verdict(described["verdict"]), files=files, said=described["said"], kept=True)


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).digest()


def _put(key: str, built: Built) -> None:
    """Keep what was made. Where there is no room for it, or no right to write, it is only made again."""
    index = {
        "verdict": built.verdict,
        "said": built.said,
        "files": [(path, len(data)) for path, data in built.files.items()],
    }
    data = json.dumps(index).encode() + b"\n" + b"".join(built.files.values())
    target = _place(key)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, _seal(key, data) + data)
        _make_room(target.parents[1])


def _make_room(folder: Path) -> None:
    """Forget what was not asked for longest, once there is too much. Other processes do the same, at the same time."""
    found = []
    for path in folder.glob("*/*"):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            found.append((stat.st_mtime, max(stat.st_size, _LEAST_BYTES), path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= MOST_KEPT_BYTES:
            return
        path.unlink(missing_ok=True)
        total -= size
