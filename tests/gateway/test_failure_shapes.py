"""Every way in which engines are known to fail, on the wire: client and meter name it, and name it alike.

Row of the failure table -> what shows it here (a shape of `SHAPES`), or the test elsewhere:

    200, then a line `proxy error: ...`        proxy error in the stream
    200, clean end, no finish reason           clean end, no finish reason; [DONE], no finish reason
    end inside the framing, reset              end inside the framing; reset; broken chunk framing
    an error in the stream                     error event ...; error of the format parser; error beside an object
    an error that is a text                    error event, text (kept word for word: `test_words_are_kept_raw`)
    broken JSON in an event                    broken json
    no usage, no [DONE]                        no usage; no [DONE] (flags: `test_what_is_no_fault_is_flagged`)
    reasoning alone, cut or not                reasoning only, cut; reasoning only
    reasoning under another name               `test_reasoning_is_read_under_all_its_names`
    a web page, a wrong port                   web page; plain text; other json; not http
    503, 429, 502, 500, never sent twice       loading; too many requests; bad gateway; other server error
    silence                                    `test_silence_has_the_name_of_the_deadline_that_it_passed`
    pings, CRLF, split characters              pings; crlf; characters cut in two
    a prompt that does not fit                 context exceeded ...; cut without a word: `test_a_prompt_that_was_cut`
    a context that fills                       `test_what_is_no_fault_is_flagged` (context_full)
    a tool call that is cut                    tool call, cut
    control tags in the answer                 `test_what_is_no_fault_is_flagged` (tag_leak)

    of the taxonomy, beside those: UNREACHABLE `test_nobody_listens` · AUTH wrong key · BAD_REQUEST unprocessable ·
    LOAD_FAILED failed to load; at a load of its own tests/contract/test_adapters.py · LOAD_TIMEOUT
    tests/contract/test_slow_loads.py · OOM out of memory ... · EMPTY nothing · MAX_TOKENS cut at the token budget ·
    LOOP cut in a loop · LOADING_TEXT, CACHE_HIT, WRONG_MODEL `test_what_is_no_fault_is_flagged`; an engine that comes
    back as another: tests/bench/test_patience.py (E904) · CLIENT_FAULT tests/gateway/test_server.py (hangs up)
"""

from __future__ import annotations

import pytest
from fake_engine import (
    DONE,
    HANG_UP,
    RESET,
    ROLE,
    USAGE,
    Script,
    Sleep,
    completion,
    delta,
    event,
    finish,
    sse,
    text,
    whole,
)
from gateway_bench import Bench, ask, golden

from prony.gateway import Timeouts, chat
from prony.nouns import FaultCode, Party
from prony.outcomes import INFRA_CODES, PARTIES

C = FaultCode
PEG = "The model produced output that does not match the expected peg-native format"
CONTEXT = b'{"error":{"code":400,"message":"request (10025 tokens) exceeds the available context size (2048 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":10025,"n_ctx":2048}}'  # noqa: E501
TOKENS = (text("a"), text("b"), text("c"))


def error(message: object, **more: object) -> bytes:
    return event({"error": {"message": message, **more}} if more else {"error": message})


def json_error(status: int, message: str, **more: object) -> Script:
    return whole(status, error(message, **more).removeprefix(b"data: ").strip())


UMLAUT = text("naïve 世界")
SPLIT = tuple(UMLAUT[at : at + 1] for at in range(len(UMLAUT)))
"""An event in pieces of one byte."""
CALL = {"index": 0, "id": "c1", "type": "function", "function": {"name": "bash", "arguments": "{"}}
FIRST_CHUNK = golden("answer-streamed").partition(b"\r\nf0\r\n")[0] + b"\r\n"
"""A reply of the real engine up to the end of the first chunk of its framing."""

