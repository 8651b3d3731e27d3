import sys
from datetime import datetime

lines = sys.stdin.read().split("\n")
last, days, weeks, months = [int(word) for word in lines[0].split(" ")[1:]]
backups = {}
for line in lines[1:]:
    if line:
        words = line.split(" ")
        backups[datetime.strptime(words[0] + words[1], "%Y-%m-%d%H:%M")] = words[2], int(words[3]), words[4:] != []


def before(time):
    return max((other for other in backups if other < time), default=None)


def chain(time):
    """The backup and all that it needs; None if it is useless."""
    out = [time]
    while backups[out[-1]][0] == "part":
        former = before(out[-1])
        if former is None:
            return None
        out.append(former)
    return None if backups[out[-1]][0] == "bad" else out


chains = {time: chain(time) for time in backups}
sound = [time for time in backups if chains[time]]


def rule(time, limit, text):
    """Is it the latest of its period, with fewer than `limit` later periods?"""
    mine = time.strftime(text)
    if any(other.strftime(text) == mine and other > time for other in sound):
        return False
    return len({other.strftime(text) for other in sound if other > time} - {mine}) < limit


def reasons(time):
    out = []
    if backups[time][2]:
        out.append("pinned")
    for reason, limit, text in (("last", last, "%Y-%m-%d %H:%M"), ("day", days, "%Y %j"), ("week", weeks, "%G %V"), ("month", months, "%Y %m")):
        if rule(time, limit, text):
            out.append(reason)
    if (max(sound) - time).total_seconds() <= 36 * 3600:
        out.append("fresh")
    return out


own = {time: reasons(time) for time in sound}
kept = {member for time in sound if own[time] for member in chains[time]}
for time in sorted(kept):
    print(time.strftime("%Y-%m-%d %H:%M"), "+".join(own[time] or ["base"]))
for word, group in (("kept", kept), ("dropped", set(backups) - kept)):
    print(word, len(group), sum(backups[time][1] for time in group))
