"""Streams as servers really send them: odd events, ends that come twice, wholes after pieces, calls without numbers."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from fake_engine import DONE, HANG_UP, RESET, ROLE, USAGE, Script, Step, delta, event, finish, sse, text
from gateway_bench import Bench, ask, cut

from prony.gateway import ChatReply, chat
from prony.gateway.dialects.chat import ChatReader
from prony.gateway.dialects.ollama import OllamaReader
from prony.gateway.wire import BodyReader, StopReason, finish_of
from prony.nouns import FaultCode

C = FaultCode
TOKENS = (text("def f():\n"), text("    return "), text("1\n"))
ANSWER = "def f():\n    return 1\n"


async def reply_to(bench: Bench, script: Script, path: Any = None) -> ChatReply:
    """What our own client makes of a script; what the meter makes of it is `bench.last`."""
    bench.engine.default = script
    path = bench.open()
    reply = await chat(path.base_url, ask())
    bench.gateway.close(path)
    assert (reply.fault and reply.fault.code) == (bench.last.fault and bench.last.fault.code)
    return reply


def read(
    *pieces: bytes, reader: Any = ChatReader, kind: str = "text/event-stream", cuts: list[int] | None = None
) -> Any:
    body = BodyReader(reader(), kind)
    for now, piece in enumerate(pieces if cuts is None else cut(b"".join(pieces), cuts)):
        body.feed(piece, float(now))
    body.end(99.0)
    body.reader.reading.flags |= body.reader.flags(streamed=True)
    return body.reader.reading


# --- events that say nothing -----------------------------------------------------------------------------------------

FILLERS = {
    "empty data": b"data:\n\n",
    "blank data": b"data:   \n\n",
    "null": b"data: null\n\n",
    "an empty object": b"data: {}\n\n",
    "an empty list": b"data: []\n\n",
    "an empty string": b'data: ""\n\n',
    "a word": b"data: ping\n\n",
    "a comment as data": b"data: : keep-alive\n\n",
    "another comment as data": b"data: : OPENROUTER PROCESSING\n\n",
    "a comment": b": OPENROUTER PROCESSING\n\n",
    "a name alone": b"event: ping\n\n",
    "a named ping": b'event: ping\ndata: {"type": "ping"}\n\n',
    "id and retry": b"id: 5\nretry: 100\n\n",
    "no choices": event({"choices": [], "prompt_filter_results": []}),
    "a field without colon": b"data\n\n",
}


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("place", [0, 2, 5])
async def test_an_event_that_says_nothing_spoils_nothing(bench: Bench, filler: str, place: int) -> None:
    steps: list[Step] = [ROLE, *TOKENS, finish(), USAGE, DONE]
    steps.insert(place, FILLERS[filler])
    reply = await reply_to(bench, sse(*steps))
    assert (reply.text, reply.fault, reply.finish_reason) == (ANSWER, None, "stop")


@pytest.mark.parametrize(
    "last",
    [b"data: [DONE] \n\n", b"data:[DONE]\n\n", b"data: [DONE]\r\n\r\n", b"data:  [done]\n\n", b'data: "[DONE]"\n\n',
     b"data: \xef\xbb\xbf[DONE]\n\n", b"data: [DONE]\x00\n\n", b"data: [DONE]"],
)  # fmt: skip
async def test_the_last_word_is_known_however_it_is_written(bench: Bench, last: bytes) -> None:
    reply = await reply_to(bench, sse(ROLE, *TOKENS, finish(), USAGE, last))
    assert reply.fault is None
    assert bench.last.flags == ()


@pytest.mark.parametrize(
    "broken", [b"data: {\n\n", b'data: "content":"x"}}]}\n\n', b"data: <html>\n\n", b"data: oops\n\n"]
)
async def test_a_broken_event_before_the_finish_reason_stays_a_fault(bench: Bench, broken: bytes) -> None:
    reply = await reply_to(bench, sse(ROLE, TOKENS[0], broken, finish(), DONE))
    assert reply.fault is not None
    assert reply.fault.code is C.BAD_CHUNK


def test_events_that_are_not_parted_by_an_empty_line_are_read_one_by_one() -> None:
    lines = b"".join(step.replace(b"\n\n", b"\n") for step in (ROLE, *TOKENS, finish(), USAGE, DONE))
    for cuts in ([], list(range(len(lines)))):
        said = read(lines, cuts=cuts)
        assert (b"".join(part.encode() for part in said.text_parts).decode(), said.stop, said.bad) == (
            ANSWER,
            StopReason.END,
            None,
        )


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n\n", b"  \r\n"])
@pytest.mark.parametrize("kind", ["text/event-stream", "application/json", "application/x-ndjson"])
def test_a_stream_is_one_whatever_stands_before_it_and_whatever_it_is_called(mark: bytes, kind: str) -> None:
    body = mark + b"".join((ROLE, *TOKENS, finish(), DONE))
    for cuts in ([], list(range(40))):
        said = read(body, kind=kind, cuts=cuts)
        assert (said.text, said.stop, said.bad, said.error) == (ANSWER, StopReason.END, None, None)


def test_one_document_that_is_declared_a_stream_is_read_as_the_document() -> None:
    whole = {"choices": [{"index": 0, "message": {"content": ANSWER}, "finish_reason": "stop"}]}
    said = read(json.dumps(whole, indent=1).encode())
    assert (said.text, said.stop) == (ANSWER, StopReason.END)


# --- after the finish reason -----------------------------------------------------------------------------------------

JUNK: dict[str, tuple[Step, ...]] = {
    "an error": (event({"error": {"message": "slot is gone", "code": 500}}),),
    "an error of a proxy": (b'{"error":"upstream reset"}\n',),
    "a named error": (b"event: error\ndata: {}\n\n",),
    "broken json": (b'data: {"choices":[{"de\n\n',),
    "a web page": (b"<html><body>504 Gateway Time-out</body></html>\n\n",),
    "a web page as data": (b"data: <html>\n\n",),
    "a sentence": (b"proxy error: connection reset\n",),
    "bytes": (b"\x00\xff\xfe\n\n",),
    "a reset": (RESET,),
    "half an event": (b'data: {"usa', HANG_UP),
    "an error in a choice": (event({"choices": [{"index": 0, "delta": {}, "error": {"message": "boom"}}]}),),
    "another finish reason": (finish("length"),),
    "an error as the finish reason": (finish("error"),),
}


@pytest.mark.parametrize("junk", JUNK)
async def test_what_comes_after_the_finish_reason_cannot_spoil_a_reply(bench: Bench, junk: str) -> None:
    reply = await reply_to(bench, sse(ROLE, *TOKENS, finish(), *JUNK[junk]))
    assert (reply.text, reply.fault, reply.finish_reason) == (ANSWER, None, "stop")
    assert set(bench.last.flags) - {"no_done", "no_usage"}, "it passed without a word"


async def test_counts_that_come_after_the_finish_reason_and_after_junk_are_read(bench: Bench) -> None:
    reply = await reply_to(bench, sse(ROLE, *TOKENS, finish(), *JUNK["broken json"], USAGE, DONE))
    assert reply.tokens.completion == 3


def test_a_compressed_stream_that_breaks_after_the_finish_reason_is_whole() -> None:
    packer = zlib.compressobj()
    packed = packer.compress(b"".join((ROLE, *TOKENS, finish()))) + packer.flush(zlib.Z_SYNC_FLUSH)
    body = BodyReader(ChatReader(), "text/event-stream", "deflate")
    for piece in (packed, b"no deflate", b"at all"):
        body.feed(piece, 1.0)
    body.end(2.0)
    assert body.reader.reading.text == ANSWER
    assert body.kind == "stream"
    assert "trouble_after_finish" in body.reader.reading.flags


EVERY = tuple(delta({"content": part}, finish="stop") for part in ("def f():\n", "    return ", "1\n"))
"""Some servers give a finish reason with every piece."""


async def test_a_finish_reason_with_every_piece_ends_nothing_early(bench: Bench) -> None:
    reply = await reply_to(bench, sse(ROLE, *EVERY, USAGE, DONE))
    assert (reply.text, reply.fault) == (ANSWER, None)
    assert "said_after_finish" in bench.last.flags


@pytest.mark.parametrize(("end", "code"), [(RESET, C.STREAM_CUT), (event({"error": "boom"}), C.ENGINE_ERROR)])
async def test_where_every_piece_has_a_finish_reason_it_makes_no_broken_stream_whole(
    bench: Bench, end: Step, code: FaultCode
) -> None:
    reply = await reply_to(bench, sse(ROLE, *EVERY[:2], end))
    assert reply.fault is not None
    assert reply.fault.code is code


async def test_the_last_finish_reason_stands_where_the_reply_went_on(bench: Bench) -> None:
    reply = await reply_to(bench, sse(ROLE, *EVERY, text("x"), finish("length"), DONE))
    assert reply.finish_reason == "length"
    assert reply.fault is not None
    assert reply.fault.code is C.TRUNCATED


# --- finish reasons --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["null", "", "none", "None", "NULL", " ", False, 0, {}, "FINISH_REASON_UNSPECIFIED"])
async def test_a_word_for_nothing_is_no_finish_reason(bench: Bench, word: Any) -> None:
    body = event({"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": word}]})
    reply = await reply_to(bench, sse(ROLE, body, DONE))
    assert reply.fault is not None
    assert reply.fault.code is C.STREAM_CUT


@pytest.mark.parametrize("word", ["max_tokens", "MAX_TOKENS", "max_length", "max-new-tokens", "model_length", "length"])
async def test_every_word_for_length_is_a_truncation(bench: Bench, word: str) -> None:
    reply = await reply_to(bench, sse(ROLE, *TOKENS, finish(word), USAGE, DONE))
    assert reply.fault is not None
    assert (reply.fault.code, reply.finish_reason) == (C.TRUNCATED, word)


@pytest.mark.parametrize(
    ("word", "stop", "known"),
    [
        ("eos", StopReason.END, True),
        ("stop_sequence", StopReason.END, True),
        ("end_turn", StopReason.END, True),
        ("STOP", StopReason.END, True),
        ("tool_use", StopReason.TOOL_CALLS, True),
        ("function_call", StopReason.TOOL_CALLS, True),
        ("content_filter", StopReason.FILTER, True),
        ("SAFETY", StopReason.FILTER, True),
        ("abort", StopReason.ERROR, True),
        ("error", StopReason.ERROR, True),
        ("network_error", StopReason.ERROR, True),
        ({"type": "length"}, StopReason.LENGTH, True),
        ("max_seq_len_reached", StopReason.LENGTH, False),
        ("worker_crashed", StopReason.ERROR, False),
        ("bananas", StopReason.OTHER, False),
        (["stop"], StopReason.OTHER, False),
        (True, StopReason.OTHER, False),
    ],
)
def test_one_table_says_what_the_words_of_engines_mean(word: Any, stop: StopReason, known: bool) -> None:
    finished = finish_of(word)
    assert finished is not None
    assert (finished.stop, finished.known) == (stop, known)


def test_an_unknown_finish_reason_is_flagged() -> None:
    assert "unknown_finish" in read(text("a"), finish("bananas")).flags
    line = b'{"message":{"content":"a"},"done":true,"done_reason":"bananas"}\n'
    assert "unknown_finish" in read(line, reader=OllamaReader, kind="application/x-ndjson").flags


def test_a_last_line_without_a_word_is_the_last_all_the_same() -> None:
    for word in ('""', '"null"', "null"):
        line = b'{"message":{"content":"a"},"done":true,"done_reason":%s}\n' % word.encode()
        said = read(line, reader=OllamaReader, kind="application/x-ndjson")
        assert (said.stop, said.stop_word) == (StopReason.END, "stop")


# --- the whole again -------------------------------------------------------------------------------------------------


def whole_again(content: Any = ANSWER, finish: str | None = "stop", **message: Any) -> bytes:
    entry = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    return event({"choices": [entry]})


@pytest.mark.parametrize(
    "last",
    [
        (whole_again(),),
        (finish(), whole_again(finish=None)),
        (finish(), whole_again()),
        (delta({"content": ANSWER}, finish="stop"),),
        (finish(), text(ANSWER)),
        (text(ANSWER), finish()),
        (event({"choices": [{"index": 0, "delta": {}, "message": {"content": ANSWER}, "finish_reason": "stop"}]}),),
        (whole_again(content=[{"type": "text", "text": ANSWER}]),),
        (whole_again(content=ANSWER.strip()),),
    ],
)
async def test_a_whole_that_comes_after_its_pieces_is_read_once(bench: Bench, last: tuple[bytes, ...]) -> None:
    reply = await reply_to(bench, sse(ROLE, *TOKENS, *last, USAGE, DONE))
    assert (reply.text, reply.fault) == (ANSWER, None)
    assert "repeated_whole" in bench.last.flags
    assert bench.last.content_chars == len(ANSWER)


def test_a_short_whole_that_comes_as_a_message_is_read_once() -> None:
    assert read(text("a"), text("b"), whole_again("ab")).text == "ab"


def test_a_last_piece_that_may_be_the_models_own_is_kept_and_flagged() -> None:
    said = read(text("1"), text("1"), delta({"content": "11"}, finish="stop"))
    assert said.text == "1111"
    assert "maybe_repeated" in said.flags


def test_reasoning_that_comes_again_is_read_once() -> None:
    pieces = [delta({"reasoning_content": part}) for part in ("first this, ", "then that")]
    last = whole_again("x", reasoning_content="first this, then that")
    said = read(*pieces, text("x"), last)
    assert (said.reasoning, said.text) == ("first this, then that", "x")


def test_a_whole_message_that_says_more_than_its_pieces_completes_them_and_is_flagged() -> None:
    said = read(*TOKENS[:2], whole_again())
    assert said.text == ANSWER
    assert "repeat_differs" in said.flags


def test_a_whole_message_that_says_something_else_is_flagged_and_the_pieces_stand() -> None:
    said = read(*TOKENS, whole_again("something else"))
    assert said.text == ANSWER
    assert "repeat_differs" in said.flags


def test_pieces_that_come_as_messages_are_put_together() -> None:
    said = read(*(whole_again(part, finish=None) for part in ("def f():\n", "    return ", "1\n")), finish())
    assert said.text == ANSWER


@pytest.mark.parametrize("field", ["content", "reasoning_content"])
def test_pieces_that_each_hold_all_before_them_are_read_once(field: str) -> None:
    parts = ["def f():\n", "def f():\n    return ", "def f():\n    return ", ANSWER]
    said = read(*(delta({field: part}) for part in parts), finish())
    assert (said.text or said.reasoning) == ANSWER
    assert "cumulative" in said.flags


@pytest.mark.parametrize(
    "parts",
    [
        ["round and round it goes, "] * 30,
        [" ", "  ", "    ", "x"],
        ["1", "10", "100"],
        ["ha", "haha"],
        ["la la la la la ", "la la la la la ", "la la la la la la la la la la "],
    ],
)
def test_pieces_of_a_model_that_repeats_itself_are_not_taken_for_wholes(parts: list[str]) -> None:
    said = read(*map(text, parts), finish())
    assert said.text == "".join(parts)
    assert "cumulative" not in said.flags


# --- tool calls ------------------------------------------------------------------------------------------------------

LS, PWD = '{"command":"ls"}', '{"command":"pwd"}'


def call(index: Any = 0, id: Any = None, name: Any = None, arguments: Any = None) -> dict[str, Any]:
    entry = {"index": index, "id": id, "function": {"name": name, "arguments": arguments}}
    return {key: value for key, value in entry.items() if value is not None}


def calls_of(*deltas: Any) -> list[tuple[str, str]]:
    """The calls of a stream of such deltas, each an entry or a list of them."""
    pieces = [delta({"tool_calls": one if isinstance(one, list) else [one]}) for one in deltas]
    said = read(*pieces, finish("tool_calls"))
    assert said.bad is None
    return [(one.name, one.arguments) for _, one in sorted(said.calls.items())]


TWO = [("bash", LS), ("bash", PWD)]
ONE = [("bash", LS)]


@pytest.mark.parametrize(
    "deltas",
    [
        [call(0, "a", "bash", LS), call(0, "b", "bash", PWD)],
        [call(0, "a", "bash", ""), call(0, None, None, LS), call(0, "b", "bash", ""), call(0, None, None, PWD)],
        [call(None, "a", "bash", LS), call(None, "b", "bash", PWD)],
        [call(None, None, "bash", LS), call(None, None, "bash", PWD)],
        [[call(None, None, "bash", LS), call(None, None, "bash", PWD)]],
        [call("0", "a", "bash", LS), call("1", "b", "bash", PWD)],
        [call(0, "same", "bash", LS), call(1, "same", "bash", PWD)],
        [call(0, "same", "bash", LS), call(0, "same", "bash", PWD)],
        [call(0, "", "bash", LS), call(0, "", "bash", PWD)],
        [call(0, "a", "bash", LS), call(0, None, None, PWD)],
        [call(0, "a", "bash", ""), call(1, "b", "bash", ""), call(0, None, None, LS), call(1, None, None, PWD)],
        [call(0, "a", "bash", ""), call(1, "b", "bash", ""), call(None, "a", None, LS), call(None, "b", None, PWD)],
        [call(0, "a", "bash", {"command": "ls"}), call(0, "b", "bash", {"command": "pwd"})],
        [call(1, "a", "bash", LS), call(2, "b", "bash", PWD)],
        [call(0, "x", "bash", ""), call(1, "x", "bash", ""), call(0, None, None, LS), call(1, None, None, PWD)],
        [call(None, "a", "bash", LS), call(0, "b", "bash", PWD)],
    ],
)
def test_two_calls_stay_two(deltas: list[Any]) -> None:
    assert calls_of(*deltas) == TWO


@pytest.mark.parametrize(
    "deltas",
    [
        [call(0, "a", "bash", '{"command"'), call(0, None, None, ':"ls"}'), call(0, None, None, LS)],
        [call(0, "a", "bash", '{"command"'), call(0, None, None, ':"ls"}'), call(0, "a", "bash", LS)],
        [call(0, "a", "bash", '{"command"'), call(0, None, None, '{"command":"l'), call(0, None, None, LS)],
        [call(0, "a", "bash", ""), call(0, "b", None, '{"command"'), call(0, "c", None, ':"ls"}')],
        [call(0, "a", "bash", '{"command"'), call(0, "b", "bash", ':"ls"}')],
        [call(0, "a", "bash", '{"command"'), call(0, None, "bash", ':"ls"}')],
        [call(0, "a", "ba", ""), call(0, None, "sh", ""), call(0, None, None, LS)],
        [call(0, "a", "ba", ""), call(0, None, "bash", ""), call(0, None, None, LS)],
        [call(0, "a", "bash", '{"command"'), call(1, None, None, ':"ls"}')],
        [call(0, "a", "bash", {"command": "ls"}), call(0, "a", "bash", {"command": "ls"})],
        [call(0, "a", "bash", LS), call(0, None, None, ""), call(0, None, None, "\n")],
        [call(0, "a", "bash", LS), call(None, None, "bash", None)],
        [call(None, "a", "bash", '{"command"'), call(None, None, None, ':"ls"}')],
        [call(0, "a", "bash", LS * 3)],
        [call(0, "a", "bash", LS + "\n" + LS)],
        [call(0, "a", "bash", json.dumps(LS))],
        [call(0, "a", "bash", ""), call(0, "a", None, LS), call(0, "a", "bash", json.dumps(LS))],
        [call(0, "x", "bash", ""), call(1, "x", "bash", LS), call(2, "x", "bash", LS)],
        [call(0, "x", "bash", '{"comm'), call(1, "x", "bash", LS)],
    ],
)
def test_one_call_stays_one(deltas: list[Any]) -> None:
    assert [(name, arguments.strip()) for name, arguments in calls_of(*deltas)] == ONE


@pytest.mark.parametrize("ids", [("a", "b"), (None, None), ("x", "y")])
def test_a_last_message_that_carries_the_calls_again_doubles_none(ids: tuple[Any, Any]) -> None:
    pieces = [delta({"tool_calls": [call(0, "a", "bash", LS)]}), delta({"tool_calls": [call(1, "b", "bash", PWD)]})]
    again = [call(None, ids[0], "bash", LS), call(None, ids[1], "bash", PWD)]
    for last in (
        [whole_again(None, "tool_calls", tool_calls=again)],
        [finish("tool_calls"), whole_again(tool_calls=again)],
    ):
        said = read(*pieces, *last)
        assert [(one.name, one.arguments) for one in said.calls.values()] == TWO
        assert "repeated_whole" in said.flags


def test_a_last_message_completes_calls_whose_pieces_were_lost() -> None:
    pieces = [delta({"tool_calls": [call(0, "a", "bash", '{"comm')]})]
    again = [call(0, "a", "bash", LS), call(1, "b", "bash", PWD)]
    said = read(*pieces, whole_again(None, "tool_calls", tool_calls=again))
    assert [(one.name, one.arguments) for one in said.calls.values()] == TWO


@pytest.mark.parametrize("entries", [{"0": call(None, "a", "bash", LS)}, call(None, "a", "bash", LS)])
def test_calls_that_are_no_list_are_read(entries: dict[str, Any]) -> None:
    [made] = read(delta({"tool_calls": entries}), finish("tool_calls")).calls.values()
    assert (made.name, made.arguments) == ("bash", LS)


def test_calls_that_are_told_apart_by_a_guess_are_flagged() -> None:
    for second in (call(0, None, "bash", LS), call(0, None, None, PWD), call(0, "b", "bash", PWD)):
        pieces = [delta({"tool_calls": [one]}) for one in (call(0, None, "bash", LS), second)]
        assert "odd_calls" in read(*pieces, finish("tool_calls")).flags
    plain = [delta({"tool_calls": [call(0, "a", "bash", "")]}), delta({"tool_calls": [call(0, None, None, LS)]})]
    assert "odd_calls" not in read(*plain, finish("tool_calls")).flags


def test_the_only_call_of_older_servers_is_read() -> None:
    pieces = [delta({"function_call": {"name": "bash", "arguments": ""}}), delta({"function_call": {"arguments": LS}})]
    said = read(*pieces, finish("function_call"))
    assert [(one.name, one.arguments) for one in said.calls.values()] == ONE


def test_ollamas_last_line_may_hold_all_calls_again() -> None:
    made = json.dumps(
        {"message": {"content": "", "tool_calls": [call(None, None, "bash", {"command": "ls"})]}}
    ).encode()
    last = made[:-1] + b',"done":true,"done_reason":"stop"}'
    said = read(made + b"\n" + last + b"\n", reader=OllamaReader, kind="application/x-ndjson")
    assert len(said.calls) == 1
    assert "repeated_whole" in said.flags


def test_the_same_call_on_two_lines_of_ollamas_is_two_calls() -> None:
    made = json.dumps({"message": {"tool_calls": [call(None, None, "bash", {"command": "ls"})]}}).encode() + b"\n"
    said = read(made * 2, b'{"message":{},"done":true}\n', reader=OllamaReader, kind="application/x-ndjson")
    assert len(said.calls) == 2


# --- values of any kind ----------------------------------------------------------------------------------------------


def half(field: str, escape: str) -> bytes:
    """A piece of a call's arguments, or of text, with an escape as it stands on the wire."""
    if field == "arguments":
        inner = b'{"tool_calls":[{"index":0,"id":"a","function":{"name":"bash","arguments":"%s"}}]}' % escape.encode()
    else:
        inner = b'{"%s":"%s"}' % (field.encode(), escape.encode())
    return b'data: {"choices":[{"index":0,"delta":%s}]}\n\n' % inner


