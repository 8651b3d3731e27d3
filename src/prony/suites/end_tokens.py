"""End tokens: what ends a model's turn, as models of every family write it into their replies. Pure data."""

from __future__ import annotations

import re

_PIPED = (
    "im_end",
    "im_start",
    "eot_id",
    "eom_id",
    "eot",
    "eom",
    "eos",
    "eod",
    "end",
    "return",
    "call",
    "stop",
    "user",
    "human",
    "system",
    "assistant",
    "assistant_end",
    "observation",
    "endoftext",
    "end_of_text",
    "endofturn",
    "end_of_turn",
    "end_of_turn_token",
    "start_of_turn_token",
    "turn_end",
    "role_end",
    "end_of_role",
    "end_response",
    "end_text",
    "end_of_sentence",
    "end▁of▁sentence",
    "end_of_message",
    "endofprompt",
    "start_header_id",
    "begin_of_text",
    "begin▁of▁sentence",
    "fim_pad",
    "fim_prefix",
    "fim_suffix",
    "fim_middle",
    "file_sep",
    "file_separator",
    "repo_name",
    "pad",
    "im_user",
    "im_system",
    "im_assistant",
)
_PLAIN = (
    r"</s>",
    r"<eos>",
    r"<EOT>",
    r"<EOD>",
    r"<pad>",
    r"<end_of_turn>",
    r"<start_of_turn>",
    r"<end_of_utterance>",
    r"<turn\|>",
    r"<\|turn>",
    r"<extra_id_1>",
    r"<seed:eos>",
    r"<endoftext>",
    r"<im_end>",
    r"\[/?INST\]",
    r"\[EOS\]",
    r"\[e~\[",
    r"\[\|/?(?:endofturn|user|assistant|system)\|\]",
)
END_TOKEN = rf"(?:<[|｜](?:{'|'.join(_PIPED)})[|｜]>|{'|'.join(_PLAIN)})"
"""A pattern without groups, for mode IGNORECASE. What begins another turn ends this one."""

TRAILING = re.compile(rf"(?:\s*(?:{END_TOKEN}|<\|[a-z_]+\|>))+\s*\Z", re.IGNORECASE)
"""Tokens at the end of a text, with the white space around them."""

LEADING = re.compile(rf"(?:\s*{END_TOKEN})+", re.IGNORECASE)
"""Tokens at the beginning of a text."""

_END = re.compile(END_TOKEN, re.IGNORECASE)
_ANY = re.compile(rf"{END_TOKEN}|<[|｜][\w▁/ ]{{1,40}}[|｜]>|</?s>", re.IGNORECASE)
"""What some tokenizer may take for one of its own tokens."""
_SENTENCE_GOES_ON = re.compile(r" [a-z]{2,}")
_QUOTES = frozenset("`\"'")
_NEAR = 200
"""So many characters of a line before a token say whether it stands in inline code."""


def end_token(line: str, stop: int | None = None) -> re.Match[str] | None:
    """The first token in `line`, before `stop`, that ends a turn: not one that is quoted or spoken of."""
    for match in _END.finditer(line, 0, len(line) if stop is None else stop):
        if not quoted(line, match) and not _is_spoken_of(line, match):
            return match
    return None


def without_tokens(text: str) -> str:
    """The text with a space in each token, behind its first character, so that no tokenizer takes it for its own."""
    return _ANY.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)


def quoted(line: str, match: re.Match[str]) -> bool:
    """Whether what was found stands in quotes or in inline code, as it does where a text speaks of it."""
    start, end = match.span()
    if start == 0 or end == len(line):
        return False
    before = line[max(0, start - _NEAR) : start]
    if before[-1] in _QUOTES and line[end] in _QUOTES and not line.startswith("```", end):
        return True
    return before.count("`") % 2 == 1 and "```" not in before


def _is_spoken_of(line: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if match.group() == "</s>" and "<s>" in line[max(0, start - _NEAR) : start]:
        return True
    return line[max(0, start - 1) : start] == " " and _SENTENCE_GOES_ON.match(line, end) is not None
