"""The rehearsal of a contestant: what its engine refuses of its harness's requests is found before the first task."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import msgspec

from prony.bench.identification import with_shims
from prony.bench.lease import Lease
from prony.engines.readiness import EngineBusyError
from prony.errors import EngineError
from prony.gateway import Budget, ChatReply, Gateway, Timeouts, Upstream, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.shims import Cure
from prony.gateway.translate import TRANSLATIONS
from prony.harnesses import Harness
from prony.harnesses.rehearsal import Rehearsal, rehearsals_of
from prony.journal import Rehearsed
from prony.nouns import ContestantSpec, Exchange, Fault, FaultCode
from prony.outcomes import REFUSED_CODES

REFUSED = "E254"
MAX_TOKENS, MORE_TOKENS = 16, 4096
"""Of a rehearsed reply, and where an engine refuses so few."""
WALL_S = 600.0
"""Of one rehearsal: the first request after a load may take long, and nothing is lost by waiting."""
TRIES, BACKOFF_S = 3, 0.5
_REFUSALS = frozenset({FaultCode.BAD_REQUEST, FaultCode.AUTH, FaultCode.NOT_AN_ENGINE})
"""Faults that every attempt would end with."""
_TAKEN = frozenset(
    {FaultCode.EMPTY, FaultCode.EMPTY_BUDGET, FaultCode.TRUNCATED, FaultCode.LOOP, FaultCode.FORMAT_PARSE}
)
"""Faults of a request that was taken: sixteen tokens are no answer, and need not be one."""
_TOO_FEW = re.compile(r"max_(completion_)?tokens.{0,60}(at least|greater|minimum|too (small|low)|higher|larger)", re.I)
_NO_SUCH_PLACE = ("HTTP 404", "HTTP 405", "HTTP 501")
_LASTING = frozenset({*_REFUSALS, *_TAKEN, FaultCode.CONTEXT_EXCEEDED})


def is_rehearsed(lease: Lease) -> bool:
    """Whether a contestant is rehearsed: an engine that Prony started speaks as Prony expects, and a model that is not
    asked refuses nothing."""
    return not lease.spec.started and lease.known.has_chat_template is not False


async def rehearse(
    lease: Lease, harness: Harness, put_blob: Callable[[bytes], str], had: tuple[str, ...]
) -> tuple[Rehearsed, str]:
    """Send small requests in the shape of the harness's, through a gateway of their own, until each is taken.

    had: shims that are known already. Returns what is to be recorded, and a warning or the empty string.
    Raises EngineError E254 where the engine refuses what no shim cures, with its own words as the cause; E212 where it
    is busy.
    """
    rehearsing = _Rehearsing(lease, harness, had)
    async with Gateway(record=rehearsing.exchanges.append, put_blob=put_blob) as gateway:
        warnings = await rehearsing.run(gateway)
    event = Rehearsed(label=lease.spec.label, shims=rehearsing.shims, exchanges=tuple(rehearsing.exchanges))
    return event, "; ".join(warnings)


class _Rehearsing:
    """One contestant's rehearsals. shims: those found so far; exchanges: what went over the wire."""

    def __init__(self, lease: Lease, harness: Harness, had: tuple[str, ...]) -> None:
        self.shims = had
        self.exchanges: list[Exchange] = []
        self._lease = lease
        self._harness = harness
        self._tokens = MAX_TOKENS
        self._dialect = lease.needs.dialect or lease.known.dialect

    async def run(self, gateway: Gateway) -> list[str]:
        """Make them all; returns what a person should know. Raises EngineError E254."""
        known, warnings = with_shims(self._lease.known, self.shims), list[str]()
        pending = list(rehearsals_of(self._harness, known))
        while pending:
            rehearsal = pending.pop(0)
            try:
                found, cure = await self._ask(gateway, rehearsal)
            except NotImplementedError:
                return warnings  # a dialect that our own client does not speak
            if cure is not None and cure.by_harness and cure.shim not in self.shims:
                others = rehearsals_of(self._harness, with_shims(known, (*self.shims, cure.shim)))
                if others != rehearsals_of(self._harness, known):
                    self.shims = (*self.shims, cure.shim)
                    known, pending = with_shims(known, self.shims), list(others)
                    continue
            if found is None or found.code in _TAKEN:
                continue
            if self._tokens == MAX_TOKENS and _TOO_FEW.search(found.detail):
                self._tokens = MORE_TOKENS
                pending.insert(0, rehearsal)
                continue
            if found.code in _REFUSALS and rehearsal.needed:
                raise self._refused(found, cure)
            warnings.append(f"its rehearsal ended with {found.code}: {found.detail}")
        return warnings

    async def _ask(self, gateway: Gateway, rehearsal: Rehearsal) -> tuple[Fault | None, Cure | None]:
        """Ask, again where the engine only was not ready; the fault of the last reply, and what would cure it."""
        for wait_s in (*(BACKOFF_S * 2**n for n in range(TRIES - 1)), None):
            target = msgspec.structs.replace(self._lease.target, shims=self.shims)
            path = gateway.open(f"rehearsal-{len(self.exchanges)}", target, Budget(wall_s=WALL_S))
            try:
                reply = await self._say(path.base_url, rehearsal, target)
            finally:
                gateway.close(path)
            self.shims = path.shims
            if reply.fault is not None and reply.fault.code in REFUSED_CODES:
                raise EngineBusyError(
                    "the engine takes no request up", target.base_url, reply.fault.detail, reply.fault.retry_after_s
                )
            if reply.fault is None or reply.fault.code in _LASTING or path.cure is not None or wait_s is None:
                return reply.fault, path.cure if reply.fault else None
            await asyncio.sleep(wait_s)
        raise AssertionError("the last try returns")

    async def _say(self, url: str, rehearsal: Rehearsal, target: Upstream) -> ChatReply:
        pinned = msgspec.to_builtins(self._lease.spec.sampling) if self._lease.needs.dialect is None else {}
        body: dict[str, Any] = {
            "model": target.model,
            "messages": list(rehearsal.messages),
            "max_tokens": self._tokens,
            **pinned,
            **rehearsal.offer,
        }
        DIALECTS[self._dialect].request(body)
        return await chat(url, body, dialect=self._dialect, timeouts=Timeouts(total_s=WALL_S))

    def _refused(self, found: Fault, cure: Cure | None) -> EngineError:
        spec = self._lease.spec
        what = f"the engine refuses requests in the shape of the harness {spec.harness}'s"
        if cure is not None and cure.pinned:
            what = f"the engine refuses {cure.pinned}, which is pinned"
        return EngineError(
            REFUSED, what, where=spec.base_url, cause=found.detail, hint=_hint(spec, found, cure, self._dialect)
        )


def _hint(spec: ContestantSpec, found: Fault, cure: Cure | None, dialect: str) -> str:
    through = [one.name for one in TRANSLATIONS.values() if one.speaks == dialect]
    if through and found.detail.startswith(_NO_SUCH_PLACE):
        return (
            f"an engine that lacks the dialect {dialect} can be spoken to through a translation, in an agent's file of "
            f'another name: translation = "{through[0]}"'
        )
    if cure is not None and cure.pinned:
        option = f"--{cure.pinned.replace('_', '-')}"
        return f"without {option} (or `sampling` in prony.toml) it is measured with the engine's own setting"
    if cure is not None and cure.by_harness:
        return "start the server with a parser for the model's tool calls, or take --harness loop, which can do without"
    if found.code is FaultCode.AUTH:
        return (
            f"see what key ${spec.api_key_env} holds" if spec.api_key_env else "name the key's variable: --api-key-env"
        )
    return "its own log may say more; a server with another option, or another --harness, may take them"
