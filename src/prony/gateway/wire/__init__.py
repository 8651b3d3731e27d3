"""The parts of dialects: from the bytes of a reply to what they say. Pure, fed with bytes cut anywhere.

    dialect.py   what a dialect is, and the reader of one reply in it
    reading.py   what has been read of one reply so far
    calls.py     tool calls out of their pieces
    restated.py  what a server says twice
    stops.py     the words for why a reply ended
    messages.py  a conversation as people read it
    clock.py     llama.cpp's own clock
    typed.py     streams of events that name their type
    errors.py    an engine's own words about a failure
    lenient.py   JSON as servers really write it
    body.py      which kind of body it is, and feeding it to its reader
    sse.py       server-sent events
    ndjson.py    one JSON document a line
    held.py      the line that a stream is in the middle of

The dialects themselves are the residents of `prony.gateway.dialects`; what one of them needs is exported here.
"""

from __future__ import annotations

from prony.gateway.wire.body import BodyKind, BodyReader
from prony.gateway.wire.calls import CallReader, ToolCall
from prony.gateway.wire.clock import llama_clock
from prony.gateway.wire.dialect import (
    ClientRequest,
    Dialect,
    Framing,
    ReplyReader,
    RequestFacts,
    Route,
    StreamReader,
    own_kind,
    usual_refusal,
)
from prony.gateway.wire.errors import WireError, error_in
from prony.gateway.wire.held import HeldLine
from prony.gateway.wire.lenient import (
    count,
    decode_anyway,
    is_last_word,
    mended,
    number,
    read_anyway,
    says_nothing,
    table,
    unwrapped,
    word,
)
from prony.gateway.wire.messages import Message, ToolCallText, arguments_of, chat_messages, object_of, text_of
from prony.gateway.wire.ndjson import LineReader
from prony.gateway.wire.reading import Reading, StopReason
from prony.gateway.wire.restated import repeats
from prony.gateway.wire.sse import SseReader
from prony.gateway.wire.stops import Finish, finish_of
from prony.gateway.wire.typed import TypedReader
from prony.http1.messages import Headers

__all__ = [
    "BodyKind",
    "BodyReader",
    "CallReader",
    "ClientRequest",
    "Dialect",
    "Finish",
    "Framing",
    "Headers",
    "HeldLine",
    "LineReader",
    "Message",
    "Reading",
    "ReplyReader",
    "RequestFacts",
    "Route",
    "SseReader",
    "StopReason",
    "StreamReader",
    "ToolCall",
    "ToolCallText",
    "TypedReader",
    "WireError",
    "arguments_of",
    "chat_messages",
    "count",
    "decode_anyway",
    "error_in",
    "finish_of",
    "is_last_word",
    "llama_clock",
    "mended",
    "number",
    "object_of",
    "own_kind",
    "read_anyway",
    "repeats",
    "says_nothing",
    "table",
    "text_of",
    "unwrapped",
    "usual_refusal",
    "word",
]
