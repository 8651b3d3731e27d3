"""Write what the built-in suites keep of their mutants into docs/suites.md, between its two marks.

python scripts/mutants_page.py
"""

from __future__ import annotations

from pathlib import Path

from prony.suites import builtin_suites, load_suite
from prony.suites.mutant_record import TaskMutants, percent_killed, read_record

PAGE = Path(__file__).resolve().parents[1] / "docs" / "suites.md"
BEGIN, END = "<!-- mutants -->\n", "<!-- end of mutants -->\n"


MOST_NAMED = 4
"""Samples that are named one by one."""


def row(name: str, tasks: dict[str, TaskMutants]) -> str:
    """One suite's line of the table."""
    killed = sum(task.killed for task in tasks.values())
    decided = killed + sum(len(task.survived) for task in tasks.values())
    equivalent = sum(task.equivalent for task in tasks.values())
    samples = {name: task for name, task in tasks.items() if task.tried < task.total}
    sampled = [f"`{name}`: {task.tried} of {task.total}" for name, task in samples.items()]
    if len(sampled) > MOST_NAMED:
        tried, total = sum(task.tried for task in samples.values()), sum(task.total for task in samples.values())
        sampled = [f"{len(samples)} references: {tried} of {total}"]
    share = percent_killed(killed, decided) if decided else "not tried"
    return f"| `{name}` | {decided} | {share} | {equivalent} | {', '.join(sampled)} |\n"


def table() -> str:
    """The table of all built-in suites."""
    head = "| suite | mutants | killed | explained as equivalent | samples |\n|---|---|---|---|---|\n"
    return head + "".join(row(name, read_record(load_suite(name)).tasks) for name in builtin_suites())


def written(text: str) -> str:
    """The page with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
