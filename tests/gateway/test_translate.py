"""Translation: an agent that speaks Messages or Responses, before an engine that speaks chat completions alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fake_engine import (
    DONE,
    HANG_UP,
    RESET,
    ROLE,
    USAGE,
    Sleep,
    answer,
    completion,
    delta,
    event,
    finish,
    sse,
    text,
    whole,
)
from gateway_bench import Bench, body_of, cut, post, raw
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import RECORDINGS, Mutator
from typed_shapes import MESSAGES_REQUEST, RESPONSES_REQUEST

from prony.gateway import Budget, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.retelling import Retelling
from prony.gateway.translate import TRANSLATIONS, Retold
from prony.gateway.wire import BodyReader, StopReason
from prony.http1.reply import ReplyParser
from prony.nouns import Fault, FaultCode, Tokens

BOTH = pytest.mark.parametrize("name", ["messages", "responses"])


def asking(name: str, **more: Any) -> dict[str, Any]:
    """A small request of a dialect."""
    most = {"messages": "max_tokens", "responses": "max_output_tokens"}[name]
    said = {"messages": [{"role": "user", "content": "hi"}]} if name == "messages" else {"input": "hi"}
    return {"model": "m", most: 100, "stream": True, **said, **more}


async def exchange(bench: Bench, name: str, body: dict[str, Any], **target: Any) -> tuple[bytes, ReplyParser]:
    """The body of the reply to a request, and its parser."""
    path = bench.open(translation=f"{name}-as-chat", **target)
    parser = ReplyParser()
    return parser.feed(await raw(path.base_url, post(path.base_url, body, f"/{name}"))), parser


def heard(name: str, body: bytes, parser: ReplyParser) -> dict[str, Any]:
    """What a harness hears."""
    assert parser.head is not None
    reader = BodyReader(DIALECTS[name].reader(), parser.head.get(b"content-type").decode())
    reader.feed(body, 1.0)
    reader.end(2.0)
    reading = reader.reader.reading
    return {
        "text": reading.text,
        "reasoning": reading.reasoning,
        "calls": [(call.name, call.arguments) for _, call in sorted(reading.calls.items())],
        "stop": reading.stop,
        "error": reading.error,
        "tokens": reader.reader.tokens(),
        "done": parser.done,
        "flags": reader.reader.flags(True) - {"no_message_stop"},
    }


CALL = [
    delta(
        {"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": {"name": "read", "arguments": ""}}]}
    ),
    delta({"tool_calls": [{"index": 0, "function": {"arguments": '{"path"'}}]}),
    delta({"tool_calls": [{"index": 0, "function": {"arguments": ': "naïve 世界"}'}}]}),
    delta({"tool_calls": [{"index": 1, "id": "c2", "type": "function", "function": {"name": "list"}}]}),
]
COUNTED = event(
    {
        "choices": [],
        "usage": {
            "prompt_tokens": 30,
            "completion_tokens": 9,
            "prompt_tokens_details": {"cached_tokens": 20},
            "completion_tokens_details": {"reasoning_tokens": 4},
        },
    }
)
THOUGHT = [delta({"reasoning_content": "Hm, "}), delta({"reasoning_content": "so."})]


@BOTH
async def test_a_stream_of_thoughts_words_and_calls_is_told_on(bench: Bench, name: str) -> None:
    bench.engine.default = sse(ROLE, *THOUGHT, text("I "), text("look 世"), *CALL, finish("tool_calls"), COUNTED, DONE)
    body, parser = await exchange(bench, name, asking(name))
    told = heard(name, body, parser)
    assert (told["text"], told["reasoning"], told["stop"]) == ("I look 世", "Hm, so.", StopReason.TOOL_CALLS)
    assert told["calls"] == [("read", '{"path": "naïve 世界"}'), ("list", "{}")]
    assert (told["done"], told["error"], told["flags"]) == (True, None, set())
    reasoning = 4 if name == "responses" else None
    assert told["tokens"] == Tokens(prompt=30, cached=20, completion=9, reasoning=reasoning, source="usage")
    # What is recorded is what the engine was asked and what it said.
    one = bench.last
    assert (one.dialect, one.fault, one.tool_calls, one.reasoning_chars) == ("chat", None, 2, 7)
    assert set(one.flags) - {"burst"} == {"cache_hit", "translated"}
    (call,) = bench.engine.calls
    assert (call.target, call.body["stream_options"]) == ("/v1/chat/completions", {"include_usage": True})


@BOTH
async def test_pieces_are_told_on_as_they_come(bench: Bench, name: str) -> None:
    bench.engine.default = sse(ROLE, text("first"), Sleep(30))
    path = bench.open(translation=f"{name}-as-chat", budget=Budget(wall_s=0.5))
    body = await raw(path.base_url, post(path.base_url, asking(name), f"/{name}"))
    parser = ReplyParser()
    told = heard(name, parser.feed(body), parser)
    assert told["text"] == "first"
    assert told["stop"] is not StopReason.END
    assert told["error"].kind.startswith("prony_timeout_total")


@BOTH
@pytest.mark.parametrize("streamed", [False, True])
async def test_a_reply_in_one_piece_is_told_on_as_the_harness_asked_for_it(
    bench: Bench, name: str, streamed: bool
) -> None:
    function = {"name": "read", "arguments": '{"path":"a"}'}
    calls = [{"id": "c1", "type": "function", "function": function}]
    bench.engine.default = completion("I look", "tool_calls", tool_calls=calls, reasoning_content="Hm.")
    body, parser = await exchange(bench, name, asking(name, stream=streamed))
    told = heard(name, body, parser)
    assert (told["text"], told["reasoning"], told["calls"]) == ("I look", "Hm.", [("read", '{"path":"a"}')])
    assert (told["stop"], told["done"]) == (StopReason.TOOL_CALLS, True)
    assert (told["tokens"].prompt, told["tokens"].completion) == (5, 3)
    assert parser.head is not None
    assert (b"event-stream" in parser.head.get(b"content-type")) is streamed


@BOTH
@pytest.mark.parametrize(
    ("word", "stop"),
    [
        ("stop", StopReason.END),
        ("length", StopReason.LENGTH),
        ("content_filter", StopReason.FILTER),
        ("error", None),
    ],
)
async def test_why_a_reply_ended_is_told_on(bench: Bench, name: str, word: str, stop: StopReason | None) -> None:
    bench.engine.default = answer("some words", word)
    told = heard(name, *await exchange(bench, name, asking(name)))
    assert told["text"] == "some words"
    if stop is None:
        assert told["error"] is not None
    else:
        assert (told["stop"], told["error"]) == (stop, None)


@BOTH
@pytest.mark.parametrize("how", ["clean", "done", HANG_UP, RESET])
async def test_a_cut_stays_a_cut(bench: Bench, name: str, how: str) -> None:
    end = {"clean": (), "done": (DONE,)}.get(how, (how,))
    bench.engine.default = sse(ROLE, text("half a "), *end)
    body, parser = await exchange(bench, name, asking(name))
    told = heard(name, body, parser)
    assert (told["text"], told["stop"], told["done"]) == ("half a ", None, False)
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.STREAM_CUT


@BOTH
async def test_a_cut_after_the_finish_reason_is_whole(bench: Bench, name: str) -> None:
    for end in ((), (RESET,), (USAGE, HANG_UP)):
        bench.engine.default = sse(ROLE, text("all"), finish(), *end)
        told = heard(name, *await exchange(bench, name, asking(name)))
        assert (told["text"], told["stop"], told["done"]) == ("all", StopReason.END, True)
        assert bench.last.fault is None


@BOTH
async def test_errors_are_told_on_in_the_shape_of_the_dialect(bench: Bench, name: str) -> None:
    wrong = event({"error": {"message": "CUDA error: out of memory", "type": "server_error", "code": 500}})
    bench.engine.default = sse(ROLE, text("a"), wrong)
    told = heard(name, *await exchange(bench, name, asking(name)))
    assert (told["text"], told["error"].message) == ("a", "CUDA error: out of memory")
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.ENGINE_OOM
    refused = {"error": {"message": "exceeds the available context size", "type": "exceed_context_size_error"}}
    for status, document in (
        (400, refused),
        (500, b"proxy error: gone"),
        (503, {"error": {"message": "Loading model"}}),
    ):
        raw_body = document if isinstance(document, bytes) else json.dumps(document).encode()
        bench.engine.default = whole(status, raw_body, headers=(("Retry-After", "3"),))
        body, parser = await exchange(bench, name, asking(name))
        assert parser.head is not None
        assert (parser.head.status, parser.head.get(b"retry-after")) == (status, b"3")
        error = DIALECTS[name].reader().failure(json.loads(body))
        assert error is not None
        words = document.decode() if isinstance(document, bytes) else document["error"]["message"]
        assert error.message == words


@BOTH
async def test_what_is_no_engine_is_refused(bench: Bench, name: str) -> None:
    for script in (
        whole(200, b"<html>", "text/html"),
        whole(200, b'{"status": "ok"}'),
        whole(200, b"plainly text here"),
    ):
        bench.engine.default = script
        body, parser = await exchange(bench, name, asking(name))
        assert parser.head is not None
        assert parser.head.status == 502
        assert DIALECTS[name].reader().failure(json.loads(body)) is not None
        assert bench.last.fault is not None
        assert bench.last.fault.code is FaultCode.NOT_AN_ENGINE


@BOTH
async def test_shims_and_pins_hold_in_the_terms_of_chat_completions(bench: Bench, name: str) -> None:
    refusal = {"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}
    bench.engine.default = lambda call: (
        whole(400, json.dumps(refusal).encode()) if "max_tokens" in call.body else answer("fine")
    )
    told = heard(
        name,
        *await exchange(bench, name, asking(name), model="real-7b", parameters={"temperature": 0.25, "min_p": 0.1}),
    )
    assert told["text"] == "fine"
    body = bench.engine.calls[-1].body
    assert (body["model"], body["temperature"], body["min_p"]) == ("real-7b", 0.25, 0.1)
    assert (body["max_completion_tokens"], "max_tokens" in body) == (100, False)
    assert {"translated", "shimmed", "parameters_pinned", "model_mapped"} <= set(bench.last.flags)


# --- requests


def asked(name: str, body: dict[str, Any]) -> Retold:
    return TRANSLATIONS[f"{name}-as-chat"].ask(body)


@BOTH
def test_a_conversation_says_the_same_to_the_engine(name: str) -> None:
    request = {"messages": MESSAGES_REQUEST, "responses": RESPONSES_REQUEST}[name]
    retold = asked(name, request)
    system, user, assistant, tool, more = retold.body["messages"]
    assert (system["role"], system["content"]) == ("system", "be good")
    assert (user["role"], user["content"]) == ("user", "do it")
    assert (assistant["content"], assistant["reasoning_content"]) == ("I look", "hm")
    (call,) = assistant["tool_calls"]
    assert (call["id"], call["function"]["name"]) == ("t", "read")
    assert json.loads(call["function"]["arguments"]) == {"path": "a"}
    assert tool == {"role": "tool", "tool_call_id": "t", "content": "there"}
    assert [part["type"] for part in more["content"]] == ["text", "image_url"]
    assert (retold.body["max_tokens"], retold.body["tools"][0]["function"]["name"]) == (50, "read")
    lost = {"messages": ("text.cache_control", "thinking"), "responses": ()}[name]
    assert retold.lost == lost
    assert ("reasoning_effort" in retold.body) is (name == "responses")


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        ("messages", {"mcp_servers": [{"url": "x"}]}, "mcp_servers"),
        ("messages", {"container": "c"}, "container"),
        (
            "messages",
            {"tools": [{"type": "web_search_1", "name": "w"}], "tool_choice": {"type": "tool", "name": "w"}},
            "w",
        ),
        ("messages", {"messages": [{"role": "user", "content": [{"type": "document", "source": {}}]}]}, "document"),
        (
            "messages",
            {"messages": [{"role": "assistant", "content": [{"type": "redacted_thinking", "data": "x"}]}]},
            "redacted_thinking",
        ),
        (
            "messages",
            {
                "messages": [
                    {
                        "role": "user",
                        "content": [{"type": "tool_result", "tool_use_id": "t", "content": [{"type": "image"}]}],
                    }
                ]
            },
            "image",
        ),
        ("messages", {"messages": [{"role": "oracle", "content": "x"}]}, "oracle"),
        ("responses", {"input": [{"role": "oracle", "content": "x"}]}, "oracle"),
        ("responses", {"previous_response_id": "r"}, "previous_response_id"),
        ("responses", {"conversation": "c"}, "conversation"),
        ("responses", {"prompt": {"id": "p"}}, "prompt"),
        ("responses", {"tool_choice": {"type": "web_search"}}, "web_search"),
        ("responses", {"input": [{"type": "item_reference", "id": "i"}]}, "item_reference"),
        ("responses", {"input": [{"role": "user", "content": [{"type": "input_file", "file_id": "f"}]}]}, "input_file"),
    ],
)
async def test_what_has_no_counterpart_is_refused_in_words(bench: Bench, name: str, more: Any, words: str) -> None:
    body, parser = await exchange(bench, name, asking(name, **more))
    assert parser.head is not None
    error = DIALECTS[name].reader().failure(json.loads(body))
    assert error is not None
    assert parser.head.status == 400
    assert words in error.message
    assert f"{name}-as-chat" in error.message
    assert bench.engine.calls == []


@pytest.mark.parametrize(
    ("name", "more", "lost"),
    [
        ("messages", {"metadata": {"user_id": "u"}, "thinking": {"type": "adaptive"}}, ["metadata", "thinking"]),
        ("messages", {"tools": [{"type": "web_search_1", "name": "w"}]}, ["tools: web_search_1"]),
        ("messages", {"output_config": {"effort": "low"}}, ["output_config.effort"]),
        ("responses", {"store": False, "prompt_cache_key": "k"}, ["store", "prompt_cache_key"]),
        ("responses", {"tools": [{"type": "web_search"}, {"type": "namespace", "name": "n"}]}, None),
        ("responses", {"reasoning": {"effort": "low", "summary": "auto"}}, ["reasoning.summary"]),
        ("responses", {"include": ["message.output_text.logprobs"]}, ["include: message.output_text.logprobs"]),
        (
            "responses",
            {
                "input": [
                    {"type": "reasoning", "summary": [], "encrypted_content": "gAAAA"},
                    {"role": "user", "content": "a"},
                ]
            },
            ["reasoning.encrypted_content"],
        ),
    ],
)
async def test_what_is_left_out_is_named_in_the_exchange(bench: Bench, name: str, more: Any, lost: Any) -> None:
    bench.engine.default = answer("fine")
    assert heard(name, *await exchange(bench, name, asking(name, **more)))["text"] == "fine"
    assert bench.last.parameters["not_translated"] == (lost or ["tools: web_search", "tools: namespace n"])


def test_that_a_result_is_an_error_is_named_where_it_is_one() -> None:
    def lost(**more: Any) -> tuple[str, ...]:
        result = {"type": "tool_result", "tool_use_id": "t", "content": "no such file", **more}
        return asked("messages", asking("messages", messages=[{"role": "user", "content": [result]}])).lost

    assert (lost(), lost(is_error=False), lost(is_error=True)) == ((), (), ("tool_result.is_error",))


def test_of_many_things_that_are_left_out_the_first_are_named_and_that_there_are_more() -> None:
    lost = asked("messages", asking("messages", **{f"wish_{number}": 1 for number in range(50)})).lost
    assert (lost[:2], lost[-1], len(lost)) == (("wish_0", "wish_1"), "and more", 33)


async def test_calls_that_are_all_named_before_their_arguments_come_are_told_on(bench: Bench) -> None:
    def call(number: int, **function: str) -> bytes:
        return delta({"tool_calls": [{"index": number, "id": f"c{number}", "function": function}]})

    named = [call(number, name="read", arguments="") for number in range(5)]
    given = [call(number, arguments=f'{{"n": {number}}}') for number in range(5)]
    for name in ("messages", "responses"):
        bench.engine.default = sse(ROLE, *named, *given, finish("tool_calls"), DONE)
        told = heard(name, *await exchange(bench, name, asking(name)))
        assert told["calls"] == [("read", f'{{"n": {number}}}') for number in range(5)]


async def test_pieces_of_several_calls_in_turn_end_with_an_error_and_never_as_others(bench: Bench) -> None:
    def call(number: int, piece: str) -> bytes:
        return delta({"tool_calls": [{"index": number, "function": {"arguments": piece}}]})

    begun = [
        delta({"tool_calls": [{"index": number, "id": f"c{number}", "function": {"name": "read", "arguments": ""}}]})
        for number in range(2)
    ]
    mixed = [call(0, '{"a"'), call(1, '{"b"'), call(0, ": 1}"), call(1, ": 2}")]
    for name in ("messages", "responses"):
        bench.engine.default = sse(ROLE, *begun, *mixed, finish("tool_calls"), DONE)
        told = heard(name, *await exchange(bench, name, asking(name)))
        assert told["error"] is not None
        assert (bench.last.fault, bench.last.tool_calls) == (None, 2)


def test_how_tools_are_chosen_is_said() -> None:
    tools = [{"name": "w", "input_schema": {"type": "object"}}]
    for choice, said in (
        ({"type": "auto"}, "auto"),
        ({"type": "any"}, "required"),
        ({"type": "none"}, "none"),
        ({"type": "tool", "name": "w"}, {"type": "function", "function": {"name": "w"}}),
    ):
        assert asked("messages", asking("messages", tools=tools, tool_choice=choice)).body["tool_choice"] == said
    flat = [{"type": "function", "name": "w", "parameters": {"type": "object"}}]
    for choice, said in (
        ("required", "required"),
        ({"type": "function", "name": "w"}, {"type": "function", "function": {"name": "w"}}),
    ):
        assert asked("responses", asking("responses", tools=flat, tool_choice=choice)).body["tool_choice"] == said


def test_what_leads_a_conversation_is_one_system_message() -> None:
    items = [
        {"role": "developer", "content": [{"type": "input_text", "text": "first"}]},
        {"role": "system", "content": "second"},
        {"role": "user", "content": "hi"},
        {"role": "developer", "content": "later"},
    ]
    body = asked("responses", {"model": "m", "instructions": "zeroth", "input": items}).body
    assert [(one["role"], one["content"]) for one in body["messages"]] == [
        ("system", "zeroth\n\nfirst\n\nsecond"),
        ("user", "hi"),
        ("system", "later"),
    ]


async def test_a_tool_for_free_text_goes_as_a_function_and_comes_back_as_what_it_was(bench: Bench) -> None:
    patch = '*** Begin Patch\n+ naïve "quoted"\n*** End Patch'
    arguments = json.dumps({"input": patch})
    call = {"index": 0, "id": "c", "function": {"name": "apply_patch", "arguments": arguments[:11]}}
    more = {"index": 0, "function": {"arguments": arguments[11:]}}
    bench.engine.default = sse(
        ROLE, delta({"tool_calls": [call]}), delta({"tool_calls": [more]}), finish("tool_calls"), DONE
    )
    tool = {"type": "custom", "name": "apply_patch", "description": "d", "format": {"type": "grammar"}}
    body, parser = await exchange(bench, "responses", asking("responses", tools=[tool]))
    assert heard("responses", body, parser)["calls"] == [("apply_patch", patch)]
    assert b'"custom_tool_call"' in body
    (function,) = [one["function"] for one in bench.engine.calls[0].body["tools"]]
    assert (function["name"], list(function["parameters"]["properties"])) == ("apply_patch", ["input"])
    assert bench.last.parameters["not_translated"] == ["tools.format"]
    item = {"type": "custom_tool_call", "call_id": "c", "name": "apply_patch", "input": patch}
    result = {"type": "custom_tool_call_output", "call_id": "c", "output": "done"}
    again = asked("responses", {"model": "m", "input": [item, result]}).body["messages"]
    assert json.loads(again[0]["tool_calls"][0]["function"]["arguments"]) == {"input": patch}
    assert again[1] == {"role": "tool", "tool_call_id": "c", "content": "done"}


async def test_reasoning_that_a_harness_does_not_read_comes_back(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, *THOUGHT, text("a"), finish(), DONE)
    for include, there in ((["reasoning.encrypted_content"], True), ([], False)):
        body, _ = await exchange(bench, "responses", asking("responses", include=include))
        last = next(line for line in body.splitlines() if line.startswith(b"data:") and b'"response.completed"' in line)
        (item, _) = json.loads(last.removeprefix(b"data: "))["response"]["output"]
        assert bool(item["encrypted_content"]) is there
        if there:
            kept = {"type": "reasoning", "summary": [], "encrypted_content": item["encrypted_content"]}
            turn = [kept, {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "a"}]}]
            (message,) = asked("responses", {"model": "m", "input": turn}).body["messages"]
            assert message == {"role": "assistant", "content": "a", "reasoning_content": "Hm, so."}


async def test_counts_that_an_engine_cannot_make_are_refused(bench: Bench) -> None:
    for name, where in (("messages", "/messages/count_tokens"), ("responses", "/responses/input_tokens")):
        path = bench.open(translation=f"{name}-as-chat")
        reply = await raw(path.base_url, post(path.base_url, asking(name), where))
        assert reply.startswith(b"HTTP/1.1 404 ")
        assert DIALECTS[name].reader().failure(json.loads(body_of(reply))) is not None
    assert bench.engine.calls == []


async def test_a_request_in_another_dialect_goes_as_it_is(bench: Bench) -> None:
    path = bench.open(translation="messages-as-chat")
    reply = await chat(path.base_url, {"model": "m", "messages": [{"role": "user", "content": "hi"}]})
    assert (reply.text, "translated" in bench.last.flags) == ("hello world", False)


# --- whatever comes


class Ear:
    """The harness's end: every byte, and how it ended."""

    def __init__(self) -> None:
        self.data, self.ended = b"", ""

    def write(self, data: bytes) -> None:
        assert not self.ended
        self.data += data

    def close(self) -> None:
        self.ended = self.ended or "closed"

    def break_off(self, *, hard: bool) -> None:
        self.ended = self.ended or "broken"

    def refuse(self, status: int, reason: Fault) -> None:
        self.ended = self.ended or "refused"


