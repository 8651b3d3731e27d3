"""What a request's answer must be: from a step and an answer to a fault, or none. Pure.

What is said of a hidden check names the kind of trouble, never what was sent or expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from prony.grading.check_fault import CheckFault
from prony.grading.compare import EXACT, Rules, kind_of
from prony.grading.services.client import HttpAnswer, HttpRequest
from prony.grading.services.json_match import NOTHING, JsonRules, at, fits, found, read_json
from prony.grading.services.variables import LONGEST_VALUE, in_header, in_json, in_target, in_text, text_of
from prony.suites.service_checks import Capture, RequestStep

_SHOWN = 300


def request_of(step: RequestStep, values: Mapping[str, Any]) -> HttpRequest:
    """The request of a step, with the values that were captured before it."""
    method, _, target = step.request.partition(" ")
    headers = {name: in_header(value, values) for name, value in step.headers.items()}
    body = None if step.body is None else in_text(step.body, values).encode("utf-8", "surrogatepass")
    if step.json is not msgspec.UNSET:
        body = msgspec.json.encode(in_json(step.json, values))
        if not any(name.lower() == "content-type" for name in headers):
            headers["Content-Type"] = "application/json"
    return HttpRequest(method=method, target=in_target(target, values), headers=tuple(headers.items()), body=body)


def answer_fault(step: RequestStep, answer: HttpAnswer, values: Mapping[str, Any]) -> CheckFault | None:
    """What is wrong with an answer; None where it is as the step says."""
    return (
        _status_fault(step, answer)
        or _header_fault(step, answer, values)
        or _text_fault(step, answer, values)
        or _json_fault(step, answer, values)
    )


def parallel_fault(step: RequestStep, answers: Sequence[HttpAnswer]) -> CheckFault | None:
    """What is wrong with the answers to parallel requests together."""
    if step.statuses:
        counts = Counter(str(answer.status) for answer in answers)
        if counts != Counter(step.statuses):
            shown = f"{dict(sorted(counts.items()))}, expected {dict(sorted(step.statuses.items()))}"
            return CheckFault(hidden="the statuses of requests at the same time are not what they must be", shown=shown)
    if step.distinct is not None:
        taken = [at(read_json(answer.body), step.distinct) for answer in answers]
        if any(value is NOTHING for value in taken):
            return CheckFault(hidden="an answer lacks a value", shown=step.distinct)
        if len({repr(value)[:LONGEST_VALUE] for value in taken}) < len(taken):
            return CheckFault(hidden="requests at the same time were given the same value", shown=step.distinct)
    return None


def captured(step: RequestStep, answer: HttpAnswer) -> dict[str, Any] | CheckFault:
    """The values that a step takes from its answer, by name; a fault where one is not there."""
    values: dict[str, Any] = {}
    for name, place in step.capture.items():
        value = _taken(place, answer)
        # A list or an object could pass for a matcher where it is expected again.
        if value is NOTHING or isinstance(value, list | dict) or len(text_of(value)) > LONGEST_VALUE:
            return CheckFault(hidden="the answer lacks a value that the next steps need", shown=name)
        values[name] = value
    return values


def _taken(place: Capture, answer: HttpAnswer) -> Any:
    value: Any = NOTHING
    if place.json is not None:
        value = at(read_json(answer.body), place.json)
    elif place.header is not None:
        value = answer.headers.get(place.header.lower(), NOTHING)
    else:
        value = answer.body.decode("utf-8", "replace")
    if value is NOTHING or place.pattern is None:
        return value
    match = found(place.pattern, text_of(value))
    return NOTHING if match is None else match[1] if match.re.groups else match[0]


def _status_fault(step: RequestStep, answer: HttpAnswer) -> CheckFault | None:
    if step.statuses:
        return None
    right = answer.status in step.status if step.status else 200 <= answer.status <= 299
    wanted = " or ".join(map(str, step.status)) or "200 to 299"
    return None if right else CheckFault(hidden=f"the wrong status, {answer.status}", shown=f"expected {wanted}")


def _header_fault(step: RequestStep, answer: HttpAnswer, values: Mapping[str, Any]) -> CheckFault | None:
    for name, wanted in step.expect_headers.items():
        value = answer.headers.get(name.lower())
        if wanted is None:
            right = value is None
        elif isinstance(wanted, str):
            right = value == in_header(wanted, values)
        else:
            right = value is not None and found(wanted["$matches"], value) is not None
        if not right:
            return CheckFault(hidden="a header is not what it must be", shown=f"{name}: {(value or 'none')[:_SHOWN]}")
    return None


def _text_fault(step: RequestStep, answer: HttpAnswer, values: Mapping[str, Any]) -> CheckFault | None:
    text = answer.body.decode("utf-8", "replace")
    if step.expect is not None and answer.body != in_text(step.expect, values).encode("utf-8", "surrogatepass"):
        return CheckFault(hidden="the wrong body", shown=repr(text[:_SHOWN]))
    if step.matches is not None and found(step.matches, text) is None:
        return CheckFault(hidden="the body is not what it must be", shown=repr(text[:_SHOWN]))
    return None


def _json_fault(step: RequestStep, answer: HttpAnswer, values: Mapping[str, Any]) -> CheckFault | None:
    if step.expect_json is msgspec.UNSET:
        return None
    value = read_json(answer.body)
    if value is NOTHING:
        return CheckFault(hidden="the body is no JSON", shown=repr(answer.body[:_SHOWN]))
    rules = Rules(tolerance=step.tolerance or EXACT, order=step.order or "exact")
    if fits(in_json(step.expect_json, values), value, JsonRules(rules=rules, partial=step.partial)):
        return None
    return CheckFault(hidden=f"the wrong JSON, a {kind_of(value)}", shown=repr(answer.body[:_SHOWN]))
