"""Run Go tests, each in a process of its own, and report them on the private channel.

Each folder of tests is a binary, compiled with the submission (`gobuild -tests`); this process holds nothing of either.
It starts a binary for each test and tells it on descriptor 3 which one; the word that signs the answer comes along, and
is read before any code of the submission runs. A test is called by its name, in a subfolder `FOLDER/NAME`; its subtests
count with it.
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
_BINARY = "prony.test"


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    root = os.path.join(os.environ["PRONY_TESTS"], job["binaries"])
    ids = job["tests"]
    if ids is None:
        ids = _discover(channel, job, root)
    children.report_all(channel, job, ids, lambda test_id: _test(root, *_split(test_id)))


def _split(test_id: str) -> tuple[str, str]:
    """The folder of a test, and its name."""
    folder, _, name = test_id.rpartition("/")
    return folder or ".", name


def _discover(channel: int, job: children.Record, root: str) -> list[str]:
    """The ids of all tests of all binaries."""
    ids = []
    for place, _, files in sorted(os.walk(root)):
        if _BINARY in files:
            folder = os.path.relpath(place, root)
            said, how = children.ask(channel, job, _test(root, folder, ""))
            names = said["ids"] if how == "ended" and said and "ids" in said else []
            ids += [name if folder == "." else f"{folder}/{name}" for name in names]
    return ids


def _test(root: str, folder: str, name: str) -> Begin:
    """A child that becomes the binary of `folder`, to run the test `name`; without a name, to list its tests."""
    binary = os.path.join(root, folder, _BINARY)

    def begin(writer: int, word: str) -> NoReturn:
        reader, order = os.pipe()
        os.write(order, json.dumps({"word": word, "test": name}).encode())
        os.close(order)
        high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 16) for descriptor in (reader, writer)]
        null = os.open(os.devnull, os.O_WRONLY)
        for source, target in ((null, 1), (null, 2), (high[0], _ORDER), (high[1], _ANSWER)):
            os.dup2(source, target)
        try:
            place = os.path.join(os.environ["PRONY_WORK"], folder)
            os.makedirs(place, exist_ok=True)  # of a folder with nothing but tests, no file is left here
            os.chdir(place)
            env = {key: value for key, value in os.environ.items() if not key.startswith(("PRONY_", "PYTHON"))}
            os.execve(binary, [_BINARY], env)
        finally:
            os._exit(127)

    return begin


if __name__ == "__main__":
    main()