def retold(name: str, kind: str, pieces: list[bytes], *, streamed: bool = True) -> tuple[Ear, Retelling]:
    ear, translation = Ear(), TRANSLATIONS[f"{name}-as-chat"]
    retelling = Retelling(ear, DIALECTS["chat"], translation, translation.ask(asking(name)), streamed=streamed)
    retelling.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    for piece in pieces:
        retelling.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    retelling.write(b"0\r\n\r\n")
    retelling.close()
    return ear, retelling


@BOTH
def test_a_mutated_reply_breaks_nothing_and_is_never_told_on_as_another(name: str) -> None:
    mutator, whole_ones = Mutator(seed=7), 0
    for _ in range(1500):
        body, kind = mutator.body()
        pieces = [piece for piece in mutator.pieces(body) if piece]
        ear, _ = retold(name, kind, pieces)
        assert ear.ended
        reader = BodyReader(DIALECTS["chat"].reader(), kind)
        for piece in pieces:
            reader.feed(piece, 1.0)
        reader.end(2.0)
        said = reader.reader.reading
        parser = ReplyParser()
        told = heard(name, parser.feed(ear.data), parser) if parser and ear.data else None
        if told is None or told["stop"] is None or told["error"] is not None or ear.ended != "closed":
            continue
        whole_ones += 1
        assert (told["text"], told["reasoning"]) == (said.text, said.reasoning)
        calls = [(call.name, call.arguments.strip() or "{}") for _, call in sorted(said.calls.items())]
        assert [name for name, _ in told["calls"]] == [name for name, _ in calls]
    assert whole_ones > 100


