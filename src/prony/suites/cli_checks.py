"""Checks of a command-line program: the lines of `tests/cli.jsonl`, each a test made of steps in one folder.

A step runs the program, writes a file into the folder, or looks at one. docs/task-format.md is the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

import msgspec

from prony.suites.cases import ORDERS
from prony.suites.files import clean_path
from prony.suites.service_checks import matcher_faults, pattern_faults
from prony.suites.stepped import CheckStep, StepKinds

Status = Annotated[int, msgspec.Meta(ge=0, le=255)]


class RunStep(CheckStep, frozen=True, kw_only=True):
    """The program is started in the folder, and ends."""

    run: tuple[str, ...]
    """The arguments behind its command."""
    stdin: str = ""
    exit: tuple[Status, ...] = (0,)
    """The statuses of which one must come."""
    expect: str | None = None
    """What it prints, compared as `stdout` says."""
    any_of: tuple[str, ...] = ()
    """What it prints is one of these."""
    matches: tuple[str, ...] = ()
    """Patterns, each of which is found in what it prints."""
    stdout: Literal["lines", "exact", "tokens", "floats"] = "lines"
    stderr: bool | None = None
    """Whether it must write to standard error (true) or must not (false)."""


class WriteStep(CheckStep, frozen=True, kw_only=True):
    """A file is put into the folder, in place of one that may be there."""

    write: str
    text: str | None = None
    json: Any = msgspec.UNSET


class FileStep(CheckStep, frozen=True, kw_only=True):
    """A file of the folder is as it must be; without anything expected, it is there."""

    file: str
    expect: str | None = None
    """Its text, compared by lines."""
    expect_json: Any = msgspec.UNSET
    partial: bool = False
    """Objects in it may have keys that `expect_json` does not name."""
    order: str | None = None
    absent: bool = False
    """It must not be there."""


_KINDS: Mapping[str, type[CheckStep]] = {"run": RunStep, "write": WriteStep, "file": FileStep}
"""The key that tells a step's kind -> its struct."""


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with its short forms spelled out: one status, one pattern."""
    out = dict(raw)
    if type(out.get("exit")) is int:
        out["exit"] = [out["exit"]]
    if isinstance(out.get("matches"), str):
        out["matches"] = [out["matches"]]
    return out


def _faults(step: CheckStep) -> list[str]:
    return _FAULTS[type(step)](step)


def _run_faults(step: RunStep) -> list[str]:
    faults = [fault for pattern in step.matches for fault in pattern_faults(pattern)]
    if not step.exit:
        faults.append("`exit` is a status, or a list of which one must come")
    if [step.expect is not None, bool(step.any_of), bool(step.matches)].count(True) > 1:
        faults.append("only one of `expect`, `any_of` and `matches` can hold")
    if any("\0" in word for word in step.run):
        faults.append("an argument holds no zero byte")
    return faults


def _write_faults(step: WriteStep) -> list[str]:
    faults = _path_faults(step.write)
    if (step.text is None) is (step.json is msgspec.UNSET):
        faults.append("a file is written as `text` or as `json`")
    return faults


def _file_faults(step: FileStep) -> list[str]:
    faults = _path_faults(step.file) + list(matcher_faults(step.expect_json))
    if [step.expect is not None, step.expect_json is not msgspec.UNSET, step.absent].count(True) > 1:
        faults.append("only one of `expect`, `expect_json` and `absent` can hold")
    if step.order is not None and step.order not in ORDERS:
        faults.append(f"`order` is one of {', '.join(ORDERS)}")
    return faults


def _path_faults(path: str) -> list[str]:
    return [] if clean_path(path) else [f"{path!r} is no path in the folder"]


_FAULTS: Mapping[type[CheckStep], Callable[[Any], list[str]]] = {
    RunStep: _run_faults,
    WriteStep: _write_faults,
    FileStep: _file_faults,
}


def _faults_together(steps: tuple[CheckStep, ...]) -> list[str]:
    return [] if any(isinstance(step, RunStep) for step in steps) else ["nothing is run"]


CLI_STEPS = StepKinds(kinds=_KINDS, spell_out=_spelled_out, faults=_faults, faults_together=_faults_together)
"""The lines of tests/cli.jsonl."""
