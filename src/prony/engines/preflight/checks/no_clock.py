"""No date of today stands in a prompt."""

from __future__ import annotations

import re
from datetime import date

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.control_words import around_texts
from prony.engines.preflight.seen import TemplateSeen

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


class NoClock:
    """With it, the contestant is asked something else tomorrow. A date that stands in the template is none of that."""

    gravity = Gravity.NOTE

    def broken(self, seen: TemplateSeen) -> str | None:
        """The date that was found."""
        if seen.facts.places is not None:
            return "looks at the clock" if "clock" in seen.facts.places else HOLDS
        if not isinstance(seen.one, str):
            return None
        own = around_texts(seen.one)
        for day in seen.days:
            for written in _written(date.fromisoformat(day)):
                if re.search(rf"(?<!\d){re.escape(written)}(?!\d)", own, re.IGNORECASE):
                    return f"writes the date of today into each prompt ({written}): tomorrow it makes another"
        return HOLDS


def _written(day: date) -> list[str]:
    """The ways in which a date is written."""
    month = _MONTHS[day.month - 1]
    of_year = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d.%m.%Y}"]
    for name in (month, month[:3]):
        for number in {str(day.day), f"{day.day:02}"}:
            of_year += [f"{number} {name} {day.year}", f"{name} {number}, {day.year}", f"{name} {number} {day.year}"]
    return of_year


CHECK = NoClock()
