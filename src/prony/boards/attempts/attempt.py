"""One attempt whole: what was asked, what came back, what was taken from it, how it was graded, who it was."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from prony.boards.attempts.task_source import RecordedTasks, difference
from prony.boards.attempts.texts import TextView, text_of
from prony.boards.attempts.transcript import MessageView, Transcript
from prony.boards.causes import GRADER_ERROR, remedy, tries_spent
from prony.boards.entrants import names_in
from prony.boards.fields import Field, fields_of
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import Blobs, Ended, ExchangeSeen, Graded, Submitted, planned_tasks, queries
from prony.journal.index import Index, up_to_date
from prony.journal.reader import event_at
from prony.journal.rollup import context_was_full
from prony.journal.speeds import sums_of, ttft_s
from prony.labels import short
from prony.nouns import AttemptEnd, AttemptMoney, EnergyReading, Exchange, Fault, Grade, Purpose, Submission, Task
from prony.outcomes import outcome_of_grade

PNG = b"\x89PNG\r\n\x1a\n"
MAX_TEXT = 1 << 20
"""Bytes of one request, reply or file that a view carries; what is longer is cut, and says so."""


class FileView(View, frozen=True, kw_only=True):
    """One file that was handed in. diff: from the task's start to it, None where that is not known or not text."""

    path: str
    content: TextView
    diff: str | None = None


class ExchangeView(View, frozen=True, kw_only=True):
    """One request and its reply with the speeds computed from them: seconds, and tokens per second.

    asked: the messages that were new in it; answered: its reply as it was read, None where there is none.
    """

    exchange: Exchange
    asked: tuple[MessageView, ...] = ()
    answered: MessageView | None = None
    ttft_s: float | None = None
    decode_tokens_per_s: float | None = None
    server_decode_tokens_per_s: float | None = None


class TryView(View, frozen=True, kw_only=True):
    """One try of the same contestant at the same task and repeat. `counts`: it is the one that boards count."""

    attempt: str
    try_no: int
    outcome: str
    fault: str | None = None
    counts: bool = False


class PictureView(View, frozen=True, kw_only=True):
    """What was seen of a page by the newest grade of a step. png: the picture in base64, where the view carries it."""

    name: str
    step: int
    blob: str
    size_bytes: int | None = None
    png: str | None = None
    note: str = ""
    """Why there is no picture."""


class StepView(View, frozen=True, kw_only=True):
    """One earlier step of an attempt: its submission and its grades, oldest first."""

    step: int
    outcome: str
    """As the last of its grades has it."""
    mode: str
    reply: TextView | None = None
    files: tuple[FileView, ...] = ()
    removed: tuple[str, ...] = ()
    submission_notes: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()


