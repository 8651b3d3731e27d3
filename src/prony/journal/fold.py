"""Fold the events of one run into rows of the index."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

from prony.errors import JournalError
from prony.journal.events import (
    Ended,
    ExchangeSeen,
    Extended,
    Finished,
    Graded,
    Identified,
    Loaded,
    Noted,
    Planned,
    Rehearsed,
    Resumed,
    Started,
    Submitted,
)
from prony.journal.judges import Judges
from prony.journal.measures.kept import KeptMeasures
from prony.journal.plan_rows import entry_rows, suite_rows
from prony.journal.reader import Record, event_at
from prony.journal.rollup import OPEN, WAITING, compact, first_two, with_flags
from prony.journal.rows import Row, as_json, put_rows
from prony.journal.sameness import sameness
from prony.journal.speeds import add, judge_sums_of, sums_of, ttft_s
from prony.journal.spending import energy_of, money_of
from prony.nouns import AttemptEnd, Exchange, Grade, Outcome, Purpose, Submission
from prony.outcomes import fault_class, outcome_of, outcome_of_grade

CellKey = tuple[str, str, str]
"""(contestant, suite digest, task)."""
ID_DIGITS = 12
"""Of a contestant's id."""
CAUSE_CHARS = 600
"""Characters of a cause that the index keeps; the journal has all of it."""


