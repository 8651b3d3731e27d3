"""The dialects `messages` and `responses`: what their replies say, streamed and whole, and what goes wrong in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fake_engine import HANG_UP, RESET, Script, Sleep, whole
from gateway_bench import Bench, ask, body_of, cut, get, post, raw
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_shapes import (
    CREATED,
    MESSAGES_REQUEST,
    PING,
    RESPONSES_REQUEST,
    START,
    STOP,
    block,
    call_item,
    called,
    calling,
    closed,
    ended,
    message,
    named,
    over,
    piece,
    reasoning_item,
    response,
    said,
    spoken,
    streamed,
    text_item,
    thinking,
    thought,
)

from prony.gateway import Budget, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.wire import BodyReader, ReplyReader, StopReason
from prony.http1.reply import ReplyParser
from prony.nouns import FaultCode, Tokens

DATA = Path(__file__).parents[1] / "data" / "gateway"
BOTH = pytest.mark.parametrize("name", ["messages", "responses"])


def read(name: str, body: bytes, kind: str = "text/event-stream", at: list[int] | None = None) -> ReplyReader:
    reader = BodyReader(DIALECTS[name].reader(), kind)
    for now, part in enumerate(cut(body, at or [])):
        reader.feed(part, float(now))
    reader.end(99.0)
    return reader.reader


def facts(reader: ReplyReader, *, is_stream: bool = True) -> tuple[Any, ...]:
    reading = reader.reading
    calls = [(call.id, call.name, call.arguments) for _, call in sorted(reading.calls.items())]
    said = (reading.text, reading.reasoning, calls, reading.stop, reading.stop_word, reading.error, reading.bad)
    return (*said, reader.tokens(), sorted(reader.flags(is_stream)), reading.model)


def recorded(path: Path) -> tuple[bytes, str]:
    parser = ReplyParser()
    body = parser.feed(path.read_bytes())
    assert parser.head is not None
    return body, parser.head.get(b"content-type").decode()


# --- what a whole stream says

MESSAGES_ALL = (
    START
    + PING
    + thought("Hm, ", "naïve.", index=0)
    + said("Let me ", "see 世界.", index=1)
    + called("read", '{"path": ', '"a"}', index=2)
    + called("list", index=3, identifier="toolu_2")
    + ended("tool_use", output=9)
    + STOP
)
RESPONSES_ALL = (
    CREATED
    + thinking("Hm, ", "naïve.", index=0)
    + spoken("Let me ", "see 世界.", index=1)
    + calling("read", '{"path": ', '"a"}', index=2)
    + over("completed", reasoning_item("Hm, naïve."), text_item("Let me see 世界."), call_item("read", '{"path": "a"}'))
)


def test_a_message_of_blocks_is_read() -> None:
    text, reasoning, calls, stop, word, error, bad, tokens, flags, model = facts(read("messages", MESSAGES_ALL))
    assert (text, reasoning) == ("Let me see 世界.", "Hm, naïve.")
    assert calls == [("toolu_1", "read", '{"path": "a"}'), ("toolu_2", "list", "{}")]
    assert (stop, word, error, bad, flags, model) == (StopReason.TOOL_CALLS, "tool_use", None, None, [], "m")
    assert tokens == Tokens(prompt=32, cached=20, completion=9, source="usage")


def test_a_response_of_items_is_read_once_although_all_of_it_comes_four_times() -> None:
    text, reasoning, calls, stop, word, error, bad, tokens, flags, model = facts(read("responses", RESPONSES_ALL))
    assert (text, reasoning) == ("Let me see 世界.", "Hm, naïve.")
    assert calls == [("call_1", "read", '{"path": "a"}')]
    assert (stop, word, error, bad, flags, model) == (StopReason.TOOL_CALLS, "completed", None, None, [], "m")
    assert tokens == Tokens(prompt=32, cached=20, completion=9, reasoning=4, source="usage")


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5000), max_size=20))
def test_a_stream_says_the_same_wherever_it_is_cut(at: list[int]) -> None:
    for name, body in (("messages", MESSAGES_ALL), ("responses", RESPONSES_ALL)):
        windows = body.replace(b"\n", b"\r\n")
        comments = body.replace(b"\n\n", b"\n\n: keep-alive\n\n")
        assert facts(read(name, body, at=at)) == facts(read(name, body))
        assert facts(read(name, windows, at=at)) == facts(read(name, body))
        assert facts(read(name, comments, at=at)) == facts(read(name, body))


@BOTH
def test_a_stream_says_the_same_without_the_names_of_its_events_and_without_the_types_in_them(name: str) -> None:
    body = MESSAGES_ALL if name == "messages" else RESPONSES_ALL
    nameless = b"".join(line for line in body.splitlines(keepends=True) if not line.startswith(b"event:"))
    typeless = re.sub(rb'(?m)^data: \{"type": "[\w.]+"(, )?', b"data: {", body)
    assert facts(read(name, nameless)) == facts(read(name, body))
    assert facts(read(name, typeless)) == facts(read(name, body))


@BOTH
def test_events_that_nobody_knows_are_passed_over(name: str) -> None:
    body = MESSAGES_ALL if name == "messages" else RESPONSES_ALL
    strange = named("response.tea.ready", text=5, delta={}) + named("content_block_tea", index="x") + b"data: {}\n\n"
    events = [one + b"\n\n" for one in body.split(b"\n\n")[:-1]]
    mixed = b"".join(one + strange for one in events[:-1]) + events[-1]
    assert facts(read(name, mixed)) == facts(read(name, body))


@pytest.mark.parametrize(
    "path", sorted(DATA.glob("[mr]es*/*.http")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_captured_reply_says_the_same_cut_at_any_place(path: Path) -> None:
    body, kind = recorded(path)
    name, is_stream = path.parent.name, "event-stream" in kind
    once = facts(read(name, body, kind), is_stream=is_stream)
    for at in range(0, len(body), 7):
        assert facts(read(name, body, kind, at=[at]), is_stream=is_stream) == once


@BOTH
def test_captured_replies_of_llama_cpp_say_what_the_tape_says(name: str) -> None:
    def of(case: str) -> tuple[Any, ...]:
        body, kind = recorded(DATA / name / f"{case}.http")
        return facts(read(name, body, kind), is_stream="event-stream" in kind)

    for case in ("answer-streamed", "answer-whole"):
        assert of(case)[0].startswith("Here it is:\n```python")
        assert of(case)[3] is StopReason.END
        assert of(case)[7] == Tokens(prompt=20, completion=6, cached=0, source="usage")
    for case in ("thought-streamed", "thought-whole"):
        assert of(case)[:2] == ("The sum, naïvely:\na + b = 世界\n", "Two numbers,\none sum.\n")
    for case in ("call-streamed", "call-whole"):
        ((identifier, tool, arguments),) = of(case)[2]
        assert identifier
        assert (tool, json.loads(arguments)) == ("read_file", {"path": "src/main.py"})
        assert of(case)[3] is StopReason.TOOL_CALLS


# --- whole replies


def test_a_message_in_one_piece_is_read() -> None:
    content = [
        {"type": "thinking", "thinking": "Hm.", "signature": "s"},
        {"type": "text", "text": "See."},
        {"type": "tool_use", "id": "t", "name": "read", "input": {"path": "a"}},
    ]
    body = json.dumps(message(content=content, stop_reason="tool_use")).encode()
    found = facts(read("messages", body, "application/json"), is_stream=False)
    assert found[:5] == ("See.", "Hm.", [("t", "read", '{"path":"a"}')], StopReason.TOOL_CALLS, "tool_use")


def test_a_response_in_one_piece_is_read() -> None:
    output = [reasoning_item("Hm."), text_item("See."), call_item("read", '{"path": "a"}')]
    body = json.dumps(response("completed", output)).encode()
    found = facts(read("responses", body, "application/json"), is_stream=False)
    assert found[:5] == ("See.", "Hm.", [("call_1", "read", '{"path": "a"}')], StopReason.TOOL_CALLS, "completed")


# --- why a reply ended


@pytest.mark.parametrize(
    ("word", "stop"),
    [
        ("end_turn", StopReason.END),
        ("stop_sequence", StopReason.END),
        ("max_tokens", StopReason.LENGTH),
        ("model_context_window_exceeded", StopReason.LENGTH),
        ("tool_use", StopReason.TOOL_CALLS),
        ("refusal", StopReason.FILTER),
        ("pause_turn", StopReason.OTHER),
    ],
)
def test_a_stop_reason_of_messages_has_its_kind(word: str, stop: StopReason) -> None:
    reader = read("messages", START + said("a") + ended(word) + STOP)
    assert (reader.reading.stop, reader.reading.stop_word, reader.flags(True)) == (stop, word, set())


@pytest.mark.parametrize(
    ("status", "details", "stop"),
    [
        ("completed", None, StopReason.END),
        ("incomplete", {"reason": "max_output_tokens"}, StopReason.LENGTH),
        ("incomplete", {"reason": "content_filter"}, StopReason.FILTER),
        ("incomplete", {"reason": "tea time"}, StopReason.LENGTH),
        ("incomplete", None, StopReason.LENGTH),
        ("cancelled", None, StopReason.ERROR),
    ],
)
def test_a_status_of_responses_has_its_kind(status: str, details: Any, stop: StopReason) -> None:
    last = over(status, text_item("a"), incomplete_details=details)
    in_stream = read("responses", CREATED + spoken("a") + last)
    document = json.dumps(response(status, [text_item("a")], incomplete_details=details)).encode()
    in_one = read("responses", document, "application/json")
    assert in_stream.reading.stop is in_one.reading.stop is stop
    assert in_stream.reading.text == in_one.reading.text == "a"


async def test_a_cut_that_a_server_calls_completed_is_a_cut(bench: Bench) -> None:
    """llama.cpp's Responses know no `incomplete_details`."""
    for case in ("answer-cut", "answer-cut-whole"):
        body, kind = recorded(DATA / "responses" / f"{case}.http")
        bench.engine.default = Script((body,), content_type=kind)
        request = {"model": "tape", "input": "hi", "max_output_tokens": 3, "stream": "whole" not in case}
        path = bench.open()
        await raw(path.base_url, post(path.base_url, request, "/responses"))
        assert bench.last.fault is not None
        assert (bench.last.fault.code, bench.last.flags) == (FaultCode.TRUNCATED, ("limit_reached",))
    cut, kind = recorded(DATA / "responses" / "answer-cut.http")
    bench.engine.default = Script((cut,), content_type=kind)
    ours = await chat(bench.open().base_url, ask("tape", max_tokens=3), dialect="responses")
    assert ours.fault is not None
    assert (ours.stop, ours.fault.code) == (StopReason.LENGTH, FaultCode.TRUNCATED)
    bench.engine.default = streamed(CREATED, spoken("a"), over("completed", text_item("a")))
    path = bench.open()
    request = {"model": "m", "input": "hi", "max_output_tokens": 9, "stream": True}
    await raw(path.base_url, post(path.base_url, request, "/responses"))
    assert (bench.last.fault, "limit_reached" in bench.last.flags) == (None, True)


