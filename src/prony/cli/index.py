"""`prony index`: bring the index of all runs up to date, or build it anew."""

from __future__ import annotations

import click

from prony import config
from prony.cli.terminal import Terminal, clean_line

EXIT_DAMAGED = 1


@click.command(name="index")
@click.option("--rebuild", is_flag=True, help="Throw the index away and read every journal from its first event.")
@click.pass_obj
def command(terminal: Terminal, rebuild: bool) -> int:
    """Bring the index of all runs up to date, or build it anew.

    The index is a SQLite file computed from the runs: nothing is lost with it. --rebuild also verifies every journal's
    chain of hashes from its first event. Exits 1 when a journal is damaged.
    """
    from prony.journal import queries
    from prony.journal.index import Index

    with Index(config.home()) as index:
        found = index.rebuild() if rebuild else index.update()
        terminal.data(f"{index.path}: {found.events} events read, {len(queries.runs(index))} runs")
        for run, what in found.damaged.items():
            terminal.note(f"damaged: {clean_line(run)}: {clean_line(what)}", always=True)
    return EXIT_DAMAGED if found.damaged else 0
