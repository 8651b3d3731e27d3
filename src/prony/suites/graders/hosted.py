"""What a task says of a server that was handed in: where it listens, when it is ready, how long it may take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from prony.suites import schema
from prony.suites.graders.kind import ProgramOptions
from prony.suites.service_checks import MOST_SERVERS

HIGHEST_PORT = 65535 - MOST_SERVERS


class HostedOptions(ProgramOptions, frozen=True, kw_only=True):
    """The options that all kinds have which ask a server."""

    port: Annotated[int, msgspec.Meta(ge=1024, le=HIGHEST_PORT)] = 8080
    """Where it listens, on 127.0.0.1: the variable PORT, and `{port}` in `argv`. A second server has the next one."""
    ready_line: str | None = None
    """It is ready when it prints a line to stdout in which this pattern is found."""
    ready_path: str | None = None
    """It is ready when it answers GET for this path with a status from 200 to 299."""
    start_s: Annotated[float, msgspec.Meta(ge=0.1, le=300)] = 10.0
    """Seconds until it must be ready."""
    request_s: Annotated[float, msgspec.Meta(ge=0.1, le=300)] = 5.0
    """Seconds that an answer may take, to its last byte."""
    stop_s: Annotated[float, msgspec.Meta(ge=0.1, le=300)] = 5.0
    """Seconds until it must have ended once it is signalled."""
    env: dict[str, str] = {}
    """More variables for it."""


def _pattern(value: Any) -> str | None:
    """Say what is wrong with a pattern."""
    try:
        re.compile(value)
    except (re.error, TypeError) as error:
        return f"must be a regular expression ({error})"
    return None


def _path(value: Any) -> str | None:
    """Say what is wrong with the path of a URL."""
    fits = isinstance(value, str) and re.fullmatch(r"/[!-~]*", value)
    return None if fits else "must be a path such as /health"


HOSTED_CHECKS: Mapping[str, schema.Check] = {"ready_line": _pattern, "ready_path": _path}
"""Of these options, what is wrong with a value that its type alone does not tell."""
