"""`prony` alone: the state of this folder, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prony import __version__, config
from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean_line
from prony.readable import counted

if TYPE_CHECKING:
    from prony.boards.home import HomeView, RunOverview


def status(terminal: Terminal) -> None:
    """Print the state of the home folder to stdout. A folder without runs is left as it is."""
    from prony.boards.home import empty_home, home_view
    from prony.journal.index import up_to_date

    home = config.home()
    if (home / "runs").is_dir():
        with up_to_date(home) as index:
            view = home_view(index)
    else:
        view = empty_home(home)
    terminal.data("\n".join(_home_lines(view, terminal)))


def _home_lines(view: HomeView, terminal: Terminal) -> list[str]:
    configured = "with prony.toml" if view.configured else "no prony.toml"
    out = [
        terminal.paint(f"prony {__version__}", "bold")
        + f"  {clean_line(view.home)} ({configured}, {counted(view.run_count, 'run')})"
    ]
    if view.runs:
        columns = [
            Column("run", [clean_line(one.run) for one in view.runs], left=True),
            Column("began", [one.created_at for one in view.runs], left=True, priority=3),
            Column("suites", [clean_line(", ".join(one.suites)) for one in view.runs], left=True, priority=2),
            Column("attempts", [str(one.attempts) for one in view.runs], priority=1),
            Column("state", [_state(one) for one in view.runs], left=True, cap=60),
        ]
        out += ["", *lines(columns, terminal, max(40, terminal.width))]
    return [*out, "", f"next  {clean_line(view.next_step)}"]


def _state(one: RunOverview) -> str:
    lost = f": {one.unscored} not scored" if one.state == "partial" else ""
    return clean_line(f"damaged: {one.damage}" if one.damage else f"{one.state}{lost}")
