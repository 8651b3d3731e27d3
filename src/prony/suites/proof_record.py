"""Proof record: which tasks of an imported suite can be counted here, in `proof.json` beside suite.toml.

Tasks of our own are proven before they ship. Of an imported one nobody knows before it was tried: its reference may not
pass on this machine, or the untouched start may. Neither says anything of a contestant, so both are kept out of the
rate. An entry speaks of one task with one digest; of any other it says nothing.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from prony.nouns import Noun, Suite, Task
from prony.plain_files import open_plain, write_whole

RECORD = "proof.json"
"""Beside suite.toml; no part of the suite's digest. A suite that has one is tried before it is run."""

LARGEST_BYTES = 16 << 20


class TriedTask(Noun, frozen=True, kw_only=True):
    """What became of one task's reference and untouched start."""

    digest: str
    reference: str = ""
    """Why the reference does not pass here; empty where it does."""
    start_passes: bool = False


class ProofRecord(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.proof-record/1"):
    """What became of an imported suite's tasks, by their names."""

    tasks: dict[str, TriedTask] = {}


def read_record(suite: Suite) -> ProofRecord | None:
    """The record of a suite; None where it has none: it is no imported one. One that cannot be read is an empty one."""
    try:
        with open_plain(Path(suite.path) / RECORD) as file:
            return msgspec.json.decode(file.read(LARGEST_BYTES), type=ProofRecord)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ProofRecord()


def write_record(folder: Path, record: ProofRecord) -> None:
    """Write the record beside suite.toml. Raises OSError where the folder is not the user's to write."""
    write_whole(folder / RECORD, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n", 0o644)


def untried(suite: Suite) -> tuple[Task, ...]:
    """The tasks of an imported suite of which it is not known whether they can be counted here."""
    record = read_record(suite)
    return () if record is None else tuple(task for task in suite.tasks if _entry(record, task) is None)


def kept_out(suite: Suite) -> dict[str, str]:
    """Task id -> why it says nothing of a contestant here."""
    record = read_record(suite) or ProofRecord()
    entries = ((task, _entry(record, task)) for task in suite.tasks)
    return {task.id: why_out(entry) for task, entry in entries if entry is not None and why_out(entry)}


def why_out(entry: TriedTask) -> str:
    """Why a task is kept out of the rate; empty where it is not."""
    if entry.start_passes:
        return "its untouched start passes"
    return f"its reference does not pass here: {entry.reference}" if entry.reference else ""


def _entry(record: ProofRecord, task: Task) -> TriedTask | None:
    entry = record.tasks.get(task.name)
    return entry if entry is not None and entry.digest == task.digest else None
