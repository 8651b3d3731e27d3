"""Base URLs as people write them, and the keys that go to them."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from prony.errors import EngineError, UsageError


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


def refuse_secret(url: str, whose: str) -> None:
    """See that an address holds no user and no password: it is recorded and shown.

    Raises UsageError E105, which does not show it.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        hint = "it looks like http://127.0.0.1:8080/v1, scheme and host included"
        raise UsageError("E105", f"{whose} is no URL", cause=str(error), hint=hint) from error
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            "E105",
            f"{whose} holds a user or a password" if "@" in parts.netloc else f"{whose} holds a query or a fragment",
            cause="addresses are recorded with every run, and shown",
            hint="leave out what stands before an @, or from ? or # on; a key comes from the environment: api_key_env, "
            "--api-key-env",
        )
