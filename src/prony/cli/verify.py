"""`prony verify`: check a bundle that somebody else made."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from prony import config
from prony.cli.terminal import Terminal, clean_line, folded
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.boards import Board
    from prony.bundles.opened import Opened
    from prony.bundles.recheck import Recheck
    from prony.bundles.verify import Verified

EXIT_DOES_NOT_HOLD, EXIT_PARTIAL = 1, 4


@click.command(name="verify")
@click.argument("bundle", metavar="FILE|FOLDER")
@click.option("--key", "pins", multiple=True, metavar="FINGERPRINT", help="Refuse what another key signed.")
@click.option("--regrade", is_flag=True, help="Grade the submissions in it again here, isolated, and compare.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="With --regrade: only so many, drawn by chance.")
@click.option(
    "--suite", "suites", multiple=True, metavar="FOLDER", help="With --regrade: a suite that is here and not built in."
)
@click.option("--slots", type=click.IntRange(1), metavar="N", help="With --regrade: sandbox slots at once.")
@click.option("--original", metavar="FOLDER", help="A run's folder as its maker has it: is it what was committed to?")
@click.option("--salt", metavar="SALT", help="With --original: what `prony bundle --open RUN` printed.")
@click.option("--add", is_flag=True, help="Take its runs into this folder, as runs from elsewhere.")
@click.option("--json", "as_json", is_flag=True, help="What was found, as one JSON document.")
@click.pass_obj
def command(
    terminal: Terminal,
    bundle: str,
    pins: tuple[str, ...],
    regrade: bool,
    sample: int | None,
    suites: tuple[str, ...],
    slots: int | None,
    original: str | None,
    salt: str | None,
    add: bool,
    as_json: bool,
) -> int:
    """Check a bundle: signature, every byte, its board; grade it again here.

    The board is computed here from the events in it. Nothing of it is executed, but with --regrade, and then isolated.
    Exits 1 where something does not hold, 4 where part of what was to be graded again could not be.
    """
    from prony.bench.plan import now
    from prony.bundles.keyring import known_key, refuse_another, remember
    from prony.bundles.lay_out import lay_out
    from prony.bundles.opened import open_bundle
    from prony.bundles.originals import check_original
    from prony.bundles.verify import verify
    from prony.cli import render_verify

    if (sample is not None or suites or slots is not None) and not regrade:
        raise UsageError("E102", "--sample, --suite and --slots go with --regrade", hint="add --regrade")
    if (original is None) != (salt is None):
        raise UsageError("E102", "--original and --salt go together", hint="its maker: prony bundle --open RUN")
    wanted = [_fingerprint(pin) for pin in pins]
    opened = open_bundle(config.expanded(bundle))
    try:
        verified = verify(opened)
        if verified.key is not None:
            refuse_another(verified.key, wanted, bundle)
        known = known_key(verified.key) if verified.key is not None else None
        boards: tuple[Board, ...] = ()
        regraded, compared, added = None, None, list[str]()
        if verified.holds:
            boards, regraded = _looked_at(terminal, opened, verified, suites, (regrade, sample, slots))
            if original is not None and salt is not None:
                compared = check_original(opened, verified, config.expanded(original), _salt(salt))
            if add:
                added = [str(folder) for folder in lay_out(opened, verified, config.home(), now())]
    finally:
        opened.close()
    kept = None
    if verified.holds and verified.key is not None and known is None:
        kept = remember(verified.key, now()[:10])
    if as_json:
        from prony.export.documents import VerifyDocument

        terminal.document(
            VerifyDocument(
                path=bundle,
                holds=verified.holds,
                key=verified.key,
                known_since=known.since if known is not None else None,
                known_as=known.name if known is not None else None,
                pinned=bool(wanted),
                manifest=verified.manifest,
                faults=verified.faults,
                blobs=verified.blobs,
                regraded=regraded,
                original=compared,
                added=tuple(added),
                boards=boards,
            )
        )
    else:
        for line in render_verify.lines(bundle, verified, known, kept, pinned=bool(wanted)):
            indent = " " * (len(line) - len(line.lstrip()))
            terminal.data("\n".join(folded(line, max(40, terminal.width), indent, f"{indent}  ")))
        if boards:
            terminal.data("\n" + render_verify.boards(boards, terminal))
        if regraded is not None:
            terminal.data("\n" + "\n".join(render_verify.regraded(regraded)))
        if compared is not None:
            terminal.data(render_verify.compared(compared))
        for folder in added:
            terminal.data(clean_line(f"taken in as a run from elsewhere: {folder}"))
        if verified.holds and not regrade:
            terminal.note("next: --regrade --sample 20 grades some of it again here; --add takes its runs in")
    disagrees = (regraded is not None and regraded.disagree) or (compared is not None and compared.broken is not None)
    if not verified.holds or disagrees:
        return EXIT_DOES_NOT_HOLD
    return EXIT_PARTIAL if regraded is not None and regraded.not_graded else 0


def _fingerprint(text: str) -> str:
    from prony.bundles.keyring import normal_fingerprint

    known = normal_fingerprint(text)
    if known is None:
        raise UsageError(
            "E102",
            f"{clean_line(text)[:80]!r} is no fingerprint of a key",
            hint="it has 32 digits (0 to 9, a to f), in groups of four or not, all of them",
        )
    return known


def _salt(text: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        raise UsageError("E102", "that is no salt", hint="its maker prints it: prony bundle --open RUN") from None


def _looked_at(
    terminal: Terminal,
    opened: Opened,
    verified: Verified,
    suites: tuple[str, ...],
    how: tuple[bool, int | None, int | None],
) -> tuple[tuple[Board, ...], Recheck | None]:
    """The boards of a bundle that holds, computed from its events, and what grading it again came to: in a folder that
    is gone afterwards. how: whether to grade again, how many, and how many at once."""
    from prony.bench.plan import now
    from prony.bundles.lay_out import lay_out

    regrade, sample, slots = how
    with tempfile.TemporaryDirectory(prefix="prony-verify-") as place:
        runs = lay_out(opened, verified, Path(place), now())
        boards = _boards(Path(place), [run.name for run in runs])
        if not regrade:
            return boards, None
        from prony.bundles.recheck import recheck

        folders = [config.expanded(suite) for suite in suites]

        def emit(done: int, of: int) -> None:
            if done == of or done % 20 == 0:
                terminal.note(f"graded again: {done} of {of}")

        return boards, asyncio.run(recheck(runs, folders, sample=sample, slots=slots, emit=emit))


def _boards(home: Path, runs: list[str]) -> tuple[Board, ...]:
    """One for each suite, over all runs that pinned it; for each run, where a suite is not the same in all."""
    from prony.boards import leaderboards
    from prony.journal import queries
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        pins = {(pin.suite, pin.digest) for pin in queries.suites(index)}
        suites = dict.fromkeys(pin.suite for pin in queries.suites(index))
        if len(pins) > len(suites):  # one name for several suites: no board is over runs of both
            found = [board for run in runs for board in leaderboards(index, run)]
        else:
            scope = runs[0] if len(runs) == 1 else None
            found = [board for suite in suites for board in leaderboards(index, scope, suite)]
    # Its next steps are for who has the runs.
    return tuple(msgspec.structs.replace(board, next_steps=()) for board in found)