@BOTH
@settings(max_examples=30, deadline=None)
@given(at=st.lists(st.integers(0, 4000), max_size=20))
def test_captured_replies_say_the_same_through_a_translation_wherever_they_are_cut(name: str, at: list[int]) -> None:
    for case in ("thought-streamed", "call-streamed", "answer-cut", "thought-whole", "call-whole"):
        body, kind = RECORDINGS[f"wires/{case}"]
        ear, _ = retold(name, kind, [piece for piece in cut(body, at) if piece], streamed="whole" not in case)
        reader = BodyReader(DIALECTS["chat"].reader(), kind)
        reader.feed(body, 1.0)
        reader.end(2.0)
        said = reader.reader.reading
        parser = ReplyParser()
        told = heard(name, parser.feed(ear.data), parser)
        calls = [(call.name, json.loads(call.arguments)) for _, call in sorted(said.calls.items())]
        assert (told["text"], told["reasoning"], told["stop"]) == (said.text, said.reasoning, said.stop)
        assert [(tool, json.loads(given)) for tool, given in told["calls"]] == calls
        assert (told["done"], ear.ended) == (True, "closed")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["messages", "input", "system", "instructions", "tools", "tool_choice", "include", "text", "reasoning", "stream",
     "output_config", "content", "max_tokens", "stop_sequences"]
)  # fmt: skip


@BOTH
@settings(max_examples=200, deadline=None)
@given(changes=st.dictionaries(FIELDS, VALUES, max_size=3))
def test_whatever_a_request_holds_it_is_taken_or_refused(name: str, changes: dict[str, Any]) -> None:
    from prony.gateway.requests import BadRequestBody, Upstream, read_request
    from prony.gateway.wire import Route

    upstream = Upstream(base_url="http://127.0.0.1:1/v1", translation=f"{name}-as-chat", model="x")
    body = json.dumps({**asking(name), **changes}).encode()
    try:
        taken = read_request(DIALECTS[name], Route(path="/"), body, "", upstream)
    except BadRequestBody:
        return
    assert taken.dialect.name == "chat"
