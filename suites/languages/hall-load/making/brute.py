import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
cancelled = {row[1] for row in rows if row[0] == "cancel"}
halls = {row[1] for row in rows if row[0] == "seats"} | {row[2] for row in rows if row[0] == "book"}
for hall in sorted(halls):
    excess = {}
    bookings = [list(map(int, row[3:])) for row in rows if row[0] == "book" and row[2] == hall and row[1] not in cancelled]
    sizes = [list(map(int, row[2:])) for row in rows if row[0] == "seats" and row[1] == hall]
    for day in sorted({day for first, last, _ in bookings for day in range(first, last)}):
        load = sum(people for first, last, people in bookings if first <= day < last)
        size, since = 0, -1
        for begin, seats in sizes:
            if since <= begin <= day:
                size, since = seats, begin
        if load > size:
            excess[day] = load - size
    spans = []
    for day in sorted(excess):
        if spans and day - spans[-1][-1] <= 6 + 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    print(hall, len(spans))
    for days in spans:
        print(days[0], days[-1], len(days), max(excess[day] for day in days))
