"""Patches: a strict reader of unified diffs over files in memory. No fuzz: it fits or it fails.

Hunks stand where their headers say; or, where that is asked for, at the one place where their lines are.
"""

from __future__ import annotations

import re

_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


_LEFT_OVER = re.compile(r"[+ \\]|-(?!-- |- ?$)")
"""A line that follows a hunk as if it belonged to it; not the next file's header, nor the signature of a mail."""


class PatchError(ValueError):
    """A diff that cannot be read, or that does not fit the files."""


def apply_patch(files: dict[str, bytes], patch: bytes, *, anywhere: bool = False) -> dict[str, bytes]:
    """`files` with a unified diff applied (`--- a/x`, `+++ b/x`; /dev/null creates or deletes).

    anywhere: a hunk's line numbers say nothing; it goes where the lines that it keeps and removes stand, which must be
    one place behind the hunk before it. Raises PatchError with the line of the patch that does not fit.
    """
    out = dict(files)
    lines = _lines(patch)
    at, touched = 0, 0
    while at < len(lines):
        if _HUNK.match(lines[at]):
            raise PatchError(f"line {at + 1}: a hunk without the names of its file above it")
        if not lines[at].startswith("--- ") or at + 1 >= len(lines) or not lines[at + 1].startswith("+++ "):
            at += 1
            continue
        old, new = _name(lines[at]), _name(lines[at + 1])
        if old is None and new is None:
            raise PatchError(f"line {at + 1}: names no file")
        if old is not None and old not in out:
            raise PatchError(f"line {at + 1}: there is no file {old}")
        if new is not None and new != old and new in out:
            raise PatchError(f"line {at + 2}: there is a file {new} already")
        before = _lines(out.pop(old)) if old else []
        after, at = _hunks(lines, at + 2, before, anywhere)
        touched += 1
        if new is not None:
            out[new] = "".join(after).encode()
        elif after:
            raise PatchError(f"line {at}: deletes {old}, but leaves lines in it")
    if not touched:
        raise PatchError("no file header (--- a/NAME, +++ b/NAME) in the patch")
    return out


def _lines(data: bytes) -> list[str]:
    """Lines as diff means them: they end with a newline and with nothing else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PatchError(f"not UTF-8: {error.reason} at byte {error.start}") from error
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _name(header: str) -> str | None:
    name = header[4:].split("\t")[0].strip()
    if name == "/dev/null":
        return None
    return name[2:] if name.startswith(("a/", "b/")) else name


def _hunks(lines: list[str], at: int, before: list[str], anywhere: bool) -> tuple[list[str], int]:
    after: list[str] = []
    done, first = 0, at
    while at < len(lines):
        hunk = _HUNK.match(lines[at])
        if not hunk:
            break
        start, old_left, new_left = int(hunk[1]), int(hunk[2] or 1), int(hunk[4] or 1)
        start = start - 1 if old_left else start
        if anywhere:
            start = _place(lines, at, old_left, before, done)
        if start < done or start > len(before):
            raise PatchError(f"line {at + 1}: hunk lies outside the file or over the one before")
        after += before[done:start]
        done, at = start, at + 1
        while old_left or new_left:
            if at >= len(lines):
                raise PatchError("the patch ends inside a hunk")
            sign, text = lines[at][:1], lines[at][1:]
            sign, text = (" ", "\n") if sign in ("\n", "") else (sign, text)
            if at + 1 < len(lines) and lines[at + 1].startswith("\\"):
                text = text.removesuffix("\n")
            if sign not in " +-":
                raise PatchError(f"line {at + 1}: {sign!r} is no line of a hunk")
            if sign != "+":
                if done >= len(before) or before[done] != text:
                    raise PatchError(f"line {at + 1}: does not match line {done + 1} of the file")
                done, old_left = done + 1, old_left - 1
            if sign != "-":
                after.append(text)
                new_left -= 1
            at += 1
            while at < len(lines) and lines[at].startswith("\\"):
                at += 1
        if old_left < 0 or new_left < 0:
            raise PatchError(f"line {at}: hunk is longer than it says")
    if at == first:
        raise PatchError(f"line {at}: no hunk follows the names of the file")
    if at < len(lines) and _LEFT_OVER.match(lines[at]):
        raise PatchError(f"line {at + 1}: the hunk above is longer than it says")
    return after + before[done:], at


def _place(lines: list[str], at: int, count: int, before: list[str], done: int) -> int:
    """Where in `before`, from `done` on, the `count` lines stand that the hunk at `at` keeps and removes."""
    old: list[str] = []
    for above, line in zip(lines[at:], lines[at + 1 :], strict=False):
        if line.startswith("\\") and old:
            old[-1] = old[-1] if above.startswith("+") else old[-1].removesuffix("\n")
        elif len(old) == count:
            break
        elif line[:1] in "- \n":
            old.append(line[1:] or "\n")
    if not count and not before:
        return 0
    if not count:
        raise PatchError(f"line {at + 1}: a hunk without any line of the file could stand anywhere")
    found = [
        start
        for start in range(done, len(before) - count + 1)
        if before[start] == old[0] and before[start : start + count] == old
    ]
    if len(found) != 1:
        raise PatchError(f"line {at + 1}: the lines of this hunk stand in {len(found)} places of the file")
    return found[0]
