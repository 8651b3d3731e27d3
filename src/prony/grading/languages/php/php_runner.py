"""Run tests in PHP, each in a process of its own, and report them on the private channel.

This process holds nothing of the submission. It starts PHP with our harness for each test and tells it on descriptor 3
which one; the word that signs the answer comes along, and is read before any code of the submission runs. A test is
called `FILE > NAME`.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import shlex
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from prony.grading.runners import prony_children as children
    from prony.grading.runners.prony_children import Begin
else:  # it lies beside this file, wherever that is
    import prony_children as children

_PR_SET_DUMPABLE = 4
_ORDER, _ANSWER = 3, 4
_HARNESS = os.path.join(os.path.dirname(os.environ["PHPRC"]), "harness.php")


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    start = shlex.split(os.environ.pop("PRONY_START"))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    ids = job["tests"]
    if ids is None:
        ids = [name for file in job["files"] for name in _names(channel, job, start, file)]
    children.report_all(channel, job, ids, lambda test_id: _test(start, *test_id.split(" > ", 1)))


def _names(channel: int, job: children.Record, start: list[str], file: str) -> list[str]:
    """The ids of all tests of a file."""
    said, how = children.ask(channel, job, _test(start, file, ""))
    names = said.get("ids", []) if how == "ended" and said else []
    return [f"{file} > {name}" for name in names]


def _test(start: list[str], file: str, name: str) -> Begin:
    """A child that becomes the harness, to run the test `name` of a file; without a name, to list its tests."""

    def begin(writer: int, word: str) -> NoReturn:
        reader, order = os.pipe()
        tests, work = os.environ["PRONY_TESTS"], os.environ["PRONY_WORK"]
        path = os.path.join(tests, file)
        os.write(order, json.dumps({"word": word, "file": path, "test": name, "tests": tests}).encode())
        os.close(order)
        high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 16) for descriptor in (reader, writer)]
        null = os.open(os.devnull, os.O_WRONLY)
        for source, target in ((null, 1), (null, 2), (high[0], _ORDER), (high[1], _ANSWER)):
            os.dup2(source, target)
        try:
            os.chdir(work)
            env = {key: value for key, value in os.environ.items() if not key.startswith(("PRONY_", "PYTHON"))}
            # A test names the submission as if it lay beside it.
            words = [*start, "-d", f"include_path={os.path.dirname(path)}:{tests}:{work}"]
            os.execve(words[0], [*words, _HARNESS], env)
        finally:
            os._exit(127)

    return begin


if __name__ == "__main__":
    main()
