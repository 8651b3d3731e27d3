"""`prony run`: measure contestants on suites."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

import click
import msgspec

from prony import config as places
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal
from prony.errors import UsageError

INFRA_SHARE = 0.05
EXIT_ENVIRONMENT = 3
EXIT_PARTIAL = 4
EXIT_INTERRUPTED = 130


@click.command(name="run")
@click.argument("suites", nargs=-1)
@click.option("--gguf", multiple=True, metavar="FILE", help="Run this GGUF file in the embedded engine.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help="A label in prony.toml, a name of the catalog, or a model that an engine on loopback serves.",
)
@click.option(
    "--base-url", metavar="URL", help="An OpenAI-compatible engine (…/v1); with --model, else its loaded models."
)
@click.option("--api-key-env", metavar="VAR", help="The environment variable that holds the key for --base-url.")
@click.option(
    "--engines",
    default="auto",
    metavar="auto|none|URL",
    show_default=True,
    help="Where to look for engines when nothing is named.",
)
@click.option(
    "--harness",
    metavar="NAME",
    help="What stands between task and model: chat, loop.",
)
@click.option("--reference/--no-reference", default=False, help="Also run the built-in references of known score.")
@click.option("--only-reference", is_flag=True, help="Run the references alone.")
@click.option(
    "--task", "tasks", multiple=True, metavar="PATTERN", help="Only tasks whose id or name matches, such as 'js-*'."
)
@click.option("-k", "--repeats", type=click.IntRange(1), metavar="N", help="Attempts for each task and contestant.")
@click.option("--parallel", type=click.IntRange(1), metavar="N", help="Attempts at once, where the engine can.")
@click.option("--slots", type=click.IntRange(1), metavar="N", help="Sandbox slots that grade at once.")
@click.option("--seed", type=int, help="Seed of the order of tasks.")
@click.option(
    "--max-minutes", type=click.FloatRange(min=0, min_open=True), help="End the run after so long; the rest is missing."
)
@click.option(
    "--max-total-tokens", type=click.IntRange(1), help="End the run after so many tokens; the rest is missing."
)
@click.option("--temperature", type=float, help="Pin the temperature; left out, the engine's own.")
@click.option("--top-p", type=float, help="Pin top-p.")
@click.option("--sample-seed", type=int, help="Pin the sampler's seed.")
@click.option("--threads", type=click.IntRange(1), help="Threads of the embedded engine; default: all cores but one.")
@click.option(
    "--context", type=click.IntRange(256), help="Context of the embedded engine; default: what the plan needs."
)
@click.option(
    "--engine-elsewhere", is_flag=True, help="The engine does not use this machine's CPU: grade while it generates."
)
@click.option("--no-grade", is_flag=True, help="Only generate; `prony regrade RUN` grades later.")
@click.option(
    "--sandbox",
    type=click.Choice(["bubblewrap", "bare"]),
    default="bubblewrap",
    show_default=True,
    help="How untrusted code is run.",
)
@click.option(
    "--i-accept-running-untrusted-code", "accept", is_flag=True, help="Needed for --sandbox bare: no isolation at all."
)
@click.option("--resume", metavar="RUN", help="Go on with a run that was interrupted.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout at the end: plan, board, attempts.")
@click.option("--events", is_flag=True, help="Every event on stdout as it comes, as JSON Lines.")
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Measure contestants on SUITES (default: quick) and print the board.

    With nothing named: prony.toml, else engines found on this machine, else two small models in the embedded engine.
    """
    terminal = ctx.ensure_object(Terminal)
    _check(ctx, options)
    return asyncio.run(_run(terminal, options))


def _check(ctx: click.Context, options: dict[str, Any]) -> None:
    if options["sandbox"] == "bare" and not options["accept"]:
        raise UsageError(
            "E102",
            "--sandbox bare runs model-written programs with your rights and no isolation",
            hint="if that is what you want: --i-accept-running-untrusted-code",
        )
    if options["as_json"] and options["events"]:
        raise UsageError("E102", "--json and --events both write to stdout", hint="choose one")
    if options["resume"]:
        allowed = {"resume", "max_minutes", "max_total_tokens", "as_json", "events", "sandbox", "accept"}
        source = click.core.ParameterSource.COMMANDLINE
        extra = [name for name in options if name not in allowed and ctx.get_parameter_source(name) is source]
        if extra:
            raise UsageError(
                "E102",
                f"a resumed run keeps its plan; it cannot take {', '.join(extra)}",
                hint="only --max-minutes and --max-total-tokens may be given anew",
            )


