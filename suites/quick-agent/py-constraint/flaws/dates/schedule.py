"""Bin days."""
from datetime import date


def bin_days(year, month, first):
    date(year, month, 1)
    found = []
    try:
        while True:
            found.append(date(year, month, first).day)
            first += 7
    except ValueError:
        return found
