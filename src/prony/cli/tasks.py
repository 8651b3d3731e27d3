"""`prony tasks`: the suites there are, and the tasks in them."""

from __future__ import annotations

import click
import msgspec

from prony.cli.terminal import Terminal, clean_line


@click.command(name="tasks")
@click.argument("suites", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Everything about each task but its hidden tests, as JSON.")
@click.pass_context
def command(ctx: click.Context, suites: tuple[str, ...], as_json: bool) -> None:
    """List the built-in suites, or the tasks of SUITES (names or folders)."""
    from prony.cli.table import Column, table
    from prony.suites import builtin_suites, load_suite

    terminal = ctx.ensure_object(Terminal)
    loaded = [load_suite(name) for name in suites or builtin_suites()]
    if as_json:
        terminal.raw(msgspec.json.encode(loaded))
        return
    if not suites:
        rows = [
            [suite.id, suite.version, str(len(suite.tasks)), ", ".join(languages(suite)), suite.title] for suite in loaded
        ]
        head = [Column("suite"), Column("version"), Column("tasks", right=True), Column("languages"), Column("title")]
        terminal.data(table(head, rows, width=terminal.width))
        terminal.note("next: prony tasks SUITE lists its tasks; prony prove SUITE shows that its graders hold")
        return
    for suite in loaded:
        terminal.data(f"{suite.id} {suite.version}: {clean_line(suite.title)} ({suite.licence}, {suite.digest[:12]})\n")
        rows = [
            [
                task.name,
                task.language,
                task.difficulty,
                task.assurance.value,
                ", ".join(task.grader),
                str(len(task.criteria)),
                str(len(task.flaws)),
                f"{task.scale:g}",
                clean_line(task.title),
            ]
            for task in suite.tasks
        ]
        head = [
            Column("task"),
            Column("language"),
            Column("difficulty"),
            Column("level"),
            Column("graded by"),
            Column("criteria", right=True),
            Column("flaws", right=True),
            Column("scale", right=True),
            Column("title"),
        ]
        terminal.data(table(head, rows, width=terminal.width))


def languages(suite: object) -> list[str]:
    """The languages of a suite's tasks, in order of first appearance."""
    return list(dict.fromkeys(task.language for task in suite.tasks))  # type: ignore[attr-defined]
