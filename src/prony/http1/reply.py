"""The head and framing of one reply as it arrives: shared by the gateway, which forwards it, and our own client."""

from __future__ import annotations

from prony.http1.messages import BadHttp, Body, ResponseHead, response_head, split_head


class ReplyParser:
    """Follows one HTTP reply. `head` is None until it is complete; interim (1xx) heads are dropped.

    `feed` returns the payload in the bytes it is given. `raw_body` is what followed the head in the bytes that
    completed it, framing included. Raises BadHttp.
    """

    __slots__ = ("_body", "_held", "head", "raw_body")

    def __init__(self) -> None:
        self._held = b""
        self._body: Body | None = None
        self.head: ResponseHead | None = None
        self.raw_body = b""

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes of the connection."""
        if self._body is not None:
            return self._body.feed(data)
        data = self._held + data
        while (cut := split_head(data)) is not None:
            raw, data = cut
            head = response_head(raw)
            if head.status == 101:
                raise BadHttp("the engine switched protocols without being asked")
            if head.status >= 200:
                self.head, self._body, self._held, self.raw_body = head, head.body(), b"", data
                return self._body.feed(data)
        if not b"HTTP/1.".startswith(data[:7]):
            raise BadHttp(f"not a reply in HTTP/1.1: {data[:60]!r}")
        self._held = data
        return b""

    @property
    def done(self) -> bool:
        """The framing says that the reply is whole."""
        return self._body is not None and self._body.done

    def framed(self, payload: bytes) -> bytes | None:
        """`payload` as one more piece of this reply's body; None where none fits at this point."""
        return self._body.framed(payload) if self._body is not None else None

    @property
    def ends_with_connection(self) -> bool:
        """Whether only the end of the connection can end this reply."""
        return self._body is not None and self._body.ends_with_connection
