"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E103": "untrusted programs without consent",
    "E106": "a variable that was named and is not set",
    "E111": "prony.toml names something that does not exist",
    "E113": "two contestants of one name",
    "E115": "no engine at the address that was named",
    "E116": "a model that several engines or folders have",
    "E117": "several models, and nothing says which to measure",
    "E253": "an engine that takes no word for the chat template",
    "E254": "an engine that refuses what a harness asks",
    "E281": "a task that a harness cannot be given",
    "E283": "an agent does not start",
    "E901": "no such run",
    "E902": "the plan of a run cannot be read",
    "E903": "a suite has changed since the run was planned",
    "E904": "a contestant is not what it was when the run began",
    "E905": "nothing to run",
    "E908": "a run cannot be kept here",
}
