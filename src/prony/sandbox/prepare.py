"""From a program to what a slot is handed: its kind of start, its files as one descriptor, its limits."""

from __future__ import annotations

import marshal
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prony.errors import SandboxError
from prony.nouns import Limits
from prony.sandbox import limits as limits_
from prony.sandbox.results import Program
from prony.sandbox.toolchains import Toolchain, how_to_have
from prony.sandbox.verdicts import Marks

ENV = {
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
}
"""The whole environment of a program, beside PATH, its toolchain's and its own."""
_OWN = "/opt/python/bin"
"""Where the interpreter lies that is in every slot, unless it lies below /usr."""
_INSIDE = ("/work/", "/tests/", "/tmp/", "/opt/")
MARSHAL = 2
"""The version of `marshal` that every Python reads, whichever runs in a slot."""
_NAME = re.compile(r"[^\x00-\x1f\x7f]+")
_EXECUTABLE = (b"#!", b"\x7fELF")


@dataclass(frozen=True)
class Prepared:
    """One test, ready for a slot."""

    header: dict[str, Any]
    contents: tuple[bytes, ...]
    limits: Limits
    stdin: bytes
    calls: bool
    channel: bool
    collects: bool
    clock: bool
    """Whether the slot keeps the wall clock; else whoever calls does."""
    marks: Marks
    bounded_by_address_space: bool
    runaway: int = limits_.RUNAWAY_OUTPUT
    """How many times its output limit it may write before it is killed."""

    def resident(self) -> Prepared:
        """As a program that stays: no wall clock, and a log of any length."""
        return replace(self, clock=False, runaway=limits_.RESIDENT_RUNAWAY_OUTPUT)

    def memory(self) -> int:
        """A descriptor with the header's length, the header, and the files' contents."""
        header = marshal.dumps(self.header, MARSHAL)
        descriptor = os.memfd_create("program", os.MFD_CLOEXEC)
        for part in (len(header).to_bytes(4, "little") + header, *self.contents):
            view = memoryview(part)
            while view:
                view = view[os.write(descriptor, view) :]
        return descriptor

    def job(self, *, counted: bool) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the supervisor is told, and the candidate beside it: limits, nothing of the program."""
        return limits_.job(
            self.limits,
            bounded_by_address_space=self.bounded_by_address_space,
            counted=counted,
            clock=self.clock,
            files=[(path, size) for path, size, _ in (*self.header["files"], *self.header["tests"])],
        )


@dataclass(frozen=True)
class Preparer:
    """Turns programs into tests for one backend: `place` says where a path inside a slot lies with it."""

    toolchains: dict[str, Toolchain]
    place: Callable[[str], str]

    def run(self, program: Program) -> Prepared:
        """A program that runs from its argv to its end."""
        if not program.argv:
            raise _unusable("argv is empty", "name a command of the toolchain, or a file in /work")
        toolchain = self.toolchain(program.toolchain)
        word, *rest = (program.argv[0], *self._arguments(program.argv[1:]))
        if toolchain.in_process and word in toolchain.commands and _is_script(rest):
            return self._prepared(program, toolchain, "script", (word,), tuple(rest))
        if word in toolchain.commands:
            return self._prepared(program, toolchain, "execute", toolchain.commands[word], tuple(rest))
        file = self.place(_file(word, toolchain, program))
        return self._prepared(program, toolchain, "execute", (), (file, *rest))

    def session(self, program: Program) -> Prepared:
        """A program whose module's functions are called one by one."""
        toolchain = self.toolchain(program.toolchain)
        module = toolchain.loaded(program.module)
        if module not in program.files:
            raise _unusable(f"the module {module!r} is not among the files", "name one of the files")
        if not toolchain.calls and not toolchain.in_process:
            raise _unusable(f"{toolchain.id} has no driver for calls", "judge its programs by stdin and stdout")
        arguments = self._arguments((f"/work/{module}",))
        kind = "execute" if toolchain.calls else "calls"
        return self._prepared(program, toolchain, kind, toolchain.calls, arguments, calls=True, clock=False)

    def oracle(self, program: Program) -> Prepared:
        """A grader in Python, which reaches the candidate by calls that the host relays."""
        toolchain = self.toolchain(program.toolchain)
        if not toolchain.in_process or not _is_script(list(program.argv[1:])):
            raise _unusable("an oracle is a Python script", 'write argv = ("python3", "grade.py")')
        return self._prepared(
            program, toolchain, "oracle", program.argv[:1], self._arguments(program.argv[1:]), calls=True
        )

    def toolchain(self, name: str) -> Toolchain:
        """The toolchain called `name`. Raises SandboxError E410."""
        toolchain = self.toolchains.get(name)
        if toolchain is None:
            raise SandboxError(
                "E410",
                f"this sandbox has no toolchain {name!r}",
                cause=f"it was opened with: {', '.join(sorted(self.toolchains)) or 'none'}",
                hint=how_to_have(name),
            )
        return toolchain

    def _words(self, words: tuple[str, ...], program: Program) -> tuple[str, ...]:
        heap = str(limits_.heap_mb(program.limits))
        return tuple(self.place(word.replace("{heap_mb}", heap)) for word in words)

    def _arguments(self, words: Sequence[str]) -> tuple[str, ...]:
        """Arguments, of which those are placed that are paths inside; what others say is their program's own affair."""
        return tuple(self.place(word) if word.startswith(_INSIDE) else word for word in words)

    def _path(self) -> str:
        """The PATH of programs: the slot's interpreter, the toolchains, the system."""
        folders = [folder for toolchain in self.toolchains.values() for folder in toolchain.folders]
        return ":".join(dict.fromkeys((_OWN, *folders, "/usr/bin", "/bin")))

    def _env(self, env: dict[str, str], program: Program) -> dict[str, str]:
        return dict(zip(env, self._words(tuple(env.values()), program), strict=True))

    def _prepared(
        self,
        program: Program,
        toolchain: Toolchain,
        kind: str,
        command: tuple[str, ...],
        arguments: tuple[str, ...],
        *,
        calls: bool = False,
        clock: bool = True,
    ) -> Prepared:
        _check_paths(program)
        header = {
            "kind": kind,
            "command": self._words(command, program),
            "arguments": arguments,
            "module": program.module,
            "env": self._env({"PATH": self._path(), **ENV, **toolchain.env, **program.env}, program),
            "files": [_entry(path, data) for path, data in program.files.items()],
            "tests": [_entry(path, data) for path, data in program.tests.items()],
            "collect": program.collect,
            "leave": program.leave,
        }
        return Prepared(
            header=header,
            contents=(*program.files.values(), *program.tests.values()),
            limits=program.limits,
            stdin=program.stdin,
            calls=calls,
            channel=kind == "oracle" or bool(program.tests),
            collects=bool(program.collect),
            clock=clock,
            marks=toolchain.marks,
            bounded_by_address_space=toolchain.bounded_by_address_space,
        )


