"""Wire formats: from the bytes of a reply to what they say. Pure, fed with bytes cut anywhere.

    held.py      the line that a stream is in the middle of
    sse.py       server-sent events
    ndjson.py    one JSON document a line
    body.py      which kind of body it is, and feeding it to its dialect
    dialect.py   what a dialect is
    chat.py      chat completions
    ollama.py    Ollama's own chat
    json.py      JSON as servers really write it
    reading.py   what has been read of one reply so far
    errors.py    an engine's own words about a failure

A new dialect is a file beside `chat.py` and a line in `DIALECTS`.
"""

from __future__ import annotations

from prony.gateway.wire.body import STREAMS, BodyReader, Kind
from prony.gateway.wire.chat import Chat
from prony.gateway.wire.dialect import Dialect, engine_path
from prony.gateway.wire.ollama import Ollama
from prony.gateway.wire.reading import Reading, ToolCall

DIALECTS: dict[str, type[Dialect]] = {dialect.name: dialect for dialect in (Chat, Ollama)}
"""Dialects by name."""

DIALECT_PATHS: dict[str, type[Dialect]] = {dialect.path: dialect for dialect in DIALECTS.values()}
"""Dialects by the path, from the engine's root, that their requests are posted to."""

__all__ = [
    "DIALECTS",
    "DIALECT_PATHS",
    "STREAMS",
    "BodyReader",
    "Chat",
    "Dialect",
    "Kind",
    "Ollama",
    "Reading",
    "ToolCall",
    "engine_path",
]
