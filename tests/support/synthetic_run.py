"""A builder of synthetic runs, whose every number a test can know beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import synthetic

from prony.journal import (
    Ended,
    Event,
    ExchangeSeen,
    Finished,
    Graded,
    Identified,
    JournalWriter,
    Loaded,
    Started,
    Submitted,
)
from prony.nouns import Attempt, FaultCode, Mode, Submission

REQUEST = b'{"messages":[{"role":"user","content":"do it"}]}'


class RunBuilder:
    """Writes a run event by event. `tasks` maps a task's name to its language."""

    def __init__(
        self,
        home: Path,
        run: str = "r1",
        *,
        tasks: dict[str, str] | None = None,
        suite: str = "quick",
        contestants: Sequence[str] = ("m",),
        **plan: Any,
    ) -> None:
        """`plan`: `digest`, `references`, `repeats`, `created_at`, `specs` as `synthetic.planned` has them."""
        self.home, self.run, self.suite = home, run, suite
        self.tasks = tasks or {"one": "python", "two": "javascript"}
        self.dir = home / "runs" / run
        self.journal = JournalWriter(self.dir)
        self.events: list[Event] = []
        self.contestants: dict[str, str] = {}
        self.count = 0
        self.put(synthetic.planned(run, suite=suite, tasks=self.tasks, labels=contestants, **plan))

    def put(self, event: Event) -> None:
        self.journal.append(event)
        self.events.append(event)

    def identify(
        self, label: str, *, reference: bool = False, fingerprint: dict[str, Any] | None = None, **artifact: Any
    ) -> str:
        """Tell what `label` is; returns the contestant's id. `artifact` replaces fields of the fingerprint's, and
        `fingerprint` fields of its own."""
        one = synthetic.contestant(label, reference=reference, fingerprint=fingerprint, **artifact)
        self.contestants[label] = one.id
        self.put(Identified(label=label, contestant=one))
        self.put(Loaded(label=label, load_s=1.5, cold=True, base_url="http://127.0.0.1:9/v1"))
        return one.id

    def start(self, label: str, task: str, repeat: int = 0, try_no: int = 0) -> str:
        self.count += 1
        attempt = Attempt(
            id="a" + hashlib.sha256(f"{self.run}{self.count}".encode()).hexdigest()[:11],
            run=self.run,
            contestant=self.contestants.get(label, ""),
            label=label,
            task=f"{self.suite}/{task}",
            repeat=repeat,
            try_no=try_no,
        )
        self.put(Started(attempt=attempt))
        return attempt.id

    def exchange(self, attempt: str, *, reply: str = "", **shape: Any) -> None:
        """`shape`: `number`, `wall_s`, `purpose`, `flags` and token counts as `synthetic.exchange` has them."""
        put = self.journal.blobs.put
        blobs = {"request": put(REQUEST), "reply": put(reply.encode())}
        self.put(ExchangeSeen(exchange=synthetic.exchange(attempt, **blobs, **shape)))

    def submit(self, attempt: str, step: int, files: dict[str, bytes] | None = None) -> None:
        """Hand in a step of an attempt that goes on."""
        kept = {path: self.journal.blobs.put(data) for path, data in (files or {"solution.py": b"x = 0\n"}).items()}
        self.put(Submitted(attempt=attempt, submission=Submission(mode=Mode.ANSWER, files=kept, step=step)))

    def end(
        self,
        attempt: str,
        *,
        code: FaultCode | None = None,
        reply: str = "ok",
        files: dict[str, bytes] | None = None,
        **how: Any,
    ) -> None:
        """Hand in `files`, or end by the fault `code`; with both, both. `how`: as `synthetic.ended` has it."""
        put = self.journal.blobs.put
        kept = {path: put(data) for path, data in (files or {"solution.py": b"x = 1\n"}).items()}
        blobs = {"reply": put(reply.encode("utf-8", "replace")), "files": kept}
        handed_in = code is None or bool(files)
        self.put(Ended(end=synthetic.ended(attempt, code=code, handed_in=handed_in, **blobs, **how)))

    def grade(self, attempt: str, solved: bool, **what: Any) -> None:
        """`what`: as `synthetic.grade` has it (`score`, `verdict`, `grader`, `notes` ...)."""
        self.put(Graded(grade=synthetic.grade(attempt, solved, **what)))

    def attempt(
        self,
        label: str,
        task: str,
        solved: bool | FaultCode,
        *,
        repeat: int = 0,
        try_no: int = 0,
        wall_s: float = 2.0,
        score: float | None = None,
        **tokens: Any,
    ) -> str:
        """One whole attempt: solved, failed, or ended by a fault without anything to grade."""
        one = self.start(label, task, repeat, try_no)
        self.exchange(one, wall_s=wall_s, reply="```python\nx = 1\n```", **tokens)
        if isinstance(solved, FaultCode):
            self.end(one, code=solved, wall_s=wall_s)
        else:
            self.end(one, wall_s=wall_s)
            self.grade(one, solved, score=score)
        return one

    def finish(self, reason: str = "complete") -> None:
        self.put(Finished(reason=reason))
        self.journal.close()
