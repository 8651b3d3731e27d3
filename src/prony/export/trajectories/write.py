"""The folder of trajectories: SUITE/CONTESTANT/TASK.REPEAT.json, of suites whose texts may leave."""

from __future__ import annotations

import json
import re
from operator import itemgetter

from prony.boards.attempts.attempt import AttemptReader
from prony.boards.board import Board, Row
from prony.errors import UsageError
from prony.export.leaving_texts import PRIVATE, boards_of, may_leave
from prony.export.target import ExportDocument, ExportedFile, ExportOrder, write_file
from prony.export.trajectories.atif import trajectory
from prony.journal import queries
from prony.journal.index import Index
from prony.keys import blot

MOST_TEXT = 4 << 20
"""Bytes of one message that are kept."""
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def write(index: Index, order: ExportOrder) -> ExportDocument:
    """Write a document for each attempt that counts, of models and of references.

    Raises UsageError E102 (texts of a suite that is not there), E160 (a place that cannot be written), E161 (no
    attempt whose texts may leave).
    """
    files: list[ExportedFile] = []
    left_out: dict[str, str] = {}
    for board in boards_of(index, order):
        if not may_leave(board, order):
            left_out[board.suite] = PRIVATE.format(suite=board.suite)
            continue
        for row in board.rows:
            found = _of_row(index, board, row, order)
            files += found
            if not found:
                left_out[row.label] = "it has no attempt that counts"
    if not files:
        raise UsageError(
            "E161",
            "there is no attempt here that may leave as a trajectory",
            cause="; ".join(f"{what}: {why}" for what, why in left_out.items()) or "nothing was measured",
            hint="--texts SUITE lets the texts of a suite of your own leave",
        )
    return ExportDocument(target="atif", out=str(order.out), files=tuple(files), left_out=left_out)


def _of_row(index: Index, board: Board, row: Row, order: ExportOrder) -> list[ExportedFile]:
    rows = queries.counted_rows(index, board.run or "", board.suite_digest, row.contestant)
    readers: dict[str, AttemptReader] = {}
    files = []
    for one in sorted(rows, key=itemgetter("task", "repeat")):
        if one["run"] not in readers:
            readers[one["run"]] = AttemptReader(index, one["run"], MOST_TEXT)
        view = readers[one["run"]].view(one["attempt"])
        known = queries.contestants(index, [one["run"]]).get(view.contestant)
        document = trajectory(view, known.fingerprint if known else None, one["score"])
        folder = f"{_ODD.sub('-', row.label).strip('.-') or 'contestant'}-{row.contestant}"
        name = f"{_ODD.sub('-', view.task.partition('/')[2])}.{view.repeat}.json"
        data = blot(json.dumps(document, indent=1, ensure_ascii=True, allow_nan=False).encode()) + b"\n"
        files.append(write_file(order.out / _ODD.sub("-", board.suite) / folder / name, data))
    return files
