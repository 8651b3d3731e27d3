"""Bin days."""
import calendar


def bin_days(year, month, first):
    _, days = calendar.monthrange(year, month)
    return [*range(first, days + 1, 7)]
