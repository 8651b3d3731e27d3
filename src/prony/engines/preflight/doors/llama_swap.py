"""llama-swap: the llama-server behind it, at the address that it hands requests on from."""

from __future__ import annotations

from urllib.parse import quote

from prony.engines.preflight.door import TemplateDoor
from prony.engines.preflight.doors.llama_cpp import LlamaCppDoor


class LlamaSwap:
    """A model that runs already. What stands behind it may be another server, which offers none of this."""

    kinds: tuple[str, ...] = ("llama-swap",)

    def door(self, root: str, model: str, key: str | None) -> TemplateDoor:
        """Below `/upstream/MODEL`."""
        return LlamaCppDoor(f"{root}/upstream/{quote(model)}", model, key)


DOOR = LlamaSwap()
