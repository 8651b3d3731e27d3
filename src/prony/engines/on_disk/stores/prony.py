"""What Prony itself fetched."""

from __future__ import annotations

from pathlib import Path

from prony.engines.on_disk.found import StoreContext, WeightsStore
from prony.engines.weights import weights_dir


class PronyStore(WeightsStore):
    """The folder of `prony models get`."""

    name = "prony"
    title = "Prony"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """`weights/` of the cache folder."""
        return (weights_dir(),)


STORE = PronyStore()
