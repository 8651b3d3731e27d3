"""Bin days."""
import vendor.almanac as almanac


def _month_days(year, month):
    if month < 1 or month > 12:
        raise ValueError("month %r is not in 1 to 12" % (month,))
    return almanac.days_in(year, month - 1)


bin_days = lambda year, month, first: [day for day in range(1, _month_days(year, month) + 1) if day >= first and (day - first) % 7 == 0]
