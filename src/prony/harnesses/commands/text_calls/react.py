"""The form of ReAct: the tool's name on one line, its arguments as JSON on the next.

Action: bash
Action Input: {"command": "ls"}
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm

_SIGN = re.compile(r"^[ \t]*Action Input:", re.MULTILINE)
_CALL = re.compile(r"^[ \t]*Action:[ \t]*`?(?P<name>[\w.-]+)`?[ \t]*\n[ \t]*Action Input:[ \t]*", re.MULTILINE)

FORM = MarkedForm(sign=_SIGN, call=_CALL)
