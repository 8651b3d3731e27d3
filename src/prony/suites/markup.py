"""Markup: code between other marks than fences: tags, brackets, files as XML, apostrophes and quotes."""

from __future__ import annotations

import re

from prony.languages import language_of_fence
from prony.nouns import Noun
from prony.suites.fences import MAX_BLOCKS, Block

_TAGS = (
    r"file|files|code|answer|final_answer|solution|response|pre|content|contents|source|source_code|codeblock|code_block|"
    r"artifact|antArtifact|create_file|write_file|write_to_file|file_content|python|py|javascript|js|go|golang|css|html|json|script"
)
_NAMED = r"[\w./-]{1,200}\.\w{1,5}"
_BEGIN = re.compile(
    rf"<(?P<tag>{_TAGS}|{_NAMED})(?P<attributes>\s[^<>]{{0,400}})?>"
    r"|\[(?P<bracket>PYTHON|JAVASCRIPT|JS|GO|CODE|ANSWER|SOLUTION|BEGIN)\]"
    r"|\\begin\{(?P<tex>code|verbatim|lstlisting|minted)\}(?P<options>(?:\[[^\]\n]{0,80}\]|\{\w{0,20}\}){0,2})"
    r"|^[ \t]*(?P<quotes>'{3}|\"{3}|´{3}|‘{3}|’{3}|“{3}|”{3}|(?:\\`){3}|``(?!`))(?P<word>[\w+#.-]{0,80})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSING_QUOTES = {"‘‘‘": "’’’", "“““": "”””"}
_ATTRIBUTE = re.compile(
    r"""\b(?:path|name|file|filename|filepath|title|src|id)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
_LANGUAGE = re.compile(
    r"""\b(?:language|lang|class|type)\s*=\s*["']?(?:[\w./-]*language-)?([\w+#.-]+)""", re.IGNORECASE
)
_FIELD = re.compile(r"<(path|file_?path|file_?name|name|language|title)>([^<>\n]{0,200})</\1>", re.IGNORECASE)
MAX_NESTED = 6


class _Element(Noun, frozen=True, kw_only=True):
    """One stretch of a text between two marks. begin, end: of the whole stretch."""

    begin: int
    end: int
    block: Block


def marked(text: str) -> tuple[list[Block], str]:
    """The blocks of `text` between marks that are no fences, and what is left of it around them."""
    found: list[Block] = []
    around: list[str] = []
    at = 0
    for _ in range(MAX_BLOCKS):
        element = _element(text, at)
        if element is None:
            break
        around.append(text[at : element.begin])
        found.append(element.block)
        at = element.end
    return found, "".join([*around, text[at:]])


def _element(text: str, start: int) -> _Element | None:
    for _, begin in zip(range(MAX_BLOCKS), _BEGIN.finditer(text, start), strict=False):
        closer = _closer(begin)
        match = closer.search(text, begin.end())
        flush = not text[max(0, begin.start() - 200) : begin.start()].rpartition("\n")[2].strip()
        if match is None and (not flush or begin["quotes"]):
            continue
        end = match.start() if match else len(text)
        line = text[max(0, begin.start() - 300) : begin.start()].rstrip().rpartition("\n")[2]
        info, body = _inner(_info(begin), text[begin.end() : end])
        block = Block(info=info, body=body, above=line.strip(), closed=match is not None)
        return _Element(begin=begin.start(), end=match.end() if match else len(text), block=block)
    return None


def _inner(info: str, body: str) -> tuple[str, str]:
    """The text within marks right inside others, and what all of them say of it."""
    for _ in range(MAX_NESTED):
        text = body.strip()
        field = _FIELD.match(text)
        if field is not None:
            info, body = f"{info} {field[2].strip()}", text[field.end() :]
            continue
        if text.startswith("<![CDATA[") and text.endswith("]]>"):
            body = text[9:-3]
            continue
        begin = _BEGIN.match(text)
        match = _closer(begin).search(text, begin.end()) if begin is not None else None
        if begin is None or match is None or text[match.end() :].strip():
            break
        info, body = f"{info} {_info(begin)}", text[begin.end() : match.start()]
    lines = body.split("\n")
    lines = lines[1:] if not lines[0].strip() else lines
    return info.strip(), "\n".join(lines).rstrip()


def _closer(begin: re.Match[str]) -> re.Pattern[str]:
    if begin["tag"]:
        return re.compile(rf"</{re.escape(begin['tag'])}\s*>", re.IGNORECASE)
    if begin["bracket"]:
        return re.compile(rf"\[/{begin['bracket']}\]|\[(?:DONE|END)\]", re.IGNORECASE)
    if begin["tex"]:
        return re.compile(rf"\\end\{{{begin['tex']}\}}", re.IGNORECASE)
    mark = _CLOSING_QUOTES.get(begin["quotes"], begin["quotes"])
    return re.compile(rf"^[ \t]*(?:{re.escape(mark)}|{re.escape(begin['quotes'])})[ \t]*$", re.MULTILINE)


def _info(begin: re.Match[str]) -> str:
    """What the opening mark says, as a fence would say it: the language, and then the file."""
    word = begin["tag"] or begin["bracket"] or begin["word"] or ""
    attributes = begin["attributes"] or begin["options"] or ""
    language = _LANGUAGE.search(attributes) or re.search(r"(?:language=|\{)(\w+)", attributes)
    name = _ATTRIBUTE.search(attributes)
    words = [word] if language_of_fence(word.lower()) or "." in word or begin["quotes"] else []
    return " ".join([*([language[1]] if language else []), *words, *([name[1]] if name else [])])


def unescaped(body: str) -> str:
    """`body` with its HTML entities read."""
    import html

    return html.unescape(body)
