"""Let clap read the enum Priority: derive ValueEnum by its full path, where it is not derived or only not imported."""

import re
from pathlib import Path

PATH = Path("src/main.rs")
ENUM = re.compile(
    r"(?P<attributes>(?:#\[(?:[^\[\]]|\[[^\]]*\])*\]\s*|//[^\n]*\n\s*)*)"
    r"(?P<head>(?<![^\n])[ \t]*(?:pub(?:\([^)]*\))? +)?enum +Priority\b)"
)
BARE = re.compile(r"(?<![\w:])ValueEnum\b")

text = PATH.read_text("utf-8")
found = ENUM.search(text)
if found is None or re.search(r"\bimpl\b[^;{]*\bValueEnum\s+for\s+Priority\b", text):
    raise SystemExit("nothing to repair")
attributes = found["attributes"]
if "ValueEnum" in attributes:
    attributes = re.sub(r"\bderive\([^)]*\)", lambda derive: BARE.sub("clap::ValueEnum", derive[0]), attributes)
else:
    attributes = "#[derive(clap::ValueEnum)]\n" + attributes  # in front of attributes that come with it
PATH.write_text(text[: found.start()] + attributes + text[found.start("head") :], "utf-8")
