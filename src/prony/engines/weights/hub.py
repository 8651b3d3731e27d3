"""A file from a hub."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from prony.engines.weights.catalog import HubFile
from prony.errors import FetchError
from prony.fetch import AtUrl, Reporter

DEFAULT_ENDPOINT = "https://huggingface.co"


class AtHub(NamedTuple):
    """A source: a file of a hub's repository. HF_ENDPOINT names another hub, whose address is then looked up."""

    name: str
    file: HubFile

    @property
    def scratch_bytes(self) -> int:
        """Nothing lies beside the file."""
        return 0

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        """Fetch it as from any URL. Raises FetchError E711."""
        AtUrl(self.name, file_url(self.file)).fetch(into, size_bytes, reporter)


def file_url(file: HubFile) -> str:
    """The address of a hub's file. Raises FetchError E711 when HF_ENDPOINT is not https."""
    endpoint = os.environ.get("HF_ENDPOINT", "").strip().rstrip("/") or DEFAULT_ENDPOINT
    if urlsplit(endpoint).scheme != "https":
        raise FetchError("E711", "HF_ENDPOINT must be an https address", where=endpoint)
    return f"{endpoint}/{quote(file.repository)}/resolve/main/{quote(file.file)}"
