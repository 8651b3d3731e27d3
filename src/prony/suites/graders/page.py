"""Page: the answer is opened in a browser; each line of tests/page.jsonl is a test that uses it and looks at it."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, KnownTests, ProgramOptions
from prony.suites.page_checks import PAGE_STEPS
from prony.suites.source import TaskSource

Side = Annotated[int, msgspec.Meta(ge=50, le=4000)]


class PageOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.page]`."""

    file: str = "page.jsonl"
    """The file of checks, below tests/."""
    path: str | None = None
    """What is opened; where it is not said, the first answer file that is HTML, else /."""
    serve: bool = False
    """Whether the answer is a server, which is started and asked; else its files are served."""
    port: Annotated[int, msgspec.Meta(ge=1024, le=65000)] = 8080
    """Of the site, on 127.0.0.1; for a server the variable PORT, too."""
    start_s: Annotated[float, msgspec.Meta(ge=0.1, le=300)] = 10.0
    """Seconds until a server must be ready."""
    step_s: Annotated[float, msgspec.Meta(ge=0.5, le=300)] = 10.0
    """Seconds of this machine's time that a step may take."""
    most_s: Annotated[float, msgspec.Meta(ge=5, le=3600)] = 300.0
    """Seconds of this machine's time that all checks together may take."""
    width: Side = 800
    height: Side = 600
    memory_mb: Annotated[int, msgspec.Meta(ge=256, le=65536)] = 1024
    """Of the browser, page and all."""
    only_pictures: bool = False
    """Whether its checks are there for their pictures alone: no tests, and gone through only where a browser is."""


def read_tests(source: TaskSource, options: PageOptions) -> KnownTests | None:
    """The ids of the checks that hold; None where there is no file of them."""
    name = f"tests/{options.file}"
    if name not in source.files:
        source.add("E320", source.file(name), "the checks are missing")
        return None
    checks = PAGE_STEPS.collect(source.files[name], source.file(name), source.problems)
    return KnownTests(ids=() if options.only_pictures else tuple(check.id for check in checks))


def _path(value: Any) -> str | None:
    """Say what is wrong with the path of a URL."""
    fits = isinstance(value, str) and re.fullmatch(r"/[!-~]*", value)
    return None if fits else "must be a path such as /index.html"


GRADER = GraderKind(
    level=Assurance.A,
    options=PageOptions,
    checks={"path": _path},
    files=("tests/page.jsonl",),
    read_tests=read_tests,
)