# --- streams that are not as they should be


def stream_of(name: str, *, ends: bool = True) -> bytes:
    if name == "messages":
        return START + said("a") + (ended("end_turn") + STOP if ends else b"")
    return CREATED + spoken("a") + (over("completed", text_item("a")) if ends else b"")


@BOTH
@pytest.mark.parametrize("how", ["clean", HANG_UP, RESET])
async def test_a_stream_without_its_end_is_cut(bench: Bench, name: str, how: str) -> None:
    steps = (stream_of(name, ends=False), *([] if how == "clean" else [how]))
    bench.engine.default = streamed(*steps)
    reply = await chat(bench.open().base_url, ask(), dialect=name)
    assert reply.fault is not None
    assert (reply.text, reply.fault.code, bench.last.fault.code) == ("a", FaultCode.STREAM_CUT, FaultCode.STREAM_CUT)  # type: ignore[union-attr]


async def test_a_message_whose_last_event_is_missing_is_whole_and_that_is_said(bench: Bench) -> None:
    bench.engine.default = streamed(START, said("a"), ended("end_turn"))
    reply = await chat(bench.open().base_url, ask(), dialect="messages")
    assert (reply.text, reply.fault, bench.last.flags) == ("a", None, ("cache_hit", "no_message_stop"))


async def test_a_message_that_stops_without_a_reason_is_whole_and_that_is_said(bench: Bench) -> None:
    bench.engine.default = streamed(START, said("a"), ended(None), STOP)
    reply = await chat(bench.open().base_url, ask(), dialect="messages")
    assert (reply.text, reply.fault, bench.last.flags) == ("a", None, ("cache_hit", "unknown_finish"))


