"""`prony tasks`: the suites there are, and the tasks in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from prony.cli.language_option import language_option
from prony.cli.terminal import Terminal, clean_line, folded

if TYPE_CHECKING:
    from prony.nouns import Suite, Task
    from prony.suites.mutant_record import MutantShare


@click.command(name="tasks")
@click.argument("suites", nargs=-1)
@language_option
@click.option("--json", "as_json", is_flag=True, help="Everything about each task but its hidden tests, as JSON.")
@click.pass_obj
def command(terminal: Terminal, suites: tuple[str, ...], languages: tuple[str, ...], as_json: bool) -> None:
    """List the built-in suites and the public ones of the catalog, or the tasks of SUITES (names or folders).

    Of a suite whose problems are set in several languages, the problems are listed; with --language its tasks.
    """
    from prony.bench.selection import Selection, is_in, refuse_vain
    from prony.suites import builtin_suites, load_suite
    from prony.suites.mutant_record import mutant_share

    loaded = [load_suite(name) for name in suites or builtin_suites()]
    refuse_vain(loaded, Selection(languages=languages))
    shown = [[task for task in suite.tasks if is_in(task, languages)] for suite in loaded]
    if as_json:
        from prony.export.documents import TasksDocument
        from prony.suites.public import public_suites

        public = () if suites else public_suites()
        terminal.document(TasksDocument(suites=tuple(loaded), mutants=tuple(map(mutant_share, loaded)), public=public))
    elif suites:
        listings = (
            _tasks_of(suite, tasks, terminal) if languages or not _has_members(suite) else _problems_of(suite, terminal)
            for suite, tasks in zip(loaded, shown, strict=True)
        )
        terminal.data("\n\n".join(listings))
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


def _tasks_of(suite: Suite, tasks: list[Task], terminal: Terminal) -> str:
    from prony.cli.table import Column, lines
    from prony.suites.mutant_record import mutant_share

    share = mutant_share(suite)
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
    table = lines(columns, terminal, terminal.width)
    return "\n".join([_headline(suite), *folded(share.sentence, terminal.width), "", *table])


def _has_members(suite: Suite) -> bool:
    return any(task.member for task in suite.tasks)


def _problems_of(suite: Suite, terminal: Terminal) -> str:
    """A row for each problem, which is a task for each of its members."""
    from prony.cli.table import Column, lines
    from prony.suites.mutant_record import mutant_share

    share = mutant_share(suite)
    problems: dict[str, list[Task]] = {}
    for task in suite.tasks:
        problems.setdefault(task.problem, []).append(task)
    rows = list(problems.values())
    columns = [
        Column("problem", list(problems), left=True),
        Column("kind", [next(iter(tasks[0].axes), "-") for tasks in rows], left=True),
        Column("difficulty", [tasks[0].difficulty for tasks in rows], left=True),
        Column("tasks", [str(len(tasks)) for tasks in rows]),
        Column(
            "references",
            [", ".join(task.member or task.language for task in tasks if task.has_reference) for tasks in rows],
            left=True,
            priority=2,
        ),
        Column("flaws", [str(len({flaw.id for task in tasks for flaw in task.flaws})) for tasks in rows], priority=4),
        Column("title", [clean_line(tasks[0].title) for tasks in rows], left=True, priority=1, cap=48),
    ]
    members = ", ".join(dict.fromkeys(task.member or task.language for task in suite.tasks))
    count = f"{len(rows)} problems, {len(suite.tasks)} tasks: {members}"
    head = [_headline(suite), *folded(count, terminal.width), *folded(share.sentence, terminal.width)]
    return "\n".join([*head, "", *lines(columns, terminal, terminal.width)])


def _headline(suite: Suite) -> str:
    return f"{suite.id} {suite.version}: {clean_line(suite.title)} ({suite.licence}, digest {suite.digest[:12]})"


def _killed(task: Task, share: MutantShare) -> str:
    """How many of a task's mutants its tests kill, of those that they had to."""
    if task.name in share.stale:
        return "stale"
    entry = share.fresh.get(task.name)
    return f"{entry.killed} of {entry.killed + len(entry.survived)}" if entry is not None else "-"


def _levels(task: Task) -> str:
    """The levels of assurance of a task's criteria, the strongest first: a grade shows the weakest that is required."""
    return ", ".join(sorted({(criterion.assurance or task.assurance).value for criterion in task.criteria}))
