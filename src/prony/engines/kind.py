"""One kind of engine: how it is recognised, how it is spoken to, and how it is started where Prony can."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.engines.engine import Busy, Engine, EngineLaunch, ServedModel, StartedEngine, Told
from prony.engines.model_names import called
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.seen import MODELS, Seen, cloud_name, model_rows, whole
from prony.errors import EngineError
from prony.nouns import EngineIdentity


class EngineKind:
    """Any OpenAI-compatible server; the base of the kinds that are known better.

    A resident is one module of `prony.engines.kinds` (or of another package, by an entry point) with `ENGINE`, an
    object of this class. What is left as it is here fits a server that is found at a URL and tells nothing special.
    """

    name: str = "openai-compatible"
    """What plans, fingerprints and prony.toml call it: the module's name, with `-` for `_`."""
    ports: tuple[int, ...] = ()
    """Where it listens by default."""
    asks: tuple[str, ...] = ()
    """Paths that are safe to GET of any server: they neither load a model nor generate."""
    asks_more: tuple[str, ...] = ()
    """Further ones, asked of servers that are of this kind, and of no others."""
    lists_all: bool = False
    """Whether a model that is not in its list is not served; else it may have aliases, wildcards and hidden ones."""
    shows_more: bool = False
    """Whether its adapter can show more of the models than those GETs tell, without loading one."""
    takes_context: bool = False
    """Whether a model of one that runs is loaded with the context that a plan asks for, so that another is another
    load."""
    starts: bool = False
    """Whether Prony can start it."""
    needs_gguf: bool = True
    """Whether it is started with a GGUF file; else `model` (and its options) say what it serves."""
    options: type[msgspec.Struct] | None = None
    """What an `options` table may say to the engine that is started; None = nothing."""
    shares_cpu: bool | None = None
    """Whether it computes on this machine's cores where Prony started it; None = that is found out."""

    def __init__(self, name: str | None = None) -> None:
        if name is not None:
            self.name = name

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """Points for this kind with the evidence for each; 8 and more are hardly to be mistaken."""
        return [(1, "/v1/models lists models")] if model_rows(seen[MODELS]) is not None else []

    def version(self, seen: Seen) -> str | None:
        """The server's version, where it tells."""
        return None

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """What it serves."""
        return tuple(self.served(row, seen) for row in seen.listed())

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """One row of `/v1/models`."""
        return ServedModel(id=row["id"], context=whole(row.get("max_model_len")), cloud=cloud_name(row["id"]))

    def unlisted(self, name: str, seen: Seen) -> ServedModel:
        """A model that it answered to without listing it: a name, where it tells no more."""
        return ServedModel(id=name)

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """What it says of a model beside the row of its list."""
        return Told()

    def busy(self, seen: Seen) -> Busy | None:
        """What it is at, for whomever, where it tells."""
        return None

    def started_with(self, base_url: str) -> dict[str, Any]:
        """What the command line of its process tells, where that is of this machine: settings by name. Blocks."""
        return {}

    def called(self, models: tuple[ServedModel, ...], name: str) -> tuple[ServedModel, ...]:
        """The models that somebody may mean who says `name`: none, one, or several that it does not tell apart."""
        return called(models, name)

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """What a user should know before measuring there."""
        return ()

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Speak to one that runs at `base_url`.

        api_key_env: the environment variable that holds the key. context: tokens that a plan needs of a model, for
        engines that can be asked for them. Raises EngineError E201 for a URL that is none, E208 when the variable is
        not set.
        """
        return OpenAICompatible(base_url, kind=self, api_key_env=api_key_env, context=context)

    def start(self, launch: EngineLaunch) -> StartedEngine:
        """Prepare one that runs for as long as an `async with` lasts. Raises EngineError E211 where Prony has no way
        to; entering raises WeightsError E701-E705 and EngineError E202-E205."""
        raise EngineError(
            "E211",
            f"prony does not start {self.name}",
            hint="start it yourself and give its base_url; prony models lists what answers here",
        )

    def expected_identity(self, launch: EngineLaunch) -> EngineIdentity:
        """The identity that it will have, as far as that is known before it is started."""
        return EngineIdentity(kind=self.name, threads=launch.threads, settings=dict(launch.options))

    def wrong_options(self, options: Mapping[str, Any]) -> str | None:
        """Say what is wrong with an `options` table, in a sentence; None where all is well."""
        known = self.options.__struct_fields__ if self.options is not None else ()
        unknown = next((name for name in options if name not in known), None)
        if unknown is not None:
            near = difflib.get_close_matches(unknown, known, n=1)
            takes = f"did you mean {near[0]}?" if near else f"it takes {', '.join(known) or 'none'}"
            return f"{self.name} has no option {unknown!r}: {takes}"
        try:
            msgspec.convert(dict(options), self.options or msgspec.Struct)
        except msgspec.ValidationError as error:
            return f"options of {self.name}: {error}"
        return None
