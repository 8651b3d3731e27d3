"""`prony export`: boards and records as files for other programs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from prony import config
from prony.cli.terminal import Terminal
from prony.errors import UsageError
from prony.export.suites import SUITE_TARGETS, SuiteTarget
from prony.export.target import ExportDocument, ExportOrder, Target, TargetLine, TargetsDocument
from prony.export.targets import targets
from prony.readable import counted, fixed

SHOWN = 4
"""Tasks that are named, of those that lose the same."""

OPTIONS = {
    "texts": click.option(
        "--texts",
        multiple=True,
        metavar="SUITE",
        help="Let briefs, replies and files of this suite leave; those of built-in suites do anyway.",
    ),
    "organization": click.option("--organization", default="", metavar="NAME", help="Who publishes it."),
    "relationship": click.option(
        "--relationship",
        default="other",
        type=click.Choice(["first_party", "third_party", "collaborative", "other"]),
        help="Of who evaluates to who made the models.",
        show_default=True,
    ),
    "doubted": click.option(
        "--doubted", is_flag=True, help="Write numbers, too, that may not be read as results, with their doubts."
    ),
}
"""Field of `ExportOrder` -> its option, for the targets that look at it."""


@click.group(name="export", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Which targets there are, as one JSON document.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Write boards, records and suites as files for other programs.

    Without a target: which there are.
    """
    if ctx.invoked_subcommand is not None:
        return
    terminal = ctx.ensure_object(Terminal)
    if as_json:
        known = [TargetLine(name=one.name, help=one.help, writes=one.writes) for one in targets()]
        known += [TargetLine(name=one.name, help=one.help, writes="DIR") for one in SUITE_TARGETS]
        terminal.document(TargetsDocument(targets=tuple(known)))
    else:
        terminal.data(ctx.get_help())


def _command_of(target: Target) -> click.Command:
    @click.argument("run", required=False)
    @click.option("--suite", metavar="NAME", help="Only this suite; without a RUN, its newest version's.")
    @click.option("-o", "out", required=True, metavar=target.writes, type=click.Path(path_type=Path), help="Where to.")
    @click.option("--json", "as_json", is_flag=True, help="What was written, as one JSON document.")
    @click.pass_obj
    def export(
        terminal: Terminal, /, run: str | None, suite: str | None, out: Path, as_json: bool, **more: Any
    ) -> None:
        from prony.cli.report import refuse_records
        from prony.journal.index import up_to_date

        if str(out) == "-":
            wrong = f"{target.name} is written to a {target.writes.lower()}, not to stdout"
            raise UsageError("E160", wrong, hint="prony board --csv prints a board; so do --json and --md")
        out = config.expanded(out)
        refuse_records(out.resolve(), str(out), f"-o {target.writes}")
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        order = ExportOrder(run=run, suite=suite, out=out, now=now, **more)
        with up_to_date(config.home(), terminal.warn) as index:
            done = target.write(index, order)
        if as_json:
            terminal.document(done)
        else:
            _tell(terminal, done)

    for name in reversed(target.takes):
        export = OPTIONS[name](export)
    return click.command(name=target.name, help=target.help, short_help=target.help)(export)


def _command_of_suites(target: SuiteTarget) -> click.Command:
    @click.argument("suite")
    @click.option("-o", "out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to.")
    @OPTIONS["texts"]
    @click.option("--json", "as_json", is_flag=True, help="What was written and what is lost, as one JSON document.")
    @click.pass_obj
    def export(terminal: Terminal, /, suite: str, out: Path, texts: tuple[str, ...], as_json: bool) -> None:
        from prony.cli.report import refuse_records
        from prony.export.suites.suite_target import check_texts
        from prony.suites import load_suite

        out = config.expanded(out)
        refuse_records(out.resolve(), str(out), "-o DIR")
        loaded = load_suite(suite)
        check_texts(loaded, texts)
        done = target.write(loaded, out)
        if as_json:
            terminal.document(done)
        else:
            _tell(terminal, done)

    return click.command(name=target.name, help=target.help, short_help=target.help)(export)


def _tell(terminal: Terminal, done: ExportDocument) -> None:
    for file in done.files:
        rows = f", {counted(file.rows, 'row')}" if file.rows is not None else ""
        terminal.data(f"{file.path}: {fixed(max(file.size_bytes / 1e3, 0.1))} kB{rows}")
    whys: dict[str, list[str]] = {}
    for what, why in done.left_out.items():
        whys.setdefault(why, []).append(what)
    for why, names in whys.items():
        terminal.note(f"left out: {_names(names)}: {why}", always=True)
    tasks: dict[str, list[str]] = {}
    for task, losses in done.losses.items():
        for loss in losses:
            tasks.setdefault(loss, []).append(task)
    for loss, names in tasks.items():
        terminal.note(f"lost: {loss} ({_names(names)})", always=True)
    for note in done.notes:
        terminal.note(note, always=True)


def _names(names: list[str]) -> str:
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest


for _target in targets():
    command.add_command(_command_of(_target))
for _suite_target in SUITE_TARGETS:
    command.add_command(_command_of_suites(_suite_target))
