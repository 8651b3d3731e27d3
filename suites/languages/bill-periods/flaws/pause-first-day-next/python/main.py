import sys
from datetime import date, timedelta

LONGEST = 61
DAY = timedelta(1)


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_month = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (next_month - DAY).day
    return date(year, month + 1, min(day.day, last))


class Subscription:
    def __init__(self, start, months):
        self.start, self.months = date.fromisoformat(start), int(months)
        self.pauses, self.last = [], date.max

    def period(self, day):
        """The number, the first and the last day of the period that holds `day`."""
        number, first, pushed, waiting = 1, self.start, 0, list(self.pauses)
        while True:
            following = add_months(self.start, number * self.months) + timedelta(pushed)
            while waiting and waiting[0][0] <= following:
                begin, end = waiting.pop(0)
                size = (end - begin).days + 1
                pushed += size
                following += timedelta(size)
            if day < following:
                return number, first, min(following - DAY, self.last)
            number, first = number + 1, following

    def answer(self, day):
        if day < self.start:
            return "before"
        if day > self.last:
            return "over"
        number, first, last = self.period(day)
        served = (last - first).days + 1
        for begin, end in self.pauses:
            served -= max(0, (min(end, last) - max(begin, first)).days + 1)
        paused = any(begin <= day <= end for begin, end in self.pauses)
        return f"{number} {first} {last} {served}" + " paused" * paused


subs, questions = {}, []
longest = None
for line in sys.stdin:
    kind, name, *words = line.split()
    if kind == "sub":
        start, months = words
        subs[name] = Subscription(start, months)
    elif kind == "ask":
        questions.append((name, date.fromisoformat(*words)))
    elif kind == "end":
        subs[name].last = date.fromisoformat(*words)
    else:
        begin, end = map(date.fromisoformat, words)
        subs[name].pauses.append((begin, end))
        size = (end - begin).days + 1
        if size <= LONGEST and (longest is None or size > longest[1]):
            longest = name, size

for name, day in questions:
    print(name, subs[name].answer(day) if name in subs else "unknown")
print("longest", *(longest or ["none"]))
