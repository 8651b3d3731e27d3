"""Replays: what a contestant says as a folder of files, for the replay engine, where a tape would be too long."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prony.errors import WeightsError
from prony.references.script import Script

CALL_BEGIN, CALL_END = "<tool_call>\n", "\n</tool_call>"


def write_replay(folder: Path, replies: Mapping[str, Sequence[Script]]) -> None:
    """Write the replies to each task (SUITE/TASK) into `folder`, in the order of their priorities; whole or not at all.

    Raises WeightsError E720 where it cannot be stored.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            part = Path(scratch) / folder.name
            for task, scripts in replies.items():
                _write(part / task, sorted(scripts, key=lambda script: script.priority))
            part.mkdir(exist_ok=True)
            if not folder.is_dir():
                os.replace(part, folder)
    except OSError as error:
        raise WeightsError(
            "E720",
            f"replies cannot be stored: {error.strerror or error}",
            where=str(folder.parent),
            hint="XDG_CACHE_HOME names another folder for the cache, on another disk",
        ) from None


def _write(path: Path, scripts: Sequence[Script]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, script in enumerate(scripts, 1):
        stem = path.name if number == 1 else f"{path.name}.{number}"
        message = _message(script, number)
        if message is None:
            path.with_name(f"{stem}.md").write_text(script.text, "utf-8", newline="")
        else:
            path.with_name(f"{stem}.json").write_text(json.dumps(message), "utf-8")


def _message(script: Script, number: int) -> dict[str, Any] | None:
    """The message for what is no plain text: a text that loops, and a call, which a tape writes as text."""
    text = script.text
    if script.loops:
        return {"content": text, "loops": True}
    if not (text.startswith(CALL_BEGIN) and text.endswith(CALL_END)):
        return None
    call = json.loads(text.removeprefix(CALL_BEGIN).removesuffix(CALL_END))
    function = {"name": call["name"], "arguments": json.dumps(call["arguments"])}
    return {"content": None, "tool_calls": [{"id": f"call_{number}", "type": "function", "function": function}]}