ERRORS: dict[str, list[tuple[bytes, FaultCode]]] = {
    "messages": [
        (named("error", error={"type": "overloaded_error", "message": "Overloaded"}), FaultCode.OVERLOADED),
        (named("error", error={"type": "api_error", "message": "CUDA error: out of memory"}), FaultCode.ENGINE_OOM),
        (b'data: {"error": {"message": "whatever", "code": 500}}\n\n', FaultCode.ENGINE_ERROR),
        (b"event: error\ndata: {}\n\n", FaultCode.ENGINE_ERROR),
        (b"proxy error: Failed to read connection\n\n", FaultCode.ENGINE_CRASH),
        (b'event: content_block_delta\ndata: {"type": "content_blo\n\n', FaultCode.BAD_CHUNK),
    ],
    "responses": [
        (named("error", code="rate_limit_exceeded", message="rate limit reached", param=None), FaultCode.OVERLOADED),
        (over("failed", error={"code": "server_error", "message": "out of memory"}), FaultCode.ENGINE_OOM),
        (over("failed", error={"code": "context_length_exceeded", "message": "no"}), FaultCode.CONTEXT_EXCEEDED),
        (over("failed", error={"code": "server_error", "message": "whatever"}), FaultCode.ENGINE_ERROR),
        (over("failed"), FaultCode.ENGINE_ERROR),
        (b'data: {"error": {"message": "whatever", "code": 500}}\n\n', FaultCode.ENGINE_ERROR),
        (b"proxy error: Failed to read connection\n\n", FaultCode.ENGINE_CRASH),
        (b'event: response.output_text.delta\ndata: {"type": "respo\n\n', FaultCode.BAD_CHUNK),
    ],
}


