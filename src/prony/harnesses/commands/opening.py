"""The opening of an agent's conversation: where it is, how commands travel, and the brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.fenced import Fenced
from prony.nouns import AttemptLimits, Task
from prony.suites import prompt

A_MINUTE_S = 60.0

SYSTEM = """\
You work in a Linux container, in the folder /workspace. {how}
Each command starts in /workspace in a fresh shell: files stay, variables and background processes do not.
Only commands change files; code in a message changes none. A command that writes a file:
cat > FILE <<'EOF'
TEXT
EOF
There is no network, and nobody answers questions. A command may take {long}.
When the task is done, say so in one sentence, without running anything."""


def opening(task: Task, start: Mapping[str, bytes], manner: Calls | Fenced, limits: AttemptLimits) -> list[Any]:
    """The first messages: what holds for every task, and this one's brief."""
    long = "a minute" if limits.command_s in (None, A_MINUTE_S) else f"{limits.command_s:g} seconds"
    system = SYSTEM.format(how=manner.how, long=long)
    return [{"role": "system", "content": system}, {"role": "user", "content": prompt(task, start, in_workspace=True)}]
