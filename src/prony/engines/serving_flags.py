"""What a server of this machine was started with that no address of it tells, by the command line of its process.

Only what changes replies or their speed is read, by name: never a key, a path, or anything that is not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from prony.engines.hosting import listening_processes
from prony.plain import clean_line

LONGEST = 100
"""Characters of a value that are kept."""
SWITCHED_ON = "on"
"""The value of a flag that stands alone."""


def settings_of(base_url: str, runs: Callable[[Sequence[str]], bool], flags: Mapping[str, str]) -> dict[str, Any]:
    """The settings that the process at `base_url` was given.

    runs: whether an argument list is that of the server. flags: flag -> setting, both as they are called. Empty where
    the process cannot be read.
    """
    import psutil

    parts = urlsplit(base_url)
    for pid in listening_processes(parts.port or (443 if parts.scheme == "https" else 80)):
        try:
            arguments = psutil.Process(pid).cmdline()
        except (psutil.Error, OSError):
            continue
        if runs(arguments):
            return settings_in(arguments, flags)
    return {}


def settings_in(arguments: Sequence[str], flags: Mapping[str, str]) -> dict[str, str]:
    """The settings in an argument list: `--flag value`, `--flag=value`, or `--flag` alone; the last one counts.

    Of a file, its name is kept.
    """
    found = {}
    for at, word in enumerate(arguments):
        flag, given, value = word.partition("=")
        flag = flag.replace("_", "-")
        if flag not in flags:
            continue
        following = arguments[at + 1] if at + 1 < len(arguments) else ""
        if not given:
            value = following if following and not following.startswith("-") else SWITCHED_ON
        found[flags[flag]] = clean_line(PurePath(value).name)[:LONGEST]
    return found