@pytest.mark.parametrize(("name", "at"), [(name, at) for name, every in ERRORS.items() for at in range(len(every))])
async def test_an_error_in_mid_stream_has_its_code(bench: Bench, name: str, at: int) -> None:
    wrong, code = ERRORS[name][at]
    bench.engine.default = streamed(stream_of(name, ends=False), wrong)
    reply = await chat(bench.open().base_url, ask(), dialect=name)
    assert reply.fault is not None
    assert bench.last.fault is not None
    assert (reply.text, reply.fault.code, bench.last.fault.code) == ("a", code, code)


@BOTH
async def test_what_is_refused_at_once_has_its_code(bench: Bench, name: str) -> None:
    for status, words, code in (
        (400, {"type": "invalid_request_error", "message": "prompt is too long: 9 tokens"}, FaultCode.CONTEXT_EXCEEDED),
        (401, {"type": "authentication_error", "message": "invalid x-api-key"}, FaultCode.AUTH),
        (404, {"type": "not_found_error", "message": "model: m"}, FaultCode.BAD_REQUEST),
        (413, {"type": "request_too_large", "message": "too much"}, FaultCode.CONTEXT_EXCEEDED),
        (529, {"type": "overloaded_error", "message": "Overloaded"}, FaultCode.OVERLOADED),
        (200, {"type": "api_error", "message": "whatever"}, FaultCode.ENGINE_ERROR),
    ):
        bench.engine.default = whole(status, json.dumps({"type": "error", "error": words}).encode())
        reply = await chat(bench.open().base_url, ask(), dialect=name)
        assert reply.fault is not None
        assert (status, reply.fault.code) == (status, code)


