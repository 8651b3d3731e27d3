"""Service: level A over HTTP. The answer runs as a server; each line of tests/service.jsonl is a test that asks it."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, KnownTests, ProgramOptions
from prony.suites.service_checks import MOST_SERVERS, SERVICE_STEPS
from prony.suites.source import TaskSource

HIGHEST_PORT = 65535 - MOST_SERVERS


class ServiceOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.service]`."""

    file: str = "service.jsonl"
    """The file of checks, below tests/."""
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
    fresh: bool = False
    """Whether each check has a server of its own, with a clean disk."""
    env: dict[str, str] = {}
    """More variables for it."""


def read_tests(source: TaskSource, options: ServiceOptions) -> KnownTests | None:
    """The ids of the checks that hold; None where there is no file of them."""
    name = f"tests/{options.file}"
    if name not in source.files:
        source.add("E320", source.file(name), "the checks are missing")
        return None
    checks = SERVICE_STEPS.collect(source.files[name], source.file(name), source.problems)
    return KnownTests(ids=tuple(check.id for check in checks))


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


GRADER = GraderKind(
    level=Assurance.A,
    options=ServiceOptions,
    checks={"ready_line": _pattern, "ready_path": _path},
    files=("tests/service.jsonl",),
    read_tests=read_tests,
)
