"""`prony import`: turn tasks of another format into a suite's folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from prony.cli.terminal import Terminal, clean_line
from prony.config import expanded

SHOWN = 8
"""Parts that did not become a task, named one by one."""


@click.command(name="import")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "name", metavar="NAME", help="The importer to use; left out, the one that recognises SOURCE.")
@click.option("--json", "as_json", is_flag=True, help="What was imported and what was not, as JSON.")
@click.pass_obj
def command(terminal: Terminal, source: Path, folder: Path, name: str | None, as_json: bool) -> None:
    """Write the tasks of SOURCE as a suite at FOLDER, which must not be there yet.

    Nothing of SOURCE is executed. Each task is validated; what does not hold is named and left out.
    """
    from prony.suites.importers.folder import import_suite

    report = import_suite(expanded(source), expanded(folder), name)
    if as_json:
        terminal.document(report)
        return
    count = len(report.tasks)
    terminal.data(f"{count} {'task' if count == 1 else 'tasks'} imported by {report.importer} to {report.folder}")
    for refusal in report.refusals[:SHOWN]:
        terminal.note(f"{clean_line(refusal.where)}: left out, {clean_line(refusal.why)}", always=True)
    if len(report.refusals) > SHOWN:
        terminal.note(f"and {len(report.refusals) - SHOWN} more left out (--json shows all)", always=True)
    terminal.note(f"next: prony prove {shlex.quote(str(report.folder))} shows that its graders hold")
