"""Public suites on the way into a command: fetched where they are named, and tried before they are run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prony.cli.terminal import Terminal, clean_line
from prony.readable import counted

if TYPE_CHECKING:
    from prony.fetch import Progress, Report
    from prony.nouns import RunSettings, Suite
    from prony.suites.proof_record import TriedTask

SHOWN = 12
"""Tasks that are kept out, named one by one."""


def fetch_public(terminal: Terminal, names: Iterable[str]) -> None:
    """Fetch and import those of `names` that are public suites and are not here yet; each is announced with its size
    and licence. Raises SuiteError."""
    import os

    from prony.config import expanded
    from prony.suites import builtin_suites
    from prony.suites.public import imported_folder, is_public, public_suite

    for name in names:
        if name in builtin_suites() or not is_public(name) or os.path.lexists(expanded(name) / "suite.toml"):
            continue
        entry = public_suite(name)
        if not (imported_folder(entry) / "suite.toml").is_file():
            from prony.suites.fetched import get_suite

            folder = get_suite(entry, report_to(terminal))
            terminal.note(f"{name} is imported to {folder}")


def report_to(terminal: Terminal) -> Report:
    """What is told of a download: each step on a line, and how far it is where somebody looks."""
    from prony.fetch import Phase

    def report(step: Progress) -> None:
        if step.phase is not Phase.BYTES:
            terminal.note(str(step))
        elif terminal.live and not terminal.quiet:
            terminal.err.write(f"\r\x1b[2K{step}\r")
            terminal.err.flush()

    return report


async def try_untried(terminal: Terminal, names: Iterable[str], settings: RunSettings, *, accepted: bool) -> None:
    """Try the tasks of imported suites of which it is not known whether they can be counted here, and tell."""
    from prony.grading.toolchains import missing_toolchains, sandbox_for
    from prony.grading.tried import try_tasks
    from prony.suites import load_suite
    from prony.suites.proof_record import untried

    for suite in map(load_suite, names):
        waiting = untried(suite)
        absent = missing_toolchains(waiting, settings.toolchains, settings.sandbox)
        ready = [task for task in waiting if task.id not in absent]
        if ready:
            terminal.note(f"{suite.id}: {len(ready)} imported tasks are tried: reference and untouched start")
            async with sandbox_for(ready, settings, terminal.note, accepted=accepted) as sandbox:
                tell_tried(terminal, suite, await try_tasks(suite, ready, sandbox))


def tell_tried(terminal: Terminal, suite: Suite, tried: dict[str, TriedTask]) -> None:
    """Say how many references pass here, why the others do not, and which untouched starts pass."""
    from prony.suites.proof_record import why_out

    referenced = {task.name for task in suite.tasks if task.has_reference}
    passing = sum(not entry.reference for name, entry in tried.items() if name in referenced)
    bare = len(tried.keys() - referenced)
    out = {name: why_out(entry) for name, entry in tried.items() if why_out(entry)}
    kept = f"; {len(out)} kept out of the rate" if out else ""
    of = len(tried) - bare
    without = (
        f"{counted(bare, 'task')} without a reference: nothing shows that {'they' if bare > 1 else 'it'} can be solved"
    )
    told = [*([f"{passing} of {of} references pass here"] if of else []), *([without] if bare else [])]
    terminal.note(f"{suite.id}: {'; '.join(told)}{kept}", always=bool(out or bare))
    for name, why in list(out.items())[:SHOWN]:
        terminal.note(f"  {name}: {clean_line(why)[:300]}", always=True)
    if len(out) > SHOWN:
        terminal.note(f"  and {len(out) - SHOWN} more (proof.json beside suite.toml has all)", always=True)