class Fold:
    """Rows of one run, changed by its events in order, written by `flush`; `touched` says which cells changed.

    Nothing is written before `flush`; rows of earlier batches are read back from the index when an event needs them.
    """

    def __init__(self, db: sqlite3.Connection, run_dir: Path) -> None:
        self.db = db
        self.run_dir = run_dir
        self.run = run_dir.name
        self.touched: set[CellKey] = set()
        self._attempts: dict[str, Row] = {}
        self._ends: dict[str, AttemptEnd] = {}
        self._rows: dict[str, list[Row]] = {}
        self._created_at: str | None = None
        self._digests: dict[str, str] | None = None
        self._claimed_ids: dict[str, str] | None = None
        self._kept = KeptMeasures()
        self._judges = Judges(partial(self._add, "judge"))
        self._columns = [row["name"] for row in db.execute("PRAGMA table_info(attempt)")]

    def take(self, record: Record, byte: int) -> None:
        """Take the event whose line stands at `byte`. Raises JournalError E602 for one that cannot follow."""
        at, seq = record.at, record.seq
        match record.event:
            case Planned() as event:
                self._planned(event)
            case Extended() as event:
                self._extended(event, seq)
            case Identified() as event:
                self._identified(event, at)
            case Loaded() as event:
                self._loaded(event)
            case Rehearsed():
                pass
            case Started() as event:
                self._started(event, at, seq, byte)
            case ExchangeSeen() as event:
                self._exchange(event.exchange, seq, byte)
            case Submitted() as event:
                self._submitted(event.attempt, event.submission, at, seq, byte)
            case Ended() as event:
                self._ended(event.end, seq, byte)
            case Graded() as event:
                self._graded(event.grade, seq, byte)
            case Resumed():
                self._update_run(finished=None)
            case Finished() as event:
                self._update_run(finished=event.reason)
            case Noted() as event:
                self._add("note", seq=seq, at=at, level=event.level, text=event.text)

    def flush(self) -> None:
        """Write every changed row."""
        put_rows(self.db, "attempt", list(self._attempts.values()))
        for table, rows in self._rows.items():
            put_rows(self.db, table, rows)
        self._rows.clear()
        self._attempts.clear()
        self._ends.clear()

    def _planned(self, event: Planned) -> None:
        plan = event.plan
        self._created_at = plan.created_at
        self._digests = {pin.id: pin.digest for pin in plan.suites}
        self._update_run(
            plan_id=plan.id,
            created_at=plan.created_at,
            prony_version=plan.prony_version,
            settings=as_json(plan.settings),
        )
        for table, row in (*suite_rows(plan.suites, event.tasks), *entry_rows(plan.contestants)):
            self._add(table, **row)

    def _extended(self, event: Extended, seq: int) -> None:
        if {pin.id: pin.digest for pin in event.suites} != self._suite_digests():
            raise self._out_of_order(seq, "other suites than those of its plan")
        self.flush()
        before = self.db.execute("SELECT max(enlarged) FROM run_suite WHERE run = ?", (self.run,)).fetchone()[0] or 0
        for table, row in suite_rows(event.suites, event.tasks, before + 1):
            self._add(table, **row)

    def _identified(self, event: Identified, at: str) -> None:
        one = event.contestant
        # What a record claims to be is not believed: who it is follows from its fingerprint.
        who = one.fingerprint.digest()[:ID_DIGITS]
        self._claimed_ids = None
        self._add(
            "contestant",
            contestant=who,
            claimed=one.id if one.id != who else None,
            label=event.label,
            reference=int(one.reference),
            fingerprint=as_json(one.fingerprint),
            identified_at=at,
            load_s=None,
            cold=None,
        )
        self.flush()
        self.db.execute("UPDATE entry SET contestant = ? WHERE run = ? AND label = ?", (who, self.run, event.label))
        self._claim(event.label, who)

    def _claim(self, label: str, contestant: str) -> None:
        """Count attempts that the run missed before it knew who `label` is for whom it turned out to be."""
        nobody = f"?{label}"
        mine = (self.run, label, nobody)
        rows = self.db.execute(
            "SELECT DISTINCT suite_digest, task FROM attempt WHERE run = ? AND label = ? AND contestant = ?", mine
        ).fetchall()
        for row in rows:
            self.touched |= {(who, row["suite_digest"], row["task"]) for who in (nobody, contestant)}
        self.db.execute(
            "UPDATE attempt SET contestant = ? WHERE run = ? AND label = ? AND contestant = ?", (contestant, *mine)
        )

    def _known(self, contestant: str) -> str:
        """The id of the fingerprint that the run identified as `contestant`; empty where it identified none so."""
        if self._claimed_ids is None:
            rows = self.db.execute("SELECT contestant, claimed FROM contestant WHERE run = ?", (self.run,))
            self._claimed_ids = {row["claimed"] or row["contestant"]: row["contestant"] for row in rows}
        return self._claimed_ids.get(contestant, "")

    def _loaded(self, event: Loaded) -> None:
        self.flush()
        self.db.execute(
            "UPDATE contestant SET load_s = ?, cold = ? WHERE run = ? AND label = ?",
            (event.load_s, int(event.cold), self.run, event.label),
        )

    def _started(self, event: Started, at: str, seq: int, byte: int) -> None:
        one = event.attempt
        self._attempts[one.id] = row = dict.fromkeys(self._columns)
        row |= {
            "run": self.run,
            "attempt": one.id,
            "seq": seq,
            "created_at": self._run_created_at(),
            "label": one.label,
            "contestant": self._known(one.contestant) or f"?{one.label}",
            "suite_digest": self._suite_digest(one.task),
            "task": one.task,
            "repeat": one.repeat,
            "try_no": one.try_no,
            "started_at": at,
            "started_byte": byte,
            "outcome": OPEN,
            "step": 0,
            "grades": 0,
            "exchanges": 0,
            "judge_exchanges": 0,
            "counts": 0,
            "counts_in_run": 0,
        }
        self._touch(row)

    def _exchange(self, one: Exchange, seq: int, byte: int) -> None:
        row = self._attempt(one.attempt, seq)
        if one.purpose is Purpose.ATTEMPT:
            sums = sums_of(one)
            row["exchanges"] += 1
            row["measures"] = self._kept.of_exchange(row["measures"], one)
            row["flags"] = with_flags(row["flags"], one.flags)
            if row["ttft_s"] is None:
                row["ttft_s"] = ttft_s(one)
        else:
            sums = judge_sums_of(one)
            row["judge_exchanges"] += 1
        for column, value in sums.items():
            row[column] = add(row[column], value)
        self._touch(row)
        self._add(
            "exchange",
            attempt=one.attempt,
            number=one.number,
            byte=byte,
            started_at=one.started_at,
            http_status=one.http_status,
            streamed=int(one.streamed),
            model_answered=one.model_answered,
            finish_reason=one.finish_reason,
            prompt_tokens=one.tokens.prompt,
            cached_tokens=one.tokens.cached,
            completion_tokens=one.tokens.completion,
            reasoning_tokens=one.tokens.reasoning,
            first_event_s=one.times.first_event_s,
            first_reasoning_s=one.times.first_reasoning_s,
            first_answer_s=one.times.first_answer_s,
            last_s=one.times.last_s,
            end_s=one.times.end_s,
            fault=one.fault.code.value if one.fault else None,
            flags=compact(list(one.flags)),
            request_blob=one.request_blob,
            reply_blob=one.reply_blob,
            purpose=one.purpose.value,
        )

    def _submitted(self, attempt: str, submission: Submission, at: str, seq: int, byte: int) -> None:
        row = self._attempt(attempt, seq)
        row["step"] = submission.step + 1
        self._add("step", attempt=attempt, step=submission.step, byte=byte, at=at)

    def _ended(self, end: AttemptEnd, seq: int, byte: int) -> None:
        row = self._attempt(end.attempt, seq)
        self._ends[end.attempt] = end
        row["ended_at"] = end.ended_at
        row["ended_byte"] = byte
        row["wall_s"] = end.wall_s
        row["fault"] = end.fault.code.value if end.fault else None
        row["fault_class"] = kind.value if (kind := fault_class(end)) else None
        row["cause"] = end.fault.detail[:CAUSE_CHARS] if end.fault else None
        row["labels"] = compact(list(end.labels))
        row["measures"] = self._kept.of_end(row["measures"], end)
        row["energy_wh"], row["energy_unit"] = energy_of(end.energy) or (None, None)
        row["money"], row["currency"] = money_of(end) or (None, None)
        if end.submission is not None:
            row["step"] = end.submission.step
            row["replied"], row["handed_in"] = sameness(end.submission)
        self._stand(row, end, self._newest_grade(row))
        self._touch(row)

    def _graded(self, grade: Grade, seq: int, byte: int) -> None:
        row = self._attempt(grade.attempt, seq)
        end = self._end(row)
        if end is None and grade.step >= row["step"]:
            raise self._out_of_order(seq, f"a grade of attempt {grade.attempt}, which has not ended")
        row["grades"] += 1
        state = outcome_of_grade(grade).value
        if end is not None and grade.step == row["step"]:
            state = self._stand(row, end, grade)
        self._touch(row)
        self._add(
            "grade",
            attempt=grade.attempt,
            number=row["grades"],
            step=grade.step,
            byte=byte,
            graded_at=grade.graded_at,
            grader=grade.grader,
            task_digest=grade.task_digest,
            outcome=state,
            solved=int(grade.solved),
            score=grade.score,
            scale=grade.scale,
            verdict=grade.verdict.value,
            assurance=grade.assurance.value,
            sandbox=grade.sandbox,
            criteria=as_json(grade.criteria),
            tests=compact([[test.id, test.status.value, test.verdict.value] for test in grade.tests]),
            metrics=compact(grade.metrics),
            labels=compact(grade.labels),
            judges=self._judges.of(grade),
            wall_s=grade.wall_s,
            measures=self._kept.of_grade(None, grade),
        )

    def _update_run(self, **columns: Any) -> None:
        sets = ", ".join(f"{name} = ?" for name in columns)
        self.db.execute(f"UPDATE run SET {sets} WHERE run = ?", (*columns.values(), self.run))

    def _add(self, table: str, **row: Any) -> None:
        self._rows.setdefault(table, []).append({"run": self.run, **row})

    def _touch(self, row: Row) -> None:
        self.touched.add((row["contestant"], row["suite_digest"], row["task"]))

    def _attempt(self, attempt: str, seq: int) -> Row:
        row = self._attempts.get(attempt)
        if row is None:
            mine = (self.run, attempt)
            found = self.db.execute("SELECT * FROM attempt WHERE run = ? AND attempt = ?", mine).fetchone()
            if found is None:
                raise self._out_of_order(seq, f"attempt {attempt}, which never started")
            row = self._attempts[attempt] = dict(found)
        return row

    def _end(self, row: Row) -> AttemptEnd | None:
        end = self._ends.get(row["attempt"])
        if end is None and row["ended_byte"] is not None:
            event = event_at(self.run_dir, row["ended_byte"])
            assert isinstance(event, Ended)
            end = self._ends[row["attempt"]] = event.end
        return end

    def _stand(self, row: Row, end: AttemptEnd, grade: Grade | None) -> str:
        """Have the attempt stand as it ended and as its last step was graded; returns its state."""
        outcome = outcome_of(end, grade)
        state = row["outcome"] = WAITING if outcome is None else outcome.value
        row["score"] = 0.0
        if grade is not None:
            if state in ("solved", "failed") and grade.scale:
                row["score"] = grade.score / grade.scale
            row |= {"verdict": grade.verdict.value, "assurance": grade.assurance.value, "grader": grade.grader}
            row["judges"] = self._judges.of(grade)
            row["parts"] = compact(first_two(one.id for one in grade.criteria if one.points and not one.bonus))
            if state == Outcome.INFRA:
                told = (*grade.notes, *(test.message for test in grade.tests if test.message))
                row["cause"] = told[0][:CAUSE_CHARS] if told else None
            row["measures"] = self._kept.of_grade(row["measures"], grade)
        return state

    def _newest_grade(self, row: Row) -> Grade | None:
        """The newest grade of the step that the attempt is at, where it was graded before the attempt ended."""
        if not row["grades"]:
            return None
        self.flush()
        self._attempts[row["attempt"]] = row
        found = self.db.execute(
            "SELECT byte FROM grade WHERE run = ? AND attempt = ? AND step = ? ORDER BY number DESC LIMIT 1",
            (self.run, row["attempt"], row["step"]),
        ).fetchone()
        event = event_at(self.run_dir, found["byte"]) if found is not None else None
        return event.grade if isinstance(event, Graded) else None

    def _run_created_at(self) -> str:
        if self._created_at is None:
            found = self.db.execute("SELECT created_at FROM run WHERE run = ?", (self.run,)).fetchone()
            self._created_at = str(found["created_at"] or "")
        return self._created_at

    def _suite_digests(self) -> dict[str, str]:
        if self._digests is None:
            found = self.db.execute("SELECT suite, digest FROM run_suite WHERE run = ?", (self.run,))
            self._digests = {row["suite"]: row["digest"] for row in found}
        return self._digests

    def _suite_digest(self, task: str) -> str:
        return self._suite_digests().get(task.partition("/")[0], "")

    def _out_of_order(self, seq: int, what: str) -> JournalError:
        return JournalError("E602", f"event {seq} tells of {what}", where=str(self.run_dir))
