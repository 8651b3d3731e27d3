"""`prony index`: bring the index of all runs up to date, or build it anew."""

from __future__ import annotations

import click

from prony import config
from prony.cli.terminal import Terminal, clean_line

EXIT_DAMAGED = 1


@click.command(name="index")
@click.option("--rebuild", is_flag=True, help="Throw the index away and read every journal from its first event.")
@click.option("--json", "as_json", is_flag=True, help="What was read, as one JSON document.")
@click.pass_obj
def command(terminal: Terminal, rebuild: bool, as_json: bool) -> int:
    """Bring the index of all runs up to date, or build it anew.

    The index is a SQLite file computed from the runs: nothing is lost with it. --rebuild also verifies every journal's
    chain of hashes from its first event. Exits 1 when a journal is damaged.
    """
    from prony.journal import queries
    from prony.journal.index import Index

    with Index(config.home()) as index:
        found = index.rebuild() if rebuild else index.update()
        runs = len(queries.runs(index))
        if as_json:
            from prony.export.documents import IndexDocument

            terminal.document(
                IndexDocument(path=str(index.path), events=found.events, runs=runs, damaged=found.damaged)
            )
        else:
            terminal.data(f"{index.path}: {found.events} events read, {runs} runs")
        for run, what in found.damaged.items():
            terminal.note(f"damaged: {clean_line(run)}: {clean_line(what)}", always=True)
    return EXIT_DAMAGED if found.damaged else 0
