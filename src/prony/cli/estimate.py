"""`prony estimate`: what a run will take, before anything starts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import click
import msgspec

from prony import config as places
from prony.cli.plan_options import MONEY, budgets, check_plan, plan_options, wanted
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal
from prony.plain import clean_line

if TYPE_CHECKING:
    from prony.forecast.prediction import Forecast


@click.command(name="estimate")
@plan_options
@click.option("--price-in", type=MONEY, metavar="P", help="Price of a million prompt tokens elsewhere.")
@click.option("--price-out", type=MONEY, metavar="P", help="Price of a million reply tokens elsewhere.")
@click.option("--price-cached", type=MONEY, metavar="P", help="Price of a million prompt tokens from the cache.")
@click.option("--watts", type=MONEY, metavar="W", help="What this machine draws while it runs models.")
@click.option("--price-per-kwh", type=MONEY, metavar="P", help="Price of its electricity.")
@click.option("--currency", metavar="NAME", help="Of all prices, for people to read.")
@click.option("--json", "as_json", is_flag=True, help="The whole estimate as one JSON document.")
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Estimate what `prony run` with the same SUITES and options will take: tokens, time, money, disk, downloads.

    Learns from the runs of this folder. Starts, loads and generates nothing.
    """
    from prony.cli.render_estimate import estimate_lines

    terminal = ctx.ensure_object(Terminal)
    check_plan(ctx, options, also=("as_json", *PRICES))
    found = asyncio.run(_estimate(terminal, options))
    if options["as_json"]:
        terminal.document(found)
        return
    terminal.data("\n".join(estimate_lines(found, terminal)))


PRICES = ("price_in", "price_out", "price_cached", "watts", "price_per_kwh", "currency")


async def _estimate(terminal: Terminal, options: dict[str, Any]) -> Forecast:
    from prony.bench.consent import require_consent, risks, without_foreign_keys
    from prony.bench.plan import larger_suites, pinned_tasks, read_plan
    from prony.bench.remaining import Done
    from prony.bench.run import RUNS, plan_for
    from prony.forecast.costs import prices_of, token_price
    from prony.forecast.outlook import outlook
    from prony.journal import read_events

    home = places.home()
    config = places.load_config(home)
    prices = prices_of(
        config,
        hosted=token_price(options["price_in"], options["price_out"], options["price_cached"]),
        watts=options["watts"],
        price_per_kwh=options["price_per_kwh"],
        currency=options["currency"],
    )
    if options["resume"] is not None:
        run_dir = home / RUNS / run_id(home, options["resume"])
        plan = read_plan(run_dir)
        own = {"toolchains": config.toolchains}  # a plan's programs are never started to learn their version
        plan = msgspec.structs.replace(plan, settings=msgspec.structs.replace(budgets(options)(plan.settings), **own))
        plan = without_foreign_keys(plan, config)
        if options["sample"] is not None:
            plan = msgspec.structs.replace(plan, suites=larger_suites(plan, options["sample"]))
        return await outlook(home, plan, pinned_tasks(plan), Done(read_events(run_dir)), prices)

    def say(line: str) -> None:
        terminal.note(clean_line(line))

    asked = wanted(options, config)
    require_consent(risks(asked.settings, config.toolchains), accepted=options["accept"])
    plan, tasks = await plan_for(asked, config, say, build=False)
    return await outlook(home, plan, tasks, Done(), prices)
