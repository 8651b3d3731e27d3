"""Scrub: texts and bytes without what tells whose machine it was: paths, host names, users, addresses.

Two strengths. Texts of the record's own fields (what an engine said, notes, names, settings) lose every path and every
address. Bodies (requests, replies, files) lose what is known of this machine and of the run's engines, and every
person's home folder; else an address in a model's answer could not be told from its code.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import pwd
import re
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import msgspec

from prony.addresses import address_in, host_of, own_names
from prony.config import home, user_home
from prony.nouns import Noun
from prony.plain import homeless

ADDRESS, PATH, HOST, USER = "[address]", "[path]", "[host]", "[user]"
LEAST_NAME = 3
"""Characters of a host's or a user's name that is looked for in texts."""
COMMON = frozenset(
    {"root", "user", "users", "admin", "administrator", "ubuntu", "debian", "fedora", "arch", "alpine", "nobody"}
    | {"runner", "docker", "container", "vagrant", "vscode", "jovyan", "node", "app", "dev", "test", "guest", "home"}
    | {"work", "build", "localhost", "localdomain", "local", "host", "server", "model", "models", "ec2-user", "python"}
    | {"prony", "engine", "embedded", "quick", "private"}
)
"""Names that tell nothing of whose machine it is, and stand in too many texts."""

_INSIDE = r"(?:v\d+|api|work|box|tests|tools)\b"
_PATH = re.compile(
    rf"(?<![\w.~/:*-])(?:~[\w.-]*)?/(?!{_INSIDE})[\w.@~+-][^\s'\"`,;()<>\[\]{{}}|*?]*"
    rf"|\b[A-Za-z]:\\[^\s'\"`,;()<>|*?]+|\\\\[\w.-]+\\[^\s'\"`,;()<>|*?]+"
)
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,12}://[^\s'\"`<>,;)]+", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*")
_IPV4 = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.-]*\w)")
_IPV6 = re.compile(r"(?<![\w:.])\[?[0-9a-fA-F:]{2,39}(?:%\w+)?\]?(?::\d{1,5})?(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\w:-])")
_LOCAL = re.compile(
    r"(?<![\w.-])(?:localhost|[\w-]+(?:\.[\w-]+)*\.(?:local|lan|localdomain|internal|intranet|corp|home|home\.arpa))"
    r"(?::\d{1,5})?(?![\w-])",
    re.IGNORECASE,
)
_KERNEL_WORDS = re.compile(
    r"\d+|v?\d+|rc\d+|generic|amd64|x86|64|aarch64|arm64|lts|rt|cloud|azure|aws|gcp|oracle|kvm|virtual|lowlatency|server|"
    r"default|standard|microsoft|WSL2|pve|fc\d*|el\d+|deb\d+|deb\d+u\d+|bpo\d*|arch\d+|zen\d*|hardened|rpi|raspi|"
    r"linuxkit|MANJARO|cachyos|xanmod\d*|liquorix"
)


class MachineNames(Noun, frozen=True, kw_only=True):
    """What is known of the places that a record is from."""

    hosts: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    """Names of models that are paths."""

    def with_engines(self, urls: Iterable[str]) -> MachineNames:
        """Also those of engines, by their addresses."""
        hosts, addresses = set(self.hosts), set(self.addresses)
        for url in urls:
            host = host_of(url)
            address = address_in(host) if host else None
            if address is None and host:
                hosts.add(host.lower())
            elif address is not None and not (address.is_loopback or address.is_unspecified):
                addresses.add(str(address))
        return _with(self, hosts=hosts, addresses=addresses)

    def with_places(self, paths: Iterable[str]) -> MachineNames:
        """Also folders and files that a record names."""
        return _with(self, folders={*self.folders, *(path.rstrip("/") for path in paths if is_place(path))})

    def with_models(self, names: Iterable[str]) -> MachineNames:
        """Also models that are called by a path."""
        return _with(self, models={*self.models, *(name for name in names if is_place(name))})


def _with(one: MachineNames, **fields: set[str]) -> MachineNames:
    return msgspec.structs.replace(one, **{name: frozenset(values) for name, values in fields.items()})


def machine_names() -> MachineNames:
    """What this machine, this user and this folder are called."""
    own = own_names()
    users = {os.environ.get(name, "") for name in ("USER", "LOGNAME", "SUDO_USER")}
    with contextlib.suppress(KeyError):
        users.add(pwd.getpwuid(os.getuid()).pw_name)
    hosts = {*own.names, socket.gethostname().lower(), os.environ.get("HOSTNAME", "").lower()}
    hosts |= {name.partition(".")[0] for name in hosts}
    homes = {str(path) for path in (user_home(), home(), Path.cwd()) if path is not None}
    return MachineNames(
        hosts=frozenset(hosts - {""}),
        users=frozenset(users - {""}),
        folders=frozenset(folder for folder in homes if is_place(folder)),
        addresses=frozenset(str(one) for one in own.addresses if not (one.is_loopback or one.is_unspecified)),
    )


def is_place(text: str) -> bool:
    """Whether a text is a path of its own: absolute, or below a home, and more than a root."""
    return len(text) > 2 and (text.startswith(("/", "~", "\\\\")) or bool(re.match(r"[A-Za-z]:[\\/]", text)))


def base_name(text: str) -> str:
    """The last part of a name that is a path."""
    pure = PureWindowsPath(text) if "\\" in text else PurePosixPath(text)
    return pure.name or "model"


class Scrubber:
    """Takes out what `known` names. swaps: further words -> what stands for them, in texts of fields only."""

    def __init__(self, known: MachineNames, swaps: Mapping[str, str] | None = None) -> None:
        signs = {**dict.fromkeys(map(str.lower, known.users), USER), **dict.fromkeys(map(str.lower, known.hosts), HOST)}
        names = {name: sign for name, sign in signs.items() if name not in COMMON}
        self._swaps = dict(swaps or {})
        self._words = {name: sign for name, sign in names.items() if len(name) >= LEAST_NAME}
        self._word = _any_word(self._words)
        self._swap = _any_word(self._swaps, ignore_case=False)
        self._models = {model: base_name(model) for model in known.models}
        self._literals = _literals({**dict.fromkeys(known.addresses, ADDRESS), **self._models})
        self._literal = _any_of(self._literals)
        self._folder = _any_of(_literals(dict.fromkeys(filter(_is_own_folder, known.folders), PATH)), _REST)
        distinct = [name for name in self._words if _is_distinct(name)]
        self._in_bodies = _in_context(names, distinct)

    def text(self, text: str) -> str:
        """A text of a field, without any path, address, host or user."""
        for pattern, sign in ((_URL, ADDRESS), (_MAIL, ADDRESS), (_PATH, PATH), (_LOCAL, ADDRESS), (_MAC, ADDRESS)):
            text = pattern.sub(sign, text)
        text = _IPV4.sub(_address(_is_ipv4), text)
        text = _IPV6.sub(_address(_is_ipv6), text)
        return self.word(homeless(text))

    def word(self, text: str) -> str:
        """A text without hosts, users and what is swapped, whatever else it holds."""
        if self._word is not None:
            text = self._word.sub(lambda found: self._words[found[0].lower()], text)
        if self._swap is not None:
            text = self._swap.sub(lambda found: self._swaps[found[0]], text)
        return text

    def name(self, name: str) -> str:
        """A name: where it is a path its last part, else as a text."""
        return self.word(base_name(name)) if is_place(name) else self.text(name)

    def value(self, value: Any) -> Any:
        """Settings of any shape with every text in them scrubbed, keys too."""
        match value:
            case str():
                return self.name(value)
            case dict():
                return {self.text(str(key)): self.value(item) for key, item in value.items()}
            case list() | tuple():
                return [self.value(item) for item in value]
        return value

    def body(self, data: bytes) -> bytes:
        """A body, without what is known and without homes."""
        if self._literal is not None:
            data = self._literal.sub(lambda found: self._literals[found[0]], data)
        if self._folder is not None:
            data = self._folder.sub(PATH.encode(), data)
        if self._in_bodies is not None:
            data = self._in_bodies.sub(HOST.encode(), data)
        return _HOMES.sub(b"~", data) if _may_hold_homes(data) else data

    def tells(self, data: bytes) -> bool:
        """Whether a body holds what is known of this machine."""
        return any(one is not None and one.search(data) for one in (self._literal, self._folder, self._in_bodies))

    def refusal(self, data: bytes) -> bytes:
        """A body in which an engine speaks for itself, such as an error: as a text, where it is one."""
        try:
            text = self.body(data).decode()
        except UnicodeDecodeError:
            return self.body(data)
        return self.text(text).encode()


def kernel(release: str | None) -> str | None:
    """A kernel's release where it is one of a distribution's; of another, which may bear a name, its number."""
    if release is None or all(_KERNEL_WORDS.fullmatch(word) for word in re.split(r"[-.+_~]", release)):
        return release
    number = re.match(r"\d+(\.\d+)*", release)
    return number[0] if number else None


_HOMES = re.compile(
    rb"(?<![\w.~-])(?:\\?/(?:home|Users)\\?/)[^/\\\s'\"`:,;)<>&]{1,64}|\b[A-Za-z]:(?:\\{1,2})Users(?:\\{1,2})[^\\\s'\"`:,;)<>]{1,64}"
)


def _may_hold_homes(data: bytes) -> bool:
    return b"home" in data or b"Users" in data


_REST = rb"(?:\\?[/\\][^\s'\"`/\\,;:)<>&]*)*"
"""What follows a folder in a path."""


def _literals(plain: Mapping[str, str]) -> dict[bytes, bytes]:
    """What is looked for in bodies as it stands, also as JSON may write it -> what stands for it."""
    forms: dict[bytes, bytes] = {}
    for text, sign in plain.items():
        escaped = json.dumps(text)[1:-1]
        for form in (text, text.replace("/", "\\/"), escaped, escaped.replace("/", "\\/")):
            forms[form.encode("utf-8", "surrogateescape")] = sign.encode()
    return forms


def _any_of(literals: Mapping[bytes, bytes], rest: bytes = b"") -> re.Pattern[bytes] | None:
    if not literals:
        return None
    longest_first = sorted(literals, key=len, reverse=True)
    return re.compile(b"(?:" + b"|".join(re.escape(one) for one in longest_first) + rb")(?![A-Za-z0-9_])" + rest)


def _is_own_folder(folder: str) -> bool:
    return len(folder) > LEAST_NAME + 1 and folder not in _SHARED


_SHARED = frozenset({"/root", "/home", "/tmp", "/usr", "/opt", "/work", "/box", "/tests", "/etc", "/var"})
"""Folders that are everybody's."""


