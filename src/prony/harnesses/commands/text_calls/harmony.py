"""The form of gpt-oss: a message to a function, in whatever order its header comes.

<|channel|>commentary to=functions.bash <|constrain|>json<|message|>{"command": "ls"}<|call|>
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm

_SIGN = re.compile(r"\bto=functions\.|<\|call\|>|<\|constrain\|>")
_CALL = re.compile(
    r"(?:<\|start\|>)?(?:assistant)?(?:<\|channel\|>)?(?:commentary|analysis)?(?<!\s)\s*to=(?P<name>[\w.-]+)[^{}\n]{0,80}?<\|message\|>"
)
_END = re.compile(r"\s*<\|(?:call|end)\|>")

FORM = MarkedForm(sign=_SIGN, call=_CALL, end=_END)
