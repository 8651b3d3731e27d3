"""The share of prompt tokens that the engine took from its cache."""

from prony import readable
from prony.journal.measures.measure import Measure
from prony.journal.measures.over import ratio

MEASURE = Measure(
    of_row=lambda row: None if row["cached_tokens"] is None else (row["cached_tokens"], row["cacheable_tokens"]),
    over=ratio,
    scored_only=False,
    header="cached %",
    help="the share of prompt tokens that the engine took from its cache, where it said so",
    text=lambda share: readable.percent(share, 0),
    place=156,
    priority=15,
    page=None,
)
