"""The tool calls that came as text, because the engine did not read them as calls."""

from prony import readable
from prony.journal.measures.measure import Measure
from prony.journal.measures.over import total

MEASURE = Measure(
    of_end=lambda end: end.text_calls,
    over=total,
    scored_only=False,
    header="text calls",
    help="the tool calls that came as text, because the engine did not read them as calls",
    text=readable.count,
    place=158,
    priority=16,
    page=None,
    rare=True,
)
