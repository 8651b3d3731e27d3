"""The command against an engine that spoils every second task: the rest is measured, nothing is lost, exit 4."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from fake_engine import RESET, ROLE, FakeEngine, Script, answer, sse, text, whole

RIGHT = "```python\ndef add_one(x):\n    return x + 1\n\n\ndef negate(x):\n    return -x\n```"
SPOILT = ("double", "square")
ODD = {
    "reset": sse(ROLE, text("def"), RESET),
    "500": whole(500, b'{"error":{"message":"something went wrong","type":"server_error"}}'),
    "page": whole(200, b"<html>hello</html>", "text/html"),
}


async def typed(folder: Path, *words: str) -> tuple[int | None, str, str]:
    """Exit status, stdout and stderr of `prony WORDS`, typed in `folder`."""
    prony = Path(sys.executable).with_name("prony")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        prony, *words, cwd=folder, stdout=pipe, stderr=pipe, env={**os.environ, "COLUMNS": "160"}
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("odd", ODD)
async def test_a_run_whose_every_second_task_is_spoilt_ends_with_exit_4_and_loses_nothing(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, odd: str
) -> None:
    def reply(call: object) -> Script:
        brief = getattr(call, "raw", b"").decode()
        return ODD[odd] if any(f"`{name}(x)`" in brief for name in SPOILT) else answer(RIGHT)

    fake_engine.default = reply
    status, _, err = await typed(
        tmp_path,
        "run",
        str(mini_suite),
        "--base-url",
        fake_engine.base_url,
        "--model",
        "m",
        "-k",
        "2",
        "--patience",
        "0",
    )
    assert status == 4, err
    _, out, _ = await typed(tmp_path, "board", "--attempts", "--json")
    lines = [line for line in json.loads(out)["attempts"] if line["counts"]]
    outcomes = {(line["task"].partition("/")[2], line["repeat"]): line["outcome"] for line in lines}
    assert outcomes == {
        (task, repeat): "infra" if task in SPOILT else "solved"
        for task in ("add-one", "double", "negate", "square")
        for repeat in (0, 1)
    }
    _, board, _ = await typed(tmp_path, "board")
    assert "next:" in board
