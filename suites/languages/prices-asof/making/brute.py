import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
sums, missed = {}, {}
for row in rows:
    if row[0] != "trade":
        continue
    now, name = int(row[1]), row[2]
    valid = None
    for other in rows:
        if other[0] != "trade" and other[2] == name and int(other[1]) <= now:
            if valid is None or int(other[1]) >= int(valid[1]):
                valid = other
    sums.setdefault(name, 0)
    missed.setdefault(name, 0)
    if valid is None:
        answer = "unknown"
    elif valid[0] == "halt":
        answer = "halted"
    elif now - int(valid[1]) > 90:
        answer = "stale"
    else:
        answer = valid[3]
        sums[name] += int(answer) * int(row[3])
    if not answer.isdigit():
        missed[name] += 1
    print(answer)
for name in sorted(sums):
    print(name, sums[name], missed[name])
