"""What earlier attempts cost: the rows of the index that an estimate learns from."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from prony.errors import JournalError
from prony.journal.blobs import Blobs
from prony.journal.index import Index
from prony.journal.rollup import compact
from prony.nouns import ContestantSpec, Fingerprint, RunSettings


class PastContestant(NamedTuple):
    """A contestant of one run: what was asked for, and what it turned out to be. load_s: None where none was told."""

    run: str
    created_at: str
    label: str
    contestant: str
    spec: ContestantSpec
    fingerprint: Fingerprint
    load_s: float | None
    settings: RunSettings

    @property
    def at_once(self) -> int:
        """Attempts that were made at once: what was asked for, but not more than the engine had slots."""
        slots = self.fingerprint.engine.slots
        return max(1, min(self.settings.parallel, slots) if slots else self.settings.parallel)


class PastCell(NamedTuple):
    """What one contestant's attempt at one task cost, all its tries together.

    Seconds and tokens; None = the engine did not tell. prefill_s: to the first token of each exchange, decode_s: from
    there to its last. grade_s: None where it waits for its grade. requests: exchanges. request_blob: one of the
    requests.
    """

    run: str
    contestant: str
    label: str
    task: str
    digest: str
    repeat: int
    wall_s: float
    grade_s: float | None
    prompt_tokens: int | None
    cached_tokens: int | None
    completion_tokens: int | None
    prefill_s: float | None
    decode_s: float | None
    requests: int
    request_blob: str | None


class PastRun(NamedTuple):
    """A run as a whole: `span_s` from its plan to the end of its last attempt."""

    run: str
    created_at: str
    settings: RunSettings
    attempts: int
    contestants: int
    span_s: float


_CELLS = """
WITH wanted AS (SELECT value AS run FROM json_each(?)),
spent AS (
  SELECT run, attempt, max(request_blob) AS request_blob,
    sum(min(coalesce(first_reasoning_s, first_answer_s), coalesce(first_answer_s, first_reasoning_s))) AS prefill_s
  FROM exchange JOIN wanted USING (run) WHERE purpose = 'attempt' GROUP BY run, attempt
),
judged AS (SELECT run, attempt, wall_s FROM grade JOIN wanted USING (run) WHERE number = 1)
SELECT a.run, a.contestant, a.label, a.task, t.digest, a.repeat, sum(a.wall_s),
  CASE WHEN max(a.outcome = 'waiting') THEN NULL ELSE coalesce(sum(judged.wall_s), 0.0) END,
  sum(a.prompt_tokens), sum(a.cached_tokens), sum(a.completion_tokens), sum(spent.prefill_s), sum(a.decode_s),
  sum(a.exchanges), max(spent.request_blob)
FROM wanted JOIN attempt AS a USING (run) JOIN run_task AS t USING (run, task)
  LEFT JOIN spent USING (run, attempt) LEFT JOIN judged USING (run, attempt)
WHERE a.ended_at IS NOT NULL AND a.outcome NOT IN ('missing', 'open') AND a.exchanges > 0
GROUP BY a.run, a.label, a.contestant, a.task, a.repeat ORDER BY a.created_at, a.run, min(a.seq)
"""
"""Columns of `PastCell`. Tries of a cell are added up, and of a submission only its first grade counts: a regrade is
no cost of the run."""


def past_contestants(index: Index, runs: Sequence[str]) -> list[PastContestant]:
    """Every contestant that was identified in these runs, as far as they have a plan, the oldest run first."""
    rows = index.query(
        "SELECT c.run, r.created_at, c.label, c.contestant, e.spec, c.fingerprint, c.load_s, r.settings "
        "FROM contestant AS c JOIN run AS r USING (run) JOIN entry AS e ON e.run = c.run AND e.label = c.label "
        "WHERE r.plan_id IS NOT NULL AND c.run IN (SELECT value FROM json_each(?)) "
        "ORDER BY r.created_at, c.run, e.position",
        (compact(list(runs)),),
    )
    return [
        PastContestant(
            run=row[0],
            created_at=row[1],
            label=row[2],
            contestant=row[3],
            spec=msgspec.json.decode(row[4], type=ContestantSpec),
            fingerprint=msgspec.json.decode(row[5], type=Fingerprint),
            load_s=row[6],
            settings=msgspec.json.decode(row[7], type=RunSettings),
        )
        for row in rows
    ]


def past_cells(index: Index, runs: Sequence[str]) -> list[PastCell]:
    """Every attempt of these runs that was made to its end, whatever came of it; what was never made cost nothing."""
    rows = index.query(_CELLS, (compact(list(runs)),))
    return [PastCell(*row) for row in rows]


def past_runs(index: Index, attempts: int) -> list[PastRun]:
    """The newest runs with an attempt that ended, as many as have `attempts` together, the oldest first; of those whose
    dates can be read, and are in their order."""
    rows = index.query(
        "SELECT r.run, r.created_at, r.settings, count(*), count(DISTINCT a.label), "
        "  (julianday(max(a.ended_at)) - julianday(r.created_at)) * 86400.0 AS span_s "
        "FROM run AS r JOIN attempt AS a USING (run) "
        "WHERE r.plan_id IS NOT NULL AND a.ended_at IS NOT NULL AND a.exchanges > 0 "
        "GROUP BY r.run HAVING span_s >= 0.0 ORDER BY r.created_at, r.run"
    )
    decode = msgspec.json.Decoder(RunSettings).decode
    found = [PastRun(row[0], row[1], decode(row[2]), row[3], row[4], row[5]) for row in rows]
    before = 0
    newest: list[PastRun] = []
    for one in reversed(found):
        if before < attempts:
            newest.insert(0, one)
        before += one.attempts
    return newest


def disk_bytes(run_dir: Path) -> int:
    """What a run's folder takes of the disk: blocks, not lengths. Links are not followed; what a run that goes on
    moves away meanwhile is not counted."""
    taken = 0
    for folder, folders, files in os.walk(run_dir):
        for name in (*folders, *files):
            with contextlib.suppress(FileNotFoundError):
                taken += os.lstat(os.path.join(folder, name)).st_blocks * 512
    return taken


def brief_bytes(runs: Path, cells: Iterable[PastCell]) -> dict[tuple[str, str, str], int]:
    """(run, label, task) -> bytes of text in the messages of attempts of one request, where that was kept whole."""
    found: dict[tuple[str, str, str], int] = {}
    for cell in cells:
        if cell.request_blob is not None and cell.requests == 1:
            with contextlib.suppress(JournalError, msgspec.DecodeError):
                size = _text_bytes(msgspec.json.decode(Blobs(runs / cell.run).get(cell.request_blob)))
                found[cell.run, cell.label, cell.task] = size
    return found


def _text_bytes(body: object) -> int:
    messages = body.get("messages") if isinstance(body, dict) else None
    contents = [one.get("content") for one in messages or () if isinstance(one, dict)]
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in contents if isinstance(text, str))
