"""Errors of a run's tasks: of several side by side, the one to tell, and how a run's record and its end tell it."""

from __future__ import annotations

from prony.errors import EngineError, JournalError, PronyError
from prony.plain import clean_line


def first_error(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Of a group's errors, however deep they lie, the one to tell: of the record, else of ours, else the group."""
    for kind in (JournalError, PronyError):
        part: BaseException | None = group.subgroup(kind)
        while isinstance(part, BaseExceptionGroup):
            part = part.exceptions[0]
        if part is not None:
            return part
    return group


def error_line(error: PronyError) -> str:
    """The error as one line: an engine's own words first, then what they mean, then the next step."""
    what = clean_line(error.what)
    if error.cause:
        cause = clean_line(error.cause)
        what = f"{cause} ({what})" if isinstance(error, EngineError) else f"{what}: {cause}"
    return f"{what}; {clean_line(error.hint)}" if error.hint else what
