"""Reads one reply of the dialect `responses`, streamed and whole.

A reply is a list of items: messages, reasoning, calls. In a stream every text comes in pieces, then whole when its part
is done, whole when its item is, and whole once more in the last event, which says how the reply ended. What a later
event has beyond the pieces was lost on the way, and is added.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prony.gateway.wire import (
    CallReader,
    StopReason,
    TypedReader,
    WireError,
    count,
    error_in,
    finish_of,
    llama_clock,
    table,
    word,
)
from prony.nouns import ServerTimings, Tokens

_OWN_CALLS = frozenset(
    {"function_call", "custom_tool_call", "local_shell_call", "shell_call", "apply_patch_call", "computer_call"}
)
"""Calls that the harness answers; all others the engine answers itself."""
_ARGUMENTS = ("arguments", "input", "action", "operation")
_ANSWER = {"response.output_text.delta": "text", "response.refusal.delta": "refusal"}
_REASONING = frozenset(
    {
        "response.reasoning_text.delta",
        "response.reasoning_summary_text.delta",
        "response.reasoning.delta",
        "response.reasoning_summary.delta",
    }
)
_CALL_PIECES = frozenset({"response.function_call_arguments.delta", "response.custom_tool_call_input.delta"})
_LAST = {
    "response.completed": "completed",
    "response.incomplete": "incomplete",
    "response.failed": "failed",
    "response.cancelled": "cancelled",
}
_MARGIN_CHARS = 64
"""Of white space around a text that comes again."""
_UNFINISHED = frozenset({"in_progress", "queued"})


class ResponsesReader(TypedReader):
    """Reads one reply."""

    __slots__ = ("_calls", "_last", "_parts", "_places", "_refused", "_said", "_tells_no_cut", "_thoughts")

    def __init__(self) -> None:
        super().__init__()
        self._calls = CallReader(self.reading.calls, self.reading.flags)
        self._refused = self._tells_no_cut = False
        self._last = 0
        """The item that an event belongs to which names none."""
        self._places: dict[str, int] = {}
        """Id -> number of an item, where a server numbers none."""
        self._parts: dict[tuple[str, int, int], list[str]] = {}
        """What came in pieces: by kind, item and part."""
        self._said = {False: 0, True: 0}
        """Characters of text, and of reasoning."""
        self._thoughts: dict[int, str] = {}
        """The kind of event in which the reasoning of an item comes; a server may send it in two."""

    def take(self, document: dict[str, Any], kind: str, now: float) -> None:
        """One event; one that is not known says nothing."""
        reading = self.reading
        if kind.startswith("response."):
            reading.recognised = True
        if kind in _ANSWER or kind in _REASONING:
            self._piece(document, kind, now)
        elif kind in _CALL_PIECES:
            self._call({"index": self._place(document), "arguments": document.get("delta")}, now)
        elif kind.endswith(".done") and isinstance(document.get("text"), str):
            self._whole_part(kind.removesuffix(".done") + ".delta", document, document["text"], now)
        elif kind == "response.refusal.done":
            self._whole_part("response.refusal.delta", document, document.get("refusal"), now)
        elif kind == "response.output_item.added":
            self._item(table(document.get("item")), self._place(document), now, done=False)
        elif kind == "response.output_item.done":
            self._item(table(document.get("item")), self._place(document), now, done=True)
        elif kind in _LAST:
            self._reply(table(document.get("response")), _LAST[kind], now)
            reading.over = True
        elif kind in ("response.created", "response.in_progress", "response.queued"):
            self._about(table(document.get("response")))

    def take_whole(self, document: dict[str, Any]) -> None:
        """A reply in one piece."""
        if document.get("object") != "response" and not isinstance(document.get("output"), list):
            return
        self.reading.recognised = True
        self._reply(document, word(document.get("status")) or "completed", None)

    def tokens(self) -> Tokens:
        """Counts from `usage`, else from llama.cpp's `timings`; the prompt includes its cached part."""
        usage, timings = self.reading.usage, self.timings()
        if not usage:
            known = timings.predicted_n is not None and timings.prompt_n is not None
            prompt = (timings.prompt_n or 0) + (timings.cache_n or 0) if known else None
            source = "timings" if known else None
            return Tokens(prompt=prompt, completion=timings.predicted_n, cached=timings.cache_n, source=source)
        cached = count(table(usage.get("input_tokens_details")).get("cached_tokens"))
        return Tokens(
            prompt=count(usage.get("input_tokens")),
            completion=count(usage.get("output_tokens")),
            cached=timings.cache_n if cached is None else cached,
            reasoning=count(table(usage.get("output_tokens_details")).get("reasoning_tokens")),
            source="usage",
        )

    def timings(self) -> ServerTimings:
        """llama.cpp's own clock; empty where the engine gives none."""
        return llama_clock(self.reading.timings)

    def hides_cuts(self) -> bool:
        """Whether the server knows no `incomplete_details`: llama.cpp's calls every reply completed."""
        return self._tells_no_cut

    def failure(self, document: Any) -> WireError | None:
        """An error document, an error event, or a reply that failed."""
        if not isinstance(document, dict):
            return None
        if document.get("type") == "error" and not document.get("error"):
            # Its words stand beside its type, which says no more than that it is one.
            return error_in({"error": {**document, "type": None}})
        return error_in(document)

    # Pieces

    def _place(self, document: dict[str, Any]) -> int:
        """The number of the item that an event belongs to. Some servers give none, some draw a new id each time."""
        number = count(document.get("output_index"))
        item = word(document.get("item_id")) or word(table(document.get("item")).get("id"))
        if number is None and item:
            number = self._places.setdefault(item, len(self._places))
        self._last = self._last if number is None else number
        return self._last

    def _piece(self, document: dict[str, Any], kind: str, now: float | None) -> None:
        if isinstance(text := document.get("delta"), str) and text:
            self._say(kind, self._place(document), _part(document), text, now)

    def _whole_part(self, kind: str, document: dict[str, Any], text: Any, now: float) -> None:
        if kind in _ANSWER or kind in _REASONING:
            self._complete(kind, self._place(document), _part(document), text, now)

    def _complete(self, kind: str, place: int, part: int, text: Any, now: float | None) -> None:
        """A part, whole: what its pieces did not say is said."""
        if not isinstance(text, str) or not text:
            return
        before = self._before(kind, place, part)
        if text.startswith(before):
            if before or not self._is_all(kind, text):
                if before and text != before:
                    self.reading.flags.add("repeat_differs")
                self._say(kind, place, part, text[len(before) :], now)
        else:
            self.reading.flags.add("repeat_differs")

    def _before(self, kind: str, place: int, part: int) -> str:
        """What came of a part; joined once, since a server may send it whole as often as it likes."""
        pieces = self._parts.get((kind, place, part), [])
        if len(pieces) > 1:
            pieces[:] = ["".join(pieces)]
        return pieces[0] if pieces else ""

    def _is_all(self, kind: str, text: str) -> bool:
        """Whether a text is all that was said before, under other numbers."""
        is_thought = kind in _REASONING
        if abs(self._said[is_thought] - len(text)) > _MARGIN_CHARS:
            return False
        said = self.reading.reasoning_parts if is_thought else self.reading.text_parts
        return text.strip() == "".join(said).strip()

    def _say(self, kind: str, place: int, part: int, text: str, now: float | None) -> None:
        if not text:
            return
        say: Callable[[str, float | None], None] = self.reading.answer
        if kind in _REASONING:
            if self._thoughts.setdefault(place, kind) != kind:
                return
            say = self.reading.reason
        self._refused = self._refused or kind == "response.refusal.delta"
        self._parts.setdefault((kind, place, part), []).append(text)
        self._said[kind in _REASONING] += len(text)
        say(text, now)

    def _call(self, entry: dict[str, Any], now: float | None) -> None:
        characters = self._calls.take([entry])
        if now is not None and self.reading.calls:
            self.reading.answered(now, characters)

    # Wholes

    def _item(self, item: dict[str, Any], place: int, now: float | None, *, done: bool) -> None:
        kind = word(item.get("type")) or ""
        if kind == "message":
            for part, one in enumerate(_tables(item.get("content"))):
                self._complete("response.output_text.delta", place, part, one.get("text"), now)
                self._complete("response.refusal.delta", place, part, one.get("refusal"), now)
        elif kind == "reasoning":
            self.sealed = self.sealed or bool(item.get("encrypted_content"))
            self._reasoning(item, place, now)
        elif kind in _OWN_CALLS:
            self._whole_call(item, kind, place, now, done=done)
        elif kind.endswith("_call"):
            self.hosted = True

    def _reasoning(self, item: dict[str, Any], place: int, now: float | None) -> None:
        """The thoughts themselves, else their summary: whichever came in pieces before."""
        wholes = {
            "response.reasoning_text.delta": _tables(item.get("content")),
            "response.reasoning_summary_text.delta": _tables(item.get("summary")),
        }
        usual = next((kind for kind, parts in wholes.items() if any(one.get("text") for one in parts)), None)
        kind = self._thoughts.get(place, usual)
        parts = wholes.get(kind or "") or wholes.get(usual or "") or []
        for part, one in enumerate(parts):
            self._complete(kind or "", place, part, one.get("text"), now)

    def _whole_call(self, item: dict[str, Any], kind: str, place: int, now: float | None, *, done: bool) -> None:
        """A call as an item: it begins with its name, and comes once more when it is done."""
        arguments = next((item[name] for name in _ARGUMENTS if item.get(name) not in (None, "")), None)
        identifier = word(item.get("call_id")) or word(item.get("id"))
        entry = {
            "index": place,
            "id": identifier,
            "name": word(item.get("name")) or ("" if "name" in item else kind.removesuffix("_call")),
            "arguments": arguments,
        }
        known = self._calls.named(identifier) or (self.reading.calls.get(place) if done else None)
        if known is None:
            self._call(entry, now)
        elif arguments is not None and not known.begun:
            known.add(arguments)
        elif arguments is not None and not known.same(arguments):
            self.reading.flags.add("repeat_differs")

    def _about(self, reply: dict[str, Any]) -> None:
        reading = self.reading
        reading.model = reading.model or word(reply.get("model"))
        reading.usage = table(reply.get("usage")) or reading.usage

    def _reply(self, reply: dict[str, Any], status: str, now: float | None) -> None:
        """A reply as a whole, and how it ended."""
        self._about(reply)
        for place, item in enumerate(_tables(reply.get("output"))):
            named = word(item.get("id")) or ""
            self._item(item, self._places.get(named, place), now, done=True)
        self._tells_no_cut = "incomplete_details" not in reply
        self._end(reply, word(reply.get("status")) or status)

    def _end(self, reply: dict[str, Any], status: str) -> None:
        reading = self.reading
        if reply.get("error") and reading.error is None:
            reading.error = self.failure({"error": reply["error"]})
        if status in _UNFINISHED:
            return
        if status == "completed":
            reading.end(status, StopReason.TOOL_CALLS if reading.calls else StopReason.END)
            if self._refused:
                reading.stop_word, reading.stop = "refusal", StopReason.FILTER
            return
        finish = finish_of(table(reply.get("incomplete_details")).get("reason") or status)
        if status == "incomplete" and (finish is None or not finish.known):
            # It does not say what it was cut for, but that it was cut.
            reading.end(finish.word if finish else status, StopReason.LENGTH)
            reading.flags.add("unknown_finish")
        elif finish is not None:
            reading.end(finish.word, finish.stop)
            if not finish.known:
                reading.flags.add("unknown_finish")


def _part(document: dict[str, Any]) -> int:
    part = count(document.get("content_index"))
    return part if part is not None else count(document.get("summary_index")) or 0


def _tables(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
