"""Privacy: which machine saw how much of what was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from prony.addresses import host_of, is_this_machine
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import Blobs
from prony.journal.asked import RequestsTo, asked_by_label
from prony.journal.index import Index
from prony.labels import short
from prony.nouns import ContestantSpec, Fingerprint
from prony.plain import clean_line
from prony.readable import count, counted

FORWARDING = ("litellm", "llama-swap")
"""Kinds of servers that may hand a request on to another machine."""
MOST_BLOBS = 50_000
"""Requests whose sizes are added up."""
HERE = "this machine"


class HostSeen(View, frozen=True, kw_only=True):
    """What one machine was sent. where: `here`, `elsewhere`, or `unknown`, where an address on this machine may have
    passed requests on. None is *not captured*."""

    host: str
    where: str
    models: tuple[str, ...]
    requests: int
    prompt_tokens: int | None
    prompt_bytes: int | None

    @property
    def text(self) -> str:
        """In one line."""
        tokens = "tokens not captured" if self.prompt_tokens is None else f"{count(self.prompt_tokens)} prompt tokens"
        size = "bytes not captured" if self.prompt_bytes is None else f"{count(self.prompt_bytes)} bytes of prompts"
        end = {
            "here": "none of it left this machine",
            "elsewhere": "it left this machine",
            "unknown": "whether the server there passed it on is not captured",
        }[self.where]
        return f"{self.host} saw {counted(self.requests, 'request')}, {tokens}, {size}: {end}"


class RequestPlace(NamedTuple):
    """Where a contestant's requests went."""

    host: str
    where: str


def place_of(spec: ContestantSpec | None, fingerprint: Fingerprint | None) -> RequestPlace:
    """Where a contestant's requests go, as its plan and its engine tell."""
    if spec is None:
        return RequestPlace("not captured", "unknown")
    if spec.base_url is None:
        return RequestPlace(HERE, "here")
    host = clean_line(host_of(spec.base_url)) or "not captured"
    if not is_this_machine(spec.base_url):
        return RequestPlace(host, "elsewhere")
    silent = fingerprint is not None and fingerprint.machine.cpu is None and fingerprint.machine.cores is None
    # An engine on this machine is asked about it; one that told no machine passes on, as Ollama does to its cloud.
    if silent or spec.engine in FORWARDING:
        return RequestPlace(f"{host} on {HERE}", "unknown")
    return RequestPlace(HERE, "here")


def hosts_seen(
    index: Index, places: Iterable[tuple[str, str, ContestantSpec, Fingerprint | None]]
) -> tuple[HostSeen, ...]:
    """What every machine was sent in all runs of this folder. places: run, label, spec and fingerprint of whoever
    was planned."""
    asked = {(one.run, one.label): one for one in asked_by_label(index)}
    by_place: dict[RequestPlace, list[tuple[str, RequestsTo]]] = defaultdict(list)
    for run, label, spec, fingerprint in places:
        if (run, label) in asked and not spec.reference:
            by_place[place_of(spec, fingerprint)].append((short(label), asked[run, label]))
    return tuple(
        HostSeen(
            host=place.host,
            where=place.where,
            models=tuple(dict.fromkeys(label for label, _ in some)),
            requests=sum(one.requests for _, one in some),
            prompt_tokens=_sum(one.prompt_tokens for _, one in some),
            prompt_bytes=_bytes(index, [one for _, one in some]),
        )
        for place, some in sorted(by_place.items(), key=lambda pair: (pair[0].where == "here", pair[0].host))
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(number or 0 for number in known)


def _bytes(index: Index, some: Iterable[RequestsTo]) -> int | None:
    """The bytes of all requests, as blobs tell them; None where one is gone, or there are too many."""
    total, read = 0, 0
    for one in some:
        blobs = Blobs(index.runs / one.run)
        for blob, times in one.blobs.items():
            read += 1
            try:
                size = blobs.size(blob) if read <= MOST_BLOBS else None
            except JournalError:
                size = None
            if size is None:
                return None
            total += size * times
    return total
