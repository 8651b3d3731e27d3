"""Run tests that are written for pytest, each in a process of its own, and report them on the private channel.

This process imports pytest, and never the submission. It forks a child for each test (`prony_children.py`), which has
pytest collect and run that one test in its process, and says what became of it (`prony_forks.py`). Of configuration
there is none but `conftest.py` of the tests' own folder: the submission lies elsewhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prony.grading.runners import prony_children as children
    from prony.grading.runners import prony_forks as forks
    from prony.grading.runners.prony_children import Record
else:  # they lie beside this file, wherever that is
    import prony_children as children
    import prony_forks as forks

_PR_SET_DUMPABLE = 4
_PHASES = ("setup", "call", "teardown")


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    tests, work = os.environ["PRONY_TESTS"], os.environ["PRONY_WORK"]
    pytest = _framework()
    own = [os.path.join(root, folder) for folder in job["path"] for root in (tests, work)]
    sys.path[:] = [tests, *own, work, *(path for path in sys.path if path not in (tests, work))]
    sys.dont_write_bytecode = True
    sys.argv = ["pytest"]
    os.chdir(work)
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    ids = job["tests"]
    if ids is None:
        found, how = children.ask(channel, job, forks.saying(lambda: {"ids": _collected(pytest, tests, job["files"])}))
        ids = list(found["ids"]) if how == "ended" and found and "ids" in found else []
    children.report_all(channel, job, ids, lambda test_id: forks.saying(lambda: _one(pytest, tests, test_id)))


def _framework() -> Any:
    """Pytest with its plugins, imported before anything that could lie in its way."""
    place = os.environ.pop("PRONY_PYTEST")
    sys.path.append(place)
    pytest = importlib.import_module("pytest")
    plugins = importlib.import_module("_pytest.config").default_plugins
    for name in plugins:
        importlib.import_module(f"_pytest.{name}")
    sys.path.remove(place)
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return pytest


def _options(tests: str) -> list[str]:
    """No file of settings, no cache, nothing above the folder of tests."""
    off = ("cacheprovider", "terminal", "faulthandler", "junitxml", "pastebin", "stepwise", "setuponly")
    plain = ["-c", os.devnull, f"--rootdir={tests}", f"--confcutdir={tests}", "-W", "ignore", "--import-mode=prepend"]
    return [*plain, *(word for name in off for word in ("-p", f"no:{name}"))]


class _Watch:
    """What pytest told of one test."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.outcomes: dict[str, str] = {}
        self.kinds: list[str] = []
        self.broken = ""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        self.ids = [item.nodeid for item in items]

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.broken = "cannot be imported"

    def pytest_exception_interact(self, call: Any) -> None:
        self.kinds.append(_kind(call.excinfo.value)[:100])

    def pytest_runtest_logreport(self, report: Any) -> None:
        told = "xfail" if hasattr(report, "wasxfail") else report.outcome
        self.outcomes[report.when] = told if report.when not in self.outcomes else "twice"


def _kind(error: BaseException) -> str:
    """The kind of an error; of a file of tests that lacks a module, what that is called."""
    cause = error.__cause__ or error
    return f"no module {cause.name}" if isinstance(cause, ModuleNotFoundError) else type(error).__name__


def _collected(pytest: Any, tests: str, files: list[str]) -> list[str]:
    watch = _Watch()
    paths = [os.path.join(tests, path) for path in files]
    pytest.main([*_options(tests), "--collect-only", *paths], plugins=[watch])
    return watch.ids


def _one(pytest: Any, tests: str, test_id: str) -> Record:
    """Collect and run one test; what became of it. An exit of any kind is a failure to load."""
    watch, words = _Watch(), io.StringIO()
    try:
        with contextlib.redirect_stderr(words):
            pytest.main([*_options(tests), os.path.join(tests, test_id)], plugins=[watch])
    except BaseException as error:  # a SystemExit at import is the submission's doing
        if watch.outcomes:
            raise
        return {"status": "error", "verdict": "load_error", "msg": f"{type(error).__name__} at import"}
    if watch.broken or not watch.ids:
        lacking = re.search(r"No module named '([\w.]{1,100})'", words.getvalue())  # of a conftest.py
        kind = watch.kinds[0] if watch.kinds else f"no module {lacking[1]}" if lacking else "an error"
        return {"status": "error", "verdict": "load_error", "msg": f"{kind} at import"}
    told = [watch.outcomes.get(phase) for phase in _PHASES]
    if watch.ids == [test_id] and told == ["passed"] * 3:
        return {"status": "pass"}
    if "skipped" in told:
        return {"status": "skip", "msg": "skipped"}
    if told[1] == "failed":
        return {"status": "fail", "verdict": "fail", "msg": watch.kinds[0] if watch.kinds else "failed"}
    if "failed" in told:
        return {"status": "error", "verdict": "fail", "msg": watch.kinds[0] if watch.kinds else "its fixtures failed"}
    return {"status": "error", "msg": "the test did not run as one plain test"}


if __name__ == "__main__":
    forks.run(main)
