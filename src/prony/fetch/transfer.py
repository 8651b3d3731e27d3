"""The bytes of a file at a URL, by HTTP range: what came before a connection broke is kept and continued."""

from __future__ import annotations

import errno
import http.client
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prony.addresses import is_this_machine
from prony.errors import FetchError
from prony.fetch.progress import Phase, Reporter

TIMEOUT_S = 20.0
"""How long a connection may be silent."""
MAX_CUTS = 8
"""Connections that may break while bytes still came; each is said."""
MAX_REDIRECTS = 5
_CHUNK = 1 << 18
_REPORT_S = 0.25
_BROKEN = (urllib.error.URLError, http.client.HTTPException, TimeoutError, OSError)


def download(url: str, size_bytes: int, into: Path, reporter: Reporter) -> None:
    """Fetch `url` of `size_bytes` to `into`. A connection that breaks is taken up again as long as each brings
    something. A server that knows no ranges sends everything anew.

    Raises FetchError E711, and `Stopped` within a fraction of a second of the caller's wish, even where the server
    hangs.
    """
    cuts, afresh = 0, False
    while (have := _size(into)) < size_bytes:
        try:
            _Transfer(url, have, size_bytes, into).run(reporter)
        except _BROKEN as error:
            if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
                raise
            if have and not afresh and getattr(error, "code", None) == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                into.unlink()
                afresh = True
                reporter.say(Phase.SOURCE, "the server has less than was kept of an earlier try, from the beginning")
                continue
            if _size(into) <= have or cuts == MAX_CUTS:
                raise _failed(url, error) from None
            cuts += 1
            reporter.say(Phase.SOURCE, f"the connection broke at {_size(into) / 1e6:.1f} MB, continuing there")
    if _size(into) > size_bytes:
        into.unlink()
        raise FetchError("E711", "the server has a file of another size", where=url)


class _Transfer:
    """One connection, from byte `have` on to its end, or to the first byte too many.

    It runs in a thread, because nothing else can be left while a server hangs. Once given up, the thread writes
    nothing more, and ends by itself when its connection does.
    """

    def __init__(self, url: str, have: int, size_bytes: int, into: Path) -> None:
        self._url = url
        self._have = have
        self._size_bytes = size_bytes
        self._into = into
        self._done = have
        self._given_up = False
        self._gate = threading.Lock()
        self._error: BaseException | None = None

    def run(self, reporter: Reporter) -> None:
        """Transfer, telling how far it is. Raises what broke it, or `Stopped`."""
        thread = threading.Thread(target=self._work, name="fetch", daemon=True)
        thread.start()
        reported_at = time.monotonic()
        try:
            while thread.is_alive():
                thread.join(_REPORT_S / 4)
                reporter.check()
                if time.monotonic() - reported_at > _REPORT_S:
                    reporter.bytes(self._done)
                    reported_at = time.monotonic()
        finally:
            with self._gate:
                self._given_up = True
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        try:
            self._transfer()
        except BaseException as error:  # noqa: BLE001 - raised again by `run`
            self._error = error

    def _transfer(self) -> None:
        request = urllib.request.Request(
            self._url, headers={"Range": f"bytes={self._have}-", "User-Agent": "prony", "Accept-Encoding": "identity"}
        )
        # A proxy is for what lies beyond this machine, whatever the environment leaves out of NO_PROXY.
        near = [urllib.request.ProxyHandler({})] if is_this_machine(self._url) else []
        with urllib.request.build_opener(_OnlyHttps, *near).open(request, timeout=TIMEOUT_S) as reply:
            partial = reply.status == http.client.PARTIAL_CONTENT and self._continues(reply)
            with self._into.open("ab" if partial else "wb") as out:
                self._done = self._have if partial else 0
                while self._done <= self._size_bytes and (piece := reply.read1(_CHUNK)):
                    with self._gate:
                        if self._given_up:
                            return
                        out.write(piece)
                    self._done += len(piece)
        if self._done < self._size_bytes:
            raise http.client.IncompleteRead(b"", self._size_bytes - self._done)

    def _continues(self, reply: Any) -> bool:
        """Whether the reply begins where we are. One that begins elsewhere is of no use."""
        said = str(reply.headers.get("Content-Range", ""))
        if not said.startswith(f"bytes {self._have}-"):
            raise http.client.HTTPException(f"asked for bytes from {self._have} on, it sent {said or 'no range'}")
        return True


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Redirects stay within https, and are few."""

    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it redirects to {urlsplit(newurl).scheme}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _failed(url: str, error: BaseException) -> FetchError:
    host = urlsplit(url).hostname
    if isinstance(error, urllib.error.HTTPError):
        return FetchError("E711", f"{host} refuses the file", where=url, cause=f"HTTP {error.code} {error.reason}")
    cause = str(getattr(error, "reason", "") or error) or type(error).__name__
    return FetchError("E711", f"{host} cannot be reached", where=url, cause=cause)
