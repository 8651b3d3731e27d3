"""Boards already computed, by everything they depend on: importing the estimators costs far more than reading."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from prony import __version__
from prony.boards.board import Board
from prony.boards.columns import COLUMNS
from prony.boards.dimensions import DEFAULT, DIMENSIONS
from prony.boards.leaderboard import leaderboards
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.measures import MEASURES
from prony.journal.schema import VERSION
from prony.nouns import digest_of
from prony.speed.kept import sweeps_stamp

KEPT = 64


def cached_leaderboards(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
    where: Sequence[str] = (),
    stack: str = "",
) -> tuple[Board, ...]:
    """`leaderboards`, from `.prony/boards/` where the same was asked of the same journals before.

    The key holds the question, the position of every journal, those of sweeps too, and the versions of what computes; a
    file that cannot be read or written is passed by. Raises as `leaderboards`.
    """
    key = digest_of(
        [
            __version__,
            VERSION,
            _code_stamp(),
            *_stamps(),
            index.stamp,
            run,
            suite,
            grader,
            step,
            by,
            list(where),
            stack,
            queries.position(index),
            sweeps_stamp(index.home),
        ]
    )
    path = index.path.parent / "boards" / f"{key}.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(path.read_bytes(), type=tuple[Board, ...])
    boards = leaderboards(index, run, suite, grader, step, by, where, stack)
    with contextlib.suppress(OSError):
        _keep(path, msgspec.json.encode(boards))
    return boards


def _stamps() -> list[str]:
    """Change with what a board is made of."""
    return [COLUMNS.stamp(), DIMENSIONS.stamp(), MEASURES.stamp()]


def _code_stamp() -> list[int]:
    """Changes with the code of boards and estimators, so that a checkout never shows what older code computed."""
    root = Path(__file__).parent
    files = [
        *sorted(root.glob("*.py")),
        *(file for room in ("stats", "speed") for file in sorted((root.parent / room).glob("*.py"))),
    ]
    return [file.stat().st_mtime_ns for file in files]


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        return  # it leads to somebody's files, of which old ones would be removed
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)
    old = sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime_ns)[:-KEPT]
    for one in old:
        one.unlink(missing_ok=True)
