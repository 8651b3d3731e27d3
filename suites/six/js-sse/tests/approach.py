"""Read off the text of an answer how it goes about its work, and how long it is. It counts for no points."""

import re

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"""|(?<=[(,=:\[!&|?{};\n])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*""",
    re.DOTALL,
)
"""What code is not looked for in: comments, texts, templates, regular expressions."""

_END = r"(?:\\r|\\n|\\x0[ad]|\\u000[ad]|\\u\{[ad]\})"
_AS_TEXT = rf"""["'`](?:{_END})+["'`]"""
_AS_PATTERN = rf"/(?:[^/\n\\]|\\.)*{_END}(?:[^/\n\\]|\\.)*/[a-z]*"
_AS_NUMBER = r"(?:10|13|0x0?[ad])\b"

_REGEX_SPLIT = re.compile(rf"\.(?:split|match|matchAll|search)\(\s*{_AS_PATTERN}|{_AS_PATTERN}\s*\.exec\b")
_SPLITTER = re.compile(rf"\.(?:split|indexOf|lastIndexOf)\(\s*(?:{_AS_TEXT}|{_AS_NUMBER})")
_CHARACTER = re.compile(
    rf"[!=]==?\s*(?:{_AS_TEXT}|{_AS_NUMBER})|case\s+(?:{_AS_TEXT}|{_AS_NUMBER})|\b(?:charCodeAt|codePointAt|charAt)\(",
    re.I,
)


def without_comments(text):
    """The text with each comment made a blank."""
    return _TOKEN.sub(lambda found: " " if found["comment"] else found[0], text)


def lines_of_code(text):
    """Lines that hold something beside comments."""
    return sum(1 for line in without_comments(text).splitlines() if line.strip())


def approach(text):
    """How lines are found: `regex split`, `line splitter`, `state machine` (character by character), or `other`."""
    code = without_comments(text)
    if _REGEX_SPLIT.search(code):
        return "regex split"
    if _SPLITTER.search(code):
        return "line splitter"
    return "state machine" if _CHARACTER.search(code) else "other"


def decoder(text, keeps):
    """How bytes become text. keeps: whether a character that is cut by chunks came out whole."""
    code = without_comments(text)
    if re.search(r"\bTextDecoderStream\b", code):
        return "stream of text"
    if not re.search(r"\bTextDecoder\b", code):
        return "none"
    return "across chunks" if keeps else "per chunk"
