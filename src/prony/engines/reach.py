"""The one of several base URLs under which a server answers: asked for its models, else for a place to chat at."""

from __future__ import annotations

from typing import NamedTuple

from prony.addresses import look_up
from prony.engines.base_urls import bases
from prony.engines.readiness import LATER_STATUSES
from prony.engines.seen import model_rows
from prony.http1.ask import Answer, get, post

LOCKED = (401, 403)
_REFUSES_NOTHING = (400, 415, 422, 500, *LOCKED)
"""What a place to chat at answers to a request without a model and without messages."""
_NO_SUCH_PLACE = (404, 405, 410, 501)


class Reached(NamedTuple):
    """What answers at an address that was written: its base URL, and the answer to GET BASE/models."""

    base_url: str
    answer: Answer | None
    """None where nobody answered."""
    lists: bool = False
    """Whether the answer is a list of models."""
    speaks: bool = False
    """Whether there is a place to chat at, where no list is."""

    @property
    def locked(self) -> bool:
        """Whether it asks for a key, or refused the one that was sent."""
        return self.answer is not None and self.answer.status in LOCKED

    @property
    def busy(self) -> bool:
        """Whether it says that it will answer later, as one does that still loads its model."""
        return self.answer is not None and self.answer.status in LATER_STATUSES


async def reach(written: str, *, key: str | None = None, timeout_s: float = 5.0, posting: bool = False) -> Reached:
    """Find the base URL that `written` means: the first that lists models; else that which knows the dialect best.

    posting: whether an empty request may be sent, as to an address that the user named.
    Raises EngineError E201 for what is no base URL.
    """
    await look_up(bases(written)[0])
    tried = []
    for base in bases(written):
        answer = await get(f"{base}/models", key=key, timeout_s=timeout_s)
        if answer is not None and answer.status == 200 and model_rows(answer) is not None:
            return Reached(base, answer, lists=True)
        tried.append(Reached(base, answer))
        if answer is None:
            break
    best = min(tried, key=_rank)
    if best.answer is not None and not best.locked and not best.busy:
        # Some servers list nothing. A place that takes POSTs alone refuses a GET in another way than one that is not.
        for one in tried:
            place = await get(f"{one.base_url}/chat/completions", key=key, timeout_s=timeout_s)
            if place is not None and (place.status in (400, 405, 415, 422) or place.status in LOCKED):
                return one._replace(speaks=True)
        # Others answer 404 to all that they do not know, a GET too. An empty request asks for nothing, and is refused.
        for one in tried if posting else ():
            place = await post(f"{one.base_url}/chat/completions", {}, key=key, timeout_s=timeout_s)
            if place is not None and place.status in _REFUSES_NOTHING and place.fields:
                return one._replace(speaks=True)
    return best


def _rank(one: Reached) -> int:
    if one.locked:
        return 0
    if one.busy:
        return 1
    return 2 if one.answer is not None and one.answer.status not in _NO_SUCH_PLACE else 3
