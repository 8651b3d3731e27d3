import sys

# An order is a list of units, each of which is seen or not; `turn` says when it went to the end of its queue.
book = []
known = []
clock = 0


def show(order):
    global clock
    clock += 1
    order["turn"] = clock
    for at in range(len(order["units"])):
        order["units"][at] = at < order["shown"]


def enter(order):
    """Trade one unit at a time, and print what was traded with one order in a row."""
    run = None
    while order["units"]:
        against = [other for other in book if other["sign"] != order["sign"]]
        against.sort(key=lambda other: (other["price"] * -other["sign"], other["turn"]))
        if not against or (against[0]["price"] - order["price"]) * order["sign"] > 0:
            break
        other = against[0]
        if other["who"] == order["who"]:
            if run:
                print(*run)
                run = None
            print("pulled " + other["id"])
            book.remove(other)
            continue
        if run is None:
            run = ["trade", other["id"], order["id"], 0, other["price"]]
        run[3] += 1
        order["units"].pop()
        other["units"].pop(0)
        if True not in other["units"]:
            print(*run)
            run = None
            if other["units"]:
                show(other)
            else:
                book.remove(other)
    if run:
        print(*run)


for line in sys.stdin.read().splitlines():
    command, *words = line.split()
    if command == "book":
        if not book:
            print("bare")
        for name, sign in (("bid", 1), ("ask", -1)):
            prices = sorted({order["price"] * -sign for order in book if order["sign"] == sign})[:3]
            for price in map(abs, prices):
                level = [order for order in book if order["price"] == price and order["sign"] == sign]
                print(name, price, sum(order["units"].count(True) for order in level), len(level))
        continue
    mine = [order for order in book if order["id"] == words[0]]
    if command in ("cancel", "change"):
        if not mine:
            print("absent")
            continue
        order = mine[0]
        if command == "cancel":
            print("cancelled", len(order["units"]))
            book.remove(order)
            continue
        print("changed")
        quantity, price = int(words[1]), int(words[2])
        if price != order["price"] or quantity > len(order["units"]):
            book.remove(order)
            order["price"], order["units"] = price, [False] * quantity
            enter(order)
            if order["units"]:
                show(order)
                book.append(order)
        else:
            # what is seen stands at the front
            del order["units"][quantity:]
        continue
    if words[0] in known:
        print("known")
        continue
    known.append(words[0])
    sign = {"bid": 1, "sweep": 1, "ask": -1, "dump": -1}[command]
    order = {"id": words[0], "who": words[1], "sign": sign, "price": int(words[3]), "units": [False] * int(words[2])}
    enter(order)
    if command in ("sweep", "dump"):
        if order["units"]:
            print("rest", len(order["units"]))
    elif order["units"]:
        order["shown"] = int(words[4])
        show(order)
        book.append(order)
