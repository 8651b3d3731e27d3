"""`prony regrade`: grade a run's submissions again."""

from __future__ import annotations

import asyncio

import click
import msgspec

from prony import config as places
from prony.cli.consent import BackendName, accept_option, consent
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal, clean_line

EXIT_PARTIAL = 4
SHOWN = 6
"""Attempts whose files are lost, named one by one."""


@click.command(name="regrade")
@click.argument("run")
@click.option(
    "--task", "tasks", multiple=True, metavar="PATTERN", help="Only tasks whose id or name matches, such as 'js-*'."
)
@click.option("--extract", is_flag=True, help="Take the files out of the raw replies anew.")
@click.option("--measure", is_flag=True, help="Time limits as this machine's references ask for, not as in the grades.")
@click.option("--slots", type=click.IntRange(1), metavar="N", help="Sandbox slots that grade at once.")
@click.option("--sandbox", type=BackendName(), help="How untrusted code is run; default: as the run was planned.")
@accept_option
@click.option("--json", "as_json", is_flag=True, help="What was done, as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    run: str,
    tasks: tuple[str, ...],
    extract: bool,
    measure: bool,
    slots: int | None,
    sandbox: str | None,
    accept: bool,
    as_json: bool,
) -> int:
    """Grade every submission of RUN again, with this version's graders and the suites as they are now.

    Adds grades and keeps the old ones; `prony board` shows the newest. Exits 4 when the files of some submissions are
    not there any more.
    """
    from prony.bench.consent import foreign_toolchains, risks
    from prony.bench.plan import read_plan
    from prony.bench.regrade import regrade

    terminal = ctx.ensure_object(Terminal)
    home = places.home()
    own = places.load_config(home).toolchains
    run = run_id(home, run)
    planned = read_plan(home / "runs" / run).settings
    for name, program in foreign_toolchains(planned, own).items():
        terminal.note(
            f"not used: {clean_line(program)}, which the run's plan takes as the toolchain {clean_line(name)}"
        )
    wanted = msgspec.structs.replace(planned, sandbox=sandbox or planned.sandbox, toolchains=own)
    accepted = consent(terminal, risks(wanted, own), accept=accept)
    done = asyncio.run(
        regrade(
            home,
            run,
            patterns=tasks,
            again=extract,
            measured=measure,
            slots=slots,
            sandbox=sandbox,
            toolchains=own,
            accepted=accepted,
        )
    )
    if as_json:
        terminal.document(done)
        return EXIT_PARTIAL if done.lost else 0
    for task, reason in done.skipped.items():
        terminal.note(f"{task}: skipped, {reason}")
    terminal.data(f"{done.grades} grades added to {done.run}; {len(done.changed)} outcomes changed")
    for attempt in done.changed:
        terminal.data(f"  {attempt}")
    for attempt, reason in sorted(done.lost.items())[:SHOWN]:
        terminal.note(f"{attempt}: not graded, {reason}", always=True)
    if done.lost:
        terminal.note(
            f"{len(done.lost)} submissions could not be read; restore runs/{done.run}/blobs from a copy, "
            "or keep the grades they have",
            always=True,
        )
        return EXIT_PARTIAL
    if done.changed:
        terminal.note("next: prony show ATTEMPT shows every grade of an attempt")
    return 0
