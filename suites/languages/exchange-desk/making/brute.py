import sys
from fractions import Fraction
from math import ceil

currencies, rates, kept = [], {}, {}


def find(code):
    return next(places for name, places in currencies if name == code)


def half_up(exact):
    return int(exact) + (1 if exact - int(exact) >= Fraction(1, 2) else 0)


def one(x, y):
    """What a part of x is worth in parts of y."""
    scale = Fraction(10 ** find(y), 10 ** find(x))
    if x + y in rates:
        return Fraction(rates[x + y], 10000) * scale
    if y + x in rates:
        return Fraction(10000, rates[y + x]) * scale
    return None


def way(x, y):
    hub = currencies[0][0]
    for path in ([x, y], [x, hub, y]):
        values = [one(a, b) for a, b in zip(path, path[1:])]
        if None not in values:
            return values
    return None


def pay(number, values):
    for value in values:
        if number > 5000000:
            return None
        number = half_up(number * value)
    return None if number > 5000000 else number


def get(number):
    fee = 0
    while fee * 1000 < number * 17:
        fee += max(1, (number * 17 - fee * 1000) // 1000)
    return number - fee, fee


def text(number, code):
    return str(number) if find(code) == 0 else f"{number // 100}.{str(number % 100).zfill(2)}"


for line in sys.stdin.read().split("\n"):
    words = line.split(" ")
    if words[0] == "currency":
        currencies.append((words[1], int(words[2])))
    elif words[0] == "rate":
        rates[words[1] + words[2]] = int(words[3])
    elif len(words) == 4:
        kind, amount, x, y = words
        values = way(x, y)
        amount = int("".join(amount.split(".")))
        if values is None:
            print("no way")
        elif kind == "give":
            result = pay(amount, values)
            if result is None:
                print("too much")
            else:
                got, fee = get(result)
                kept[y] = kept.get(y, 0) + fee
                print(text(got, y), y)
        else:
            # What the last step must give, and then back from step to step: the least whole number that comes to it.
            number = amount
            while get(number)[0] < amount:
                number += 1
            for value in reversed(values):
                number = ceil((number - Fraction(1, 2)) / value)
            print(text(number, x) + " " + x if pay(number, values) is not None else "too much")
for code, _ in currencies:
    if kept.get(code):
        print("fees", code, text(kept[code], code))
