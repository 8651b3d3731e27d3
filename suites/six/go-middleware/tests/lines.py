"""Lines that a server logs: which belong to a request, and what they say of it."""

import re

UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "sec": 1.0, "seconds": 1.0}
_TIME = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) ?(ns|us|µs|μs|ms|seconds|sec|s)\b")
_NAMED = re.compile(
    r"""(?:_(ns|us|ms|seconds|sec|s)|(?<=[a-z])(Ns|Us|Ms|Seconds|Sec)|(?<![A-Za-z])(ms|seconds))"?\s*[:=]\s*"?(\d+(?:\.\d+)?)\b"""
)
"""`duration_ms=1.5`, `"elapsedMs": 1.5`."""


def lines_of(text, path):
    """The lines that name this path."""
    return [line for line in text.splitlines() if re.search(re.escape(path) + r"(?![\w-])", line)]


def names_method(line, method):
    """Whether a line has the method."""
    return re.search(rf"(?<!\w){method}(?!\w)", line) is not None


def names_status(line, status):
    """Whether a line has the status, and not as a part of a time."""
    return re.search(rf"(?<![\w.]){status}(?![\w.])(?! ?(?:ns|us|µs|μs|ms|s)\b)", line) is not None


def times_of(line):
    """The times in a line, in seconds: a number with its unit, or with a name that ends in one."""
    named = [(unit or camel or alone, number) for unit, camel, alone, number in _NAMED.findall(line)]
    return [float(number) * UNITS[unit.lower()] for unit, number in [*((u, n) for n, u in _TIME.findall(line)), *named]]
