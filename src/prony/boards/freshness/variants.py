"""Suites and their variants that were run here: the same problems with other words, numbers and inputs."""

from __future__ import annotations

from prony.boards.scope import Scope, scopes
from prony.journal import queries
from prony.journal.index import Index


def variants_of(index: Index, scope: Scope) -> list[tuple[Scope, Scope]]:
    """(original, variant) of each pair that a board's suite is one of. The other of the two is that of its newest run,
    over all runs at its digest."""
    known = {one.run for one in queries.runs(index)}
    pins = [pin for pin in queries.suites(index) if pin.run in known]
    own = scope.suite
    if own.variant_of is not None:
        there = {pin.suite for pin in pins}
        return [(scopes(index, None, own.variant_of)[0], scope)] if own.variant_of in there else []
    names = dict.fromkeys(pin.suite for pin in pins if pin.variant_of == own.suite)
    return [(scope, next(one for one in scopes(index, None, name) if one.suite.suite == name)) for name in names]
