"""The form of Qwen-Agent's older prompts.

✿FUNCTION✿: bash
✿ARGS✿: {"command": "ls"}
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm

_SIGN = re.compile(r"✿(?:FUNCTION|ARGS)✿")
_CALL = re.compile(r"✿FUNCTION✿:[ \t]*(?P<name>[\w.-]+)\s*✿ARGS✿:[ \t]*")
_END = re.compile(r"\s*✿RESULT✿:?\s*\Z")

FORM = MarkedForm(sign=_SIGN, call=_CALL, end=_END)
