import sys
from decimal import Decimal
from fractions import Fraction
from math import floor

rows = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
lots, sales = [], []


def show(cents):
    return f"{Decimal(cents) / 100:.2f}"


for number, row in enumerate(rows):
    kind, day, name = row[0], int(row[1]), row[2]
    if kind == "buy":
        cost = int(row[3]) * int(row[4]) + int(row[5])
        before = max([i for i in range(number) if rows[i][0] == "buy" and rows[i][2] == name] or [-1])
        for sale in sales:
            if sale["line"] > before and sale["name"] == name and sum(sale["gains"]) < 0 and day - sale["day"] <= 23:
                cost -= sum(sale["gains"])
                sale["struck"] = True
        lots.append(dict(name=name, day=day, shares=int(row[3]), cost=cost, line=number))
    elif kind == "split":
        for lot in lots:
            if lot["name"] == name:
                lot["shares"] = floor(Fraction(lot["shares"] * int(row[3]), int(row[4])))
        lots = [lot for lot in lots if lot["shares"]]
    else:
        count = int(row[3])
        mine = [lot for lot in lots if lot["name"] == name]
        if sum(lot["shares"] for lot in mine) < count:
            print(name, count, "refused")
            continue
        if row[6] == "lifo":
            mine = mine[::-1]
        if row[6] == "dear":
            mine.sort(key=lambda lot: (-Fraction(lot["cost"], lot["shares"]), lot["line"]))
        proceeds, got, taken, gains = count * int(row[4]) - int(row[5]), 0, 0, [0, 0]
        for lot in mine:
            part = min(lot["shares"], count - taken)
            if part:
                taken += part
                here = floor(Fraction(proceeds * taken, count)) - got
                got += here
                cost = floor(Fraction(lot["cost"] * part, lot["shares"]))
                lot["cost"] -= cost
                lot["shares"] -= part
                gains[day - lot["day"] >= 365] += here - cost
        lots = [lot for lot in lots if lot["shares"]]
        sales.append(dict(line=number, name=name, day=day, gains=gains, struck=False))
        print(name, count, "short", show(gains[0]), "long", show(gains[1]))
for name in sorted({lot["name"] for lot in lots}):
    mine = [lot for lot in lots if lot["name"] == name]
    print("hold", name, sum(lot["shares"] for lot in mine), show(sum(lot["cost"] for lot in mine)))
for i, word in enumerate(["short", "long"]):
    print(word, show(sum(sale["gains"][i] for sale in sales if not sale["struck"])))
