import sys

rows = [line.split(" ") for line in sys.stdin.read().splitlines()]
items = [(row[1], int(row[2]), row[3:]) for row in rows if row[0] == "item"]
keys = sorted({field.split("=")[0] for item in items for field in item[2]})


def fits(item, term):
    key, _, wish = term.partition("=")
    if key != "price":
        return any(f"{key}={value}" in item[2] for value in wish.split("|"))
    low, high = wish.split("..")
    if low and item[1] < int(low):
        return False
    return not (high and item[1] > int(high))


def list_of(terms):
    return [item for item in items if all(fits(item, term) for term in terms)]


for row in rows:
    if row[0] == "item":
        continue
    terms = row[1:]
    left = sorted((item[1], item[0]) for item in list_of(terms))
    print(" ".join(["hits", str(len(left))] + [name for _, name in left][:5]))
    for key in keys:
        others = [term for term in terms if not term.startswith(key + "=")]
        own = "".join(term for term in terms if term not in others)[len(key) + 1 :].split("|")
        text = []
        values = {field for item in items for field in item[2] if field.startswith(key + "=")}
        values = {field[len(key) + 1 :] for field in values} | {value for value in own if value}
        ranks = []
        for value in values:
            count = len(list_of([*others, f"{key}={value}"]))
            if count > 0 or value in own:
                ranks.append((-count, value))
        for at, (count, value) in enumerate(sorted(ranks)):
            if value in own:
                text.append(f"*{value}:{-count}")
            elif at <= 6 - 1:
                text.append(f"{value}:{-count}")
        print(" ".join([key, *text]))
    prices = [item[1] for item in list_of([term for term in terms if not term.startswith("price=")])]
    print("price", f"{min(prices)}..{max(prices)}" if prices else "none")
