"""The dimension: a question that every task, or every contestant, has an answer to."""

from __future__ import annotations

from collections.abc import Callable

from prony.boards.fields import fields_of
from prony.journal.planned_tasks import TaskRow
from prony.nouns import Fingerprint, Noun


def as_it_is(value: str) -> str:
    """The value itself."""
    return value


class Dimension(Noun, frozen=True, kw_only=True):
    """A way to slice results. Either tasks have values in it, and each value is a column and a slice of a
    comparison; or contestants have one, and rows stand under it as their heading."""

    title: str
    """Its values, in the plural: `languages`."""
    help: str
    of_task: Callable[[TaskRow], tuple[str, ...]] | None = None
    """The values of a task: none, one or several."""
    of_contestant: Callable[[Fingerprint], str] | None = None
    """The value of a contestant."""
    order: tuple[str, ...] = ()
    """Values that come first, in this order; the others follow as the suite has them."""
    short: Callable[[str], str] = as_it_is
    """A value as a column's header."""
    prefix: str = ""
    """What the names of its fields in records begin with, before the value."""


def is_dimension(resident: object) -> str | None:
    """Say why `resident` is no dimension; None where it is one."""
    if not isinstance(resident, Dimension):
        return "it is no prony.boards.dimensions.dimension.Dimension"
    if (resident.of_task is None) == (resident.of_contestant is None):
        return "it needs exactly one of of_task and of_contestant"
    return None


def of_field(path: str) -> Dimension:
    """The dimension of one field of the fingerprint."""

    def value(fingerprint: Fingerprint) -> str:
        found = next((field for field in fields_of(fingerprint) if field.name == path), None)
        if found is None:
            return "not there"
        return found.note if found.value is None else str(found.value)

    return Dimension(title=path, help=f"the field {path} of the contestant's fingerprint", of_contestant=value)
