"""Recognising faults: from what a reply said, and how its connection ended, to one typed fault or none.

Pure functions. What becomes of an attempt with such a fault is not decided here: see `prony.outcomes`.
"""

from __future__ import annotations

from enum import StrEnum

from prony.gateway.loops import loops
from prony.gateway.misplaced import answer_in
from prony.gateway.sentences import code_of
from prony.gateway.wire import BodyKind, ReplyReader, StopReason, WireError, decode_anyway
from prony.nouns import Fault, FaultCode
from prony.outcomes import fault

_CODE = FaultCode


class End(StrEnum):
    """How the connection of an exchange ended."""

    COMPLETE = "complete"
    """The reply's framing says that it is whole."""
    CUT = "cut"
    """The connection ended inside the reply."""
    NO_REPLY = "no_reply"
    """It was accepted, and closed before the head of a reply."""
    UNREACHABLE = "unreachable"
    """It never stood: refused, no such host, no answer to the call, no TLS."""
    NOT_HTTP = "not_http"
    """What answered does not speak HTTP/1.1."""


_STATUSES: dict[int, FaultCode] = {
    400: _CODE.BAD_REQUEST,
    401: _CODE.AUTH,
    402: _CODE.AUTH,
    403: _CODE.AUTH,
    413: _CODE.CONTEXT_EXCEEDED,
    424: _CODE.ENGINE_ERROR,  # Text Generation Inference: its own part that generates failed
    429: _CODE.OVERLOADED,
    502: _CODE.UNREACHABLE,
    503: _CODE.OVERLOADED,
    529: _CODE.OVERLOADED,
    **dict.fromkeys((504, 520, 521, 522, 523, 524, 530), _CODE.UNREACHABLE),
}
"""What a status means where no sentence says more; other 4xx are a bad request, other 5xx an engine error."""


def reply_fault(
    reader: ReplyReader,
    *,
    status: int | None,
    kind: BodyKind | None,
    body: bytes,
    end: End,
    detail: str = "",
    sent_on: str = "",
) -> Fault | None:
    """The fault of one reply, or None when it is whole and says something.

    status: of the head, None without one. kind, body: what the body is, and its beginning. detail: what the
    transport said where it failed. sent_on: the address that a redirect names.
    """
    if end is End.UNREACHABLE:
        return fault(_CODE.UNREACHABLE, detail)
    if end is End.NOT_HTTP:
        return fault(_CODE.NOT_AN_ENGINE, detail)
    if status is None:
        return fault(_CODE.ENGINE_CRASH, detail or "the connection was closed before any reply")
    if not 200 <= status < 300:
        return _refused(reader, status, kind, body, sent_on)
    if kind is BodyKind.STREAM:
        return _streamed(reader, end, detail)
    return _whole(reader, kind, body, end, detail)


def _refused(reader: ReplyReader, status: int, kind: BodyKind | None, body: bytes, sent_on: str) -> Fault:
    """A status that is not 2xx. sent_on: where it says that somebody else is to be asked."""
    said = reader.failure(decode_anyway(body)) if kind is BodyKind.JSON else reader.reading.error
    text = said.message if said else body[:2048].decode("utf-8", "replace").strip()
    detail = f"HTTP {status}: {text}" if text else f"HTTP {status}, without a word"
    if sent_on and 300 <= status < 400:
        detail = f"HTTP {status}: it sends on to {sent_on[:200]}, which is the address to name"
    if 300 <= status < 400 or (kind is BodyKind.HTML and status < 500 and status not in (401, 403, 429)):
        return fault(_CODE.NOT_AN_ENGINE, detail)
    by_words = None if kind is BodyKind.HTML else _by_words(said or WireError(text))
    if by_words is not None and (status not in (401, 403, 429) or (status == 429 and by_words is _CODE.AUTH)):
        return fault(by_words, detail)
    return fault(_STATUSES.get(status, _CODE.BAD_REQUEST if status < 500 else _CODE.ENGINE_ERROR), detail)


