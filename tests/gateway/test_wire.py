"""Wire formats: what a reply says does not depend on where its bytes were cut."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from fake_engine import DONE, ROLE, USAGE, delta, event, finish, text
from gateway_bench import WIRES, cut, golden
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.gateway import dialects
from prony.gateway.dialects import DIALECTS, route_of
from prony.gateway.dialects.chat import ChatReader
from prony.gateway.wire import BodyKind, BodyReader, StopReason
from prony.gateway.wire.sse import SseReader
from prony.http1.reply import ReplyParser
from prony.nouns import Tokens


def events_of(pieces: list[bytes]) -> tuple[list[tuple[bytes, bytes]], list[bytes]]:
    events: list[tuple[bytes, bytes]] = []
    stray: list[bytes] = []
    reader = SseReader(lambda data, name: events.append((data, name)), stray.append)
    for piece in pieces:
        reader.feed(piece)
    reader.end()
    return events, stray


def read(body: bytes, *, content_type: str = "text/event-stream", cuts: list[int] | None = None) -> BodyReader:
    reader = BodyReader(ChatReader(), content_type)
    pieces = cut(body, cuts or [])
    for now, piece in enumerate(pieces):
        reader.feed(piece, float(now))
    reader.end(float(len(pieces)))
    return reader


# --- events ----------------------------------------------------------------------------------------------------------

STREAM = (
    b"\xef\xbb\xbf: ping\n\nevent: delta\nid: 7\nretry: 10\ndata: one\ndata: two\n\n"
    b"data:no space\r\n\r\ndata: \xe4\xb8\x96\r\rdata:  two spaces\n\nproxy error: gone\n\n"
)
EVENTS = [(b"one\ntwo", b"delta"), (b"no space", b""), ("世".encode(), b""), (b" two spaces", b"")]


@given(st.lists(st.integers(0, len(STREAM)), max_size=30))
def test_events_are_the_same_wherever_the_stream_is_cut(cuts: list[int]) -> None:
    events, stray = events_of(cut(STREAM, cuts))
    assert events == EVENTS
    assert stray == [b"proxy error: gone"]


def test_events_are_the_same_byte_by_byte() -> None:
    assert events_of([STREAM[i : i + 1] for i in range(len(STREAM))])[0] == EVENTS


def test_an_event_without_its_empty_line_at_the_end_is_handed_out() -> None:
    assert events_of([b"data: [DONE]"])[0] == [(b"[DONE]", b"")]


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    stray: list[bytes] = []
    reader = SseReader(lambda data, name: None, stray.append)
    for _ in range(40):
        reader.feed(b"x" * (1 << 20))
    assert stray
    assert len(stray[0]) == 2048


# --- chat ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.stem for path in WIRES.glob("*.http")))
@settings(max_examples=20)
@given(cuts=st.lists(st.integers(0, 10_000), max_size=40))
def test_a_captured_reply_is_read_the_same_wherever_it_is_cut(name: str, cuts: list[int]) -> None:
    def readings(raw: bytes, at: list[int]) -> tuple[Any, ...]:
        parser, reader = ReplyParser(), None
        for piece in cut(raw, at):
            payload = parser.feed(piece)
            if parser.head is not None and reader is None:
                reader = BodyReader(ChatReader(), parser.head.get(b"content-type").decode())
            if reader is not None:
                reader.feed(payload, 1.0)
        assert reader is not None
        reader.end(2.0)
        said = reader.reader.reading
        calls = [(c.id, c.name, c.arguments) for c in said.calls.values()]
        return reader.kind, said.text, said.reasoning, calls, said.stop_word, said.usage, said.error, said.chunks

    assert readings(golden(name), cuts) == readings(golden(name), [])


def dechunked(name: str) -> bytes:
    return ReplyParser().feed(golden(name))


def test_the_real_engines_answer_is_read_whole() -> None:
    chat = read(dechunked("answer-streamed")).reader
    said = chat.reading
    assert said.text == "Here it is:\n```python\ndef add(a, b):\n    return a + b\n```\n"
    assert (said.stop_word, said.stop, said.model) == ("stop", StopReason.END, "tape")
    assert "no_done" not in chat.flags(streamed=True)
    tokens, timings = chat.tokens(), chat.timings()
    assert tokens.source == "usage"
    assert tokens.completion == timings.predicted_n == 6
    assert tokens.prompt == timings.prompt_n
    assert tokens.cached == 0


def test_the_real_engines_reasoning_is_kept_apart_from_its_answer() -> None:
    for name, kind in (("thought-streamed", "text/event-stream"), ("thought-whole", "application/json")):
        one = read(dechunked(name), content_type=kind).reader.reading
        assert one.reasoning == "Two numbers,\none sum.\n"
        assert one.text == "The sum, naïvely:\na + b = 世界\n"


def test_the_real_engines_tool_call_is_read_streamed_and_whole() -> None:
    for name, kind in (("call-streamed", "text/event-stream"), ("call-whole", "application/json")):
        [call] = read(dechunked(name), content_type=kind).reader.reading.calls.values()
        assert call.name == "read_file"
        assert json.loads(call.arguments) == {"path": "src/main.py"}
        assert call.id


def test_progress_before_the_first_token_is_no_token() -> None:
    said = read(dechunked("timings-per-token")).reader.reading
    assert said.first_event == 0.0
    assert said.text.startswith("Here it is:")


def test_the_role_chunk_says_nothing() -> None:
    reader = BodyReader(ChatReader(), "text/event-stream")
    reader.feed(ROLE, 1.0)
    reader.feed(delta({"role": "assistant", "content": ""}), 2.0)
    reader.feed(text("a"), 3.0)
    reader.feed(finish(), 4.0)
    said = reader.reader.reading
    assert (said.first_event, said.first_answer, said.last) == (1.0, 3.0, 3.0)


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking"])
def test_reasoning_is_read_by_each_of_its_names(field: str) -> None:
    said = read(delta({field: "hm "}) + delta({field: "m"}) + text("x") + finish()).reader.reading
    assert said.reasoning == "hm m"
    assert said.text == "x"


def test_content_in_typed_parts_is_read() -> None:
    parts = [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}, {"type": "text", "text": "x"}]
    said = read(delta({"content": parts}) + finish()).reader.reading
    assert (said.reasoning, said.text) == ("hm", "x")


def test_tool_calls_are_put_together_by_their_index() -> None:
    pieces = [
        {"index": 0, "id": "c0", "type": "function", "function": {"name": "ls", "arguments": ""}},
        {"index": 1, "id": "c1", "type": "function", "function": {"name": "cat", "arguments": '{"p"'}},
        {"index": 0, "function": {"arguments": "{}"}},
        {"index": 1, "function": {"arguments": ': "x"}'}},
    ]
    said = read(b"".join(delta({"tool_calls": [piece]}) for piece in pieces) + finish("tool_calls")).reader.reading
    assert [(c.id, c.name, c.arguments) for c in said.calls.values()] == [
        ("c0", "ls", "{}"),
        ("c1", "cat", '{"p": "x"}'),
    ]


def test_arguments_that_are_an_object_become_json_text() -> None:
    call = {"function": {"name": "ls", "arguments": {"path": "."}}}
    [made] = read(delta({"tool_calls": [call]}) + finish()).reader.reading.calls.values()
    assert json.loads(made.arguments) == {"path": "."}


def test_only_the_first_of_many_choices_is_the_answer() -> None:
    other = event({"choices": [{"index": 1, "delta": {"content": "other"}, "finish_reason": "stop"}]})
    said = read(text("mine") + other).reader.reading
    assert said.text == "mine"
    assert said.stop_word is None
    assert "many_choices" in said.flags


@pytest.mark.parametrize(
    ("usage", "wanted"),
    [
        ({"prompt_tokens": 5, "completion_tokens": 3}, Tokens(prompt=5, completion=3, source="usage")),
        (
            {"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 4}},
            Tokens(prompt=5, completion=3, cached=4, source="usage"),
        ),
        (
            {"prompt_tokens": 5, "completion_tokens": 3, "prompt_cache_hit_tokens": 2},
            Tokens(prompt=5, completion=3, cached=2, source="usage"),
        ),
        (
            {"prompt_tokens": 5, "completion_tokens": 3, "completion_tokens_details": {"reasoning_tokens": 1}},
            Tokens(prompt=5, completion=3, reasoning=1, source="usage"),
        ),
        ({"prompt_tokens": True, "completion_tokens": -3}, Tokens(source="usage")),
        ({"prompt_tokens": 10**400, "completion_tokens": 1e300}, Tokens(source="usage")),
        ({"prompt_tokens": "5", "completion_tokens": 3.5}, Tokens(source="usage")),
    ],
)
def test_usage_is_read_in_its_dialects_and_never_guessed(usage: dict[str, Any], wanted: Tokens) -> None:
    body = text("x") + finish() + event({"choices": [], "usage": usage})
    assert read(body).reader.tokens() == wanted


def test_timings_stand_in_for_usage_with_the_cached_part_added_to_the_prompt() -> None:
    timings = {"prompt_n": 1, "cache_n": 30, "predicted_n": 7, "prompt_ms": 1.5, "predicted_ms": 9.0}
    tokens = read(text("x") + delta(finish="stop", timings=timings)).reader.tokens()
    assert tokens == Tokens(prompt=31, completion=7, cached=30, source="timings")


def test_without_usage_and_timings_nothing_is_counted() -> None:
    assert read(text("x") + finish()).reader.tokens() == Tokens()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"code": 500, "message": "boom", "type": "server_error"}}, "boom"),
        ({"error": "boom"}, "boom"),
        ({"object": "error", "message": "boom", "code": 400}, "boom"),
        ({"choices": [{"index": 0, "delta": {}, "error": {"message": "boom"}, "finish_reason": "error"}]}, "boom"),
    ],
)
def test_an_error_event_is_read_in_each_of_its_shapes(body: dict[str, Any], message: str) -> None:
    chat = ChatReader()
    name = b"error" if body.get("object") == "error" else b""
    chat.event(json.dumps(body).encode(), name, 1.0)
    assert chat.reading.error is not None
    assert chat.reading.error.message == message


@pytest.mark.parametrize(
    "odd", [b'{"choices":[{"delta":{"content":"x"}}],"n":NaN}', b'{"choices":[{"delta":{"content":"\xff"}}]}']
)
def test_json_that_is_only_nearly_json_is_read_and_flagged(odd: bytes) -> None:
    said = read(b"data: " + odd + b"\n\n").reader.reading
    assert said.text in ("x", "�")
    assert said.bad is None
    assert "odd_json" in said.flags


def test_a_character_cut_into_two_surrogates_is_joined_again() -> None:
    halves = [b'data: {"choices":[{"delta":{"content":"\\u%s"}}]}\n\n' % half for half in (b"d83d", b"de00")]
    assert read(b"".join(halves)).reader.reading.text == "😀"


@pytest.mark.parametrize("bad", [b'{"choices":[{"delta":{"content":"x', b"[1", b'{"choices": [5]}', b"[" * 100_000])
def test_a_broken_event_is_kept_as_evidence(bad: bytes) -> None:
    assert read(b"data: " + bad + b"\n\n" + finish()).reader.reading.bad == bad


def test_an_event_that_the_end_cuts_is_not_called_broken() -> None:
    reader = read(text("a") + b'data: {"choices":[{"del')
    assert reader.cut_inside
    assert reader.reader.reading.bad is None


# --- bodies ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (ROLE + DONE, "text/event-stream; charset=utf-8", BodyKind.STREAM),
        (b": ping\n\n" + ROLE, "application/json", BodyKind.STREAM),
        (ROLE, "", BodyKind.STREAM),
        (b' {"choices": []}', "application/json", BodyKind.JSON),
        (b'{"choices": []}', "text/plain", BodyKind.JSON),
        (b"<!doctype html>", "application/json", BodyKind.HTML),
        (b"hello", "text/html", BodyKind.HTML),
        (b"proxy error: gone", "text/plain", BodyKind.TEXT),
        (b"   ", "", None),
    ],
)
def test_the_bytes_decide_what_a_body_is(body: bytes, content_type: str, kind: BodyKind | None) -> None:
    reader = read(body, content_type=content_type)
    assert reader.kind is kind
    assert isinstance(reader.stream, SseReader) is (kind is BodyKind.STREAM)


@pytest.mark.parametrize(
    ("body", "kind"), [(text("a") + finish(), BodyKind.STREAM), (b"It works!", BodyKind.TEXT), (b"{}", BodyKind.JSON)]
)
def test_what_a_body_is_does_not_depend_on_where_it_was_cut(body: bytes, kind: BodyKind) -> None:
    for at in range(len(body)):
        assert read(body, content_type="", cuts=[at]).kind is kind
    assert read(body, content_type="", cuts=list(range(len(body)))).kind is kind


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_body_that_is_compressed_all_the_same_is_read(encoding: str, pack: Any) -> None:
    reader = BodyReader(ChatReader(), "text/event-stream", encoding)
    reader.feed(pack(text("x") + finish() + USAGE), 1.0)
    reader.end(2.0)
    assert reader.reader.reading.text == "x"
    assert "encoded" in reader.reader.reading.flags


def test_of_a_body_that_is_too_long_its_beginning_is_kept_without_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.gateway.wire.body.MAX_KEPT_BYTES", 2 * len(text("a")))
    reader = BodyReader(ChatReader(), "text/event-stream")
    for piece in (text("a"), text("long" * 9), text("b"), finish()):
        reader.feed(piece, 1.0)
    assert reader.kept == text("a")
    assert "blob_cut" in reader.reader.reading.flags
    assert reader.reader.reading.text == "a" + "long" * 9 + "b"


def test_a_body_in_an_encoding_that_cannot_be_read_is_opaque() -> None:
    reader = BodyReader(ChatReader(), "text/event-stream", "br")
    reader.feed(b"\x0b\x02\x80", 1.0)
    assert reader.kind is BodyKind.OPAQUE


def test_every_dialect_is_registered_under_its_own_name_and_its_own_path_leads_to_it() -> None:
    for name, dialect in DIALECTS.items():
        assert dialect.name == name
        path = dialect.request({"model": "m", "messages": [{"role": "user", "content": "hi"}]}).path
        found = route_of("POST", path, "")
        assert found is not None
        assert found[0] is dialect
        assert found[1].measured


def test_nothing_but_its_own_file_knows_the_paths_and_flags_of_a_dialect() -> None:
    source = Path(dialects.__file__).parents[2]
    others = [path for path in source.rglob("*.py") if not path.is_relative_to(Path(dialects.__file__).parent)]
    text = "".join(path.read_text("utf-8") for path in others if {"gateway", "boards"} & set(path.parts))
    for dialect in DIALECTS.values():
        words = {*(route.partition(" ")[2] for route in dialect.routes), *(f'"{flag}"' for flag in dialect.flags)}
        assert [word for word in sorted(words) if word in text] == []
