"""The meter: from a copy of the bytes of one exchange, and a monotonic clock, to its record.

Definitions. All times are seconds after the request was sent, that is after its last byte was handed to the kernel.
  headers_s          the reply's head was complete
  first_event_s      the first JSON event of a stream, which may say nothing yet
  first_reasoning_s  the first non-empty piece of reasoning
  first_answer_s     the first non-empty piece of answer text, or of a tool call
  last_s             the last non-empty piece of either
  finish_s           the finish reason: the time of the end token, which is counted and not shown
  end_s              the end of the reply, or of its connection
TTFT is the smaller of first_reasoning_s and first_answer_s. Tokens come from the engine's own counts, never from
chunks.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import msgspec

from prony.gateway.clocks import came_in_a_burst, queued
from prony.gateway.faults import End, reply_fault
from prony.gateway.loops import loops
from prony.gateway.names import same_model
from prony.gateway.requests import ModelRequest
from prony.gateway.shims import EngineRefusal
from prony.gateway.watchers import TouchWatch
from prony.gateway.wire import BodyKind, BodyReader, Reading, StopReason, mended
from prony.http1.messages import ResponseHead
from prony.http1.retry_after import asked_pause_s
from prony.nouns import Exchange, ExchangeTimes, Fault, FaultCode, Noun, ServerTimings, Tokens
from prony.outcomes import REFUSED_CODES, fault

_LEAKED_TAGS = re.compile(r"</?think>|<\|channel\|>|<\|im_(start|end)\|>|</?tool_call>|\[/?THINK\]|<\|eot_id\|>")
_REFUSALS = frozenset({FaultCode.BAD_REQUEST, FaultCode.CONTEXT_EXCEEDED, FaultCode.ENGINE_ERROR})
"""Faults that may mean: not like this. Some servers answer 500 for what they do not support; and a context may have
room for the prompt, and not for a reply as long as it might be."""
_FULL = 0.9
"""A context counts as full from this share on: engines count their templates in, and some keep a reserve."""
LOADING_MS = 250.0
"""An engine that says it took so long before it read the prompt was loading the model."""


class _Told(Noun, frozen=True, kw_only=True):
    """The fields of an exchange that its reply tells."""

    model_answered: str | None
    times: ExchangeTimes
    tokens: Tokens
    timings: ServerTimings
    finish_reason: str | None
    chunks: int
    content_chars: int
    reasoning_chars: int
    tool_calls: int
    flags: tuple[str, ...]
    fault: Fault | None


_read_told = msgspec.json.Decoder(_Told).decode


class Meter:
    """Measures one exchange. `now` arguments are one monotonic clock, in seconds. here: the engine is on this machine.

    It reads a copy and never stands in the way of the bytes: what breaks in it is kept, and told by `exchange`.
    """

    __slots__ = (
        "_attempt",
        "_body",
        "_detail",
        "_end",
        "_ended_at",
        "_failure",
        "_head",
        "_headers_at",
        "_number",
        "_reader",
        "_request",
        "_sent_at",
        "_started_at",
        "_verdict",
        "_watch",
    )

    def __init__(self, attempt: str, number: int, request: ModelRequest, *, here: bool = False) -> None:
        self._attempt = attempt
        self._number = number
        self._request = request
        self._started_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._sent_at: float | None = None
        self._headers_at: float | None = None
        self._ended_at = 0.0
        self._head: ResponseHead | None = None
        self._body: BodyReader | None = None
        self._reader = request.dialect.reader()
        self._end = End.CUT
        self._detail = ""
        self._verdict: Fault | None = None
        self._failure: Exception | None = None
        self._watch = TouchWatch(here=here)

    def sent(self, now: float) -> None:
        """The whole request is with the kernel."""
        self._sent_at = now

    def head(self, head: ResponseHead, now: float) -> None:
        """The reply's head came."""
        if self._sent_at is None:
            self._sent_at = now
        self._headers_at = now
        self._head = head
        content_type, encoding = head.get(b"content-type"), head.get(b"content-encoding")
        self._body = BodyReader(self._reader, content_type.decode("latin-1"), encoding.decode("latin-1"))

    def payload(self, data: bytes, now: float) -> None:
        """A piece of the reply's body, without its framing."""
        if self._body is None or self._failure is not None:
            return
        try:
            self._body.feed(data, now)
        except Exception as error:  # noqa: BLE001 - kept, see `exchange`
            self._failure = error

    def ended(self, end: End, now: float, detail: str = "", verdict: Fault | None = None) -> None:
        """The exchange is over. detail: the transport's words. verdict: a fault known already, such as a budget."""
        self._end, self._ended_at, self._detail, self._verdict = end, now, detail, verdict

    @property
    def reading(self) -> Reading:
        """The reply as it has been read so far."""
        return self._reader.reading

    @property
    def answered(self) -> bool:
        """Whether the reply has said that it is finished."""
        return self._reader.reading.stop is not None

    @property
    def kept(self) -> bytes:
        """The reply's body, as far as it came and was kept."""
        return self._body.kept if self._body is not None else b""

    @property
    def may_be_refusal(self) -> bool:
        """Whether what came so far can be an engine's refusal of the request, and nothing else but that."""
        head, body = self._head, self._body
        if head is None or body is None or not 200 <= head.status < 300 or body.kind in (None, BodyKind.JSON):
            return True
        reading = self._reader.reading
        return body.kind is BodyKind.STREAM and (reading.chunks == 0 or reading.error is not None)

    def refusal(self, exchange: Exchange) -> EngineRefusal | None:
        """The refusal that an exchange ended with, in all its words; None where its request was taken."""
        found = exchange.fault
        said = exchange.content_chars or exchange.reasoning_chars or exchange.tool_calls
        whole = self._end is End.COMPLETE and self._body is not None
        if said or found is None or found.code not in _REFUSALS or not whole:
            return None
        return EngineRefusal.of(exchange.http_status, self.kept)

    @property
    def streaming(self) -> bool:
        """Whether the reply is a stream, as far as is known."""
        return self._body is not None and self._body.kind is BodyKind.STREAM

    def last_event(self, reason: Fault) -> bytes:
        """The event that tells a harness why its stream ends."""
        return self._request.dialect.last_event(reason)

    def exchange(self, put_blob: Callable[[bytes], str]) -> Exchange:
        """The record; who keeps it blots out the keys that an engine repeated.

        Raises what `put_blob` raises. A reader that breaks, or tells what cannot be written down, costs its exchange.
        """
        body, request = self._body, self._request
        kind = body.kind if body is not None else None
        try:
            if self._failure is not None:
                raise self._failure
            told = self._told()
        except Exception as error:  # noqa: BLE001 - a dialect of another package may break in any way
            words = mended(f"the reader of the dialect {request.dialect.name} broke: {type(error).__name__}: {error}")
            told = {"fault": self._verdict or fault(FaultCode.BAD_CHUNK, words), "flags": request.flags}
        if body is not None:
            kind = body.kind
        kept = body.kept if body is not None else b""
        return Exchange(
            id=f"{self._attempt}.{self._number}",
            attempt=self._attempt,
            number=self._number,
            dialect=request.dialect.name,
            started_at=self._started_at,
            streamed=kind is BodyKind.STREAM,
            http_status=self._head.status if self._head is not None else None,
            request_blob=put_blob(request.body),
            reply_blob=put_blob(kept) if kept else None,
            model_asked=request.model,
            parameters=request.parameters,
            **told,
        )

    def _told(self) -> dict[str, Any]:
        """What the reply told, as fields of the record; they are known to be such as a journal keeps."""
        body, reader = self._body, self._reader
        reading = reader.reading
        if body is not None:
            body.end(self._ended_at)
        reader.see_cut(self._request.max_tokens)
        status = self._head.status if self._head is not None else None
        kind = body.kind if body is not None else None
        verdict = self._verdict or reply_fault(
            reader,
            status=status,
            kind=kind,
            body=body.kept if body is not None else b"",
            end=self._end,
            detail=self._detail,
            sent_on=self._head.get(b"location").decode("latin-1") if self._head is not None else "",
        )
        if verdict is not None:
            shown, pause_s = mended(verdict.detail), self._asked_pause_s(verdict)
            verdict = msgspec.structs.replace(verdict, detail=shown, retry_after_s=pause_s)
        tokens, text = reader.tokens(), reading.text
        told = _Told(
            model_answered=reading.model,
            times=self._times(reading),
            tokens=tokens,
            timings=reader.timings(),
            finish_reason=reading.stop_word,
            chunks=reading.chunks,
            content_chars=len(text),
            reasoning_chars=len(reading.reasoning),
            tool_calls=len(reading.calls),
            flags=self._flags(reading, text, tokens),
            fault=verdict,
        )
        return msgspec.structs.asdict(_read_told(msgspec.json.encode(told)))

    def _asked_pause_s(self, reason: Fault) -> float | None:
        """How long an engine that took nothing up asks to be left alone."""
        head = self._head

        def header(name: str) -> str:
            return head.get(name.encode()).decode("latin-1") if head is not None else ""

        return asked_pause_s(header, reason.detail) if reason.code in REFUSED_CODES else None

    def _times(self, reading: Reading) -> ExchangeTimes:
        sent = self._sent_at
        if sent is None:
            return ExchangeTimes()

        def after(at: float | None) -> float | None:
            return None if at is None else round(at - sent, 6)

        return ExchangeTimes(
            headers_s=after(self._headers_at),
            first_event_s=after(reading.first_event),
            first_reasoning_s=after(reading.first_reasoning),
            first_answer_s=after(reading.first_answer),
            last_s=after(reading.last),
            finish_s=after(reading.finished),
            end_s=after(self._ended_at),
        )

    def _flags(self, reading: Reading, text: str, tokens: Tokens) -> tuple[str, ...]:
        """Those of `prony.gateway.flags` that hold."""
        if self._head is None or not 200 <= self._head.status < 300:
            return tuple(sorted(reading.flags.union(self._request.flags)))
        flags = self._reader.flags(self.streaming).union(self._request.flags)
        asked, kind = self._request, self._body.kind if self._body is not None else None
        times, timings = self._times(reading), self._reader.timings()
        load_ms = timings.load_ms
        completed = tokens.completion if tokens.completion is not None else asked.max_tokens or 0
        cut_early = reading.stop is StopReason.LENGTH and completed < (asked.max_tokens or 0)
        used = (tokens.prompt or 0) + completed
        room = asked.context is not None and used < asked.context * _FULL
        facts = {
            "no_usage": tokens.source is None or (tokens.completion == 0 and bool(text or reading.reasoning)),
            "no_finish_reason": kind is BodyKind.JSON and reading.recognised and reading.stop is None,
            "limit_reached": reading.stop is StopReason.END and 0 < (asked.max_tokens or 0) <= (tokens.completion or 0),
            "not_streamed": asked.streamed and kind is BodyKind.JSON,
            "cache_hit": bool(tokens.cached),
            "tag_leak": _LEAKED_TAGS.search(text) is not None,
            "loop": loops(text) or loops(reading.reasoning),
            "loaded_first": load_ms is not None and load_ms >= LOADING_MS,
            "stray_line": reading.stray is not None,
            "cut_after_finish": self._end is not End.COMPLETE and reading.stop is not None and not reading.over,
            "kept_open": self._end is not End.COMPLETE and reading.over,
            "burst": self.streaming and came_in_a_burst(reading, times, tokens, timings),
            "queued": self.streaming and queued(times, timings),
            "model_differs": bool(
                reading.model and asked.model and not same_model(asked.model, reading.model, asked.known_as)
            ),
            "filtered": reading.stop is StopReason.FILTER,
            "context_full": cut_early and not room,
            "cut_early": cut_early and room,
        }
        flags.update(name for name, holds in facts.items() if holds)
        flags.update(self._watch.flags())
        return tuple(sorted(flags))
