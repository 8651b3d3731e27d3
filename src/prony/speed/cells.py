"""Measures one cell once: so many requests at one depth, all at once, over the gateway's clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import msgspec

from prony.bench.lease import Lease
from prony.energy import JouleMeter
from prony.gateway import Budget, Gateway
from prony.gateway.client import chat
from prony.gateway.deadlines import Timeouts
from prony.journal.spending import JOULES_PER_WH, energy_of
from prony.journal.sweeps import CellMeasured, SweepPlan
from prony.nouns import Exchange, Party
from prony.speed.heartbeat import Heartbeat
from prony.speed.load import others_cores
from prony.speed.peak import peak_bytes
from prony.speed.plan import SweepStep
from prony.speed.requests import body_of, prompt_of

FIRST_S = 1800.0
"""Seconds until a reply begins: a deep prompt takes long without a GPU."""
STALL_S = 300.0


class CellMeter:
    """Measures cells of one contestant. ratio: characters a token, which the first reply may correct. processes: of
    its engine, on this machine. here: whether it is on this machine."""

    def __init__(
        self,
        lease: Lease,
        plan: SweepPlan,
        gateway: Gateway,
        meter: JouleMeter,
        *,
        ratio: float,
        processes: Sequence[int],
        here: bool,
    ) -> None:
        self.ratio = ratio
        self.template_tokens = 0
        """What the model's chat template adds to a prompt."""
        self._lease = lease
        self._plan = plan
        self._gateway = gateway
        self._meter = meter if here else JouleMeter()
        self.processes = processes
        self._here = here

    async def measure(self, step: SweepStep, *, warm_up: bool = False, sitting: int = 0) -> CellMeasured:
        """Send the cell's requests and wait for the end of all of them. sitting: which warm-up, for a prompt of its
        own; it stands for nothing else."""
        place, settings = step.place, self._plan.settings
        tokens = place.depth + settings.prompt_tokens
        key = (
            f"{self._plan.id}/{settings.seed}/{self._lease.spec.label}/{place.depth}/{place.concurrency}/{step.repeat}"
        )
        if warm_up:
            key += f"/warm-up/{sitting}"
        characters = round((tokens - min(self.template_tokens, tokens // 2)) * self.ratio)
        prompts = [prompt_of(f"{key}/{stream}", characters) for stream in range(place.concurrency)]
        others = await others_cores() if self._here else None
        path = self._gateway.open(key, self._lease.target, Budget(first_s=FIRST_S, stall_s=STALL_S))
        timeouts = Timeouts(first_s=FIRST_S, stall_s=STALL_S)
        target, description = self._lease.target, self._lease.description
        bodies = [body_of(target.model, prompt, settings.reply_tokens, description) for prompt in prompts]
        try:
            async with self._meter.measured(self._lease.spec.label) as use:
                began = time.monotonic()
                async with Heartbeat() as heart:
                    await asyncio.gather(
                        *(chat(path.base_url, body, dialect=target.dialect, timeouts=timeouts) for body in bodies)
                    )
                wall_ms = (time.monotonic() - began) * 1000
            drawn = energy_of(use.readings())
        finally:
            self._gateway.close(path)
        return CellMeasured(
            label=self._lease.spec.label,
            depth=place.depth,
            concurrency=place.concurrency,
            repeat=step.repeat,
            warm_up=warm_up,
            exchanges=tuple(map(_without_bodies, path.finished)),
            wall_ms=round(wall_ms, 3),
            lag=heart.lag,
            others_cores=others,
            peak_bytes=await asyncio.to_thread(peak_bytes, self.processes),
            energy_j=None if drawn is None else round(drawn.amount * JOULES_PER_WH, 3),
            energy_source=drawn.unit if drawn is not None else None,
        )


def _without_bodies(one: Exchange) -> Exchange:
    """The exchange without its bodies' names, which are not kept, nor the words of a reply that was cut as asked."""
    fault = one.fault
    if fault is not None and fault.party is Party.MODEL:
        fault = msgspec.structs.replace(fault, detail="")
    return msgspec.structs.replace(one, request_blob=None, reply_blob=None, fault=fault)