def _file(word: str, toolchain: Toolchain, program: Program) -> str:
    """The file in a slot that a program's first word names."""
    if word.startswith("./") and word[2:] in program.files:
        return f"/work/{word[2:]}"
    if word.startswith("/"):
        return word
    raise _unusable(f"{word!r} is neither a command of {toolchain.id} nor a file in /work", None)


def _is_script(words: list[str]) -> bool:
    """Whether `python3 WORDS` names a program rather than options of the interpreter."""
    return bool(words) and (not words[0].startswith("-") or (words[0] in ("-c", "-m") and len(words) > 1))


def _entry(path: str, data: bytes) -> tuple[str, int, int]:
    return path, len(data), 0o755 if data.startswith(_EXECUTABLE) else 0o644


def _check_paths(program: Program) -> None:
    for paths in (program.files, program.tests):
        for path in paths:
            if not _NAME.fullmatch(path) or path.startswith("/") or set(path.split("/")) & {"", ".", ".."}:
                raise _unusable(
                    f"{path!r} is not a clean relative path", "take out .., empty parts and control characters"
                )
            if any("/".join(path.split("/")[:end]) in paths for end in range(1, path.count("/") + 1)):
                raise _unusable(f"{path!r} lies in what is also a file", "name each path once, as a file or a folder")


def _unusable(what: str, hint: str | None) -> SandboxError:
    return SandboxError("E420", f"the sandbox cannot run this program: {what}", hint=hint)
