import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
capacity = int(rows[0][1])
down = [range(int(row[1]), int(row[2])) for row in rows if row[0] == "down"]
calls = [{"due": int(row[1]), "who": row[2], "tries": [], "end": ""} for row in rows if row[0] == "call"]
points = {call["who"]: 21 for call in calls}
counts = {}
while any(not call["end"] for call in calls):
    now = min(call["due"] for call in calls if not call["end"])
    able = 0 if any(now in span for span in down) else capacity
    for k in (4, 3, 2, 1, 0):
        for at, call in enumerate(calls):
            if call["end"] or call["due"] != now or len(call["tries"]) != k:
                continue
            call["tries"].append(now)
            counts[now] = counts.get(now, 0) + 1
            if able:
                able -= 1
                call["end"] = "answered"
                points[call["who"]] = min(21, points[call["who"]] + 1)
            elif k == 4 or points[call["who"]] < 3:
                call["end"] = "dropped"
            else:
                points[call["who"]] -= 3
                call["due"] = now + [2, 4, 8, 16][k] + (at + 1) % 7
for at, call in enumerate(calls):
    print(at + 1, call["end"], call["tries"][-1], len(call["tries"]))
if calls:
    most = max(counts.values())
    print("busiest", min(time for time in counts if counts[time] == most), most)
for who in sorted(points):
    ends = [call["end"] for call in calls if call["who"] == who]
    print("client", who, ends.count("answered"), ends.count("dropped"), points[who])
