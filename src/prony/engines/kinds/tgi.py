"""Text Generation Inference: one model from its start, told by `/info`.

Source: router/src/lib.rs and server.rs of https://github.com/huggingface/text-generation-inference
"""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel, Told
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen, text, whole

INFO = "/info"


class TgiKind(EngineKind):
    """Recognised by its `/info`: its model list names the model as its own owner. Its `/health` generates, and is not
    asked."""

    name = "tgi"
    ports = (3000,)
    asks = (INFO,)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The router that `/info` names, or the bounds that no other server calls so."""
        info = seen[INFO].fields
        found = []
        if "text-generation-router" in (text(info.get("router")) or ""):
            found.append((8, "/info names its router"))
        if whole(info.get("max_total_tokens")) is not None and isinstance(info.get("model_id"), str):
            found.append((8, "/info bounds prompt and reply together"))
        return found

    def version(self, seen: Seen) -> str | None:
        """`/info`."""
        return text(seen[INFO].fields.get("version"))

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """The one model of `/info`: releases before 3 list none."""
        return super().models(seen) or tuple(
            self.served({"id": model}, seen) for model in (text(seen[INFO].fields.get("model_id")),) if model
        )

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model is loaded. Replies may carry the name `tgi`, which it takes for any."""
        info = seen[INFO].fields
        return ServedModel(
            id=row["id"],
            state="loaded",
            context=whole(info.get("max_total_tokens")),
            answers_as=tuple(dict.fromkeys(name for name in (text(info.get("model_id")), "tgi") if name)),
            generates=None
            if info.get("model_pipeline_tag") in (None, "text-generation", "image-text-to-text")
            else False,
        )

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """The commit of its build and of the model's repository, and the longest prompt that it takes."""
        info = seen[INFO].fields
        # The device and the number type were told by releases before 3 only.
        told = {"model_revision": text(info.get("model_sha")), "dtype": text(info.get("model_dtype"))}
        longest = whole(info.get("max_input_tokens"))
        if longest is None:
            longest = whole(info.get("max_input_length"))
        settings: dict[str, Any] = {name: value for name, value in told.items() if value}
        if longest is not None:
            settings["longest_prompt"] = longest
        return Told(build=text(info.get("sha")), settings=settings)


ENGINE = TgiKind()
