"""How the service is written: what its page is, what drives its database, what keeps the search in step, how long it is.

It also compares what DEV_NOTES.md says of the code with the code. Nothing of the answer is run.
"""

import ast
import json
import os
import re

MOST_BYTES = 400_000
MOST_TABLES = 20
HTML = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
SAYS = r"(?im)^[\W_]{0,4}%s[\W_]{0,4}:[\W_]{0,4}(%s)\b"
SERVERS = ("http.server", "socketserver", "asyncio", "wsgiref", "socket")


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
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def parsed(source):
    """The syntax tree; None where there is none, or none that can be walked."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def texts_of(tree):
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def modules_of(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def documents(tree):
    """The lines of documentation, which are no code."""
    lines = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            lines |= set(range(first.lineno, first.end_lineno + 1))
    return lines


def count_lines(source, tree):
    skipped = documents(tree)
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#") and number not in skipped
        for number, line in enumerate(source.splitlines(), 1)
    )


def page_style(tree, modules):
    """A template is filled in: by string.Template, `%`, format or an f-string around HTML."""
    if "string.Template" in modules or any(isinstance(node, ast.Attribute) and node.attr == "Template" for node in ast.walk(tree)):
        return "template"
    named = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and is_page(node.value.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def page(node):
        return (isinstance(node, ast.Constant) and is_page(node.value)) or (isinstance(node, ast.Name) and node.id in named)

    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and any(page(part) for part in node.values):
            return "template"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and page(node.left):
            return "template"
        filled = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "replace")
        if filled and page(node.func.value):
            return "template"
    return "string" if any(is_page(text) for text in texts_of(tree)) else "none"


def is_page(value):
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return isinstance(text, str) and HTML.search(text) is not None


def index_style(statements):
    """What tells the index of a change."""
    if re.search(r"(?is)\bcreate\s+(?:temp(?:orary)?\s+)?trigger\b", statements):
        return "triggers"
    if re.search(r"(?i)'rebuild'", statements):
        return "rebuild"
    tables = re.findall(r"(?is)\bvirtual\s+table\s+(?:if\s+not\s+exists\s+)?[\"\[`]?(\w+)", statements)
    written = [name for name in sorted(set(tables))[:MOST_TABLES] if re.search(rf"(?is)\binto\s+[\"\[`]?{re.escape(name)}\b", statements)]
    return "code" if written else "none"


def claims(notes, measured):
    """Compare what the notes say of the code with the code: how many statements there are, and how many are wrong."""
    said = {
        name: found[1].lower()
        for name, words in {"page": "template|string", "index": "triggers?|code|rebuild"}.items()
        if (found := re.search(SAYS % (name, words), notes))
    }
    wrong = sorted(name for name, value in said.items() if value.rstrip("s") != measured[name].rstrip("s"))
    metric("claims", len(said))
    metric("claims_wrong", len(wrong))
    if said:
        label("claims", f"wrong: {', '.join(wrong)}" if wrong else "right")


def main():
    source, notes = read("notes.py"), read("DEV_NOTES.md")
    tree = parsed(source)
    statements = "\n".join(texts_of(tree)) if tree is not None else ""
    fts5 = re.search(r"(?is)\bcreate\s+virtual\s+table\b.{0,200}?\busing\s+fts5\b", statements) is not None
    report(test="written/fts5", status="pass" if fts5 else "fail", msg="" if fts5 else "makes no FTS5 table")
    if tree is None or not tree.body:
        return
    modules = modules_of(tree)
    measured = {"page": page_style(tree, modules), "index": index_style(statements)}
    label("embed", measured["page"])
    label("index", measured["index"])
    label("driver", "sqlite3" if "sqlite3" in modules else "none")
    label("server", next((name for name in SERVERS if any(f"{one}.".startswith(f"{name}.") for one in modules)), "other"))
    metric("loc", count_lines(source, tree))
    if notes.strip():
        metric("notes_lines", sum(bool(line.strip()) for line in notes.split("\n")))
        claims(notes, measured)


main()
