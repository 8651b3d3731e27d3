"""An engine made ready for one contestant: started or asked, identified, and given back when its tasks are done."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

import msgspec

from prony.bench.changes import change_error, changed_fields
from prony.bench.identification import as_served_to, contestant_of, known_of, with_shims
from prony.bench.pins import pinned_fields, pins
from prony.bench.template_gate import warnings_of, why_not_asked
from prony.engines import (
    Description,
    Engine,
    StartedEngine,
)
from prony.engines.preflight import Preflight
from prony.engines.readiness import EngineBusyError
from prony.errors import EngineError
from prony.gateway import Upstream
from prony.harnesses import Harness, Known, identity_of
from prony.harnesses.budget import limits_of
from prony.harnesses.context import reply
from prony.nouns import (
    AttemptLimits,
    Contestant,
    ContestantSpec,
    FaultCode,
    Task,
)
from prony.sandbox import Workspaces


class Lease:
    """A contestant that is ready to be measured. `contestant` is who it turned out to be; `warnings`: what a person
    should know before it is."""

    def __init__(
        self,
        spec: ContestantSpec,
        engine: Engine,
        description: Description,
        harness: Harness,
        known: Known,
        workspaces: Workspaces | None,
        load_s: float,
        cold: bool,
        restart: Callable[[], Awaitable[None]] | None = None,
        warnings: tuple[str, ...] = (),
        template: Preflight | None = None,
    ) -> None:
        self.spec = spec
        self.engine = engine
        self._harness = harness
        self.description = description
        self.needs = harness.needs
        self.known = known
        self.workspaces = workspaces
        self._template = template
        self._check = template.check if template else None
        self.contestant = contestant_of(spec, description, identity_of(spec.harness, harness, known), check=self._check)
        self.load_s = load_s
        self.cold = cold
        self.warnings = (*description.warnings, *warnings, *warnings_of(template))
        self.target = Upstream(
            base_url=engine.base_url,
            model=spec.model,
            known_as=tuple(name for name in (*description.answers_as, description.artifact.file) if name),
            api_key_env=spec.api_key_env,
            key=_key_of(engine),
            dialect=self.needs.dialect or description.dialect,
            translation=self.needs.translation,
            parameters=pins(spec, description, self.needs),
            context=description.engine.served_context,
            cuts_at=description.cuts_at,
            pinned=pinned_fields(spec),
        )
        self.shares_cpu = spec.shares_cpu if spec.shares_cpu is not None else description.shares_cpu is not False
        self._restart = restart
        self._bounds: dict[str, tuple[AttemptLimits, int]] = {}

    def adopt(self, shims: tuple[str, ...]) -> None:
        """Have these shims, which the contestant's rehearsal found: they are part of who it is."""
        self.known = with_shims(self.known, shims)
        identity = identity_of(self.spec.harness, self._harness, self.known)
        self.contestant = contestant_of(self.spec, self.description, identity, shims, self._check)
        self.target = msgspec.structs.replace(self.target, shims=shims)

    def bounds(self, task: Task) -> tuple[AttemptLimits, int]:
        """The limits of an attempt at `task`, and the tokens of one reply to it."""
        if task.id not in self._bounds:
            thinking, served = self.description.thinking, self.description.engine.served_context
            tokens = reply(task, self.spec, self.needs, thinking, served)
            self._bounds[task.id] = limits_of(self.spec, task, self.needs), tokens
        return self._bounds[task.id]

    def parallel(self, asked: int) -> int:
        """How many attempts may run at once: what was asked, but not more than the engine has slots."""
        slots = self.description.engine.slots
        return max(1, min(asked, slots) if slots else asked)

    @property
    def unusable(self) -> str | None:
        """Why no task can be put to this model, whatever its engine would answer; None where one can."""
        if self.description.has_chat_template is not False:
            return why_not_asked(self.spec.label, self._template)
        told = next((line for line in self.description.warnings if "template" in line), None)
        return told or (
            f"{self.spec.label} has no chat template, as a base model has none: it was not asked; measure its instruct "
            "model, or give the server a template (llama-server: --chat-template)"
        )

    @property
    def unusable_as(self) -> FaultCode:
        """The fault of the attempts that are not made of one that is unusable."""
        none = self.description.has_chat_template is False
        return FaultCode.NO_CHAT_TEMPLATE if none else FaultCode.BROKEN_TEMPLATE

    async def look_again(self) -> None:
        """See after a fault that the engine is ready, and still the one that is measured; start our own anew.

        Raises EngineError E201 or E212 while it is not ready, others where it never will be; RunError E904 where it
        came back as another.
        """
        if self._restart is not None:
            if self.engine.died() is not None:
                await self._restart()
                self.target = msgspec.structs.replace(
                    self.target, base_url=self.engine.base_url, key=_key_of(self.engine)
                )
            return
        now = await self._now_or_none() if await self._seems_loaded() else None
        if now is None or now.id != self.contestant.id:
            await self.engine.load(self.spec.model)
            now = await self._now()
        if now.id == self.contestant.id:
            return
        fields = changed_fields(self.contestant, now)
        if any(old is not None and new is not None for old, new in fields.values()):
            raise change_error(self.spec, self.contestant, now, "is not what it was: its engine came back as another")
        if missing := sorted(name for name, (_, new) in fields.items() if new is None):
            await self._see_that_it_is_listed()
            what = f"{self.spec.label} does not tell yet what it told before: {', '.join(missing)}"
            raise EngineBusyError(what, self.engine.base_url, "")

    async def _seems_loaded(self) -> bool:
        """Whether the server tells of no other state of the model: where it is loaded, nothing need be asked of it."""
        model = self.spec.model
        states = {one.id: one.state for one in await self.engine.models()}
        return states.get(model, states.get(f"{model}:latest")) in (None, "loaded", "sleeping")

    async def _now_or_none(self) -> Contestant | None:
        """Who the contestant is now; None where its engine cannot say before it loads the model."""
        try:
            return await self._now()
        except EngineError as error:
            if error.code != "E203":
                raise
            return None

    async def check_weights(self) -> None:
        """See that the engine still has the file that is measured, where it tells. Raises RunError E904."""
        if self._restart is not None:
            return
        with contextlib.suppress(EngineError):
            now = await self._now()
            digests = {one.fingerprint.artifact.sha256 for one in (self.contestant, now)}
            if None not in digests and len(digests) > 1:
                raise change_error(
                    self.spec, self.contestant, now, "is not what it was: its engine has another file now"
                )

    async def _now(self) -> Contestant:
        """Who the contestant is now, by its engine's own words."""
        description = as_served_to(await self.engine.describe(self.spec.model), self.spec, self.needs)
        shims = self.target.shims
        known = with_shims(replace(self.known, **known_of(description)), shims)
        identity = identity_of(self.spec.harness, self._harness, known)
        return contestant_of(self.spec, description, identity, shims, self._check)

    async def _see_that_it_is_listed(self) -> None:
        """Raise EngineError E207 for a model that its server told of before, and does not list now."""
        model, listed = self.spec.model, [served.id for served in await self.engine.models()]
        if listed and not any(name.partition(":")[0] == model.partition(":")[0] for name in listed):
            where, have = self.engine.base_url, ", ".join(listed[:8])
            what = f"the server that came back does not serve {model!r}"
            raise EngineError("E207", what, where=where, hint=f"it serves {have}")


def _key_of(engine: Engine) -> str:
    """The key that an engine of ours was started with; empty for one of somebody else's."""
    return engine.key if isinstance(engine, StartedEngine) else ""
