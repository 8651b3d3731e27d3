import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
length = {row[1]: int(row[2]) for row in rows if row[0] == "task"}


def side(name, which, starts):
    return starts[name] + (length[name] if which == "finish" else 0)


def kept(row, starts):
    lag = 11 if row[5] == "usual" else int(row[5])
    return side(row[3], row[4], starts) >= side(row[1], row[2], starts) + lag


def links(starts):
    return [row for row in rows if row[0] == "link" and not kept(row, starts)]


# Later and later by single hours, until all is kept.
early = {name: 0 for name in length}
for row in rows:
    while row[0] == "pin" and early[row[1]] < int(row[2]):
        early[row[1]] += 1
while broken := links(early):
    for row in broken:
        while not kept(row, early):
            early[row[3]] += 1
end = max([0] + [early[name] + length[name] for name in length])

# Earlier and earlier in the same way.
late = {name: end - length[name] for name in length}
for row in rows:
    while row[0] == "due" and late[row[1]] + length[row[1]] > int(row[2]):
        late[row[1]] -= 1
while broken := links(late):
    for row in broken:
        while not kept(row, late):
            late[row[1]] -= 1

for start, name in sorted((early[name], name) for name in length):
    free = 0
    while start + free + 1 + length[name] <= end and not links(early | {name: start + free + 1}):
        free += 1
    slack = late[name] - start
    print(f"{name} {start} {late[name]} {slack} {free}" + (" critical" if slack < 1 else ""))
print("end", end)
