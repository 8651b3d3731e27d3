"""A file at a URL. What transfers it is imported when something is fetched, since most commands fetch nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from prony.addresses import is_loopback
from prony.errors import FetchError
from prony.fetch.progress import Reporter


class AtUrl(NamedTuple):
    """A source: `url`, which must be https. Proxies and certificates are the environment's."""

    name: str
    url: str

    @property
    def scratch_bytes(self) -> int:
        """Nothing lies beside the file."""
        return 0

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        """Fetch it to the path `into`, continuing what is there of it.

        Raises FetchError E711 when the server cannot be reached, refuses, or serves something of another size.
        """
        if urlsplit(self.url).scheme != "https" and not is_loopback(self.url):
            raise FetchError("E711", f"the {self.name} must have an https address", where=self.url)
        from prony.fetch.transfer import download

        download(self.url, size_bytes, into, reporter)
