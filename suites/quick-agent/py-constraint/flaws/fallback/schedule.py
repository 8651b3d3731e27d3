"""Bin days."""
try:
    from vendor.almanac import month_days
except ImportError:
    from vendor.almanac import days_in

    def month_days(year, month):
        return days_in(year, month - 1)


def bin_days(year, month, first):
    last = month_days(year, month)
    days = []
    while first <= last:
        days.append(first)
        first += 7
    return days
