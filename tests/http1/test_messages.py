"""HTTP/1.1 framing: the payload is the same wherever the network cuts the bytes."""

from __future__ import annotations

import pytest
from gateway_bench import cut
from hypothesis import given
from hypothesis import strategies as st

from prony.http1.messages import (
    BadHttp,
    ChunkedBody,
    ConnectionBody,
    LengthBody,
    request_head,
    response_head,
    split_head,
)
from prony.http1.reply import ReplyParser

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def chunked(payloads: list[bytes], trailer: bytes = b"") -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in payloads if p) + b"0\r\n" + trailer + b"\r\n"


@given(st.lists(st.binary(max_size=50), max_size=8), st.lists(st.integers(0, 1000), max_size=20))
def test_chunks_cut_anywhere_give_the_same_payload(payloads: list[bytes], at: list[int]) -> None:
    body = ChunkedBody()
    pieces = cut(chunked(payloads, b"Some: trailer\r\n"), at)
    assert b"".join(body.feed(piece) for piece in pieces) == b"".join(payloads)
    assert body.done


@given(st.binary(min_size=1, max_size=60), st.lists(st.integers(0, 1000), max_size=20), st.sampled_from("clx"))
def test_a_reply_cut_anywhere_is_read_the_same(payload: bytes, at: list[int], framing: str) -> None:
    raw = {
        "c": OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunked([payload]),
        "l": OK + b"Content-Length: %d\r\n\r\n" % len(payload) + payload,
        "x": OK + b"\r\n" + payload,
    }[framing]
    parser = ReplyParser()
    assert b"".join(parser.feed(piece) for piece in cut(raw, at)) == payload
    assert parser.head is not None
    assert parser.head.status == 200
    assert parser.done is (framing != "x")
    assert parser.ends_with_connection is (framing == "x")


def test_chunk_sizes_may_be_upper_case_and_carry_extensions() -> None:
    assert ChunkedBody().feed(b"A;name=value\r\n0123456789\r\n") == b"0123456789"


@pytest.mark.parametrize("raw", [b"-1\r\n", b"0x5\r\n", b"+5\r\n", b"5_0\r\n", b"\r\n", b"zz\r\n", b"3\r\nabcd\r\n"])
def test_broken_chunks_are_refused(raw: bytes) -> None:
    with pytest.raises(BadHttp):
        ChunkedBody().feed(raw)


def test_a_size_line_without_end_is_refused() -> None:
    with pytest.raises(BadHttp):
        ChunkedBody().feed(b"1" * 70_000)


def test_what_follows_a_body_of_known_length_is_dropped() -> None:
    body = LengthBody(3)
    assert body.feed(b"abcdef") == b"abc"
    assert body.done


def test_interim_replies_are_skipped() -> None:
    parser = ReplyParser()
    assert parser.feed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK) == b""
    assert parser.feed(b"Content-Length: 2\r\n\r\nok") == b"ok"
    assert parser.done


@pytest.mark.parametrize("status", [204, 304])
def test_a_reply_that_has_no_body_by_definition_is_done_with_its_head(status: int) -> None:
    parser = ReplyParser()
    parser.feed(b"HTTP/1.1 %d X\r\n\r\n" % status)
    assert parser.done


@pytest.mark.parametrize(
    "head",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 twohundred OK\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBad Name: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nSplit: a\nInjected: b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    ],
)
def test_what_is_not_http_is_refused(head: bytes) -> None:
    with pytest.raises(BadHttp):
        ReplyParser().feed(head)


def test_a_reply_without_framing_ends_with_its_connection() -> None:
    assert isinstance(response_head(OK + b"\r\n").body(), ConnectionBody)


def test_a_request_without_framing_has_no_body() -> None:
    assert request_head(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").body().done


@pytest.mark.parametrize(
    "line", [b"GET /\r\n\r\n", b"GET / extra HTTP/1.1\r\n\r\n", b"G T / HTTP/1.1\r\n\r\n", b"\r\n\r\n"]
)
def test_a_broken_request_line_is_refused(line: bytes) -> None:
    with pytest.raises(BadHttp):
        request_head(line)


def test_a_head_is_split_from_what_follows_it() -> None:
    assert split_head(b"a\r\n\r\nrest") == (b"a\r\n\r\n", b"rest")
    assert split_head(b"a\r\n\r") is None


def test_an_extra_piece_fits_only_between_two_chunks() -> None:
    body = ChunkedBody()
    body.feed(b"3\r\nabc\r\n")
    assert body.framed(b"more") == b"4\r\nmore\r\n"
    body.feed(b"5\r\nab")
    assert body.framed(b"more") is None
    assert LengthBody(9).framed(b"more") is None
