"""The shim: one named change to requests, made because an engine refused them and said how it wants them.

Pure: a shim reads a refusal and changes a body; who asks again, and who keeps the record, is the gateway's business.
"""

from __future__ import annotations

import copy
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from prony.gateway.wire import ToolCall, decode_anyway
from prony.nouns import Noun

Body = dict[str, Any]
"""A request's body as JSON."""

_SHOWN_CHARS = 8192
_ESCAPES = re.compile(r"[\\\s]+")


class EngineRefusal(Noun, frozen=True, kw_only=True):
    """An engine's refusal of one request."""

    status: int | None
    """Of the reply: 200 where a stream begins, and ends, with an error."""
    words: str
    """All that it said, on one line and without the escapes of documents within documents; untrusted text."""

    @classmethod
    def of(cls, status: int | None, reply: bytes) -> EngineRefusal:
        """Read the reply that refuses."""
        return cls(status=status, words=_ESCAPES.sub(" ", _unescaped(reply[:_SHOWN_CHARS])))

    def says(self, *patterns: str) -> bool:
        """Whether each of the patterns occurs in its words, in whatever case."""
        return all(re.search(pattern, self.words, re.IGNORECASE) for pattern in patterns)


def _unescaped(reply: bytes) -> str:
    text = reply.decode("utf-8", "replace")
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


class Replies:
    """What stood beside tool calls in the replies of one path: harnesses do not send it back."""

    def __init__(self) -> None:
        self._reasoning: dict[str, str] = {}
        self._extra: dict[str, dict[str, Any]] = {}

    def add(self, reasoning: str, calls: Iterable[ToolCall], raw: bytes) -> None:
        """Keep the reasoning of a reply that calls tools, under each of its calls. raw: the reply."""
        if _EXTRA in raw:
            self._extra.update(_extras(raw))
        for call in calls:
            self._reasoning[_key(call.name, call.arguments)] = reasoning
            if call.id:
                self._reasoning[call.id] = reasoning

    def reasoning(self, message: Mapping[str, Any]) -> str:
        """The reasoning that led to the calls of an assistant's message; the empty string where none is known."""
        for call in listed(message.get("tool_calls")):
            function = call.get("function")
            function = function if isinstance(function, dict) else {}
            for key in (str(call.get("id")), _key(function.get("name"), function.get("arguments"))):
                if key in self._reasoning:
                    return self._reasoning[key]
        return ""

    def extra(self, call: Mapping[str, Any]) -> dict[str, Any] | None:
        """The `extra_content` that came with a call; None where none is known."""
        return self._extra.get(str(call.get("id")))


_EXTRA = b'"extra_content"'


def _extras(raw: bytes) -> dict[str, dict[str, Any]]:
    """Id -> `extra_content` of each call in a reply, streamed or whole."""
    found = {}
    for line in raw.splitlines() if raw.lstrip()[:1] != b"{" else [raw]:
        document = decode_anyway(line.removeprefix(b"data:")) if _EXTRA in line else None
        for choice in listed(document.get("choices")) if isinstance(document, dict) else ():
            message = choice.get("delta") or choice.get("message") or {}
            for call in listed(message.get("tool_calls")) if isinstance(message, dict) else ():
                if call.get("id") and isinstance(call.get("extra_content"), dict):
                    found[str(call["id"])] = call["extra_content"]
    return found


def _key(name: object, arguments: object) -> str:
    return f"{name} {arguments}"


class Shim(ABC):
    """One change. It is recorded by its name, and, where it is about one field among many, `NAME:FIELD`."""

    name: ClassVar[str]
    words: ClassVar[str]
    """One sentence for people: what becomes of a request."""
    dialects: ClassVar[frozenset[str]] = frozenset({"chat"})
    """The dialects whose requests it can change."""
    general: ClassVar[bool] = False
    """It answers to many refusals, and is asked after those that answer to few."""
    lessens: ClassVar[frozenset[str]] = frozenset()
    """Fields that it sends with another value: where the plan pins one of them, it is no cure."""
    by_harness: ClassVar[bool] = False
    """It takes the harness, which has to speak in another manner: the gateway alone cannot make it."""

    @abstractmethod
    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """Whether it is what a refusal of `body` asks for: the field that it is about, or the empty string where there
        is no choice of any; None where the refusal asks for something else, or the body has nothing to change.
        """

    @abstractmethod
    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """The body, changed; a new one, where anything in it changes. field: what `cures` returned."""


def messages_of(body: Body) -> list[dict[str, Any]]:
    """The messages of a request that are objects."""
    return listed(body.get("messages"))


def calls_of(body: Body) -> list[dict[str, Any]]:
    """The tool calls in the messages of a request, in their order."""
    return [call for message in messages_of(body) for call in listed(message.get("tool_calls"))]


def listed(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def roles(body: Body) -> Iterator[str]:
    """The role of each message."""
    return (str(message.get("role")) for message in messages_of(body))


def with_messages(body: Body, messages: list[dict[str, Any]]) -> Body:
    """The body with other messages, where it has a list of them."""
    return {**body, "messages": messages} if isinstance(body.get("messages"), list) else body


def copied(body: Body) -> Body:
    """A copy that shares nothing with `body`."""
    return copy.deepcopy(body)


def text_in(content: Any) -> str:
    """The text of a message's content, whether it is text or a list of parts."""
    if isinstance(content, str):
        return content
    return "\n\n".join(part["text"] for part in listed(content) if isinstance(part.get("text"), str))


def joined(first: Any, second: Any) -> Any:
    """Two contents as one: lists of parts stay lists, texts become one text."""
    if isinstance(first, list) and isinstance(second, list):
        return [*first, *second]
    return "\n\n".join(text for text in (text_in(first), text_in(second)) if text)
