"""Values that a step captured, in the steps behind it: untrusted, so bounded, and harmless where they are put. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from prony.suites.service_checks import VARIABLE

LONGEST_VALUE = 4096
"""Characters of a captured value."""


def text_of(value: Any) -> str:
    """A captured value as it stands in a text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def in_target(target: str, values: Mapping[str, Any]) -> str:
    """A target with its variables, whose values are quoted; a target that is one variable alone is a path, or a URL."""
    if whole := VARIABLE.fullmatch(target):
        path = re.sub(r"\A[a-z]+://[^/?#]*", "", text_of(values[whole[1]]))
        return "/" + quote(path, safe="/?&=%:@!$'()*+,;~-._", errors="replace").lstrip("/")
    return _filled(target, values, lambda value: quote(text_of(value), safe="", errors="replace"))


def in_header(value: str, values: Mapping[str, Any]) -> str:
    """A header's value with its variables, without what would end its line."""
    return re.sub(r"[\x00-\x1f\x7f]", "", _filled(value, values, text_of))


def in_text(text: str, values: Mapping[str, Any]) -> str:
    """A text with its variables."""
    return _filled(text, values, text_of)


def in_json(value: Any, values: Mapping[str, Any]) -> Any:
    """A JSON value with its variables: a text that is one variable becomes the value itself."""
    if isinstance(value, str):
        whole = VARIABLE.fullmatch(value)
        return values[whole[1]] if whole else in_text(value, values)
    if isinstance(value, list):
        return [in_json(item, values) for item in value]
    if isinstance(value, dict):
        return {key: in_json(item, values) for key, item in value.items()}
    return value


def _filled(text: str, values: Mapping[str, Any], put: Callable[[Any], str]) -> str:
    return VARIABLE.sub(lambda match: put(values[match[1]]), text)
