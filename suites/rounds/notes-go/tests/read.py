"""How the service is written: how its page is embedded, what drives its database, what keeps the search in step, how long it is.

It also compares what DEV_NOTES.md says of the code with the code. Nothing of the answer is run.
"""

import json
import os
import re

MOST_BYTES = 400_000
MOST_TABLES = 20
TOKEN = re.compile(
    r"(?P<line>//[^\n]*)|(?P<block>/\*.*?(?:\*/|\Z))|(?P<raw>`[^`]*(?:`|\Z))|(?P<text>\"(?:\\.|[^\"\\\n])*\"?)"
    r"|(?P<rune>'(?:\\.|[^'\\\n])*'?)|(?P<code>[^/`\"'\n]+|/)|(?P<end>\n)",
    re.DOTALL,
)
HTML = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
SAYS = r"(?im)^[\W_]{0,4}%s[\W_]{0,4}:[\W_]{0,4}(%s)\b"


def report(**record):
    os.write(int(os.environ["PRONY_CHANNEL"]), (json.dumps(record) + "\n").encode())


def label(name, value):
    report(label=name, value=value)


def metric(name, value):
    report(metric=name, value=value)


def read(name):
    """A file of the answer as text; empty where it is not there. More than `MOST_BYTES` of it is not looked at."""
    try:
        with open(name, "rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def parts(source):
    """The texts of a Go file, its go:embed patterns, its code without texts, and how many of its lines hold code."""
    texts, embeds, code, lines, held = [], [], [], 0, False
    for token in TOKEN.finditer(source):
        kind, words = token.lastgroup, token[0]
        if kind == "line" and words.startswith("//go:embed "):
            embeds.append(words.removeprefix("//go:embed ").strip())
            held = True
        elif kind in ("raw", "text"):
            text = words[1:].removesuffix(words[0])
            texts.append(text if kind == "raw" else re.sub(r"\\[nrt]", " ", text))
            code.append('""')
            lines += sum(bool(line.strip()) for line in words.split("\n")[:-1])
            held = True
        elif kind in ("code", "rune"):
            code.append(words)
            held = held or bool(words.strip())
        if kind == "end":
            code.append("\n")
            lines, held = lines + held, False
    return texts, embeds, "".join(code), lines + held


def imported(texts, name):
    return any(text == name for text in texts)


def page_style(texts, embeds):
    if embeds:
        return "go:embed"
    if imported(texts, "html/template") or imported(texts, "text/template"):
        return "template"
    return "string" if any(HTML.search(text) for text in texts) else "none"


def index_style(statements, code):
    """What tells the index of a change."""
    if re.search(r"(?is)\bcreate\s+(?:temp(?:orary)?\s+)?trigger\b", statements):
        return "triggers"
    if re.search(r"(?i)'rebuild'", statements):
        return "rebuild"
    tables = re.findall(r"(?is)\bvirtual\s+table\s+(?:if\s+not\s+exists\s+)?[\"\[`]?(\w+)", statements)
    written = [name for name in sorted(set(tables))[:MOST_TABLES] if re.search(rf"(?is)\binto\s+[\"\[`]?{re.escape(name)}\b", statements)]
    return "code" if written else "none"


def html_lines(source):
    return sum(bool(line.strip()) for line in re.sub(r"(?s)<!--.*?(?:-->|\Z)", "", source).split("\n"))


def claims(notes, measured):
    """Compare what the notes say of the code with the code: how many statements there are, and how many are wrong."""
    said = {
        name: found[1].lower()
        for name, words in {"page": "go:embed|template|string", "index": "triggers?|code|rebuild"}.items()
        if (found := re.search(SAYS % (name, words), notes))
    }
    wrong = sorted(name for name, value in said.items() if value.rstrip("s") != measured[name].rstrip("s"))
    metric("claims", len(said))
    metric("claims_wrong", len(wrong))
    if said:
        label("claims", f"wrong: {', '.join(wrong)}" if wrong else "right")


def main():
    source, page, notes = read("main.go"), read("index.html"), read("DEV_NOTES.md")
    texts, embeds, code, lines = parts(source)
    statements = "\n".join(texts)
    fts5 = re.search(r"(?is)\bcreate\s+virtual\s+table\b.{0,200}?\busing\s+fts5\b", statements) is not None
    report(test="written/fts5", status="pass" if fts5 else "fail", msg="" if fts5 else "makes no FTS5 table")
    if not source.strip():
        return
    drivers = [text for text in texts if re.fullmatch(r"(?:modernc\.org|github\.com/[\w.-]+)/[\w./-]*sqlite[\w./-]*", text)]
    measured = {"page": page_style(texts, embeds), "index": index_style(statements, code)}
    label("embed", measured["page"])
    label("index", measured["index"])
    label("driver", drivers[0] if drivers else "none")
    label("routes", "patterns" if re.search(r"(?m)^(?:GET|POST|PUT|DELETE) /", statements) else "by hand")
    of_page = html_lines(page) if embeds else 0
    metric("loc", lines + of_page)
    metric("loc_go", lines)
    metric("loc_page", of_page)
    if notes.strip():
        metric("notes_lines", sum(bool(line.strip()) for line in notes.split("\n")))
        claims(notes, measured)


main()
