"""Judges: whether what graded contestants was the same, each toolchain and the kind of sandbox."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from prony.boards.entrants import Entrant
from prony.journal.index import Index
from prony.journal.rollup import compact

SANDBOX = "sandbox"
MOST = 3
"""Contestants that a note names."""


def judge_notes(index: Index, entrants: Sequence[Entrant]) -> list[str]:
    """A note for each toolchain of which these contestants were graded with several, and for several kinds of sandbox.

    What one version compiles or runs, another may not: such rows are not of one measure.
    """
    models = [one for one in entrants if not one.reference]
    seen = {key for one in models for key in one.tally.judges}
    if len(seen) < 2:
        return []
    known = _judged_by(index, seen)
    by_judge: dict[str, dict[str, list[Entrant]]] = defaultdict(lambda: defaultdict(list))
    for one in models:
        for key in one.tally.judges:
            for name, identity in known.get(key, {}).items():
                told = identity.partition(" ")[0] if name == SANDBOX else identity
                if one not in by_judge[name][told]:
                    by_judge[name][told].append(one)
    again = next((one.runs[0] for one in models if one.runs), "RUN")
    return [
        f"{name} was not the same for all: {_told(identities)}; what one takes, another may not: "
        f"prony regrade {shlex.quote(again)} grades a run again with what is here"
        for name, identities in sorted(by_judge.items())
        if len(identities) > 1
    ]


def _told(identities: dict[str, list[Entrant]]) -> str:
    return "; ".join(f"{identity} graded {_some(who)}" for identity, who in sorted(identities.items()))


def _some(entrants: Iterable[Entrant]) -> str:
    names = [one.name for one in entrants]
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more} more" if more > 0 else "")


def _judged_by(index: Index, judges: Iterable[str]) -> dict[str, dict[str, str]]:
    """Key -> name of the sandbox and of each toolchain -> its version and digest."""
    rows = index.query(
        "SELECT DISTINCT judges, judged_by FROM judge WHERE judges IN (SELECT value FROM json_each(?))",
        (compact(sorted(judges)),),
    )
    return {row["judges"]: msgspec.json.decode(row["judged_by"], type=dict[str, str]) for row in rows}