@BOTH
@pytest.mark.parametrize("other", ["chat", "messages", "responses"])
async def test_a_reply_in_another_dialect_is_no_engines(bench: Bench, name: str, other: str) -> None:
    documents = {
        "chat": {"object": "chat.completion", "choices": [{"message": {"content": "a"}, "finish_reason": "stop"}]},
        "messages": message(content=[{"type": "text", "text": "a"}], stop_reason="end_turn"),
        "responses": response("completed", [text_item("a")]),
    }
    if other == name:
        return
    bench.engine.default = whole(200, json.dumps(documents[other]).encode())
    reply = await chat(bench.open().base_url, ask(), dialect=name)
    assert reply.fault is not None
    assert reply.fault.code is FaultCode.NOT_AN_ENGINE


# --- oddities of servers


def test_arguments_that_come_with_the_block_and_again_in_pieces_are_read_once() -> None:
    call = block(0, type="tool_use", id="t", name="read", input={"path": "a"})
    pieces = piece(0, "input_json_delta", '{"path"') + piece(0, "input_json_delta", ': "a"}')
    for body in (START + call + closed(0), START + call + pieces + closed(0)):
        ((_, tool, arguments),) = facts(read("messages", body + ended("tool_use") + STOP))[2]
        assert (tool, json.loads(arguments)) == ("read", {"path": "a"})


def test_counts_that_come_at_the_end_stand_above_those_at_the_beginning() -> None:
    def counted(*last: bytes) -> Tokens:
        return read("messages", START + said("a") + b"".join(last) + STOP).tokens()

    whole_prompt = Tokens(prompt=32, cached=20, completion=3, source="usage")
    assert counted(ended("end_turn")) == whole_prompt
    assert counted(ended("end_turn", input_tokens=0, cache_read_input_tokens=0)) == whole_prompt
    assert counted(ended("end_turn", input_tokens=2, cache_read_input_tokens=30, cache_creation_input_tokens=0)) == (
        Tokens(prompt=32, cached=30, completion=3, source="usage")
    )


def test_what_only_the_engine_can_read_is_flagged_and_no_reasoning() -> None:
    sealed = block(0, type="redacted_thinking", data="EmwKAhgB") + closed(0)
    messages = facts(read("messages", START + sealed + said("a", index=1) + ended("end_turn") + STOP))
    item = named("response.output_item.done", output_index=0, item=reasoning_item(encrypted="gAAAA"))
    responses = facts(read("responses", CREATED + item + spoken("a", index=1) + over("completed")))
    for found in (messages, responses):
        assert (found[0], found[1], found[8]) == ("a", "", ["hidden_reasoning"])


def test_a_tool_that_the_engine_runs_itself_is_flagged_and_no_call() -> None:
    hosted = block(0, type="server_tool_use", id="s", name="web_search", input={})
    hosted += piece(0, "input_json_delta", '{"query": "x"}') + closed(0)
    hosted += block(1, type="web_search_tool_result", tool_use_id="s", content=[]) + closed(1)
    messages = facts(read("messages", START + hosted + said("a", index=2) + ended("end_turn") + STOP))
    item = {"type": "web_search_call", "id": "ws", "status": "completed", "action": {"query": "x"}}
    search = named("response.output_item.done", output_index=0, item=item)
    responses = facts(read("responses", CREATED + search + spoken("a", index=1) + over("completed")))
    for found in (messages, responses):
        assert (found[0], found[2], found[3], found[8]) == ("a", [], StopReason.END, ["hosted_tools"])


