"""A file from a hub, by HTTP range: what was fetched before a connection broke is kept and continued."""

from __future__ import annotations

import errno
import http.client
import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from prony.engines.weights.catalog import HubFile
from prony.engines.weights.progress import Phase, Reporter
from prony.errors import WeightsError

DEFAULT_ENDPOINT = "https://huggingface.co"
TIMEOUT_S = 20.0
MAX_CUTS = 8
"""Connections that may break while bytes still came; each is said."""
_CHUNK = 1 << 18
_REPORT_S = 0.25
_BROKEN = (urllib.error.URLError, http.client.HTTPException, TimeoutError, OSError)


def fetch(file: HubFile, size_bytes: int, into: Path, reporter: Reporter) -> None:
    """Fetch `file` of `size_bytes` to the path `into`, continuing what is there of it.

    HF_ENDPOINT names another hub; only https is spoken, after redirects too. The digest is the caller's to check.
    Raises WeightsError E711 when the hub cannot be reached, refuses, or serves something of another size.
    """
    download(file_url(file), size_bytes, into, reporter)


def download(url: str, size_bytes: int, into: Path, reporter: Reporter) -> None:
    """`fetch` of a URL. A connection that breaks is taken up again as long as each brings something."""
    cuts = 0
    while (have := _size(into)) < size_bytes:
        try:
            _continue(url, have, size_bytes, into, reporter)
        except _BROKEN as error:
            if getattr(error, "errno", None) == errno.ENOSPC:
                raise
            if _size(into) <= have or cuts == MAX_CUTS:
                raise _failed(url, error) from None
            cuts += 1
            reporter.say(Phase.SOURCE, f"the connection broke at {_size(into) / 1e6:.1f} MB, continuing there")
    if _size(into) > size_bytes:
        into.unlink()
        raise WeightsError("E711", "the hub serves a file of another size", where=url)


def file_url(file: HubFile) -> str:
    """The address of a hub's file. Raises WeightsError E711 when HF_ENDPOINT is not https."""
    endpoint = os.environ.get("HF_ENDPOINT", "").strip().rstrip("/") or DEFAULT_ENDPOINT
    if urlsplit(endpoint).scheme != "https":
        raise WeightsError("E711", "HF_ENDPOINT must be an https address", where=endpoint)
    return f"{endpoint}/{quote(file.repository)}/resolve/main/{quote(file.file)}"


def _continue(url: str, have: int, size_bytes: int, into: Path, reporter: Reporter) -> None:
    """One connection, from byte `have` on to its end, or to the first byte too many."""
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-", "User-Agent": "prony"})
    opener = urllib.request.build_opener(_OnlyHttps)
    with opener.open(request, timeout=TIMEOUT_S) as reply:
        partial = reply.status == http.client.PARTIAL_CONTENT and _starts_at(reply, have)
        with into.open("ab" if partial else "wb") as out:
            done, told = have if partial else 0, 0.0
            while done <= size_bytes and (piece := reply.read(_CHUNK)):
                out.write(piece)
                done += len(piece)
                if time.monotonic() - told > _REPORT_S:
                    reporter.bytes(done)
                    told = time.monotonic()
    if done < size_bytes:
        raise http.client.IncompleteRead(b"", size_bytes - done)


def _starts_at(reply: Any, have: int) -> bool:
    return str(reply.headers.get("Content-Range", "")).startswith(f"bytes {have}-")


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Redirects stay within https."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it redirects to {urlsplit(newurl).scheme}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _failed(url: str, error: BaseException) -> WeightsError:
    host = urlsplit(url).hostname
    if isinstance(error, urllib.error.HTTPError):
        return WeightsError("E711", f"{host} refuses the file", where=url, cause=f"HTTP {error.code} {error.reason}")
    cause = str(getattr(error, "reason", "") or error) or type(error).__name__
    return WeightsError("E711", f"{host} cannot be reached", where=url, cause=cause)