@pytest.mark.parametrize("field", ["content", "reasoning", "arguments"])
def test_a_character_cut_into_halves_is_joined_wherever_it_stands(field: str) -> None:
    said = read(half(field, r"x\ud83d"), half(field, r"\ude00y"), finish())
    got = {
        "content": said.text,
        "reasoning": said.reasoning,
        "arguments": "".join(c.arguments for c in said.calls.values()),
    }
    assert got[field] == "x😀y"


@pytest.mark.parametrize("field", ["content", "reasoning", "arguments"])
def test_half_a_character_is_replaced_wherever_it_stands(field: str) -> None:
    said = read(half(field, r"x\ud83d"), half(field, "y"), finish())
    got = {
        "content": said.text,
        "reasoning": said.reasoning,
        "arguments": "".join(c.arguments for c in said.calls.values()),
    }
    assert got[field].encode().decode() == "x\ufffdy"


@pytest.mark.parametrize(
    "end",
    [
        b'{"choices":[{"index":0,"delta":[],"finish_reason":"stop"}]}',
        b'{"choices":[{"index":0,"delta":"","finish_reason":"stop"}]}',
        b'{"choices":{"index":"0","delta":{},"finish_reason":"stop"}}',
        b'{"choices":[{"index":null,"delta":{"content":null,"tool_calls":[]},"finish_reason":"stop"}],"usage":[]}',
        b'{"choices":[{"index":0,"delta":{"content":"","tool_calls":"","function_call":""},"finish_reason":"stop"}]}',
    ],
)
def test_an_end_in_another_shape_is_the_end(end: bytes) -> None:
    said = read(*TOKENS, b"data: " + end + b"\n\n")
    assert (said.text, said.stop, said.bad) == (ANSWER, StopReason.END, None)


