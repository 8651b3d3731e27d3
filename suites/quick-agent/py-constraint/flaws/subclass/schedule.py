"""Bin days."""
from vendor import almanac


class NoSuchMonth(ValueError):
    pass


def bin_days(year, month, first):
    if month not in range(1, 13):
        raise NoSuchMonth(month)
    return list(range(first, almanac.days_in(year, month - 1) + 1, 7))
