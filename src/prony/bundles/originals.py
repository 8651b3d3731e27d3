"""Originals: whether the lines of a run's record are those that a bundle's maker committed to."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from prony.bench.plan import read_plan
from prony.bundles.commitments import is_committed
from prony.bundles.manifest import commitments_name, events_name
from prony.bundles.opened import Opened
from prony.bundles.verify import Verified, lines_of
from prony.errors import UsageError
from prony.journal.reader import LONGEST_LINE, events_path
from prony.nouns import Noun
from prony.plain import clean_line
from prony.plain_files import open_plain


class OriginalCheck(Noun, frozen=True, kw_only=True):
    """What comparing a record with a bundle came to. broken: the number of the first event that is not the one which
    the bundle commits to, or that one of the two lacks; None where all are."""

    run: str
    events: int
    broken: int | None = None


def check_original(bundle: Opened, verified: Verified, run_dir: Path, salt: bytes) -> OriginalCheck:
    """Compare the record in `run_dir` with the bundle's run of the same id.

    Raises UsageError E101 where the bundle holds none, RunError and JournalError as a run's plan does.
    """
    assert verified.manifest is not None
    wanted = read_plan(run_dir).id
    run = next((run for run in verified.manifest.runs if run.id == wanted), None)
    if run is None:
        ids = ", ".join(run.id for run in verified.manifest.runs[:5])
        raise UsageError("E101", f"the bundle holds no run {clean_line(wanted)[:80]}", hint=f"it holds: {ids}")
    members = {member.name: member for member in verified.manifest.members}
    told = lines_of(bundle, members[commitments_name(run.id) if run.changed else events_name(run.id)])
    seq = 0
    with open_plain(events_path(run_dir)) as file:
        lines = iter(lambda: file.readline(LONGEST_LINE), b"")
        for line, of_bundle in zip_longest(lines, told):
            if line is None or of_bundle is None or not _same(salt, seq, line, of_bundle, hidden=run.changed > 0):
                return OriginalCheck(run=run.id, events=run.events, broken=seq)
            seq += 1
    return OriginalCheck(run=run.id, events=run.events)


def _same(salt: bytes, seq: int, line: bytes, told: bytes, *, hidden: bool) -> bool:
    if not hidden:
        return line == told
    return is_committed(salt, seq, line.removesuffix(b"\n"), told.strip().decode("ascii", "replace"))
