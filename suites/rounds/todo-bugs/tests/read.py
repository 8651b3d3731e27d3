"""What was changed, and what the notes say of it, for boards: nothing here is worth points, and nothing is run."""

import difflib
import json
import os
import re

MOST_BYTES = 200_000
"""Of a file that is read."""
MOST_LINES = 3_000
"""Of a file that is compared."""
FILES = ("models.py", "storage.py", "listing.py", "todo.py")
TESTS = 35

PLACES = {
    "default-priority": r"\bpriority\b[^\n]*\b(?:default|normal|low)\b|\bdefault\b[^\n]*\bpriority\b",
    "done-day": r"\bfinish\b|\bdone_on\b",
    "due-today": r"\bis_overdue\b",
    "tag-case": r"\bparse_tags\b",
    "number-again": r"\bnext_id\b|\bStore\.add\b",
    "clear-inverted": r"\bclear\b",
    "priority-order": r"\bin_order\b|\bPRIORITIES\.index\b",
    "search-any": r"\bmatching\b|\bany\(|\ball\(",
    "edit-unsaved": r"\brun_edit\b|\bedit\b",
    "error-status": r"\bmain\b|\breturn 1\b|\bexit (?:code|status)\b",
}
"""The names that notes on a bug cannot do without."""


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


def code_lines(source):
    """Lines that are neither blank nor a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in source.splitlines())


def changed_lines(before, after):
    """Lines that are new or gone."""
    if max(len(before), len(after)) > MOST_LINES:
        return abs(len(after) - len(before))
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return sum(line[0] in "+-" for line in lines if not line.startswith(("+++", "---")))


def passes_claimed(notes):
    """How many tests pass, by the notes; None where they do not say."""
    counted = re.search(rf"\b(\d{{1,3}})\s*(?:/|of(?: the)?|out of(?: the)?)\s*{TESTS}\b", notes)
    if counted:
        return int(counted[1])
    return TESTS if re.search(rf"\ball(?: the)?(?: {TESTS})?(?: \w+)? tests\b", notes, re.IGNORECASE) else None


with open(os.path.join(os.environ["PRONY_TESTS"], "before.json"), encoding="utf-8") as file:
    given = json.load(file)
after = {path: text(path) for path in FILES}
notes = text("FIX_NOTES.md")
metric("loc", sum(map(code_lines, after.values())))
metric("lines_changed", sum(changed_lines(given[path].splitlines(), after[path].splitlines()) for path in FILES))
metric("notes_words", len(notes.split()))
metric("notes_bugs", sum(bool(re.search(pattern, notes, re.IGNORECASE)) for pattern in PLACES.values()))
named = set(re.findall(r"\btest_\w+", notes))
known = set(re.findall(r"def (test_\w+)", given["tests.py"]))
metric("notes_tests_named", len(named & known))
metric("notes_tests_invented", len(named - known))
spoken = set(re.findall(r"`(?:\w+\.)*([A-Za-z_]\w*)(?:\(\))?`", notes))
words = set(re.findall(r"[A-Za-z_]\w*", "\n".join([*after.values(), given["tests.py"]])))
metric("notes_names", len(spoken))
metric("notes_names_missing", len(spoken - words - {"py"}))
if passes_claimed(notes) is not None:
    metric("notes_passes_claimed", passes_claimed(notes))
report(label="notes", value="yes" if notes.strip() else "no")
