"""One contestant's share of a plan: which earlier attempts each of its cells learns from, and what bounds it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median

from prony.bench.plan import Cell
from prony.errors import GradingError
from prony.forecast.kinship import Expected, Kin
from prony.forecast.pools import Kept, Pool
from prony.harnesses import harness_named
from prony.harnesses.budget import limits_of, reply_tokens
from prony.harnesses.context import later_bytes
from prony.journal.past import PastCell
from prony.nouns import AttemptLimits, Noun, RunSettings, Task, Thinking
from prony.suites import materials_of, prompt
from prony.suites.step_views import at_step


class Learned(Noun, frozen=True, kw_only=True):
    """What a part of a share was learned from. cells: of the plan, that learn so. differs: what changed since."""

    step: str
    cells: int
    attempts: int
    runs: tuple[str, ...]
    labels: tuple[str, ...]
    differs: tuple[str, ...] = ()


class Source:
    """A planned contestant, its cells that are left, and what there is to learn from. Pure."""

    def __init__(self, expected: Expected, left: Sequence[Cell], tasks: Mapping[str, Task], kept: Kept) -> None:
        self.expected, self.spec, self.kept = expected, expected.spec, kept
        self.needs = harness_named(self.spec.harness).needs
        self.attempts = len(left)
        self.repeats: dict[str, int] = {}
        for cell in left:
            self.repeats[cell.task] = self.repeats.get(cell.task, 0) + 1
        self.tasks = {name: tasks[name] for name in self.repeats}
        self.pools: dict[str, Pool] = {
            name: pool for name, task in self.tasks.items() if (pool := kept.pool(task)) is not None
        }

    @property
    def known(self) -> bool:
        """Whether every cell has something to learn from."""
        return len(self.pools) == len(self.tasks)

    def brief_bytes(self, task: Task) -> int:
        """Bytes of the brief as the contestant gets it; of a task with steps of all of them, each time it is sent."""
        first = prompt(task, _start(task), in_workspace=self.needs.names_files).encode("utf-8", "surrogatepass")
        return len(first) * (1 + len(task.steps)) + later_bytes(task)

    def limits(self, task: Task) -> AttemptLimits:
        """The limits of an attempt at `task`."""
        return limits_of(self.spec, task, self.needs)

    def most_reply_tokens(self, task: Task) -> int | None:
        """Tokens that an attempt's replies have at most; None where its harness asks as often as it likes."""
        limits = self.limits(task)
        thinking = Thinking.NONE if self.expected.thinks is False else Thinking.ON
        reply = reply_tokens(task, limits, thinking=thinking)
        if not self.needs.conversation_tokens:
            views = [at_step(task, step) for step in range(1, len(task.steps) + 1)]
            return reply + sum(reply_tokens(view, limits, thinking=thinking) for view in views)
        bounds = [reply * limits.requests if limits.requests else None, limits.tokens]
        return min((bound for bound in bounds if bound is not None), default=None)

    def replies_at_most(self) -> int | None:
        """Tokens of all replies together that no budget lets pass; None where nothing bounds them."""
        bounds = [self.most_reply_tokens(self.tasks[name]) for name in self.repeats]
        if any(bound is None for bound in bounds):
            return None
        return sum((bound or 0) * count for bound, count in zip(bounds, self.repeats.values(), strict=True))

    def bytes_per_token(self, briefs: Mapping[tuple[str, str, str], int]) -> float | None:
        """Of earlier briefs, by the tokenizers of what this share learns from; None where none was kept."""
        rates = [
            briefs[key] / cell.prompt_tokens
            for key, cell in {(c.run, c.label, c.task): c for c in self.learned_cells() if c.requests == 1}.items()
            if key in briefs and cell.prompt_tokens
        ]
        return math.exp(sum(map(math.log, rates)) / len(rates)) if rates and min(rates) > 0 else None

    def learned_cells(self) -> list[PastCell]:
        """Every attempt that some cell learns from, each once."""
        every = (cell for pool in self.pools.values() for cell in pool.cells)
        return list({(cell.run, cell.label, cell.task, cell.repeat): cell for cell in every}.values())

    def load_s(self) -> float | None:
        """Seconds to load: the median of earlier loads of the same model, else of its nearest relatives by size."""
        for kin in Kin:
            known = [
                past.load_s * (one.size or 1.0)
                for one, past in self.kept.relatives
                if one.kin is kin and past.load_s is not None
            ]
            if known:
                return median(known)
        return None

    def parallel(self, settings: RunSettings) -> int:
        """Attempts at once, as far as is known before the engine says how many it takes: else what it took before."""
        before = [past.fingerprint.engine.slots for kin in (Kin.CHANGED, Kin.SAME) for past in self.kept.nearest(kin)]
        slots = self.expected.slots or next((one for one in reversed(before) if one), None)
        return max(1, min(settings.parallel, slots) if slots else settings.parallel)

    def learned(self) -> tuple[Learned, ...]:
        """What the share learns from, step by step."""
        steps: dict[str, list[tuple[str, Pool]]] = {}
        for name, pool in self.pools.items():
            steps.setdefault(pool.step.words, []).append((name, pool))
        return tuple(self._learned(words, pools) for words, pools in steps.items())

    def _learned(self, words: str, pools: Sequence[tuple[str, Pool]]) -> Learned:
        cells = {(c.run, c.label, c.task, c.repeat) for _, pool in pools for c in pool.cells}
        return Learned(
            step=words,
            cells=sum(self.repeats[name] for name, _ in pools),
            attempts=len(cells),
            runs=tuple(sorted({run for run, *_ in cells})),
            labels=tuple(sorted({label for _, label, *_ in cells})),
            differs=tuple(dict.fromkeys(name for _, pool in pools for name in pool.differs)),
        )


def _start(task: Task) -> dict[str, bytes]:
    """The files that a contestant starts from; none where the task is not there any more, which ends no estimate."""
    try:
        return materials_of(task).workspace
    except GradingError:
        return {}
