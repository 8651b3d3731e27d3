import sys

CHOICES = 6
NAMES = 5


class Item:
    def __init__(self, name, price, *fields):
        self.name = name
        self.price = int(price)
        self.values = {}
        for field in fields:
            key, value = field.split("=")
            self.values.setdefault(key, set()).add(value)

    def fits(self, key, term):
        if key == "price":
            low, high = term.split("..")
            return int(low or 0) <= self.price and (not high or self.price <= int(high))
        return not self.values.get(key, set()).isdisjoint(term.split("|"))


def answer(items, choices, terms):
    def fitting(without=None):
        asked = [(key, term) for key, term in terms.items() if key != without]
        return [item for item in items if all(item.fits(key, term) for key, term in asked)]

    hits = sorted(fitting(), key=lambda item: (item.price, item.name))
    yield ["hits", len(hits), *(item.name for item in hits[:NAMES])]

    for key in sorted(choices):
        chosen = set(terms[key].split("|")) if key in terms else set()
        counts = dict.fromkeys(choices[key] | chosen, 0)
        for item in fitting(key):
            for value in item.values.get(key, ()):
                counts[value] += 1
        rows = [value for value in sorted(counts, key=lambda value: (-counts[value], value)) if counts[value] or value in chosen]
        rows = rows[:CHOICES] + [value for value in rows[CHOICES:] if value in chosen]
        yield [key, *(f"{'*' if value in chosen else ''}{value}:{counts[value]}" for value in rows)]

    prices = [item.price for item in fitting("price")]
    yield ["price", f"{min(prices)}..{max(prices)}" if prices else "none"]


def main():
    items, choices = [], {}
    for line in sys.stdin:
        command, *words = line.split()
        if command == "item":
            items.append(Item(*words))
            for key, values in items[-1].values.items():
                choices.setdefault(key, set()).update(values)
        else:
            for row in answer(items, choices, dict(word.split("=") for word in words)):
                print(*row)


main()
