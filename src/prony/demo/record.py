"""Record anew what `prony demo` shows: `python -m prony.demo.record`, or `make record-demo`; some minutes.

A real run of the default models and the references, on the Python and JavaScript tasks of `quick`. To be done again
when a task of it has changed (a test tells), on a machine that is otherwise idle: its speeds will be looked at.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from prony.bench.contestants import DEFAULT_MODELS
from prony.demo.recording import pack
from prony.demo.replay import RECORDING

TASKS = ("py-*", "js-*")


def main() -> int:
    """Run, pack; returns the run's exit code, and keeps the old recording where that is not 0."""
    chosen = [word for name in TASKS for word in ("--task", name)]
    models = [word for name in DEFAULT_MODELS for word in ("--model", name)]
    call = ["run", "quick", "--reference", "--temperature", "0", "--engines", "none", *chosen, *models]
    with tempfile.TemporaryDirectory() as home:
        code = subprocess.run(
            [sys.executable, "-c", "from prony.cli import main; main()", *call], cwd=home, check=False
        ).returncode
        if code == 0:
            [run_dir] = (Path(home) / "runs").iterdir()
            pack(run_dir, RECORDING)
    return code


if __name__ == "__main__":
    sys.exit(main())
