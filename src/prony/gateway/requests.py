"""Reading a harness's request, and the few changes that a plan may make to it, each of them flagged."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from prony.gateway.dialects import DEFAULT, DIALECTS
from prony.gateway.shims import Body, Replies, shimmed
from prony.gateway.translate import Retold, Untranslatable, WireTranslation, translation_for
from prony.gateway.wire import Dialect, RequestFacts, Route
from prony.nouns import Noun

MAX_REQUEST_BYTES = 64 << 20
_MAX_SHOWN = 256


class Upstream(Noun, frozen=True, kw_only=True):
    """The target of a path."""

    base_url: str
    """The engine's, with its version part (`http://127.0.0.1:8080/v1`)."""
    model: str = ""
    """The name the engine knows it by; a request that names another one is changed, the empty string leaves it."""
    known_as: tuple[str, ...] = ()
    """Other names by which the engine may call the same model in its replies."""
    api_key_env: str | None = None
    """The environment variable that holds the key."""
    key: str = ""
    """The key itself, of an engine that Prony started and made it for; it stands above `api_key_env`."""
    parameters: dict[str, Any] = {}
    """Merged into each request's body, over what the harness sent; they are in the terms of `dialect`, and requests of
    another one go without."""
    dialect: str = DEFAULT
    ask_usage: bool = False
    """Whether streamed requests are made to ask for token counts."""
    context: int | None = None
    """Tokens of the context that the engine serves to a request, as far as it tells."""
    cuts_at: int | None = None
    """Tokens above which this engine drops the beginning of what it is sent, without a word; None where it refuses."""
    shims: tuple[str, ...] = ()
    """Changes that the engine is known to demand of each request, as `prony.gateway.shims` records them."""
    translation: str = ""
    """What requests of a dialect that the engine lacks go through, by its name in `prony.gateway.translate`."""
    pinned: tuple[str, ...] = ()
    """Fields of requests that the plan pins, which no shim takes away."""


class BadRequestBody(ValueError):
    """A body that is not a JSON object, or not one that its dialect can read."""


class ModelRequest(msgspec.Struct, frozen=True):
    """One request as it goes to the engine. `body` is the harness's own bytes unless a flag says what was changed."""

    dialect: Dialect
    path: str
    """From the engine's root, with its query."""
    body: bytes
    model: str | None
    streamed: bool
    parameters: dict[str, Any]
    max_tokens: int | None
    flags: tuple[str, ...]
    route: Route
    known_as: tuple[str, ...] = ()
    """Other names of the model."""
    context: int | None = None
    """Tokens of the context, as far as it is known."""
    translation: WireTranslation | None = None
    """What it went through on its way from the harness, and its reply goes through on the way back."""
    retold: Retold | None = None
    """What that made of it."""

    def document(self) -> Body:
        """The body, read."""
        document: Body = msgspec.json.decode(self.body)
        return document


def read_request(dialect: Dialect, route: Route, body: bytes, encoding: str, upstream: Upstream) -> ModelRequest:
    """Read `body` (encoded as `encoding` says) and apply what `upstream` pins.

    Flags: `model_mapped`, `parameters_pinned`, `translated`, `unpinned`, `usage_asked`. Raises BadRequestBody.
    """
    plain = _decoded(body, encoding)
    document = _document(plain)
    translation, retold = translation_for(upstream.translation, dialect.name), None
    if translation is not None:
        retold = _retold(translation, dialect, document)
        document, dialect = retold.body, DIALECTS[DEFAULT]
        plain = msgspec.json.encode(document)
        route = Route(path=dialect.request({"model": "", "messages": []}).path)
    with _refusing(dialect):
        pinned = _Pinned(dialect, document, route, upstream)
        asked = dialect.asked(pinned.body, pinned.route)
    flags = pinned.flags
    if retold is not None:
        flags.append("translated")
    return ModelRequest(
        dialect=dialect,
        path=pinned.route.path,
        body=msgspec.json.encode(pinned.body) if pinned.changed else plain,
        model=asked.model,
        streamed=asked.streamed,
        parameters=_parameters(dialect, pinned.body, asked, retold),
        max_tokens=asked.max_tokens,
        flags=tuple(flags),
        route=pinned.route,
        known_as=upstream.known_as,
        context=upstream.context,
        translation=translation,
        retold=retold,
    )


