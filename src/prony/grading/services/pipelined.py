"""Many requests over one connection, sent at once: as much as a server can be asked in a moment.

Only the statuses of the answers are kept. Whoever answers is not believed: heads and framing are bounded.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket

from prony.grading.services.client import HttpRequest, Network, NoWholeAnswer, bytes_of
from prony.http1.messages import BadHttp, response_head, split_head
from prony.nouns import Verdict

_CHUNK_BYTES = 1 << 16
MOST_ANSWER_BYTES = 1 << 16
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r\n")


async def ask_times(network: Network, port: int, request: HttpRequest, times: int, *, within_s: float) -> list[int]:
    """The statuses of `times` answers to a request. Raises NoWholeAnswer where fewer came."""
    plain: socket.socket | None = None
    statuses: list[int] = []
    try:
        async with asyncio.timeout(within_s):
            plain = await network.connect(port)
            return await _statuses(plain, port, request, times, statuses)
    except TimeoutError as error:
        why = f"{len(statuses)} of {times} answers came within {within_s:g} s"
        raise NoWholeAnswer(Verdict.TIMEOUT_WALL, why) from error
    except ConnectionRefusedError as error:
        raise NoWholeAnswer(Verdict.FAIL, "nothing listens at its port", refused=True) from error
    except BadHttp as error:
        raise NoWholeAnswer(Verdict.FAIL, "an answer is not HTTP/1.1", garbled=True) from error
    except OSError as error:
        raise NoWholeAnswer(Verdict.FAIL, f"the connection broke off after {len(statuses)} answers") from error
    finally:
        if plain is not None:
            plain.close()


async def _statuses(
    plain: socket.socket, port: int, request: HttpRequest, times: int, statuses: list[int]
) -> list[int]:
    loop = asyncio.get_running_loop()
    staying, last = bytes_of(request, port, keep_alive=True), bytes_of(request, port)
    sending = asyncio.ensure_future(loop.sock_sendall(plain, staying * (times - 1) + last))
    held = b""
    try:
        while len(statuses) < times:
            data = await loop.sock_recv(plain, _CHUNK_BYTES)
            if not data:
                raise ConnectionResetError
            held += data
            at = 0
            while len(statuses) < times and (taken := _answer(held[at : at + MOST_ANSWER_BYTES + 1])) is not None:
                status, size = taken
                if status >= 200:
                    statuses.append(status)
                at += size
            held = held[at:]
            if len(held) > MOST_ANSWER_BYTES:
                raise NoWholeAnswer(Verdict.OUTPUT_LIMIT, f"an answer of more than {MOST_ANSWER_BYTES} bytes")
        return statuses
    finally:
        sending.cancel()
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await sending


def _answer(data: bytes) -> tuple[int, int] | None:
    """The status of the first answer in `data`, and how many bytes it takes; None while it is not whole."""
    cut = split_head(data)
    if cut is None:
        return None
    head = response_head(cut[0])
    at = len(cut[0])
    if head.status < 200 or head.status in (204, 304):
        return head.status, at
    length = head.get(b"content-length")
    if head.get(b"transfer-encoding").lower() == b"chunked":
        end = _chunks_end(data, at)
    elif length.isdigit() and len(length) < 9:
        end = at + int(length)
    else:
        raise BadHttp("an answer without an end, on a connection that goes on")
    return None if end is None or end > len(data) else (head.status, end)


def _chunks_end(data: bytes, at: int) -> int | None:
    """Where a body in chunks without trailers ends; None while it is not whole."""
    while True:
        size = _SIZE.match(data, at)
        if size is None:
            if len(data) - at > 16:
                raise BadHttp("not a chunk size")
            return None
        at = size.end() + int(size[1], 16) + 2
        if int(size[1], 16) == 0:
            return at
