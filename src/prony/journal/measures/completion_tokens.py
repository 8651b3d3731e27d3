"""Tokens of all replies that count."""

from prony import readable
from prony.journal.measures.measure import Measure
from prony.journal.measures.over import total

MEASURE = Measure(
    of_row=lambda row: row["completion_tokens"],
    over=total,
    scored_only=False,
    help="tokens of the replies of the attempts that count",
    text=readable.count,
    place=157,
)
