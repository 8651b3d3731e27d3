"""A reply written as Responses."""

from __future__ import annotations

import json
import time
from typing import Any

import msgspec

from prony.gateway.translate.responses_as_chat.sealing import sealed
from prony.gateway.translate.writing import ReplyWriter, SpokenCall, event, new_id
from prony.gateway.wire import StopReason, WireError
from prony.nouns import Tokens

_CUT = {StopReason.LENGTH: "max_output_tokens", StopReason.FILTER: "content_filter"}


class ResponseWriter(ReplyWriter):
    """Writes one reply; items follow each other, and one is open at a time."""

    def __init__(self, freeform: frozenset[str], *, sealed: bool) -> None:
        self._freeform = freeform
        self._sealed = sealed
        self._id = new_id("resp")
        self._created = int(time.time())
        self._number = 0
        self._model = ""
        self._items: list[dict[str, Any]] = []
        """Those that are done."""
        self._item: dict[str, Any] = {}
        """The one that is open, and its text so far."""
        self._text: list[str] = []

    def begin(self, model: str) -> bytes:
        """`response.created` and `response.in_progress`."""
        self._model = model
        reply = self._reply("in_progress", [], None)
        return self._event("response.created", response=reply) + self._event("response.in_progress", response=reply)

    def reason(self, text: str) -> bytes:
        """A piece of a reasoning item."""
        opened = self._begin_item("reasoning", {"summary": [], "content": []}, "rs")
        return opened + self._piece("response.reasoning_text.delta", text)

    def answer(self, text: str) -> bytes:
        """A piece of a message item."""
        opened = self._begin_item("message", {"role": "assistant", "content": []}, "msg")
        if opened:
            part = {"type": "output_text", "text": "", "annotations": []}
            opened += self._event("response.content_part.added", **self._where(), part=part)
        return opened + self._piece("response.output_text.delta", text)

    def call(self, identifier: str, name: str) -> bytes:
        """An item of its own."""
        free = name in self._freeform
        kind, field, prefix = ("custom_tool_call", "input", "ctc") if free else ("function_call", "arguments", "fc")
        closed = self._end_item()
        return closed + self._begin_item(kind, {"call_id": identifier, "name": name, field: ""}, prefix)

    def arguments(self, piece: str) -> bytes:
        """A piece of its JSON; free text is known when its JSON is whole."""
        if self._item.get("type") == "custom_tool_call":
            self._text.append(piece)
            return b""
        return self._piece("response.function_call_arguments.delta", piece, parts=False)

    def end(self, stop: StopReason, tokens: Tokens) -> bytes:
        """The last event, which says how the reply ended."""
        closed = self._end_item()
        status = "incomplete" if stop in _CUT else "completed"
        reply = self._reply(status, self._items, _usage(tokens), stop)
        return closed + self._event(f"response.{status}", response=reply)

    def failed(self, error: WireError) -> bytes:
        """`response.failed`."""
        reply = self._reply("failed", self._items, None)
        reply["error"] = {"code": _code(error), "message": error.message}
        return self._event("response.failed", response=reply)

    def whole(
        self, model: str, reasoning: str, text: str, calls: list[SpokenCall], stop: StopReason, tokens: Tokens
    ) -> bytes:
        """A reply in one piece."""
        self._model = model
        if reasoning:
            self.reason(reasoning)
        if text:
            self.answer(text)
        for call in calls:
            self.call(call.id, call.name)
            self.arguments(call.arguments)
        self._end_item()
        status = "incomplete" if stop in _CUT else "completed"
        return msgspec.json.encode(self._reply(status, self._items, _usage(tokens), stop))

    def refusal(self, error: WireError) -> bytes:
        """An error document."""
        told = {"message": error.message, "type": error.kind.partition(" ")[0], "param": None, "code": _code(error)}
        return msgspec.json.encode({"error": told})

    # Items

    def _begin_item(self, kind: str, more: dict[str, Any], prefix: str) -> bytes:
        """Open an item, unless one of this kind is open that may go on."""
        if self._item.get("type") == kind and kind in ("reasoning", "message"):
            return b""
        closed = self._end_item()
        self._item = {"id": new_id(prefix), "type": kind, "status": "in_progress", **more}
        return closed + self._event("response.output_item.added", output_index=len(self._items), item=self._item)

    def _end_item(self) -> bytes:
        """Say the open item whole, as often as the dialect does."""
        item, text = self._item, "".join(self._text)
        if not item:
            return b""
        told = b""
        where = self._where()
        if item["type"] == "reasoning":
            told += self._event("response.reasoning_text.done", **where, text=text)
            item["content"] = [{"type": "reasoning_text", "text": text}]
            item["encrypted_content"] = sealed(text) if self._sealed else None
        elif item["type"] == "message":
            part = {"type": "output_text", "text": text, "annotations": []}
            told += self._event("response.output_text.done", **where, text=text)
            told += self._event("response.content_part.done", **where, part=part)
            item["content"] = [part]
        else:
            told += self._end_call(item, text)
        item["status"] = "completed"
        told += self._event("response.output_item.done", output_index=len(self._items), item=item)
        self._items.append(item)
        self._item, self._text = {}, []
        return told

    def _end_call(self, item: dict[str, Any], text: str) -> bytes:
        where = self._where(parts=False)
        if item["type"] == "function_call":
            item["arguments"] = text
            return self._event("response.function_call_arguments.done", **where, arguments=text)
        item["input"] = given = _free(text)
        delta = self._event("response.custom_tool_call_input.delta", **where, delta=given)
        return delta + self._event("response.custom_tool_call_input.done", **where, input=given)

    def _piece(self, kind: str, text: str, *, parts: bool = True) -> bytes:
        self._text.append(text)
        return self._event(kind, **self._where(parts=parts), delta=text)

    def _where(self, *, parts: bool = True) -> dict[str, Any]:
        where = {"item_id": self._item["id"], "output_index": len(self._items)}
        return {**where, "content_index": 0} if parts else where

    def _event(self, kind: str, **document: Any) -> bytes:
        number, self._number = self._number, self._number + 1
        return event(kind, sequence_number=number, **document)

    def _reply(
        self, status: str, items: list[dict[str, Any]], usage: dict[str, Any] | None, stop: StopReason | None = None
    ) -> dict[str, Any]:
        cut = _CUT.get(stop) if stop is not None else None
        return {
            "id": self._id,
            "object": "response",
            "created_at": self._created,
            "status": status,
            "error": None,
            "incomplete_details": {"reason": cut} if cut else None,
            "model": self._model,
            "output": items,
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "usage": usage,
        }


def _free(text: str) -> str:
    """The free text of a call; all of it where it is not the JSON that was asked for."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return text
    found = given.get("input") if isinstance(given, dict) else None
    return found if isinstance(found, str) else text


def _code(error: WireError) -> str:
    return error.kind.partition(" ")[0] or "server_error"


def _usage(tokens: Tokens) -> dict[str, Any]:
    """Counts; the shape has no place for what nobody counted, which is 0 here."""
    prompt, completion = tokens.prompt or 0, tokens.completion or 0
    return {
        "input_tokens": prompt,
        "input_tokens_details": {"cached_tokens": tokens.cached or 0},
        "output_tokens": completion,
        "output_tokens_details": {"reasoning_tokens": tokens.reasoning or 0},
        "total_tokens": prompt + completion,
    }
