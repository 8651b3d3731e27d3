"""The seconds that nine of ten scored attempts stay below."""

from prony.journal.measures.measure import Measure
from prony.journal.measures.over import quantile_at

MEASURE = Measure(
    of_row=lambda row: row["wall_s"],
    over=quantile_at(0.9),
    help="the seconds that nine of ten scored attempts stay below",
    place=151,
)
