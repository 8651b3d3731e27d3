import sys
from graphlib import TopologicalSorter

USUAL = 11


def main():
    lengths, links, pins, dues = {}, [], {}, {}
    for line in sys.stdin:
        kind, name, *words = line.split()
        if kind == "task":
            lengths[name] = int(words[0])
        elif kind == "link":
            links.append((name, *words))
        elif kind == "pin":
            pins.setdefault(name, []).append(int(words[0]))
        else:
            dues.setdefault(name, []).append(int(words[0]))

    # Every link says: the start of one task is at least so many hours after that of another.
    before = {name: [] for name in lengths}
    after = {name: [] for name in lengths}
    for a, side_a, b, side_b, lag in links:
        hours = USUAL if lag == "usual" else int(lag)
        hours += lengths[a] if side_a == "finish" else 0
        hours -= lengths[b] if side_b == "finish" else 0
        before[b].append((a, hours))
        after[a].append((b, hours))

    order = list(TopologicalSorter({name: [a for a, _ in before[name]] for name in lengths}).static_order())
    early, late = {}, {}
    for name in order:
        early[name] = max([0, *pins.get(name, []), *(early[a] + hours for a, hours in before[name])])
    end = max((early[name] + lengths[name] for name in order), default=0)
    for name in reversed(order):
        finish = min([end, *dues.get(name, [])])
        late[name] = min([finish - lengths[name], *(late[b] - hours for b, hours in after[name])])

    for name in sorted(lengths, key=lambda name: (early[name], name)):
        slack = late[name] - early[name]
        latest = min([end - lengths[name], *(early[b] - hours for b, hours in after[name])])
        print(name, early[name], late[name], slack, latest - early[name], *(["critical"] if slack <= 0 else []))
    print("end", end)


main()
