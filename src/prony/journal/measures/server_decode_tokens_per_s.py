"""Decode rate by the engine's own clock."""

from prony import readable
from prony.journal.measures.measure import Measure

MEASURE = Measure(
    of_row=lambda row: (
        row["server_decode_tokens"] / row["server_decode_s"]
        if row["server_decode_tokens"] and row["server_decode_s"]
        else None
    ),
    header="engine tok/s",
    help="the same by the engine's own clock: (predicted_n - 1) / predicted_ms. Never mixed with the other",
    text=readable.fixed,
    place=154,
    priority=13,
    page=None,
)
