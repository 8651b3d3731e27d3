"""One request, one small answer: the plain HTTP that adapters and discovery ask servers about themselves with.

No connection is reused, no redirect followed, no proxy used, nothing retried, and no body over `MAX_BODY_BYTES` read.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
from typing import Any
from urllib.parse import urlsplit

import msgspec

from prony.errors import EngineError

MAX_BODY_BYTES = 8 << 20


class Answer(msgspec.Struct, frozen=True):
    """What a server said. `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON; None when it is not."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    @property
    def fields(self) -> dict[str, Any]:
        """The body as a JSON object; empty when it is anything else."""
        value = self.json
        return value if isinstance(value, dict) else {}

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The objects in the list under `key`; empty when there is no such list."""
        value = self.fields.get(key)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    @property
    def text(self) -> str:
        """The first 500 characters of the body, for error messages."""
        return self.body[:2000].decode("utf-8", "replace")[:500].strip()


async def get(url: str, *, key: str | None = None, timeout_s: float = 5.0) -> Answer | None:
    """GET `url`; None when nothing (or nothing that speaks HTTP) answered within `timeout_s`."""
    return await _request("GET", url, None, key, timeout_s)


async def post(url: str, body: Any, *, key: str | None = None, timeout_s: float = 5.0) -> Answer | None:
    """POST `body` as JSON; None as for `get`. Only adapters post, and only to load and unload."""
    return await _request("POST", url, msgspec.json.encode(body), key, timeout_s)


async def _request(method: str, url: str, body: bytes | None, key: str | None, timeout_s: float) -> Answer | None:
    import aiohttp

    headers = {"Accept": "application/json"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        # A deadline around everything: aiohttp's own does not cover a name that takes long to resolve.
        async with (
            asyncio.timeout(timeout_s),
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True), trust_env=False) as session,
            session.request(method, url, data=body, headers=headers, allow_redirects=False) as reply,
        ):
            data = b""
            async for piece in reply.content.iter_chunked(1 << 16):
                data += piece
                if len(data) > MAX_BODY_BYTES:
                    return None
            return Answer(reply.status, {k.lower(): v for k, v in reply.headers.items()}, data)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None


def origin(base_url: str) -> str:
    """scheme://host:port/prefix of a base URL, without `/v1` and slashes at its end.

    Raises EngineError E201 for what is no http(s) URL, and for one that carries a user, a query or a fragment: keys
    stand in those, and addresses are shown and recorded.
    """
    try:
        parts = urlsplit(base_url.strip())
    except ValueError as error:
        raise EngineError(
            "E201", f"{base_url!r} is no base URL", cause=str(error), hint="it looks like http://127.0.0.1:8080/v1"
        ) from error
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise EngineError(
            "E201",
            "a base URL carries a user, a query or a fragment",
            cause="addresses are shown and recorded, and what stands there may be secret",
            hint="end it before them; a key comes from the environment: api_key_env, --api-key-env",
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError(
            "E201",
            f"{base_url!r} is no base URL",
            hint="it looks like http://127.0.0.1:8080/v1, scheme and host included",
        )
    return base_url.strip().rstrip("/").removesuffix("/v1").rstrip("/")


def is_loopback(base_url: str) -> bool:
    """Whether a URL names this machine's loopback by address, or as `localhost`."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def key_from_env(name: str | None) -> str | None:
    """The key in the environment variable `name`; None without a name. Raises EngineError E208 when it is not set."""
    if not name:
        return None
    value = os.environ.get(name, "").strip()
    if not value:
        raise EngineError(
            "E208",
            f"the environment variable {name} is not set",
            hint=f"export {name}=... holds the key of this engine",
        )
    return value
