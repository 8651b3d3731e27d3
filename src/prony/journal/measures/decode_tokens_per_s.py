"""Decode rate at the client."""

from prony import readable
from prony.journal.measures.measure import Measure

MEASURE = Measure(
    of_row=lambda row: row["decode_tokens"] / row["decode_s"] if row["decode_tokens"] and row["decode_s"] else None,
    header="tok/s",
    help=(
        "decode rate on the client's side: (completion tokens - 1) / (finish - first token), summed over the exchanges "
        "of an attempt, median over scored attempts"
    ),
    text=readable.fixed,
    place=153,
    priority=6,
    page="w1",
    phrase="{} tok/s",
)
