"""Read .bats files: which tests are in them, and their text as bash that defines a function for each."""

from __future__ import annotations

import re
import sys

_TEST = re.compile(r"^[ \t]*@test[ \t]+(?P<name>\S.*?)[ \t]+\{(?P<rest>.*)$")
_FUNCTION = re.compile(r"^[ \t]*(?:function[ \t]+)?(?P<name>[\w:.-]+)[ \t]*(?:\([ \t]*\))?[ \t]*\{[ \t]*#[ \t]*@test\b")


def tests_of(file: str, source: str) -> list[dict[str, str]]:
    """The tests of a file: id, name, function, and the text of the file in which each is a function."""
    names, lines = list[tuple[str, str]](), list[str]()
    for line in source.split("\n"):
        test, function = _TEST.match(line), _FUNCTION.match(line)
        if test is not None:
            names.append((_plain(test["name"]), f"prony_test_{len(names)}"))
            line = f"{names[-1][1]}() {{{test['rest']}"
        elif function is not None:
            names.append((function["name"], function["name"]))
        lines.append(line)
    text = "\n".join(lines)
    ids = [f"{file} > {name}" for name, _ in names]
    if len(set(ids)) < len(ids):
        sys.exit(f"{file}: two tests have the same name")
    return [
        {"id": test_id, "file": file, "name": name, "function": function, "text": text}
        for test_id, (name, function) in zip(ids, names, strict=True)
    ]


def _plain(name: str) -> str:
    """A test's name without its quotes."""
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        return name[1:-1].replace('\\"', '"') if name[0] == '"' else name[1:-1]
    return name
