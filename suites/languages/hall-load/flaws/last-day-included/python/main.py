import sys
from collections import defaultdict


def excesses(seats, bookings):
    """Runs of overbooked days: first day, day after, excess."""
    changes = defaultdict(int)
    for first, after, people in bookings:
        changes[first] += people
        changes[after + 1] -= people
    days = sorted({*changes, *seats})
    load = size = 0
    for day, following in zip(days, days[1:]):
        load += changes[day]
        size = seats.get(day, size)
        if load > size:
            yield day, following, load - size


def spans(runs):
    """Runs joined: first day, day after, days, largest excess."""
    joined = []
    for first, after, excess in runs:
        if joined and first - joined[-1][1] <= 6:
            span = joined[-1]
            span[1:] = after, span[2] + after - first, max(span[3], excess)
        else:
            joined.append([first, after, after - first, excess])
    return joined


def main():
    seats, bookings, cancelled = defaultdict(dict), [], set()
    for line in sys.stdin:
        kind, name, *words = line.split()
        if kind == "cancel":
            cancelled.add(name)
        elif kind == "seats":
            day, number = map(int, words)
            seats[name][day] = number
        else:
            bookings.append((name, words[0], *map(int, words[1:])))
    booked = {hall: [] for hall in [*seats, *(hall for _, hall, *_ in bookings)]}
    for name, hall, *booking in bookings:
        if name not in cancelled:
            booked[hall].append(booking)
    for hall in sorted(booked):
        found = spans(excesses(seats[hall], booked[hall]))
        print(hall, len(found))
        for first, after, days, excess in found:
            print(first, after - 1, days, excess)


main()
