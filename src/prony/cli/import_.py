"""`prony import`: turn tasks of another format into a suite's folder."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony.cli.public_suites import report_to
from prony.cli.terminal import Terminal, clean_line
from prony.config import expanded
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.suites.importers import ImportSettings
    from prony.suites.importers.folder import ImportReport

SHOWN = 8
"""Parts that did not become a task, named one by one."""


@click.command(name="import")
@click.argument("first", metavar="[FORMAT] SOURCE", type=click.Path(path_type=Path))
@click.argument("second", metavar="", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="SUITE", help="The folder of the new suite.")
@click.option("--format", "name", metavar="NAME", help="The importer to use; left out, the one that recognises SOURCE.")
@click.option(
    "--repos",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Local clones of the repositories that rows name, such as DIR/OWNER__NAME (swe-bench).",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 9),
    default=1,
    metavar="N",
    help="Tries at each task, each after the first with what the tests said of the one before (exercism; default 1).",
)
@click.option("--lint", is_flag=True, help="Write nothing: say what is wrong with the tasks of SOURCE (harbor).")
@click.option("--json", "as_json", is_flag=True, help="What was imported and what was not, as JSON.")
@click.pass_obj
def command(
    terminal: Terminal,
    first: Path,
    second: Path | None,
    out: Path | None,
    name: str | None,
    repos: Path | None,
    tries: int,
    lint: bool,
    as_json: bool,
) -> None:
    """Write the tasks of SOURCE as the suite -o SUITE, a folder that must not be there yet.

    SOURCE is a file or folder, or the name of a public suite, which is fetched. FORMAT is an importer's name, such as
    humaneval; left out, the one that recognises SOURCE. `prony import SOURCE SUITE` does the same. Nothing of SOURCE is
    executed. Each task is validated; what does not hold is named and left out. --lint exits 1 where it finds anything.
    """
    if lint:
        _lint(terminal, expanded(second or first), str(first) if second else "harbor", as_json=as_json)
        return
    from prony.suites.importers import ImportSettings

    source, folder, name = _meant(first, second, out, name)
    settings = ImportSettings(repos=None if repos is None else expanded(repos), tries=tries)
    report = _imported(terminal, source, expanded(folder), name, settings)
    if as_json:
        terminal.document(report)
        return
    count = len(report.tasks)
    terminal.data(f"{count} {'task' if count == 1 else 'tasks'} imported by {report.importer} to {report.folder}")
    for refusal in report.refusals[:SHOWN]:
        terminal.note(f"{clean_line(refusal.where)}: left out, {clean_line(refusal.why)}", always=True)
    if len(report.refusals) > SHOWN:
        terminal.note(f"and {len(report.refusals) - SHOWN} more left out (--json shows all)", always=True)
    for task, losses in list(report.losses.items())[:SHOWN]:
        for loss in losses:
            terminal.note(f"{task}: {clean_line(loss)}", always=True)
    if len(report.losses) > SHOWN:
        terminal.note(f"and {len(report.losses) - SHOWN} more with losses (--json shows all)", always=True)
    terminal.note(f"next: prony prove {shlex.quote(str(report.folder))} shows that its graders hold")


def _lint(terminal: Terminal, source: Path, name: str, *, as_json: bool) -> None:
    """Say what is wrong with foreign tasks; exits 1 where anything is."""
    from prony.suites.importers.harbor import lint_harbor

    if name != "harbor":
        raise UsageError("E102", f"there is no lint for {name}", hint="prony import harbor FOLDER --lint")
    report = lint_harbor(source)
    if as_json:
        terminal.document(report)
    else:
        for finding in report.findings:
            terminal.data(f"{finding.code} {clean_line(finding.where)}: {clean_line(finding.what)}; {finding.hint}")
        for refusal in report.unread:
            terminal.note(f"{clean_line(refusal.where)}: cannot be read, {clean_line(refusal.why)}", always=True)
        codes = Counter(finding.code for finding in report.findings)
        counts = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        terminal.note(f"{report.tasks} tasks: {counts or 'nothing found'}", always=True)
    if report.findings or report.unread:
        raise click.exceptions.Exit(1)


def _meant(first: Path, second: Path | None, out: Path | None, name: str | None) -> tuple[Path, Path, str | None]:
    """Source, folder and format: with -o, [FORMAT] SOURCE stand before it; without, SOURCE and SUITE do."""
    if out is None:
        if second is None:
            raise UsageError("E102", "it is not said where the suite shall lie", hint="add -o SUITE")
        return first, second, name
    if second is None:
        return first, out, name
    if name is not None:
        raise UsageError("E102", "a format is named twice", hint="prony import FORMAT SOURCE -o SUITE")
    return second, out, str(first)


def _imported(
    terminal: Terminal, source: Path, folder: Path, name: str | None, settings: ImportSettings
) -> ImportReport:
    from prony.suites.importers.folder import import_suite
    from prony.suites.public import is_public, public_suite

    path = expanded(source)
    if path.exists() or not is_public(str(source)):
        return import_suite(path, folder, name, settings=settings)
    from prony.suites.fetched import data_of

    entry = public_suite(str(source))
    data = data_of(entry, report_to(terminal))
    return import_suite(data, folder, name or entry.importer, entry, settings)
