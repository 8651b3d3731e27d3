"""Control words: what a template writes between messages, such as `<|im_end|>`, `[/INST]` or `</s>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prony.engines.preflight.marks import WORDS

WORD = re.compile(
    r"<\|[^|<>\s]{1,48}\|>|<｜[^｜<>\s]{1,48}｜>|<(?:start|end)_of_turn>|<\|?turn\|?>|\[/?[A-Z]+(?:_[A-Z]+)*\]|</?s>"
    r"|<bos>|<eos>|<seed:[a-z]+>"
)
"""Every control word of the families that are known; a template in plain words has none."""
_ENDS = re.compile(
    r"(?<![a-z])(im_end|eot(_id)?|eom(_id)?|eos|end|endoftext|end_of_\w+|return|call)(?![a-z])|/|end▁of|<turn\|>", re.I
)
_HEADER = re.compile(r"header|_of_role|system_prompt|message|channel", re.I)
ALWAYS_TOKENS = re.compile(
    r"<\|im_(start|end)\|>|<\|(start|end)_header_id\|>|<\|eot_id\|>|<(start|end)_of_turn>|<\|(start|message|channel)\|>"
    r"|<｜[^｜]+｜>|<\|[A-Z_]+_TOKEN\|>|<\|(start|end)_of_role\|>"
)
"""Words that no family writes as plain text. Of others some do: Zephyr's `<|user|>`, `[INST]` of the first Mistral."""


def words_in(text: str) -> list[str]:
    """The control words of a text, in their order."""
    return WORD.findall(text)


def ends_turn(text: str, eos: str | None) -> str | None:
    """The control word that closes a turn, where `text`, which follows the turn, begins with one."""
    first = WORD.search(text)
    if first is None:
        return eos if eos and eos in text else None
    word = first.group()
    if word == eos or (_ENDS.search(word) and not _HEADER.search(word)):
        return word
    return eos if eos and eos in text[: first.start()] else None


def between(prompt: str, before: str, after: str | None) -> str | None:
    """What stands between two texts of a prompt; None where they do not stand there so. after: None = the end."""
    begin = prompt.find(before)
    if begin < 0:
        return None
    begin += len(before)
    end = len(prompt) if after is None else prompt.find(after, begin)
    return prompt[begin:end] if end >= 0 else None


def around_texts(prompt: str) -> str:
    """A prompt without the texts of its messages: what the template itself wrote."""
    for text in WORDS:
        prompt = prompt.replace(text, "\n")
    return prompt


def split_words(prompt: str, pieces: Sequence[str]) -> dict[str, int]:
    """Control words that the template wrote and that are no single token -> into how many they are cut.

    The pieces are found in the prompt one after the other; what the tokenizer added at the beginning, or wrote
    otherwise, is passed over.
    """
    starts, at = dict[int, int](), 0
    for piece in pieces:
        found = prompt.find(piece, at, at + len(piece) + 8) if piece else -1
        if found >= 0:
            starts[found] = len(piece)
            at = found + len(piece)
    cut: dict[str, int] = {}
    own = _spans_of_template(prompt)
    for match in WORD.finditer(prompt):
        begin, end = match.span()
        if not any(low <= begin < high for low, high in own):
            continue
        if starts.get(begin) == end - begin:
            continue
        inside = sum(begin - length < start < end for start, length in starts.items())
        cut[match.group()] = max(inside, 2)
    return cut


def _spans_of_template(prompt: str) -> list[tuple[int, int]]:
    """Where in a prompt the template wrote, and no message."""
    taken = sorted((at, at + len(text)) for text in WORDS for at in _places(prompt, text))
    spans, last = [], 0
    for begin, end in taken:
        spans.append((last, begin))
        last = end
    return [*spans, (last, len(prompt))]


def _places(prompt: str, text: str) -> list[int]:
    found, at = [], prompt.find(text)
    while at >= 0:
        found.append(at)
        at = prompt.find(text, at + 1)
    return found
