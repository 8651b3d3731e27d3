"""How much context a plan needs of an engine, and what to say where one serves less."""

from __future__ import annotations

from collections.abc import Sequence

from prony.engines import context_for
from prony.harnesses import Needs
from prony.harnesses.budget import MAX_TOKENS, limits_of, reply_tokens
from prony.nouns import ContestantSpec, StepBrief, Task, Thinking
from prony.suites import materials_of, prompt
from prony.suites.step_briefs import MOST_SHOWN_CHARS
from prony.suites.step_views import at_step

AROUND_A_BRIEF_BYTES = 1000
"""Of a later step: what its message says beside the brief, and what short placeholders become."""


def needed(tasks: Sequence[Task], spec: ContestantSpec, needs: Needs, thinking: Thinking | None) -> int:
    """Tokens that hold the longest prompt of `tasks` and the longest reply, whatever the tokenizer.

    An agent's conversation grows, and gets room for that.
    """
    longest = max(prompt_bound(task, needs) for task in tasks)
    return context_for(longest, max(reply(task, spec, needs, thinking) for task in tasks))


def shortage(
    tasks: Sequence[Task], spec: ContestantSpec, needs: Needs, thinking: Thinking | None, *, served: int | None
) -> str | None:
    """What to say before a run whose tasks may not fit a context of `served` tokens.

    None where all do, or it is not known. An upper bound: most tokens are longer than a byte.
    """
    replies = {task.id: reply(task, spec, needs, thinking, served) for task in tasks}
    wanted = {task.id: prompt_bound(task, needs) + replies[task.id] for task in tasks}
    tight = [task for task in tasks if served is not None and wanted[task.id] > served]
    if not tight:
        return None
    worst = max(tight, key=lambda task: wanted[task.id])
    parts = [f"a prompt of {_prompt_bytes(worst, needs):,} bytes"]
    if needs.conversation_tokens:
        parts.append(f"a conversation of up to {needs.conversation_tokens:,} tokens")
    parts.append(f"a reply of up to {replies[worst.id]:,} tokens")
    return (
        f"its context of {served:,} tokens may be too small for {len(tight)} of {len(tasks)} tasks: "
        f"{worst.id} has {' and '.join(parts)}"
    )


def reply(task: Task, spec: ContestantSpec, needs: Needs, thinking: Thinking | None, served: int | None = None) -> int:
    """Tokens of one reply to `task`, inside a context of `served` tokens where that is known."""
    room = None if served is None else served - prompt_bound(task, needs)
    return reply_tokens(task, limits_of(spec, task, needs), thinking=thinking, room=room)


def prompt_bound(task: Task, needs: Needs) -> int:
    """Tokens that a prompt has at most: no token is shorter than a byte, and a conversation grows.

    That of a task's last step holds the briefs of all steps, and the replies between them.
    """
    replies = sum(at_step(task, step).max_tokens or MAX_TOKENS for step in range(len(task.steps)))
    return _prompt_bytes(task, needs) + needs.conversation_tokens + later_bytes(task) + replies


def later_bytes(task: Task) -> int:
    """Bytes that the briefs of a task's later steps have at most, filled."""
    return sum(max(map(_filled_bytes, step.briefs), default=0) for step in task.steps)


def _filled_bytes(brief: StepBrief) -> int:
    shown = MOST_SHOWN_CHARS * brief.text.count("tests.failed")
    return len(brief.text.encode("utf-8", "surrogatepass")) + shown + AROUND_A_BRIEF_BYTES


def _prompt_bytes(task: Task, needs: Needs) -> int:
    return len(prompt(task, materials_of(task).workspace, in_workspace=needs.names_files).encode())
