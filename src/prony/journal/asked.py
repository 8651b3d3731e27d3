"""What was asked of each contestant: requests, prompt tokens and the blobs of their bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from prony.journal.index import Index


class RequestsTo(NamedTuple):
    """All requests to one contestant of one run, those of attempts that do not count and of judges too. prompt_tokens:
    None where a request has none captured. blobs: id of a request's body -> how often it was sent."""

    run: str
    label: str
    requests: int
    prompt_tokens: int | None
    blobs: Counter[str]


def asked_by_label(index: Index) -> list[RequestsTo]:
    """What was asked of each contestant of each run, in the order of their names."""
    rows = index.query(
        "SELECT x.run, a.label, x.request_blob, count(*) AS times, sum(x.prompt_tokens) AS tokens, "
        "sum(x.prompt_tokens IS NULL) AS silent FROM exchange AS x JOIN attempt AS a USING (run, attempt) "
        "GROUP BY x.run, a.label, x.request_blob ORDER BY x.run, a.label, x.request_blob"
    )
    found: dict[tuple[str, str], list[tuple[str | None, int, int | None, int]]] = defaultdict(list)
    for row in rows:
        found[row["run"], row["label"]].append((row["request_blob"], row["times"], row["tokens"], row["silent"]))
    return [
        RequestsTo(
            run=run,
            label=label,
            requests=sum(times for _, times, _, _ in some),
            prompt_tokens=None if any(silent for *_, silent in some) else sum(tokens or 0 for _, _, tokens, _ in some),
            blobs=Counter({blob: times for blob, times, _, _ in some if blob}),
        )
        for (run, label), some in found.items()
    ]
