"""`prony probe`: the facts of this machine, for a contestant whose engine runs here and is measured from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import click

from prony.cli.terminal import Terminal
from prony.errors import UsageError


@click.command(name="probe")
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the document, as without FILE.")
@click.pass_obj
def command(terminal: Terminal, file: str | None, as_json: bool) -> None:
    """Write what hardware this machine has, for the fingerprint of engines that run on it.

    Without FILE it is printed: ssh gpu-box prony probe > gpu-box.json. A contestant of prony.toml then says
    machine = "gpu-box.json". Holds processor, memory, accelerators with driver and power limits, system and kernel; no
    name and no address.
    """
    import msgspec

    from prony import __version__
    from prony.engines.probe import probed_machine
    from prony.export.documents import ProbeDocument
    from prony.journal.events import now

    document = ProbeDocument(machine=probed_machine(), probed_at=now(), prony_version=__version__)
    if file is None or as_json:
        terminal.document(document)
    if file is not None:
        path = Path(file)
        if path.exists() or path.is_symlink():
            raise UsageError("E107", f"{file} is there already", hint="name another file, or remove that one")
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644), "wb") as opened:
                opened.write(msgspec.json.format(msgspec.json.encode(document)) + b"\n")
        except OSError as error:
            raise UsageError("E107", f"{file} cannot be written: {error.strerror}", hint="name another one") from None
        terminal.note(f'wrote {file}; next, where you measure from: machine = "{path.name}" in its [[contestants]]')
