"""Which days are bin days."""

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_of(year, month):
    if not 0 <= month < 12:
        raise ValueError(month)
    return 29 if month == 1 and year % 4 == 0 and year % 100 else DAYS[month]


def bin_days(year, month, first):
    """The days of a month, counted from 1, on which the bin is collected: `first`, and every seventh after it."""
    return list(range(first, days_of(year, month - 1) + 1, 7))
