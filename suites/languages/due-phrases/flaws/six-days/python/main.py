import calendar
import re
import sys
from datetime import date, timedelta

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = ("week", "month", "year")
SPAN = re.compile(r"(a|0|[1-9]\d{0,2}) (day|week|month|year|working day)s? (ago|after|before)(?: (.+))?")
AHEAD = re.compile(r"in (a|0|[1-9]\d{0,2}) (day|week|month|year|working day)s?")


def months_later(day, count):
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(day, count, unit, sign):
    if unit == "day" or unit == "week":
        return day + timedelta(sign * count * (7 if unit == "week" else 1))
    if unit == "month" or unit == "year":
        return months_later(day, sign * count * (12 if unit == "year" else 1))
    while count:
        day += timedelta(sign)
        count -= day.weekday() < 6
    return day


def number(word):
    count = 1 if word == "a" else int(word)
    return count if count <= 400 else None


def ending(n):
    return "th" if 11 <= n <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def last_day(today, unit, ahead):
    if unit == "week":
        return today + timedelta(6 - today.weekday() + 7 * ahead)
    if unit == "year":
        return date(today.year + ahead, 12, 31)
    return months_later(today.replace(day=1), 1 + ahead) - timedelta(1)


def meant(phrase, today):
    simple = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if phrase in simple:
        return today + timedelta(simple[phrase])
    if found := AHEAD.fullmatch(phrase):
        count = number(found[1])
        return None if count is None else shifted(today, count, found[2], 1)
    if found := SPAN.fullmatch(phrase):
        count, rest = number(found[1]), found[4]
        if count is None or (rest is None) != (found[3] == "ago"):
            return None
        start = today if rest is None else meant(rest, today)
        return start and shifted(start, count, found[2], 1 if found[3] == "after" else -1)
    words = phrase.split(" ")
    if words[-1] in DAYS and len(words) <= 2:
        to_go = DAYS.index(words[-1]) - today.weekday()
        if len(words) == 1:
            return today + timedelta(to_go % 7 or 7)
        if words[0] in ("this", "next"):
            return today + timedelta(to_go + 7 * (words[0] == "next"))
        return None
    if found := re.fullmatch(r"the ([1-9]\d?)(st|nd|rd|th)", phrase):
        n = int(found[1])
        if n > 31 or ending(n) != found[2]:
            return None
        day = today
        while day.day != n:
            day += timedelta(1)
        return day
    if words[:2] == ["end", "of"] and words[-1] in UNITS and words[2:-1] in ([], ["next"]):
        return last_day(today, words[-1], len(words) - 3)
    return None


def main():
    first, *phrases = sys.stdin.read().split("\n")[:-1]
    today = date.fromisoformat(first.split()[1])
    for phrase in phrases:
        print(meant(phrase, today) or "unclear")


main()
