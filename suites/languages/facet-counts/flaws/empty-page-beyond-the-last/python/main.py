import sys

MOST_VALUES = 6
PAGE = 4


class Item:
    def __init__(self, price, pairs):
        self.price = int(price)
        self.pairs = [tuple(pair.split("=")) for pair in pairs]

    def fits(self, part):
        name, wanted = part
        if name == "upto":
            return self.price <= int(wanted[0])
        return name == "page" or any((name, value) in self.pairs for value in wanted)


def print_facet(facet, counts, chosen):
    values = sorted(counts, key=lambda value: (-counts[value], value))
    shown = [value for at, value in enumerate(values) if at < MOST_VALUES or value in chosen]
    words = [f"{value}{'*' if value in chosen else ''}:{counts[value]}" for value in shown]
    if len(shown) < len(values):
        words.append(f"+{len(values) - len(shown)}")
    print(facet, *words)


def answer(items, parts):
    fitting = [name for name, item in items.items() if all(map(item.fits, parts.items()))]
    print("found", len(fitting))

    facets = {facet for item in items.values() for facet, _ in item.pairs}
    facets |= parts.keys() - {"upto", "page"}
    for facet in sorted(facets):
        chosen = parts.get(facet, [])
        counts = dict.fromkeys(chosen, 0)
        others = [part for part in parts.items() if part[0] != facet]
        for item in items.values():
            if all(map(item.fits, others)):
                for name, value in item.pairs:
                    if name == facet:
                        counts[value] = counts.get(value, 0) + 1
        if counts:
            print_facet(facet, counts, chosen)

    fitting.sort(key=lambda name: (items[name].price, name))
    pages = -(-len(fitting) // PAGE)
    page = int(parts.get("page", ["1"])[0]) if pages else 0
    print("page", page, "of", pages, *fitting[page * PAGE - PAGE : page * PAGE] if pages else [])


items = {}
for line in sys.stdin.read().splitlines():
    kind, *words = line.split()
    if kind == "item":
        items[words[0]] = Item(words[1], words[2:])
    elif kind == "gone":
        items.pop(words[0], None)
    else:
        parts = dict(word.split("=") for word in words)
        answer(items, {name: text.split(",") for name, text in parts.items()})
