"""How much code an answer is."""

BEFORE = 97
"""Lines of code of the server as it was handed out."""


def code_lines(text):
    """Lines that are neither blank nor only a comment."""
    lines = [line.strip() for line in text.splitlines()]
    return sum(bool(line) and not line.startswith("//") for line in lines)


def sizes(text):
    """Lines of code, and how many more than before."""
    lines = code_lines(text)
    return {"lines": lines, "added_lines": lines - BEFORE}