def _is_distinct(name: str) -> bool:
    """Whether a name stands in no text by chance: it has a digit or a sign in it, or is long."""
    return len(name) >= 8 or (len(name) >= 5 and not name.isalpha())


def _any_word(words: Mapping[str, str], *, ignore_case: bool = True) -> re.Pattern[str] | None:
    if not words:
        return None
    any_of = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9]){'(?i:' if ignore_case else '(?:'}{any_of})(?![A-Za-z0-9])")


def _in_context(words: Mapping[str, str], distinct: list[str]) -> re.Pattern[bytes] | None:
    """Names in bodies: distinct ones wherever they stand; others only where they can be nothing else."""
    if not words:
        return None
    every = b"|".join(re.escape(word.encode()) for word in sorted(words, key=len, reverse=True))
    parts = [rb"(?<=@)(?:%b)(?![\w-])" % every, rb"(?<=://)(?:%b)(?![\w-])" % every]
    parts.append(rb"(?<![\w.-])(?:%b)(?=@[\w-]+|\.local\b|\.lan\b)" % every)
    if distinct:
        some = b"|".join(re.escape(word.encode()) for word in sorted(distinct, key=len, reverse=True))
        parts.append(rb"(?<![A-Za-z0-9])(?:%b)(?![A-Za-z0-9])" % some)
    return re.compile(b"|".join(parts), re.IGNORECASE)


def _address(is_one: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda found: ADDRESS if is_one(found[0]) else found[0]


def _is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text.partition(":")[0])
    except ValueError:
        return False
    return True


def _is_ipv6(text: str) -> bool:
    if text.count(":") < 2:
        return False
    inner = text[1:].partition("]")[0] if text.startswith("[") else text
    try:
        ipaddress.IPv6Address(inner.partition("%")[0])
    except ValueError:
        return False
    return inner != "::"


def strings(value: Any) -> Iterator[str]:
    """Yield every text in settings of any shape."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from strings(item)
        case list() | tuple():
            for item in value:
                yield from strings(item)
