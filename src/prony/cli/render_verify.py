"""What verifying a bundle came to, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prony.bundles.faults import CHANGED
from prony.cli import render_board
from prony.cli.terminal import Terminal, clean_line
from prony.readable import counted

if TYPE_CHECKING:
    from prony.boards import Board
    from prony.bundles.keyring import KnownKey
    from prony.bundles.manifest import BundledSuite, Manifest
    from prony.bundles.originals import OriginalCheck
    from prony.bundles.recheck import Disagreement, Recheck
    from prony.bundles.verify import Verified

SHOWN = 20
"""Faults, and submissions that came out otherwise, named one by one."""
_TEXTS = {"public": "with texts", "published": "with texts", "withheld": "without texts"}


def lines(bundle: str, verified: Verified, known: KnownKey | None, kept: Path | None, *, pinned: bool) -> Iterator[str]:
    """What holds and what does not, and who signed it."""
    name, manifest = clean_line(bundle), verified.manifest
    if not verified.holds:
        yield f"{name} DOES NOT HOLD: nothing of it is used"
        for fault in verified.faults[:SHOWN]:
            yield f"  {fault.code} {clean_line(fault.line)}"
        if len(verified.faults) > SHOWN:
            yield f"  and {len(verified.faults) - SHOWN} more (--json shows them)"
        yield f"  next: {_next(verified)}"
        return
    assert manifest is not None
    assert verified.key is not None
    yield f"{name}: every byte is as it was signed"
    yield _signer(verified.key, known, kept, pinned=pinned)
    yield from _contents(manifest, verified.blobs)
    yield (
        "A signature says who made a bundle, not that its numbers are true: they are the maker's record. "
        "What follows was computed here from its events."
    )


def _next(verified: Verified) -> str:
    if any(fault.code == CHANGED for fault in verified.faults):
        return "get the file once more, from who made it; what was changed is named above"
    return "whoever signed it made it so, and another copy is no better: ask them for another bundle"


def _signer(key: str, known: KnownKey | None, kept: Path | None, *, pinned: bool) -> str:
    if pinned:
        return f"signed by {key}, the key that you asked for"
    if known is not None:
        name = f"; your name for it is {clean_line(known.name)}" if known.name else ""
        return f"signed by {key}, which you have seen before: first on {known.since}{name}"
    where = f"; from now on it is known (first seen today, in {clean_line(str(kept))})" if kept is not None else ""
    return f"signed by {key}, which you have not seen before: compare it with what its owner tells you{where}"


def _contents(manifest: Manifest, blobs: int) -> Iterator[str]:
    made = f"made {clean_line(manifest.made_at)[:10]} with prony {clean_line(manifest.prony_version)[:20]}"
    yield f"{made}; {counted(len(manifest.runs), 'run')}, {counted(blobs, 'blob')} compared with their digests"
    for run in manifest.runs:
        suites = ", ".join(map(_suite, run.suites))
        chain = f"{run.changed or 'none'} of them changed before signing"
        yield f"  {run.id}: {counted(run.events, 'event')}, {chain}; {suites}"
        if not run.began_here:
            yield "    it did not begin on the machine of who signed: they pass on what they were given"
    if manifest.left_out:
        told = "; ".join(f"{clean_line(one.what)[:100]} ({one.count})" for one in manifest.left_out)
        yield f"  left out or replaced by its maker: {told}"


def _suite(suite: BundledSuite) -> str:
    name = f"{clean_line(suite.id)[:60]} {clean_line(suite.version)[:20]}"
    return f"{name} ({clean_line(suite.digest)[:12]}, {_TEXTS[suite.texts.value]})"


def boards(found: tuple[Board, ...], terminal: Terminal) -> str:
    """The boards of a bundle."""
    return "\n\n".join(render_board.text(board, terminal) for board in found)


def regraded(done: Recheck) -> Iterator[str]:
    """What grading again came to."""
    graded = done.agree + len(done.disagree) + len(done.other_versions)
    sample = "" if done.chosen == done.submissions else f", a sample of {done.submissions} drawn by chance"
    of = counted(done.chosen, "submission")
    yield f"graded again here: {graded} of {of}{sample}; {done.agree} agree with the bundle"
    yield from _named("DISAGREE", done.disagree)
    yield from _named("came out otherwise under other versions, which speaks against neither", done.other_versions)
    for why, count in done.not_graded.items():
        yield f"  not graded: {count}, since {clean_line(why)}"


def compared(check: OriginalCheck) -> str:
    """What comparing a record with the bundle came to."""
    if check.broken is None:
        return f"run {check.run}: all {check.events} events of the record are those that the bundle commits to"
    return f"run {check.run}: event {check.broken} of the record is NOT the one that the bundle commits to"


def _named(what: str, found: tuple[Disagreement, ...]) -> Iterator[str]:
    if found:
        yield f"  {len(found)} {what}:"
    for one in found[:SHOWN]:
        versions = f"; {', '.join(one.versions)}" if one.versions else ""
        who = f"{clean_line(one.label)[:60]} on {clean_line(one.task)[:80]} ({clean_line(one.attempt)[:20]})"
        yield f"    {who}: there {one.there}; here {one.here}{versions}"
    if len(found) > SHOWN:
        yield f"    and {len(found) - SHOWN} more (--json shows them)"
