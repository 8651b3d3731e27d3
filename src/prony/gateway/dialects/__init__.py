"""Dialects: the ways to speak to a model that the gateway can read.

Each is a file here that defines `DIALECT`, or one in another package, named by an entry point of the group
`prony.dialects`. What it is made of: `prony.gateway.wire`. A worked example: docs/extending/dialect.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from prony.gateway.wire import Dialect, Route
from prony.registry import Registry

DEFAULT = "chat"
"""The dialect that is spoken where nothing says otherwise."""

DIALECTS: Registry[Dialect] = Registry(
    "dialect",
    "prony.gateway.dialects",
    "DIALECT",
    group="prony.dialects",
    check=lambda resident: None if isinstance(resident, Dialect) else "it is no instance of a Dialect",
    named_by="name",
)
"""Dialects by name."""


def route_of(method: str, path: str, query: str, first: str = DEFAULT) -> tuple[Dialect, Route] | None:
    """The dialect that a request is in, and where it goes; None where no dialect knows it.

    first: the dialect that is asked before all others, since several may know a path such as a list of models.
    """
    for dialect in _in_order(first):
        if (route := dialect.matches(method, path, query)) is not None:
            return dialect, route
    return None


def _in_order(first: str) -> Iterator[Dialect]:
    if (dialect := DIALECTS.get(first)) is not None:
        yield dialect
    yield from (dialect for name, dialect in DIALECTS.items() if name != first)
