"""Which days are bin days."""

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def bin_days(year, month, first):
    """The days of a month, counted from 1, on which the bin is collected: `first`, and every seventh after it."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return list(range(first, DAYS[month - 1] + 1, 7))