def test_numbers_and_texts_in_the_place_of_others_are_read() -> None:
    raw = [b'{"choices":[{"delta":"x = "}]}', b'{"choices":[{"delta":{"content":42}}]}']
    said = read(*(b"data: " + piece + b"\n\n" for piece in raw), finish())
    assert said.text == "x = 42"
    assert {"odd_json", "odd_content"} <= said.flags


@pytest.mark.parametrize(
    "pack",
    [
        lambda data: b"data: data: " + data + b"\n\n",
        lambda data: b"data: " + json.dumps(data.decode()).encode() + b"\n\n",
        lambda data: b"data: \x00" + data + b"\x00\n\n",
    ],
)
def test_an_event_that_was_packed_once_more_on_its_way_is_read(pack: Any) -> None:
    packed = [pack(step.removeprefix(b"data: ").strip()) for step in (ROLE, *TOKENS, finish())]
    said = read(*packed, DONE)
    assert (said.text, said.stop, said.bad) == (ANSWER, StopReason.END, None)
    assert "odd_event" in said.flags


@pytest.mark.parametrize(
    "event_",
    [
        event({"object": "error", "message": "boom", "type": "BadRequestError", "code": 400}),
        event({"code": "InternalError", "message": "boom", "request_id": "1"}),
        event({"detail": "boom"}),
        b'error: {"code":500,"message":"boom"}\n\n',
        b"event: error\ndata: boom\n\n",
    ],
)
async def test_an_error_is_known_by_its_words_however_it_is_sent(bench: Bench, event_: bytes) -> None:
    reply = await reply_to(bench, sse(ROLE, TOKENS[0], event_, DONE))
    assert reply.fault is not None
    assert "boom" in reply.fault.detail
    assert reply.fault.code in (C.ENGINE_ERROR, C.BAD_REQUEST, C.BAD_CHUNK)


