"""`prony pick`: a model for a stack and a machine, guided on a terminal, by options anywhere."""

from __future__ import annotations

import asyncio
import datetime
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from prony import config as places
from prony.cli.forms import in_every_form, print_in
from prony.cli.struct_options import Number
from prony.cli.terminal import Terminal
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.boards.weights.stack import Stack
    from prony.engines import Endpoint
    from prony.pick import Answers, ModelPick, Surroundings

QUESTIONS = ("stack", "repo", "suites", "own", "memory_gb", "context", "where", "min_tok_s", "max_wall_s", "prefer")
"""Options that are answers."""


@click.command(name="pick")
@click.option("--stack", metavar="NAMES", help="Languages with weights, such as rust:3,go:2,postgres.")
@click.option("--repo", metavar="FOLDER", help="Detect the stack in this folder; left out, in the working directory.")
@click.option("--suite", "suites", multiple=True, metavar="NAME", help="Decide on this suite; several, in their order.")
@click.option("--own", metavar="SUITE", help="A suite of your own, by path or name: it decides before all others.")
@click.option(
    "--memory",
    "memory_gb",
    type=Number(0, 1e6, min_open=True),
    metavar="GB",
    help="Memory of the machine that will run it; left out, this one's.",
)
@click.option("--context", type=click.IntRange(1, 1 << 24), metavar="N", help="Tokens of context that it must hold.")
@click.option("--where", type=click.Choice(["local", "any"]), help="Where it may run; default: any.")
@click.option("--min-tok-s", type=Number(0, 1e9, min_open=True), metavar="N", help="Tokens a second at least, here.")
@click.option(
    "--max-wall", "max_wall_s", type=Number(0, 1e9, min_open=True), metavar="S", help="Median seconds at most."
)
@click.option("--prefer", type=click.Choice(["speed", "size", "tokens"]), help="What decides a tie; default: speed.")
@click.option("--weights", multiple=True, metavar="PATH", help="A model file, or a folder of them, to look at too.")
@click.option("--engines", default="auto", metavar="auto|none|URL", help="Where to look for engines; GETs only.")
@click.option(
    "--record",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Write the decision to picks/NAME.md, with its JSON and answers beside it.",
)
@click.option("--replace", is_flag=True, help="Take the place of a record of that name.")
@click.option("--resume", metavar="NAME", help="Go on with the answers in picks/NAME.toml.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given has its default.")
@in_every_form
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Pick a model for your stack and machine: one sentence from what was measured here, with its evidence.

    On a terminal and without options it asks, and keeps the answers. Executes nothing, calls no model. Exit code 4
    where nothing can be concluded.
    """
    from prony.pick.answers import keep_answers

    terminal = ctx.ensure_object(Terminal)
    home = places.home()
    given = {name for name in QUESTIONS if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    if {"stack", "repo"} <= given:
        raise UsageError("E102", "--stack says what --repo would detect", hint="give one of the two")
    answers = _answers(home, options, given)
    name = _name(home, options)
    asking = not (options["yes"] or options["form"] or (given and not options["resume"])) and _on_a_terminal(terminal)
    stack = None
    if asking:
        from prony.cli.pick_questions import ask

        name = name or options["resume"] or _free(home)
        answers, stack = ask(terminal, answers, given, _folder(home), lambda kept: keep_answers(home, name or "", kept))
        terminal.note(f"answers kept: {shlex.join(['prony', 'pick', '--resume', name])}", always=True)
    found = _found(home, options)
    view = _pick(terminal, home, answers, stack, found)
    if name is not None and options["record"] is not None:
        _record(terminal, home, name, view, replace=options["replace"])
    from prony.pick.tables import pick_tables

    if print_in(terminal, options["form"], view, pick_tables):
        return view.decision.exit_code
    from prony.cli import render_pick

    terminal.data(render_pick.text(view, terminal))
    if (
        asking
        and options["record"] is None
        and click.confirm("Write this decision to a file?", default=False, err=True)
    ):
        _record(terminal, home, name or _free(home), view, replace=True)
    return view.decision.exit_code


def _answers(home: Path, options: dict[str, Any], given: set[str]) -> Answers:
    """The answers that are kept under the name to resume, with what is given now laid over them."""
    import msgspec

    from prony.pick import Answers
    from prony.pick.answers import kept_answers

    kept = kept_answers(home, options["resume"]) if options["resume"] is not None else Answers()
    over = {name: options[name] for name in given}
    other = {"stack": "repo", "repo": "stack"}
    over |= {other[name]: "" for name in given & other.keys()}
    return msgspec.convert({**msgspec.to_builtins(kept), **over}, Answers)


def _name(home: Path, options: dict[str, Any]) -> str | None:
    """The name of the record that is asked for, checked before anything is computed."""
    from prony.pick.answers import record_path

    if options["record"] is None:
        return None
    name = options["record"] or options["resume"] or _free(home)
    record_path(home, name, replace=options["replace"])
    return str(name)


def _free(home: Path) -> str:
    from prony.pick.answers import free_name

    return free_name(home, f"pick-{_today().isoformat()}")


def _found(home: Path, options: dict[str, Any]) -> Surroundings:
    from prony.pick import Surroundings

    weights = [places.expanded(one) for one in options["weights"]]
    for path in weights:
        if not path.exists():
            raise UsageError("E107", f"there is no {path}", hint="--weights takes a model file, or a folder of them")
    return Surroundings(home, places.load_config(home), _endpoints(options["engines"]), weights)


def _endpoints(where: str) -> list[Endpoint]:
    """The engines that answer; GETs only, and nothing is loaded."""
    if where == "none":
        return []
    from prony.engines import discover

    return asyncio.run(discover(() if where == "auto" else (where,)))


def _folder(home: Path) -> Path | None:
    """The working directory, where a stack is looked for; no home folder, which holds everybody's code."""
    here = Path.cwd()
    return None if here in (places.user_home(), Path(here.anchor)) else here


def _pick(terminal: Terminal, home: Path, answers: Answers, stack: Stack | None, found: Surroundings) -> ModelPick:
    from prony.journal.index import up_to_date
    from prony.pick import pick, stack_for

    stack = stack or stack_for(answers, _folder(home))
    if not (home / "runs").is_dir():
        return pick(None, answers, stack, found, _today())
    with up_to_date(home, terminal.warn) as index:
        return pick(index, answers, stack, found, _today())


def _record(terminal: Terminal, home: Path, name: str, view: ModelPick, *, replace: bool) -> None:
    from prony.export.pick_record import keep_record

    for path in keep_record(home, name, view, replace=replace):
        terminal.note(f"written: {path}", always=True)


def _on_a_terminal(terminal: Terminal) -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and terminal.err.isatty())


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
