"""A session with a PostgreSQL server, by its own protocol (version 3), over a connection into a scene.

The server runs what was handed in, so nothing that it sends is believed: what comes is bounded, and what is no message
of the protocol ends the session.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Mapping

from prony.databases.session import LostError, RefusedError, TooMuchError
from prony.databases.statements import SqlStatement

_PROTOCOL = 196608
_HEADER = struct.Struct("!cI")
_COLUMN = struct.Struct("!IhIhih")
_CHUNK = 1 << 16
_MOST_COLUMNS = 2000
_MOST_NOTICE_BYTES = 1 << 20
"""Of notices, notifications and the like, which nobody reads: `RAISE NOTICE` in a loop."""


class RawTable:
    """Rows as the server printed them: names and type numbers of the columns, then texts."""

    def __init__(self, columns: list[tuple[str, int]]) -> None:
        self.columns = columns
        self.rows: list[list[bytes | None]] = []


class PostgresSession:
    """One session. `table`: the last rows that came back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most_bytes: int) -> None:
        self._reader = reader
        self._writer = writer
        self._left = most_bytes
        self._notices_left = _MOST_NOTICE_BYTES
        self.table: RawTable | None = None

    async def log_in(self, user: str, database: str, options: Mapping[str, str]) -> None:
        """Begin the session. Raises RefusedError (57P03 while the server starts) and LostError."""
        pairs = {"user": user, "database": database, "client_encoding": "UTF8", **options}
        words = b"".join(f"{key}\0{value}\0".encode() for key, value in pairs.items()) + b"\0"
        self._writer.write(struct.pack("!II", len(words) + 8, _PROTOCOL) + words)
        await self._until_ready()

    async def run(self, statement: SqlStatement) -> None:
        """Run one statement. Raises RefusedError, LostError, TooMuchError."""
        words = statement.text.encode("utf-8", "replace").replace(b"\0", b"")
        self._writer.write(_HEADER.pack(b"Q", len(words) + 5) + words + b"\0")
        await self._until_ready(statement.data)

    async def close(self) -> None:
        """End the session, and wait until the server has let go of it."""
        try:
            self._writer.write(_HEADER.pack(b"X", 4))
            async with asyncio.timeout(1):
                while await self._reader.read(_CHUNK):
                    pass
        except (OSError, TimeoutError):
            pass
        finally:
            self._writer.close()

    def abandon(self) -> None:
        """Let go of the session as it is."""
        self._writer.close()

    async def _until_ready(self, data: bytes | None = None) -> None:
        """Take what the server says of one request."""
        refused: RefusedError | None = None
        try:
            await self._writer.drain()
            while True:
                kind, body = await self._message()
                if kind == b"Z":
                    break
                if kind == b"E":
                    refused = _refusal(body)
                    if refused.code.startswith("57P") or refused.code == "53300":  # no `ready` follows
                        raise refused
                elif kind == b"T":
                    self.table = RawTable(_columns(body))
                elif kind == b"D" and self.table is not None:
                    self.table.rows.append(_row(body, len(self.table.columns)))
                elif kind in (b"G", b"W"):
                    self._writer.write(_copied(data))
                    data = None
                elif kind == b"R" and body[:4] != b"\0\0\0\0":
                    raise LostError("the server asks for a password")
        except (OSError, EOFError, struct.error, ValueError, IndexError) as error:
            raise LostError(str(error) or type(error).__name__) from error
        if refused is not None:
            raise refused

    async def _message(self) -> tuple[bytes, bytes]:
        kind, length = _HEADER.unpack(await self._reader.readexactly(_HEADER.size))
        size = length - 4
        if size < 0:
            raise LostError("no message of the protocol")
        if kind in (b"N", b"A", b"S"):
            self._notices_left -= size
        else:
            self._left -= size
        if self._left < 0 or self._notices_left < 0:
            raise TooMuchError
        return kind, await self._reader.readexactly(size)


async def connect(plain: socket.socket, most_bytes: int) -> PostgresSession:
    """A session over `plain` that takes at most `most_bytes` of answers."""
    reader, writer = await asyncio.open_connection(sock=plain, limit=_CHUNK)
    return PostgresSession(reader, writer, most_bytes)


def _refusal(body: bytes) -> RefusedError:
    fields = {part[0]: part[1:] for part in body.decode("utf-8", "replace").split("\0") if part}
    return RefusedError(fields.get("C", ""), fields.get("M", ""))


def _columns(body: bytes) -> list[tuple[str, int]]:
    (count,) = struct.unpack_from("!H", body)
    if count > _MOST_COLUMNS:
        raise ValueError("too many columns")
    at, columns = 2, []
    for _ in range(count):
        end = body.index(b"\0", at)
        name = body[at:end].decode("utf-8", "replace")
        _, _, kind, _, _, _ = _COLUMN.unpack_from(body, end + 1)
        columns.append((name, kind))
        at = end + 1 + _COLUMN.size
    return columns


def _row(body: bytes, columns: int) -> list[bytes | None]:
    (count,) = struct.unpack_from("!H", body)
    if count != columns:
        raise ValueError("a row of another width")
    at = 2
    row: list[bytes | None] = []
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, at)
        at += 4
        if size < 0:
            row.append(None)
            continue
        if at + size > len(body):
            raise ValueError("a value beyond its row")
        row.append(body[at : at + size])
        at += size
    return row


def _copied(data: bytes | None) -> bytes:
    """The answer to a statement that asks for rows."""
    if data is None:
        words = b"no rows follow the statement\0"
        return _HEADER.pack(b"f", len(words) + 4) + words
    pieces = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    return b"".join(_HEADER.pack(b"d", len(piece) + 4) + piece for piece in pieces) + _HEADER.pack(b"c", 4)
