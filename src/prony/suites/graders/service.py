"""Service: level A over HTTP. The answer runs as a server; each line of tests/service.jsonl is a test that asks it."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.graders.hosted import HOSTED_CHECKS, HostedOptions
from prony.suites.graders.kind import GraderKind, KnownTests
from prony.suites.service_checks import SERVICE_STEPS
from prony.suites.source import TaskSource


class ServiceOptions(HostedOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.service]`."""

    file: str = "service.jsonl"
    """The file of checks, below tests/."""
    fresh: bool = False
    """Whether each check has a server of its own, with a clean disk."""
    sources: bool = True
    """Whether all that was handed in lies in the folder that it is started in; else only files that `argv` names."""
    build: str | None = None
    """The id of one more test: the answer compiles, or, where nothing is compiled, its server becomes ready."""


def read_tests(source: TaskSource, options: ServiceOptions) -> KnownTests | None:
    """The ids of the checks that hold; None where there is no file of them."""
    name = f"tests/{options.file}"
    if name not in source.files:
        source.add("E320", source.file(name), "the checks are missing")
        return None
    checks = SERVICE_STEPS.collect(source.files[name], source.file(name), source.problems)
    ids = tuple(check.id for check in checks)
    if options.build in ids:
        source.add("E332", source.file(name), f"{options.build} is the test of the build, too")
    return KnownTests(ids=(options.build, *ids) if options.build else ids)


GRADER = GraderKind(
    level=Assurance.A,
    options=ServiceOptions,
    checks=HOSTED_CHECKS,
    files=("tests/service.jsonl",),
    read_tests=read_tests,
)
