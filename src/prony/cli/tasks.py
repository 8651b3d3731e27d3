"""`prony tasks`: the suites there are, and the tasks in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from prony.cli.terminal import Terminal, clean_line, folded

if TYPE_CHECKING:
    from prony.nouns import Suite, Task
    from prony.suites.mutant_record import MutantShare


@click.command(name="tasks")
@click.argument("suites", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Everything about each task but its hidden tests, as JSON.")
@click.pass_obj
def command(terminal: Terminal, suites: tuple[str, ...], as_json: bool) -> None:
    """List the built-in suites and the public ones of the catalog, or the tasks of SUITES (names or folders)."""
    from prony.suites import builtin_suites, load_suite
    from prony.suites.mutant_record import mutant_share

    loaded = [load_suite(name) for name in suites or builtin_suites()]
    if as_json:
        from prony.export.documents import TasksDocument
        from prony.suites.public import public_suites

        public = () if suites else public_suites()
        terminal.document(TasksDocument(suites=tuple(loaded), mutants=tuple(map(mutant_share, loaded)), public=public))
    elif suites:
        terminal.data("\n\n".join(_tasks_of(suite, terminal) for suite in loaded))
    else:
        terminal.data(_overview(loaded, terminal))
        terminal.data("")
        terminal.data(_catalog(terminal))
        terminal.note("next: prony tasks SUITE lists its tasks; prony prove SUITE shows that its graders hold")


def _overview(suites: list[Suite], terminal: Terminal) -> str:
    from prony.cli.table import Column, lines

    columns = [
        Column("suite", [suite.id for suite in suites], left=True),
        Column("version", [suite.version for suite in suites], left=True),
        Column("tasks", [str(len(suite.tasks)) for suite in suites]),
        Column(
            "languages",
            [", ".join(dict.fromkeys(task.language for task in suite.tasks)) for suite in suites],
            left=True,
        ),
        Column("title", [clean_line(suite.title) for suite in suites], left=True, priority=1, cap=60),
    ]
    return "\n".join(lines(columns, terminal, terminal.width))


def _catalog(terminal: Terminal) -> str:
    from prony.cli.table import Column, lines
    from prony.suites.public import imported_folder, public_suites

    entries = public_suites()
    columns = [
        Column("public suite", [entry.name for entry in entries], left=True),
        Column("tasks", [str(sum(entry.splits.values())) for entry in entries]),
        Column("languages", [", ".join(entry.languages) for entry in entries], left=True, priority=2),
        Column("size", [f"{entry.size_bytes / 1e6:.2f} MB" for entry in entries]),
        Column("licence", [entry.licence for entry in entries], left=True),
        Column("released", [entry.released for entry in entries], left=True, priority=2),
        Column("state", ["here" if imported_folder(one).is_dir() else "to be fetched" for one in entries], left=True),
        Column("sha256", [entry.sha256[:12] for entry in entries], left=True, priority=3),
    ]
    return "\n".join(lines(columns, terminal, terminal.width))


def _tasks_of(suite: Suite, terminal: Terminal) -> str:
    from prony.cli.table import Column, lines
    from prony.suites.mutant_record import mutant_share

    tasks, share = suite.tasks, mutant_share(suite)
    columns = [
        Column("task", [task.name for task in tasks], left=True),
        Column("language", [task.language for task in tasks], left=True),
        Column("difficulty", [task.difficulty for task in tasks], left=True, priority=2),
        Column("level", [_levels(task) for task in tasks], left=True),
        Column("graded by", [", ".join(task.grader) for task in tasks], left=True, priority=3),
        Column("criteria", [str(len(task.criteria)) for task in tasks], priority=4),
        Column("flaws", [str(len(task.flaws)) for task in tasks], priority=4),
        Column("mutants killed", [_killed(task, share) for task in tasks], priority=3),
        Column("scale", [f"{task.scale:g}" for task in tasks], priority=5),
        Column("title", [clean_line(task.title) for task in tasks], left=True, priority=1, cap=48),
    ]
    headline = f"{suite.id} {suite.version}: {clean_line(suite.title)} ({suite.licence}, digest {suite.digest[:12]})"
    table = lines(columns, terminal, terminal.width)
    return "\n".join([headline, *folded(share.sentence, terminal.width), "", *table])


def _killed(task: Task, share: MutantShare) -> str:
    """How many of a task's mutants its tests kill, of those that they had to."""
    if task.name in share.stale:
        return "stale"
    entry = share.fresh.get(task.name)
    return f"{entry.killed} of {entry.killed + len(entry.survived)}" if entry is not None else "-"


def _levels(task: Task) -> str:
    """The levels of assurance of a task's criteria, the strongest first: a grade shows the weakest that is required."""
    return ", ".join(sorted({(criterion.assurance or task.assurance).value for criterion in task.criteria}))
