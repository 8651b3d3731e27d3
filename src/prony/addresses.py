"""Addresses: the one test of "is this machine", for engines, runs and forecasts alike.

A name is judged by what this machine knows without asking anybody: its own names and addresses, and its hosts file.
What the network says of a name counts once `look_up` has asked, which is called only where a connection to that name
follows anyway.
"""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import os
import re
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HOSTS = Path("/etc/hosts")
RESOLVER = Path("/etc/resolv.conf")
INTERFACES = Path("/sys/class/net")
CONTAINER_HOSTS = frozenset(
    {
        "host.docker.internal",
        "gateway.docker.internal",
        "kubernetes.docker.internal",
        "host.containers.internal",
        "host.lima.internal",
        "host.orb.internal",
        "host.rancher-desktop.internal",
    }
)
"""What container runtimes call the machine that a container runs on."""
KEPT_S = 10.0
"""How long names and addresses of this machine are taken to be what they were."""
LOOK_UP_S = 5.0
_NUMERIC = re.compile(r"(0x[0-9a-f]+|[0-9]+)(\.(0x[0-9a-f]+|[0-9]+)){0,3}", re.ASCII)
"""An IPv4 address in any of the forms that the system's resolver takes: 127.1, 2130706433, 0x7f.1, 0177.0.0.1."""
_LOCAL_DOMAINS = (".local", ".localdomain", ".lan", ".home", ".internal", ".intranet", ".home.arpa", ".ts.net")
_VIRTUAL_PORTS = ("veth", "tap", "vnet")


class OwnNames(NamedTuple):
    """The names and addresses of this machine."""

    addresses: frozenset[Address]
    networks: tuple[Network, ...]
    """Of bridges on which nothing but containers and virtual machines of this machine hangs."""
    names: frozenset[str]
    hosts: Mapping[str, frozenset[Address]]
    """Name -> addresses, by the hosts file."""


def is_loopback(base_url: str) -> bool:
    """Whether a URL names this machine's loopback: an address of it, `localhost`, or a name below that (RFC 6761)."""
    host = host_of(base_url)
    address = address_in(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def is_this_machine(base_url: str) -> bool:
    """Whether a URL names this machine: what is sent there does not leave it, and what computes there shares its cores.

    Loopback, the unspecified address, an address of one of its interfaces or of its containers, its own name, and names
    that resolve to nothing but those. Asks nobody: a name of the network is known once `look_up` has asked for it.
    """
    if is_loopback(base_url):
        return True
    host, own = host_of(base_url), own_names()
    address = address_in(host)
    if address is not None:
        return _is_own(address, own)
    addresses = own.hosts.get(host) or _looked_up.get(host, (0.0, frozenset()))[1]
    if host in CONTAINER_HOSTS:
        return bool(addresses) and all(_is_own(one, own) or one.is_private for one in addresses)
    if addresses:
        return all(_is_own(one, own) for one in addresses)
    return host in own.names


def is_near(base_url: str) -> bool:
    """Whether a URL names this machine or one of its own network, by the address or by what the name looks like. Asks
    nobody."""
    host = host_of(base_url)
    address = address_in(host)
    if address is not None:
        return address.is_private or address.is_link_local or is_this_machine(base_url)
    return "." not in host or host.endswith(_LOCAL_DOMAINS) or is_this_machine(base_url)


async def look_up(base_url: str) -> None:
    """Ask the resolver for the name in a URL, for `is_this_machine` to judge by. Never raises.

    To be called where a connection to it follows: the question may leave this machine.
    """
    host = host_of(base_url)
    if not host or address_in(host) is not None or is_loopback(base_url) or host in own_names().hosts:
        return
    if time.monotonic() - _looked_up.get(host, (-KEPT_S, frozenset()))[0] < KEPT_S:
        return
    try:
        async with asyncio.timeout(LOOK_UP_S):
            rows = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        rows = []
    addresses = (address_in(str(row[4][0])) for row in rows)
    _looked_up[host] = (time.monotonic(), frozenset(one for one in addresses if one is not None))


_looked_up: dict[str, tuple[float, frozenset[Address]]] = {}
"""Host -> when the resolver was asked, and the addresses that it gave."""


def host_of(base_url: str) -> str:
    """The host in a URL: lower case, without brackets and without a dot at its end; empty where it has none."""
    try:
        host = urlsplit(base_url).hostname or ""
    except ValueError:
        return ""
    return unquote(host).rstrip(".")


def address_in(host: str) -> Address | None:
    """The address that a host is written as, in whatever form; None for a name.

    A scope is left out, and an IPv4 address within an IPv6 one is that.
    """
    if _NUMERIC.fullmatch(host):
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except OSError:
            return None
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def own_names() -> OwnNames:
    """The names and addresses of this machine, as they were within the last seconds."""
    return _own_names(int(time.monotonic() // KEPT_S))


@functools.lru_cache(maxsize=1)
def _own_names(moment: int) -> OwnNames:
    interfaces = _interfaces()
    return OwnNames(
        addresses=frozenset(address for _, address, _ in interfaces),
        networks=tuple(
            ipaddress.ip_network(f"{address}/{mask}", strict=False)
            for name, address, mask in interfaces
            if mask and _is_for_guests(name)
        ),
        names=_names(),
        hosts=_hosts_file(),
    )


def _is_own(address: Address, own: OwnNames) -> bool:
    return (
        address.is_loopback
        or address.is_unspecified
        or address in own.addresses
        or any(address in network for network in own.networks)
    )


def _interfaces() -> list[tuple[str, Address, str]]:
    """Name, address and network mask of every interface; an IPv6 mask is the length of its prefix."""
    import psutil

    rows = []
    try:
        interfaces = psutil.net_if_addrs()
    except OSError:
        return []
    for name, entries in interfaces.items():
        for entry in entries:
            if entry.family not in (socket.AF_INET, socket.AF_INET6):
                continue
            address = address_in(entry.address)
            if address is not None:
                rows.append((name, address, _mask(entry.netmask)))
    return rows


def _mask(netmask: str | None) -> str:
    if not netmask or ":" not in netmask:
        return netmask or ""
    return str(int(ipaddress.IPv6Address(netmask.partition("%")[0])).bit_count())


def _is_for_guests(interface: str) -> bool:
    """Whether an interface is a bridge that only containers and virtual machines of this machine hang on."""
    try:
        ports = os.listdir(INTERFACES / interface / "brif")
    except OSError:
        return False
    return bool(ports) and all(port.startswith(_VIRTUAL_PORTS) for port in ports)


def _names() -> frozenset[str]:
    """The host's own name, bare and below the domains that the resolver searches."""
    name = socket.gethostname().lower().rstrip(".")
    short = name.partition(".")[0]
    domains = {"local", "localdomain", name.partition(".")[2], *_searched()} - {""}
    return frozenset({name, short, *(f"{short}.{domain}" for domain in domains)} - {""})


def _searched() -> list[str]:
    rows = (line.split() for line in _text(RESOLVER).splitlines())
    return [word.lower().strip(".") for row in rows if row[:1] in (["search"], ["domain"]) for word in row[1:]]


def _hosts_file() -> dict[str, frozenset[Address]]:
    found: dict[str, set[Address]] = {}
    for line in _text(HOSTS).splitlines():
        number, *names = line.partition("#")[0].split() or [""]
        if (address := address_in(number)) is None:
            continue
        for name in names:
            found.setdefault(name.lower().rstrip("."), set()).add(address)
    return {name: frozenset(addresses) for name, addresses in found.items()}


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
