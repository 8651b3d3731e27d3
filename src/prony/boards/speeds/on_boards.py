"""Whose speed stands on whose line of a board."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from prony.boards.entrants import Entrant
from prony.boards.swept import SpeedFigure, SweptDepth, SweptSpeed
from prony.nouns import Fingerprint
from prony.registry import tell_once
from prony.speed.joins import engine_key
from prony.speed.kept import Swept, swept
from prony.speed.medians import Median


def swept_speeds(home: Path, entrants: Iterable[Entrant]) -> dict[str, SweptSpeed]:
    """Contestant -> its speed, of those whose file, engine and machine a sweep of this home has measured."""
    told = swept(home, tell_once)
    if not told:
        return {}
    known = {one.contestant: one.known.fingerprint for one in entrants if one.known and not one.reference}
    keys = {
        contestant: engine_key(fingerprint) for contestant, fingerprint in known.items() if _comparable(fingerprint)
    }
    return {who: _speed(told[key]) for who, key in keys.items() if key in told}


def _comparable(fingerprint: Fingerprint) -> bool:
    """Whether enough is known to say that two are the same: the machine, and the file or what it is called."""
    artifact = fingerprint.artifact
    return fingerprint.machine.cpu is not None and bool(artifact.sha256 or artifact.file or fingerprint.model_id)


def _speed(found: Swept) -> SweptSpeed:
    alone = [one for one in found.cells if one.figures.place.concurrency == 1]
    return SweptSpeed(
        sweep=found.sweep,
        load_s=found.load_s,
        peak_bytes=found.peak_bytes,
        depths=tuple(
            SweptDepth(
                prompt_tokens=one.prompt_tokens,
                ttft_s=as_figure(one.figures.figures["ttft_s"]),
                prefill_tokens_per_s=as_figure(one.figures.figures["prefill"]),
                decode_tokens_per_s=as_figure(one.figures.figures["decode"]),
                server_decode_tokens_per_s=as_figure(one.figures.figures["engine_decode"]),
            )
            for one in alone
        ),
    )


def as_figure(found: Median) -> SpeedFigure:
    """A median as views have it."""
    return SpeedFigure(value=found.value, lo=found.lo, hi=found.hi, n=found.n, coverage=found.coverage)