def _streamed(reader: ReplyReader, end: End, detail: str) -> Fault | None:
    """A stream. Only a stop reason makes it whole; one that went on after that, a proper end as well."""
    reading = reader.reading
    if reading.error is not None:
        return _said(reading.error)
    if reading.bad is not None:
        return fault(_CODE.BAD_CHUNK, _shown(reading.bad))
    if reading.stop is None:
        if reading.stray is not None:
            words = reading.stray.decode("utf-8", "replace")
            return fault(_by_words(WireError(words)) or _CODE.ENGINE_CRASH, words)
        if end is End.COMPLETE and (code := reader.fault()) is not None:
            return fault(code, _tail(reading.text))
        return fault(
            _CODE.STREAM_CUT, detail or f"the stream ended after {reading.chunks} chunks without a finish reason"
        )
    if reading.went_on and end is not End.COMPLETE:
        return fault(_CODE.STREAM_CUT, detail or "the reply went on after its finish reason, and was cut")
    return _said_nothing_or_too_much(reader)


def _whole(reader: ReplyReader, kind: BodyKind | None, body: bytes, end: End, detail: str) -> Fault | None:
    """A reply in one piece."""
    reading = reader.reading
    if kind is BodyKind.HTML:
        return fault(_CODE.NOT_AN_ENGINE, _shown(body))
    if kind is BodyKind.OPAQUE:
        return fault(_CODE.ENGINE_ERROR, "the reply is compressed, although it was asked not to be")
    if kind is BodyKind.TEXT:
        words = body[:2048].decode("utf-8", "replace")
        return fault(_by_words(WireError(words)) or _CODE.NOT_AN_ENGINE, words)
    if end is End.CUT or kind is None:
        return fault(_CODE.STREAM_CUT, detail or "the reply is empty")
    if reading.error is not None:
        return _said(reading.error)
    if reading.bad is not None:
        return fault(_CODE.BAD_CHUNK, _shown(reading.bad))
    if not reading.recognised:
        return fault(_CODE.NOT_AN_ENGINE, _shown(body))
    return _said_nothing_or_too_much(reader)


def _said(error: WireError) -> Fault:
    """An error that the engine reported inside a reply. A reply that began was taken up by somebody."""
    code = _by_words(error)
    if code is _CODE.UNREACHABLE:
        code = _CODE.ENGINE_CRASH
    if code is None and error.status is not None and error.status != 500:
        code = _STATUSES.get(error.status)
    return fault(code or _CODE.ENGINE_ERROR, error.message)


def _said_nothing_or_too_much(reader: ReplyReader) -> Fault | None:
    """A whole reply: is there an answer in it, and did it end by itself?"""
    reading = reader.reading
    reason = reading.stop_word
    if reading.stop is StopReason.ERROR:
        return fault(_CODE.ENGINE_ERROR, f"finish_reason {reason}")
    if (code := reader.fault()) is not None:
        return fault(code, _tail(reading.text))
    text = reading.text
    if not text.strip() and not reading.calls:
        thought = len(reading.reasoning)
        if reading.stop is StopReason.LENGTH:
            return fault(
                _CODE.EMPTY_BUDGET, f"the token budget ended without an answer, after {thought} characters of reasoning"
            )
        if reading.stop is not StopReason.FILTER and (found := answer_in(reading.reasoning)) is not None:
            return fault(
                _CODE.MISPLACED_ANSWER,
                f"the answer is empty, and the reasoning ({thought} characters) holds {found}: "
                "the engine's parser took the answer for thinking",
            )
        return fault(
            _CODE.EMPTY, f"finish_reason {reason}, {len(text)} characters of white space, {thought} of reasoning"
        )
    if reading.stop is StopReason.LENGTH:
        if loops(text):
            return fault(_CODE.LOOP, _tail(text))
        return fault(_CODE.TRUNCATED, _tail(text))
    return None


def _by_words(error: WireError) -> FaultCode | None:
    return code_of(f"{error.kind}\n{error.message}")


def _shown(raw: bytes) -> str:
    return raw[:512].decode("utf-8", "replace")


def _tail(text: str) -> str:
    return "..." + text[-240:] if len(text) > 240 else text
