"""Pictures as the browser sends them: eight bits a channel, three or four channels, no interlacing. Pure."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

MOST_PIXELS = 16_000_000
_CHANNELS = {2: 3, 6: 4}
_MAGIC = b"\x89PNG\r\n\x1a\n"


class BadPicture(ValueError):
    """Bytes that are no such picture."""


def read_png(data: bytes) -> NDArray[np.uint8]:
    """The picture as height x width x (red, green, blue). Raises BadPicture."""
    if not data.startswith(_MAGIC):
        raise BadPicture("no PNG")
    at, packed, head = len(_MAGIC), bytearray(), b""
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            head = chunk
        elif kind == b"IDAT":
            packed += chunk
        at += 12 + size
    if len(head) != 13:
        raise BadPicture("no head")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    channels = _CHANNELS.get(colour)
    if depth != 8 or channels is None or interlaced or not 0 < width * height <= MOST_PIXELS:
        raise BadPicture("a kind of PNG that no browser here makes")
    line = width * channels
    try:
        raw = zlib.decompressobj().decompress(bytes(packed), height * (line + 1) + 1)
    except zlib.error as error:
        raise BadPicture("broken") from error
    if len(raw) != height * (line + 1):
        raise BadPicture("of another size than it says")
    rows = np.frombuffer(raw, np.uint8).reshape(height, line + 1)
    pixels = _unfiltered(rows[:, 0], rows[:, 1:], channels)
    return pixels.reshape(height, width, channels)[:, :, :3]


def _unfiltered(filters: NDArray[np.uint8], lines: NDArray[np.uint8], channels: int) -> NDArray[np.uint8]:
    out = np.zeros((len(lines) + 1, lines.shape[1]), np.uint8)  # a line of zeros stands above the first
    for row, (kind, line) in enumerate(zip(filters, lines, strict=True), 1):
        above = out[row - 1]
        if kind == 0:
            out[row] = line
        elif kind == 1:
            out[row] = np.cumsum(line.reshape(-1, channels), axis=0, dtype=np.uint64).astype(np.uint8).reshape(-1)
        elif kind == 2:
            out[row] = line + above
        elif kind in (3, 4):
            out[row] = _by_pixel(int(kind), line, above, channels)
        else:
            raise BadPicture("an unknown filter")
    return out[1:]


def _by_pixel(kind: int, line: NDArray[np.uint8], above: NDArray[np.uint8], channels: int) -> list[int]:
    got, up = line.tolist(), above.tolist()
    out: list[int] = []
    for at, value in enumerate(got):
        left = out[at - channels] if at >= channels else 0
        if kind == 3:
            guess = (left + up[at]) // 2
        else:
            corner = up[at - channels] if at >= channels else 0
            guess = _paeth(left, up[at], corner)
        out.append((value + guess) & 255)
    return out


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
