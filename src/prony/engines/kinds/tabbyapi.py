"""TabbyAPI: ExLlama models out of one folder, of which one is loaded at a time.

Source: endpoints/core of https://github.com/theroyallab/tabbyAPI
"""

from __future__ import annotations

import json
import time
from typing import Any

from prony.engines.engine import Engine, LoadReport, ServedModel, Told
from prony.engines.kind import EngineKind
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.reach import LOCKED
from prony.engines.readiness import LOAD_TIMEOUT_S, not_ready, words_in
from prony.engines.seen import Seen, text, whole
from prony.errors import EngineError
from prony.http1.ask import Answer, post
from prony.plain import clean_line

SERVICE, CARD = "/.well-known/serviceinfo", "/v1/model"
_NONE_LOADED = 503


class TabbyApi(OpenAICompatible):
    """One TabbyAPI. It answers any name with the model that it holds, so that one is loaded by its own address, for
    which it wants its admin key."""

    async def load(self, model: str) -> LoadReport:
        """Have it load the model and follow that to its end; nothing is sent where it holds it already."""
        started = time.monotonic()
        served = await self.model(model)
        if served.loaded:
            return LoadReport(load_s=time.monotonic() - started, cold=False)
        where = f"{self.root}/v1/model/load"
        answer = await post(where, {"model_name": served.id}, key=self._key, timeout_s=LOAD_TIMEOUT_S)
        if answer is None:
            raise self._silent(model, time.monotonic() - started)
        self._refused(model, answer, where)
        if failure := _failure_in(answer):
            raise EngineError(
                "E203",
                f"{self.kind} cannot load {model}",
                where=where,
                cause=failure,
                hint="the server's own log says more",
            )
        return LoadReport(load_s=time.monotonic() - started, cold=True)

    async def unload(self, model: str) -> None:
        """Free the model, where the key may do that; one that may not leaves it where it is."""
        if (await self.model(model)).loaded:
            await post(f"{self.root}/v1/model/unload", {}, key=self._key, timeout_s=60.0)

    def _refused(self, model: str, answer: Answer, where: str) -> None:
        """Raise for an answer that is no load. E208 where the key may not load, E212 where it may later, else E203."""
        if answer.status < 400:
            return
        if answer.status in LOCKED:
            raise EngineError(
                "E208",
                f"{self.kind} holds another model than {model}, and loads one for its admin key alone",
                where=where,
                cause=words_in(answer),
                hint="name the variable that holds the admin key with api_key_env, or load the model there yourself",
            )
        if (later := not_ready(answer, f"{self.kind} cannot load {model} yet", where)) is not None:
            raise later
        raise EngineError(
            "E203",
            f"{self.kind} cannot load {model}",
            where=where,
            cause=words_in(answer),
            hint="the server's own log says more",
        )


def _failure_in(answer: Answer) -> str | None:
    """The error in a stream about a load, which began well whatever comes of it."""
    for line in answer.body.decode("utf-8", "replace").splitlines():
        if not line.startswith("data:") or '"error"' not in line:
            continue
        try:
            error = json.loads(line[5:]).get("error")
        except (ValueError, AttributeError, RecursionError):
            continue
        words = error.get("message") if isinstance(error, dict) else error
        return clean_line(str(words))[:500]
    return None


class TabbyApiKind(EngineKind):
    """Recognised by the owner of its models and by what it says of its service, for which it wants no key."""

    name = "tabbyapi"
    ports = (5000,)
    asks = (SERVICE,)
    asks_more = (CARD,)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `tabbyAPI`, the name in its service description."""
        found = seen.owned_by("tabbyAPI")
        software = seen[SERVICE].fields.get("software")
        if isinstance(software, dict) and software.get("name") == "TabbyAPI":
            found.append((12, f"{SERVICE} names TabbyAPI"))
        return found

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """A folder of models; the one that is loaded tells its context. Names that stand there for clients alone
        (`dummy_model_names`) look like any other."""
        card = seen[CARD].fields
        loaded = card.get("id") == row["id"]
        told = bool(card) or seen.status(CARD) == _NONE_LOADED
        return ServedModel(
            id=row["id"],
            state="loaded" if loaded else "unloaded" if told else None,
            context=whole(_parameters(seen).get("max_seq_len")) if loaded else None,
        )

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """Of the model that is loaded: its template, the type and size of its cache, how much it does at once."""
        if not served.loaded:
            return Told()
        card = _parameters(seen)
        settings = {
            "cache_type": text(card.get("cache_mode")),
            "cache_tokens": whole(card.get("cache_size")),
            "prompt_chunk": whole(card.get("chunk_size")),
            "template_name": text(card.get("prompt_template")),
            "draft_model": _draft(card),
        }
        return Told(
            slots=whole(card.get("max_batch_size")),
            settings={name: value for name, value in settings.items() if value is not None},
            template=text(card.get("prompt_template_content")),
        )

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """It answers to any name."""
        return ("it answers any name with the model that it has loaded; prony loads the one that is measured first",)

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Its own, which loads and unloads."""
        return TabbyApi(base_url, kind=self, api_key_env=api_key_env, context=context)


def _parameters(seen: Seen) -> dict[str, Any]:
    found = seen[CARD].fields.get("parameters")
    return found if isinstance(found, dict) else {}


def _draft(card: dict[str, Any]) -> str | None:
    draft = card.get("draft")
    return text(draft.get("id")) if isinstance(draft, dict) else None


ENGINE = TabbyApiKind()
