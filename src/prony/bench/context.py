"""How much context a plan needs of an engine, and what to say where one serves less."""

from __future__ import annotations

from collections.abc import Sequence

from prony.bench.budget import reply_budget
from prony.engines import context_for
from prony.harnesses import Harness
from prony.nouns import Task
from prony.suites import prompt


def needed(tasks: Sequence[Task], harness: Harness, *, thinks: bool) -> int:
    """Tokens that hold the longest prompt of `tasks` and the longest reply, whatever the tokenizer.

    An agent's conversation grows, and gets room for that.
    """
    longest = max(_prompt_bytes(task, harness) for task in tasks) + harness.conversation_tokens
    return context_for(longest, max(reply_budget(task, thinks=thinks) for task in tasks))


def shortage(tasks: Sequence[Task], harness: Harness, *, thinks: bool, served: int | None) -> str | None:
    """What to say before a run whose tasks may not fit a context of `served` tokens.

    None where all do, or it is not known. An upper bound: most tokens are longer than a byte.
    """
    needs = {
        task.id: _prompt_bytes(task, harness) + harness.conversation_tokens + reply_budget(task, thinks=thinks)
        for task in tasks
    }
    tight = [task for task in tasks if served is not None and needs[task.id] > served]
    if not tight:
        return None
    worst = max(tight, key=lambda task: needs[task.id])
    parts = [f"a prompt of {_prompt_bytes(worst, harness):,} bytes"]
    if harness.conversation_tokens:
        parts.append(f"a conversation of up to {harness.conversation_tokens:,} tokens")
    parts.append(f"a reply of up to {reply_budget(worst, thinks=thinks):,} tokens")
    return (
        f"its context of {served:,} tokens may be too small for {len(tight)} of {len(tasks)} tasks: "
        f"{worst.id} has {' and '.join(parts)}"
    )


def _prompt_bytes(task: Task, harness: Harness) -> int:
    return len(prompt(task, in_workspace=harness.agentic).encode())