async def _run(terminal: Terminal, options: dict[str, Any]) -> int:
    from prony.bench.run import Listener, resume, start
    from prony.bench.stop import Stop
    from prony.cli.board import document, print_board
    from prony.cli.progress import Progress
    from prony.journal import Event

    home = places.home()
    stop = Stop()
    progress = Progress(terminal)

    def emit(event: Event) -> None:
        if options["events"]:
            terminal.raw(msgspec.json.encode(event))
        progress.emit(event)

    listener = Listener(say=progress.say, emit=emit, planned=progress.planned)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, lambda: _interrupt(terminal, stop))
    loop.add_signal_handler(signal.SIGTERM, stop.now)
    try:
        if options["resume"]:
            plan, summary = await resume(home, run_id(home, options["resume"]), _budgets(options), listener, stop)
        else:
            config = places.load_config(home)
            plan, summary = await start(home, _wanted(options, config), config, listener, stop)
    finally:
        progress.close()
    if options["as_json"]:
        terminal.raw(msgspec.json.encode(document(home, plan, summary)))
    elif not options["events"]:
        print_board(terminal, home, plan.id)
    if summary.reason == "stopped":
        terminal.note(f"stopped; go on with: prony run --resume {plan.id}", always=True)
        return EXIT_INTERRUPTED
    for label, reason in summary.could_not_run.items():
        terminal.note(f"{label} could not run: {reason}", always=True)
    if summary.surprises:
        terminal.note(
            f"the references did not come out as they are known to ({len(summary.surprises)} attempts): "
            "trust no number of this run; prony doctor --self-test looks for the cause",
            always=True,
        )
        return EXIT_ENVIRONMENT
    named = {spec.label for spec in plan.contestants if spec.named}
    if named & summary.could_not_run.keys() or summary.infra > INFRA_SHARE * max(1, summary.attempts):
        return EXIT_PARTIAL
    return 0


def _interrupt(terminal: Terminal, stop: Any) -> None:
    again = stop.stopping
    stop.ask()
    terminal.note(
        "\nstopping now" if again else "\nfinishing what is in flight; Ctrl-C again stops at once", always=True
    )


def _budgets(options: dict[str, Any]) -> Any:
    given = {name: options[name] for name in ("max_minutes", "max_total_tokens") if options[name] is not None}
    return lambda settings: msgspec.structs.replace(
        settings, **{"max_minutes": None, "max_total_tokens": None, **given}
    )


def _wanted(options: dict[str, Any], config: places.Config) -> Any:
    from prony.bench.contestants import Request
    from prony.bench.run import Wanted, default_slots
    from prony.nouns import RunSettings, Sampling

    defaults = config.run
    base_url = options["base_url"]
    return Wanted(
        suites=options["suites"] or defaults.suites,
        tasks=options["tasks"],
        models=not options["only_reference"],
        references=options["reference"] or options["only_reference"],
        contestants=Request(
            gguf=options["gguf"],
            models=options["models"],
            base_url=base_url.rstrip("/") if base_url else None,
            api_key_env=options["api_key_env"],
            engines=options["engines"],
            harness=options["harness"],
            threads=options["threads"],
            context=options["context"],
            shares_cpu=False if options["engine_elsewhere"] else None,
            sampling=Sampling(temperature=options["temperature"], top_p=options["top_p"], seed=options["sample_seed"]),
        ),
        settings=RunSettings(
            repeats=options["repeats"] or defaults.repeats,
            seed=options["seed"] if options["seed"] is not None else defaults.seed,
            parallel=options["parallel"] or defaults.parallel,
            slots=options["slots"] or defaults.slots or default_slots(),
            max_minutes=options["max_minutes"] or defaults.max_minutes,
            max_total_tokens=options["max_total_tokens"] or defaults.max_total_tokens,
            sandbox=options["sandbox"],
            grade=not options["no_grade"],
            toolchains=config.toolchains,
        ),
    )
