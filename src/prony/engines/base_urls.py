"""Base URLs as people write them, and the keys that go to them."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from prony.addresses import address_in, is_near
from prony.errors import EngineError, UsageError
from prony.keys import hold

VERSION = "/v1"
"""What a bare host gets, and what base URLs of the dialect mostly end in."""
NATIVE = ("/api", "/api/v0", "/ui", "/docs")
"""Where Ollama and LM Studio speak their own dialects, and servers have pages for people, beside `/v1`."""
EXAMPLE = "it looks like http://127.0.0.1:8080/v1"

_SERVICE = re.compile(
    r"(/chat/completions|(?<=/v1)/chat|/completions|/models|/embeddings|/responses|/messages"
    r"|(?<=/api)/(chat|generate|tags|ps|show|version))$"
)
"""What stands behind a base URL where the whole address of a service was copied."""
_DEFAULT_PORTS = {"http": 80, "https": 443}


def bases(written: str) -> tuple[str, ...]:
    """The base URLs that `written` may mean, the likeliest first: requests go to BASE/chat/completions.

    A bare host gets `/v1`; a path that is given stands as it is; the other of the two comes second, for a server that
    answers 404. An address without a scheme is http on machines near by, and https elsewhere. Host and scheme are
    spelled in one way, so that one server is one address.
    Raises EngineError E201 for what is no http(s) URL, and for one that carries a user, a query or a fragment: keys
    stand in those, and addresses are shown and recorded.
    """
    parts = _parts(written)
    site = _site(parts, written)
    path = _SERVICE.sub("", re.sub("/{2,}", "/", parts.path).rstrip("/")).rstrip("/")
    path = re.sub("/V1$", VERSION, path)
    if path in NATIVE:
        paths = [VERSION, path, path + VERSION]
    elif path == "/api/v1":  # hosted gateways speak the dialect here, LM Studio its own
        paths = [path, VERSION]
    elif path.endswith(VERSION):
        paths = [path, path.removesuffix(VERSION)]
    else:
        paths = [path, path + VERSION] if path else [VERSION, ""]
    return tuple(dict.fromkeys(site + one for one in paths))


def root_of(base_url: str) -> str:
    """Where a server's own addresses begin: its base URL without `/v1` at its end."""
    return base_url.removesuffix(VERSION)


def _parts(written: str) -> SplitResult:
    """The parts of an address, with the scheme that one without is meant with. Raises EngineError E201."""
    text = written.strip().strip("\"'")
    try:
        if "://" not in text:
            text = f"//{_bracketed(text.removeprefix('//'))}"
            text = f"{_scheme_for(text)}:{text}"
        parts = urlsplit(text)
        port_is_one = parts.port != 0
    except ValueError as error:
        raise EngineError("E201", f"{written!r} is no base URL", cause=str(error), hint=EXAMPLE) from error
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise EngineError(
            "E201",
            "a base URL carries a user, a query or a fragment",
            cause="addresses are shown and recorded, and what stands there may be secret",
            hint="end it before them; a key comes from the environment: api_key_env, --api-key-env",
        )
    no_slashes = re.match(r"https?:(?!//)", written.strip(), re.IGNORECASE) is not None
    odd = no_slashes or any(ord(char) <= 32 or ord(char) > 126 or char in '\\^`{|}<>"' for char in text)
    bare_number = (parts.hostname or "").isdecimal() and int(parts.hostname or 0) < 1 << 16 and "://" not in written
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or odd or not port_is_one or bare_number:
        hint = f"a port alone is no address: 127.0.0.1:{parts.hostname}" if bare_number else EXAMPLE
        raise EngineError("E201", f"{written!r} is no base URL", hint=hint)
    return parts


def _bracketed(text: str) -> str:
    """An address without scheme in which an IPv6 address stands in brackets, and a port alone means loopback."""
    host, slash, path = text.partition("/")
    if re.fullmatch(r":[0-9]+", host):
        host = f"127.0.0.1{host}"
    with contextlib.suppress(ValueError):
        host = f"[{host}]" if ipaddress.ip_address(host.partition("%")[0]).version == 6 else host
    return host + slash + path


def _scheme_for(text: str) -> str:
    """http for machines near by, which rarely have certificates; https elsewhere, so that no key goes out readable."""
    parts = urlsplit(f"http:{text}")
    host = (parts.hostname or "").rstrip(".")
    if parts.port in (80, 443):
        return "http" if parts.port == 80 else "https"
    address = address_in(host)
    if address is not None:
        return "http" if address.is_private or address.is_loopback or address.is_link_local else "https"
    return "http" if is_near(f"http://{host}") else "https"


def _site(parts: SplitResult, written: str) -> str:
    """scheme://host:port in one spelling: lower case, no dot at its end, no port that goes without saying, numbers in
    their usual form, and loopback for the unspecified address, which is none to connect to."""
    host = (parts.hostname or "").rstrip(".")
    address = address_in(host)
    if address is not None:
        if address.is_unspecified:
            address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
        _, percent, scope = host.partition("%")
        host = f"[{address}{percent}{scope}]" if address.version == 6 else str(address)
    if not host:
        raise EngineError("E201", f"{written!r} is no base URL", hint=EXAMPLE)
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def key_from_env(name: str | None) -> str | None:
    """The key in the environment variable `name`, blotted out of all that is kept from now on; None without a name.

    Raises EngineError E208 when it is not set."""
    if not name:
        return None
    value = os.environ.get(name, "").strip()
    if not value:
        raise EngineError(
            "E208",
            f"the environment variable {name} is not set",
            hint=f"export {name}=... holds the key of this engine",
        )
    if any(ord(char) <= 32 or ord(char) > 126 for char in value):
        raise EngineError(
            "E208",
            f"the environment variable {name} holds no key",
            cause="there is a blank, a line break or a letter outside ASCII in it, which no request can carry",
            hint=f"export {name} anew, with the key alone",
        )
    return hold(value)


def check_named(urls: Sequence[str], api_key_env: str | None) -> None:
    """See that addresses and the variable of a key can be used, before anybody is asked.

    Raises UsageError E102 and E105, EngineError E201 and E208.
    """
    for url in urls:
        refuse_secret(url, "--url")
        bases(url)
    if api_key_env and not urls:
        raise UsageError(
            "E102",
            "--api-key-env goes with --url",
            cause="a key is sent to the address that it was named with, and to nobody else",
            hint=f"--url URL --api-key-env {api_key_env}",
        )
    key_from_env(api_key_env)


def refuse_secret(url: str, whose: str) -> None:
    """See that an address holds no user and no password: it is recorded and shown.

    Raises UsageError E105, which does not show it.
    """
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
    except ValueError as error:
        raise UsageError("E105", f"{whose} is no URL", cause=str(error), hint=EXAMPLE) from error
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            "E105",
            f"{whose} holds a user or a password" if "@" in parts.netloc else f"{whose} holds a query or a fragment",
            cause="addresses are recorded with every run, and shown",
            hint="leave out what stands before an @, or from ? or # on; a key comes from the environment: api_key_env, "
            "--api-key-env",
        )
