import sys
from datetime import datetime, timedelta

HOURS = 36

policy, *lines = sys.stdin.read().splitlines()
rows = sorted(line.split() for line in lines)
dates = [datetime.fromisoformat(f"{row[0]} {row[1]}") for row in rows]
sizes = [int(row[3]) for row in rows]

# The sound ones, by their place in time; what is needed right before a part stands just before it.
sound = []
for at, row in enumerate(rows):
    if row[2] == "full" or row[2] == "part" and sound and sound[-1] == at - 1:
        sound.append(at)

reasons = {at: [] for at in sound}
for at in sound:
    if len(rows[at]) > 4:
        reasons[at].append("pinned")


def keep_latest(reason, limit, period):
    """Keep the latest backup of each of the latest periods."""
    latest = {period(at): at for at in sound}
    for at in sorted(latest.values())[::-1][:limit]:
        reasons[at].append(reason)


last, days, weeks, months = map(int, policy.split()[1:])
keep_latest("last", last, lambda at: at)
keep_latest("day", days, lambda at: dates[at].date())
keep_latest("week", weeks, lambda at: dates[at].date() - timedelta(dates[at].weekday()))
keep_latest("month", months, lambda at: rows[at][0][:7])
for at in sound:
    if dates[at] >= dates[sound[-1]] - timedelta(hours=HOURS):
        reasons[at].append("fresh")

for at in sound[::-1]:
    if reasons[at] and rows[at][2] == "part" and not reasons[at - 1]:
        reasons[at - 1] = ["base"]

kept = [at for at in sound if reasons[at]]
for at in kept:
    print(rows[at][0], rows[at][1], "+".join(reasons[at]))
space = sum(sizes[at] for at in kept)
print("kept", len(kept), space)
print("dropped", len(rows) - len(kept), sum(sizes) - space)