def _retold(translation: WireTranslation, dialect: Dialect, document: dict[str, Any]) -> Retold:
    """A request in the terms of chat completions, which tells its counts as the harness's dialect always does."""
    try:
        with _refusing(dialect):
            retold = translation.ask(document)
    except Untranslatable as error:
        raise BadRequestBody(f"{translation.name}: {error}") from error
    DIALECTS[DEFAULT].ask_for_usage(retold.body)
    return retold


def with_shims(request: ModelRequest, shims: Sequence[str], replies: Replies) -> ModelRequest:
    """The request, changed by the recorded `shims`, and flagged `shimmed` where that changes anything."""
    if not shims:
        return request
    before = request.document()
    document = shimmed(before, shims, dialect=request.dialect.name, replies=replies)
    if document == before:
        return request
    asked = request.dialect.asked(document, request.route)
    flags = list(request.flags)
    flags.append("shimmed")
    return msgspec.structs.replace(
        request,
        body=msgspec.json.encode(document),
        streamed=asked.streamed,
        parameters=_parameters(request.dialect, document, asked, request.retold),
        max_tokens=asked.max_tokens,
        flags=tuple(flags),
    )


def read_auxiliary(dialect: Dialect, route: Route, body: bytes, encoding: str, upstream: Upstream) -> tuple[str, bytes]:
    """Path and body of a request that is forwarded and not measured: of what a plan pins, the model alone.

    Raises BadRequestBody.
    """
    if not body:
        return route.path, body
    plain = _decoded(body, encoding)
    document = _document(plain)
    with _refusing(dialect):
        pinned = _Pinned(dialect, document, route, upstream, parameters=False)
    return pinned.route.path, msgspec.json.encode(pinned.body) if pinned.changed else plain


def _document(plain: bytes) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequestBody(f"the request's body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadRequestBody("the request's body is not a JSON object")
    return document


@contextmanager
def _refusing(dialect: Dialect) -> Iterator[None]:
    """Refuse a body whose values have types that its dialect does not expect."""
    try:
        yield
    except Untranslatable:
        raise
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise BadRequestBody(f"the request's body is none of the dialect {dialect.name}: {error}") from error


class _Pinned:
    """A request with what a plan lays over it. changed: its body is another than the harness's."""

    def __init__(
        self,
        dialect: Dialect,
        document: dict[str, Any],
        route: Route,
        upstream: Upstream,
        *,
        parameters: bool = True,
    ) -> None:
        self.body, self.route = document, route
        self.flags: list[str] = []
        self.changed = False
        if upstream.model and dialect.asked(document, route).model != upstream.model:
            self.route = dialect.name_model(document, route, upstream.model)
            # Where the path names the model, the body stays as it is.
            self.changed = self.route == route
            self.flags.append("model_mapped")
        if not parameters:
            return
        if upstream.parameters and dialect.name != upstream.dialect:
            self.flags.append("unpinned")
        elif (laid := dialect.lay_over(document, upstream.parameters)) != document:
            self.body, self.changed = laid, True
            self.flags.append("parameters_pinned")
        if upstream.ask_usage and dialect.ask_for_usage(self.body):
            self.changed = True
            self.flags.append("usage_asked")


def _parameters(
    dialect: Dialect, document: dict[str, Any], asked: RequestFacts, retold: Retold | None = None
) -> dict[str, Any]:
    """Everything that shapes the reply but the conversation itself: long values by their length, tools by number."""
    shown: dict[str, Any] = {}
    for key, value in document.items():
        if key not in dialect.opaque:
            text = msgspec.json.encode(value)
            shown[key] = value if len(text) <= _MAX_SHOWN else f"({len(text)} bytes)"
    if asked.tools:
        shown["tools"] = asked.tools
    if retold is not None and retold.lost:
        shown["not_translated"] = list(retold.lost)
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
