"""Dockerfiles as data: their instructions with the lines they stand on, and the local files that they copy."""

from __future__ import annotations

import fnmatch
import json
import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping

from prony.nouns import Noun

MOST_BYTES = 1 << 20
MOST_INSTRUCTIONS = 2000
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_HEREDOC = re.compile(r"<<-?\s*([\"']?)(\w+)\1")


class Instruction(Noun, frozen=True, kw_only=True):
    """One instruction. word: in upper case; rest: what follows, continued lines joined."""

    word: str
    rest: str
    line: int

    @property
    def arguments(self) -> tuple[str, ...]:
        """The words behind it, as a JSON list or as a shell splits them, without flags. Raises ValueError."""
        text = self.rest.strip()
        if text.startswith("["):
            listed = json.loads(text)
            return tuple(str(word) for word in listed) if isinstance(listed, list) else ()
        return tuple(word for word in shlex.split(text) if not word.startswith("--"))

    @property
    def flags(self) -> tuple[str, ...]:
        """Its `--flags`."""
        return tuple(word for word in self.rest.split() if word.startswith("--"))


def instructions(data: bytes) -> tuple[Instruction, ...]:
    """The instructions of a Dockerfile. Raises ValueError for what is none, or too long."""
    if len(data) > MOST_BYTES:
        raise ValueError("its Dockerfile is larger than 1 MiB")
    found: list[Instruction] = []
    for line, text in _joined(data.decode("utf-8").splitlines()):
        match = _INSTRUCTION.fullmatch(text)
        if match is None:
            raise ValueError(f"its Dockerfile cannot be read: line {line}")
        found.append(Instruction(word=match[1].upper(), rest=match[2].strip(), line=line))
        if len(found) > MOST_INSTRUCTIONS:
            raise ValueError(f"its Dockerfile has more than {MOST_INSTRUCTIONS} instructions")
    return tuple(found)


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each instruction with the line on which it begins: continued lines joined, comments and here-documents gone."""
    at = 0
    while at < len(lines):
        first, parts = at, list[str]()
        while at < len(lines):
            line, at = lines[at], at + 1
            if line.lstrip().startswith("#") or not line.strip():
                if not parts:
                    break
                continue
            more = line.rstrip().endswith("\\")
            parts.append(line.rstrip().removesuffix("\\") if more else line)
            if not more:
                break
        if not parts:
            continue
        text = " ".join(part.strip() for part in parts)
        for mark in _HEREDOC.finditer(text):
            while at < len(lines) and lines[at].strip() != mark[2]:
                at += 1
            at += 1
        yield first + 1, text


def copied(
    instruction: Instruction, context: Mapping[str, bytes], workdir: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """What a COPY or ADD lays into the image: absolute path -> bytes; and its sources that are no local files.

    context: the files of the build's folder. Archives are not unpacked.
    """
    *sources, target = instruction.arguments or ("",)
    into = posixpath.normpath(posixpath.join(workdir, target))
    is_folder = target.endswith("/") or len(sources) > 1 or target in (".", "./")
    laid: dict[str, bytes] = {}
    absent = []
    for source in sources:
        matches = _matching(source, context)
        if matches is None:
            absent.append(source)
        elif isinstance(matches, dict):
            laid |= {posixpath.join(into, path): data for path, data in matches.items()}
        else:
            for path in matches:
                name = posixpath.basename(path)
                laid[posixpath.join(into, name) if is_folder or len(matches) > 1 else into] = context[path]
    return laid, tuple(absent)


def _matching(source: str, context: Mapping[str, bytes]) -> dict[str, bytes] | list[str] | None:
    """The files that a source names: those of a folder, by their path in it; or single ones; None for none."""
    if "://" in source or source.startswith("<<"):
        return None
    path = posixpath.normpath("/" + source).lstrip("/")
    prefix = f"{path}/" if path else ""
    inner = {name.removeprefix(prefix): data for name, data in context.items() if name.startswith(prefix)}
    if path in context:
        return [path]
    if inner:
        return inner
    matched = [name for name in context if fnmatch.fnmatchcase(name, path) and name.count("/") == path.count("/")]
    return matched or None
