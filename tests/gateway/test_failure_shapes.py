"""Every way in which engines are known to fail, on the wire: client and meter name it, and name it alike."""

from __future__ import annotations

import pytest
from fake_engine import (
    DONE,
    HANG_UP,
    RESET,
    ROLE,
    USAGE,
    Script,
    completion,
    delta,
    event,
    finish,
    sse,
    text,
    whole,
)
from gateway_bench import Bench, ask, golden

from prony.gateway import chat
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
