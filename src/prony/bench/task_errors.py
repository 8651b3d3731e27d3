"""Of the errors of tasks that ran side by side, the one to tell."""

from __future__ import annotations

from prony.errors import JournalError, PronyError


def first_error(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Of a group's errors, however deep they lie, the one to tell: of the record, else of ours, else the group."""
    for kind in (JournalError, PronyError):
        part: BaseException | None = group.subgroup(kind)
        while isinstance(part, BaseExceptionGroup):
            part = part.exceptions[0]
        if part is not None:
            return part
    return group
