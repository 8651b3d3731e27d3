"""Read off the source of an answer how it goes about its work, and how much it says. It counts for no points."""

import difflib
import json
import os
import re
import sys
from pathlib import Path

FILE = "src/main.rs"
MOST_BYTES = 1 << 18
_TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|b?r(?P<fence>#{0,3})".*?"(?P=fence)|"(?:\\.|[^"\\])*"|\'(?:\\.[^\'\n]*|[^\'\\\n])\'',
    re.DOTALL,
)
"""What code is not looked for in: comments, texts, characters."""
_ARGUMENT = re.compile(r"#\[(?:arg|clap)\((?P<says>[^\n]*)\)\]\s*(?:pub\s+)?\w+\s*:\s*(?:Option\s*<\s*)?Priority\b")


def code_of(text: str) -> str:
    """The text with comments made blank, and texts and characters emptied."""
    return _TOKEN.sub(lambda found: " " if found["comment"] else '""', text)


def lines_of_code(text: str) -> int:
    """Lines that hold something beside comments."""
    code = _TOKEN.sub(lambda found: "\n" * found[0].count("\n") if found["comment"] else found[0], text)
    return sum(1 for line in code.splitlines() if line.strip())


def valueenum(text: str) -> str:
    """How clap learns to read a priority: `derive`, `impl`, `fromstr`, `other`, or `missed` where it does not."""
    code = code_of(text)
    if re.search(r"\bimpl\b[^;{}]*\bValueEnum\s+for\s+Priority\b", code):
        return "impl"
    attributes = re.search(r"(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?enum\s+Priority\b", code)
    derives = "".join(re.findall(r"derive\(([^)]*)\)", attributes[0])) if attributes else ""
    imported = re.search(r"\buse\s+clap\b[^;]*(?:\bValueEnum\b|\*)", code)
    if re.search(r"::\s*ValueEnum\b", derives) or (imported and re.search(r"\bValueEnum\b", derives)):
        return "derive"
    if re.search(r"\bimpl\b[^;{}]*\bFromStr\s+for\s+Priority\b", code):
        return "fromstr"
    if re.search(r"\bimpl\b[^;{}]*\bFrom\s*<[^;{}]*>\s*for\s+Priority\b", code):
        return "other"
    return "missed" if any("value_parser" not in found["says"] for found in _ARGUMENT.finditer(code)) else "other"


def marking(text: str) -> str:
    """How `mark_done` gets at its task: `iter_mut`, `index`, `other`, or `missed` where it may not change it."""
    found = re.search(r"\bfn\s+mark_done\b(?P<body>.*?)(?:\bfn\s|\Z)", code_of(text), re.DOTALL)
    body = found["body"] if found else ""
    if re.search(r"\biter_mut\s*\(|&\s*mut\s+self\s*\.\s*tasks\b", body):
        return "iter_mut"
    if re.search(r"\]\s*\.\s*done\s*=|\bget_mut\s*\(", body):
        return "index"
    return "missed" if re.search(r"\.\s*iter\s*\(\s*\)", body) else "other"


def changed_lines(before: str, after: str) -> int:
    """Lines that are new, or other than they were."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return sum(end - start for tag, _, _, start, end in matcher.get_opcodes() if tag in ("replace", "insert"))


def main() -> None:
    """Write what is found to the channel."""
    try:
        data = Path(FILE).read_bytes()
    except OSError:
        return
    if len(data) > MOST_BYTES:
        return
    text = data.decode("utf-8", "replace")
    before = (Path(os.environ["PRONY_TESTS"]) / "before.rs.txt").read_text("utf-8")
    lines = [
        {"label": "valueenum", "value": valueenum(text)},
        {"label": "marking", "value": marking(text)},
        {"metric": "lines_of_code", "value": lines_of_code(text)},
        {"metric": "size", "value": len(data)},
        {"metric": "changed_lines", "value": changed_lines(before, text)},
    ]
    os.write(int(os.environ["PRONY_CHANNEL"]), "".join(json.dumps(line) + "\n" for line in lines).encode())


if __name__ == "__main__":
    sys.exit(main())
