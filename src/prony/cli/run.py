"""`prony run`: measure contestants on suites."""

from __future__ import annotations

import asyncio
import shlex
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from prony import config as places
from prony.cli.backend_choice import chosen_backend
from prony.cli.consent import consent
from prony.cli.plan_options import budgets, check_plan, plan_options, wanted
from prony.cli.public_suites import fetch_public, try_untried
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal
from prony.errors import PronyError, UsageError
from prony.labels import short

if TYPE_CHECKING:
    from prony.bench.remaining import Done
    from prony.bench.stop import Stop
    from prony.nouns import RunPlan, Task

INFRA_SHARE = 0.05
EXIT_ENVIRONMENT = 3
EXIT_PARTIAL = 4
EXIT_INTERRUPTED = 130


@click.command(name="run")
@plan_options
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout at the end: plan, board, attempts.")
@click.option("--events", is_flag=True, help="Every event on stdout as it comes, as JSON Lines.")
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Measure contestants on SUITES (default: quick) and print the board.

    With nothing named: prony.toml, else engines found on this machine, else two small models in the embedded engine.
    """
    terminal = ctx.ensure_object(Terminal)
    _check(ctx, options)
    home = places.home()
    config = places.load_config(home)
    accepted = _consent(terminal, home, config, options)
    if options["resume"] is None:
        fetch_public(terminal, wanted(options, config).suites)
    return asyncio.run(_run(terminal, home, config, options, accepted))


def _check(ctx: click.Context, options: dict[str, Any]) -> None:
    check_plan(ctx, options, also=("as_json", "events"))
    if options["as_json"] and options["events"]:
        raise UsageError("E102", "--json and --events both write to stdout", hint="choose one")


def _consent(terminal: Terminal, home: Path, config: places.Config, options: dict[str, Any]) -> bool:
    """Ask the person who calls whether the risks of the plan are accepted, before anything runs."""
    from prony.bench.consent import plan_risks, risks
    from prony.bench.plan import read_plan
    from prony.bench.run import RUNS

    if options["resume"] is not None:
        clauses = plan_risks(read_plan(home / RUNS / run_id(home, options["resume"])), config)
    else:
        clauses = risks(wanted(options, config).settings, config.toolchains)
    return consent(terminal, clauses, accept=options["accept"])


async def _run(terminal: Terminal, home: Path, config: places.Config, options: dict[str, Any], accepted: bool) -> int:
    from prony.bench.run import RunObserver, resume, start
    from prony.bench.stop import Stop
    from prony.cli.board import document, print_board
    from prony.cli.progress import RunProgress
    from prony.journal import Event

    stop = Stop()
    progress = RunProgress(terminal)

    def emit(event: Event) -> None:
        if options["events"]:
            terminal.raw(msgspec.json.encode(event))
            terminal.out.flush()
        progress.emit(event)

    async def before(plan: RunPlan, tasks: Mapping[str, Task], done: Done) -> None:
        for shown in _shown(plan, tasks) if not terminal.quiet else ():
            ear(progress.say)(shown)
        if not terminal.quiet and (line := await _forecast(home, config, plan, tasks, done)) is not None:
            ear(progress.say)(line)

    ear = _Ear(stop)
    listener = RunObserver(say=ear(progress.say), emit=ear(emit), planned=ear(progress.planned), before=before)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, lambda: _interrupt(terminal, stop))
    loop.add_signal_handler(signal.SIGTERM, stop.now)
    try:
        if options["resume"] is not None:
            run = run_id(home, options["resume"])
            plan, summary = await resume(
                home,
                run,
                budgets(options),
                listener,
                stop,
                config=config,
                accepted=accepted,
                sample=options["sample"],
            )
        else:
            asked = wanted(options, config)
            if asked.settings.grade:
                asked = msgspec.structs.replace(
                    asked,
                    settings=msgspec.structs.replace(
                        asked.settings, sandbox=await chosen_backend(terminal, options["sandbox"])
                    ),
                )
                await try_untried(terminal, asked.suites, asked.settings, accepted=accepted)
            plan, summary = await start(home, asked, config, listener, stop, accepted=accepted)
    finally:
        progress.close()
    if options["as_json"]:
        terminal.document(document(home, plan, summary))
    elif not options["events"]:
        print_board(terminal, home, plan.id)
    if summary.reason == "stopped":
        terminal.note(f"stopped; go on with: prony run --resume {shlex.quote(plan.id)}", always=True)
        return EXIT_INTERRUPTED
    for label, reason in summary.could_not_run.items():
        terminal.note(f"{short(label)} could not run: {reason}", always=True)
    for line in summary.warnings:
        terminal.note(line, always=True)
    if summary.surprises:
        terminal.note(
            f"the references did not come out as they are known to ({len(summary.surprises)} attempts): "
            "trust no number of this run; prony doctor --self-test looks for the cause",
            always=True,
        )
        return EXIT_ENVIRONMENT
    models = {spec.label for spec in plan.contestants if not spec.reference}
    named = {spec.label for spec in plan.contestants if spec.named}
    nobody = models and models <= summary.could_not_run.keys()
    if nobody or named & summary.could_not_run.keys() or summary.infra > INFRA_SHARE * max(1, summary.attempts):
        return EXIT_PARTIAL
    return 0


class _Ear:
    """Whoever listens to a run. When they go away (`prony run 2>&1 | head`), the run ends at once and is told no more:
    what is done is in the journal, and it can be resumed."""

    def __init__(self, stop: Stop) -> None:
        self.gone = False
        self._stop = stop

    def __call__(self, tell: Callable[..., None]) -> Callable[..., None]:
        def told(*what: Any) -> None:
            if self.gone:
                return
            try:
                tell(*what)
            except BrokenPipeError:
                self.gone = True
                self._stop.now()

        return told


def _shown(plan: RunPlan, tasks: Mapping[str, Task]) -> list[str]:
    """What the tasks of the plan can show of models, where it has one."""
    from prony.forecast.resolving import resolutions

    if all(spec.reference for spec in plan.contestants):
        return []
    return [one.sentence for one in resolutions(plan, tasks)]


async def _forecast(
    home: Path, config: places.Config, plan: RunPlan, tasks: Mapping[str, Task], done: Done
) -> str | None:
    """What the run will take in one line, where earlier runs tell. Refuses nothing, and nothing depends on it."""
    from prony.cli.render_estimate import headline
    from prony.forecast.costs import prices_of
    from prony.forecast.outlook import outlook

    if not any(folder.name != plan.id for folder in (home / "runs").iterdir()):
        return None
    try:
        return headline(await outlook(home, plan, tasks, done, prices_of(config)))
    except PronyError as error:
        return f"no estimate: {error.what} ({error.code})"
    except OSError as error:
        return f"no estimate: {error}"


def _interrupt(terminal: Terminal, stop: Any) -> None:
    again = stop.stopping
    stop.ask()
    terminal.note(
        "\nstopping now" if again else "\nfinishing what is in flight; Ctrl-C again stops at once", always=True
    )
