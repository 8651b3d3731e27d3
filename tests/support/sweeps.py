"""Sweeps of `prony speed` whose every number a test can know beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import synthetic

from prony.journal import Identified, JournalWriter, Loaded, Noted
from prony.journal.origin import mark
from prony.journal.sweeps import (
    CellMeasured,
    LlamaBenched,
    LlamaBenchTest,
    LoopLag,
    SweepPlan,
    SweepPlanned,
    SweepSettings,
)
from prony.nouns import ContestantSpec, Exchange, ExchangeTimes, Fault, Fingerprint, ServerTimings, Tokens

SETTINGS = SweepSettings(depths=(0, 4096), concurrency=(1, 2), repeats=5)


def reply(
    *,
    prompt: int = 512,
    made: int = 129,
    ttft_s: float = 1.0,
    decode_s: float = 4.0,
    cached: int | None = 0,
    flags: Sequence[str] = (),
    fault: Fault | None = None,
) -> Exchange:
    """A streamed reply: its prompt read in 80 % of the time to its first token, its tokens made evenly."""
    return Exchange(
        id="e",
        attempt="a",
        number=1,
        dialect="chat",
        started_at="2026-01-01T00:00:00.000Z",
        streamed=True,
        http_status=200,
        times=ExchangeTimes(
            first_answer_s=ttft_s, last_s=ttft_s + decode_s, finish_s=ttft_s + decode_s, end_s=ttft_s + decode_s
        ),
        tokens=Tokens(prompt=prompt, completion=made, cached=cached, source="usage"),
        timings=ServerTimings(
            prompt_n=prompt - (cached or 0),
            prompt_ms=ttft_s * 800,
            predicted_n=made,
            predicted_ms=decode_s * 990,
            cache_n=cached,
        ),
        content_chars=500,
        flags=tuple(flags),
        fault=fault,
    )


def cell(
    label: str = "m",
    *,
    depth: int = 0,
    streams: int = 1,
    repeat: int = 0,
    lag_ms: float = 0.4,
    exchanges: Iterable[Exchange] | None = None,
    **more: Any,
) -> CellMeasured:
    """One measurement."""
    made = [reply(prompt=depth + 512)] * streams if exchanges is None else list(exchanges)
    wall_s = max((one.times.end_s or 0.0 for one in made), default=0.0)
    return CellMeasured(
        label=label,
        depth=depth,
        concurrency=streams,
        repeat=repeat,
        exchanges=tuple(made),
        wall_ms=wall_s * 1000,
        lag=LoopLag(beats=500, p99_ms=lag_ms, most_ms=lag_ms * 3),
        **more,
    )


def bench(label: str = "m", repeat: int = 0, *, tokens_per_s: float = 30.0) -> LlamaBenched:
    """A run of llama-bench: a prompt of 512 tokens, and 128 tokens behind it."""
    tests = tuple(
        LlamaBenchTest(
            prompt_tokens=prompt,
            reply_tokens=made,
            depth=depth,
            samples_ns=(round((prompt or made) / tokens_per_s * 1e9),),
        )
        for prompt, made, depth in ((512, 0, 0), (0, 128, 512))
    )
    return LlamaBenched(label=label, repeat=repeat, build="b1 (abc)", threads=1, tests=tests)


def write(
    home: Path,
    name: str = "20260101-000000-00000001",
    *,
    labels: Sequence[str] = ("m",),
    measured: Iterable[CellMeasured] | None = None,
    fingerprints: dict[str, Fingerprint] | None = None,
    settings: SweepSettings = SETTINGS,
    begun_here: bool = True,
) -> Path:
    """Write a sweep into `home`; by default two depths by two streams, five times, one of them struck out."""
    folder = home / "speeds" / name
    specs = tuple(ContestantSpec(label=label, engine="embedded", gguf=f"/models/{label}.gguf") for label in labels)
    plan = SweepPlan(
        id=name, created_at="2026-01-01T00:00:00Z", prony_version="0", contestants=specs, settings=settings
    )
    with JournalWriter(folder) as journal:
        journal.append(SweepPlanned(plan=plan))
        if begun_here:
            mark(folder)
        for label in labels:
            one = synthetic.contestant(label)
            if fingerprints and label in fingerprints:
                one = msgspec.structs.replace(one, fingerprint=fingerprints[label])
            journal.append(Identified(label=label, contestant=one))
            journal.append(Loaded(label=label, load_s=2.5, cold=True, base_url="http://127.0.0.1:9/v1"))
            for event in _default(label) if measured is None else [one for one in measured if one.label == label]:
                journal.append(event)
            journal.append(bench(label))
        journal.append(Noted(level="warning", text="a depth of 16,384 does not fit its context of 8,192 tokens"))
    return folder


def _default(label: str) -> list[CellMeasured]:
    made = [cell(label, warm_up=True)]
    for repeat in range(5):
        for depth in (0, 4096):
            slow = 1.0 + depth / 4096 + repeat / 10
            for streams in (1, 2):
                replies = [reply(prompt=depth + 512, ttft_s=slow, decode_s=4 * slow)] * streams
                late = 9.0 if (repeat, depth, streams) == (4, 0, 2) else 0.4
                made.append(
                    cell(
                        label,
                        depth=depth,
                        streams=streams,
                        repeat=repeat,
                        lag_ms=late,
                        exchanges=replies,
                        others_cores=0.5,
                        peak_bytes=700_000_000 + repeat,
                    )
                )
    return made
