"""Names from outside boards: what others published, quoted with its age, and never ranked with what was measured."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from prony.boards.outside_boards import OutsideBoard, about
from prony.boards.view import View
from prony.boards.weights.stack import Stack
from prony.languages.names import canonical_name
from prony.outside.library import KnownBoard, boards
from prony.outside.names import Match, ModelName, match, read_name
from prony.outside.snapshot import Where as Published
from prony.pick.answers import Whereabouts
from prony.plain import clean_line

MOST_NAMES = 5
MOST_OF_A_BOARD = 2


class OutsideName(View, frozen=True, kw_only=True):
    """A name as a board prints it. column, printed: what it is quoted for: the board's own number, of other tasks,
    another artifact and other machines."""

    model: str
    board: str
    column: str
    printed: str
    age: str
    age_days: int | None
    where: str
    precision: str
    contradictions: int
    """Findings in that board's arithmetic."""

    @property
    def text(self) -> str:
        """In one line."""
        aged = "no date" if self.age_days is None else f"{self.age_days} days old, {self.age}"
        wrong = "; its arithmetic contradicts itself" if self.contradictions else ""
        where = {"cloud": "run in a cloud", "local": "run locally", "mixed": "run in clouds and locally"}.get(
            self.where, "where it ran is not stated"
        )
        return f"quoted: {self.model}, {self.column} {self.printed} ({self.board}, {aged}, {where}{wrong})"


def outside_names(
    home: Path, stack: Stack, where: Whereabouts, measured: Iterable[str], today: datetime.date
) -> tuple[OutsideName, ...]:
    """A few names that nothing here was measured of: first from boards with a column in a language of the stack, then
    from those that ran locally, the youngest first. where: `local` leaves out boards of cloud runs."""
    here = [read_name(label) for label in measured]
    known = [one for one in boards(home) if one.snapshot is not None and one.snapshot.rows]
    lines = [(one, about(one, today)) for one in known]
    if where is Whereabouts.LOCAL:
        lines = [(one, line) for one, line in lines if line.where in (Published.LOCAL.value, Published.MIXED.value)]
    lines.sort(key=lambda pair: _order(pair[0], pair[1], stack))
    found: list[OutsideName] = []
    seen: list[ModelName] = list(here)
    for one, line in lines:
        for name in list(_top(one, line, stack, seen))[:MOST_OF_A_BOARD]:
            if len(found) < MOST_NAMES:
                found.append(name)
                seen.append(read_name(name.model))
    return tuple(found)


def _order(known: KnownBoard, line: OutsideBoard, stack: Stack) -> tuple[bool, bool, float, str]:
    age = float(line.age_days) if line.age_days is not None else 1e9
    return (_column(known, line, stack)[1], line.where not in ("local", "mixed"), age, line.name)


def _column(known: KnownBoard, line: OutsideBoard, stack: Stack) -> tuple[str, bool]:
    """The column that a board is quoted for: in the heaviest language of the stack that it has, else its metric."""
    assert known.snapshot is not None
    heavy = sorted(stack.weights, key=lambda name: -stack.weights[name])
    names = {canonical_name(column.name): column.name for column in known.snapshot.columns}
    return next(((names[name], False) for name in heavy if name in names), (line.metric, True))


def _top(known: KnownBoard, line: OutsideBoard, stack: Stack, seen: Sequence[ModelName]) -> Iterable[OutsideName]:
    assert known.snapshot is not None
    wanted, _ = _column(known, line, stack)
    column = next((one for one in known.snapshot.columns if one.name == wanted), None)
    if column is None:
        return
    from prony.stats.printed import decimal_mark, read_printed

    mark = decimal_mark(row.cells.get(wanted, "") for row in known.snapshot.rows)
    rows = zip(known.snapshot.rows, known.snapshot.names(), strict=True)
    cells = [(row, its, read_printed(row.cells.get(wanted, ""), mark)) for row, its in rows]
    numbers = [(row, its, float(cell.value)) for row, its, cell in cells if cell is not None]
    for row, its, _ in sorted(numbers, key=lambda line: -line[2] if column.higher_is_better else line[2]):
        if any(match(its, name) >= Match.VARIANT for name in seen):
            continue
        yield OutsideName(
            model=clean_line(row.model),
            board=clean_line(line.board),
            column=clean_line(wanted),
            printed=clean_line(row.cells[wanted]),
            age=line.age,
            age_days=line.age_days,
            where=line.where,
            precision=clean_line(line.precision),
            contradictions=len(line.findings),
        )
