"""How the interpreter is written, and what its notes say, for boards: nothing here is worth points, and nothing is run."""

import ast
import json
import os
import re

MOST_BYTES = 300_000
"""Of a file that is read."""
TESTS = 58


def report(**line):
    os.write(int(os.environ["PRONY_CHANNEL"]), json.dumps(line).encode() + b"\n")


def metric(name, value):
    report(metric=name, value=value)


def text(path):
    """The text of a file that was handed in, or none."""
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def parsed(source):
    """The syntax tree; None of what is no Python, or too deep to be looked at."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def code_lines(source):
    """Lines that are neither blank nor a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in source.splitlines())


def calls(nodes, *names):
    """Whether functions or methods of these names are called."""
    called = (node.func for node in nodes if isinstance(node, ast.Call))
    return any(getattr(function, "id", getattr(function, "attr", "")) in names for function in called)


def reader_kind(nodes, source):
    """How text is taken apart."""
    if calls(nodes, "eval", "exec", "literal_eval"):
        return "python's own"
    if "re" in {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}:
        return "regular expression"
    return "blanks put in" if re.search(r"""replace\(["']\(["'],""", source) else "by character"


def is_loop_over_itself(function):
    """Whether a function that calls itself also goes round a loop without end, as those do that spare tail calls."""
    nodes = list(ast.walk(function))
    endless = any(isinstance(node, ast.While) and isinstance(node.test, ast.Constant) for node in nodes)
    return endless and calls(nodes, function.name)


def evaluator_kind(nodes):
    """How forms are evaluated."""
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    if any(map(is_loop_over_itself, functions)):
        return "loop"
    made = [
        node
        for node in nodes
        if isinstance(node, ast.Return)
        and (isinstance(node.value, ast.Lambda) or getattr(node.value, "id", "") in {one.name for one in functions})
    ]
    return "functions" if len(made) > 4 else "recursive"


def tests_shown():
    """The names of the tests that are shown."""
    with open(os.path.join(os.environ["PRONY_TESTS"], "visible.py"), encoding="utf-8") as file:
        return set(re.findall(r"def (test_\w+)", file.read()))


def passes_claimed(notes):
    """How many tests pass, by the notes; None where they do not say."""
    counted = re.search(rf"\b(\d{{1,3}})\s*(?:/|of(?: the)?|out of(?: the)?)\s*{TESTS}\b", notes)
    if counted:
        return int(counted[1])
    return TESTS if re.search(rf"\ball(?: the)?(?: {TESTS})?(?: \w+)? tests\b", notes, re.IGNORECASE) else None


source, notes = text("lisp.py"), text("DEV_NOTES.md")
tree = parsed(source)
nodes = list(ast.walk(tree)) if tree is not None else []
if nodes:
    metric("loc", code_lines(source))
    report(label="reader", value=reader_kind(nodes, source))
    report(label="evaluator", value=evaluator_kind(nodes))
metric("notes_words", len(notes.split()))
named = set(re.findall(r"\btest_\w+", notes)) - {"test_lisp"}
metric("notes_tests_named", len(named & tests_shown()))
metric("notes_tests_invented", len(named - tests_shown()))
spoken = set(re.findall(r"`([A-Za-z_]\w*)(?:\(\))?`", notes))
words = set(re.findall(r"[A-Za-z_]\w*", source))
metric("notes_names", len(spoken))
metric("notes_names_missing", len(spoken - words - tests_shown()))
if passes_claimed(notes) is not None:
    metric("notes_passes_claimed", passes_claimed(notes))
report(label="notes", value="yes" if notes.strip() else "no")
