"""What is measured of the files that an attempt handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from prony.languages import LANGUAGES
from prony.languages.language import Language
from prony.languages.scan import code_of, without_remarks
from prony.nouns import Noun

FUNCTIONS = {
    "python": re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]", re.MULTILINE),
    "javascript": re.compile(r"\bfunction\b|=>"),
    "go": re.compile(r"\bfunc\b"),
}
"""What defines a function, by language; of other languages, functions are not counted."""
IMPORTS = {
    "python": re.compile(r"^[ \t]*(?:import|from)[ \t]+[\w.]", re.MULTILINE),
    "javascript": re.compile(r"^[ \t]*import\b(?![ \t]*[(.])|\brequire\(", re.MULTILINE),
    "go": re.compile(r"^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?\"[\w.\-/]+\"[ \t]*$", re.MULTILINE),
}
"""Likewise, what imports."""
STRINGS_IMPORT = frozenset({"go"})
"""Languages whose imports are strings that stand alone."""


class TextCounts(Noun, frozen=True, kw_only=True):
    """What is counted of one attempt's code. functions, imports: None in languages where they are not counted."""

    code: int = 0
    remarks: int = 0
    blank: int = 0
    longest: int = 0
    functions: int | None = None
    imports: int | None = None
    other_files: int = 0


class StyleMeasure(Noun, frozen=True, kw_only=True):
    """One number of an attempt's code; None where it has none."""

    name: str
    header: str
    unit: str = ""
    of: Callable[[TextCounts], float | None]


def counts_of(files: Mapping[str, str], language: str) -> TextCounts | None:
    """What is counted of files (path -> text) in the language of their task; None where none of them is in it."""
    known = LANGUAGES.get(language)
    if known is None:
        return None
    texts = [text for path, text in sorted(files.items()) if path.endswith(known.suffixes)]
    if not texts:
        return None
    rows = [row for text in texts for row in _lines(text, known)]
    return TextCounts(
        code=sum(bool(line.strip()) and bool(bare.strip()) for line, bare in rows),
        remarks=sum(bool(line.strip()) and not bare.strip() for line, bare in rows),
        blank=sum(not line.strip() for line, _ in rows),
        longest=max((len(line) for line, _ in rows), default=0),
        functions=_functions(texts, known),
        imports=_imports(texts, known),
        other_files=len(files) - len(texts),
    )


def _lines(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Each line, and as it is without comments."""
    lines = text.removesuffix("\n").split("\n") if text else []
    return zip(lines, without_remarks(text, language.syntax).split("\n"), strict=False)


def _functions(texts: list[str], language: Language) -> int | None:
    pattern = FUNCTIONS.get(language.id)
    return None if pattern is None else sum(len(pattern.findall(code_of(text, language.syntax))) for text in texts)


def _imports(texts: list[str], language: Language) -> int | None:
    pattern = IMPORTS.get(language.id)
    bare = without_remarks if language.id in STRINGS_IMPORT else code_of
    return None if pattern is None else sum(len(pattern.findall(bare(text, language.syntax))) for text in texts)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


MEASURES = (
    StyleMeasure(name="code", header="code", of=lambda one: one.code),
    StyleMeasure(
        name="comments", header="comments %", unit="share", of=lambda one: _share(one.remarks, one.remarks + one.code)
    ),
    StyleMeasure(
        name="blank",
        header="blank %",
        unit="share",
        of=lambda one: _share(one.blank, one.blank + one.remarks + one.code),
    ),
    StyleMeasure(name="functions", header="functions", of=lambda one: one.functions),
    StyleMeasure(name="longest", header="longest", of=lambda one: one.longest),
    StyleMeasure(name="imports", header="imports", of=lambda one: one.imports),
    StyleMeasure(name="other_files", header="other files", of=lambda one: one.other_files),
)
