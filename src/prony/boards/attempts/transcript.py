"""What was said in one exchange: the messages that were new in its request, and its reply as it can be read.

Everything in here was written by a model, a harness or an engine: untrusted text, cut at a limit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prony.boards.attempts.texts import cut_text
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import Blobs
from prony.nouns import Exchange

if TYPE_CHECKING:
    from prony.gateway.wire import Dialect, Message, ToolCallText

MAX_BODY = 16 << 20
"""Bytes of a request or reply that is read for its messages; a larger one is shown by its beginning."""
MOST_CALLS = 64
"""Calls of one message that are shown."""


class CallView(View, frozen=True, kw_only=True):
    """A tool that a message asks for; arguments are the raw text of the model."""

    name: str
    arguments: str


class MessageView(View, frozen=True, kw_only=True):
    """One message. role `request` or `reply`: a body that could not be read as messages, as it is. note: where it was
    cut, or why it cannot be shown."""

    role: str
    text: str
    reasoning: str = ""
    calls: tuple[CallView, ...] = ()
    note: str = ""


class Transcript:
    """Reads the exchanges of one attempt, in order. `limit`: bytes of each text that are kept."""

    def __init__(self, blobs: Blobs, limit: int) -> None:
        self._blobs = blobs
        self._limit = limit
        self._before: list[Message] = []

    def asked(self, exchange: Exchange) -> tuple[MessageView, ...]:
        """The messages of the request that no request before it held; the echo of the reply before is left out."""
        try:
            body = self._body(exchange.request_blob)
        except JournalError as error:
            return (self._lost("request", error),)
        if body is None:
            return ()
        if (dialect := _dialect(exchange)) is None:
            return (self._raw("request", body),)
        try:
            sent = dialect.messages(json.loads(body))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return (self._raw("request", body),)
        new = sent[len(self._before) :] if sent[: len(self._before)] == self._before else sent
        if self._before and len(new) < len(sent) and new and new[0].role == "assistant":
            new = new[1:]
        self._before = sent
        return tuple(self._view(one.role, one.text, one.reasoning, one.calls) for one in new)

    def answered(self, exchange: Exchange) -> MessageView | None:
        """The reply: its text, reasoning and tool calls; the bytes themselves where they are none of the dialect's."""
        try:
            body = self._body(exchange.reply_blob)
        except JournalError as error:
            return self._lost("reply", error)
        if not body:
            return None
        if (dialect := _dialect(exchange)) is None:
            return self._raw("reply", body)
        from prony.gateway.wire import BodyReader, ToolCallText

        reader = BodyReader(dialect.reader(), keep=False)
        try:
            reader.feed(body, 0.0)
            reader.end(0.0)
        except Exception:  # noqa: BLE001 - a dialect of another package may break in any way; its bytes are there
            return self._raw("reply", body)
        read = reader.reader.reading
        calls = [ToolCallText(name=one.name, arguments=one.arguments) for _, one in sorted(read.calls.items())]
        if not (read.text or read.reasoning or calls):
            return self._raw("reply", body)
        return self._view("assistant", read.text, read.reasoning, calls)

    def _body(self, blob: str | None) -> bytes | None:
        return None if blob is None else self._blobs.head(blob, MAX_BODY)[0]

    def _lost(self, role: str, error: JournalError) -> MessageView:
        return MessageView(role=role, text="", note=f"cannot be shown ({error.code}): {error.what}")

    def _raw(self, role: str, body: bytes) -> MessageView:
        return self._view(role, body.decode("utf-8", "replace"), "", ())

    def _view(self, role: str, text: str, reasoning: str, calls: Sequence[ToolCallText]) -> MessageView:
        text, note = cut_text(text, self._limit)
        reasoning, cut = cut_text(reasoning, self._limit)
        shown = tuple(
            CallView(name=cut_text(call.name, 200)[0], arguments=cut_text(call.arguments, self._limit)[0])
            for call in calls[:MOST_CALLS]
        )
        more = f"{len(calls) - MOST_CALLS} more calls" if len(calls) > MOST_CALLS else ""
        notes = [note, f"reasoning {cut}" if cut else "", more]
        return MessageView(role=role, text=text, reasoning=reasoning, calls=shown, note="; ".join(filter(None, notes)))


def _dialect(exchange: Exchange) -> Dialect | None:
    """The dialect of an exchange; None where it is known here no more."""
    from prony.gateway.dialects import DIALECTS

    return DIALECTS.get(exchange.dialect)
