"""Where things live, and what prony.toml says."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG_NAME = "prony.toml"


def home(start: Path | None = None) -> Path:
    """The folder that `runs/` and `.prony/` stand in: that of the nearest prony.toml, else the working directory."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    return here


def cache_dir() -> Path:
    """The XDG cache folder of prony (weights, tape models, compile cache); not created here."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if base and os.path.isabs(base) else Path.home() / ".cache"
    return root / "prony"