def test_a_call_with_free_text_is_a_call() -> None:
    patch = "*** Begin Patch\n*** End Patch"
    item = {"type": "custom_tool_call", "id": "ctc", "call_id": "c", "name": "apply_patch", "input": patch}
    pieces = b"".join(
        named("response.custom_tool_call_input.delta", item_id="ctc", output_index=0, delta=one)
        for one in (patch[:9], patch[9:])
    )
    added = named("response.output_item.added", output_index=0, item={**item, "input": ""})
    done = named("response.output_item.done", output_index=0, item=item)
    for body in (added + pieces + done, done, b""):
        found = facts(read("responses", CREATED + body + over("completed", item)))
        assert (found[2], found[3], found[8]) == ([("c", "apply_patch", patch)], StopReason.TOOL_CALLS, [])


@pytest.mark.parametrize("kind", ["reasoning_text", "reasoning_summary_text", "reasoning", "reasoning_summary"])
def test_reasoning_is_read_under_each_of_its_names(kind: str) -> None:
    found = facts(
        read("responses", CREATED + thinking("Hm, ", "so.", kind=kind) + spoken("a", index=1) + over("completed"))
    )
    assert (found[0], found[1]) == ("a", "Hm, so.")


def test_a_reply_that_comes_only_in_its_last_event_is_read() -> None:
    last = over("completed", reasoning_item("Hm."), text_item("See."), call_item("read", "{}"))
    found = facts(read("responses", CREATED + last))
    assert found[:3] == ("See.", "Hm.", [("call_1", "read", "{}")])


def test_ids_that_change_with_every_event_do_not_double_a_reply() -> None:
    """A proxy that encrypts ids draws a new one each time; the number of an item stays."""
    body = RESPONSES_ALL
    for number in range(body.count(b'"msg_1"')):
        body = body.replace(b'"msg_1"', b'"x%d"' % number, 1)
    assert facts(read("responses", body)) == facts(read("responses", RESPONSES_ALL))


def test_a_refusal_in_words_is_an_answer_that_a_filter_ended() -> None:
    where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    body = named("response.refusal.delta", **where, delta="I can") + named(
        "response.refusal.delta", **where, delta="not."
    )
    item = {"type": "message", "content": [{"type": "refusal", "refusal": "I cannot."}]}
    found = facts(read("responses", CREATED + body + over("completed", item)))
    assert (found[0], found[3]) == ("I cannot.", StopReason.FILTER)


# --- requests


REQUESTS = {"messages": MESSAGES_REQUEST, "responses": RESPONSES_REQUEST}


@BOTH
def test_a_conversation_is_shown_as_it_was(name: str) -> None:
    shown = DIALECTS[name].messages(REQUESTS[name])
    assert [one.role for one in shown] == ["system", "user", "assistant", "tool", "user"]
    assert [one.text.partition("\n")[0] for one in shown] == ["be good", "do it", "I look", "there", "go on"]
    assert shown[2].reasoning == "hm"
    ((call),) = shown[2].calls
    assert (call.name, json.loads(call.arguments)) == ("read", {"path": "a"})
    assert "image" in shown[4].text


@BOTH
async def test_a_request_goes_to_the_engine_byte_for_byte_and_its_reply_comes_back_so(bench: Bench, name: str) -> None:
    reply = MESSAGES_ALL if name == "messages" else RESPONSES_ALL
    bench.engine.default = streamed(reply[:100], Sleep(0.01), reply[100:])
    path = bench.open()
    request = json.dumps({**REQUESTS[name], "stream": True}, indent=3).encode()
    answer = await raw(path.base_url, post(path.base_url, request, f"/{name}?beta=true", anthropic_beta="x-2025"))
    (sent,) = bench.engine.calls
    assert (sent.raw, sent.target, sent.headers["anthropic-beta"]) == (request, f"/v1/{name}?beta=true", "x-2025")
    parser = ReplyParser()
    assert parser.feed(answer) == reply
    one = bench.last
    assert (one.dialect, one.model_asked, one.tool_calls, one.fault) == (
        name,
        "m",
        2 if name == "messages" else 1,
        None,
    )
    assert one.parameters["tools"] == 1
    assert {"thinking", "reasoning"} & set(one.parameters)


