"""What a sweep of `prony speed` writes down: its plan, and each measurement in raw counts and times. No rate is stored.

A sweep has a journal of its own, in `speeds/ID`, in the same form as a run's. Who was measured and how long it loaded
are the events `identified` and `loaded` there, too.
"""

from __future__ import annotations

from prony.nouns import ContestantSpec, Exchange, Noun


class SweepSettings(Noun, frozen=True, kw_only=True):
    """What is measured of each contestant: every depth with every number of streams, so many times."""

    depths: tuple[int, ...] = (0,)
    """Tokens of the prompt beside `prompt_tokens`."""
    concurrency: tuple[int, ...] = (1,)
    """Streams at once; none: 1, 2, 4 and so on, up to the engine's slots."""
    prompt_tokens: int = 512
    reply_tokens: int = 128
    repeats: int = 5
    seed: int = 0
    """Of the text that fills prompts."""
    llama_bench: bool = False
    """Whether llama.cpp's own benchmark is run beside, in turns."""


class SweepPlan(Noun, frozen=True, kw_only=True):
    """The frozen plan of a sweep."""

    id: str
    created_at: str
    prony_version: str
    contestants: tuple[ContestantSpec, ...]
    settings: SweepSettings


class LoopLag(Noun, frozen=True, kw_only=True):
    """How late a task of our own woke up that wants to wake every 10 ms, while something was measured."""

    beats: int
    p99_ms: float
    most_ms: float


class SweepPlanned(Noun, frozen=True, kw_only=True, tag_field="kind", tag="sweep_planned"):
    """The plan of a sweep was frozen. Always the first event of its journal."""

    plan: SweepPlan


class CellMeasured(Noun, frozen=True, kw_only=True, tag_field="kind", tag="cell_measured"):
    """`concurrency` requests at one `depth` were sent at once, and have ended. Their bodies are not kept: prompts are
    made anew from the plan's seed and id."""

    label: str
    depth: int
    concurrency: int
    repeat: int
    warm_up: bool = False
    """Whether it counts nowhere."""
    exchanges: tuple[Exchange, ...]
    wall_ms: float
    """From the first request to the end of the last reply."""
    lag: LoopLag
    others_cores: float | None = None
    """Cores of this machine that something else kept busy just before, while the engine had nothing to do; None where
    the engine is on another machine."""
    peak_bytes: int | None = None
    """The most resident memory that the engine's processes have had so far."""
    energy_j: float | None = None
    energy_source: str | None = None


class LlamaBenchTest(Noun, frozen=True, kw_only=True):
    """One test of llama-bench: so many tokens read, or written, at a depth, and what each repetition took."""

    prompt_tokens: int
    reply_tokens: int
    depth: int
    samples_ns: tuple[int, ...]


class LlamaBenched(Noun, frozen=True, kw_only=True, tag_field="kind", tag="llama_benched"):
    """llama-bench was run on the contestant's file, between two measurements of it. `build` in its own words."""

    label: str
    repeat: int
    build: str
    threads: int
    tests: tuple[LlamaBenchTest, ...]
