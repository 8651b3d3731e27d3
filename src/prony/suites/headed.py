"""Headed texts: a file of prose that stands under its name as it is, without a fence, beside files that have one."""

from __future__ import annotations

from collections.abc import Collection

_MARKS = " \t#*_`:=-"
PROSE = (".md", ".txt")


def under_heading(text: str, path: str, answer: Collection[str]) -> str | None:
    """What stands under a line that is the name of `path`, up to the name of another file of `answer`, or to the end.

    None where there is no such line, or a fence follows it.
    """
    if not path.endswith(PROSE):
        return None
    names = {name: other for other in answer for name in (other, other.rpartition("/")[2])}
    lines = text.split("\n")
    heads = [(at, other) for at, line in enumerate(lines) if (other := names.get(line.strip(_MARKS))) is not None]
    for number, (at, other) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        body = "\n".join(lines[at + 1 : end]).strip("\n")
        if other == path and body.strip() and not body.lstrip().startswith(("```", "~~~")):
            return body
    return None
