import sys
from datetime import date, timedelta
from functools import lru_cache

USUAL = 45
DAY = 24 * 60
FIRST, LAST = 9 * 60, 17 * 60
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EPOCH = date(2000, 1, 1)


def clock(text):
    return int(text[:2]) * 60 + int(text[3:])


def minute_of(day, time):
    """Minutes since the beginning of 2000."""
    return (day - EPOCH).days * DAY + time


def shown(minute):
    days, time = divmod(minute, DAY)
    return f"{EPOCH + timedelta(days)} {time // 60:02d}:{time % 60:02d}"


@lru_cache(None)
def moment(rule, year):
    """The minute that a rule such as mar.last.sun@02:00 means in a year."""
    day, time = rule.split("@")
    month, which, weekday = day.split(".")
    number = MONTHS.index(month) + 1
    if which == "last":
        last = date(year, number + 1, 1) - timedelta(1)
        day = last - timedelta((last.weekday() - DAYS.index(weekday)) % 7)
    else:
        first = date(year, number, 1)
        day = first + timedelta((DAYS.index(weekday) - first.weekday()) % 7 + 7 * (int(which) - 1))
    return minute_of(day, clock(time))


class Zone:
    def __init__(self, offset, shift=0, begin=None, end=None):
        self.offset = clock(offset[1:]) * (-1 if offset[0] == "-" else 1)
        self.shift, self.begin, self.end = int(shift), begin, end

    def local(self, minute):
        """What the clocks show at a minute of universal time."""
        winter = minute + self.offset
        if not self.shift:
            return winter
        year = (EPOCH + timedelta(winter // DAY)).year
        begin, end = moment(self.begin, year), moment(self.end, year)
        if begin < end:
            summer = begin <= winter < end
        else:
            summer = not end <= winter < begin
        return winter + self.shift * summer

    def universal(self, local):
        """The first minute at which the clocks show `local`, and a mark."""
        late, early = local - self.offset, local - self.offset - self.shift
        hits = [minute for minute in sorted({early, late}) if self.local(minute) == local]
        if not hits:
            return late, " skipped"
        return hits[0], " twice" if len(hits) > 1 else ""


def meeting(day, zones, length):
    """The earliest minute of universal time that suits all; None where there is none."""
    number = (day - EPOCH).days
    fine_from = (number - 1) * DAY
    for minute in range(fine_from, fine_from + 3 * DAY):
        if not all(FIRST <= zone.local(minute) % DAY < LAST for zone in zones):
            fine_from = minute + 1
        start = minute - length + 1
        if start >= fine_from and zones[0].local(start) // DAY == number:
            return start
    return None


zones = {}


def call(day, time, start, end, length=USUAL):
    minute, mark = zones[start].universal(minute_of(date.fromisoformat(day), clock(time)))
    print(shown(zones[end].local(minute)), shown(zones[end].local(minute + int(length))) + mark)


def meet(day, names, length=USUAL):
    named = [zones[name] for name in names.split(",")]
    minute = meeting(date.fromisoformat(day), named, int(length))
    print("never" if minute is None else " ".join(shown(zone.local(minute)) for zone in named))


for line in sys.stdin:
    kind, *words = line.split()
    if kind == "zone":
        name, *rules = words
        zones[name] = Zone(*rules)
    elif kind == "call":
        call(*words)
    else:
        meet(*words)
