"""A suite of repositories with one bug each, and whole runs of agents through it: `prony run` as a user has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from prony.bench.remaining import Done
from prony.journal import ExchangeSeen, read_events
from prony.nouns import AttemptEnd, Exchange, FaultClass, Grade, Outcome, Suite
from prony.outcomes import fault_class
from prony.suites import load_suite

T = TypeVar("T")
FIX = "sed -i 's/x - 1/x + 1/' add.py"


def write_suite(
    root: Path, names: Iterable[str], *, unprotected: Iterable[str] = (), max_tokens: int = 400, check: str = ""
) -> Suite:
    """A suite `agents` at `root` with a task for each name; the tests of `unprotected` ones may be changed.

    check: the command that shows how far the work is.
    """
    root.mkdir(parents=True)
    order = json.dumps([*names])
    (root / "suite.toml").write_text(
        f'id = "agents"\ntitle = "Agents"\nversion = "1"\nlicence = "Apache-2.0"\norder = {order}\n'
    )
    for name in names:
        _write_task(root / name, "" if name in unprotected else '"tests/**"', max_tokens, check)
    return load_suite(root)


def _write_task(folder: Path, protect: str, max_tokens: int, check: str) -> None:
    for name in ("workspace/tests", "tests", "solution"):
        (folder / name).mkdir(parents=True)
    (folder / "task.toml").write_text(
        f'[task]\nname = "agents/{folder.name}"\n[prony]\nmode = "agent"\ntoolchain = ["python"]\n'
        f'editable = ["add.py"]\nprotect = [{protect}]\nmax_tokens = {max_tokens}\n'
        + (f"check = {json.dumps(check)}\n" if check else "")
        + '[[prony.criteria]]\nid = "right"\npoints = 20\ntests = ["*"]\n'
    )
    (folder / "instruction.md").write_text("`add_one(x)` in `add.py` is wrong. Correct it.\n")
    (folder / "workspace/add.py").write_text("def add_one(x):\n    return x - 1\n")
    (folder / "workspace/tests/test_add.py").write_text("from add import add_one\nassert add_one(1) == 2\n")
    (folder / "solution/add.py").write_text("def add_one(x):\n    return x + 1\n")
    (folder / "tests/cases.jsonl").write_text('{"id": "c", "call": "add_one", "args": [4], "expect": 5}\n')


class Ended(msgspec.Struct):
    """What became of one attempt, as the journal has it."""

    outcome: Outcome | None
    cause: FaultClass | None
    labels: tuple[str, ...]
    end: AttemptEnd
    grade: Grade | None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noted of the submission and of its grade."""
        submission = self.end.submission.notes if self.end.submission else ()
        return (*submission, *(self.grade.notes if self.grade else ()))


def environment(home: Path) -> dict[str, str]:
    """Of a user with an empty home and a cache of his own."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "CI": "1"}


def prony_run(home: Path, *words: str, before: str = "") -> subprocess.Popen[str]:
    """`prony run WORDS --json` in `home`, begun. before: Python that changes numbers of the program for this run."""
    command = [sys.executable, "-c", f"{before}\nfrom prony.cli import main\nmain()", "run", *words, "--json"]
    return subprocess.Popen(
        command, cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run_dir_of(running: subprocess.Popen[str], home: Path) -> Path:
    """The folder of a run once it has ended well."""
    out, err = running.communicate()
    assert running.returncode == 0, err
    document: dict[str, Any] = json.loads(out)
    return home / "runs" / document["plan"]["id"]


def ends_of(run_dir: Path) -> dict[str, Ended]:
    """Every end of a run of one contestant, by the name of its task: the last try of each."""
    done = Done(read_events(run_dir))
    return {
        done.attempts[name].task.partition("/")[2]: Ended(
            done.outcome(name), fault_class(end), end.labels, end, done.grades.get(name)
        )
        for name, end in done.ends.items()
    }


def wait(running: subprocess.Popen[str], ready: Callable[[], T]) -> T:
    """What `ready` gives, as soon as it gives anything."""
    until = time.monotonic() + 120
    while not (found := ready()):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)
    return found


def cpu_ticks(process: int) -> int:
    """What a process has used of a processor: an engine that waits uses nothing, one that generates does."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11])


def exchanges_in(home: Path) -> list[Exchange]:
    """The exchanges of the one run in `home`, so far."""
    found = [path.parent for path in home.glob("runs/*/events.jsonl")]
    return [event.exchange for run in found for event in read_events(run) if isinstance(event, ExchangeSeen)]


def engine_of(bench: int) -> int:
    """The process id of the engine that a running bench has started; 0 while it has none."""
    return next((child for child, words in children_of(bench) if b"kinds/embedded/" in words), 0)


def children_of(bench: int) -> list[tuple[int, bytes]]:
    """The processes that a running bench has started: id and command line."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            words = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if parent == bench:
            found.append((int(stat.parent.name), words))
    return found
