"""The grader protocol: JSON Lines of tests, metrics and labels, read with bounds from a writer nobody trusts.

    {"test": ID, "status": "pass|fail|error|skip|timeout", "msg": TEXT, "verdict": VERDICT, "cpu_s": NUMBER}
    {"metric": NAME, "value": NUMBER, "unit": TEXT}
    {"label": NAME, "value": TEXT}
    {"done": TEXT}

One protocol for every language and every grader. Whatever is not one of these lines is counted, never guessed at.
`msg`, `unit`, `verdict` and `cpu_s` may be left out; a verdict only says more finely why a test did not pass, and the
CPU of a test decides nothing of a candidate's. `done` is the completion record of a runner that has one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from prony.nouns import Assurance, Noun, TestResult, TestStatus, Verdict

MOST_BYTES = 4 << 20
"""A report is read up to here."""

MOST_LINES = 20_000
LONGEST_NAME = 300
MESSAGE_BYTES = 2048
MOST_SECONDS = 86_400

VERDICTS: dict[TestStatus, Verdict] = {
    TestStatus.PASS: Verdict.PASS,
    TestStatus.FAIL: Verdict.FAIL,
    TestStatus.ERROR: Verdict.FAIL,
    TestStatus.SKIP: Verdict.FAIL,
    TestStatus.TIMEOUT: Verdict.TIMEOUT_WALL,
}
"""What a status that came over the protocol means as a verdict."""

_FINER: dict[str, Verdict] = {
    verdict.value: verdict for verdict in Verdict if verdict not in (Verdict.PASS, Verdict.GRADER_ERROR)
}
"""The verdicts that a line may name: none that would take a result out of the score."""

_STATUSES = {status.value: status for status in TestStatus}


class Report(Noun, frozen=True, kw_only=True):
    """What a grader wrote. `repeated`: ids that came more than once; the first line of each stands in `tests`."""

    tests: tuple[TestResult, ...] = ()
    metrics: dict[str, float] = {}
    labels: dict[str, str] = {}
    done: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    unreadable: int = 0
    cut: bool = False


def read_report(data: bytes, assurance: Assurance = Assurance.A) -> Report:
    """The report in `data`, the bytes of a private channel. Never raises: a line that cannot be read is counted."""
    reader = _Reader(assurance)
    lines = data[:MOST_BYTES].split(b"\n", MOST_LINES)
    for line in lines[:MOST_LINES]:
        if line.strip():
            reader.read(line)
    return reader.report(cut=len(data) > MOST_BYTES or len(lines) > MOST_LINES)


class _Reader:
    """Collects lines into one report."""

    def __init__(self, assurance: Assurance) -> None:
        self.assurance = assurance
        self.tests: dict[str, TestResult] = {}
        self.metrics: dict[str, float] = {}
        self.labels: dict[str, str] = {}
        self.done: list[str] = []
        self.repeated: dict[str, None] = {}
        self.unreadable = 0

    def read(self, line: bytes) -> None:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        keys = [key for key in _READERS if type(record) is dict and key in record]
        if len(keys) != 1 or not _READERS[keys[0]](self, record):
            self.unreadable += 1

    def report(self, cut: bool) -> Report:
        return Report(
            tests=tuple(self.tests.values()),
            metrics=self.metrics,
            labels=self.labels,
            done=tuple(self.done),
            repeated=tuple(self.repeated),
            unreadable=self.unreadable,
            cut=cut,
        )

    def _first(self, seen: dict[str, Any], kind: str, name: str) -> bool:
        """Whether `name` is new to `seen`; a second one is remembered."""
        if name in seen:
            self.repeated[name if kind == "test" else f"{kind}:{name}"] = None
            return False
        return True

    def _test(self, record: dict[str, Any]) -> bool:
        name, status = _name(record["test"]), record.get("status")
        kind = _STATUSES.get(status) if type(status) is str else None
        if name is None or kind is None:
            return False
        if self._first(self.tests, "test", name):
            self.tests[name] = TestResult(
                id=name,
                status=kind,
                verdict=_verdict(kind, record.get("verdict")),
                message=bounded(record.get("msg", "")),
                assurance=self.assurance,
                cpu_s=_seconds(record.get("cpu_s")),
            )
        return True

    def _metric(self, record: dict[str, Any]) -> bool:
        name, value = _name(record["metric"]), record.get("value")
        number = _number(value)
        if name is None or number is None:
            return False
        if self._first(self.metrics, "metric", name):
            self.metrics[name] = number
        return True

    def _label(self, record: dict[str, Any]) -> bool:
        name, value = _name(record["label"]), record.get("value")
        if name is None or type(value) not in (str, bool, int):
            return False
        if self._first(self.labels, "label", name):
            self.labels[name] = bounded(value if type(value) is str else json.dumps(value), LONGEST_NAME)
        return True

    def _done(self, record: dict[str, Any]) -> bool:
        word = _name(record["done"])
        if word is not None:
            self.done.append(word)
        return word is not None


_READERS: dict[str, Callable[[_Reader, dict[str, Any]], bool]] = {
    "test": _Reader._test,
    "metric": _Reader._metric,
    "label": _Reader._label,
    "done": _Reader._done,
}


def _verdict(status: TestStatus, finer: Any) -> Verdict:
    if status is TestStatus.PASS or type(finer) is not str:
        return VERDICTS[status]
    return _FINER.get(finer, VERDICTS[status])


def _name(value: Any) -> str | None:
    if type(value) is not str or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
        return None
    return value


def _number(value: Any) -> float | None:
    """A finite float, or None. A huge integer is none."""
    if type(value) not in (int, float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _seconds(value: Any) -> float | None:
    number = _number(value)
    return number if number is not None and 0 <= number <= MOST_SECONDS else None


def bounded(text: Any, most_bytes: int = MESSAGE_BYTES) -> str:
    """`text` as at most `most_bytes` of valid UTF-8; what is no text is the empty text. Its words stay untrusted."""
    if type(text) is not str:
        return ""
    data = text[:most_bytes].encode("utf-8", "replace")
    if len(data) <= most_bytes and len(text) <= most_bytes:
        return data.decode("utf-8")
    return data[: most_bytes - 4].decode("utf-8", "ignore") + " ..."
