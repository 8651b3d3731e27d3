"""KoboldCpp: llama.cpp in a program that passes for several other servers, Ollama among them.

Source: koboldcpp.py of https://github.com/LostRuins/koboldcpp
"""

from __future__ import annotations

import sys
from typing import Any

from prony.engines.engine import Busy, ServedModel, Told
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen, text, whole

VERSION, CONTEXT, PERF = "/api/extra/version", "/api/extra/true_max_context_length", "/api/extra/perf"
NOTHING_LOADED = "inactive"
"""What it calls its model where it has none for text."""
COUNTS_NOTHING = (1, 76)
"""A version, and those before it, that count 100 tokens for every prompt and for every reply."""
KEPT_SECRET = "koboldcpp/protected-model"
"""What it calls its model to who brings no key."""


class KoboldCppKind(EngineKind):
    """Recognised by the owner of its model and by its own version. TabbyAPI, Aphrodite and others name that version
    too, and are not taken for it: it counts less than an owner.

    What it says as an Ollama (`/api/tags`) is made up: one size, digest and quantization for every model. None of it
    is read.
    """

    name = "koboldcpp"
    lists_all = True
    ports = (5001,)
    asks = (VERSION,)
    asks_more = (CONTEXT, PERF, "/props")

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner, with its own version beside that."""
        found = [(12, words) for _, words in seen.owned_by("koboldcpp")]
        if seen[VERSION].fields.get("result") == "KoboldCpp":
            found.append((4, f"{VERSION} says KoboldCpp"))
        return found

    def version(self, seen: Seen) -> str | None:
        """Its own, not those that it names for other servers."""
        return text(seen[VERSION].fields.get("version"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model, which it holds from its start; `inactive` stands for none."""
        return ServedModel(
            id=row["id"],
            state="unloaded" if row["id"] == NOTHING_LOADED else "loaded",
            context=whole(seen[CONTEXT].fields.get("value")),
            generates=False if row["id"] == NOTHING_LOADED else None,
        )

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """Its template, where newer versions show it. One request runs at a time, and what does not fit is cut."""
        warnings = ["koboldcpp drops the beginning of a prompt that does not fit its context, without a word"]
        if served.id == KEPT_SECRET:
            warnings.append("koboldcpp keeps the name of its model from who brings no key: name one with --api-key-env")
        if _numbers(self.version(seen)) <= COUNTS_NOTHING:
            warnings.append(
                "this koboldcpp names the same token counts for every reply: update it to have them counted"
            )
        return Told(
            slots=1,
            template=text(seen["/props"].fields.get("chat_template")),
            cuts_at=served.context,
            warnings=tuple(warnings),
        )

    def busy(self, seen: Seen) -> Busy | None:
        """Whether it generates, and how many wait."""
        perf = seen[PERF].fields
        waiting, idle = whole(perf.get("queue")), whole(perf.get("idle"))
        if waiting is None and idle is None:
            return None
        return Busy(running=None if idle is None else int(idle == 0), waiting=waiting)


def _numbers(version: str | None) -> tuple[int, ...]:
    """A version as numbers; of one that is not known, numbers above all others."""
    parts = (version or "").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else (sys.maxsize,)


ENGINE = KoboldCppKind()
