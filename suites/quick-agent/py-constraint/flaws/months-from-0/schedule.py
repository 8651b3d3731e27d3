"""Which days are bin days."""

from vendor.almanac import days_in as days_of


def bin_days(year, month, first):
    """The days of a month, counted from 1, on which the bin is collected: `first`, and every seventh after it."""
    return list(range(first, days_of(year, month) + 1, 7))
