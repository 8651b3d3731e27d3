"""Open: a bundle as a file or as the folder that it was unpacked into, member by member; nothing is unpacked.

Of a file every byte is compared with what must stand there: names and sizes decide the headers, and what is no
member's own is zero. So a link, a device, a path that leads out, a second member of a name are only bytes that stand
where others should, and are never acted upon.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from prony.bundles import archive
from prony.bundles.archive import BLOCK, END, whole_size
from prony.bundles.faults import CHANGED, BundleFault
from prony.bundles.manifest import HEAD, KEY, MANIFEST, MOST_MANIFEST_BYTES, SIGNATURE, BundleMember
from prony.bundles.signing import KEY_BYTES, SIGNATURE_BYTES
from prony.errors import BundleError
from prony.plain import clean_line
from prony.plain_files import open_plain

CHUNK = 1 << 20
FIXED = {SIGNATURE: SIGNATURE_BYTES, KEY: KEY_BYTES}
"""The sizes of the members that always have one."""
SEVERAL = 16
"""Bytes in which a header may differ and still be taken for the one that should stand there."""


class Opened(Protocol):
    """A bundle that can be read."""

    size_bytes: int

    def head(self) -> tuple[dict[str, bytes], list[BundleFault]]:
        """The members that every bundle begins with, as far as they are there, and what is wrong around them."""
        ...

    def place(self, members: tuple[BundleMember, ...]) -> list[BundleFault]:
        """Take `members` for what stands behind the head; returns what does not stand as it must."""
        ...

    def chunks(self, member: BundleMember) -> Iterator[bytes]:
        """Yield the bytes of a member, as many of them as there are."""
        ...

    def start_of(self, member: BundleMember) -> int | None:
        """Where in the file a member's own bytes begin; None in a folder."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


def open_bundle(path: Path) -> Opened:
    """Open a bundle. Raises BundleError E150 for what is none."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return _Folder(path)
        return _Archive(path, open_plain(path, follow=True))
    except OSError as error:
        raise BundleError(
            "E150",
            f"there is no bundle: {error.strerror}",
            where=str(path),
            hint="name a file that prony bundle wrote, or the folder it was unpacked into",
        ) from error


class _Archive:
    """A bundle's file."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self.size_bytes = os.fstat(file.fileno()).st_size
        self._body = 0
        self._starts: dict[str, int] = {}

    def close(self) -> None:
        self._file.close()

    def head(self) -> tuple[dict[str, bytes], list[BundleFault]]:
        found, faults, at = dict[str, bytes](), list[BundleFault](), 0
        if not archive.is_header(self._read(0, BLOCK)) and not archive.is_header(
            self._read(whole_size(SIGNATURE_BYTES), BLOCK)
        ):
            raise _no_bundle(str(self._path), "it does not begin as a bundle does")
        for name in HEAD:
            block = self._read(at, BLOCK)
            size = FIXED.get(name, archive.declared_size(block))
            if size is None or size > min(self.size_bytes - at - BLOCK, MOST_MANIFEST_BYTES):
                what = "it is cut off, or its header tells an impossible size"
                faults.append(_fault(name, what, at, min(at + BLOCK, self.size_bytes) - 1))
                return found, faults
            wrong = self._around(name, size, at)
            faults += wrong
            if any(fault.what.startswith(_ANOTHER) for fault in wrong):
                if name == SIGNATURE:
                    raise _no_bundle(str(self._path), f"it begins with {wrong[0].what.removeprefix(_ANOTHER)}")
                return found, faults
            found[name] = self._read(at + BLOCK, size)
            at += whole_size(size)
        self._body = at
        return found, faults

    def place(self, members: tuple[BundleMember, ...]) -> list[BundleFault]:
        faults, at = list[BundleFault](), self._body
        for number, member in enumerate(members):
            if at + whole_size(member.bytes) > self.size_bytes:
                rest = len(members) - number
                what = f"the file ends here, before the end of this member and {rest - 1} more"
                faults.append(_fault(member.name, what, self.size_bytes))
                if at + BLOCK < self.size_bytes:
                    faults += self._around(member.name, member.bytes, at, cut=True)
                    self._starts[member.name] = at + BLOCK
                return faults
            wrong = self._around(member.name, member.bytes, at)
            faults += wrong
            if any(fault.what.startswith(_ANOTHER) for fault in wrong):
                return faults
            self._starts[member.name] = at + BLOCK
            at += whole_size(member.bytes)
        end = self._read(at, len(END))
        if end != END[: len(end)]:
            first, last = archive.changed_bytes(end, END[: len(end)])
            faults.append(_fault("", "the end of the archive was changed", at + first, at + last))
        if len(end) < len(END):
            faults.append(_fault("", "the end of the archive is cut off", self.size_bytes))
        if self.size_bytes > at + len(END):
            many = self.size_bytes - at - len(END)
            faults.append(_fault("", f"{many} bytes were appended", at + len(END), self.size_bytes - 1))
        return faults

    def chunks(self, member: BundleMember) -> Iterator[bytes]:
        start, left = self._starts.get(member.name), member.bytes
        while start is not None and left > 0:
            chunk = self._read(start, min(CHUNK, left))
            if not chunk:
                return
            yield chunk
            start, left = start + len(chunk), left - len(chunk)

    def start_of(self, member: BundleMember) -> int | None:
        return self._starts.get(member.name)

    def _around(self, name: str, size: int, at: int, *, cut: bool = False) -> list[BundleFault]:
        """What is wrong of the header and the padding of a member whose header stands at byte `at`."""
        block, expected, faults = self._read(at, BLOCK), archive.header(name, size), list[BundleFault]()
        if block != expected:
            if len(block) < BLOCK:
                return [_fault(name, "its header is cut off", self.size_bytes)]
            if sum(one != other for one, other in zip(block, expected, strict=True)) > SEVERAL:
                return [_fault(name, _ANOTHER + _described(block), at, at + BLOCK - 1)]
            first, last = archive.changed_bytes(block, expected)
            fields = ", ".join(archive.changed_fields(block, expected))
            if name == MANIFEST:  # its size stands nowhere else: where the two do not agree, either may be wrong
                first, last, fields = 0, BLOCK - 1, f"{fields}, or its size"
            kind = archive.kind_of(block)
            what = f"its header was changed ({fields}{'; it says ' + kind if kind else ''})"
            faults.append(_fault(name, what, at + first, at + last))
        start = at + BLOCK + size
        zeros = self._read(start, -size % BLOCK)
        if not cut and any(zeros):
            first, last = archive.changed_bytes(zeros, bytes(len(zeros)))
            faults.append(_fault(name, "the zeros behind it were changed", start + first, start + last))
        return faults

    def _read(self, at: int, size: int) -> bytes:
        self._file.seek(at)
        return self._file.read(size)


