"""`prony prove`: show that the graders of a suite hold."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from prony.cli.consent import BackendName, accept_option, consent
from prony.cli.terminal import Terminal, clean_line

if TYPE_CHECKING:
    from prony.nouns import RunSettings

SHOWN = 8
"""Claims that do not hold, printed for each task."""


@click.command(name="prove")
@click.argument("suites", nargs=-1)
@click.option("--task", "tasks", multiple=True, metavar="PATTERN", help="Only tasks whose id or name matches.")
@click.option("--freeze", is_flag=True, help="Write the ids of the reference's tests to tests/expected.json.")
@click.option("--slots", type=click.IntRange(1), metavar="N", help="Sandbox slots to use at once.")
@click.option(
    "--sandbox", type=BackendName(), default="bubblewrap", show_default=True, help="How the programs of tasks are run."
)
@accept_option
@click.option("--json", "as_json", is_flag=True, help="Every proof in full, as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    suites: tuple[str, ...],
    tasks: tuple[str, ...],
    freeze: bool,
    slots: int | None,
    sandbox: str,
    accept: bool,
    as_json: bool,
) -> int:
    """Prove the tasks of SUITES (default: every built-in suite).

    The reference gets full marks, the untouched start about nothing, each flawed solution fails exactly what it
    declares, and no forgery earns more than the untouched start. Exits 1 when a task does not hold.
    """
    from prony.bench.consent import require_consent, risks
    from prony.grading.toolchains import default_slots
    from prony.nouns import RunSettings

    terminal = ctx.ensure_object(Terminal)
    settings = RunSettings(slots=slots or default_slots(), sandbox=sandbox)
    clauses = risks(settings, {})
    accepted = consent(terminal, clauses, accept=accept)
    require_consent(clauses, accepted=accepted)
    return asyncio.run(_prove(terminal, suites, tasks, settings, accepted, freeze, as_json))


async def _prove(
    terminal: Terminal,
    names: tuple[str, ...],
    patterns: tuple[str, ...],
    settings: RunSettings,
    accepted: bool,
    freeze: bool,
    as_json: bool,
) -> int:
    from prony.errors import UsageError
    from prony.grading import TaskProof, prove
    from prony.grading.toolchains import missing_toolchains, sandbox_for
    from prony.suites import builtin_suites, is_chosen, load_suite

    loaded = [load_suite(name) for name in names or builtin_suites()]
    if not any(is_chosen(task, patterns) for suite in loaded for task in suite.tasks):
        raise UsageError(
            "E104", f"no task matches {', '.join(patterns)}", hint="prony tasks SUITE lists the tasks of a suite"
        )
    proofs: list[TaskProof] = []
    for suite in loaded:
        chosen = [task for task in suite.tasks if is_chosen(task, patterns)]
        absent = missing_toolchains(chosen)
        for task_id, reason in absent.items():
            terminal.note(f"- {task_id:<32} skipped: {reason}", always=True)
        ready = [task for task in chosen if task.id not in absent]
        if not ready:
            continue
        async with sandbox_for(ready, settings, terminal.note, accepted=accepted) as sandbox:
            proofs += await prove(
                suite,
                sandbox,
                tasks=[task.id for task in ready],
                freeze=freeze,
                on_task=lambda proof: _show(terminal, proof, quiet=as_json),
            )
    broken = [proof for proof in proofs if not proof.holds]
    if as_json:
        from prony.export.documents import ProveDocument

        terminal.document(ProveDocument(proofs=tuple(proofs)))
    else:
        terminal.data(f"{len(proofs) - len(broken)} of {len(proofs)} tasks hold")
    return 1 if broken else 0


def _show(terminal: Terminal, proof: object, *, quiet: bool) -> None:
    from prony.grading import TaskProof

    assert isinstance(proof, TaskProof)
    if quiet:
        return
    sign = terminal.paint("✓", "green") if proof.holds else terminal.paint("✗", "red")
    terminal.data(f"{sign} {proof.task:<32} {clean_line(proof.summary)}")
    for line in proof.problems[:SHOWN]:
        terminal.data(f"    {clean_line(line)}")
    if len(proof.problems) > SHOWN:
        terminal.data(f"    and {len(proof.problems) - SHOWN} more (--json shows all)")