@BOTH
async def test_our_client_says_a_conversation_in_its_terms(bench: Bench, name: str) -> None:
    bench.engine.default = streamed(stream_of(name))
    call = {"id": "c", "type": "function", "function": {"name": "read", "arguments": '{"path": "a"}'}}
    said = [
        {"role": "system", "content": "be good"},
        {"role": "user", "content": "do it"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": "there"},
        {"role": "user", "content": "go on"},
    ]
    tool = {"type": "function", "function": {"name": "read", "parameters": {"type": "object", "properties": {}}}}
    reply = await chat(
        bench.open().base_url, ask(messages=said, tools=[tool], temperature=0.5, max_tokens=70), dialect=name
    )
    assert (reply.text, reply.fault, reply.stop) == ("a", None, StopReason.END)
    body = bench.engine.calls[0].body
    assert (body["stream"], body["temperature"], len(body["tools"])) == (True, 0.5, 1)
    assert body.get("max_tokens", body.get("max_output_tokens")) == 70
    again = [(one.role, one.text, len(one.calls)) for one in DIALECTS[name].messages(body)]
    assert again == [
        ("system", "be good", 0),
        ("user", "do it", 0),
        ("assistant", "", 1),
        ("tool", "there", 0),
        ("user", "go on", 0),
    ]


@BOTH
def test_sampling_is_pinned_as_far_as_it_has_a_place(name: str) -> None:
    chosen = {"temperature": 0.3, "top_p": 0.9, "top_k": 20, "min_p": 0.1, "seed": 1, "max_tokens": 9}
    most, places = {"messages": ("max_tokens", 4), "responses": ("max_output_tokens", 3)}[name]
    pinned = DIALECTS[name].translate(chosen)
    assert (pinned["temperature"], pinned["top_p"], pinned[most], len(pinned)) == (0.3, 0.9, 9, places)


async def test_counts_of_tokens_are_forwarded_and_no_exchange(bench: Bench) -> None:
    bench.engine.default = whole(200, b'{"input_tokens":42}')
    path = bench.open(model="real-7b", budget=Budget(requests=0))
    for where in ("/messages/count_tokens?beta=true", "/responses/input_tokens"):
        reply = await raw(path.base_url, post(path.base_url, {"model": "some", "messages": []}, where))
        assert json.loads(body_of(reply)) == {"input_tokens": 42}
        assert (bench.engine.calls[-1].target, bench.engine.calls[-1].body["model"]) == (f"/v1{where}", "real-7b")
    bench.engine.models = whole(200, b'{"object":"response"}')
    assert body_of(await raw(path.base_url, get(path.base_url, "/responses/resp_1"))) == b'{"object":"response"}'
    assert (bench.exchanges, path.requests) == ([], 0)


async def test_what_no_gateway_can_see_is_refused(bench: Bench) -> None:
    path = bench.open()
    request = {**RESPONSES_REQUEST, "background": True}
    reply = await raw(path.base_url, post(path.base_url, request, "/responses"))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert "background" in json.loads(body_of(reply))["error"]["message"]
    assert bench.engine.calls == []


async def test_a_key_goes_into_the_header_that_its_dialect_wants(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.engine.default = streamed(stream_of("messages"))
    for key, headers in (
        ("sk-ant-api03-secret", {"x-api-key"}),
        ("local-secret-key", {"x-api-key", "authorization"}),
    ):
        monkeypatch.setenv("SOME_KEY", key)
        path = bench.open(api_key_env="SOME_KEY")
        request = post(path.base_url, ask(), "/messages", x_api_key="placeholder", authorization="Bearer placeholder")
        await raw(path.base_url, request)
        sent = bench.engine.calls[-1].headers
        assert {name for name in ("x-api-key", "authorization") if key in sent.get(name, "")} == headers
        assert "placeholder" not in str(sent)
