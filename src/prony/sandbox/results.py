"""What goes into the sandbox and what comes out: a program, what became of it, and the answer to one call."""

from __future__ import annotations

from typing import Any

from prony.nouns import Limits, Noun, Verdict


class Program(Noun, frozen=True, kw_only=True):
    """Files and how to run them. Paths are relative, clean POSIX.

    toolchain: id of a toolchain that the sandbox was opened with. files: laid writable in /work, the working
    directory. tests: laid read-only in /tests (level B). argv: as for execve; argv[0] is a command of the toolchain
    (`python3`, `node`) or a file in /work (`./prog`). module: for a session, the file whose functions are called.
    collect: patterns (`*` does not cross `/`, `**` does) of files under /work that are copied out afterwards; leave:
    names of folders that are not looked into for it.
    """

    toolchain: str = "python"
    files: dict[str, bytes] = {}
    tests: dict[str, bytes] = {}
    argv: tuple[str, ...] = ()
    module: str = ""
    stdin: bytes = b""
    env: dict[str, str] = {}
    limits: Limits = Limits()
    collect: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


class Execution(Noun, frozen=True, kw_only=True):
    """What became of one program.

    verdict: PASS = ended by itself with exit status 0 (says nothing about correctness). Everything in bytes is
    untrusted. cpu_s: of all its processes that could be waited for. stdout and stderr: head and tail, where
    `truncated`. channel: what was written to the private channel. notes: files that were not copied out, and why.
    unrouted: how often it spoke to an address outside, which it has no way to reach; None where that was lost.
    """

    verdict: Verdict
    exit_code: int | None = None
    signal: int | None = None
    stdout: bytes = b""
    stderr: bytes = b""
    truncated: bool = False
    cpu_s: float = 0.0
    wall_s: float = 0.0
    max_rss_bytes: int = 0
    channel: bytes = b""
    artifacts: dict[str, bytes] = {}
    notes: tuple[str, ...] = ()
    unrouted: int | None = 0
    detail: str = ""


class Reply(Noun, frozen=True, kw_only=True):
    """The answer to one call: a value, an error that the function raised, or a verdict that says why there is none.

    value: exact built-in types only (None bool int float str list tuple dict set frozenset bytes complex).
    error: type name and message of what was raised: untrusted text. ancestors: names of the types that it is one of.
    verdict: PASS = answered or raised.
    arguments: the positional arguments after the call, where they were asked for. detail: why no answer came.
    """

    value: Any = None
    error: tuple[str, str] | None = None
    ancestors: tuple[str, ...] = ()
    verdict: Verdict = Verdict.PASS
    arguments: list[Any] | None = None
    detail: str = ""
