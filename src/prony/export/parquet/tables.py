"""What stands in each Parquet table, as plain records by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prony.boards.board import Board, Row
from prony.boards.scope import scopes
from prony.boards.validity.gathered import Gathered, gathered_in
from prony.export.parquet.schema import ATTEMPTS, HEAD
from prony.journal import queries
from prony.journal.index import Index
from prony.plain import clean_line

Record = dict[str, Any]
COMPUTED = frozenset({"language", "difficulty", "counts", "counts_in_run", "score_share"})
AS_THEY_ARE = tuple(column.name for column in ATTEMPTS[len(HEAD) :] if column.name not in COMPUTED)
"""Columns of an attempt that are those of the index."""


def gathered_of(index: Index, board: Board) -> Gathered:
    """Everything that the board is made from."""
    scope = next(one for one in scopes(index, board.run, board.suite) if one.suite.digest == board.suite_digest)
    return gathered_in(index, scope)


def attempts(index: Index, board: Board, whole: Gathered) -> Iterator[Record]:
    """Every attempt of the board's runs at its suite, in the order they began."""
    by_id = whole.by_id
    for run in whole.scope.run_names:
        for row in queries.attempt_rows(index, run):
            if row["suite_digest"] == board.suite_digest:
                entrant = by_id.get(row["contestant"])
                who = (
                    row["contestant"],
                    entrant.name if entrant else row["label"],
                    bool(entrant and entrant.reference),
                )
                yield {
                    **_head(board, *who),
                    **{name: row[name] for name in AS_THEY_ARE},
                    **_of_task(whole, row["task"]),
                    "counts": bool(row["counts"]),
                    "counts_in_run": bool(row["counts_in_run"]),
                    "score_share": row["score"] if row["verdict"] else None,
                }


def cells(board: Board, whole: Gathered) -> Iterator[Record]:
    """Every contestant at every task that it has an attempt at."""
    for entrant in whole.everybody:
        for task, cell in entrant.cells.items():
            counts = {name: getattr(cell, name) for name in ("solved", "failed", "faulted", "void", "infra", "missing")}
            yield {
                **_head(board, entrant.contestant, entrant.name, entrant.reference),
                **_of_task(whole, task),
                "task": task,
                **counts,
                "scored": cell.scored,
                "waiting": cell.waiting,
                "score_share": sum(cell.scores) / len(cell.scores) if cell.scores else None,
            }


def rows(board: Board) -> Iterator[Record]:
    """Every row of the board."""
    for row in board.rows:
        yield {
            **_head(board, row.contestant, row.label, row.reference),
            "run": board.run,
            "newest_at": board.newest_at,
            "complete": row.complete,
            "doubts": _doubts(board, row),
            "tasks": board.tasks,
            "level": board.level,
            **_rates(row),
            "planned": row.outcomes.planned,
            "infra": row.outcomes.infra,
            "missing": row.outcomes.missing,
            "rank_best": row.rank.best if row.rank else None,
            "rank_worst": row.rank.worst if row.rank else None,
            "rank_letters": row.rank.letters if row.rank else None,
            **_speeds(row),
            "quantization": row.quantization,
            "bits_per_weight": row.bits_per_weight,
            "size_bytes": row.size_bytes,
            "engine": row.engine,
            "harness": row.harness,
            "thinking": row.thinking,
            "machine": row.machine,
        }


def _head(board: Board, contestant: str, label: str, reference: bool) -> Record:
    return {
        "suite": board.suite,
        "suite_version": board.suite_version,
        "suite_digest": board.suite_digest,
        "contestant": contestant,
        "label": clean_line(label),
        "reference": reference,
    }


def _of_task(whole: Gathered, task: str) -> Record:
    known = whole.tasks.get(task)
    return {"language": known.language if known else None, "difficulty": known.difficulty if known else None}


def _rates(row: Row) -> Mapping[str, Any]:
    return {
        "solved_share": row.solved.value,
        "solved_lo_share": row.solved.lo,
        "solved_hi_share": row.solved.hi,
        "score_share": row.score.value,
        "score_lo_share": row.score.lo,
        "score_hi_share": row.score.hi,
        "scored": row.outcomes.scored,
        "solved": row.outcomes.solved,
    }


def _speeds(row: Row) -> Mapping[str, Any]:
    names = ("wall_p50_s", "wall_p90_s", "ttft_p50_s", "decode_tokens_per_s", "server_decode_tokens_per_s")
    return {name: row.measured(name) for name in (*names, "prompt_tokens", "completion_tokens")}


def _doubts(board: Board, row: Row) -> str | None:
    mine = [doubt for doubt in board.doubts if not doubt.contestants or row.contestant in doubt.contestants]
    return "; ".join(doubt.sentence for doubt in mine) or None
