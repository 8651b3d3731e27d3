"""`prony vary`: make a variant of a suite: the same problems with other words, numbers and inputs."""

from __future__ import annotations

import asyncio
import shlex
from pathlib import Path

import click

from prony.cli.backend_choice import chosen_backend
from prony.cli.consent import BackendName, accept_option, consent
from prony.cli.proved_tasks import ready_of
from prony.cli.terminal import Terminal
from prony.config import expanded


@click.command(name="vary")
@click.argument("suite")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", type=click.IntRange(1, 999_999), required=True, metavar="N", help="Which variant: any number.")
@click.option("--sandbox", type=BackendName(), help="How the programs of tasks are run; default: what isolates here.")
@accept_option
@click.option("--json", "as_json", is_flag=True, help="What was made, as JSON.")
@click.pass_obj
def command(
    terminal: Terminal, suite: str, folder: Path, seed: int, sandbox: str | None, accept: bool, as_json: bool
) -> None:
    """Write a variant of SUITE at FOLDER, which must not be there yet.

    Words and numbers of each problem's variants.toml are replaced in its brief, references, flaws and generator (or
    tables) alike, and its cases are made anew. The same seed makes the same variant. It is a suite of its own, called
    SUITE-N, so that no board mixes the two.
    """
    from prony.bench.consent import require_consent, risks
    from prony.grading.toolchains import default_slots, sandbox_for
    from prony.grading.variants import make_variant, tasks_that_make
    from prony.nouns import RunSettings, Suite
    from prony.suites import load_suite

    backend = asyncio.run(chosen_backend(terminal, sandbox))
    settings = RunSettings(slots=default_slots(), sandbox=backend)
    clauses = risks(settings, {})
    accepted = consent(terminal, clauses, accept=accept)
    require_consent(clauses, accepted=accepted)
    place, source = expanded(folder), load_suite(suite)
    makers = ready_of(terminal, tasks_that_make(source), backend)

    async def made() -> Suite:
        async with sandbox_for(makers, settings, terminal.note, accepted=accepted) as opened:
            return await make_variant(source, seed, place, opened)

    variant = asyncio.run(made())
    if as_json:
        from prony.export.documents import VaryDocument

        names = tuple(task.name for task in variant.tasks)
        terminal.document(
            VaryDocument(
                suite=variant.id,
                variant_of=variant.variant_of or suite,
                variant=seed,
                folder=str(place),
                digest=variant.digest,
                tasks=names,
            )
        )
        return
    problems = len({task.problem for task in variant.tasks})
    terminal.data(f"{variant.id}: {problems} problems, {len(variant.tasks)} tasks, at {place}")
    terminal.note(f"next: prony prove {shlex.quote(str(place))} shows that it holds")
