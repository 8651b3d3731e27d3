"""The `prony` command: the table of its commands, and the one place where errors become words and exit codes.

Exit codes: 0 done · 1 a check or a gate does not hold · 2 bad usage · 3 the environment cannot · 4 done in part
(too many `infra`, a gate that cannot be judged) · 70 a defect of prony itself · 130 interrupted · 141 the reader of
stdout went away.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from prony import registry
from prony.cli.terminal import Terminal
from prony.errors import PronyError, UsageError

EXIT_DEFECT = 70
EXIT_INTERRUPTED = 130
EXIT_PIPE = 141


class Entry(NamedTuple):
    """One line of the command table: the module that holds `command`, the heading it is listed under, and one line
    of help (the first sentence of the command's own)."""

    module: str
    section: str
    help: str


COMMANDS: dict[str, Entry] = {
    "run": Entry("prony.cli.run", "Measure", "Measure contestants on suites and print the board."),
    "demo": Entry("prony.cli.demo", "Measure", "See a recorded run graded again here, in seconds, without a model."),
    "estimate": Entry(
        "prony.cli.estimate", "Measure", "What a run will take: tokens, time, money, disk; runs nothing."
    ),
    "speed": Entry(
        "prony.cli.speed", "Measure", "Measure how fast engines answer: first token, prefill, decode, by depth."
    ),
    "regrade": Entry("prony.cli.regrade", "Measure", "Grade a run's submissions again; adds grades, replaces none."),
    "init": Entry("prony.cli.init", "Look around", "Write a commented prony.toml from what this machine has."),
    "doctor": Entry("prony.cli.doctor", "Look around", "What this machine can do, tried rather than assumed."),
    "toolchains": Entry(
        "prony.cli.toolchains", "Look around", "What tasks are run and graded with: here, fetchable, missing."
    ),
    "models": Entry(
        "prony.cli.models", "Look around", "Models that engines here serve, and weights that can be fetched."
    ),
    "probe": Entry("prony.cli.probe", "Look around", "Write what hardware this machine has, for engines on it."),
    "tasks": Entry("prony.cli.tasks", "Look around", "The suites there are, and the tasks in them."),
    "import": Entry("prony.cli.import_", "Look around", "Turn tasks of another format into a suite's folder."),
    "vary": Entry("prony.cli.vary", "Look around", "Make a variant of a suite: other words, numbers and inputs."),
    "prove": Entry("prony.cli.prove", "Look around", "Show that the graders of a suite hold."),
    "board": Entry("prony.cli.board", "Read", "Show who solved what, with intervals."),
    "compare": Entry("prony.cli.compare", "Read", "Compare two contestants: paired by task, with interval."),
    "freshness": Entry(
        "prony.cli.freshness", "Read", "Show what models may have seen of the tasks: by release, and by variants."
    ),
    "languages": Entry(
        "prony.cli.languages", "Read", "Show contestants by language: rates, spread, and who is ahead in which."
    ),
    "card": Entry("prony.cli.card", "Read", "Show one contestant whole: who it is, what it solves, what that takes."),
    "factors": Entry("prony.cli.factors", "Read", "What one choice does, over all models that differ in it alone."),
    "tradeoffs": Entry(
        "prony.cli.tradeoffs", "Read", "Weigh models by what they solve and what that takes; who keeps a budget."
    ),
    "bugs": Entry(
        "prony.cli.bugs", "Read", "Show who catches which bug, how tasks are solved, and which tasks tell models apart."
    ),
    "reliability": Entry(
        "prony.cli.reliability",
        "Read",
        "Show how often repeats of one task come out the same, and who can be relied on.",
    ),
    "style": Entry(
        "prony.cli.style", "Read", "Show how contestants write: lines, comments, functions; two, task by task."
    ),
    "selfreport": Entry(
        "prony.cli.selfreport",
        "Read",
        "Show what contestants say of their own work: successes, failures and times, against what was measured.",
    ),
    "drift": Entry(
        "prony.cli.drift",
        "Read",
        "Show how contestants changed from run to run, and how small a change would have been shown.",
    ),
    "pick": Entry("prony.cli.pick", "Read", "Pick a model for your stack and machine, from what was measured."),
    "boards": Entry("prony.cli.boards", "Read", "Boards of others: their age, arithmetic, names and overlap."),
    "show": Entry("prony.cli.show", "Read", "Show one attempt: brief, reply, files, tests, times, fingerprint."),
    "report": Entry("prony.cli.report", "Read", "Write a run as one HTML page that needs nothing beside itself."),
    "bundle": Entry("prony.cli.bundle", "Share", "Write runs as one signed file that others can check."),
    "verify": Entry(
        "prony.cli.verify", "Share", "Check a bundle: signature, every byte, its board; grade it again here."
    ),
    "badge": Entry("prony.cli.badge", "Share", "Draw what was measured of one model, as an SVG for a README."),
    "export": Entry("prony.cli.export", "Share", "Write boards, records and suites as files for other programs."),
    "forget": Entry("prony.cli.forget", "Read", "Put runs aside, so that no board shows them; nothing is deleted."),
    "index": Entry("prony.cli.index", "Read", "Bring the index of all runs up to date, or build it anew."),
}
"""Every command, in the order of the help. A new one is a module with a click command named `command`, and a line."""


class LazyGroup(click.Group):
    """A click group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, with the options that every command takes; None when the table has no such name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = importlib.import_module(entry.module).command
        assert isinstance(command, click.Command)
        taken = {option for param in command.params for option in param.opts}
        command.params.extend(option for option in _common_options() if not taken & set(option.opts))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is our own error, with the nearest known one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            raise UsageError(
                "E101",
                f"there is no command {name}",
                hint=f"did you mean prony {near[0]}?" if near else "prony --help lists the commands",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table under its headings, without importing any command."""
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            with formatter.section(section):
                formatter.write_dl([(name, one.help) for name, one in COMMANDS.items() if one.section == section])


def _common_options() -> list[click.Option]:
    """`-v` and `-q`, which every command takes wherever they stand on the line."""

    def remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        terminal = ctx.find_object(Terminal)
        if value and terminal is not None and param.name is not None:
            setattr(terminal, param.name, True)

    def flag(names: list[str], text: str) -> click.Option:
        return click.Option(names, is_flag=True, expose_value=False, is_eager=True, callback=remember, help=text)

    return [
        flag(["-v", "--verbose"], "Say more; on an error, show the traceback."),
        flag(["-q", "--quiet"], "No progress, only data and errors."),
    ]


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from prony import __version__

        click.echo(f"prony {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
@click.pass_context
def prony(ctx: click.Context) -> None:
    """Measure what a coding model really puts out: on your stack, your hardware, your harness.

    Without a command: the state of this folder, and the next step.
    """
    if ctx.invoked_subcommand is None:
        from prony.cli.status import status

        status(ctx.ensure_object(Terminal))


prony.params.extend(_common_options())


def run(args: Sequence[str], terminal: Terminal | None = None) -> int:
    """Run `prony` with these arguments; returns the exit code. Errors are printed to stderr, never raised."""
    terminal = terminal or Terminal()
    registry.tell_with(lambda line: terminal.note(line, always=True))
    try:
        try:
            with prony.make_context("prony", list(args), obj=terminal) as ctx:
                result = prony.invoke(ctx)
        except click.exceptions.Exit as done:
            result = done.exit_code
        terminal.out.flush()
        return result if isinstance(result, int) else 0
    except (KeyboardInterrupt, click.Abort):
        terminal.note("interrupted", always=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return EXIT_PIPE
    except click.ClickException as error:
        return _report(terminal, _as_ours(error))
    except PronyError as error:
        return _report(terminal, error)
    except Exception as error:  # noqa: BLE001 - the last stop: a defect is told in words, with -v in full
        from prony.cli.refused import refused

        _forget_stdout()
        ours = refused(error)
        if ours is not None:
            ours.__cause__ = ours.__cause__ or error
            return _report(terminal, ours)
        terminal.defect(error)
        return EXIT_DEFECT


def _forget_stdout() -> None:
    """What is still to be written goes nowhere: after a failure, the interpreter's own last flush would fail again."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(terminal: Terminal, error: PronyError) -> int:
    terminal.error(error)
    return error.exit_code


def _as_ours(error: click.ClickException) -> UsageError:
    """What click found wrong with the command line, in our own shape."""
    near: Sequence[str] = ()
    text = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption):
        near, text = error.possibilities or (), error.message.rstrip(".")
    ctx = getattr(error, "ctx", None)
    ask = f"{ctx.command_path if ctx else 'prony'} --help"
    hint = f"did you mean {near[0]}?  ({ask})" if near else ask
    for clicks, ours in NUMBERS.items():
        text = text.replace(f"is not a valid {clicks}", f"is no {ours}")
    return UsageError("E102", text[:1].lower() + text[1:], hint=hint)


NUMBERS = {"integer range": "whole number", "float range": "number", "integer": "whole number", "float": "number"}
"""Click's words for the numbers of an option, and ours."""
