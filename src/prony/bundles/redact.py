"""Redact: the events of a run as others may see them. What is not known to be harmless is replaced or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from prony.bundles.fingerprints import bare_sample, scrubbed_cutoff, scrubbed_fingerprint
from prony.bundles.manifest import Texts
from prony.bundles.pseudonyms import Pseudonyms
from prony.bundles.scrub import Scrubber, base_name, is_place
from prony.journal import (
    Ended,
    Event,
    ExchangeSeen,
    Extended,
    Finished,
    Graded,
    Identified,
    Loaded,
    Noted,
    Planned,
    Rehearsed,
    Started,
    Submitted,
)
from prony.languages import LANGUAGES
from prony.nouns import (
    AttemptEnd,
    Contestant,
    ContestantSpec,
    CriterionResult,
    Exchange,
    Fault,
    Grade,
    Party,
    RunPlan,
    Submission,
    SuitePin,
    TaskPin,
    TestResult,
)

NOWHERE = "http://127.0.0.1:0/v1"
"""What stands for the address that an engine had."""
WITHHELD = "[left out]"
_WORD = re.compile(r"[a-z][a-z0-9_:+#-]{0,60}")
"""What our own labels, flags and reasons look like."""
_DIFFICULTIES = frozenset({"easy", "medium", "hard"})
_ID_DIGITS = 12


class BodyRef(NamedTuple):
    """A blob that an event names, and what it is: `request`, `reply`, `refusal`, `text` or `file`."""

    blob: str
    kind: str


class Redaction:
    """Makes the events of one run fit to leave; `left_out` counts what was replaced or taken out.

    keep: gets each body that may leave; returns the id under which it does.
    """

    def __init__(
        self,
        plan: RunPlan,
        texts: dict[str, Texts],
        names: Pseudonyms,
        scrubber: Scrubber,
        keep: Callable[[BodyRef], str],
    ) -> None:
        self.left_out: Counter[str] = Counter()
        self._run = plan.id
        self._texts = texts
        self._names = names
        self._scrub = scrubber
        self._keep = keep
        self._mixed = any(one is Texts.WITHHELD for one in texts.values())
        self._suite_of = {task: pin.id for pin in plan.suites for task in pin.tasks}
        self._task_of: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        for spec in plan.contestants:
            self._label(spec.label)

    def event(self, event: Event) -> Event:
        """The event as others may see it."""
        match event:
            case Planned(plan=plan, tasks=tasks):
                return Planned(plan=self.plan(plan), tasks=tuple(map(self._pin, tasks)))
            case Extended(suites=suites, tasks=tasks):
                return Extended(suites=tuple(map(self._suite, suites)), tasks=tuple(map(self._pin, tasks)))
            case Identified(label=label, contestant=contestant):
                return Identified(label=self._label(label), contestant=self._contestant(contestant))
            case Loaded(label=label):
                self.left_out["addresses of engines"] += event.base_url != NOWHERE
                return msgspec.structs.replace(event, label=self._label(label), base_url=NOWHERE)
            case Rehearsed(label=label, shims=shims, exchanges=exchanges):
                kept = tuple(self._exchange(one, withheld=self._mixed) for one in exchanges)
                return Rehearsed(label=self._label(label), shims=tuple(map(self._scrub.text, shims)), exchanges=kept)
            case Started(attempt=attempt):
                self._task_of[attempt.id] = attempt.task
                fresh = msgspec.structs.replace(
                    attempt,
                    id=self._attempt(attempt.id),
                    run=self._run,
                    contestant=self._ids.get(attempt.contestant, self._scrub.text(attempt.contestant)),
                    label=self._label(attempt.label),
                    task=self._task(attempt.task),
                )
                return Started(attempt=fresh)
            case ExchangeSeen(exchange=exchange):
                return ExchangeSeen(exchange=self._exchange(exchange, withheld=self._is_withheld(exchange.attempt)))
            case Submitted(attempt=attempt, submission=submission):
                kept_submission = self._submission(submission, attempt)
                return Submitted(attempt=self._attempt(attempt), submission=kept_submission)
            case Ended(end=end):
                return Ended(end=self._end(end))
            case Graded(grade=grade):
                return Graded(grade=self._grade(grade))
            case Noted(level=level, text=text):
                return Noted(level=self._word(level), text=self._note(text))
            case Finished(reason=reason):
                return Finished(reason=self._word(reason))
            case _:
                return event

    # --- the plan ----------------------------------------------------------------------------------------------------

    def plan(self, plan: RunPlan) -> RunPlan:
        """A plan without paths, addresses, programs of this machine and names of variables."""
        settings = plan.settings
        if settings.toolchains:
            self.left_out["programs of this machine that served as toolchains"] += len(settings.toolchains)
        return msgspec.structs.replace(
            plan,
            created_at=self._instant(plan.created_at),
            prony_version=self._scrub.text(plan.prony_version),
            suites=tuple(map(self._suite, plan.suites)),
            contestants=tuple(map(self._spec, plan.contestants)),
            settings=msgspec.structs.replace(settings, toolchains={}, sandbox=self._scrub.text(settings.sandbox)),
        )

    def _suite(self, pin: SuitePin) -> SuitePin:
        name = self._names.suites.get(pin.id, pin.id)
        if pin.path != name:
            self.left_out["paths of suites"] += 1
        if name != pin.id:
            self.left_out[f"names of suite {name} and its tasks"] += 1 + len(pin.tasks)
        version = self._scrub.text(pin.version)
        if name != pin.id and not re.fullmatch(r"\d+(\.\d+)*", version):
            version = "other"
        return msgspec.structs.replace(
            pin,
            id=name,
            version=version,
            path=name,
            tasks=tuple(map(self._task, pin.tasks)),
            sample=bare_sample(pin.sample) if name != pin.id else pin.sample,
            variant_of=None if name != pin.id else pin.variant_of,
        )

    def _spec(self, spec: ContestantSpec) -> ContestantSpec:
        if spec.base_url not in (None, NOWHERE):
            self.left_out["addresses of engines"] += 1
        if spec.gguf and spec.gguf != base_name(spec.gguf):
            self.left_out["paths of model files"] += 1
        if spec.api_key_env:
            self.left_out["names of variables that held keys"] += 1
        suite = self._suite_name(spec.suite) if spec.suite else None
        known = suite is not None and suite == spec.suite
        recites = {
            task: flaw
            for task, flaw in spec.recites.items()
            if self._texts_of(task) is not Texts.WITHHELD or (known and task.startswith(f"{suite}/"))
        }
        return msgspec.structs.replace(
            spec,
            label=self._label(spec.label),
            engine=self._scrub.text(spec.engine),
            model=self._scrub.name(spec.model),
            gguf=base_name(spec.gguf) if spec.gguf else None,
            base_url=NOWHERE if spec.base_url else None,
            harness=self._scrub.name(spec.harness),
            suite=suite if spec.suite else spec.suite,
            recites=recites,
            spared=tuple(map(self._task, spec.spared)),
            api_key_env=None,
            catalog=self._scrub.text(spec.catalog) if spec.catalog else spec.catalog,
            template=self._settings(spec.template),
            engine_options=self._settings(spec.engine_options),
            cutoff=scrubbed_cutoff(spec.cutoff, self._scrub),
        )

    def _suite_name(self, suite: str) -> str:
        if self._texts.get(suite, Texts.WITHHELD) is not Texts.WITHHELD:
            return suite
        return self._names.suites.get(suite, "private")

    def _pin(self, pin: TaskPin) -> TaskPin:
        if self._texts_of(pin.id) is not Texts.WITHHELD:
            return pin
        return msgspec.structs.replace(
            pin,
            id=self._task(pin.id),
            title="",
            axes=(),
            problem=self._names.word("problem", pin.problem),
            member=pin.member if pin.member in LANGUAGES else self._names.word("member", pin.member),
            released=None,
            retired=None,
            language=pin.language if pin.language in LANGUAGES else "",
            difficulty=pin.difficulty if pin.difficulty in _DIFFICULTIES else "medium",
        )

    # --- contestants -------------------------------------------------------------------------------------------------

    def _contestant(self, one: Contestant) -> Contestant:
        fresh = scrubbed_fingerprint(one.fingerprint, self._scrub)
        honest = one.id == one.fingerprint.digest()[:_ID_DIGITS]
        fresh_id = fresh.digest()[:_ID_DIGITS] if honest else self._scrub.text(one.id)
        self._ids[one.id] = fresh_id
        if fresh != one.fingerprint:
            self.left_out["fields of fingerprints that name this machine"] += 1
        return msgspec.structs.replace(one, id=fresh_id, label=self._label(one.label), fingerprint=fresh)

    # --- attempts ----------------------------------------------------------------------------------------------------

    def _exchange(self, one: Exchange, *, withheld: bool) -> Exchange:
        attempt = self._attempt(one.attempt)
        refused = (one.http_status or 0) >= 400
        request, reply = one.request_blob, one.reply_blob
        return msgspec.structs.replace(
            one,
            id=f"{attempt}.{one.number}" if one.id == f"{one.attempt}.{one.number}" else self._scrub.text(one.id),
            attempt=attempt,
            dialect=self._word(one.dialect),
            started_at=self._instant(one.started_at),
            request_blob=self._body(request, "request", withheld=withheld),
            reply_blob=self._body(reply, "refusal" if refused else "reply", withheld=withheld),
            model_asked=self._model(one.model_asked),
            model_answered=self._model(one.model_answered),
            parameters=_numbers(one.parameters) if withheld else self._settings(one.parameters),
            finish_reason=self._maybe(one.finish_reason),
            flags=tuple(map(self._word, one.flags)),
            fault=self._fault(one.fault, withheld=withheld),
        )

    def _end(self, end: AttemptEnd) -> AttemptEnd:
        withheld = self._is_withheld(end.attempt)
        return msgspec.structs.replace(
            end,
            attempt=self._attempt(end.attempt),
            submission=self._submission(end.submission, end.attempt) if end.submission is not None else None,
            fault=self._fault(end.fault, withheld=withheld),
            labels=tuple(map(self._word, end.labels)),
            transcript=self._body(end.transcript, "text", withheld=withheld),
        )

    def _submission(self, one: Submission, attempt: str) -> Submission:
        """A submission with its files; of a withheld suite their digests alone, under numbers."""
        withheld = self._is_withheld(attempt)
        files = {
            self._file(path, attempt, withheld): self._body(blob, "file", withheld=withheld) or ""
            for path, blob in one.files.items()
        }
        return msgspec.structs.replace(
            one,
            reply=self._body(one.reply, "text", withheld=withheld),
            files=files,
            removed=tuple(self._file(path, attempt, withheld) for path in one.removed),
            notes=() if withheld else tuple(map(self._scrub.word, one.notes)),
        )

    def _file(self, path: str, attempt: str, withheld: bool) -> str:
        return self._names.part(self._task_of.get(attempt, ""), "file-", path) if withheld else path

    def _fault(self, fault: Fault | None, *, withheld: bool) -> Fault | None:
        if fault is None or not fault.detail:
            return fault
        if withheld:
            detail = WITHHELD
        elif fault.party is Party.MODEL:  # words of its reply, which paths and addresses may be part of
            detail = self._scrub.body(fault.detail.encode("utf-8", "replace")).decode("utf-8", "replace")
        else:
            detail = self._scrub.text(fault.detail)
        return msgspec.structs.replace(fault, detail=detail)

    # --- grades ------------------------------------------------------------------------------------------------------

    def _grade(self, grade: Grade) -> Grade:
        fresh = msgspec.structs.replace(
            grade,
            attempt=self._attempt(grade.attempt),
            grader=self._scrub.text(grade.grader),
            judged_by={self._scrub.text(key): self._scrub.text(value) for key, value in grade.judged_by.items()},
            sandbox=self._scrub.text(grade.sandbox),
            pictures={},
        )
        self.left_out["pictures of pages"] += len(grade.pictures)
        if not self._is_withheld(grade.attempt):
            tests = tuple(msgspec.structs.replace(test, message=self._scrub.word(test.message)) for test in grade.tests)
            return msgspec.structs.replace(fresh, tests=tests, notes=tuple(map(self._scrub.word, grade.notes)))
        task = self._task_of.get(grade.attempt, "")
        self.left_out["names and messages of tests of withheld suites"] += len(grade.tests)
        return msgspec.structs.replace(
            fresh,
            criteria=tuple(self._criterion(one, task) for one in grade.criteria),
            tests=tuple(self._test(one, task) for one in grade.tests),
            metrics={},
            labels={},
            repairs=tuple(self._names.part(task, "criterion-", one) for one in grade.repairs),
            notes=(),
        )

    def _criterion(self, one: CriterionResult, task: str) -> CriterionResult:
        return msgspec.structs.replace(
            one,
            id=self._names.part(task, "criterion-", one.id),
            failed=tuple(self._names.part(task, "test-", test) for test in one.failed),
            title="",
        )

    def _test(self, one: TestResult, task: str) -> TestResult:
        return msgspec.structs.replace(one, id=self._names.part(task, "test-", one.id), message="")

    # --- words -------------------------------------------------------------------------------------------------------

    def _texts_of(self, task: str) -> Texts:
        return self._texts.get(self._suite_of.get(task, ""), Texts.WITHHELD)

    def _is_withheld(self, attempt: str) -> bool:
        """Whether the texts of an attempt stay; those of one that nobody knows do."""
        return self._texts_of(self._task_of.get(attempt, "")) is Texts.WITHHELD

    def _attempt(self, attempt: str) -> str:
        return self._names.attempt(attempt) if self._is_withheld(attempt) else attempt

    def _task(self, task: str) -> str:
        """A task's name; one that no suite of the plan has gets one that tells nothing."""
        if self._texts_of(task) is not Texts.WITHHELD:
            return task
        return self._names.tasks.get(task) or f"private/t-{self._names.keyed(task)[:_ID_DIGITS]}"

    def _label(self, label: str) -> str:
        if label not in self._labels:
            fresh = self._scrub.name(label)
            number = 1
            while fresh in self._labels.values():
                number += 1
                fresh = f"{self._scrub.name(label)} #{number}"
            self._labels[label] = fresh
        return self._labels[label]

    def _body(self, blob: str | None, kind: str, *, withheld: bool) -> str | None:
        """What an event names in place of a blob: of a text that stays, its digest."""
        if blob is None:
            return None
        if withheld:
            self.left_out["prompts, replies and files of withheld suites"] += 1
            return blob if re.fullmatch(r"[0-9a-f]{64}", blob) else self._names.keyed(blob)
        return self._keep(BodyRef(blob, kind))

    def _note(self, text: str) -> str:
        if self._mixed:
            self.left_out["notes of runs with a withheld suite"] += 1
            return WITHHELD
        return self._scrub.text(text)

    def _model(self, name: str | None) -> str | None:
        if name is not None and is_place(name):
            self.left_out["paths of model files"] += 1
        return None if name is None else self._scrub.name(name)

    def _maybe(self, text: str | None) -> str | None:
        return None if text is None else self._scrub.text(text)

    def _settings(self, value: dict[str, Any]) -> dict[str, Any]:
        fresh: dict[str, Any] = self._scrub.value(value)
        return fresh

    def _word(self, word: str) -> str:
        """A word of our own; any other text is none."""
        return self._scrub.word(word) if not word or _WORD.fullmatch(word) else "other"

    def _instant(self, text: str) -> str:
        return text if re.fullmatch(r"[0-9TZ:.+-]{4,40}", text) else ""


def _numbers(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a request that are numbers: others may quote it."""
    return {
        name: value for name, value in parameters.items() if isinstance(value, int | float) and _WORD.fullmatch(name)
    }
