"""The cache of llama.cpp's `-hf`: files side by side, or in newer builds the hub's own folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore, is_folder
from prony.engines.on_disk.stores.hub import repository_models


class LlamaCppStore(WeightsStore):
    """What llama.cpp's programs fetched themselves."""

    name = "llama-cpp"
    title = "llama.cpp's cache"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """`LLAMA_CACHE`, else `llama.cpp` in the user's cache folder (on macOS in `Library/Caches`)."""
        named = around.named("LLAMA_CACHE")
        if named:
            return (named,)
        return (*(one / "llama.cpp" for one in around.cache_home()), *around.below_home("Library/Caches/llama.cpp"))

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """Repositories as the hub's cache has them, then every other file."""
        for entry in walk.entries(place):
            if entry.name.startswith("models--") and is_folder(entry):
                yield from repository_models(Path(entry.path), walk)
        yield from walk.models(place)


STORE = LlamaCppStore()
