"""Kimi K2's form: the name with its namespace and a number.

<|tool_calls_section_begin|><|tool_call_begin|>functions.bash:0<|tool_call_argument_begin|>{"command": "ls"}
<|tool_call_end|><|tool_calls_section_end|>
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm

_SIGN = re.compile(r"<\|tool_calls?_(?:section_|argument_)?(?:begin|end)\|>")
_CALL = re.compile(
    r"(?:<\|tool_calls?_section_begin\|>\s*)?<\|tool_call_begin\|>\s*(?P<name>[\w.-]+(?::\d+)?)\s*<\|tool_call_argument_begin\|>"
)
_END = re.compile(r"\s*<\|tool_call_end\|>(?:\s*<\|tool_calls?_section_end\|>)?")

FORM = MarkedForm(sign=_SIGN, call=_CALL, end=_END)
