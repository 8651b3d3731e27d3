"""A session with a MariaDB server, by the protocol of its clients (version 10), over a connection into a scene.

The server runs what was handed in, so nothing that it sends is believed: what comes is bounded, and what is no message
of the protocol ends the session.
"""

from __future__ import annotations

import asyncio
import socket
import struct

from prony.databases.session import LostError, RefusedError, TooMuchError

_CHUNK = 1 << 16
_MOST_COLUMNS = 4096
_UTF8MB4_UNICODE = 224
_LONG_PASSWORD, _WITH_DATABASE, _PROTOCOL_41, _TRANSACTIONS, _SECURE = 1, 8, 512, 1 << 13, 1 << 15
_MULTI_STATEMENTS, _MULTI_RESULTS, _PLUGIN_AUTH = 1 << 16, 1 << 17, 1 << 19
_CAPABILITIES = (
    _LONG_PASSWORD
    | _WITH_DATABASE
    | _PROTOCOL_41
    | _TRANSACTIONS
    | _SECURE
    | _MULTI_STATEMENTS
    | _MULTI_RESULTS
    | _PLUGIN_AUTH
)
"""Without files of the client: a server that asks for one breaks the protocol."""
_MORE_RESULTS = 8
_OK, _FILE, _EOF, _ERROR = 0x00, 0xFB, 0xFE, 0xFF
_QUIT, _QUERY = b"\x01", b"\x03"
_LARGEST = 0xFFFFFF


class RawResult:
    """Rows as the server printed them: name, type number and character set of each column, then texts."""

    def __init__(self, columns: list[tuple[str, int, int]]) -> None:
        self.columns = columns
        self.rows: list[list[bytes | None]] = []


class MariadbSession:
    """One session. `table`: the last rows that came back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most_bytes: int) -> None:
        self._reader = reader
        self._writer = writer
        self._left = most_bytes
        self._number = 0
        self.table: RawResult | None = None

    async def log_in(self, user: str, database: str) -> None:
        """Begin the session, without a password. Raises RefusedError and LostError."""
        try:
            greeting = await self._packet()
            if greeting[:1] == bytes([_ERROR]):
                raise _refusal(greeting)
            words = struct.pack("<IIB23x", _CAPABILITIES, 1 << 24, _UTF8MB4_UNICODE)
            words += user.encode() + b"\0\0" + database.encode() + b"\0mysql_native_password\0"
            self._send(words)
            await self._writer.drain()
            answer = await self._packet()
            if answer[:1] == bytes([_EOF]):  # another way to log in, where an empty password is an empty answer, too
                self._send(b"")
                answer = await self._packet()
        except (OSError, EOFError, struct.error, ValueError, IndexError) as error:
            raise LostError(str(error) or type(error).__name__) from error
        if answer[:1] == bytes([_ERROR]):
            raise _refusal(answer)

    async def run(self, text: str) -> None:
        """Run statements. Raises RefusedError for the first that is refused, LostError, TooMuchError."""
        self._number = 0
        self._send(_QUERY + text.encode("utf-8", "replace"))
        try:
            await self._writer.drain()
            while await self._result():
                pass
        except (OSError, EOFError, struct.error, ValueError, IndexError) as error:
            raise LostError(str(error) or type(error).__name__) from error

    async def close(self) -> None:
        """End the session, and wait until the server has let go of it."""
        try:
            self._number = 0
            self._send(_QUIT)
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

    async def _result(self) -> bool:
        """Take one result; whether another follows."""
        first = await self._packet()
        if first[0] == _ERROR:
            raise _refusal(first)
        if first[0] == _OK:
            _, at = _length(first, 1)
            _, at = _length(first, at)
            (status,) = struct.unpack_from("<H", first, at)
            return bool(status & _MORE_RESULTS)
        if first[0] == _FILE:
            raise LostError("the server asks for a file")
        count, _ = _length(first, 0)
        if not 0 < count <= _MOST_COLUMNS:
            raise LostError("too many columns")
        table = RawResult([_column(await self._packet()) for _ in range(count)])
        await self._packet()
        self.table = table
        while True:
            packet = await self._packet()
            if packet[0] == _ERROR:
                raise _refusal(packet)
            if packet[0] == _EOF and len(packet) < 9:
                _, status = struct.unpack_from("<HH", packet, 1)
                return bool(status & _MORE_RESULTS)
            table.rows.append(_row(packet, count))

    def _send(self, body: bytes) -> None:
        while True:
            piece, body = body[:_LARGEST], body[_LARGEST:]
            self._writer.write(struct.pack("<I", len(piece))[:3] + bytes([self._number & 0xFF]) + piece)
            self._number += 1
            if len(piece) < _LARGEST:
                return

    async def _packet(self) -> bytes:
        parts = []
        while True:
            head = await self._reader.readexactly(4)
            size = int.from_bytes(head[:3], "little")
            self._number = head[3] + 1
            self._left -= size + 4
            if self._left < 0:
                raise TooMuchError
            parts.append(await self._reader.readexactly(size))
            if size < _LARGEST:
                return b"".join(parts)


async def connect(plain: socket.socket, most_bytes: int) -> MariadbSession:
    """A session over `plain` that takes at most `most_bytes` of answers."""
    reader, writer = await asyncio.open_connection(sock=plain, limit=_CHUNK)
    return MariadbSession(reader, writer, most_bytes)


def _length(body: bytes, at: int) -> tuple[int, int]:
    """A number of varying length, and where it ends."""
    first = body[at]
    if first < 0xFB:
        return first, at + 1
    size = {0xFC: 2, 0xFD: 3, 0xFE: 8}[first] if first in (0xFC, 0xFD, 0xFE) else 0
    if not size or at + 1 + size > len(body):
        raise ValueError("no length")
    return int.from_bytes(body[at + 1 : at + 1 + size], "little"), at + 1 + size


def _text(body: bytes, at: int) -> tuple[bytes, int]:
    size, at = _length(body, at)
    if at + size > len(body):
        raise ValueError("a value beyond its packet")
    return body[at : at + size], at + size


def _column(body: bytes) -> tuple[str, int, int]:
    at, name = 0, b""
    for index in range(6):
        piece, at = _text(body, at)
        name = piece if index == 4 else name
    charset, _, kind = struct.unpack_from("<HIB", body, at + 1)
    return name.decode("utf-8", "replace"), kind, charset


def _row(body: bytes, columns: int) -> list[bytes | None]:
    at = 0
    row: list[bytes | None] = []
    for _ in range(columns):
        if body[at] == 0xFB:
            row.append(None)
            at += 1
        else:
            cell, at = _text(body, at)
            row.append(cell)
    return row


def _refusal(body: bytes) -> RefusedError:
    """The server's own number of an error is its code here: SQLSTATE puts many of them together."""
    (number,) = struct.unpack_from("<H", body, 1)
    words = body[3:].decode("utf-8", "replace")
    return RefusedError(str(number), words[6:] if words.startswith("#") else words)
