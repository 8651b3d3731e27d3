import sys

past = []  # (time, server, bad, what)


def state(server, now):
    """Replay the calls of a server from the beginning: (state, pause)."""
    mode, pause, since, bads, goods = "closed", 20, 0, [], 0
    for time, _, bad, what in [row for row in past if row[1] == server]:
        if what == "refused":
            continue
        if mode == "closed":
            if bad:
                bads.append(time)
                if sum(1 for other in bads if time - other < 60) >= 4:
                    mode, since, goods = "off", time, 0
        elif bad:
            pause, since, goods = min(pause * 2, 170), time, 0
        else:
            goods += 1
            if goods == 3:
                mode, pause, bads = "closed", 20, []
    if mode == "closed":
        return "closed", since, pause
    return ("resting" if now - since < pause else "trying"), since, pause


lines = [line.split() for line in sys.stdin.read().splitlines()]
for time, server, result in lines:
    time = int(time)
    before = state(server, time)
    what = {"closed": "sent", "resting": "refused", "trying": "trial"}[before[0]]
    past.append((time, server, result == "bad", what))
    after = state(server, time)
    note = ""
    if what != "refused" and after[0] == "resting":
        note = " trips"
    elif what == "trial" and after[0] == "closed":
        note = " closes"
    print(f"{time} {server} {what}{note}")
for server in sorted({line[1] for line in lines}):
    whats = [row[3] for row in past if row[1] == server]
    refused = whats.count("refused")
    print("total", server, len(whats) - refused, refused, state(server, int(lines[-1][0]))[0])