class _Folder:
    """The folder that a bundle was unpacked into."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes = dict(_files_below(path))
        self.size_bytes = sum(size for size in self._sizes.values() if size > 0)

    def close(self) -> None:
        pass

    def head(self) -> tuple[dict[str, bytes], list[BundleFault]]:
        found, faults = dict[str, bytes](), list[BundleFault]()
        if not any(name in self._sizes for name in HEAD):
            raise _no_bundle(str(self._path), f"the folder holds no {SIGNATURE}, {KEY} and {MANIFEST}")
        for name in HEAD:
            try:
                with open_plain(self._path / name) as file:
                    data = file.read(MOST_MANIFEST_BYTES + 1)
            except OSError as error:
                faults.append(_fault(name, f"it cannot be read: {error.strerror or error}"))
                continue
            if len(data) > FIXED.get(name, MOST_MANIFEST_BYTES):
                faults.append(_fault(name, "it is longer than it can be"))
                continue
            found[name] = data
        return found, faults

    def place(self, members: tuple[BundleMember, ...]) -> list[BundleFault]:
        faults, expected = list[BundleFault](), {member.name: member.bytes for member in members}
        for name in sorted(self._sizes.keys() - expected.keys() - set(HEAD)):
            faults.append(_fault(clean_line(name)[:200], "the manifest names no such file"))
        for name, size in expected.items():
            if name not in self._sizes:
                faults.append(_fault(name, "it is not there"))
            elif self._sizes[name] < 0:
                faults.append(_fault(name, "a link, or what is no plain file, stands in its place"))
            elif self._sizes[name] != size:
                faults.append(_fault(name, f"it has {self._sizes[name]} bytes; it was signed with {size}"))
        return faults

    def chunks(self, member: BundleMember) -> Iterator[bytes]:
        try:
            with open_plain(self._path / member.name) as file:
                left = member.bytes
                while left > 0 and (chunk := file.read(min(CHUNK, left))):
                    left -= len(chunk)
                    yield chunk
        except OSError:
            return

    def start_of(self, member: BundleMember) -> int | None:
        return None


_ANOTHER = "in its place stands "


def _described(block: bytes) -> str:
    """What the header of another member says, or that it is none."""
    if not archive.is_header(block):
        return "what is no member of an archive"
    kind = archive.kind_of(block) or "the member"
    return f"{kind} {clean_line(archive.name_in(block))[:120]!r}"


def _files_below(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield every entry below a folder with its size, -1 for what is no plain file; no link is followed."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                name = f"{below}/{entry.name}" if below else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                elif entry.is_file(follow_symlinks=False):
                    yield name, entry.stat(follow_symlinks=False).st_size
                else:
                    yield name, -1


def _fault(member: str, what: str, first: int | None = None, last: int | None = None) -> BundleFault:
    return BundleFault(code=CHANGED, member=member, what=what, first=first, last=last)


def _no_bundle(where: str, cause: str) -> BundleError:
    return BundleError(
        "E150",
        "this is no bundle",
        where=where,
        cause=cause,
        hint="name a file that prony bundle wrote, or the folder it was unpacked into",
    )
