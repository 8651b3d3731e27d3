"""Conversations whose every message can be found again in a prompt, letter by letter."""

from __future__ import annotations

import json
from typing import Any

TRICKY = "a < b && c > d; \"q\" + 'r' \\n {{ x }} {% y %} é 中"
"""What templates have been seen to change: signs that HTML escapes, quotes, backslashes, braces, other alphabets."""


def _marked(word: str) -> str:
    return f"{word} {TRICKY} {word}."


SYSTEM, FIRST, REPLY, SECOND, LAST_REPLY, LAST = map(_marked, ("Okapi", "Tapir", "Quoll", "Bongo", "Zorilla", "Numbat"))
WORDS = {text: text.partition(" ")[0] for text in (SYSTEM, FIRST, REPLY, SECOND, LAST_REPLY, LAST)}
"""Text -> the word that it begins and ends with, which stands nowhere else."""

TOOL, PARAMETER, ABOUT = "marked_tool", "marked_parameter", "Axolotl"
ARGUMENT, RESULT = "Pangolin", "Dugong"
CALL_ID = "call00001"
"""Nine letters and digits, as Mistral's templates demand."""


def _user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


def _assistant(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text}


ONE = (_user(FIRST),)
CONVERSATION = (_user(FIRST), _assistant(REPLY), _user(SECOND), _assistant(LAST_REPLY), _user(LAST))
TOLD = (FIRST, REPLY, SECOND, LAST_REPLY, LAST)
"""The texts of `CONVERSATION`, in their order."""
WITH_SYSTEM = ({"role": "system", "content": SYSTEM}, *CONVERSATION)

TOOLS = (
    {
        "type": "function",
        "function": {
            "name": TOOL,
            "description": f"{ABOUT}.",
            "parameters": {
                "type": "object",
                "properties": {PARAMETER: {"type": "string"}},
                "required": [PARAMETER],
            },
        },
    },
)
_CALL = {
    "id": CALL_ID,
    "type": "function",
    "function": {"name": TOOL, "arguments": json.dumps({PARAMETER: ARGUMENT})},
}
WITH_TOOLS = (
    _user(FIRST),
    {"role": "assistant", "content": "", "tool_calls": [_CALL]},
    {"role": "tool", "tool_call_id": CALL_ID, "name": TOOL, "content": RESULT},
)

NAMES = {
    SYSTEM: "the system message",
    FIRST: "the first user message",
    REPLY: "the assistant's first reply",
    SECOND: "the second user message",
    LAST_REPLY: "the assistant's last reply",
    LAST: "the last user message",
}
"""What each text is called, for people."""
