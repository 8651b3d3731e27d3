"""Reading a harness's request, and the few changes that a plan may make to it, each of them flagged."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from prony.gateway.wire import Dialect
from prony.nouns import Noun

MAX_REQUEST_BYTES = 64 << 20
_MAX_SHOWN = 256


class Target(Noun, frozen=True, kw_only=True):
    """Where a path leads.

    base_url: of the engine, with its version part (`http://127.0.0.1:8080/v1`). model: the name the engine knows it
    by; a request that names another one is changed, the empty string leaves it. api_key_env: the environment
    variable that holds the key. parameters: merged into each request's body, over what the harness sent; they are in
    the terms of `dialect`, and requests of another one go without. ask_usage: make streamed requests ask for token
    counts. cuts_at: tokens above which this engine drops the beginning of what it is sent, without a word; None where
    it refuses.
    """

    base_url: str
    model: str = ""
    api_key_env: str | None = None
    parameters: dict[str, Any] = {}
    dialect: str = "chat"
    ask_usage: bool = False
    cuts_at: int | None = None


class BadRequestBody(ValueError):
    """A body that is not a JSON object."""


class ModelRequest(msgspec.Struct, frozen=True):
    """One request as it goes to the engine. `body` is the harness's own bytes unless a flag says what was changed."""

    dialect: type[Dialect]
    body: bytes
    model: str | None
    streamed: bool
    parameters: dict[str, Any]
    max_tokens: int | None
    flags: tuple[str, ...]


def read_request(dialect: type[Dialect], body: bytes, encoding: str, target: Target) -> ModelRequest:
    """Read `body` (encoded as `encoding` says) and apply what `target` pins.

    Flags: `model_mapped`, `parameters_pinned`, `unpinned`, `usage_asked`. Raises BadRequestBody.
    """
    plain = _decoded(body, encoding)
    try:
        document = msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequestBody(f"the request's body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadRequestBody("the request's body is not a JSON object")
    flags = _pin(dialect, document, target)
    asked = dialect.asked(document)
    model = document.get("model")
    return ModelRequest(
        dialect=dialect,
        body=plain if set(flags) <= {"unpinned"} else msgspec.json.encode(document),
        model=model if isinstance(model, str) else None,
        streamed=asked.streamed,
        parameters=_parameters(dialect, document),
        max_tokens=asked.max_tokens,
        flags=flags,
    )


def _pin(dialect: type[Dialect], document: dict[str, Any], target: Target) -> tuple[str, ...]:
    flags = []
    if target.model and document.get("model") != target.model:
        document["model"] = target.model
        flags.append("model_mapped")
    if target.parameters and dialect.name != target.dialect:
        flags.append("unpinned")
    elif (pinned := {**document, **_over(document, target.parameters)}) != document:
        document.update(pinned)
        flags.append("parameters_pinned")
    if target.ask_usage and dialect.ask_for_usage(document):
        flags.append("usage_asked")
    return tuple(flags)


def _over(document: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """`parameters`; one that is a table is laid over the harness's own, so that the rest of that stays."""
    return {
        key: {**document[key], **value} if isinstance(value, dict) and isinstance(document.get(key), dict) else value
        for key, value in parameters.items()
    }


def _parameters(dialect: type[Dialect], document: dict[str, Any]) -> dict[str, Any]:
    """Everything that shapes the reply but the conversation itself: long values by their length, tools by number."""
    shown: dict[str, Any] = {}
    for key, value in document.items():
        if key not in dialect.opaque:
            text = msgspec.json.encode(value)
            shown[key] = value if len(text) <= _MAX_SHOWN else f"({len(text)} bytes)"
    tools = document.get("tools")
    if isinstance(tools, list) and tools:
        shown["tools"] = len(tools)
    return shown


def _decoded(body: bytes, encoding: str) -> bytes:
    """The body without its content coding: some agents compress what they send."""
    if encoding in ("", "identity"):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, encoding)
    if encoding == "zstd":
        return _unpacked(body)
    raise BadRequestBody(f"content-encoding {encoding} is not supported; use gzip, deflate, zstd or none")


def _inflated(body: bytes, encoding: str) -> bytes:
    inflater = zlib.decompressobj(wbits=47)
    try:
        plain = inflater.decompress(body, MAX_REQUEST_BYTES)
    except zlib.error as error:
        raise BadRequestBody(f"the request's body is not {encoding}: {error}") from error
    if not inflater.eof:
        raise BadRequestBody(f"the request's body is cut, or longer than {MAX_REQUEST_BYTES} bytes")
    return plain


def _unpacked(body: bytes) -> bytes:
    import zstandard  # few harnesses need it

    try:
        with zstandard.ZstdDecompressor().stream_reader(body) as reader:
            plain = reader.read(MAX_REQUEST_BYTES + 1)
    except zstandard.ZstdError as error:
        raise BadRequestBody(f"the request's body is not zstd: {error}") from error
    if len(plain) > MAX_REQUEST_BYTES:
        raise BadRequestBody(f"the request's body is longer than {MAX_REQUEST_BYTES} bytes")
    return plain
