"""Jan's folder: a folder for each model, in which the file is called `model.gguf`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore

_FILE = "model"


class JanStore(WeightsStore):
    """Where Jan keeps its models, in its releases so far."""

    name = "jan"
    title = "Jan"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """Its data folders on Linux and macOS, and those of older releases."""
        config = around.named("XDG_CONFIG_HOME")
        roots = [one / "Jan" / "data" for one in around.data_home()]
        roots += [config / "Jan" / "data"] if config else around.below_home(".config/Jan/data")
        roots += around.below_home("Library/Application Support/Jan/data", "jan", "cortexcpp")
        return tuple(root / part for root in roots for part in ("llamacpp/models", "models"))

    def models(self, place: Path, walk: Walk) -> Iterator[FoundModel]:
        """Each by the name of its folder, where the file itself has none of its own."""
        for model in walk.models(place):
            called = model.path.parent.name if model.name == _FILE and model.path.parent != place else model.name
            yield model._replace(name=called)


STORE = JanStore()
