import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
steps = lines[0][1:]
rows = [(int(time), number, visitor, page) for number, (time, visitor, page) in enumerate(lines[1:])]
visits = []
for visitor in sorted({row[2] for row in rows}):
    own = sorted(row for row in rows if row[2] == visitor)
    starts = [
        at for at in range(len(own)) if at == 0 or own[at][0] - own[at - 1][0] > 1800 or own[at - 1][3] == "bye"
    ]
    for start, end in zip(starts, starts[1:] + [len(own)]):
        visits.append((visitor, own[start:end]))
print("visits", len(visits), "glances", sum(len(views) == 1 for _, views in visits))


def reaches(pages, wanted):
    if not wanted:
        return True
    return any(pages[at] == wanted[0] and reaches(pages[at + 1 :], wanted[1:]) for at in [pages.index(wanted[0])] if True) if wanted[0] in pages else False


for at in range(len(steps)):
    print("step", steps[at], sum(reaches([row[3] for row in views], steps[: at + 1]) for _, views in visits))
for visitor in sorted({row[2] for row in rows}):
    own = [views for name, views in visits if name == visitor]
    pages = [row[3] for views in own for row in views]
    best = max(pages.count(page) for page in pages)
    favourite = [page for page in pages if pages.count(page) == best][-1]
    print(visitor, len(own), max(views[-1][0] - views[0][0] for views in own), favourite, best)
