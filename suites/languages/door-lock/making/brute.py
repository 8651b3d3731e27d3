import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
secret = lines[0][1]
past = []  # what was answered: (time, word)
for line in lines[1:]:
    time, kind = int(line[0]), line[1]
    is_open = False
    for _, word in past:
        if word == "opens":
            is_open = True
        if word == "shut":
            is_open = False
    # how the codes went since the last forgetting
    row, blocked_from = 0, None
    for when, word in past:
        if word == "welcome":
            row = 0
        if word == "wrong":
            row += 1
            if row == 3:
                row, blocked_from = 0, when
    entered = [(when, word) for when, word in past if word in ("welcome", "wrong")]
    shut_after = any(word == "shut!" for _, word in past[past.index(entered[-1]):]) if entered else False
    unlocked = bool(entered) and entered[-1][1] == "welcome" and time - entered[-1][0] < 45
    if unlocked:
        index = max(at for at, entry in enumerate(past) if entry[1] == "welcome")
        if any(word == "shut" for _, word in past[index:]):
            unlocked = False
    if kind == "shut":
        if is_open:
            past.append((time, "shut"))
        continue
    if is_open:
        word = "ignored"
    elif kind == "push":
        word = "opens" if unlocked else "stays"
    elif blocked_from is not None and time - blocked_from < 240:
        word = "blocked"
    else:
        word = "welcome" if line[2] == secret else "wrong"
    print(word)
    past.append((time, word))
