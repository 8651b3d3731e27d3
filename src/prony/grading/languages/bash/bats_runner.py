"""Run the tests of .bats files, each in a process of its own that no code of the submission ever enters.

A test is judged by a bash which cannot be looked into (`judge.bash`). What it loads of the submission, with `source` or
`load`, runs in processes beside it (`subject.bash`), and so does each function that it calls; the test sees what a
caller sees: output, exit status, and variables that it asks for. The files of tests come with the job, and are nowhere
on the disk. Before each test the work folder is what was handed in, and nothing of the test before is running.

A test has passed where its process ends with status 0: nothing else is heard.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import resource
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from prony.grading.languages.bash import bats_files
    from prony.grading.runners import prony_children as children
    from prony.grading.runners.prony_children import Begin, Record
else:  # they lie beside this file, wherever that is
    import bats_files
    import prony_children as children

_PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 4, 36
_WORD = re.compile(r"[A-Za-z_]\w*")
_PASSED, _SKIPPED, _UNLOADABLE = 0, 7, 9
"""How judges end; any other way is a failure."""
_SPENT = 0.8
"""A test whose processes used this share of its CPU limit failed by that: the kernel counts in ticks."""
_SAID: dict[int, Record] = {
    _PASSED: {"status": "pass"},
    _SKIPPED: {"status": "skip"},
    _UNLOADABLE: {
        "status": "error",
        "verdict": "load_error",
        "msg": "what is handed in is no script that bash can read",
    },
}


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    bash = shlex.split(os.environ.pop("PRONY_START"))[0]
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what a test leaves running becomes a child of this one
    tests = {test["id"]: test for file in job["files"] for test in bats_files.tests_of(file, job["sources"][file])}
    ids = list(tests) if job["tests"] is None else job["tests"]
    room = Room(os.environ.pop("PRONY_WORK"), os.environ.pop("PRONY_TESTS"), bash, job["defines"])
    children.report_all(channel, job, ids, lambda test_id: room.begin(tests.get(test_id)))


class Room:
    """Where tests run: the work folder as it was handed in, which each of them finds."""

    def __init__(self, work: str, tests: str, bash: str, defines: list[str]) -> None:
        self._work, self._tests, self._bash, self._defines = work, tests, bash, defines
        self._judge = os.path.join(os.path.dirname(os.path.dirname(bash)), "judge")
        self._tree = list(_files_below(work))
        with open(f"{tests}/judge.bash", encoding="utf-8") as file:
            self._prelude = file.read()
        os.chdir(work)

    def begin(self, test: dict[str, str] | None) -> Begin:
        """A child that becomes a test; what earlier ones left is gone before."""
        _end_children()
        _lay(self._work, self._tree)

        def begin(writer: int, word: str) -> NoReturn:
            status = self._judged(test) if test is not None else 1
            if status < 0:
                os.kill(os.getpid(), -status)
            if status not in _SAID and _cpu_s() >= _SPENT * resource.getrlimit(resource.RLIMIT_CPU)[0]:
                os.kill(os.getpid(), signal.SIGXCPU)
            said = _SAID.get(status, {"status": "fail"})
            os.write(writer, json.dumps({"word": word, "said": said}).encode())
            os._exit(0)

        return begin

    def _judged(self, test: dict[str, str]) -> int:
        """How the judge of one test ended."""
        scratch = tempfile.mkdtemp(prefix="bats-")
        place = os.path.join(self._tests, test["file"])
        words = {
            "BATS_TEST_FILENAME": place,
            "BATS_TEST_DIRNAME": os.path.dirname(place),
            "BATS_TEST_NAME": test["function"],
            "BATS_TEST_DESCRIPTION": test["name"],
            "BATS_TEST_NUMBER": "1",
            "BATS_VERSION": "1.14.0",
            "BATS_CWD": self._work,
            "prony_scratch": scratch,
            "prony_work": self._work,
            "prony_tests": self._tests,
            "prony_bash": self._bash,
            "prony_defines": " ".join(self._defines),
            "prony_words": " ".join(dict.fromkeys(_WORD.findall(test["text"]))),
        }
        for name in ("BATS_TMPDIR", "BATS_RUN_TMPDIR", "BATS_SUITE_TMPDIR", "BATS_FILE_TMPDIR", "BATS_TEST_TMPDIR"):
            words[name] = os.path.join(scratch, name.lower())
            os.mkdir(words[name])
        lines = [f"{name}={shlex.quote(value)}" for name, value in words.items()]
        if "extglob" in test["text"]:
            lines.append("shopt -s extglob")
        # All of a group is read before any of it runs, and nothing of the submission runs before.
        script = f"{self._prelude}\n" + "\n".join(lines)
        script += f"\n{{\nexec </dev/null\nprony_begin\n{test['text']}\nprony_run {test['function']}\n}}\n"
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ", "TMPDIR") if name in os.environ}
        with open(os.devnull, "wb") as nothing:
            judge = subprocess.run(
                [self._judge],
                input=script.encode("utf-8", "surrogateescape"),
                stdout=nothing,
                stderr=nothing,
                env=env,
                pass_fds=(),
                check=False,
            )
        return judge.returncode


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _files_below(folder: str) -> Iterator[tuple[str, int, bytes]]:
    """Path, mode and content of every file."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                yield path, stat.S_IMODE(os.stat(path).st_mode), file.read()


def _lay(folder: str, tree: list[tuple[str, int, bytes]]) -> None:
    """Make a folder hold `tree` and nothing else. What a test made of it is removed, whatever its modes are."""
    _set_mode(folder, 0o755)
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            _unlock(entry.path)
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    for path, mode, content in tree:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
        _set_mode(path, mode)


def _set_mode(path: str, mode: int) -> None:
    """Set a mode by another program: where a slot has no mounts, it sets modes only for who can be looked into."""
    if stat.S_IMODE(os.stat(path).st_mode) != mode:
        subprocess.run(["/bin/chmod", f"{mode:o}", path], env={}, check=True)


def _unlock(folder: str) -> None:
    """Make a folder, and all below it, one that can be removed."""
    locked = [folder]
    while locked:
        place = locked.pop()
        _set_mode(place, 0o700)
        locked += [entry.path for entry in os.scandir(place) if entry.is_dir(follow_symlinks=False)]


def _end_children() -> None:
    """End all processes that a test left behind, which have come to this one as theirs ended."""
    own = f"/proc/self/task/{os.getpid()}/children"
    while True:
        try:
            with open(own, encoding="ascii") as file:
                left = [int(word) for word in file.read().split()]
        except OSError:  # a kernel without that list
            return
        if not left:
            return
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        for pid in left:
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
