"""The options that shape a plan, the same for every command that makes one; what they leave open, prony.toml says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
import msgspec

from prony import config as places
from prony.cli.consent import BackendName, accept_option
from prony.cli.language_option import language_option
from prony.cli.struct_options import Number, from_options, struct_options, table_of
from prony.errors import UsageError
from prony.nouns import AttemptLimits, CommandManner, Sampling

if TYPE_CHECKING:
    from prony.bench.run import Wanted
    from prony.config import Config
    from prony.nouns import RunSettings


MONEY = Number(0, places.MOST_MONEY)


def _once(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> str | None:
    """The value of an option that names one server, or belongs to it: a second one would be lost without a word."""
    if len(given) > 1:
        raise UsageError(
            "E102",
            f"{param.opts[0]} is given {len(given)} times, and takes one value",
            hint="several servers at once: a [[contestants]] table for each in prony.toml (prony init writes one)",
        )
    return given[0] if given else None


MOST_DRAWN = 1_000_000

OPTIONS = (
    click.argument("suites", nargs=-1),
    click.option("--gguf", multiple=True, metavar="FILE", help="Run this GGUF file in the embedded engine."),
    click.option(
        "--model",
        "models",
        multiple=True,
        metavar="NAME",
        help="A label in prony.toml, a name of the catalog, or a model that an engine on this machine serves.",
    ),
    click.option(
        "--base-url",
        metavar="URL",
        multiple=True,
        callback=_once,
        help="An OpenAI-compatible engine (…/v1); with --model, else its loaded models.",
    ),
    click.option(
        "--api-key-env",
        metavar="VAR",
        multiple=True,
        callback=_once,
        help="The environment variable that holds the key for --base-url.",
    ),
    click.option(
        "--engines",
        metavar="auto|none|URL",
        help="Where to look for engines when nothing is named; default: auto, on this machine.",
    ),
    click.option(
        "--harness",
        "harnesses",
        multiple=True,
        metavar="NAME",
        help="What stands between task and model: chat, loop, or an agent; several make a matrix.",
    ),
    click.option(
        "--label",
        "labels",
        multiple=True,
        metavar="NAME",
        help="What a contestant is called on boards; one for each, in their order.",
    ),
    click.option("--reference/--no-reference", default=None, help="Also run the built-in references of known score."),
    click.option("--only-reference", is_flag=True, help="Run the references alone."),
    click.option(
        "--task", "tasks", multiple=True, metavar="PATTERN", help="Only tasks whose id or name matches, such as 'js-*'."
    ),
    language_option,
    click.option(
        "--sample",
        type=click.IntRange(1, MOST_DRAWN),
        metavar="N",
        help="Draw N problems of each suite, the same for all; with --resume: so many in all.",
    ),
    click.option("--draw-seed", type=int, help="Seed of what --sample draws; default: 0."),
    click.option(
        "-k",
        "--repeats",
        type=click.IntRange(1, places.MOST_REPEATS),
        metavar="N",
        help="Attempts for each task and contestant.",
    ),
    click.option(
        "--parallel",
        type=click.IntRange(1, places.MOST_AT_ONCE),
        metavar="N",
        help="Attempts at once, where the engine can.",
    ),
    click.option(
        "--slots", type=click.IntRange(1, places.MOST_AT_ONCE), metavar="N", help="Sandbox slots that grade at once."
    ),
    click.option("--seed", type=int, help="Seed of the order of tasks."),
    click.option(
        "--max-minutes",
        type=Number(0, 1e9, min_open=True),
        metavar="N",
        help="End the run after so long; the rest is missing.",
    ),
    click.option(
        "--max-total-tokens", type=click.IntRange(1), help="End the run after so many tokens; the rest is missing."
    ),
    click.option(
        "--patience",
        "patience_s",
        type=Number(0, places.MOST_SECONDS),
        metavar="SECONDS",
        help="Wait so long, each time, for an engine that is away, busy or loading; default: 600.",
    ),
    *struct_options(Sampling),
    click.option(
        "--template",
        multiple=True,
        metavar="KEY=VALUE",
        help="Tell the model's chat template, such as enable_thinking=false.",
    ),
    click.option(
        "--tools",
        type=click.Choice([manner.value for manner in CommandManner]),
        help="How commands of the harness loop travel; default: as calls, where the model's template can.",
    ),
    *struct_options(AttemptLimits),
    click.option(
        "--threads", type=click.IntRange(1), help="Threads of the embedded engine; default: all cores but one."
    ),
    click.option(
        "--context",
        type=click.IntRange(places.LEAST_CONTEXT),
        help="Context of the embedded engine or Ollama; default: what the plan needs.",
    ),
    click.option(
        "--engine-elsewhere", is_flag=True, help="The engine does not use this machine's CPU: grade while it generates."
    ),
    click.option("--no-grade", is_flag=True, help="Only generate; `prony regrade RUN` grades later."),
    click.option(
        "--sandbox",
        type=BackendName(),
        help="How untrusted code is run; default: what isolates here, bubblewrap first. bare isolates nothing, and "
        "wants your consent.",
    ),
    accept_option,
    click.option("--resume", metavar="RUN", help="Go on with an interrupted run: a beginning of its name, or `last`."),
)


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the suites as arguments and every option of a plan."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def check_plan(ctx: click.Context, options: dict[str, Any], also: tuple[str, ...]) -> None:
    """Refuse options that contradict each other. also: options of the command's own that go with `--resume`.

    Raises UsageError E102.
    """
    if options["draw_seed"] is not None and options["sample"] is None:
        raise UsageError("E102", "--draw-seed says how a sample is drawn", hint="add --sample N")
    if options["resume"] is not None:
        allowed = {"resume", "sample", "max_minutes", "max_total_tokens", "patience_s", "accept", *also}
        source = click.core.ParameterSource.COMMANDLINE
        extra = [name for name in options if name not in allowed and ctx.get_parameter_source(name) is source]
        if extra:
            raise UsageError(
                "E102",
                f"a resumed run keeps its plan; it cannot take {', '.join(extra)}",
                hint="only --max-minutes, --max-total-tokens, --patience and a larger --sample may be given anew",
            )


def wanted(options: dict[str, Any], config: Config) -> Wanted:
    """What the command line asks for, with what prony.toml says where it leaves something open."""
    from prony.bench.contestants import Request
    from prony.bench.run import Wanted
    from prony.grading.toolchains import default_slots
    from prony.nouns import RunSettings

    defaults = config.run
    base_url = options["base_url"]
    names_somebody = options["gguf"] or options["models"] or base_url
    reference = defaults.reference if options["reference"] is None else options["reference"]
    return Wanted(
        suites=options["suites"] or defaults.suites,
        tasks=options["tasks"] or (() if options["suites"] else defaults.tasks),
        languages=options["languages"],
        sample=options["sample"],
        draw_seed=options["draw_seed"] or 0,
        models=not options["only_reference"],
        references=reference or options["only_reference"],
        contestants=Request(
            gguf=options["gguf"],
            models=options["models"] if names_somebody else defaults.models,
            base_url=base_url.rstrip("/") if base_url else None,
            api_key_env=options["api_key_env"],
            engines=options["engines"] or defaults.engines,
            harnesses=options["harnesses"],
            labels=options["labels"],
            threads=options["threads"],
            context=options["context"],
            shares_cpu=False if options["engine_elsewhere"] else None,
            sampling=from_options(Sampling, options),
            template=table_of("--template", options["template"]),
            tools=CommandManner(options["tools"]) if options["tools"] else None,
            attempt=from_options(AttemptLimits, options),
        ),
        settings=RunSettings(
            repeats=options["repeats"] or defaults.repeats,
            seed=options["seed"] if options["seed"] is not None else defaults.seed,
            parallel=options["parallel"] or defaults.parallel,
            slots=options["slots"] or defaults.slots or default_slots(),
            max_minutes=options["max_minutes"] or defaults.max_minutes,
            max_total_tokens=options["max_total_tokens"] or defaults.max_total_tokens,
            patience_s=_first(options["patience_s"], defaults.patience_s, RunSettings().patience_s),
            sandbox=options["sandbox"] or RunSettings().sandbox,
            grade=not options["no_grade"],
            toolchains=config.toolchains,
        ),
    )


def budgets(options: dict[str, Any]) -> Callable[[RunSettings], RunSettings]:
    """What a resumed run may spend: the budgets that are given now, else none; and its patience, where it is given."""
    anew = ("max_minutes", "max_total_tokens", "patience_s")
    given = {name: options[name] for name in anew if options[name] is not None}
    return lambda settings: msgspec.structs.replace(
        settings, **{"max_minutes": None, "max_total_tokens": None, **given}
    )


def _first(*seconds: float | None) -> float:
    """The first that is said; none at all is no wait."""
    return next((one for one in seconds if one is not None), 0.0)
