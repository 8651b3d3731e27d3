"""The forms of boards as targets: the same text that `prony board --csv` prints, in a file."""

from __future__ import annotations

from prony.boards import leaderboards
from prony.export.formats.exporter import Exporter
from prony.export.target import ExportDocument, ExportOrder, Target, write_file
from prony.journal.index import Index


def target_of(exporter: Exporter) -> Target:
    """The target that writes boards in this form."""

    def write(index: Index, order: ExportOrder) -> ExportDocument:
        boards = leaderboards(index, order.run, order.suite)
        text = exporter.boards(boards)
        data = (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "replace")
        rows = sum(len(board.rows) for board in boards)
        return ExportDocument(target=exporter.name, out=str(order.out), files=(write_file(order.out, data, rows),))

    return Target(
        name=exporter.name,
        help=f"The board as {exporter.name.upper()}, as `prony board --{exporter.name}` prints it.",
        writes="FILE",
        write=write,
        place=exporter.place,
    )
