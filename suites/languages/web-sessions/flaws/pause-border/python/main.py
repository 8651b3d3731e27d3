import sys
from collections import Counter, defaultdict


def split(views):
    """The visits that the views of one visitor make up."""
    visits = []
    for time, page in views:
        if not visits or time - visits[-1][-1][0] >= 1800 or visits[-1][-1][1] == "bye":
            visits.append([])
        visits[-1].append((time, page))
    return visits


def reached(steps, visit):
    """How many steps a visit reached."""
    count = 0
    for _, page in visit:
        if page == steps[count]:
            count += 1
            if count == len(steps):
                break
    return count


def favourite(views):
    counts = Counter(page for _, page in views)
    most = max(counts.values())
    return next(page for _, page in reversed(views) if counts[page] == most), most


def main():
    steps = sys.stdin.readline().split()[1:]
    visitors = defaultdict(list)
    for line in sys.stdin:
        time, visitor, page = line.split()
        visitors[visitor].append((int(time), page))
    for views in visitors.values():
        views.sort(key=lambda view: view[0])
    visits = {visitor: split(views) for visitor, views in visitors.items()}
    together = [visit for own in visits.values() for visit in own]
    print("visits", len(together), "glances", sum(len(visit) == 1 for visit in together))
    counts = [reached(steps, visit) for visit in together]
    for number, page in enumerate(steps, 1):
        print("step", page, sum(count >= number for count in counts))
    for visitor, own in sorted(visits.items()):
        longest = max(visit[-1][0] - visit[0][0] for visit in own)
        print(visitor, len(own), longest, *favourite(visitors[visitor]))


main()
