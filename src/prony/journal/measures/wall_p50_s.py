"""Median seconds of a scored attempt, harness and engine together."""

from prony import readable
from prony.journal.measures.measure import Measure

MEASURE = Measure(
    of_row=lambda row: row["wall_s"],
    header="wall p50",
    help="median seconds of a scored attempt, harness and engine together, without grading",
    text=readable.seconds,
    place=150,
    priority=4,
    page="always",
)
