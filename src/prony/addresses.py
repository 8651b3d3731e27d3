"""Addresses: the one test of "is this our loopback", for engines, runs and forecasts alike."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_loopback(base_url: str) -> bool:
    """Whether a URL names this machine's loopback: an address of it, `localhost`, or a name below that (RFC 6761)."""
    try:
        host = urlsplit(base_url).hostname or ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
