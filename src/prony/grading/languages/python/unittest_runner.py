"""Run unittest tests, each in a process of its own, and report them on the private channel.

This process never imports the submission. It forks a child for each test (`prony_children.py`); the child imports, runs
that one test and says one line on a pipe of its own, signed with a word that only this run knows (`prony_forks.py`).
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import unittest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prony.grading.runners import prony_children as children
    from prony.grading.runners import prony_forks as forks
    from prony.grading.runners.prony_children import Record
else:  # they lie beside this file, wherever that is
    import prony_children as children
    import prony_forks as forks

MOST_CHARS = 1500
_PR_SET_DUMPABLE = 4


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    tests, work = os.environ["PRONY_TESTS"], os.environ["PRONY_WORK"]
    own = [os.path.join(root, folder) for folder in job["path"] for root in (tests, work)]
    sys.path[:] = [tests, *own, work, *(path for path in sys.path if path not in (tests, work))]
    sys.dont_write_bytecode = True
    sys.argv = ["unittest"]
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    ids = job["tests"]
    if ids is None:
        ids = _discover(job, channel)
    told = frozenset(job["told"])
    children.report_all(channel, job, ids, lambda test_id: forks.saying(lambda: _one(test_id, test_id in told)))


def _discover(job: Record, channel: int) -> list[str]:
    """All ids of the suite's files, as unittest names them."""
    said, how = children.ask(channel, job, forks.saying(lambda: {"ids": _names(job["files"])}))
    return list(said["ids"]) if how == "ended" and said and "ids" in said else []


def _names(files: list[str]) -> list[str]:
    ids: list[str] = []

    def walk(suite: unittest.TestSuite) -> None:
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                walk(test)
            else:
                ids.append(test.id())

    for path in files:
        walk(unittest.defaultTestLoader.loadTestsFromName(path.removesuffix(".py").replace("/", ".")))
    return ids


def _one(test_id: str, told: bool) -> Record:
    """Import and run one test; what became of it. An exit of any kind is a failure to load.

    told: whether its author may see what it says.
    """
    try:
        test = unittest.defaultTestLoader.loadTestsFromName(test_id)
    except BaseException as error:  # noqa: BLE001  (SystemExit at import is the submission's doing)
        words = f"{type(error).__name__} at import"
        return {"status": "error", "verdict": "load_error", "msg": f"{words}: {_words(error)}" if told else words}
    result = _Result()
    test.run(result)
    if result.raised:
        broken = any(type(failed).__name__ == "_FailedTest" for failed, _, _ in result.raised)
        failures = [raised for _, raised, failure in result.raised if failure]
        return {
            "status": "fail" if failures and not broken else "error",
            "verdict": "load_error" if broken else "fail",
            "msg": _said((failures or [result.raised[0][1]])[0], told),
        }
    if result.skipped:
        return {"status": "skip", "msg": "skipped"}
    if result.expectedFailures or result.unexpectedSuccesses or result.testsRun != 1:
        return {"status": "error", "msg": "the test did not run as one plain test"}
    return {"status": "pass"}


class _Result(unittest.TestResult):
    """What a test raised. (test, the exception, whether it is a failure)"""

    def __init__(self) -> None:
        super().__init__()
        self.raised: list[tuple[Any, Any, bool]] = []

    def addError(self, test: Any, err: Any) -> None:  # noqa: N802 - the name is unittest's
        self.raised.append((test, err[1], False))
        super().addError(test, err)

    def addFailure(self, test: Any, err: Any) -> None:  # noqa: N802
        self.raised.append((test, err[1], True))
        super().addFailure(test, err)

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:  # noqa: N802
        if err is not None:
            self.raised.append((subtest, err[1], issubclass(err[0], test.failureException)))
        super().addSubTest(test, subtest, err)


def _said(raised: BaseException, told: bool) -> str:
    """The kind of an exception; its words only where they may be told, since they may quote a hidden input."""
    kind = str(type(raised).__name__)[:100]
    return f"{kind}: {_words(raised)}" if told else kind


def _words(raised: BaseException) -> str:
    """The words of an exception, which may be one of the submission's."""
    try:
        return str(raised)[:MOST_CHARS]
    except BaseException:  # noqa: BLE001
        return "its words cannot be read"


if __name__ == "__main__":
    forks.run(main)
