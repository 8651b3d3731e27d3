"""The longest reply that a contestant needed, in seconds."""

from prony import readable
from prony.journal.measures import Measure

MEASURE = Measure(
    of_exchange=lambda exchange: exchange.times.end_s,
    join=max,
    over=max,
    header="longest",
    help="seconds of the longest reply of a scored attempt",
    text=readable.seconds,
    place=152,
    priority=4,
    phrase="longest reply {}",
)
