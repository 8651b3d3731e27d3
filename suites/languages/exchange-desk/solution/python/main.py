import sys

FEE = 17
MOST = 5_000_000

digits = {}
rates = {}


class NoWay(Exception):
    pass


def parts(amount):
    return int(amount.replace(".", ""))


def shown(number, code):
    return f"{number // 100}.{number % 100:02d}" if digits[code] else str(number)


def step(number, source, target):
    """The number of parts of `target`, or None where there is more than the limit."""
    if (source, target) in rates:
        above, below = rates[source, target], 10_000
    elif (target, source) in rates:
        above, below = 10_000, rates[target, source]
    else:
        raise NoWay
    if number is None or number > MOST:
        return None
    above *= 10 ** digits[target]
    below *= 10 ** digits[source]
    result = (2 * number * above + below) // (2 * below)
    return result if result <= MOST else None


def change(number, source, target):
    """What the customer gets, and the fee; None where it is too much."""
    if (source, target) in rates or (target, source) in rates:
        result = step(number, source, target)
    else:
        hub = next(iter(digits))
        result = step(step(number, source, hub), hub, target)
    if result is None:
        return None
    fee = -(-result * FEE // 1000)
    return result - fee, fee


def least(wanted, source, target):
    """The smallest number of parts that gets what is wanted; None where it is too much."""
    low, high = 0, MOST + 1
    while high - low > 1:
        middle = (low + high) // 2
        got = change(middle, source, target)
        if got is None or got[0] >= wanted:
            high = middle
        else:
            low = middle
    return high if change(high, source, target) else None


fees = {}
for line in sys.stdin:
    kind, *words = line.split()
    if kind == "currency":
        digits[words[0]] = int(words[1])
        fees[words[0]] = 0
        continue
    if kind == "rate":
        rates[words[0], words[1]] = int(words[2])
        continue
    amount, source, target = words
    try:
        if kind == "give":
            got = change(parts(amount), source, target)
            if got:
                fees[target] += got[1]
                print(shown(got[0], target), target)
        else:
            got = least(parts(amount), source, target)
            if got:
                print(shown(got, source), source)
    except NoWay:
        print("no way")
    else:
        if not got:
            print("too much")
for code, total in fees.items():
    if total:
        print("fees", code, shown(total, code))
