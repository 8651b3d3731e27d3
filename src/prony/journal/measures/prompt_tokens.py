"""Prompt tokens of all attempts that count."""

from prony import readable
from prony.journal.measures.measure import Measure
from prony.journal.measures.over import total

MEASURE = Measure(
    of_row=lambda row: row["prompt_tokens"],
    over=total,
    scored_only=False,
    header="prompt tok",
    help="prompt tokens of the attempts that count",
    text=readable.count,
    place=155,
    priority=14,
    page=None,
)
