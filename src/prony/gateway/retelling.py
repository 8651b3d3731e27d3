"""A reply on its way back through a translation: read in the engine's dialect, written in the harness's."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from prony.gateway.forward import Downstream
from prony.gateway.translate.translation import Retold, WireTranslation
from prony.gateway.translate.writing import ReplyWriter, SpokenCall, new_id
from prony.gateway.wire import (
    BodyKind,
    BodyReader,
    Dialect,
    Framing,
    Reading,
    ReplyReader,
    StopReason,
    ToolCall,
    WireError,
    decode_anyway,
    mended,
)
from prony.http1.messages import BadHttp, ResponseHead, write_head
from prony.http1.reply import ReplyParser
from prony.nouns import Fault, FaultCode, Tokens
from prony.outcomes import fault

_KEPT = frozenset({b"retry-after", b"retry-after-ms", b"x-request-id", b"request-id"})
"""Headers of an engine's that concern its harness."""
_REASONS = {200: b"OK", 500: b"Internal Server Error", 502: b"Bad Gateway"}


class Retelling:
    """A `Downstream` before the harness's own: takes the engine's reply, framing and all, and sends on another.

    A reply that broke stays broken: without its end a stream gets none.
    """

    def __init__(
        self, harness: Downstream, dialect: Dialect, translation: WireTranslation, retold: Retold, *, streamed: bool
    ) -> None:
        self._harness = harness
        self._writer = translation.writer(retold)
        self._model = str(retold.body.get("model") or "")
        self._streamed = streamed
        self._parser = ReplyParser()
        self._reader = dialect.reader()
        self._body: BodyReader | None = None
        self._teller: _Teller | None = None
        self._over = False
        self._broken = False

    # Downstream

    def write(self, data: bytes) -> None:
        """Read on, and say what is new."""
        if self._over:
            return
        try:
            self._read(self._parser.feed(data))
        except (BadHttp, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # What cannot be read is the meter's to name; here it has no end.
            self._over = self._broken = True
            self._harness.break_off(hard=self._teller is None)

    def _read(self, payload: bytes) -> None:
        head = self._parser.head
        if head is None:
            return
        if self._body is None:
            kind, encoding = head.get(b"content-type"), head.get(b"content-encoding")
            heard = _Heard(self._reader, self._say)
            self._body = BodyReader(heard, kind.decode("latin-1"), encoding.decode("latin-1"), keep=False)
        self._body.feed(payload, 0.0)

    def close(self) -> None:
        """The engine's reply is complete: say its end, unless that was said, or there is none."""
        if self._over:
            if not self._broken:
                self._harness.close()
            return
        head = self._parser.head
        if head is None or self._body is None:
            self._harness.break_off(hard=True)
            return
        self._body.end(0.0)
        if self._teller is None:
            self._say_whole(head, self._body)
        elif self._ends():
            self._harness.close()
        else:
            self._harness.break_off(hard=False)

    def break_off(self, *, hard: bool) -> None:
        """The engine's reply broke; one that had said why it ended is whole all the same."""
        whole = self._teller is not None and not self._reader.reading.went_on and self._ends()
        if self._over or whole:
            self._harness.close()
        else:
            self._harness.break_off(hard=hard if self._teller is None else False)

    def refuse(self, status: int, reason: Fault) -> None:
        """Answer with an error of the gateway's own, which the harness's dialect knows."""
        self._harness.refuse(status, reason)

    # A stream

    def _say(self) -> None:
        """An event was read."""
        reading, head = self._reader.reading, self._parser.head
        if self._over or not self._streamed or head is None or not 200 <= head.status < 300:
            return
        if self._teller is None:
            self._teller = _Teller(self._writer, reading)
            headers = [(b"Content-Type", b"text/event-stream"), (b"Cache-Control", b"no-cache")]
            self._head(head, [*headers, (b"Transfer-Encoding", b"chunked")])
            self._send(self._writer.begin(reading.model or self._model))
        self._send(self._teller.news())
        if reading.error is not None and reading.stop is None:
            self._last(self._writer.failed(reading.error))
        elif reading.over:
            self._ends()

    def _ends(self, otherwise: StopReason | None = None) -> bool:
        """Say the end of a stream; False where the engine did not say why it ended. otherwise: what is said then."""
        reading = self._reader.reading
        stop = reading.stop or otherwise
        if self._over:
            return True
        if self._teller is None or stop is None:
            return False
        if stop is StopReason.ERROR:
            self._last(self._writer.failed(WireError(f"the engine ended the reply: {reading.stop_word}", "api_error")))
            return True
        rest = self._teller.rest()
        if rest is None:
            words = "the engine said a tool call in a way that cannot be told on in pieces"
            self._last(self._writer.failed(WireError(words, "api_error")))
        else:
            self._last(rest + self._writer.end(stop, self._reader.tokens()))
        return True

    def _send(self, data: bytes) -> None:
        if data:
            self._harness.write(b"%x\r\n%s\r\n" % (len(data), data))

    def _last(self, data: bytes) -> None:
        self._send(data)
        self._harness.write(b"0\r\n\r\n")
        self._over = True

    # A reply in one piece

    def _say_whole(self, head: ResponseHead, body: BodyReader) -> None:
        reading = self._reader.reading
        if not 200 <= head.status < 300:
            said = self._reader.failure(decode_anyway(body.kept)) if body.kind is BodyKind.JSON else None
            text = body.kept[:2048].decode("utf-8", "replace").strip() or f"HTTP {head.status}, without a word"
            self._document(head, head.status, self._writer.refusal(said or WireError(text, "api_error")))
        elif reading.error is not None:
            self._document(head, reading.error.status or 500, self._writer.refusal(reading.error))
        elif body.kind is BodyKind.STREAM and reading.stop is None:
            self._harness.break_off(hard=True)
            return
        elif reading.bad is not None or not reading.recognised:
            words = "what answered is none of the dialect that it was asked in"
            self._harness.refuse(502, fault(FaultCode.NOT_AN_ENGINE, words))
            return
        elif self._streamed:
            self._say()
            self._ends(StopReason.END)
        else:
            stop, tokens = reading.stop or StopReason.END, self._reader.tokens()
            model = reading.model or self._model
            spoken = _calls(reading)
            document = self._writer.whole(model, reading.reasoning, reading.text, spoken, stop, tokens)
            self._document(head, 200, document)
        self._harness.close()

    def _document(self, head: ResponseHead, status: int, body: bytes) -> None:
        headers = [(b"Content-Type", b"application/json"), (b"Content-Length", str(len(body)).encode())]
        self._head(head, headers, status)
        self._harness.write(body)
        self._over = True

    def _head(self, head: ResponseHead, headers: list[tuple[bytes, bytes]], status: int = 200) -> None:
        kept = [(name, value) for name, value in head.headers if name.lower() in _KEPT]
        line = b"HTTP/1.1 %d %s" % (status, _REASONS.get(status, b"Engine's Answer"))
        self._harness.write(write_head(line, [*headers, *kept, (b"Connection", b"close")]))


MOST_WAITING = 64
"""Calls that may be named before any of their arguments came."""


class _Heard(ReplyReader):
    """A reader that tells of each event when it has been read."""

    __slots__ = ("_inner", "_told")

    def __init__(self, inner: ReplyReader, told: Callable[[], None]) -> None:
        super().__init__()
        self._inner, self._told = inner, told
        self.reading = inner.reading

    def framing(self, content_type: str, start: bytes) -> Framing | None:
        return self._inner.framing(content_type, start)

    def event(self, data: bytes, name: bytes, now: float) -> None:
        self._inner.event(data, name, now)
        self._told()

    def whole(self, body: bytes, now: float) -> None:
        self._inner.whole(body, now)

    def tokens(self) -> Tokens:
        return self._inner.tokens()

    def failure(self, document: Any) -> WireError | None:
        return self._inner.failure(document)


class _Spoken:
    """A tool call as far as it was told. taken: how many pieces of its arguments; text: those."""

    __slots__ = ("taken", "text")

    def __init__(self) -> None:
        self.taken = 0
        self.text: list[str] = []


class _Teller:
    """Says what is new in a reading since it last did, in the order in which it came."""

    def __init__(self, writer: ReplyWriter, reading: Reading) -> None:
        self._writer, self._reading = writer, reading
        self._reasoned = self._answered = 0
        self._half = ""
        """The first half of a character, whose other half is in the next piece."""
        self._calls: dict[int, _Spoken] = {}
        self._met = 0
        self._waiting: list[int] = []
        """Calls that have no arguments yet, and the one that came last."""
        self._odd = False

    def news(self) -> bytes:
        """What came since."""
        reading, told = self._reading, list[bytes]()
        for text in reading.reasoning_parts[self._reasoned :]:
            told.append(self._say(self._writer.reason, text))
        for text in reading.text_parts[self._answered :]:
            told.append(self._say(self._writer.answer, text))
        self._reasoned, self._answered = len(reading.reasoning_parts), len(reading.text_parts)
        told.extend(self._news_of_calls())
        return b"".join(told)

    def _news_of_calls(self) -> Iterator[bytes]:
        calls = self._reading.calls
        new = list(itertools.islice(reversed(calls), len(calls) - self._met))
        self._met = len(calls)
        self._waiting.extend(reversed(new))
        if len(self._waiting) > MOST_WAITING:
            self._odd = True
            del self._waiting[:-1]
        for number in tuple(self._waiting):
            if calls[number].begun:
                yield self._tell(number, calls[number])
                if number != self._waiting[-1]:
                    self._waiting.remove(number)

    def rest(self) -> bytes | None:
        """What is left at the end; None where what was told is not what the reply turned out to be."""
        reading, told = self._reading, [self.news()]
        for number, call in reading.calls.items():
            if self._odd:
                return None
            told.append(self._tell(number, call))
            if not call.arguments.strip():
                told.append(self._writer.arguments("{}"))
            elif mended("".join(self._calls[number].text)) != call.arguments:
                return None
        same = mended("".join(reading.text_parts)) == reading.text
        same = same and mended("".join(reading.reasoning_parts)) == reading.reasoning
        return b"".join(told) if same and not self._odd else None

    def _say(self, say: Callable[[str], bytes], text: str) -> bytes:
        text = self._half + text
        half = bool(text) and "\ud800" <= text[-1] <= "\udbff"
        self._half, text = (text[-1], text[:-1]) if half else ("", text)
        return say(mended(text)) if text else b""

    def _tell(self, number: int, call: ToolCall) -> bytes:
        """A call from its beginning on; one that another has followed can have no more pieces."""
        told = b""
        if number not in self._calls:
            self._calls[number] = _Spoken()
            told += self._writer.call(_id(call), call.name)
        spoken = self._calls[number]
        pieces = call.since(spoken.taken)
        if pieces is None or (pieces and number != next(reversed(self._calls))):
            self._odd = True
            return told
        for piece in filter(None, pieces):
            told += self._writer.arguments(mended(piece))
        spoken.taken += len(pieces)
        spoken.text.extend(pieces)
        return told


def _calls(reading: Reading) -> list[SpokenCall]:
    return [
        SpokenCall(id=_id(call), name=call.name, arguments=call.arguments.strip() or "{}")
        for _, call in sorted(reading.calls.items())
    ]


def _id(call: ToolCall) -> str:
    """The id by which the harness names the call; the engine's own where it gave one."""
    call.id = call.id or new_id("call")
    return call.id
