"""One real run of one habit: the bench, its gateway, its harness and its sandbox; only the server is scripted."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake_engine import Call, FakeEngine, Reply, Script, answer, script_for, whole

from habits.habit import Becomes, Habit
from prony.bench.contestants import Request
from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.errors import PronyError
from prony.journal import ExchangeSeen, Noted, read_events
from prony.nouns import Exchange, RunSettings

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Made:
    """What became of the attempt, every word that was said of it, and the requests that the server got."""

    becomes: Becomes
    words: str
    exchanges: tuple[Exchange, ...]
    """Of the last try."""
    calls: tuple[Call, ...]

    def lacks(self, habit: Habit) -> list[str]:
        """Pieces of what the habit is to show that nobody said."""
        return [piece for piece in _CODE.findall(habit.shows) if piece not in self.words]


async def make(habit: Habit, home: Path, suite: Path) -> Made:
    """Make the attempt of a habit in `home`, at the one task of `suite`."""
    async with FakeEngine(at=habit.at) as engine:
        engine.default, engine.models = _answers(habit), habit.models
        engine.by_path.update(habit.paths)
        engine.elsewhere = whole(404, b'{"error":{"message":"Not Found"}}')
        at = habit.at if habit.named_at is None else habit.named_at
        request = Request(
            models=() if habit.model is None else (habit.model,),
            base_url=f"http://127.0.0.1:{engine.port}{at}",
            shares_cpu=False,
            harnesses=(habit.harness,),
            **habit.asks,
        )
        wanted = Wanted(
            suites=(str(suite),), contestants=request, settings=RunSettings(slots=1, patience_s=habit.patience_s)
        )
        said: list[str] = []
        try:
            plan, result = await start(home, wanted, Config(), RunObserver(say=said.append), Stop())
        except PronyError as refusal:
            words = "\n".join([*said, str(refusal)])
            return Made(Becomes(refused=refusal.code), words, (), tuple(engine.calls))
    events = list(read_events(home / "runs" / plan.id))
    done = Done(events)
    [cell] = [cell for spec in plan.contestants for cell in cells(plan, spec)]
    last = done.last(cell)
    end = done.ends[last]
    exchanges = [e.exchange for e in events if isinstance(e, ExchangeSeen) and e.exchange.attempt == last]
    becomes = Becomes(
        outcome=done.state(cell),
        fault=end.fault.code if end.fault else None,
        flags=tuple(sorted({flag for exchange in exchanges for flag in exchange.flags})),
        labels=end.labels,
        notes=end.submission.notes if end.submission else (),
        shims=_shims(done, cell.label),
    )
    warnings = [event.text for event in events if isinstance(event, Noted)]
    named = [becomes.flags, becomes.labels, becomes.notes, becomes.shims]
    details = [done.ends[one].fault for one in done.ends]
    words = [*said, *warnings, *itertools.chain(*named), *(fault.detail for fault in details if fault)]
    words += [*result.could_not_run.values(), *result.warnings]
    return Made(becomes, "\n".join(words), tuple(exchanges), tuple(engine.calls))


def _answers(habit: Habit) -> Reply:
    """The habit's replies, each of the two kinds of requests counted for itself."""
    before = habit.before or (habit.script if callable(habit.script) else answer("Yes."))
    counts = Counter[bool]()

    def reply(call: Call) -> Script:
        tasked = any(name in call.raw for name in (b"double(x)", b"add_one(x)"))
        call.nth = counts[tasked]
        counts[tasked] += 1
        return script_for(habit.script if tasked else before, call)

    return reply


def _shims(done: Done, label: str) -> tuple[str, ...]:
    """The shims of the contestant behind `label`."""
    contestant: Any = done.contestants.get(label)
    return tuple(getattr(contestant.fingerprint, "shims", ())) if contestant else ()
