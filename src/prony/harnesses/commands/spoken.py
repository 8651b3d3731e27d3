"""The part of a reply that is said to others: without thoughts, and up to the end of the turn.

What stands within a fenced block is never taken away: it may be part of a command.
"""

from __future__ import annotations

import re

from prony.languages.shell_text import left_open
from prony.suites.fences import Block, Reader, blocks

SHELLS = frozenset({"bash", "sh", "shell", "zsh", "shellscript", "shell-script"})
"""Languages of fences that hold commands."""

MOST_MARKS = 40
"""As many marks of one kind are looked at: each is, with all that stands before it."""
_TAG = r"(?:think|thinking|thought|reasoning|seed:think)"
_PAIR = re.compile(rf"^[ \t]*<{_TAG}>.*?</{_TAG}>", re.DOTALL | re.IGNORECASE | re.MULTILINE)
_PAIR_END = re.compile(rf"</{_TAG}>", re.IGNORECASE)
_THOUGHTS = (
    re.compile(rf"\A\s*<{_TAG}>.*", re.DOTALL | re.IGNORECASE),
    re.compile(r"\[THINK\].*?(?:\[/THINK\]|\Z)", re.DOTALL),
    re.compile(r"<\|START_THINKING\|>.*?(?:<\|END_THINKING\|>|\Z)", re.DOTALL),
    re.compile(r"◁think▷.*?(?:◁/think▷|\Z)", re.DOTALL),
    re.compile(
        r"(?:<\|start\|>assistant)?<\|channel\|>analysis<\|message\|>.*?(?:<\|end\|>|(?=<\|start\|>)|\Z)", re.DOTALL
    ),
)
_CHANNEL = re.compile(r"(?:<\|start\|>assistant|(?<!\w))<\|channel\|>(?:final|commentary)<\|message\|>")
_ORPHAN = re.compile(rf"</{_TAG}>|\[/THINK\]|<\|END_THINKING\|>|◁/think▷", re.IGNORECASE)
_END_OF_TURN = re.compile(
    r"<\|(?:im_end|eot_id|eom_id|endoftext|end_of_text|end_of_turn|END_OF_TURN_TOKEN|eot|return)\|>"
    r"|<end_of_turn>|<turn\|>|<｜end▁of▁sentence｜>|</s>(?=\s*\Z)"
)


def spoken(text: str) -> str:
    """What a reply says, with plain line breaks."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _without(text, _PAIR, max((match.end() for match in _PAIR_END.finditer(text)), default=0))
    for pattern in (*_THOUGHTS, _CHANNEL):
        text = _without(text, pattern)
    for match in _few(_ORPHAN, text):
        if _is_outside(text[: match.start()]):
            text = text[match.end() :]
            break
    for match in _few(_END_OF_TURN, text):
        if not text[match.end() :].strip() or _is_outside(text[: match.start()]):
            return text[: match.start()]
    return text


def fenced_blocks(text: str) -> list[Block]:
    """The fenced blocks of what is said. A fence within a here-document or a quote of a shell's text ends no block."""
    return blocks(text, _reader)


def _reader(language: str) -> Reader | None:
    return _read if language in SHELLS else None


def _read(text: str) -> tuple[bool, bool]:
    is_open = bool(left_open(text))
    return is_open, not is_open


def _few(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The first matches, and the last one."""
    found = list(pattern.finditer(text))
    return [*found[:MOST_MARKS], *found[MOST_MARKS:][-1:]]


def _without(text: str, pattern: re.Pattern[str], stop: int | None = None) -> str:
    """The text without the matches before `stop` that begin outside fenced blocks."""
    at = tried = 0
    behind = 0 if stop is None else len(text) - stop
    while (tried := tried + 1) <= MOST_MARKS and (match := pattern.search(text, at, len(text) - behind)):
        at = match.end()
        if _is_outside(text[: match.start()]):
            text, at = text[: match.start()] + text[match.end() :], match.start()
    return text


def _is_outside(before: str) -> bool:
    """Whether no fenced block stands open at the end of `before`, but for one that a glued fence closes there."""
    found = fenced_blocks(before)
    return not found or found[-1].closed
