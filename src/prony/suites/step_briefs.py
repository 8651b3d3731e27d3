"""Step briefs: the brief of a step, chosen and filled from the grade of the step before. Pure.

A brief holds placeholders such as `{{ metrics.ms }}`. What fills them is bounded, and only those tests are shown that
the task lets show. What a submission printed comes back to its author in a fence that it cannot end.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping

from prony.nouns import Grade, StepBrief, Task, TaskStep, TestResult, TestStatus, Verdict
from prony.plain import clean, clean_line
from prony.suites.end_tokens import without_tokens
from prony.suites.patterns import id_matches
from prony.suites.rules import Facts, UnknownFact, parse_rule

PLACE = re.compile(r"\{\{\s*([A-Za-z_][\w./-]*)\s*\}\}")
NOT_MEASURED = "not measured"
MOST_SHOWN_CHARS = 6000
"""Of all failed tests together."""
MOST_MESSAGE_CHARS = 1500
MOST_INPUT_CHARS = 500
MOST_LABEL_CHARS = 200
MOST_NAMED = 5
"""Tests that are named, of those that failed alike."""


def places_in(text: str) -> tuple[str, ...]:
    """The names of all placeholders of a brief, each once."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def chosen_brief(step: TaskStep, grade: Grade) -> StepBrief:
    """The first brief of a step whose rule holds for the grade before.

    A rule over what was not measured does not hold; the last brief has no rule.
    """
    facts = facts_of(grade)
    return next(one for one in step.briefs if not one.when or _holds(one.when, facts))


def filled_brief(task: Task, step: TaskStep, grade: Grade, tests: Mapping[str, bytes]) -> str:
    """The brief that a step has after `grade`, with its placeholders filled. tests: the files below tests/."""
    shown = shown_results(step, grade, tests)
    fillers: dict[str, Callable[[], str]] = {
        "score": lambda: _number(grade.score),
        "scale": lambda: _number(task.scale),
        "tests.count": lambda: str(len(shown)),
        "tests.passed": lambda: str(sum(one.status is TestStatus.PASS for one, _ in shown)),
        "tests.failed": lambda: _failed(shown),
    }
    facts = facts_of(grade)

    def fill(match: re.Match[str]) -> str:
        place = match[1]
        return fillers[place]() if place in fillers else _fact(place, facts)

    return PLACE.sub(fill, chosen_brief(step, grade).text)


FACTS = ("score", "scale", "tests.count", "tests.passed", "tests.failed")
"""Placeholders beside metrics.NAME, labels.NAME and criteria.ID."""


def facts_of(grade: Grade) -> Facts:
    """What rules and placeholders may look at of a grade."""
    return Facts(
        metrics=grade.metrics, labels=grade.labels, criteria={result.id: result.earned for result in grade.criteria}
    )


def shown_results(step: TaskStep, grade: Grade, tests: Mapping[str, bytes]) -> list[tuple[TestResult, str]]:
    """The results that the briefs of a step may show, each with what its test asked; empty where that is no case."""
    cases = shown_cases(tests)
    return [
        (one, cases.get(one.id, ""))
        for one in grade.tests
        if (any(id_matches(pattern, one.id) for pattern in step.shows) if step.shows else one.id in cases)
    ]


def shown_cases(tests: Mapping[str, bytes]) -> dict[str, str]:
    """The tests whose line says `"shown": true`, by id, with what each asks, as far as that is a call or an input."""
    found = {}
    for path, data in tests.items():
        for line in data.splitlines() if path.endswith(".jsonl") and b'"shown"' in data else ():
            try:
                case = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(case, dict) and case.get("shown") is True and isinstance(case.get("id"), str):
                found[case["id"]] = _asked(case)
    return found


def _asked(case: Mapping[str, object]) -> str:
    if isinstance(case.get("call"), str):
        args, kwargs = case.get("args"), case.get("kwargs")
        words = [json.dumps(one, ensure_ascii=False) for one in (args if isinstance(args, list) else [])]
        named = kwargs.items() if isinstance(kwargs, dict) else ()
        words += [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in named]
        return _cut(f"{case['call']}({', '.join(words)})", MOST_INPUT_CHARS)
    given = case.get("stdin")
    return f"input:\n{_cut(given.rstrip(chr(10)), MOST_INPUT_CHARS)}" if isinstance(given, str) and given else ""


def _holds(when: str, facts: Facts) -> bool:
    try:
        return parse_rule(when).holds(facts)
    except UnknownFact:
        return False


def _fact(place: str, facts: Facts) -> str:
    scope, _, key = place.partition(".")
    if scope == "labels":
        label = clean_line(facts.labels.get(key, ""))[:MOST_LABEL_CHARS].replace("`", "'")
        return f"`{without_tokens(label)}`" if label else NOT_MEASURED
    value = (facts.metrics if scope == "metrics" else facts.criteria).get(key)
    return NOT_MEASURED if value is None else _number(value)


def _number(value: float) -> str:
    """A number as a person writes it: whole, or with three digits."""
    if not math.isfinite(value):
        return NOT_MEASURED
    if value == round(value) or abs(value) >= 1000:
        return f"{value:.0f}"
    return f"{value:.3g}"


def _failed(shown: Iterable[tuple[TestResult, str]]) -> str:
    """The failed ones of these results in a fenced block; those that failed alike together."""
    failed = [(one, asked) for one, asked in shown if one.status is not TestStatus.PASS]
    if not failed:
        return "No test that is shown failed."
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one, asked in failed:
        alike.setdefault((one.verdict.value, asked, one.message), []).append(one.id)
    parts: list[str] = []
    told = room = 0
    for (verdict, asked, message), ids in alike.items():
        part = _part(verdict, asked, message, ids)
        room += len(part) + 2
        if room > MOST_SHOWN_CHARS and parts:
            break
        parts.append(part)
        told += len(ids)
    left = len(failed) - told
    return fenced("\n\n".join([*parts, *([f"and {left} more failed"] if left else [])]))


def _part(verdict: str, asked: str, message: str, ids: list[str]) -> str:
    names = ", ".join(clean_line(one)[:MOST_LABEL_CHARS] for one in ids[:MOST_NAMED])
    names += f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    how = "failed" if verdict == Verdict.FAIL else f"failed: {verdict.replace('_', ' ')}"
    body = _cut(clean(message).strip("\n"), MOST_MESSAGE_CHARS)
    return "\n".join(part for part in (f"{names} ({how})", clean(asked), body) if part)


def fenced(text: str) -> str:
    """Untrusted text as a fenced block that nothing in it ends, and that ends nobody's turn."""
    body = without_tokens(text)
    longest = max((len(run) for run in re.findall(r"`{3,}", body)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{body}\n{fence}"


def _cut(text: str, most: int) -> str:
    """The text, or its head and its tail where it is longer."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]}\n[... {len(text) - 2 * half} characters left out ...]\n{text[-half:]}"
