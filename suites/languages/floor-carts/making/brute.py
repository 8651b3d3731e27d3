import sys

lines = sys.stdin.read().splitlines()
rows = int(lines[0].split()[1])
free = {(r, c) for r in range(rows) for c, mark in enumerate(lines[1 + r]) if mark == "."}
WAY = {"N": (-1, 0), "S": (1, 0), "W": (0, -1), "E": (0, 1)}
place, steps, stats = {}, {}, {}
for line in lines[1 + rows :]:
    _, name, row, column, program = line.split()
    place[name] = (int(row) - 1, int(column) - 1)
    steps[name] = list(program)
    stats[name] = {"round": 0, "bumps": 0, "waits": 0, "gave": 0, "row": 0}
number = 0
while any(steps.values()):
    number += 1
    at = {field: name for name, field in place.items()}
    goal, bumped = {}, set()
    for name in place:
        if steps[name]:
            down, right = WAY[steps[name][0]]
            field = (place[name][0] + down, place[name][1] + right)
            if field in free:
                goal[name] = field
            else:
                bumped.add(name)
    wishes = {
        name for name in goal
        if all(
            goal[other] != goal[name] or other == name or (-stats[name]["row"], name) < (-stats[other]["row"], other) for other in goal
        )
    }
    swapped = {name for name in wishes if at.get(goal[name]) in wishes and goal[at[goal[name]]] == place[name]}
    wishes -= swapped

    def moves(name, path=()):
        """Whether a cart moves: the one in front of it, if any, must move too; a ring moves."""
        if name not in wishes:
            return False
        if name in path:
            return True
        front = at.get(goal[name])
        return front is None or moves(front, (*path, name))

    movers = {name for name in wishes if moves(name)}
    for name in list(place):
        if not steps[name]:
            continue
        stat = stats[name]
        done = True
        if name in movers:
            place[name] = goal[name]
            stat["row"] = 0
        elif name in bumped:
            stat["bumps"] += 1
            stat["row"] = 0
        else:
            stat["waits"] += 1
            stat["row"] += 1
            done = stat["row"] == 9
            if done:
                stat["gave"] += 1
                stat["row"] = 0
        if done:
            steps[name].pop(0)
            stat["round"] = number
for name in sorted(place):
    stat = stats[name]
    print(name, place[name][0] + 1, place[name][1] + 1, stat["round"], stat["bumps"], stat["waits"], stat["gave"])
