"""JSON in a text, and the calls that it holds."""

from __future__ import annotations

import json
import re
from typing import Any

_DECODER = json.JSONDecoder(strict=False)  # models write line breaks into strings
_BLANK = re.compile(r"\s*")
_NAMES = ("name", "function", "tool", "tool_name", "function_name", "action")
_ARGUMENTS = ("arguments", "parameters", "args", "tool_input", "function_args", "action_input")
MOST_CHARS = 200_000
"""Longer texts are not searched for calls."""
MOST_BEGINNINGS = 50
"""As many lines that may begin a call without marks are tried."""


def json_at(text: str, at: int) -> tuple[Any, int] | None:
    """The JSON value that begins at `at`, behind blanks, and the index behind it; None where there is none."""
    match = _BLANK.match(text, at)
    at = match.end() if match else at
    doubled = text.startswith("{{", at)  # as some templates show it
    if not text.startswith(("{", "["), at):
        return None
    try:
        value, end = _DECODER.raw_decode(text, at + doubled)
    except (ValueError, RecursionError):
        return None
    if not doubled:
        return value, end
    match = re.compile(r"\s*\}").match(text, end)
    return (value, match.end()) if match else None


def calls_in(value: Any, tools: frozenset[str] = frozenset()) -> tuple[tuple[str, Any], ...] | None:
    """The calls that a JSON value is: an object, or a list of them; None where any of it is none.

    tools: names that may also be the one key of an object, whose value is then the arguments.
    """
    if isinstance(value, dict) and set(value) == {"tool_calls"}:
        value = value["tool_calls"]
    parts = value if isinstance(value, list) else [value]
    calls = [_call_in(part, tools) for part in parts]
    return tuple(call for call in calls if call is not None) if calls and None not in calls else None


def _call_in(value: Any, tools: frozenset[str]) -> tuple[str, Any] | None:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("function"), dict):
        value = value["function"]
    if len(value) == 1 and (name := next(iter(value))) in tools:
        return name, value[name]
    names = [value[key] for key in _NAMES if isinstance(value.get(key), str)]
    arguments = [value[key] for key in _ARGUMENTS if key in value]
    return (plain_name(names[0]), decoded(arguments[0])) if len(names) == 1 and len(arguments) == 1 else None


def decoded(arguments: Any) -> Any:
    """Arguments that are JSON in a text, as the value; others as they are."""
    if not isinstance(arguments, str):
        return arguments
    found = json_at(arguments, 0)
    return found[0] if found and not arguments[found[1] :].strip() else arguments


def plain_name(name: str) -> str:
    """The name of a tool without the namespace of all functions, and without the number of its call."""
    return re.sub(r":\d+$", "", name.strip().removeprefix("functions.").removeprefix("default_api."))
