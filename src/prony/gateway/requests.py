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
    variable that holds the key. parameters: merged into each request's body, over what the harness sent.
    ask_usage: make streamed requests ask for token counts.
    """

    base_url: str
    model: str = ""
    api_key_env: str | None = None
    parameters: dict[str, Any] = {}
    ask_usage: bool = False


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

    Flags: `model_mapped`, `parameters_pinned`, `usage_asked`. Raises BadRequestBody.
    """
    plain = _decoded(body, encoding)
    try:
        document = msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequestBody(f"the request's body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadRequestBody("the request's body is not a JSON object")
    flags = _pin(dialect, document, target)
    asked = document.get("max_completion_tokens", document.get("max_tokens"))
    model = document.get("model")
    return ModelRequest(
        dialect=dialect,
        body=msgspec.json.encode(document) if flags else plain,
        model=model if isinstance(model, str) else None,
        streamed=bool(document.get("stream")),
        parameters=_parameters(dialect, document),
        max_tokens=asked if isinstance(asked, int) else None,
        flags=flags,
    )


def _pin(dialect: type[Dialect], document: dict[str, Any], target: Target) -> tuple[str, ...]:
    flags = []
    if target.model and document.get("model") != target.model:
        document["model"] = target.model
        flags.append("model_mapped")
    changed = {key: value for key, value in target.parameters.items() if key not in document or document[key] != value}
    if changed:
        document.update(changed)
        flags.append("parameters_pinned")
    if target.ask_usage and dialect.ask_for_usage(document):
        flags.append("usage_asked")
    return tuple(flags)


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
