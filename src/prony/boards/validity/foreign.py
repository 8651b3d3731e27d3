"""What must be known of runs that did not begin here: that they did not, and whom they claim to be."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.scope import Scope
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.remarks import false_claims

NAMED = 3
"""How many runs, or contestants, a note names."""


def foreign_notes(index: Index, scope: Scope) -> list[str]:
    """Notes on the runs of `scope` that came from elsewhere, and on contestants that claim another's id."""
    imported = [run.run for run in scope.runs if run.imported]
    notes = []
    if imported:
        several = len(imported) > 1
        read = "their records are read as they are" if several else "its record is read as it is"
        if any(not run.imported for run in queries.runs(index)):
            overrule = f"and overrule{'' if several else 's'} nothing that was measured here"
            notes.append(f"{_some(imported)} did not begin here: {read}, {overrule}")
        else:
            notes.append(f"{_some(imported)} {'are' if several else 'is'} not known to have begun here: {read}")
    claims = [
        f"{label} of {run} ({claimed[:12]})"
        for run, of_run in false_claims(index, scope.run_names).items()
        for label, claimed in of_run.items()
    ]
    if claims:
        theirs = "its fingerprint" if len(claims) == 1 else "their fingerprints"
        notes.append(f"claimed under an id that is another's: {_some(claims)}; counted by {theirs}")
    return notes


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} others" if len(names) > NAMED else "")
