"""`prony speed`: time to first token, prefill and decode by depth and by streams at once, per contestant."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import click

from prony import config as places
from prony.cli.forms import in_every_form, print_in
from prony.cli.plan_options import _once
from prony.cli.terminal import Terminal
from prony.errors import UsageError
from prony.plain import clean_line

if TYPE_CHECKING:
    from prony.speed.sweep import SweepWanted

EXIT_PARTIAL = 4
MOST_TOKENS = 10_000_000
MOST_STREAMS = 256
DEPTHS = "0,4k,16k"
_NUMBER = re.compile(r"(\d{1,8})(k?)", re.IGNORECASE)


class WholeNumbers(click.ParamType[tuple[int, ...]]):
    """Whole numbers, parted by commas; `4k` is 4096."""

    name = "numbers"

    def __init__(self, least: int, most: int) -> None:
        self._least = least
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Each once, ascending. Fails for what is no such list."""
        if isinstance(value, tuple):
            return value
        found = set()
        for part in str(value).split(","):
            told = _NUMBER.fullmatch(part.strip())
            number = int(told[1]) * (1024 if told[2] else 1) if told else -1
            if not self._least <= number <= self._most:
                self.fail(f"{part.strip()!r} is no number from {self._least} to {self._most} (4k is 4096)", param, ctx)
            found.add(number)
        return tuple(sorted(found))


@click.command(name="speed")
@click.option("--gguf", multiple=True, metavar="FILE", help="Run this GGUF file in the embedded engine.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help="A label in prony.toml, a name of the catalog, or a model that an engine on this machine serves.",
)
@click.option("--base-url", metavar="URL", multiple=True, callback=_once, help="An OpenAI-compatible engine (…/v1).")
@click.option(
    "--api-key-env",
    metavar="VAR",
    multiple=True,
    callback=_once,
    help="The environment variable that holds the key for --base-url.",
)
@click.option("--engines", metavar="auto|none|URL", help="Where to look for engines when nothing is named.")
@click.option("--label", "labels", multiple=True, metavar="NAME", help="What a contestant is called.")
@click.option("--threads", type=click.IntRange(1), help="Threads of the embedded engine.")
@click.option(
    "--context",
    type=click.IntRange(places.LEAST_CONTEXT),
    help="Context of the embedded engine or Ollama; default: what the deepest cell needs.",
)
@click.option(
    "--depth",
    "depths",
    type=WholeNumbers(0, MOST_TOKENS),
    metavar="N,N...",
    default=DEPTHS,
    show_default=True,
    help="Tokens before the prompt's own; what does not fit is left out, and said.",
)
@click.option(
    "--concurrency",
    type=WholeNumbers(1, MOST_STREAMS),
    metavar="N,N...",
    help="Streams at once; default: 1, 2, 4 and so on, up to the engine's slots.",
)
@click.option("--prompt", type=click.IntRange(64, MOST_TOKENS), default=512, show_default=True, help="Prompt tokens.")
@click.option("--reply", type=click.IntRange(32, MOST_TOKENS), default=128, show_default=True, help="Reply tokens.")
@click.option("-k", "--repeats", type=click.IntRange(3, 1000), default=5, show_default=True, help="Rounds.")
@click.option("--seed", type=int, default=0, help="Seed of the text that fills prompts.")
@click.option(
    "--llama-bench",
    "bench",
    metavar="PATH",
    help="llama.cpp's own benchmark, to run beside; default: the one on PATH, where there is one.",
)
@click.option("--no-llama-bench", is_flag=True, help="Leave it out.")
@click.option("--resume", metavar="SWEEP", help="Go on with a sweep: a beginning of its name, or `last`.")
@click.option("--show", metavar="SWEEP", help="Show a sweep that was made before; measure nothing.")
@in_every_form
@click.pass_context
def command(ctx: click.Context, /, form: str | None, **options: Any) -> int | None:
    """Measure how fast engines answer: time to first token, prefill and decode, by depth and by streams at once.

    Contestants are named as for `prony run`. What is measured stands on boards and cards on the line of the same file
    on the same engine and machine.
    """
    from prony.boards.speeds.report import speed_report
    from prony.boards.speeds.tables import speed_tables
    from prony.cli import render_speed
    from prony.speed.kept import SPEEDS, read_sweep, sweep_named

    terminal = ctx.ensure_object(Terminal)
    home = places.home()
    _check(ctx, options)
    failed: dict[str, str] = {}
    if options["show"] is not None:
        name = sweep_named(home, options["show"])
    else:
        name, failed = _measured(terminal, home, options)
    report = speed_report(read_sweep(home / SPEEDS / name))
    if not print_in(terminal, form, report, speed_tables):
        terminal.data(render_speed.text(report, terminal))
    return EXIT_PARTIAL if failed else None


def _measured(terminal: Terminal, home: Any, options: dict[str, Any]) -> tuple[str, dict[str, str]]:
    from prony.speed.kept import sweep_named
    from prony.speed.llama_bench import program_at
    from prony.speed.sweep import resume, start

    bench = None if options["no_llama_bench"] else program_at(options["bench"])

    def say(line: str) -> None:
        terminal.note(clean_line(line))

    try:
        if options["resume"] is not None:
            name = sweep_named(home, options["resume"])
            return asyncio.run(resume(home, name, say, bench=bench, config=places.load_config(home)))
        return asyncio.run(start(home, _wanted(options), places.load_config(home), say, bench=bench))
    except KeyboardInterrupt:
        terminal.note("\nwhat was measured is kept; go on with: prony speed --resume last", always=True)
        raise


def _wanted(options: dict[str, Any]) -> SweepWanted:
    from prony.bench.contestants import Request
    from prony.journal.sweeps import SweepSettings
    from prony.speed.sweep import SweepWanted

    base_url = options["base_url"]
    return SweepWanted(
        contestants=Request(
            gguf=options["gguf"],
            models=options["models"],
            base_url=base_url.rstrip("/") if base_url else None,
            api_key_env=options["api_key_env"],
            engines=options["engines"] or "auto",
            labels=options["labels"],
            threads=options["threads"],
            context=options["context"],
        ),
        settings=SweepSettings(
            depths=options["depths"],
            concurrency=options["concurrency"] or (),
            prompt_tokens=options["prompt"],
            reply_tokens=options["reply"],
            repeats=options["repeats"],
            seed=options["seed"],
        ),
    )


def _check(ctx: click.Context, options: dict[str, Any]) -> None:
    """Refuse options that contradict each other. Raises UsageError E102."""
    only = next((name for name in ("show", "resume") if options[name] is not None), None)
    if only is None:
        return
    allowed = {only, "form", "bench", "no_llama_bench"} if only == "resume" else {only, "form"}
    source = click.core.ParameterSource.COMMANDLINE
    extra = [name for name in options if name not in allowed and ctx.get_parameter_source(name) is source]
    if extra:
        raise UsageError(
            "E102",
            f"a sweep that was begun keeps its plan; --{only} cannot take {', '.join(extra)}",
            hint="leave them out, or begin another sweep",
        )