class AttemptView(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.attempt/1"):
    """Everything that the record holds of one attempt."""

    attempt: str
    run: str
    label: str
    contestant: str
    reference: bool = False
    task: str
    task_title: str = ""
    language: str = ""
    difficulty: str = ""
    repeat: int
    try_no: int
    outcome: str
    """`open` while it has not ended, `waiting` for its grade."""
    fault: Fault | None = None
    fault_class: str | None = None
    context_full: bool = False
    """Whether the context cut it short that its engine serves."""
    remedy: str = ""
    """What to do about an attempt that is nobody's score."""
    labels: tuple[str, ...] = ()
    started_at: str
    ended_at: str | None = None
    wall_s: float | None = None
    energy: tuple[EnergyReading, ...] = ()
    """What each source of energy counted; none where none was there, or the engine is on another machine."""
    energy_wh: float | None = None
    """Over those that count, less the idle power; None: not captured."""
    energy_covers: str | None = None
    money: AttemptMoney | None = None
    """None where the run knew no price at all."""
    brief: str | None = None
    """The task's instruction; None where the suite is not at hand as it was, and `brief_note` says why."""
    brief_note: str = ""
    messages: tuple[MessageView, ...] = ()
    """The messages that the first request sent."""
    reply: TextView | None = None
    mode: str | None = None
    """The mode in which it handed in; None where nothing was."""
    files: tuple[FileView, ...] = ()
    removed: tuple[str, ...] = ()
    """Files of the start that are gone."""
    submission_notes: tuple[str, ...] = ()
    exchanges: tuple[ExchangeView, ...] = ()
    tries: tuple[TryView, ...] = ()
    grades: tuple[Grade, ...] = ()
    """All grades of its last step, oldest first: the last one counts."""
    steps: tuple[StepView, ...] = ()
    """Earlier steps, with what each handed in."""
    pictures: tuple[PictureView, ...] = ()
    judging: tuple[ExchangeView, ...] = ()
    """Exchanges of judges, which are no part of the attempt's numbers."""
    fingerprint: tuple[Field, ...] = ()
    previous: str | None = None
    next: str | None = None


def attempt_view(home: Path, attempt_id: str) -> AttemptView:
    """The view of the attempt whose id is `attempt_id`, or begins with it and no other does; RUN/ID narrows it down.

    Brings the index up to date first. Raises JournalError E651 (none), E652 (several), E601-E620 for the record.
    """
    with up_to_date(home) as index:
        run, attempt = _find(index, attempt_id)
        names = names_in(index, [one.run for one in queries.runs(index)])
        return AttemptReader(index, run, names=names).view(attempt)


def _find(index: Index, attempt_id: str) -> tuple[str, str]:
    found = queries.find_attempts(index, attempt_id) if attempt_id.rpartition("/")[2] else []
    exact = [one for one in found if one[1] == attempt_id.rpartition("/")[2]]
    fits = exact or found
    if not fits:
        raise JournalError(
            "E651",
            f"no attempt begins with {attempt_id}",
            where=str(index.runs),
            hint="prony board RUN --attempts lists them",
        )
    if len(fits) > 1:
        told = "; ".join(f"{run}/{attempt} ({label}, {task})" for run, attempt, label, task in fits[:5])
        raise JournalError("E652", f"{attempt_id} fits {len(fits)} attempts or more", cause=told)
    return fits[0][0], fits[0][1]


class AttemptReader:
    """Reads attempts of one run; what they share is read once. `limit`: bytes of each text that a view carries.
    `names`: of contestants, by id; None: as they are told apart within the run. `picture_limit`: bytes of each picture
    that a view carries."""

    def __init__(
        self,
        index: Index,
        run: str,
        limit: int = MAX_TEXT,
        *,
        names: Mapping[str, str] | None = None,
        picture_limit: int = 0,
    ) -> None:
        self._index = index
        self._run = run
        self._limit = limit
        self._picture_limit = picture_limit
        self._dir = index.runs / run
        self._blobs = Blobs(self._dir)
        self._known = queries.contestants(index, [run])
        self._names = names_in(index, [run]) if names is None else names
        self._pins: dict[str, dict[str, planned_tasks.TaskRow]] = {}
        self._source = RecordedTasks(index, run)
        self._order = queries.attempt_order(index, run)

    def view(self, attempt: str) -> AttemptView:
        """The view of the attempt with this exact id. Raises JournalError E601-E620 for the record."""
        row = queries.attempt_row(self._index, self._run, attempt)
        end = self._end(row)
        submission = end.submission if end else None
        exchanges = self._exchanges(attempt, Purpose.ATTEMPT)
        flags = {flag for view in exchanges for flag in view.exchange.flags}
        grades = self._grades(attempt)
        known = self._known.get(row["contestant"])
        pin = self._pin(row)
        digest = pin.digest if pin else ""
        task, brief_note = self._source.find(row["task"], digest, row["suite_digest"])
        before, after = self._neighbours(attempt)
        return AttemptView(
            attempt=attempt,
            run=self._run,
            label=self._names.get(row["contestant"]) or short(row["label"]),
            contestant=row["contestant"],
            reference=known.reference if known else False,
            task=row["task"],
            task_title=pin.title if pin else "",
            language=pin.language if pin else "",
            difficulty=pin.difficulty if pin else "",
            repeat=row["repeat"],
            try_no=row["try_no"],
            outcome=row["outcome"],
            fault=end.fault if end else None,
            fault_class=row["fault_class"],
            context_full=context_was_full(row["fault_class"], row["fault"], flags),
            remedy=_remedy(row),
            labels=end.labels if end else (),
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            wall_s=row["wall_s"],
            energy=end.energy if end else (),
            energy_wh=row["energy_wh"],
            energy_covers=row["energy_unit"],
            money=end.money if end else None,
            brief=task.instruction if task else None,
            brief_note=brief_note,
            messages=exchanges[0].asked if exchanges else (),
            reply=self._reply(submission, exchanges),
            mode=submission.mode.value if submission else None,
            files=self._files(submission, task),
            removed=submission.removed if submission else (),
            submission_notes=submission.notes if submission else (),
            exchanges=exchanges,
            tries=_tries(self._index, row),
            grades=tuple(grade for grade in grades if grade.step == row["step"]),
            steps=tuple(self._steps(attempt, row["step"], task, grades)),
            pictures=tuple(self._pictures(grades)),
            judging=self._exchanges(attempt, Purpose.JUDGE) if row["judge_exchanges"] else (),
            fingerprint=fields_of(known.fingerprint) if known else (),
            previous=before,
            next=after,
        )

    def _pin(self, row: dict[str, Any]) -> planned_tasks.TaskRow | None:
        digest = row["suite_digest"]
        if digest not in self._pins:
            rows = planned_tasks.tasks(self._index, [self._run], digest).get(self._run, [])
            self._pins[digest] = {one.task: one for one in rows}
        return self._pins[digest].get(row["task"])

    def _end(self, row: dict[str, Any]) -> AttemptEnd | None:
        if row["ended_byte"] is None:
            return None
        event = event_at(self._dir, row["ended_byte"])
        assert isinstance(event, Ended)
        return event.end

    def _exchanges(self, attempt: str, purpose: Purpose) -> tuple[ExchangeView, ...]:
        found = []
        transcript = Transcript(self._blobs, self._limit)
        for byte in queries.event_bytes(self._index, "exchange", self._run, attempt):
            event = event_at(self._dir, byte)
            assert isinstance(event, ExchangeSeen)
            if event.exchange.purpose is not purpose:
                continue
            one, sums = event.exchange, sums_of(event.exchange)
            found.append(
                ExchangeView(
                    exchange=one,
                    asked=transcript.asked(one),
                    answered=transcript.answered(one),
                    ttft_s=ttft_s(one),
                    decode_tokens_per_s=_rate(sums["decode_tokens"], sums["decode_s"]),
                    server_decode_tokens_per_s=_rate(sums["server_decode_tokens"], sums["server_decode_s"]),
                )
            )
        return tuple(found)

    def _reply(self, submission: Submission | None, exchanges: tuple[ExchangeView, ...]) -> TextView | None:
        """What was handed in; where nothing was, the engine's last raw reply, the evidence of a fault."""
        blob = submission.reply if submission and submission.reply else None
        if blob is None and exchanges:
            blob = exchanges[-1].exchange.reply_blob
        return text_of(self._blobs, blob, self._limit) if blob else None

    def _files(self, submission: Submission | None, task: Task | None) -> tuple[FileView, ...]:
        start = self._source.start(task) if submission and task else {}
        found = []
        for path, blob in sorted(submission.files.items()) if submission else ():
            content = text_of(self._blobs, blob, self._limit)
            whole = content.text if not content.note else None
            diff = difference(path, start[path], whole) if path in start and whole is not None else None
            found.append(FileView(path=path, content=content, diff=diff))
        return tuple(found)

    def _grades(self, attempt: str) -> tuple[Grade, ...]:
        found = []
        for byte in queries.event_bytes(self._index, "grade", self._run, attempt):
            event = event_at(self._dir, byte)
            assert isinstance(event, Graded)
            found.append(event.grade)
        return tuple(found)

    def _steps(self, attempt: str, last: int, task: Task | None, grades: tuple[Grade, ...]) -> Iterator[StepView]:
        """The submissions before the one of step `last`."""
        for byte in queries.step_bytes(self._index, self._run, attempt):
            event = event_at(self._dir, byte)
            assert isinstance(event, Submitted)
            submission = event.submission
            if submission.step == last:
                continue
            mine = tuple(grade for grade in grades if grade.step == submission.step)
            yield StepView(
                step=submission.step,
                outcome=outcome_of_grade(mine[-1]).value if mine else "waiting",
                mode=submission.mode.value,
                reply=self._reply(submission, ()),
                files=self._files(submission, task),
                removed=submission.removed,
                submission_notes=submission.notes,
                grades=mine,
            )

    def _pictures(self, grades: tuple[Grade, ...]) -> Iterator[PictureView]:
        """The pictures of the newest grade of each step."""
        newest = {grade.step: grade for grade in grades}
        for step, grade in sorted(newest.items()):
            for name, blob in sorted(grade.pictures.items()):
                yield self._picture(name, step, blob)

    def _picture(self, name: str, step: int, blob: str) -> PictureView:
        try:
            size = self._blobs.size(blob)
            data = self._blobs.get(blob, self._picture_limit) if self._picture_limit else b""
        except JournalError as error:
            return PictureView(name=name, step=step, blob=blob, note=error.what)
        png = base64.b64encode(data).decode() if data.startswith(PNG) else None
        return PictureView(name=name, step=step, blob=blob, size_bytes=size, png=png)

    def _neighbours(self, attempt: str) -> tuple[str | None, str | None]:
        place = self._order.index(attempt)
        before = self._order[place - 1] if place else None
        return before, self._order[place + 1] if place + 1 < len(self._order) else None


def _remedy(row: dict[str, Any]) -> str:
    if row["outcome"] not in ("infra", "missing"):
        return ""
    code = row["fault"] or GRADER_ERROR
    spent = tries_spent(row["outcome"], code, row["try_no"])
    return remedy(code, row["run"], row["attempt"], spent=spent)


def _tries(index: Index, row: dict[str, Any]) -> tuple[TryView, ...]:
    return tuple(
        TryView(
            attempt=one["attempt"],
            try_no=one["try_no"],
            outcome=one["outcome"],
            fault=one["fault"],
            counts=bool(one["counts_in_run"]),
        )
        for one in queries.tries_of(index, row)
    )


def _rate(count: int | float | None, seconds: int | float | None) -> float | None:
    return count / seconds if count and seconds else None
