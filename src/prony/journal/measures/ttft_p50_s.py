"""Median seconds to the first token of a scored attempt's first exchange."""

from prony.journal.measures.measure import Measure

MEASURE = Measure(
    of_row=lambda row: row["ttft_s"],
    help="median seconds from a request to its first token, reasoning included",
    place=152,
)
