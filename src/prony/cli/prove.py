"""`prony prove`: show that the graders of a suite hold."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from prony.cli.backend_choice import chosen_backend
from prony.cli.consent import BackendName, accept_option, consent
from prony.cli.language_option import language_option
from prony.cli.proved_tasks import chosen_of, ready_of
from prony.cli.public_suites import tell_tried
from prony.cli.terminal import Terminal, clean_line

if TYPE_CHECKING:
    from prony.nouns import RunSettings, Suite, Task

SHOWN = 8
"""Claims that do not hold, printed for each task."""

MOST_MUTANTS = 100
"""Mutants of one task that are graded where nothing else is said."""

LEAST_KILLED = 95.0
"""The share of mutants that the tests of a suite must kill, in percent."""


@click.command(name="prove")
@click.argument("suites", nargs=-1)
@click.option("--task", "tasks", multiple=True, metavar="PATTERN", help="Only tasks whose id or name matches.")
@language_option
@click.option("--mutants", is_flag=True, help="Prove the tests instead, by mutants of each reference.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"Mutants of one task at most (default {MOST_MUTANTS}); of more, a sample is taken.",
)
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help=f"Mutants that the tests of a suite must kill (default {LEAST_KILLED}).",
)
@click.option("--write", is_flag=True, help="Write what became of the mutants to the suite's mutants.json.")
@click.option("--freeze", is_flag=True, help="Write the ids of the reference's tests to tests/expected.json.")
@click.option("--make", is_flag=True, help="Write what is made of problems: cases and rows.")
@click.option("--slots", type=click.IntRange(1), metavar="N", help="Sandbox slots to use at once.")
@click.option("--sandbox", type=BackendName(), help="How the programs of tasks are run; default: what isolates here.")
@accept_option
@click.option("--json", "as_json", is_flag=True, help="Every proof in full, as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    suites: tuple[str, ...],
    tasks: tuple[str, ...],
    languages: tuple[str, ...],
    mutants: bool,
    limit: int | None,
    at_least: float | None,
    write: bool,
    freeze: bool,
    make: bool,
    slots: int | None,
    sandbox: str | None,
    accept: bool,
    as_json: bool,
) -> int:
    """Prove the tasks of SUITES (default: every built-in suite).

    The reference gets full marks, the untouched start about nothing, each flawed solution fails exactly what it
    declares, and no forgery earns more than the untouched start. Exits 1 when a task does not hold.

    With --mutants: references with one small change each are graded, and those that the tests do not notice are listed.
    Exits 1 when the tests of a suite notice fewer than --at-least.
    """
    from prony.bench.consent import require_consent, risks
    from prony.grading.toolchains import default_slots
    from prony.nouns import RunSettings

    terminal = ctx.ensure_object(Terminal)
    _check_together(mutants, freeze or make, {"--limit": limit, "--at-least": at_least, "--write": write or None})
    backend = asyncio.run(chosen_backend(terminal, sandbox))
    settings = RunSettings(slots=slots or default_slots(), sandbox=backend)
    clauses = risks(settings, {})
    accepted = consent(terminal, clauses, accept=accept)
    require_consent(clauses, accepted=accepted)
    if make:
        from prony.suites.load import builtin_suites, suite_folder
        from prony.suites.public import is_public
        from prony.suites.unmade import stand_ins

        with stand_ins([suite_folder(suite) for suite in suites or builtin_suites() if not is_public(suite)]):
            chosen = chosen_of(terminal, suites, tasks, languages)
            return asyncio.run(_prove(terminal, chosen, settings, accepted, freeze, make, as_json))
    chosen = chosen_of(terminal, suites, tasks, languages)
    if mutants:
        from prony.cli.prove_mutants import MutantsAsked, prove_mutants_of

        asked = MutantsAsked(
            limit=limit or MOST_MUTANTS,
            at_least=LEAST_KILLED if at_least is None else at_least,
            write=write,
            as_json=as_json,
        )
        return asyncio.run(prove_mutants_of(terminal, chosen, settings, accepted, asked))
    return asyncio.run(_prove(terminal, chosen, settings, accepted, freeze, make, as_json))


def _check_together(mutants: bool, writes: bool, others: Mapping[str, object | None]) -> None:
    from prony.errors import UsageError

    if mutants and writes:
        raise UsageError("E102", "--freeze and --make write tests, which mutants need", hint="first that alone")
    for name, value in others.items():
        if value is not None and not mutants:
            raise UsageError("E102", f"{name} says something of mutants", hint="add --mutants")


async def _prove(
    terminal: Terminal,
    asked: list[tuple[Suite, list[Task]]],
    settings: RunSettings,
    accepted: bool,
    freeze: bool,
    make: bool,
    as_json: bool,
) -> int:
    from prony.grading import TaskProof, prove
    from prony.grading.toolchains import sandbox_for
    from prony.grading.tried import prove_imported, record_proofs
    from prony.suites.proof_record import read_record

    def show(proof: TaskProof) -> None:
        _show(terminal, proof, quiet=as_json)

    proofs: list[TaskProof] = []
    for suite, chosen in asked:
        ready = ready_of(terminal, chosen, settings.sandbox)
        if not ready:
            continue
        if bare := [task.name for task in ready if not task.canary]:
            terminal.note(_without_canary(suite.id, bare, len(ready)))
        async with sandbox_for(ready, settings, terminal.note, accepted=accepted) as sandbox:
            if read_record(suite) is None or freeze or make:
                ids = [task.id for task in ready]
                own = await prove(suite, sandbox, tasks=ids, freeze=freeze, make=make, on_task=show)
            else:
                suite, own = await prove_imported(suite, ready, sandbox, on_task=show)
        proofs += own
        if tried := record_proofs(suite, own):
            tell_tried(terminal, suite, tried)
    broken = [proof for proof in proofs if not proof.holds]
    if as_json:
        from prony.export.documents import ProveDocument

        terminal.document(ProveDocument(proofs=tuple(proofs)))
    else:
        from prony.cli.render_proved import show_proved

        show_proved(terminal, asked, proofs)
    return 1 if broken else 0


def _without_canary(suite: str, bare: list[str], of: int) -> str:
    """That briefs cannot be found again in training data, and how to mend it; each of the others was seen to begin with
    its canary when it was loaded."""
    import uuid

    some = "no brief has" if len(bare) == of else f"{len(bare)} of {of} briefs ({', '.join(bare[:3])} ...) have no"
    canary = "a canary, by which its text could be found in training data" if len(bare) == of else "canary"
    return f'{clean_line(suite)}: {some} {canary}: canary = "{uuid.uuid4()}" in suite.toml, and in each first line'


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
