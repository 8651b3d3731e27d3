"""Run tests of C or C++, each in a process of its own, and report them on the private channel.

All tests are one binary, compiled with the submission; this process holds nothing of either. It starts the binary for
each test and tells it on descriptor 3 the word that signs its answer, and which test. A test is called by its name.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from prony.grading.runners import prony_children as children
    from prony.grading.runners.prony_children import Begin
else:  # it lies beside this file, wherever that is
    import prony_children as children

_PR_SET_DUMPABLE = 4
_ORDER, _ANSWER = 3, 4
_BINARY = "program"


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    binary = os.path.join(os.environ["PRONY_TESTS"], job["binaries"], _BINARY)
    ids = job["tests"]
    if ids is None:
        said, how = children.ask(channel, job, _test(binary, ""))
        ids = said["ids"] if how == "ended" and said and "ids" in said else []
    children.report_all(channel, job, ids, lambda test_id: _test(binary, test_id))


def _test(binary: str, name: str) -> Begin:
    """A child that becomes the binary, to run the test `name`; without a name, to list its tests."""

    def begin(writer: int, word: str) -> NoReturn:
        reader, order = os.pipe()
        os.write(order, f"{word}{name}".encode())
        os.close(order)
        high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 16) for descriptor in (reader, writer)]
        null = os.open(os.devnull, os.O_WRONLY)
        for source, target in ((null, 1), (null, 2), (high[0], _ORDER), (high[1], _ANSWER)):
            os.dup2(source, target)
        try:
            os.chdir(os.environ["PRONY_WORK"])
            env = {key: value for key, value in os.environ.items() if not key.startswith(("PRONY_", "PYTHON"))}
            os.execve(binary, [_BINARY], env)
        finally:
            os._exit(127)

    return begin
