"""Whether replies were cut while a model was still thinking: such a run measures the cap, and has to say so."""

from __future__ import annotations

from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.nouns import ContestantSpec, FaultCode, Outcome, RunPlan

LEAST, SHARE = 3, 0.1
"""So many attempts of a contestant, and such a share of them, are not chance."""


def cut_thinking(plan: RunPlan, spec: ContestantSpec, done: Done) -> str | None:
    """The warning about a contestant many of whose replies ended in thinking alone; None where they did not."""
    made = [cell for cell in cells(plan, spec) if done.state(cell) not in (None, Outcome.MISSING)]
    ends = [done.ends[done.last(cell)] for cell in made]
    cut = sum(end.fault is not None and end.fault.code is FaultCode.EMPTY_BUDGET for end in ends)
    if cut < LEAST or cut < SHARE * len(ends):
        return None
    return (
        f"{spec.label}: {cut} of {len(ends)} attempts ended in thinking that was cut at the most tokens of a reply; "
        "give it more: --thinking-tokens or --max-tokens, or thinking_tokens in [attempt] of prony.toml"
    )
