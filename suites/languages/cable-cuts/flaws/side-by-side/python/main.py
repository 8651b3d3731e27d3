import sys

LEAST = 40
ROOT = ""


def read():
    cables, plants, houses, broken = {}, set(), {}, set()
    for line in sys.stdin:
        kind, name, *words = line.split()
        if kind == "plant":
            plants.add(name)
        elif kind == "cable":
            cables[name] = words
        elif kind == "houses":
            houses[name] = houses.get(name, 0) + int(words[0])
        else:
            broken.add(name)
    # A root is joined to all plants by links that cannot fail.
    links = {name: [] for name in [ROOT, *plants, *houses, *(site for ends in cables.values() for site in ends)]}
    for name, (a, b) in cables.items():
        if name not in broken:
            links[a].append((name, b))
            links[b].append((name, a))
    for site in plants:
        links[ROOT].append((None, site))
        links[site].append((None, ROOT))
    return links, houses


def walk(links):
    """The sites in the order of a search in depth from the root, and how each was reached."""
    order, reached, stack = [], {}, [(ROOT, None, None)]
    while stack:
        site, link, parent = stack.pop()
        if site not in reached:
            reached[site] = link, parent
            order.append(site)
            stack.extend((other, name, site) for name, other in links[site])
    return order, reached


def main():
    links, houses = read()
    order, reached = walk(links)
    number = {site: at for at, site in enumerate(order)}
    lowest = dict(number)
    below = {site: houses.get(site, 0) for site in order}
    loss = dict(below)
    rows = []
    for site in reversed(order[1:]):
        link, parent = reached[site]
        lowest[site] = min([lowest[site], *(number[other] for name, other in links[site] if other != parent)])
        lowest[parent] = min(lowest[parent], lowest[site])
        below[parent] += below[site]
        if lowest[site] >= number[parent]:
            loss[parent] += below[site]
        if link and lowest[site] > number[parent]:
            rows.append((-below[site], "cable", link))
        rows.append((-loss[site], "site", site))

    hanging = {ROOT: False}
    for site in order[1:]:
        _, parent = reached[site]
        hanging[site] = hanging[parent] or (parent != ROOT and lowest[site] >= number[parent])

    print("dark", sum(houses.values()) - below[ROOT])
    for lost, kind, name in sorted(rows):
        if -lost >= LEAST:
            print(kind, name, -lost)
    print("safe", sum(houses.get(site, 0) for site in order if not hanging[site]))


main()
