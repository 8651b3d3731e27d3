"""Which run a person means."""

from __future__ import annotations

import os
from pathlib import Path

from prony.errors import PronyError, UsageError


def run_id(home: Path, prefix: str) -> str:
    """The run of `home` that `prefix` names: its name, a beginning of it, or `last`, the one that
    began here last.

    Raises UsageError E101 when it names none, E114 when it names several.
    """
    from prony.journal.reader import run_names

    known = [name for name in run_names(home / "runs") if os.path.isdir(home / "runs" / name)]
    if prefix == "last" and known:
        from prony.journal.origin import begun_here

        runs_by_age = {
            name: (begun_here(home / "runs" / name), _begun_at(home / "runs" / name), name) for name in known
        }
        return max(known, key=runs_by_age.__getitem__)
    runs = [name for name in known if prefix and name.startswith(prefix)]
    if prefix in runs or len(runs) == 1:
        return prefix if prefix in runs else runs[0]
    raise UsageError(
        "E114" if runs else "E101",
        f"no run {prefix or repr(prefix)}" if not runs else f"{prefix} names {len(runs)} runs",
        where=str(home / "runs"),
        hint="`prony` lists the runs of this folder",
    )


def _begun_at(run_dir: Path) -> str:
    """When a run began, by its own plan: a folder may be called as its owner likes. Empty where it holds none."""
    from prony.bench.plan import read_plan

    try:
        return read_plan(run_dir).created_at
    except PronyError:
        return ""
