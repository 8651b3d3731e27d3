"""`prony bundle`: runs as one signed file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony import config, readable
from prony.cli.report import refuse_records
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal, clean_line
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.bundles.manifest import Manifest
    from prony.bundles.pack import Packed
    from prony.export.documents import BundleDocument

SUFFIX = ".prony.tar"


@click.command(name="bundle")
@click.argument("runs", nargs=-1, metavar="[RUN]...")
@click.option("-o", "--output", metavar="FILE", help=f"Where to write it.  [default: RUN{SUFFIX}]")
@click.option(
    "--publish-suite",
    "published",
    multiple=True,
    metavar="NAME",
    help="Let prompts, replies, files and names of this suite go along; of suites that are not built in, none do.",
)
@click.option("--list", "dry", is_flag=True, help="Say what would go along and what would not; write nothing.")
@click.option(
    "--open", "open_it", is_flag=True, help="Print each RUN's salt: who has it can check the lines as they were."
)
@click.option("--json", "as_json", is_flag=True, help="What was written and left out, as one JSON document.")
@click.pass_obj
def command(
    terminal: Terminal,
    runs: tuple[str, ...],
    output: str | None,
    published: tuple[str, ...],
    dry: bool,
    open_it: bool,
    as_json: bool,
) -> None:
    """Write runs as one signed file that others can check.

    RUN is a run's name, a beginning of it, or `last` (the default). Names of this machine, its user and its folders are
    taken out, and every text of a suite that is neither built in nor named. The first call makes the key that signs, in
    your config folder.
    """
    from prony.bench.plan import now
    from prony.bundles.keyring import signing_key
    from prony.bundles.pack import gather, write
    from prony.bundles.scrub import machine_names

    home = config.home()
    names = list(dict.fromkeys(run_id(home, run) for run in runs or ("last",)))
    folders = [home / "runs" / name for name in names]
    if open_it:
        _open(terminal, folders, as_json)
        return
    _refuse_unknown(folders, published)
    target = _target(output or f"{names[0]}{SUFFIX}", named=output is not None)
    with tempfile.TemporaryFile() as spool:
        if dry:
            packed = gather(folders, published, bytes(32), machine_names(), spool)
            _say(terminal, packed, as_json)
            if as_json:
                terminal.document(_document(packed, None, None, 0))
            return
        key, made = signing_key()
        packed = gather(folders, published, key.secret("bundles"), machine_names(), spool)
        _say(terminal, packed, as_json)
        if made is not None:
            terminal.note(
                f"a key was made to sign with, and is kept in {made}: whoever has it signs as you", always=True
            )
        fresh = target.with_name(f".{target.name[:200]}.{os.urandom(6).hex()}")
        try:
            with open(fresh, "xb") as out:
                manifest = write(packed, spool, key, now(), out)
            fresh.replace(target)
        except OSError as error:
            raise _unwritten(str(target), error.strerror or str(error)) from error
        finally:
            fresh.unlink(missing_ok=True)
    size = target.stat().st_size
    if as_json:
        terminal.document(_document(packed, manifest, target, size))
        return
    told = readable.fixed(max(size / 1e6, 0.1), 1)
    terminal.data(f"{clean_line(str(target))}: {readable.counted(len(packed.runs), 'run')}, {told} MB")
    terminal.data(f"signed with your key {key.fingerprint}: tell it to your readers by another way than the file")
    terminal.note(f"next: prony verify {clean_line(target.name)}; docs/bundles.md says what a reader can check")


def _open(terminal: Terminal, folders: list[Path], as_json: bool) -> None:
    """Print the salts of runs, by which their maker lets others see that a record is what a bundle commits to."""
    from prony.bench.plan import read_plan
    from prony.bundles.keyring import signing_key
    from prony.bundles.pack import run_salt
    from prony.export.documents import SaltsDocument

    key, _ = signing_key()
    salts = {plan.id: run_salt(key.secret("bundles"), plan.id).hex() for plan in map(read_plan, folders)}
    if as_json:
        terminal.document(SaltsDocument(key=key.fingerprint, salts=salts))
        return
    for run, salt in salts.items():
        terminal.data(f"{clean_line(run)} {salt}")


def _refuse_unknown(folders: list[Path], published: tuple[str, ...]) -> None:
    from prony.bench.plan import read_plan

    known = {pin.id for folder in folders for pin in read_plan(folder).suites}
    for name in published:
        if name not in known:
            raise UsageError(
                "E101",
                f"no run that is bundled has a suite {name}",
                hint=f"their suites: {', '.join(sorted(map(clean_line, known)))}",
            )


def _target(output: str, *, named: bool) -> Path:
    """The file to write: no record, no folder; a link only where it was named."""
    if not named and os.path.islink(output):
        raise _unwritten(output, "a link stands there, and nobody named it")
    path = Path(os.path.realpath(output))
    refuse_records(path, output, "-o FILE")
    if path.exists() and not path.is_file():
        raise _unwritten(output, "what stands there is no file")
    return path


def _unwritten(target: str, cause: str) -> UsageError:
    return UsageError(
        "E109", f"{target} cannot be written", cause=cause, hint="-o FILE names a file in a folder that is there"
    )


def _say(terminal: Terminal, packed: Packed, as_json: bool) -> None:
    """Say what goes along and what does not, before anything is written."""
    if as_json:
        return
    real = {replaced: name for name, replaced in packed.names.items()}
    for run in packed.runs:
        for suite in run.suites:
            known = f"{clean_line(real[suite.id])}, as {suite.id}" if suite.id in real else clean_line(suite.id)
            terminal.note(f"{run.id}: suite {known}: {_TOLD[suite.texts.value]}", always=True)
    terminal.note("left out or replaced:" if packed.left_out else "nothing is left out", always=True)
    for one in packed.left_out:
        terminal.note(f"  {one.count:>6}  {clean_line(one.what)}", always=True)
    if real:
        terminal.note(
            "a suite's texts go along with: "
            + " ".join(f"--publish-suite {clean_line(name)}" for name in sorted(packed.names)),
            always=True,
        )


_TOLD = {
    "public": "its texts go along (built in)",
    "published": "its texts go along (you named it)",
    "withheld": "no text goes along: outcomes, points, times and digests only",
}


def _document(packed: Packed, manifest: Manifest | None, target: Path | None, size: int) -> BundleDocument:
    from prony.export.documents import BundleDocument

    return BundleDocument(
        path=str(target) if target is not None else None,
        size_bytes=size,
        key=manifest.key if manifest is not None else None,
        made_at=manifest.made_at if manifest is not None else None,
        runs=packed.runs,
        left_out=packed.left_out,
        names=packed.names,
        members=len(packed.members),
    )
