import sys

DAY = 480
minutes = {}

for line in sys.stdin.read().split("\n"):
    words = line.split()
    if not words:
        continue
    if words[0] == "busy":
        taken_by = minutes.setdefault(words[1], set())
        for minute in range(int(words[2]), int(words[3])):
            taken_by.add(minute)
        continue
    length = int(words[1])
    people = [word.replace("?", "") for word in words[2:]]
    asked = [word for word in words[2:] if "?" not in word]
    answer = "never"
    for day in range(5):
        inside = range(day * DAY, (day + 1) * DAY)
        for start in inside:
            wanted = range(start, start + length)
            if start % 15 or wanted[-1] not in inside:
                continue
            if any(minute in minutes.get(name, ()) for name in asked for minute in wanted):
                continue
            come = [name for name in people if not minutes.get(name, set()).intersection(wanted)]
            answer = " ".join([str(start), *come])
            for name in come:
                minutes.setdefault(name, set()).update(wanted)
            break
        if answer != "never":
            break
    print(answer)
