"""Where engines may be found on this machine: addresses from the environment, listening sockets and default ports."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from prony.addresses import host_of, is_loopback, is_this_machine
from prony.engines.base_urls import bases
from prony.engines.child import MARK
from prony.engines.listeners import listeners
from prony.errors import EngineError

OTHER_DEFAULT_PORTS = (5000, 5001, 1337, 10240)
"""Default ports of servers that are recognised as OpenAI-compatible only: tabbyAPI, KoboldCpp, Jan, MLX."""
ENGINE_WORDS = re.compile(
    r"llama|ollama|lm.?studio|lms\b|vllm|sglang|kobold|tabby|exllama|mlx|localai|mistral|jan\b|text.generation|aphrodite"
    r"|lmdeploy|litellm|openai|gguf|ktransformers|python|node\b|bun\b|deno|docker|podman|containers?\b|rootlessport"
    r"|slirp|pasta|ssh\b",
    re.IGNORECASE,
)
"""What a process is called that may be an engine, an interpreter that runs one, or a forwarder to one."""
KNOWN_OTHERS = frozenset({1433, 2049, 3306, 5432, 5672, 6379, 9042, 9092, 9200, 11211, 27017})
"""Ports of databases and queues, which are left alone unless their process looks like an engine."""


class Candidate(NamedTuple):
    """An address to look at, and what led to it."""

    url: str
    source: str

    @property
    def named_by_environment(self) -> bool:
        """Whether somebody wrote it down, so that it may have a path of its own."""
        return self.source in ("OPENAI_BASE_URL", "OLLAMA_HOST")


def candidates(environ: Mapping[str, str], ports: Iterable[int], listeners: bool) -> list[Candidate]:
    """Loopback addresses worth a GET, each once; the environment's first, then sockets, then default ports."""
    found = [*from_environment(environ)]
    if listeners:
        found += from_listeners()
    found += [Candidate(f"http://127.0.0.1:{port}", "default port") for port in ports]
    unique: dict[tuple[str, int], Candidate] = {}
    for one in found:
        unique.setdefault(_place(bases(one.url)[0]), one)
    return list(unique.values())


def _place(root: str) -> tuple[str, int]:
    """Host and port; loopback is one host, whatever it is called."""
    port = urlsplit(root).port or 80
    return ("" if is_loopback(root) else host_of(root), port)


def from_environment(environ: Mapping[str, str]) -> list[Candidate]:
    """OPENAI_BASE_URL and OLLAMA_HOST, where they point to this machine; an address elsewhere is not looked at."""
    named = {
        "OPENAI_BASE_URL": environ.get("OPENAI_BASE_URL", "").strip(),
        "OLLAMA_HOST": ollama_url(environ.get("OLLAMA_HOST", "")),
    }
    found = []
    for name, url in named.items():
        try:
            base = bases(url)[0]
        except EngineError:
            continue
        if is_this_machine(base):
            found.append(Candidate(url, name))
    return found


def ollama_url(written: str) -> str:
    """The address that OLLAMA_HOST means: its port is 11434, but where a scheme is given the scheme's own, and what is
    no port is left out. Empty for an empty one."""
    text = written.strip().strip("\"'")
    scheme, separator, rest = text.rpartition("://")
    place, slash, path = rest.partition("/")
    if not text:
        return ""
    default = {"": "11434", "http": "80", "https": "443"}.get(scheme.lower() if separator else "", "11434")
    bare_v6 = place.count(":") > 1 and not place.startswith("[")
    host, colon, port = (place, "", "") if bare_v6 or place.endswith("]") else place.rpartition(":")
    host = host if colon or bare_v6 or place.endswith("]") else place
    number = port if colon and port.isdecimal() and int(port) < 1 << 16 else default
    host = f"[{host}]" if bare_v6 else host or "127.0.0.1"
    return f"{scheme.lower() or 'http'}://{host}:{number}{slash}{path}"


def from_listeners() -> list[Candidate]:
    """TCP sockets that listen on an address of this machine or on all, of processes that may be engines.

    Sockets of processes that cannot be seen (another user's) are taken, databases' ports excepted. This process's own
    and those of engines that Prony started are not.
    """
    found = []
    for socket in listeners():
        if socket.port < 1024 or socket.pid == os.getpid():
            continue
        root = f"http://{_host_to_ask(socket.address)}:{socket.port}"
        if not is_this_machine(root):
            continue
        words = _process_words(socket.pid)
        likely = ENGINE_WORDS.search(words) if words else socket.port not in KNOWN_OTHERS
        if likely and not _started_by_us(socket.pid):
            found.append(Candidate(root, "listening socket"))
    return found


def _host_to_ask(listening: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """The host to ask for a socket that listens at an address: loopback where that will do."""
    address = getattr(listening, "ipv4_mapped", None) or listening
    if address.is_unspecified or (address.version == 4 and address.is_loopback):
        return "127.0.0.1"
    return f"[{address}]" if address.version == 6 else str(address)


def _process_words(pid: int | None) -> str | None:
    """Name and first arguments of a process; None when it cannot be seen."""
    import psutil

    if not pid:
        return None
    try:
        process = psutil.Process(pid)
        return " ".join([process.name(), *process.cmdline()[:6]])
    except psutil.Error:
        return None


def _started_by_us(pid: int | None) -> bool:
    """Whether a process, or what started it, is an engine that some Prony runs for itself."""
    import psutil

    try:
        return pid is not None and MARK in psutil.Process(pid).environ()
    except psutil.Error:
        return False
