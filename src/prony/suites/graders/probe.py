"""Probe: level A over HTTP, with code. The answer runs as a server; tests/probe.py, in another sandbox, says what it is
asked and when, and judges what it answered."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.graders.hosted import HOSTED_CHECKS, HostedOptions
from prony.suites.graders.kind import GraderKind


class ProbeOptions(HostedOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.probe]`."""

    file: str = "probe.py"
    """The program that judges, below tests/."""


GRADER = GraderKind(level=Assurance.A, options=ProbeOptions, checks=HOSTED_CHECKS, files=("tests/probe.py",))
