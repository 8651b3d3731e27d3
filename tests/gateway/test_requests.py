"""A harness's request goes on as it came, but for what the plan pins, and that is flagged."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import pytest
import zstandard

from prony.gateway.dialects import DIALECTS
from prony.gateway.requests import BadRequestBody, ModelRequest, Upstream, read_request
from prony.gateway.wire import Route

BODY = b'{ "model":"m" , "messages":[{"role":"user","content":"\\u00e4"}],"stream":true}'


def read(body: bytes = BODY, encoding: str = "", **target: Any) -> ModelRequest:
    route, upstream = Route(path="/v1/chat/completions"), Upstream(base_url="http://x/v1", **target)
    return read_request(DIALECTS["chat"], route, body, encoding, upstream)


def test_a_request_is_passed_on_byte_for_byte() -> None:
    assert read().body == BODY
    assert read(model="m").body == BODY
    assert read().flags == ()


def test_another_model_name_is_mapped_to_the_engines() -> None:
    request = read(model="real-7b")
    assert json.loads(request.body)["model"] == "real-7b"
    assert request.model == "real-7b"
    assert request.flags == ("model_mapped",)


def test_pinned_parameters_stand_above_the_harnesss() -> None:
    request = read(BODY.replace(b'"stream"', b'"temperature":1,"stream"'), parameters={"temperature": 0.5, "seed": 1})
    assert request.parameters == {"temperature": 0.5, "seed": 1}
    assert request.flags == ("parameters_pinned",)
    assert read(BODY.replace(b'"stream"', b'"seed":1,"stream"'), parameters={"seed": 1}).flags == ()


def test_usage_is_asked_for_only_where_the_plan_says_so_and_the_request_streams() -> None:
    request = read(ask_usage=True)
    assert json.loads(request.body)["stream_options"] == {"include_usage": True}
    assert request.flags == ("usage_asked",)
    assert read(BODY.replace(b"true", b"false"), ask_usage=True).flags == ()
    asked = b'{"messages":[],"stream":true,"stream_options":{"include_usage":true}}'
    assert read(asked, ask_usage=True).body == asked


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("zstd", zstandard.ZstdCompressor().compress)],
)
def test_a_compressed_request_is_unpacked(encoding: str, pack: Any) -> None:
    assert read(pack(BODY), encoding).body == BODY


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"", ""),
        (b"not json", ""),
        (b"[]", ""),
        (b'{"a": "\xff"}', ""),
        (b"[" * 100_000, ""),
        (b"not gzip", "gzip"),
        (gzip.compress(BODY)[:-9], "gzip"),
        (b"not zstd", "zstd"),
        (BODY, "br"),
    ],
)
def test_what_is_no_request_is_refused(body: bytes, encoding: str) -> None:
    with pytest.raises(BadRequestBody):
        read(body, encoding)


def test_a_small_request_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.gateway.requests.MAX_REQUEST_BYTES", 1 << 20)
    for encoding, pack in (("gzip", gzip.compress), ("zstd", zstandard.ZstdCompressor().compress)):
        with pytest.raises(BadRequestBody):
            read(pack(b'{"a":"' + b"x" * (2 << 20) + b'"}'), encoding)
