import sys
from bisect import bisect_right
from collections import defaultdict


def price_at(time, times, prices):
    """The price, or the word that says why there is none."""
    at = bisect_right(times, time) - 1
    if at < 0:
        return "unknown"
    if prices[at] is None:
        return "halted"
    return "stale" if time - times[at] >= 90 else prices[at]


def main():
    records, trades = defaultdict(list), []
    for line in sys.stdin:
        kind, time, name, *number = line.split()
        if kind == "trade":
            trades.append((int(time), name, int(*number)))
        else:
            records[name].append((int(time), int(*number) if number else None))
    for rows in records.values():
        rows.sort(key=lambda row: row[0])
    columns = {name: tuple(zip(*rows)) for name, rows in records.items()}
    sums, missed = defaultdict(int), defaultdict(int)
    for time, name, amount in trades:
        price = price_at(time, *columns.get(name, ((), ())))
        print(price)
        if isinstance(price, int):
            sums[name] += price * amount
        else:
            missed[name] += 1
    for name in sorted({*sums, *missed}):
        print(name, sums[name], missed[name])


main()
