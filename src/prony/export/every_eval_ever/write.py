"""The folder of documents: who is in it, whose texts may leave, and what was left out."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from prony.addresses import is_this_machine
from prony.boards.attempts.attempt import AttemptReader, AttemptView
from prony.boards.board import Board, Row
from prony.boards.scope import scopes
from prony.errors import UsageError
from prony.export.every_eval_ever.aggregate import Evaluation, aggregate
from prony.export.every_eval_ever.places import EvalPlace, model_id, place_of
from prony.export.every_eval_ever.samples import SCORED, sample_lines
from prony.export.leaving_texts import PRIVATE, boards_of, may_leave
from prony.export.target import ExportDocument, ExportedFile, ExportOrder, write_file
from prony.journal import queries
from prony.journal.index import Index
from prony.keys import blot
from prony.nouns import ContestantSpec, RunSettings


def write(index: Index, order: ExportOrder) -> ExportDocument:
    """Write a document for each model of each board, and its attempts where texts may leave.

    Raises UsageError E102 (texts of a suite that is not there), E160 (a place that cannot be written), E161 (nothing
    that may be read).
    """
    files: list[ExportedFile] = []
    left_out: dict[str, str] = {}
    for board in boards_of(index, order):
        public = may_leave(board, order)
        if not public:
            left_out[f"attempts of {board.suite}"] = PRIVATE.format(suite=board.suite)
        for evaluation, why in _evaluations(index, board, order):
            if why:
                left_out[evaluation.row.label] = why
            else:
                files += _written(index, evaluation, order, public=public)
        if board.references:
            left_out[f"references of {board.suite}"] = "they are no models"
    if not files:
        raise UsageError(
            "E161",
            "there is no model here whose numbers may be read as a result",
            cause="; ".join(f"{who}: {why}" for who, why in left_out.items()) or "no model was measured",
            hint="prony board says what to do next; --doubted writes them with what stands against them",
        )
    return ExportDocument(target="every-eval-ever", out=str(order.out), files=tuple(files), left_out=left_out)


def _evaluations(index: Index, board: Board, order: ExportOrder) -> Iterator[tuple[Evaluation, str]]:
    """Each model with why it is left out, empty where it is not."""
    scope = next(one for one in scopes(index, order.run, board.suite) if one.suite.digest == board.suite_digest)
    known = queries.contestants(index, scope.run_names)
    specs = {entry.contestant: entry.spec for entry in queries.entries(index, scope.run_names)}
    settings = scope.runs[-1].settings if scope.runs else RunSettings()
    versions = _versions(index, scope.run_names)
    for row in (*board.models, *board.incomplete):
        fingerprint = known[row.contestant].fingerprint if row.contestant in known else None
        spec = specs.get(row.contestant)
        doubts = [one for one in board.doubts if not one.contestants or row.contestant in one.contestants]
        evaluation = Evaluation(
            board=board,
            row=row,
            fingerprint=fingerprint,
            spec=spec,
            settings=settings,
            versions=versions,
            doubts=doubts,
            model_id=model_id(row.given or row.label, fingerprint),
            local=_is_local(spec),
        )
        yield evaluation, _why_not(row, evaluation, order)


def _why_not(row: Row, evaluation: Evaluation, order: ExportOrder) -> str:
    if row.solved.value is None:
        return "it has no scored attempt"
    if evaluation.doubts and not order.doubted:
        return f"not to be read as a result: {evaluation.doubts[0].sentence}"
    if not row.complete and not order.doubted:
        return "not to be read as a result: too little of it is scored"
    return ""


def _is_local(spec: ContestantSpec | None) -> bool | None:
    """Whether the engine ran here; of a server elsewhere it is not known who runs it."""
    if spec is None:
        return None
    return True if spec.started or (spec.base_url and is_this_machine(spec.base_url)) else None


def _versions(index: Index, runs: Sequence[str]) -> tuple[str, ...]:
    rows = index.query(
        "SELECT DISTINCT prony_version FROM run WHERE prony_version IS NOT NULL "
        "AND run IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (json.dumps(list(runs)),),
    )
    return tuple(row[0] for row in rows)


def _written(index: Index, evaluation: Evaluation, order: ExportOrder, *, public: bool) -> list[ExportedFile]:
    """The files of one model: its attempts first, since its document holds their digest."""
    place = place_of(evaluation.board.suite, evaluation.model_id, evaluation.id)
    epoch = int(datetime.datetime.fromisoformat(order.now).timestamp())
    document = aggregate(evaluation, order, epoch)
    files = []
    if public:
        lines = [_json(line) for line in sample_lines(evaluation, _attempts(index, evaluation))]
        if lines:
            data = b"".join(line + b"\n" for line in lines)
            files.append(write_file(_below(order.out, place.samples), data, rows=len(lines)))
            document["detailed_evaluation_results"] = _reference(place, data, len(lines))
    return [write_file(_below(order.out, place.aggregate), _json(document, indent=2) + b"\n"), *files]


def _reference(place: EvalPlace, data: bytes, rows: int) -> dict[str, Any]:
    return {
        "format": "jsonl",
        "file_path": place.samples,
        "hash_algorithm": "sha256",
        "checksum": hashlib.sha256(data).hexdigest(),
        "total_rows": rows,
    }


def _attempts(index: Index, evaluation: Evaluation) -> list[tuple[AttemptView, float]]:
    """The scored attempts that count, each with its share of full marks, by task and repeat."""
    board = evaluation.board
    rows = queries.counted_rows(index, board.run or "", board.suite_digest, evaluation.row.contestant)
    readers: dict[str, AttemptReader] = {}
    found = []
    for row in sorted(rows, key=itemgetter("task", "repeat")):
        if row["outcome"] in SCORED:
            if row["run"] not in readers:
                readers[row["run"]] = AttemptReader(index, row["run"])
            found.append((readers[row["run"]].view(row["attempt"]), float(row["score"] or 0.0)))
    return found


def _json(value: Any, indent: int | None = None) -> bytes:
    """A document without anything that this process holds as a key."""
    return blot(json.dumps(value, indent=indent, ensure_ascii=True, allow_nan=False).encode())


def _below(root: Path, path: str) -> Path:
    return root.joinpath(*path.split("/"))
