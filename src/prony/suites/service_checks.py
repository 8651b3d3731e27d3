"""Checks of a service: the lines of `tests/service.jsonl`, each a test made of steps.

A step is a request and what must come back, or what is done with the server: stop it, start it, restart it, wait. A
line with a single request says it without `steps`. docs/services.md is the reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

import msgspec

from prony.nouns import Noun
from prony.suites.cases import ORDERS, Tolerance
from prony.suites.stepped import CheckStep, StepKinds

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MOST_PARALLEL = 64
MOST_SERVERS = 4
LONGEST_WAIT_S = 30.0
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""A captured value in a target, a header, a body or an expectation."""
COUNTER = "n"
"""The variable that numbers the requests of a step with `parallel`, from 0."""
MATCHERS = ("$matches", "$type", "$any")
"""Objects of one key that stand in an expected JSON value for more than one value."""
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")

Server = Annotated[int, msgspec.Meta(ge=0, lt=MOST_SERVERS)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=600)]
Status = Annotated[int, msgspec.Meta(ge=200, le=599)]


class ServiceStep(CheckStep, frozen=True, kw_only=True):
    """One step of a check. server: which of several it is about."""

    server: Server = 0


class Capture(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value of an answer that later steps use: of its JSON (`json`, a pointer), of a header, or its `body`."""

    json: str | None = None
    header: str | None = None
    body: bool = False
    pattern: str | None = None
    """Found in it; its first group, or all of it, is the value."""


class RequestStep(ServiceStep, frozen=True, kw_only=True):
    """A request, and what must come back. Where `status` is not said, any of 200 to 299 will do."""

    request: str
    """Method and target: `GET /items?limit=2`."""
    headers: dict[str, str] = {}
    body: str | None = None
    json: Any = msgspec.UNSET
    """Sent as the body, with its content-type."""
    status: tuple[Status, ...] = ()
    expect_headers: dict[str, Any] = {}
    """Name -> the text that it must be, {"$matches": pattern}, or null where it must not be there."""
    expect_json: Any = msgspec.UNSET
    expect: str | None = None
    """The whole body, as text."""
    matches: str | None = None
    """A pattern that is found in the body."""
    partial: bool = False
    """Objects of the answer may have keys that `expect_json` does not name."""
    order: str | None = None
    tolerance: Tolerance | None = None
    capture: dict[str, Capture] = {}
    parallel: Annotated[int, msgspec.Meta(ge=1, le=MOST_PARALLEL)] | None = None
    """So many of these requests at the same time; each answer must be right."""
    statuses: dict[str, int] = {}
    """In place of `status`: status -> how many of the parallel answers have it, exactly."""
    distinct: str | None = None
    """A pointer into the JSON of the parallel answers: no two values there are the same."""
    within_s: Seconds | None = None


class StopStep(ServiceStep, frozen=True, kw_only=True):
    """Signal the server, which must end; SIGKILL gives it no choice."""

    stop: Literal["SIGTERM", "SIGINT", "SIGKILL"]
    within_s: Seconds | None = None
    exit: Annotated[int, msgspec.Meta(ge=0, le=255)] | None = None
    """The status that it must end with; where it is not said, it may end in any way."""


class StartStep(ServiceStep, frozen=True, kw_only=True):
    """Start a server that was stopped, on the files as they are."""

    start: Literal["kept"]


class RestartStep(ServiceStep, frozen=True, kw_only=True):
    """End every server, however it takes that, and start this one: on its files as they are, or on a clean disk."""

    restart: Literal["kept", "fresh"]


class WaitStep(ServiceStep, frozen=True, kw_only=True):
    """Let time pass."""

    wait_s: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT_S)]


_KINDS: dict[str, type[CheckStep]] = {
    "request": RequestStep,
    "stop": StopStep,
    "start": StartStep,
    "restart": RestartStep,
    "wait_s": WaitStep,
}
"""The key that tells a step's kind -> its struct."""


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with its short forms spelled out: one status, a bare tolerance, a place of a capture as a text."""
    out = dict(raw)
    if type(out.get("status")) is int:
        out["status"] = [out["status"]]
    tolerance = out.get("tolerance")
    if isinstance(tolerance, int | float) and not isinstance(tolerance, bool):
        out["tolerance"] = {"abs": float(tolerance), "rel": float(tolerance)}
    if isinstance(out.get("capture"), dict):
        out["capture"] = {name: {"json": at} if isinstance(at, str) else at for name, at in out["capture"].items()}
    return out


def _faults(step: ServiceStep) -> list[str]:
    if not isinstance(step, RequestStep):
        return []
    method, _, target = step.request.partition(" ")
    faults = []
    if method not in METHODS or not target.startswith(("/", "${")):
        faults.append(f"`request` is a method ({', '.join(METHODS)}) and a target: GET /items")
    elif any(not 32 < ord(letter) < 127 for letter in target):
        faults.append("a target is ASCII without spaces: write %20 and the like")
    if step.body is not None and step.json is not msgspec.UNSET:
        faults.append("a request has one body: `body` or `json`")
    if step.order is not None and step.order not in ORDERS:
        faults.append(f"`order` is one of {', '.join(ORDERS)}")
    if step.parallel is None and (step.statuses or step.distinct is not None):
        faults.append("`statuses` and `distinct` belong to `parallel` requests")
    if step.statuses and step.status:
        faults.append("only one of `status` and `statuses` can hold")
    if not all(re.fullmatch("[2-5][0-9][0-9]", status) for status in step.statuses):
        faults.append('`statuses` has statuses as its keys: {"201": 1, "409": 9}')
    elif step.statuses and sum(step.statuses.values()) != step.parallel:
        faults.append(f"`statuses` counts {sum(step.statuses.values())} answers, of {step.parallel} parallel ones")
    if step.parallel is not None and step.capture:
        faults.append("`capture` has no one answer to take from, of `parallel` ones")
    for name, value in step.headers.items():
        if not re.fullmatch(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+", name) or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
            faults.append(f"the header {name!r} cannot be sent")
    for name, at in step.capture.items():
        faults += _capture_faults(name, at)
    for pointer in (step.distinct, *(at.json for at in step.capture.values())):
        if pointer not in (None, "") and not str(pointer).startswith("/"):
            faults.append(f"{pointer!r} is no JSON pointer: /items/0/id")
    for name, value in step.expect_headers.items():
        if value is not None and not isinstance(value, str) and list(value) != ["$matches"]:
            faults.append(f'the header {name!r} is expected as a text, {{"$matches": pattern}} or null')
    patterns = [step.matches, *(at.pattern for at in step.capture.values())]
    patterns += [value.get("$matches") for value in step.expect_headers.values() if isinstance(value, dict)]
    for pattern in patterns:
        faults += pattern_faults(pattern)
    return faults + list(matcher_faults(step.expect_json))


def _capture_faults(name: str, at: Capture) -> list[str]:
    faults = []
    if not VARIABLE.fullmatch(f"${{{name}}}") or name == COUNTER:
        faults.append(f"{name!r} is no name for a captured value")
    if [at.json is not None, at.header is not None, at.body].count(True) != 1:
        faults.append(f"the capture {name!r} has one of `json`, `header` and `body`")
    return faults


def pattern_faults(pattern: Any) -> list[str]:
    """What is wrong with a pattern; None is none."""
    if pattern is None:
        return []
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        return [f"{pattern!r} is no pattern: {error}"]
    return [f"the pattern {pattern!r} cannot hold a captured value"] if VARIABLE.search(pattern) else []


def _check_type(argument: Any) -> list[str]:
    named = argument if isinstance(argument, list) else [argument]
    return [] if named and all(name in TYPES for name in named) else [f"$type is one of {', '.join(TYPES)}"]


_MATCHER_FAULTS: Mapping[str, Callable[[Any], list[str]]] = {
    "$matches": pattern_faults,
    "$type": _check_type,
    "$any": lambda argument: [] if argument is True else ['{"$any": true} stands for any value'],
}


def matcher_faults(value: Any) -> list[str]:
    """What is wrong with the matchers anywhere in an expected value."""
    if isinstance(value, list):
        return [fault for item in value for fault in matcher_faults(item)]
    if not isinstance(value, dict):
        return []
    if len(value) == 1 and (name := next(iter(value))) in _MATCHER_FAULTS:
        return _MATCHER_FAULTS[name](value[name])
    return [fault for item in value.values() for fault in matcher_faults(item)]


def _unbound(steps: tuple[ServiceStep, ...]) -> list[str]:
    """Variables that are used before any step captured them."""
    bound: set[str] = set()
    faults = []
    for step in steps:
        if isinstance(step, RequestStep):
            own = {COUNTER} if step.parallel is not None else set()
            used = set(VARIABLE.findall(json.dumps(msgspec.to_builtins(step), ensure_ascii=False)))
            faults += [f"${{{name}}} is captured by no step before it" for name in sorted(used - bound - own)]
            bound |= set(step.capture)
    return faults


SERVICE_STEPS = StepKinds(kinds=_KINDS, spell_out=_spelled_out, faults=_faults, faults_together=_unbound)
"""The lines of tests/service.jsonl."""
