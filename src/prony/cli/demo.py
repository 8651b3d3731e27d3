"""`prony demo`: a recorded run, graded again here, in seconds."""

from __future__ import annotations

import asyncio
import importlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from prony.cli.terminal import Terminal, clean_line
from prony.config import expanded

if TYPE_CHECKING:
    from prony.demo.replay import Replay
    from prony.nouns import RunPlan

SHOWN = 6
"""Attempts that came out otherwise than recorded, printed one by one."""


@click.command(name="demo")
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy it there; default: a temporary folder.",
)
@click.option("--all", "every", is_flag=True, help="Grade all of the references' submissions, not one for each task.")
@click.option("--slots", type=click.IntRange(1), metavar="N", help="Sandbox slots that grade at once.")
@click.option("--json", "as_json", is_flag=True, help="What the replay came to, as JSON.")
@click.pass_obj
def command(terminal: Terminal, keep: Path | None, every: bool, slots: int | None, as_json: bool) -> None:
    """Show a recorded run of two small models, with its submissions graded again here.

    Needs no model, no engine and no network: the run is copied to a folder, what the models handed in goes through this
    machine's sandbox (and of the references' a submission for each task), and the board is printed. What cannot be
    graded here keeps its recorded grade.
    """
    from prony.demo.replay import lay_out
    from prony.grading.toolchains import default_slots

    home = expanded(keep).absolute() if keep else Path(tempfile.mkdtemp(prefix="prony-demo-"))
    plan = lay_out(home)
    terminal.note(_introduced(plan, home))
    seen = asyncio.run(_replayed(home, plan, slots or default_slots(), every))
    if as_json:
        terminal.document(seen)
        return
    terminal.data(_board(home, seen, terminal))
    terminal.data("")
    terminal.data("\n".join([*_compared(seen), "", *_next_steps(seen)]))


async def _replayed(home: Path, plan: RunPlan, slots: int, every: bool) -> Replay:
    """The replay. What computes a board's intervals takes a quarter of a second to import: done while slots come up."""
    from prony.demo.replay import replay

    imported = asyncio.create_task(asyncio.to_thread(importlib.import_module, "scipy.special"))
    try:
        return await replay(home, plan, slots, every=every)
    finally:
        await imported


def _introduced(plan: RunPlan, home: Path) -> str:
    tasks = sum(len(pin.tasks) for pin in plan.suites)
    models = ", ".join(spec.label for spec in plan.contestants if not spec.reference)
    when = plan.created_at[:10]
    return (
        f"a recorded run: {models} and the references on {tasks} tasks ({when}, prony {plan.prony_version})\n"
        f"copied to {clean_line(str(home))}; grading here again what was handed in"
    )


def _board(home: Path, seen: Replay, terminal: Terminal) -> str:
    """The board of the run, without the steps that a board would propose: the demo has its own."""
    from prony.boards.cache import cached_leaderboards
    from prony.cli import render_board
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        boards = cached_leaderboards(index, seen.run)
    return "\n\n".join(render_board.text(msgspec.structs.replace(one, next_steps=()), terminal) for one in boards)


def _compared(seen: Replay) -> list[str]:
    """Whether grading here agrees with the record, and what stands as it was recorded."""
    same = seen.graded - len(seen.differing)
    agreed = "every grade is the recorded one" if not seen.differing else f"{same} grades are the recorded ones"
    out = []
    if seen.graded:
        of = f" of {seen.submissions}" if seen.graded < seen.submissions else ""
        out.append(f"{seen.graded}{of} submissions graded again here in {seen.wall_s:.1f} s: {agreed}")
    for one in seen.differing[:SHOWN]:
        out.append(f"  ! {one.attempt}  {clean_line(one.label)}, {one.task}: recorded {one.recorded}; here {one.here}")
    if len(seen.differing) > SHOWN:
        out.append(f"  ! and {len(seen.differing) - SHOWN} more (--json)")
    by_reason: dict[str, list[str]] = {}
    for task, reason in seen.recorded_only.items():
        by_reason.setdefault(reason, []).append(task)
    for reason, tasks in by_reason.items():
        out.append(f"as recorded, not graded here ({clean_line(reason)}): {', '.join(tasks)}")
    return out


def _next_steps(seen: Replay) -> list[str]:
    from prony.cli.app import COMMANDS

    steps = [(f"cd {clean_line(seen.home)}", "the copied run; delete the folder when you are done")]
    if seen.solved:
        steps.append((f"prony show {seen.solved}", "a solved attempt: brief, reply, tests, times, fingerprint"))
    if seen.failed:
        steps.append((f"prony show {seen.failed}", "a failed one, with the tests that say why"))
    steps.append(("prony board --attempts", "every attempt in a line"))
    if "report" in COMMANDS:
        steps.append(("prony report -o run.html", "all of it in one file"))
    steps.append(("prony doctor", "what this machine can do"))
    steps.append(("prony run quick --reference", "measure for yourself"))
    width = max(len(step) for step, _ in steps)
    return [f"{'next' if not number else '    '}  {step:<{width}}  {why}" for number, (step, why) in enumerate(steps)]