def test_counts_are_read_where_one_host_puts_them() -> None:
    usage = {"prompt_tokens": 5, "completion_tokens": 3}
    body = BodyReader(ChatReader(), "text/event-stream")
    body.feed(b"".join((*TOKENS, delta(finish="stop", x_groq={"usage": usage}))), 1.0)
    assert body.reader.tokens().completion == 3


def test_arguments_that_hold_json_as_text_stay_as_they_are() -> None:
    pieces = [call(0, "a", "bash", '{"command":'), call(0, None, None, json.dumps(LS)), call(0, None, None, "}")]
    [(_, arguments)] = calls_of(*pieces)
    assert json.loads(arguments) == {"command": LS}


def test_two_different_objects_in_one_text_are_kept_as_they_came() -> None:
    assert calls_of(call(0, "a", "bash", LS + PWD)) == [("bash", LS + PWD)]
    pieces = delta({"tool_calls": [call(0, "a", "bash", LS + PWD)]})
    assert "odd_calls" in read(pieces, finish("tool_calls")).flags


def test_pieces_that_all_come_twice_are_flagged_and_kept() -> None:
    words = [f" word{n}" for n in range(10)]
    twice = [word for word in words for _ in range(2)]
    said = read(*map(text, twice), finish())
    assert said.text == "".join(twice)
    assert "doubled_pieces" in said.flags
    assert "doubled_pieces" not in read(*map(text, words), finish()).flags


@pytest.mark.parametrize("key", ["parameters", "input"])
def test_arguments_are_read_by_their_other_names(key: str) -> None:
    entry = {"index": 0, "id": "a", "name": "bash", key: {"command": "ls"}}
    assert calls_of(entry) == ONE


def test_a_message_that_grows_beside_its_pieces_is_read_once() -> None:
    whole, steps = "", []
    for part in ("def f():\n", "    return ", "1\n"):
        whole += part
        steps.append(event({"choices": [{"index": 0, "delta": {"content": part}, "message": {"content": whole}}]}))
    said = read(*steps, finish())
    assert said.text == ANSWER
    assert "repeat_differs" not in said.flags
