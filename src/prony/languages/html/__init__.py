"""HTML, as a browser shows it, with the styles and scripts that stand in it."""

from __future__ import annotations

from prony.languages.language import Language
from prony.languages.scan import Syntax

LANGUAGE = Language(
    id="html",
    toolchain="chromium",
    short="html",
    suffixes=(".html", ".htm"),
    fences=frozenset({"html", "htm", "xhtml"}),
    syntax=Syntax(comments=(), strings=(), blocks={"<!--": "-->"}),
    definition=r"\bid[ \t]*=[ \t]*[\"']?NAME\b|\bfunction[ \t]+NAME\b",
    starts=r"<(?:!DOCTYPE|!--|/?[a-zA-Z][\w-]*[\s>/])",
)