SHAPES: dict[str, tuple[Script, FaultCode | None]] = {
    # what is no fault
    "whole stream": (sse(ROLE, *TOKENS, finish(), USAGE, DONE), None),
    "no [DONE]": (sse(ROLE, *TOKENS, finish(), USAGE), None),
    "no usage": (sse(ROLE, *TOKENS, finish(), DONE), None),
    "pings": (sse(b": ping\n\n", ROLE, b": ping\n\n", *TOKENS, finish(), USAGE, DONE), None),
    "crlf": (sse(*(s.replace(b"\n", b"\r\n") for s in (ROLE, *TOKENS, finish(), USAGE, DONE))), None),
    "whole, not streamed": (completion("hello"), None),
    "reset after the finish reason": (sse(ROLE, *TOKENS, finish(), RESET), None),
    "characters cut in two": (sse(ROLE, *SPLIT, finish(), USAGE, DONE), None),
    "closed framing": (sse(ROLE, *TOKENS, finish(), DONE, framing="close"), None),
    # the stream breaks
    "proxy error in the stream": (sse(ROLE, *TOKENS, b"proxy error: Failed to read connection\n"), C.ENGINE_CRASH),
    "another line that is not sse": (sse(ROLE, *TOKENS, b"Segmentation fault\n"), C.ENGINE_CRASH),
    "clean end, no finish reason": (sse(ROLE, *TOKENS), C.STREAM_CUT),
    "[DONE], no finish reason": (sse(ROLE, *TOKENS, DONE), C.STREAM_CUT),
    "nothing in the stream": (sse(), C.STREAM_CUT),
    "end inside the framing": (sse(ROLE, *TOKENS, HANG_UP), C.STREAM_CUT),
    "end inside an event": (sse(ROLE, b'data: {"choices":[{"de', HANG_UP), C.STREAM_CUT),
    "reset": (sse(ROLE, *TOKENS, RESET), C.STREAM_CUT),
    "closed framing, cut": (sse(ROLE, *TOKENS, framing="close"), C.STREAM_CUT),
    "broken chunk framing": (Script((FIRST_CHUNK + b"XX\r\n", HANG_UP), framing="raw"), C.STREAM_CUT),
    "broken json": (sse(ROLE, b'data: {"choices":[{"delta":{"content":"x\n\n', finish(), DONE), C.BAD_CHUNK),
    # the engine says that it failed
    "error event": (sse(ROLE, TOKENS[0], error("boom", code=500, type="server_error")), C.ENGINE_ERROR),
    "error event, named": (sse(ROLE, b"event: error\n" + event({"message": "boom"})), C.ENGINE_ERROR),
    "error event, text": (sse(ROLE, error("an error was encountered while running the model")), C.ENGINE_ERROR),
    "error line that is not sse": (sse(ROLE, b'{"error":"model runner has unexpectedly stopped"}\n'), C.ENGINE_ERROR),
    "error of the format parser": (sse(ROLE, TOKENS[0], error(PEG, code=500)), C.FORMAT_PARSE),
    "error beside an object": (
        sse(ROLE, TOKENS[0], event({"object": "error", "message": "EngineCore encountered an issue", "code": 500})),
        C.ENGINE_CRASH,
    ),
    "error in the words of TabbyAPI": (
        sse(ROLE, error({"message": "Chat completion aborted. Please check the server console.", "trace": None})),
        C.ENGINE_ERROR,
    ),
    "error in the words of TGI": (
        sse(ROLE, event({"error": "Request failed during generation: Server error: ", "error_type": "generation"})),
        C.ENGINE_ERROR,
    ),
    "finish reason of an abort": (sse(ROLE, TOKENS[0], finish("abort")), C.ENGINE_ERROR),
    "overloaded, in the stream": (sse(ROLE, error("try later", code=529)), C.OVERLOADED),
    "out of memory, in the stream": (sse(ROLE, error("CUDA error: out of memory")), C.ENGINE_OOM),
    "finish reason error": (sse(ROLE, TOKENS[0], finish("error")), C.ENGINE_ERROR),
    # statuses
    "format parser, whole": (json_error(500, PEG, code=500), C.FORMAT_PARSE),
    "context exceeded": (whole(400, CONTEXT), C.CONTEXT_EXCEEDED),
    "context exceeded, the real engine": (Script((golden("context-exceeded"),), framing="raw"), C.CONTEXT_EXCEEDED),
    "bad request, the real engine": (Script((golden("bad-request"),), framing="raw"), C.BAD_REQUEST),
    "context exceeded, other words": (
        json_error(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"),
        C.CONTEXT_EXCEEDED,
    ),
    "no such model": (json_error(404, "model 'x' not found"), C.BAD_REQUEST),
    "unprocessable": (whole(422, b'{"detail":[{"msg":"field required"}]}'), C.BAD_REQUEST),
    "loading": (json_error(503, "Loading model", code=503, type="unavailable_error"), C.OVERLOADED),
    "too many requests": (whole(429, b"Too many requests\n", "text/plain"), C.OVERLOADED),
    "wrong key": (json_error(401, "Invalid API Key", code=401, type="authentication_error"), C.AUTH),
    "forbidden, by a web page": (whole(403, b"<html>no</html>", "text/html"), C.AUTH),
    "failed to load": (json_error(500, "model name=broken failed to load"), C.LOAD_FAILED),
    "proxy error, whole": (whole(500, b"proxy error: Failed to read connection", "text/plain"), C.ENGINE_CRASH),
    "out of memory, in a stream of that status": (
        sse(error("CUDA error: out of memory", code=500), status=500),
        C.ENGINE_OOM,
    ),
    "generation that failed, TGI": (
        whole(424, b'{"error":"Request failed during generation: Server error: ","error_type":"generation"}'),
        C.ENGINE_ERROR,
    ),
    "generation without memory, TGI": (
        whole(424, b'{"error":"Request failed during generation: CUDA out of memory","error_type":"generation"}'),
        C.ENGINE_OOM,
    ),
    "too many requests, TGI": (
        whole(429, b'{"error":"Model is overloaded","error_type":"overloaded"}'),
        C.OVERLOADED,
    ),
    "busy, KoboldCpp": (
        whole(503, b'{"detail":{"msg":"Server is busy; please try again later.","type":"service_unavailable"}}'),
        C.OVERLOADED,
    ),
    "nothing loaded, TabbyAPI": (whole(503, b'{"detail":"No models are currently loaded."}'), C.OVERLOADED),
    "upstream gone, llama-swap": (
        whole(502, b"dial tcp 127.0.0.1:5800: connect: connection refused", "text/plain"),
        C.UNREACHABLE,
    ),
    "upstream does not start, llama-swap": (
        whole(502, b"unable to start process: upstream command exited prematurely", "text/plain"),
        C.LOAD_FAILED,
    ),
    "other server error": (json_error(500, "internal error"), C.ENGINE_ERROR),
    "bad gateway": (whole(502, b"<html>502 Bad Gateway</html>", "text/html"), C.UNREACHABLE),
    "redirect": (whole(307, b"", "text/html", headers=(("Location", "http://127.0.0.1:1/"),)), C.NOT_AN_ENGINE),
    # something else answers
    "web page": (whole(200, b"<html>login</html>", "text/html"), C.NOT_AN_ENGINE),
    "web page for a missing path": (whole(404, b"<html>404</html>", "text/html"), C.NOT_AN_ENGINE),
    "other json": (whole(200, b'{"status":"ok"}'), C.NOT_AN_ENGINE),
    "plain text": (whole(200, b"It works!", "text/plain"), C.NOT_AN_ENGINE),
    "not http": (Script((b"SSH-2.0-OpenSSH_9.2p1\r\n",), framing="raw"), C.NOT_AN_ENGINE),
    "proxy error with status 200": (whole(200, b"proxy error: dial tcp", "text/plain"), C.ENGINE_CRASH),
    "whole reply, broken": (whole(200, b'{"choices":[{"message"'), C.BAD_CHUNK),
    "hangs up before the head": (Script((HANG_UP,), framing="raw"), C.ENGINE_CRASH),
    "reset before the head": (Script((RESET,), framing="raw"), C.ENGINE_CRASH),
    # the model
    "cut at the token budget": (sse(ROLE, *TOKENS, finish("length"), USAGE, DONE), C.TRUNCATED),
    "tool call, cut": (sse(ROLE, delta({"tool_calls": [CALL]}), finish("length"), USAGE, DONE), C.TRUNCATED),
    "cut in a loop": (sse(ROLE, text("round and round it goes, " * 20), finish("length"), USAGE, DONE), C.LOOP),
    "loop, the real engine": (Script((golden("loop-streamed"),), framing="raw"), C.LOOP),
    "reasoning only, cut": (sse(ROLE, delta({"reasoning_content": "hm"}), finish("length"), DONE), C.EMPTY_BUDGET),
    "reasoning only, cut, the real engine": (Script((golden("thought-cut"),), framing="raw"), C.EMPTY_BUDGET),
    "reasoning only": (sse(ROLE, delta({"reasoning": "hm"}), finish(), DONE), C.EMPTY),
    "nothing": (sse(ROLE, finish(), USAGE, DONE), C.EMPTY),
    "white space": (sse(ROLE, text(" \n\t"), finish(), DONE), C.EMPTY),
    "white space, the real engine": (Script((golden("blank-streamed"),), framing="raw"), C.EMPTY),
    "white space for ever": (sse(ROLE, text("\n" * 500), finish("length"), DONE), C.EMPTY_BUDGET),
    "nothing, whole": (completion(None), C.EMPTY),
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_client_and_meter_give_a_failure_its_name(bench: Bench, shape: str) -> None:
    script, code = SHAPES[shape]
    bench.engine.default = script
    path = bench.open()
    reply = await chat(path.base_url, ask())
    bench.gateway.close(path)
    assert (reply.fault and reply.fault.code) == code, reply.fault
    assert (bench.last.fault and bench.last.fault.code) == code, bench.last.fault
    assert len(bench.engine.calls) == 1, "a request was sent twice"


@pytest.mark.parametrize("shape", SHAPES)
async def test_the_client_alone_gives_it_the_same_name(bench: Bench, shape: str) -> None:
    script, code = SHAPES[shape]
    bench.engine.default = script
    reply = await chat(bench.engine.base_url, ask())
    assert (reply.fault and reply.fault.code) == code


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning", "thinking"])
async def test_reasoning_is_read_under_all_its_names(bench: Bench, name: str) -> None:
    bench.engine.default = sse(ROLE, delta({name: "hm"}), text("so"), finish(), USAGE, DONE)
    reply = await chat(bench.open().base_url, ask())
    assert (reply.reasoning, reply.text, reply.fault) == ("hm", "so", None)


@pytest.mark.parametrize(
    ("silent", "timeouts", "code"),
    [
        (Script((Sleep(30),), framing="raw"), Timeouts(first_s=0.2), C.TIMEOUT_FIRST),
        (sse(ROLE, b": ping\n\n", Sleep(30)), Timeouts(first_s=0.2), C.TIMEOUT_FIRST),
        (sse(ROLE, text("a"), Sleep(30)), Timeouts(stall_s=0.2), C.TIMEOUT_STALL),
        (sse(ROLE, *[text("a"), Sleep(0.05)] * 40, finish()), Timeouts(total_s=0.3), C.TIMEOUT_TOTAL),
    ],
)
async def test_silence_has_the_name_of_the_deadline_that_it_passed(
    bench: Bench, silent: Script, timeouts: Timeouts, code: FaultCode
) -> None:
    bench.engine.default = silent
    reply = await chat(bench.open().base_url, ask(), timeouts=timeouts)
    assert reply.fault is not None
    assert reply.fault.code is code
    assert len(bench.engine.calls) == 1


FLAGGED: dict[str, tuple[Script, str]] = {
    "no usage": (sse(ROLE, *TOKENS, finish(), DONE), "no_usage"),
    "no [DONE]": (sse(ROLE, *TOKENS, finish(), USAGE), "no_done"),
    "a thought in the answer": (sse(ROLE, text("<think>hm</think>so"), finish(), USAGE, DONE), "tag_leak"),
    "a channel of gpt-oss in the answer": (
        sse(ROLE, text("<|channel|>commentary to=x<|message|>{}"), finish(), USAGE, DONE),
        "tag_leak",
    ),
    "a context that is full": (sse(ROLE, *TOKENS, finish("length"), USAGE, DONE), "context_full"),
    "words about loading": (
        sse(ROLE, delta({"reasoning_content": "llama-swap loading model: m\n"}), text("so"), finish(), USAGE, DONE),
        "loading_text",
    ),
    "a prompt from the cache": (
        sse(
            ROLE,
            *TOKENS,
            finish(),
            event(
                {
                    "choices": [],
                    "usage": {
                        "prompt_tokens": 5,
                        "completion_tokens": 3,
                        "prompt_tokens_details": {"cached_tokens": 4},
                    },
                }
            ),
            DONE,
        ),
        "cache_hit",
    ),
    "another model": (sse(delta({"content": "a"}, model="another-8b"), finish(), USAGE, DONE), "model_differs"),
}


@pytest.mark.parametrize("shape", FLAGGED)
async def test_what_is_no_fault_is_flagged(bench: Bench, shape: str) -> None:
    script, flag = FLAGGED[shape]
    bench.engine.default = script
    await chat(bench.open().base_url, ask())
    assert flag in bench.last.flags
    assert bench.last.fault is None or bench.last.fault.code is C.TRUNCATED


async def test_a_prompt_that_was_cut_without_a_word_has_the_name_that_it_has_elsewhere(bench: Bench) -> None:
    counted = event({"choices": [], "usage": {"prompt_tokens": 4096, "completion_tokens": 3}})
    bench.engine.default = sse(ROLE, *TOKENS, finish(), counted, DONE)
    await chat(bench.open(cuts_at=4096).base_url, ask())
    assert bench.last.fault is not None
    assert bench.last.fault.code is C.CONTEXT_EXCEEDED


async def test_words_are_kept_raw(bench: Bench) -> None:
    words = "an error was encountered while running the model: unexpected EOF"
    bench.engine.default = sse(ROLE, error(words))
    await chat(bench.open().base_url, ask())
    assert bench.last.fault is not None
    assert bench.last.fault.detail == words


async def test_nobody_listens(bench: Bench) -> None:
    path = bench.open(base_url="http://127.0.0.1:1/v1")
    reply = await chat(path.base_url, ask())
    assert reply.fault is not None
    assert bench.last.fault is not None
    assert reply.fault.code is bench.last.fault.code is C.UNREACHABLE
    assert "127.0.0.1:1" in bench.last.fault.detail
    alone = await chat("http://127.0.0.1:1/v1", ask())
    assert alone.fault is not None
    assert alone.fault.code is C.UNREACHABLE


async def test_tls_to_a_server_without_it_is_unreachable(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.http1.connection.CONNECT_S", 0.3)
    path = bench.open(base_url=bench.engine.base_url.replace("http:", "https:"))
    reply = await chat(path.base_url, ask())
    assert reply.fault is not None
    assert reply.fault.code is C.UNREACHABLE


async def test_a_cut_reply_keeps_what_was_said_before_the_cut(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, *TOKENS, RESET)
    reply = await chat(bench.open().base_url, ask())
    assert reply.text == "abc"


async def test_the_evidence_is_what_the_engine_said(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, error("boom " * 1000))
    await chat(bench.open().base_url, ask())
    assert bench.last.fault is not None
    assert bench.last.fault.detail.startswith("boom boom")
    assert len(bench.last.fault.detail) <= 2048


def test_a_cut_stream_is_charged_to_the_engine_and_never_scored() -> None:
    assert PARTIES[C.STREAM_CUT] is Party.ENGINE
    assert C.STREAM_CUT in INFRA_CODES
