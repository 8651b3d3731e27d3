import sys

rows = [list(map(int, line.split()[-2:])) for line in sys.stdin.read().splitlines()]
(count, express), rows = rows[0], rows[1:]
served = []  # (till, came, ends, seconds)
most = [0] * (count + 1)
for time, items in rows:
    crowd = {}
    for till in range(1, count + 1):
        if items <= 15 or till > express:
            crowd[till] = len([1 for where, _, ends, _ in served if where == till and ends > time])
    if not crowd:
        print("turned away")
        continue
    till = sorted(crowd, key=lambda number: (crowd[number], number))[0]
    begin = max([time] + [ends for where, _, ends, _ in served if where == till])
    seconds = 20 + 3 * items
    served.append((till, time, begin + seconds, seconds))
    most[till] = max(most[till], crowd[till] + 1)
    print(till, begin + seconds)
for till in range(1, count + 1):
    here = [row for row in served if row[0] == till]
    print("till", till, len(here), sum(row[3] for row in here), most[till])
