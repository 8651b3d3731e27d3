"""GPT4All's folder."""

from __future__ import annotations

from pathlib import Path

from prony.engines.on_disk.found import StoreContext, WeightsStore


class Gpt4AllStore(WeightsStore):
    """Where GPT4All keeps what it fetches, unless its settings say otherwise."""

    name = "gpt4all"
    title = "GPT4All"

    def places(self, around: StoreContext) -> tuple[Path, ...]:
        """On Linux and on macOS."""
        linux = tuple(one / "nomic.ai" / "GPT4All" for one in around.data_home())
        return (*linux, *around.below_home("Library/Application Support/nomic.ai/GPT4All"))


STORE = Gpt4AllStore()
