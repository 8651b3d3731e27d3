import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
runners = [0] * int(rows[0][1])
plan = [row[1:] for row in rows if row[0] == "job"]
pushes = [row[1:] for row in rows if row[0] == "push"]
soft = {row[0] for row in plan if len(row) > 4}
made = []
over = {"passed", "failed", "skipped", "cancelled"}
second = 0
while len(made) < len(pushes) or any(state[0] not in over for _, states in made for state in states.values()):
    for push, states in made:
        for name, state in states.items():
            if state[0] == "runs" and state[2] == second:
                state[0] = "failed" if name in push[2].split(",") else "passed"
    for push in pushes[len(made) :]:
        if int(push[0]) != second:
            break
        for old, states in made:
            for row in plan:
                if old[1] == push[1] and row[2] != "always" and states[row[0]][0] in ("waits", "queued"):
                    states[row[0]] = ["cancelled", second]
        made.append((push, {row[0]: ["waits"] for row in plan}))
    for _ in plan:
        for _, states in made:
            for name, _, when, needs, *_ in plan:
                names = [need for need in needs.split(",") if need != "-"]
                kinds = [states[need][0] + ("-soft" if need in soft else "") for need in names]
                if states[name][0] != "waits" or any(states[need][0] not in over for need in names):
                    continue
                good = all(kind in ("passed", "passed-soft", "failed-soft") for kind in kinds)
                if when == "always" or (when == "success" and good) or (when == "failure" and "failed" in kinds):
                    states[name] = ["queued"]
                else:
                    states[name] = ["skipped", second]
    for at, free in enumerate(runners):
        if free > second:
            continue
        queue = []
        for number, (push, states) in enumerate(made):
            for place, row in enumerate(plan):
                if states[row[0]][0] == "queued":
                    queue.append((0 if push[1] == "main" else 1, number, place))
        if queue:
            _, number, place = min(queue)
            end = second + int(plan[place][1])
            made[number][1][plan[place][0]] = ["runs", second, end]
            runners[at] = end + 7
    second += 1

total = 0
for number, (push, states) in enumerate(made):
    hard = [state[0] for name, state in states.items() if name not in soft or state[0] == "cancelled"]
    result = "cancelled" if "cancelled" in hard else "failed" if "failed" in hard else "passed"
    print(number + 1, push[1], result, max(state[-1] for state in states.values()))
    for name, state in states.items():
        print(name, *state)
        if len(state) == 3:
            total += state[2] - state[1]
print("worked", total)
