"""Options that an engine does not follow: what was asked of it, what holds instead, and where it is said to it."""

from __future__ import annotations

from prony.engines import Description
from prony.nouns import ContestantSpec
from prony.readable import counted


def ignored(spec: ContestantSpec, description: Description, *, parallel: int) -> str | None:
    """The warning about what was asked for and does not hold; None where all does.

    parallel: attempts at once that the run asks for, whatever engines it has.
    """
    engine = description.engine
    asked: list[str] = []
    holds: list[str] = []
    if engine.slots is not None and parallel > engine.slots:
        asked.append(f"--parallel {parallel}" if engine.slots <= 1 else f"--parallel beyond {engine.slots}")
        holds.append(counted(engine.slots, "slot"))
    if spec.context is not None and not spec.started and engine.served_context != spec.context:
        asked.append(f"--context {spec.context}")
        served = engine.served_context
        holds.append("a context that it does not tell" if served is None else f"a context of {served:,} tokens")
    if spec.threads is not None and not spec.started and engine.threads != spec.threads:
        asked.append(f"--threads {spec.threads}")
        holds.append("its own threads" if engine.threads is None else f"{engine.threads} threads")
    if not asked:
        return None
    who = (
        "the engine takes one attempt for each slot" if spec.started else "it runs already, and is not started by prony"
    )
    return f"{_all(asked)} had no effect: {who}; it has {_all(holds)}"


def _all(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
