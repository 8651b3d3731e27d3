import sys
from collections import Counter, defaultdict


def main():
    branches = defaultdict(Counter)
    for line in sys.stdin:
        kind, branch, product, number = line.split()
        branches[branch][product] += int(number) if kind == "sold" else -int(number)
    report = []
    for branch, balances in branches.items():
        counting = [(-balance, product) for product, balance in balances.items() if balance > 0]
        report.append((sum(row[0] for row in counting), branch, counting))
    lines = 0
    for negative, branch, counting in sorted(report):
        if -negative >= 25:
            balance, product = min(counting)
            print(branch, -negative, "of", len(counting), "best", product, -balance)
            lines += 1
    print("others", len(branches) - lines)


main()
