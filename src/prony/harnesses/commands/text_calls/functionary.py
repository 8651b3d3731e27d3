"""Functionary's forms: of 3.2, whose first mark is the prompt's, and of 2.

>>>bash
{"command": "ls"}
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm

_SIGN = re.compile(r"^>>>(?!all\b)[\w.-]+[ \t]*$|<\|recipient\|>(?!\s*all\b)", re.MULTILINE)
_CALL = re.compile(
    r"(?:>>>|(?:<\|from\|>\s*assistant\s*)?<\|recipient\|>\s*|\A\s*)"
    r"(?P<name>[\w.-]+)[ \t]*(?:\n<\|content\|>[ \t]*|\n)(?=\{)"
)

FORM = MarkedForm(sign=_SIGN, call=_CALL)
