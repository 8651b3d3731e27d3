"""Lengths of months. Version 3.0."""

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    """Whether a year has a 29th of February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year, month):
    """How many days a month has. Months are counted from 0 (since 3.0)."""
    if not 0 <= month < 12:
        raise ValueError(f"no month {month}")
    return 29 if month == 1 and is_leap(year) else _DAYS[month]


month_days = days_in
